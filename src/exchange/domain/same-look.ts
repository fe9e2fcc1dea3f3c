import { frameworkFamily } from '../../inspections/domain/framework-family.js';

/** What is needed of a look at a body to know it again in another publication. Whose it is, the asker has settled. */
export type KnownLook = {
  readonly framework: string | null;
  readonly frameworkInferred: boolean;
  readonly unit: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string | null;
};

/** One date is the other, or lies in it: `2025-02` and `2025-02-13` may be one. */
const mayBeOne = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/**
 * Whether two publications tell of one judgement: the same part of the body, the same framework whatever its version
 * (or one that is not known), and the same first day; where one publication does not give the first day, the same day
 * of publication, otherwise the same last day. Nothing is the same as a look without a date.
 */
export function isSameLook(a: KnownLook, b: KnownLook): boolean {
  if (a.unit !== b.unit) return false;
  const isKnown = a.framework !== null && b.framework !== null && !a.frameworkInferred && !b.frameworkInferred;
  if (isKnown && frameworkFamily(a.framework ?? '') !== frameworkFamily(b.framework ?? '')) return false;
  if (a.startedOn !== null && b.startedOn !== null) return mayBeOne(a.startedOn, b.startedOn);
  if (a.publishedOn !== null && b.publishedOn !== null) return mayBeOne(a.publishedOn, b.publishedOn);
  return a.endedOn !== null && b.endedOn !== null && mayBeOne(a.endedOn, b.endedOn);
}
