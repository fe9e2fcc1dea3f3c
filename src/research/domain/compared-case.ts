import { type Band, bands } from '../../inspections/domain/grade-scale.js';
import { firstPowers, firstWarning, type EpisodeFacts } from '../../episodes/domain/episode-clock.js';
import { type InterventionLevel, isInterventionLevel } from '../../interventions/domain/intervention.js';
import { byPeriod, parsePeriod, type Period, periodMiddle } from '../../kernel/period.js';
import { type EpisodeArea, isWithinArea } from '../../vocabulary/domain/episode-areas.js';
import type { ComparedKind, ComparedRow } from './compared-record.js';
import type { Dated, RecoveryCase } from './recovery-case.js';

/** A public fact of a case, with its dates as exactly as they are known. */
export type ComparedFact = {
  readonly kind: ComparedKind;
  readonly id: string;
  readonly ref: string | null;
  readonly from: Period | null;
  readonly to: Period | null;
  readonly code: string | null;
  readonly label: string;
  readonly detail: string | null;
  readonly unit: string | null;
  /** Of judgements. */
  readonly band: Band;
  readonly framework: string | null;
  readonly scale: string | null;
  readonly scaleLabel: string | null;
  /** Of interventions; of plans, the number of the version. */
  readonly level: number;
  /** Interim, of a post; an area found failing, of a judgement. */
  readonly flag: boolean;
  readonly verified: boolean;
  readonly inferred: boolean;
};

/** How a case stands over time, as its judgements say. `failing-again`: from the trigger of its relapse. */
export type CaseState = 'failing' | 'not-failing' | 'good';
export type StateSpell = {
  readonly state: CaseState;
  readonly start: Period;
  /** Null: it went on to the end of the record, `RecoveryCase.followedTo`. */
  readonly end: Period | null;
};

export type ComparedCase = {
  readonly of: RecoveryCase;
  /** In the order of time; what has no date comes last. */
  readonly facts: readonly ComparedFact[];
  readonly spells: readonly StateSpell[];
  /** Where its judgements go on under another framework: never one series across it. */
  readonly breaks: readonly { readonly on: Period; readonly label: string }[];
  /** When the failure before this one was over, where it is a relapse: what came before that is another story. */
  readonly earlierOver: Period | null;
};

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/**
 * Whether a fact is one of the case: what somebody put down as such, always; of another episode of the same body,
 * never. Otherwise one of the part of the work that failed, or of all of it, or where nothing says of which; a
 * judgement only of that part, and of the same part of the body.
 */
export function isOfCase(
  row: Pick<ComparedRow, 'kind' | 'area' | 'unit' | 'isNamed' | 'isOfAnother'>,
  { area, unit }: { readonly area: string; readonly unit: string | null },
): boolean {
  if (row.isNamed === 1) return true;
  if (row.isOfAnother === 1) return false;
  if (row.kind === 'judgement')
    return row.area !== null && isWithinArea(row.area as EpisodeArea, area as EpisodeArea) && row.unit === unit;
  return row.area === null || isWithinArea(row.area as EpisodeArea, area as EpisodeArea);
}

const bandOf = (code: string | null): Band => (code !== null && code in bands ? (code as Band) : 'none');

const worstFirst: readonly Band[] = ['failing', 'below', 'meeting', 'exceeding', 'none'];

/** One mark for an inspection: of two headlines the lower band, with both words. */
function oneMark(rows: readonly ComparedRow[]): ComparedRow | null {
  const [first, ...others] = rows.toSorted(
    (a, b) => worstFirst.indexOf(bandOf(a.code)) - worstFirst.indexOf(bandOf(b.code)) || a.position - b.position,
  );
  if (!first) return null;
  return { ...first, label: [first.label, ...others.map(({ label }) => label)].filter(Boolean).join(' and ') || null };
}

function merged(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  const records = new Map<string, ComparedRow[]>();
  for (const row of rows) {
    const key = `${row.kind} ${row.recordId}`;
    records.set(key, [...(records.get(key) ?? []), row]);
  }
  const sameAsHelp = new Set(rows.flatMap(({ kind, detail }) => (kind === 'support' && detail ? [detail] : [])));
  return [...records.values()].flatMap((record) => {
    const row = record[0]?.kind === 'judgement' ? oneMark(record) : (record[0] ?? null);
    // Help that is on record as an intervention too is told once, as help.
    return row && !(row.kind === 'intervention' && sameAsHelp.has(row.recordId)) ? [row] : [];
  });
}

const factOf = (row: ComparedRow): ComparedFact => ({
  kind: row.kind,
  id: row.recordId,
  ref: row.ref,
  from: read(row.startsOn),
  to: read(row.endsOn),
  code: row.code,
  label: row.label ?? '',
  detail: row.kind === 'support' ? null : row.detail,
  unit: row.unit,
  band: row.kind === 'judgement' ? bandOf(row.code) : 'none',
  framework: row.frameworkTitle,
  scale: row.scale,
  scaleLabel: row.scaleLabel,
  level: row.level ?? 0,
  flag: row.flag === 1,
  verified: row.verified === 1,
  inferred: row.inferred === 1,
});

const inOrder = (a: ComparedFact, b: ComparedFact): number => {
  const [x, y] = [a.from ?? a.to, b.from ?? b.to];
  return x && y ? byPeriod(x, y) || (a.id < b.id ? -1 : 1) : x ? -1 : y ? 1 : a.id < b.id ? -1 : 1;
};

