import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type { Result } from '../../kernel/result.js';
import type { KnownRefusal } from '../../shell/as-known.js';
import { cite, type CitedSource } from '../../shell/cited.js';
import { type Citation as Mark, Citations, type Source } from '../../shell/parts.js';
import type { ElementKind } from '../domain/programme.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import type {
  AdoptionRow,
  ClaimConflictRow,
  ClaimRow,
  ElementRow,
  FidelityRow,
  FundingRow,
  KnownRow,
  ProgrammeRow,
  UseRow,
} from '../data/programme.row.js';

export type ProgrammeFacts = {
  readonly programme: ProgrammeRow;
  readonly elements: readonly ElementRow[];
  readonly funding: readonly FundingRow[];
  readonly adoptions: readonly AdoptionRow[];
  readonly fidelity: readonly FidelityRow[];
  readonly claims: readonly ClaimRow[];
  readonly conflicts: readonly ClaimConflictRow[];
  readonly uses: readonly UseRow[];
  /** Actions of plans that name it as what they were adapted from: how many, and those that the reader may read. */
  readonly adapted: { readonly count: number; readonly readable: readonly UseRow[] };
};

export type ProgrammeInput = ProgrammeFacts & {
  readonly citations: ReadonlyMap<string, readonly CitedSource[]>;
  readonly known: Result<CalendarDay | null, KnownRefusal>;
  readonly today: CalendarDay;
};

/** The statements of one kind, in their order. */
export const ofKind = ({ elements }: ProgrammeInput, kind: ElementKind): readonly ElementRow[] =>
  elements.filter((element) => element.kind === kind);

export const knownDay = ({ known }: Pick<ProgrammeInput, 'known'>): CalendarDay | null =>
  known.ok ? known.value : null;

export const on = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** What had become known by the day asked for; all of it for today. */
export function knownThen<Input extends ProgrammeInput>(input: Input): Input {
  const day = knownDay(input);
  if (!day) return input;
  const then = ({ knownOn }: Pick<KnownRow, 'knownOn'>): boolean => knownBy({ knownOn: on(knownOn) }, day);
  const claims = input.claims.filter(then);
  const ids = new Set(claims.map(({ id }) => id));
  return {
    ...input,
    elements: input.elements.filter(then),
    funding: input.funding.filter(then),
    adoptions: input.adoptions.filter(({ knownOn }) => then({ knownOn })),
    fidelity: input.fidelity.filter(then),
    claims,
    conflicts: input.conflicts.filter(({ claimId, otherId }) => ids.has(claimId) && ids.has(otherId)),
    uses: input.uses.filter(then),
  };
}

/** Marks for records, numbered in the order in which the page prints them. */
export class Marks {
  readonly #numbered = new Citations();

  constructor(private readonly byRecord: ProgrammeInput['citations']) {}

  of(...recordIds: readonly string[]): readonly Mark[] {
    const marks = new Map<string, Mark>();
    for (const source of recordIds.flatMap((id) => this.byRecord.get(id) ?? []))
      if (!marks.has(source.ref)) marks.set(source.ref, cite(this.#numbered, source, sourcePaths.show(source.ref)));
    return [...marks.values()].toSorted((a, b) => a.number - b.number);
  }

  list(): readonly Source[] {
    return this.#numbered.list();
  }
}

/** "Not verified. Partly inferred: the year was worked out." Null where nothing needs to be said. */
export function certaintyOf({
  verified,
  inferred,
  note,
}: Pick<KnownRow, 'verified' | 'inferred' | 'note'>): string | null {
  const flags = [verified === 1 ? null : 'Not verified', inferred === 1 ? 'Partly inferred' : null].filter(
    (word) => word !== null,
  );
  if (flags.length === 0) return note;
  return note ? `${flags.join('. ')}: ${note}` : `${flags.join('. ')}.`;
}

/** The label of a code; a code that is not known any more is shown as it is kept. */
export const labelOf = (labels: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (labels[code] ?? code);

/** Sentences of which each ends as one. */
export const sentences = (...parts: readonly (string | null)[]): string | null =>
  parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (/[.!?”]$/.test(part ?? '') ? part : `${part}.`))
    .join(' ') || null;
