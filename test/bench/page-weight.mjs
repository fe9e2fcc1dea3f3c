/** What a page weighs on its way, compressed, and whether it sends its reader anywhere else. */
import { request } from 'node:http';

/** The answer as it travels, not unpacked. */
export function fetchPacked(origin, path) {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

const addressesIn = (html) =>
  [...html.matchAll(/<(?:link|script|img|source|iframe|object|embed|use|image)\b[^>]*?\b(?:href|src|data)="([^"]+)"/g)]
    .filter(([tag]) => !/rel="(?:canonical|license|alternate)"/.test(tag))
    .map(([, address]) => address);

const addressesInCss = (css) => [...css.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map(([, address]) => address);

/** The fonts that English text asks for: the cut with `U+0000` in its range. Others wait for letters that are not there. */
const fontsForEnglish = (css) =>
  [...css.matchAll(/@font-face\s*\{[^}]*\}/g)]
    .map(([face]) => face)
    .filter((face) => !/unicode-range/i.test(face) || /U\+0{1,4}-/i.test(face))
    .flatMap(addressesInCss);

/**
 * The first visit (the page, its styles, the font and the icon) and the later one (the page alone, since everything
 * else may be kept for a year), in bytes as they travel; and every address outside the site that anything would ask.
 */
export async function weigh(origin, path, fetchText) {
  const page = await fetchPacked(origin, path);
  const html = await fetchText(new URL(path, origin));
  const isElsewhere = (address) => !address.startsWith('data:') && new URL(address, origin).origin !== origin;
  const wanted = addressesIn(html).filter((address) => !address.startsWith('#') && !address.startsWith('data:'));
  const elsewhere = wanted.filter(isElsewhere);
  const own = [...new Set(wanted.filter((address) => !isElsewhere(address)))];
  let parts = 0;
  let mayBeKept = true;
  const fetched = new Set();
  const take = async (address) => {
    if (fetched.has(address)) return;
    fetched.add(address);
    const part = await fetchPacked(origin, address);
    if (part.status !== 200) throw new Error(`${path} asks for ${address}, which answers ${part.status}`);
    parts += part.body.length;
    mayBeKept &&= /immutable/.test(part.headers['cache-control'] ?? '');
    if (!/css/.test(part.headers['content-type'] ?? '')) return;
    const css = await fetchText(new URL(address, origin));
    elsewhere.push(...addressesInCss(css).filter(isElsewhere));
    for (const font of fontsForEnglish(css)) await take(font);
  };
  for (const address of own) await take(address);
  return { path, status: page.status, later: page.body.length, first: page.body.length + parts, elsewhere, mayBeKept };
}
