import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Period } from '../../kernel/period.js';
import { type EpisodeRun, turnsOf } from '../domain/episode-run.js';
import type { CodebookFacts } from '../domain/codebook.js';
import { upTo } from '../domain/readable.js';
import type { Reading, UsedFact } from '../domain/signal.js';
import { type FactRows, when } from './fact-rows.js';
import type { OutsideFacts, OutsideKind, OutsideRow } from './outside-facts.row.js';

type Sourced = { readonly on: Period | null; readonly sourced: boolean };

/** What the core fields of an episode are read from, as far as others saw it: see `codebook`. */
export function codebookOf(
  rows: FactRows<OutsideKind>,
  {
    run,
    sourced,
    reading,
  }: { readonly run: EpisodeRun; readonly sourced: ReadonlySet<string>; readonly reading: Reading },
): OutsideFacts['codebook'] {
  const isSourced = (id: string): boolean => sourced.has(id);
  const ofFact = (fact: UsedFact | null): Sourced | null =>
    fact ? { on: fact.on, sourced: isSourced(fact.id) } : null;
  const ofRow = (row: OutsideRow, what: string): Sourced & { readonly what: string } => ({
    on: when(row.startsOn),
    sourced: isSourced(row.id),
    what,
  });
  const turns = turnsOf(run, reading.asOf);
  const graded = rows.of('inspection').filter(({ ownerId, code }) => ownerId === run.area && code !== null);
  const opening = graded.find(({ id }) => id === run.trigger?.id);
  const before = run.trigger?.on
    ? graded.findLast((row) => row.id !== opening?.id && isBefore(when(row.startsOn), run.trigger?.on ?? null))
    : undefined;
  const failing = rows
    .of('inspection')
    .findLast(
      ({ ownerId, amount, startsOn }) =>
        ownerId === run.area && amount === 1 && !isBefore(when(startsOn), run.trigger?.on ?? null),
    );
  const [organisation] = rows.of('organisation').filter(({ id }) => id === run.organisationId);
  const [support] = rows.of('support_trigger');
  const peer = turns.peerHelp && rows.of('peer_support').find(({ id }) => id === turns.peerHelp?.id);
  const sources = new Map(rows.of('source').map(({ id, amount }) => [id, amount]));
  return {
    organisation: {
      name: organisation?.label ?? '',
      kind: organisation?.ref ?? '',
      sector: organisation?.ownerId ?? '',
      region: organisation?.code ?? null,
      sourced: organisation !== undefined && isSourced(organisation.id),
    },
    episodeSourced: isSourced(run.id) || (run.trigger !== null && isSourced(run.trigger.id)),
    firstWarning: ofFact(turns.warning),
    trigger: run.trigger && { on: run.trigger.on, sourced: isSourced(run.trigger.id), what: triggerWord(run.trigger) },
    gradeBefore: before ? ofRow(before, before.code ?? '') : null,
    gradeAtTrigger: opening ? { ...ofRow(opening, opening.code ?? ''), scale: opening.second ?? '' } : null,
    firstPeer: turns.peerHelp && {
      on: turns.peerHelp.on,
      sourced: isSourced(turns.peerHelp.id),
      what: peer?.code ?? '',
    },
    supportTrigger: support ? ofRow(support, support.label ?? '') : null,
    interventions: run.steps.map(({ fact, level }) => ({ on: fact.on, level, sourced: isSourced(fact.id) })),
    posts: rows.of('post').map((row) => ({ on: when(row.startsOn), post: row.code ?? '', sourced: isSourced(row.id) })),
    structuralChanges: rows.of('structural_change').map((row) => ofRow(row, row.code ?? '')),
    notFailing: ofFact(run.notFailing),
    lastFailing: failing ? ofRow(failing, '') : ofFact(run.trigger?.kind === 'inspection' ? run.trigger : null),
    interventionEnd: ofFact(turns.end),
    ...endOf(rows.of('episode')[0], run, reading),
    sources: { count: sources.size, verified: [...sources.values()].filter((verified) => verified === 1).length },
  };
}

const isBefore = (a: Period | null, b: Period | null): boolean => a !== null && b !== null && byPeriod(a, b) < 0;

/** What opened the episode, by the record that it stands in. */
const triggerWord = ({ kind }: UsedFact): string =>
  kind === 'inspection' ? 'judgement' : kind === 'intervention' ? 'formal_notice' : 'self_declaration';

const competing: readonly string[] = ['merged', 'abolished', 'transferred'];

/** How the episode ended, as far as the day of the reading had seen it. The columns are those of the statement. */
function endOf(
  row: OutsideRow | undefined,
  run: EpisodeRun,
  reading: Reading,
): Pick<CodebookFacts, 'recoveredOn' | 'recoveryBasis' | 'relapsedOn' | 'watchUntil' | 'close'> {
  const closedOn = upTo(when(row?.endsOn ?? null), reading);
  const recoveredOn = upTo(when(row?.second ?? null), reading);
  return {
    recoveredOn: recoveredOn ?? run.recovered?.on ?? null,
    recoveryBasis: run.recovered ? (row?.ref ?? null) : null,
    relapsedOn: upTo(when(row?.label ?? null), reading),
    watchUntil: parseCalendarDay(row?.code ?? ''),
    close:
      row && closedOn
        ? { on: closedOn, sourced: true, what: row.ownerId ?? '', isCompeting: competing.includes(row.ownerId ?? '') }
        : null,
  };
}
