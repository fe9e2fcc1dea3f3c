export type Link = { readonly text: string; readonly href: string };

export type QueryValue = string | number | readonly string[] | null | undefined;
export type QueryValues = Readonly<Record<string, QueryValue>>;

const valuesOf = (value: QueryValue): readonly (string | number)[] => {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' || typeof value === 'number' ? [value] : value;
};

/** The names and values of a query, in the order given, without the empty ones: for an address, or hidden in a form. */
export const queryPairs = (query: QueryValues): readonly { readonly name: string; readonly value: string }[] =>
  Object.entries(query).flatMap(([name, value]) =>
    valuesOf(value)
      .map(String)
      .filter((text) => text !== '')
      .map((text) => ({ name, value: text })),
  );

/** A path with its query, empty values left out, so that one page has one address. */
export function address(path: string, query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const { name, value } of queryPairs(query)) search.append(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * The address of a page outside, as it may stand in a link, or null: only `http` and `https`, without a user name.
 * An address that came with the data (a source, an archive) goes through here before it is printed.
 */
export function outsideHref(text: string | null | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) return null;
  return url.href;
}
