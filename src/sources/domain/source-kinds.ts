/** What a source is: the codes of the record, in the words of a page. */
export const sourceKinds = {
  primary: 'The body or inspectorate itself',
  official: 'Another public body',
  press: 'News report',
  academic: 'Research',
  commentary: 'Comment or account',
  aggregator: 'Collection of other sources',
  partisan: 'Party or campaign',
  other: 'Other',
  unverified: 'Not checked against any source',
  'data file': 'Data file',
} as const;

const words: Readonly<Record<string, string>> = sourceKinds;

/** "News report" for `press`. A kind that is not in the list is printed as it is kept. */
export const sourceKindWords = (kind: string): string => words[kind] ?? plainWords(kind);

/** "data set" for `data_set`, with a capital letter. */
function plainWords(code: string): string {
  const text = code.replaceAll(/[_-]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
