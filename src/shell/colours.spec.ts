import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { viewsFolder } from '../config/paths.js';

const css = readFileSync(join(viewsFolder, 'assets/tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two tokens, as WCAG 2.2 defines it. */
function contrast(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => {
    const colour = tokens.get(name);
    if (!colour) throw new Error(`There is no colour --${name}`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const grounds = ['paper', 'surface', 'episode', 'episode-unsure'];
const inks = ['ink', 'ink-soft', 'accent', 'accent-dark', 'failing', 'link-visited'];
const bandInks = ['failing', 'below', 'meeting', 'exceeding'];

describe('the colours', () => {
  it('are measured as WCAG does: black on white is 21', () => {
    tokens.set('test-black', '#000000');
    expect(contrast('test-black', 'paper')).toBeCloseTo(21, 5);
    tokens.delete('test-black');
  });

  it.each(grounds.flatMap((ground) => inks.map((ink) => [ink, ground])))(
    'let text in %s be read on %s',
    (ink, ground) => {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ...bandInks.map((ink) => [ink, 'paper']),
    ...bandInks.map((ink) => [ink, 'surface']),
    ['on-accent', 'accent'],
    ['accent-dark', 'accent-pale'],
    ['ink', 'accent-pale'],
    ['ink', 'rule'],
    ['focus-ink', 'focus'],
    ['ink', 'level-0'],
    ['ink', 'level-1'],
    ['ink', 'level-2'],
    ['paper', 'level-3'],
    ['paper', 'level-4'],
    ['paper', 'level-5'],
  ])('let text in %s be read on %s', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(
    ['paper', 'episode'].flatMap((ground) =>
      [...bandInks, 'no-band', 'accent', 'help', 'ink', 'ink-soft', 'rule-strong', 'level-3', 'level-4', 'level-5'].map(
        (mark) => [mark, ground],
      ),
    ),
  )('let a mark in %s be seen on %s', (mark, ground) => {
    expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3);
  });

  it('deepen with every level of intervention, so that the order survives a photocopier', () => {
    const depths = [0, 1, 2, 3, 4, 5].map((level) => luminance(tokens.get(`level-${level}`) ?? ''));
    expect(depths).toEqual(depths.toSorted((a, b) => b - a));
    expect(new Set(depths).size).toBe(6);
  });

  it('are the only ones: no stylesheet for the screen names a colour outside the tokens', () => {
    const named = readdirSync(join(viewsFolder, 'assets'))
      .filter((name) => name.endsWith('.css') && !['tokens.css', 'print.css'].includes(name))
      .map((name) => {
        const text = readFileSync(join(viewsFolder, 'assets', name), 'utf8');
        return { name, colours: text.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi) };
      });
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ colours }) => colours)).toEqual([]);
  });
});
