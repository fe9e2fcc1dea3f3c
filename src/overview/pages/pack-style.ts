import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder, packagesFolder } from '../../config/paths.js';
import type { PackData } from '../domain/pack/pack-data.js';
import { footWords } from './pack-html.page.js';

const sheet = readFileSync(join(libraryFolder('overview'), 'pack-book.css'), 'utf8');

/** The face of the product, within the pack itself: printed in ten years, it breaks its lines where it does today. */
const font = readFileSync(
  join(packagesFolder, '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2'),
).toString('base64');
const face = `@font-face { font-family: 'Public Sans'; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format('woff2'); }
`;

/** What stands in the template where the style of a pack goes. */
const place = '<!--style-->';

/** Any text as a string of CSS: whatever is not a letter or a figure is written by its number. */
export const cssString = (text: string): string =>
  `'${[...text].map((sign) => (/^[A-Za-z0-9]$/.test(sign) ? sign : `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)).join('')}'`;

/** The style that a pack carries within itself, with the foot that is printed on each of its pages. */
const styleOf = (pack: PackData, hash: string): string => `${face}${sheet}@page {
  size: A4;
  margin: 16mm 16mm 22mm;
  @bottom-left { content: ${cssString(footWords(pack, hash))}; width: 84%; font: 7.4pt 'Public Sans', arial, sans-serif; color: #4a5762; }
  @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font: 7.4pt 'Public Sans', arial, sans-serif; color: #4a5762; }
}
`;

/** Puts the style into a page that the template has made. */
export const withStyle = (html: string, pack: PackData, hash: string): string =>
  html.replace(place, () => `<style>${styleOf(pack, hash)}</style>`);

/**
 * The security policy under which a frozen pack is shown: nothing is loaded and nothing runs, and of all styles only the
 * one that the pack carries is used.
 */
export function packPolicy(html: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; font-src data:; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
