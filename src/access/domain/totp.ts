import { stepsSince1970 } from '../../kernel/instant.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** Six digits that change every 30 seconds, as authenticator apps make them (RFC 6238). */
export const codeDigits = 6;
export const stepSeconds = 30;
/** A clock may be one step slow or fast. */
export const stepsAside = 1;

export type CodeRefusal = 'not-a-code' | 'wrong' | 'used-before';

/** The six digits of what was typed, however an app or a person groups them; null when it cannot be a code. */
export function codeOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

type Check = {
  readonly now: string;
  /** The code of a step, by the person's secret. */
  readonly codeAt: (step: number) => string;
  /** The last step whose code was taken: neither it nor an earlier one is taken again. */
  readonly lastStep: number | null;
};

/** The step whose code was typed. Each code is taken once: whoever watched it being typed cannot use it again. */
export function acceptCode(typed: string, { now, codeAt, lastStep }: Check): Result<number, CodeRefusal> {
  const code = codeOf(typed);
  if (!code) return refused('not-a-code');
  const current = stepsSince1970(now, stepSeconds);
  const steps = Array.from({ length: 2 * stepsAside + 1 }, (_, index) => current - stepsAside + index);
  const matching = steps.filter((step) => codeAt(step) === code);
  const fresh = matching.find((step) => lastStep === null || step > lastStep);
  if (fresh !== undefined) return ok(fresh);
  return refused(matching.length > 0 ? 'used-before' : 'wrong');
}

/** How many recovery codes a person gets. */
export const recoveryCodeCount = 10;

/** Letters and digits that are not taken for one another when written down. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twelve characters from random bytes, in groups of four: `k3mp-x7wd-9fzq`, worth 59 bits. */
export function recoveryCodeFrom(bytes: readonly number[]): string {
  const characters = bytes.filter((byte) => byte < alphabet.length * 8).map((byte) => alphabet[byte % alphabet.length]);
  if (characters.length < 12) throw new Error('Too few random bytes for a recovery code');
  return [0, 4, 8].map((start) => characters.slice(start, start + 4).join('')).join('-');
}

/** The recovery code of what was typed, or null when it cannot be one. */
export function recoveryCodeOf(typed: string): string | null {
  const characters = typed.toLowerCase().replace(/[\s-]/g, '');
  if (characters.length !== 12 || [...characters].some((one) => !alphabet.includes(one))) return null;
  return [0, 4, 8].map((start) => characters.slice(start, start + 4)).join('-');
}

/** The secret in groups of four, as it is typed by hand into an app. */
export const secretInGroups = (base32: string): string => (base32.match(/.{1,4}/g) ?? []).join(' ');
