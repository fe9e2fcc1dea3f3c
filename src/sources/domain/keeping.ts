import { type Period, periodText } from '../../kernel/period.js';
import type { Certainty, SourceUse } from './new-fact.js';
import type { NewSourceLink } from './new-source.js';
import type { RecordKind } from './record-kinds.js';

/** When and by whom something is written down. */
export type Stamp = { readonly at: string; readonly by: string };

/** A date as a column holds it: exactly as it is known, or nothing. */
export const whenText = (on: Period | null | undefined): string | null => (on ? periodText(on) : null);

/** Yes, no or not known as a column holds it. */
export const flagOf = (value: boolean | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** The columns that say how sure a fact is. What was not said is not known and not verified. */
export const knownColumns = ({ knownOn, verified, inferred, note }: Certainty) => ({
  knownOn: whenText(knownOn),
  verified: Number(verified ?? false),
  inferred: Number(inferred ?? false),
  note: note ?? null,
});

/** The columns of a new record of the public record: in its first version, seen by all. */
export const keptColumns = ({ at, by }: Stamp) => ({
  recordedAt: at,
  recordedBy: by,
  version: 1,
  visibility: 'public' as const,
  publishedAt: at,
  withdrawnAt: null,
  withdrawnReason: null,
});

/** The links from records just written to the sources given with them; `ids` in the order of `given`. */
export const linksOf = (
  recordKind: RecordKind,
  given: readonly { readonly sources?: readonly SourceUse[] }[],
  ids: readonly string[],
): NewSourceLink[] =>
  given.flatMap(({ sources = [] }, index) =>
    sources.map((use, position) => ({ ...use, recordKind, recordId: ids[index], position })),
  );

type AuditedMaking = {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly after: object;
  readonly subjects?: readonly { readonly entity: string; readonly entityId: string }[];
};

/**
 * What the trail says of records made together: all of one; the number and the references of many, each of which finds
 * the line as one of its subjects.
 */
export function actOf(
  action: string,
  entity: string,
  made: readonly { readonly id: string; readonly ref?: string }[],
  given: readonly object[],
): AuditedMaking {
  const [first] = made;
  if (first && made.length === 1) return { action, entity, entityId: first.id, after: { ...given[0], ref: first.ref } };
  const refs = first?.ref ? { from: first.ref, to: made.at(-1)?.ref } : {};
  return {
    action,
    entity,
    entityId: `${made.length} records`,
    after: { records: made.length, ...refs },
    subjects: made.map(({ id }) => ({ entity, entityId: id })),
  };
}
