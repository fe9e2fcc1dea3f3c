/** Where a person finds what they owe, and what they watch. */
export const myWorkPaths = {
  show: () => '/my-work',
  watch: (slug: string) => `/organisations/${slug}/watch`,
  watchEnding: (slug: string) => `/organisations/${slug}/watch/ending`,
  digest: () => '/my-work/digest',
};