/** From the trigger on: failing, then not failing, then good, up to a relapse, a competing end or the end of the record. */
export function spellsOfCase(one: RecoveryCase): readonly StateSpell[] {
  const stop = one.stopped && one.stopped.day >= one.triggered.day ? one.stopped : null;
  const before = (date: Dated | null, limit: Dated | null): Dated | null =>
    date && (!limit || date.day < limit.day) ? date : null;
  const relapse = before(one.failedAgain, stop);
  const limit = relapse ?? stop;
  const better = before(one.notFailing && one.notFailing.day >= one.triggered.day ? one.notFailing : null, limit);
  const good = better && before(one.good && one.good.day >= better.day ? one.good : null, limit);
  const spells: StateSpell[] = [];
  spells.push({ state: 'failing', start: one.triggered.on, end: (better ?? limit)?.on ?? null });
  if (better && (!good || good.day > better.day))
    spells.push({ state: 'not-failing', start: better.on, end: (good ?? limit)?.on ?? null });
  if (good) spells.push({ state: 'good', start: good.on, end: limit?.on ?? null });
  if (relapse) spells.push({ state: 'failing', start: relapse.on, end: null });
  return spells;
}

/** Where one judgement was made under another framework than the one before it. */
function breaksOf(facts: readonly ComparedFact[]): ComparedCase['breaks'] {
  const judged = facts.filter(({ kind, framework, from }) => kind === 'judgement' && framework !== null && from);
  return judged.flatMap(({ framework, from }, index) => {
    const before = judged[index - 1];
    return before && from && before.framework !== framework ? [{ on: from, label: framework ?? '' }] : [];
  });
}

/** A case with those of the rows that are its own. `earlierOver`: when the failure that it followed was over. */
export function comparedCase(
  of: RecoveryCase,
  rows: readonly ComparedRow[],
  earlierOver: Period | null = null,
): ComparedCase {
  const facts = merged(rows.filter((row) => row.caseId === of.id && isOfCase(row, of)))
    .map(factOf)
    .toSorted(inOrder);
  return { of, facts, spells: spellsOfCase(of), breaks: breaksOf(facts), earlierOver };
}

/** What a clock may be set by. */
export const zeros = {
  trigger: 'Trigger',
  warning: 'First warning',
  intervention: 'First intervention',
  board: 'First board',
} as const;
export type Zero = keyof typeof zeros;

export const zeroWords: Readonly<Record<Zero, string>> = {
  trigger: 'the judgement, notice or declaration that opened the episode',
  warning: 'the earliest warning sign in the 84 months before the trigger, after any earlier failure was over',
  intervention: 'the first step of level 3 or more, or the first of a lower level where there is none so high',
  board: 'the first day of a board that watched over the recovery',
};

const levelOf = (level: number): InterventionLevel => (isInterventionLevel(level) ? level : 0);

/** The case as the clock of an episode reads it, so that a comparison and the episode’s own page never differ. */
function clockFacts({ of, facts, earlierOver }: ComparedCase): EpisodeFacts {
  const ofKind = (kind: ComparedKind): readonly ComparedFact[] => facts.filter((fact) => fact.kind === kind);
  return {
    trigger: { factId: of.id, label: of.title, on: of.triggered.on },
    previousRecovery: earlierOver,
    warnings: ofKind('warning').map(({ id, label, from }) => ({ factId: id, label, on: from })),
    peers: ofKind('support').map(({ id, label, from, to }) => ({ factId: id, label, from, to })),
    interventions: ofKind('intervention').map(({ id, label, from, to, level }) => ({
      factId: id,
      label,
      level: levelOf(level),
      from,
      to,
      plannedEnds: [],
    })),
    ended: null,
    wentOn: [],
    notFailing: null,
    good: null,
    nextTrigger: null,
    laterDecline: null,
  };
}

const earliest = (facts: readonly ComparedFact[]): Period | null =>
  facts.flatMap(({ from }) => from ?? []).toSorted(byPeriod)[0] ?? null;

const boardKinds: readonly string[] = ['advisory_board'];

/** Not before the failure that came earlier was over. */
const sinceEarlier = ({ facts, earlierOver }: ComparedCase): readonly ComparedFact[] =>
  earlierOver === null
    ? facts
    : facts.filter(({ from }) => from !== null && periodMiddle(from) >= periodMiddle(earlierOver));

/** Month zero of a case; null where the public record has no such date for it. */
export function zeroOf(one: ComparedCase, zero: Zero): Period | null {
  const facts = clockFacts(one);
  switch (zero) {
    case 'trigger':
      return one.of.triggered.on;
    case 'warning':
      return firstWarning(facts)?.on ?? null;
    case 'intervention': {
      const steps = sinceEarlier(one).filter(({ kind, level }) => kind === 'intervention' && level > 0);
      const ids = new Set(steps.map(({ id }) => id));
      const interventions = facts.interventions.filter(({ factId }) => ids.has(factId));
      return firstPowers({ ...facts, interventions })?.on ?? earliest(steps);
    }
    case 'board':
      return earliest(
        sinceEarlier(one).filter(
          ({ kind, code }) => kind === 'board' || (kind === 'intervention' && boardKinds.includes(code ?? '')),
        ),
      );
  }
}
