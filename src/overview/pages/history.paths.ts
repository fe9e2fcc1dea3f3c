/** Where the history of an object lives: its kind as the trail names it, and its reference, key or id. */
export const historyPaths = {
  of: (kind: string, ref: string) => `/history/${kind}/${encodeURIComponent(ref)}`,
};
