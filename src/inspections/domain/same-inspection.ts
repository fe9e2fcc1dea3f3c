import { type Period, periodEnd } from '../../kernel/period.js';
import { frameworkFamily } from './framework-family.js';

/** What is needed of a published inspection to know it again. Whose it is, the asker has settled. */
export type KnownInspection = {
  /** A key of the shipped frameworks; null: none on record. */
  readonly framework: string | null;
  readonly frameworkInferred: boolean;
  readonly publishedOn: Period | null;
  /** The last day of the visit, or the only one that is known. */
  readonly endedOn?: Period | null;
};

/**
 * Whether two records of one body (or of bodies in its lineage, or of a council and its service) tell of the same
 * inspection: their framework families agree, or one is not known or inferred; and their publications may be the same
 * day, one period lying within the other. Where either publication is not known, the last days of the visits decide in
 * the same way. Nothing is the same as a record without a date.
 */
export function sameInspection(a: KnownInspection, b: KnownInspection): boolean {
  return mayBeOneFamily(a, b) && mayBeOneDate(a, b);
}

function mayBeOneFamily(a: KnownInspection, b: KnownInspection): boolean {
  if (a.framework === null || b.framework === null || a.frameworkInferred || b.frameworkInferred) return true;
  return frameworkFamily(a.framework) === frameworkFamily(b.framework);
}

function mayBeOneDate(a: KnownInspection, b: KnownInspection): boolean {
  if (a.publishedOn && b.publishedOn) return isWithinOther(a.publishedOn, b.publishedOn);
  return Boolean(a.endedOn && b.endedOn && isWithinOther(a.endedOn, b.endedOn));
}

const isWithin = (inner: Period, outer: Period): boolean =>
  inner.start >= outer.start && periodEnd(inner) <= periodEnd(outer);

const isWithinOther = (a: Period, b: Period): boolean => isWithin(a, b) || isWithin(b, a);
