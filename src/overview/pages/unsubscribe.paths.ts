/** Where the daily letters are ended, by the address that stands in each. */
export const unsubscribePaths = {
  end: (token: string) => `/unsubscribe/${token}`,
};
