/** What the words of a concern are sealed for: they open for no other. */
export const sealedFor = (concernId: string): string => `the words of concern ${concernId}`;
