import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { RequestHandler } from 'express';

export type AssetFile = {
  /** Its name in the source, `app.css`. */
  readonly name: string;
  /** Its address, which changes whenever its content does: `/assets/app.1a2b3c4d.css`. */
  readonly url: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Compressed once, at start; null for what is compressed already. */
  readonly gzipped: Buffer | null;
};

export type Assets = {
  /** The address of a file by its name. Throws on one that does not exist: a programmer's mistake. */
  url(name: string): string;
  readonly handler: RequestHandler;
  readonly files: readonly AssetFile[];
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Two cuts of the face, upright: Latin for every page, the rest (Welsh among it) only where a page needs it. */
const fonts = {
  'public-sans-latin.woff2': 'public-sans-latin-wght-normal.woff2',
  'public-sans-latin-ext.woff2': 'public-sans-latin-ext-wght-normal.woff2',
} as const;

const fontStack = `'Public Sans','Public Sans Ext',arial,sans-serif`;

/** Elements first, then the two design systems, then what is ours: so that no rule of ours needs more weight. */
const layers = '@layer base, vendor, tokens, components, utilities;\n';

const notices =
  '/*! Contains GOV.UK Frontend (MIT, Crown copyright) and MOJ Frontend (MIT, Crown copyright). Face: Public Sans (SIL OFL 1.1). */\n';

/**
 * A design system's stylesheet as we may serve it: without its licensed face, its notices (given once above) and
 * pictures that are not in its own package. `imageUrl` answers null for those.
 */
export function adoptStylesheet(css: string, imageUrl: (name: string) => string | null): string {
  const ours = css
    .replace(/@charset "[^"]*";/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@font-face\s*\{[^}]*\}/g, '')
    // Their print styles fall back to whatever the printer has; ours keep the face.
    .replace(/font-family:(GDS Transport,arial,)?sans-serif/g, `font-family:${fontStack}`)
    .replace(/url\(["']?([^"')]+)["']?\)/g, (_whole, address: string) => {
      const url = imageUrl(basename(address));
      return url ? `url(${url})` : 'none';
    });
  return `@layer vendor{${ours}}\n`;
}

function fileAt(name: string, body: Buffer): AssetFile {
  const ending = extname(name);
  const contentType = contentTypes[ending];
  if (!contentType) throw new Error(`views/assets/${name}: a file of this kind is not served`);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
  return {
    name,
    url: `/assets/${name.slice(0, -ending.length)}.${hash}${ending}`,
    contentType,
    body,
    gzipped: /^(text|image\/svg)/.test(contentType) ? gzipSync(body, { level: 9 }) : null,
  };
}

/** Comments and white space between rules are for whoever reads the source, not for whoever reads the page. */
const squeeze = (css: string): string =>
  css
    .replace(/\/\*(?!!)[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1');

/**
 * Reads, joins, hashes and compresses everything that a page asks for besides itself. The one stylesheet `app.css`
 * is the two design systems, then `views/assets/*.css` by name. Throws when a stylesheet of ours names a file that
 * is not there.
 */
export function loadAssets({ viewsRoot, nodeModulesRoot }: { viewsRoot: string; nodeModulesRoot: string }): Assets {
  const folder = join(viewsRoot, 'assets');
  const fontFolder = join(nodeModulesRoot, '@fontsource-variable/public-sans/files');
  const govuk = join(nodeModulesRoot, 'govuk-frontend/dist/govuk');
  const moj = join(nodeModulesRoot, '@ministryofjustice/frontend/moj');

  const byName = new Map<string, AssetFile>();
  const add = (name: string, body: Buffer): AssetFile => {
    const file = fileAt(name, body);
    byName.set(name, file);
    return file;
  };

  for (const [name, source] of Object.entries(fonts)) add(name, readFileSync(join(fontFolder, source)));
  const own = readdirSync(folder).toSorted();
  for (const name of own.filter((file) => !file.endsWith('.css'))) add(name, readFileSync(join(folder, name)));

  const mojImages = new Set(readdirSync(join(moj, 'assets/images')));
  const vendorImage = (name: string): string | null => {
    // Crests and the crown are other people's marks.
    if (!mojImages.has(name) || !name.startsWith('icon-')) return null;
    return (byName.get(name) ?? add(name, readFileSync(join(moj, 'assets/images', name)))).url;
  };
  const vendor = [join(govuk, 'govuk-frontend.min.css'), join(moj, 'moj-frontend.min.css')]
    .map((path) => adoptStylesheet(readFileSync(path, 'utf8'), vendorImage))
    .join('');

  const ownCss = own
    .filter((file) => file.endsWith('.css'))
    .map((file) =>
      readFileSync(join(folder, file), 'utf8').replace(/url\(['"]?([^"')]+)['"]?\)/g, (_whole, name: string) => {
        const target = byName.get(name);
        if (!target) throw new Error(`views/assets/${file} names ${name}, which is not there`);
        return `url(${target.url})`;
      }),
    )
    .join('\n');
  add('app.css', Buffer.from(notices + layers + vendor + squeeze(ownCss)));

  const files = [...byName.values()];
  const byUrl = new Map(files.map((file) => [file.url, file]));

  return {
    files,
    url(name) {
      const file = byName.get(name);
      if (!file) throw new Error(`There is no asset ${name}`);
      return file.url;
    },
    handler(request, response, next) {
      const file = byUrl.get(request.path);
      if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
        next();
        return;
      }
      response.setHeader('Content-Type', file.contentType);
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      response.setHeader('X-Content-Type-Options', 'nosniff');
      let body = file.body;
      if (file.gzipped) {
        response.setHeader('Vary', 'Accept-Encoding');
        if (request.acceptsEncodings('gzip')) {
          response.setHeader('Content-Encoding', 'gzip');
          body = file.gzipped;
        }
      }
      response.setHeader('Content-Length', body.length);
      response.end(request.method === 'HEAD' ? undefined : body);
    },
  };
}
