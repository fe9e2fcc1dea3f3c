/** How long to wait after each attempt that failed, in minutes: about two days in all. */
const waits = [1, 5, 30, 120, 360, 720, 1440] as const;

/** A mail server's answers from 500 on are final: the address is not there, or the letter is not wanted. */
export type SendingFault = { readonly message: string; readonly responseCode: number | null };

/** In how many minutes to try again after `attempts` that failed, or null to give up. */
export function minutesToNext(attempts: number, { responseCode }: SendingFault): number | null {
  if (responseCode !== null && responseCode >= 500 && responseCode < 600) return null;
  return waits[attempts - 1] ?? null;
}

/** While one process tries a letter no other does; if it dies over it, another tries again after this time. */
export const leaseInMinutes = 10;

/** Says what went wrong in one line, without a password that an address may hold. */
export const faultText = (message: string): string =>
  message
    .replaceAll(/\/\/[^@/\s]*@/g, '//…@')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
