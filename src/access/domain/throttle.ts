import { addMinutes } from '../../kernel/instant.js';

/**
 * How often something may be tried. A guess is counted before it is looked at, so that 200 at once count as 200; one
 * that was right is taken back. Guesses that were refused for being too many are not counted: whoever waits gets in.
 */
export type Limit = { readonly most: number; readonly minutes: number };

export const guessKinds = ['password', 'code', 'reset', 'token'] as const;
export type GuessKind = (typeof guessKinds)[number];

/** For one account, or for an email address that no account has: nobody can tell which. */
export const limitOfAccount: Readonly<Record<GuessKind, Limit>> = {
  password: { most: 10, minutes: 5 },
  code: { most: 5, minutes: 5 },
  reset: { most: 3, minutes: 60 },
  // Nobody’s account: what is counted is the address from which wrong tokens come.
  token: { most: 20, minutes: 5 },
};

/** For one network address, behind which a whole office may sit. */
export const limitOfAddress: Readonly<Record<GuessKind, Limit>> = {
  password: { most: 60, minutes: 5 },
  code: { most: 60, minutes: 5 },
  reset: { most: 30, minutes: 60 },
  token: { most: 20, minutes: 5 },
};

/** Guesses at or before this moment are forgotten. */
export const windowStart = ({ minutes }: Limit, now: string): string => addMinutes(now, -minutes);

/** Whether one more may be made, given how many were made within the window. */
export const mayGuess = ({ most }: Limit, made: number): boolean => made < most;

/** The address that is counted. An IPv6 subscriber has 2^64 addresses: they count as the one network that they are. */
export function countedAddress(remote: string | undefined): string {
  const address = (remote ?? 'unknown').toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address.slice(0, 60);
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const filled = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return `${filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
