import { type CodebookFacts, readCodebook, type ReadField } from '../../../lessons/domain/codebook.js';
import { type CalendarDay, parseCalendarDay } from '../../../kernel/calendar-day.js';
import { onDay, parsePeriod, periodMiddle } from '../../../kernel/period.js';
import { dayFromNumber } from '../../../kernel/calendar-day.js';
import type { RecoveryCase } from '../recovery-case.js';
import type { PackageEpisodeRow, PackageJudgementRow } from './package-record.js';

/** What stands beside an episode that nothing but judgements tell of. */
export type Judged = {
  readonly of: RecoveryCase;
  readonly row: PackageEpisodeRow;
  /** Of its body, in the order of their dates. */
  readonly judgements: readonly PackageJudgementRow[];
  /** Whether a record rests on a source, by its id. */
  readonly isSourced: (recordId: string) => boolean;
  readonly sources: { readonly count: number; readonly verified: number };
  readonly asOf: CalendarDay;
};

const headline = (row: PackageJudgementRow): string | null => row.label;

/**
 * The core fields of an episode that was read from judgements alone: no warning, help, intervention or board is on the
 * record of it, so those are not recorded. The rules are those of the one codebook.
 */
export function codebookOfJudgements({ of, row, judgements, isSourced, sources, asOf }: Judged): readonly ReadField[] {
  const graded = judgements.filter(
    ({ isOverall, episodeArea, label }) => isOverall === 1 && episodeArea === of.area && label !== null,
  );
  const opening = graded.find(({ inspectionRef }) => inspectionRef === row.triggerInspectionRef) ?? null;
  const triggerMiddle = periodMiddle(of.triggered.on);
  const before = graded.findLast(
    ({ judgedDay, inspectionRef }) =>
      judgedDay !== null && judgedDay < triggerMiddle && inspectionRef !== row.triggerInspectionRef,
  );
  const ofRow = (judgement: PackageJudgementRow) => ({
    on: judgement.judgedOn === null ? null : parsePeriod(judgement.judgedOn),
    sourced: isSourced(judgement.inspectionId),
    what: headline(judgement) ?? '',
  });
  const triggerSourced = opening !== null && isSourced(opening.inspectionId);
  const sourcedEpisode = isSourced(row.id) || triggerSourced;
  const facts: CodebookFacts = {
    organisation: {
      name: of.organisation,
      kind: of.kind,
      sector: of.sector,
      region: of.region,
      sourced: isSourced(row.organisationId),
    },
    size: null,
    area: of.area,
    episodeSourced: sourcedEpisode,
    firstWarning: null,
    trigger: { on: of.triggered.on, sourced: triggerSourced, what: of.triggerKind },
    gradeBefore: before ? ofRow(before) : null,
    gradeAtTrigger: opening ? { ...ofRow(opening), scale: opening.framework ?? '' } : null,
    firstPeer: null,
    supportTrigger: null,
    interventions: [],
    posts: [],
    structuralChanges: [],
    meetings: [],
    planVersions: 0,
    actions: [],
    notFailing: of.notFailing && { on: of.notFailing.on, sourced: sourcedEpisode },
    lastFailing: { on: onDay(dayFromNumber(of.lastFailing)), sourced: triggerSourced },
    interventionEnd: of.interventionEnded && { on: of.interventionEnded.on, sourced: sourcedEpisode },
    recoveredOn: of.notFailing?.on ?? null,
    recoveryBasis: row.recoveryBasis ?? (of.notFailing ? 'judgement' : null),
    relapsedOn: of.failedAgain?.on ?? null,
    watchUntil: parseCalendarDay(row.watchUntil ?? ''),
    close: of.stopped && { on: of.stopped.on, sourced: true, what: of.stopped.as, isCompeting: true },
    sources,
    asOf,
  };
  return readCodebook(facts);
}
