/**
 * A path on this site to go back to, or the one given otherwise. An address of another site, however it is dressed up,
 * is not one: browsers take `//host`, `/\host` and white space within for more than a path.
 */
export function safeReturn(text: string | null | undefined, otherwise: string): string {
  if (!text || !/^\/(?![/\\])[^\s\\]*$/.test(text) || /\p{Cc}/u.test(text)) return otherwise;
  const base = 'http://site.invalid';
  if (!URL.canParse(text, base)) return otherwise;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : otherwise;
}
