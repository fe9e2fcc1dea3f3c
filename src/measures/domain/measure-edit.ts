import type { Visibility } from '../../interventions/domain/visibility.js';
import type { FigureKind } from './disclosure.js';
import type { EarlyMovement, Frequency, MeasureRole, MeasureStatus } from './measure.js';
import type { Polarity } from './xmr.js';

/** What may be said of a measure, and changed. */
export type MeasureEdit = {
  readonly name: string;
  readonly unit: string;
  readonly kind: FigureKind;
  readonly role: MeasureRole;
  readonly polarity: Polarity;
  readonly polarityNote: string | null;
  readonly frequency: Frequency;
  readonly earlyMovement: EarlyMovement;
  readonly target: number | null;
  readonly tolerance: number | null;
  readonly targetSource: string | null;
  readonly comparator: string | null;
  readonly lagDays: number | null;
  readonly ownerPost: string | null;
  readonly safetyCritical: boolean;
  readonly pairedWithId: string | null;
  readonly status: MeasureStatus;
  readonly visibility: Visibility;
};

export type EditRefusal = 'target-without-source' | 'share-without-percent' | 'fixed-by-its-numbers' | 'no-such-pair';

/** What the numbers on the record were counted in: another unit, kind or rhythm would make them say something else. */
const fixedByNumbers = ['unit', 'kind', 'frequency'] as const;

/**
 * Why an edit cannot stand. A target says who set it. A share is in per cent. What the numbers were counted in does not
 * change under them: that is another measure. A pair is another measure of the same body.
 */
export function editRefusal(
  edit: MeasureEdit,
  {
    held,
    hasNumbers,
    ownId,
    otherIds,
  }: {
    readonly held: Pick<MeasureEdit, (typeof fixedByNumbers)[number]> | null;
    readonly hasNumbers: boolean;
    readonly ownId: string | null;
    readonly otherIds: readonly string[];
  },
): EditRefusal | null {
  if (held && hasNumbers && fixedByNumbers.some((name) => held[name] !== edit[name])) return 'fixed-by-its-numbers';
  if (edit.kind === 'share' && edit.unit !== '%') return 'share-without-percent';
  if (edit.target !== null && edit.targetSource === null) return 'target-without-source';
  const { pairedWithId } = edit;
  if (pairedWithId !== null && (pairedWithId === ownId || !otherIds.includes(pairedWithId))) return 'no-such-pair';
  return null;
}

/** What an edit changes, before and after; null where it changes nothing. */
export function editDifference(
  held: MeasureEdit,
  edit: MeasureEdit,
): { readonly before: Partial<MeasureEdit>; readonly after: Partial<MeasureEdit> } | null {
  const names = (Object.keys(edit) as (keyof MeasureEdit)[]).filter((name) => held[name] !== edit[name]);
  if (names.length === 0) return null;
  const only = (of: MeasureEdit) => Object.fromEntries(names.map((name) => [name, of[name]])) as Partial<MeasureEdit>;
  return { before: only(held), after: only(edit) };
}
