/**
 * A sentence without the full stops and spaces at its end, for words that are to stand within another sentence. One
 * pass from the end: a pattern that looks for such an end from every place takes seconds over a long run of spaces.
 */
export function withoutFullStop(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1]?.trim() === '')) end -= 1;
  return text.slice(0, end);
}
