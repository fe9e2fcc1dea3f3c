import { Injectable } from '@nestjs/common';
import { type EpisodeArea, isWithinArea } from '../vocabulary/domain/episode-areas.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { assess, assessParts } from '../inspections/domain/failing.js';
import { JudgedInspectionsQueries, type JudgedInspectionRow } from '../inspections/data/judged-inspections.queries.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { CheckRow, CriterionRow, StepRow, SupportRow } from '../interventions/data/case-work.row.js';
import { isInterventionLevel } from '../interventions/domain/intervention.js';
import { LineageQueries } from '../organisations/data/lineage.queries.js';
import { lineageFrom } from '../organisations/domain/lineage.js';
import { CasesQueries } from './data/cases.queries.js';
import type { CaseRow, FactRow } from './data/cases.row.js';
import type { CaseLook, CaseRecord, OutsideReview } from './domain/case-position.js';
import { meetsRecoveredRule } from '../inspections/domain/recovered-rule.js';

/** What the gates of a case read, with the records that it was made from. */
export type CaseFile = {
  readonly record: CaseRecord;
  readonly facts: readonly FactRow[];
  readonly steps: readonly StepRow[];
  readonly criteria: readonly CriterionRow[];
  readonly support: readonly SupportRow[];
  readonly checks: readonly CheckRow[];
};

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Looks that come from outside and give no grade. */
const reviewTypes: readonly string[] = ['peer', 'review', 'monitoring', 'special', 'focused'];

export const idsOf = (facts: readonly FactRow[], ...roles: readonly string[]): string[] => [
  ...new Set(facts.filter(({ role }) => roles.includes(role)).map(({ recordId }) => recordId)),
];

/** Gathers what a case rests on: its steps and criteria, its help and checks, and the inspections of its work. */
@Injectable()
export class CaseRecordsService {
  constructor(
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly lineages: LineageQueries,
  ) {}

  async of(theCase: CaseRow): Promise<CaseFile> {
    const facts = await this.cases.factsOf(theCase.id);
    const steps = await this.work.steps([
      ...new Set([
        ...idsOf(facts, 'intervention'),
        ...(theCase.triggerInterventionId ? [theCase.triggerInterventionId] : []),
      ]),
    ]);
    const criteria = await this.work.criteriaOf(steps.map(({ id }) => id));
    const support = await this.work.support(idsOf(facts, 'peer'));
    const checks = await this.work.checks(idsOf(facts, 'check'));
    const inspections = await this.#inspectionsOf(theCase);
    return {
      record: {
        state: theCase.status ?? 'open',
        triggerOn: parsePeriod(theCase.derivedTriggerOn ?? theCase.triggerOn) as Period,
        notFailingOn: when(theCase.notFailingOn),
        steps: steps.map((step) => stepOf(step, facts)),
        criteria: criteria.map(({ status, metOn }) => ({ state: status, metOn: when(metOn) })),
        looks: inspections.flatMap((inspection) => lookOf(inspection, theCase.unit)),
        reviews: [...inspections.flatMap(reviewOf), ...support.flatMap(helpOf), ...checks.flatMap(checkOf)],
      },
      facts,
      steps,
      criteria,
      support,
      checks,
    };
  }

  /** Published inspections of the same work: of the body, of what it continues, of its services and of who delivers for it. */
  async #inspectionsOf({ organisationId, area, unit }: CaseRow): Promise<readonly JudgedInspectionRow[]> {
    const walk = await this.lineages.walker(1);
    const { around, links } = await walk([organisationId]);
    const lineage = lineageFrom(links);
    const own = new Set([
      organisationId,
      ...lineage.lineageOf(organisationId),
      ...lineage.servicesWithin(organisationId),
      ...around.filter((id) => lineage.answersFor(id) === organisationId),
    ]);
    const found = await this.inspections.of([...own], await this.inspections.rules());
    return found.filter((inspection) => isOfTheWork(inspection, area, unit));
  }
}

const isOfTheWork = (inspection: JudgedInspectionRow, area: EpisodeArea, unit: string | null): boolean =>
  isWithinArea(inspection.area, area) &&
  (inspection.unit === unit || (unit !== null && inspection.judgements.some((one) => one.unit === unit)));

const stepOf = (step: StepRow, facts: readonly FactRow[]) => {
  const told = facts.find(({ role, recordId }) => role === 'intervention' && recordId === step.id)?.level;
  const level = told !== null && told !== undefined && isInterventionLevel(told) ? told : step.level;
  return { id: step.id, level, from: when(step.startedOn), to: when(step.endedOn) };
};

function lookOf(inspection: JudgedInspectionRow, unit: string | null): readonly CaseLook[] {
  const { id, judgedOn: on, graded, type } = inspection;
  if (!on || !graded) return [];
  const rule = inspection.recoveredRule;
  const look = { id, on, isFull: type === 'full', rule };
  if (inspection.unit !== unit) {
    const part = assessParts(inspection).find((one) => one.unit === unit);
    if (!part) return [];
    const ofPart = inspection.judgements.filter((one) => one.unit === unit);
    const hasFailingArea = part.isFailing || !meetsRecoveredRule(rule, ofPart);
    return [{ ...look, hasFailingArea, isNotFailing: part.mayEnd }];
  }
  const ofTheWork = inspection.judgements.filter((one) => one.unit === null || one.unit === unit);
  return [{ ...look, hasFailingArea: !meetsRecoveredRule(rule, ofTheWork), isNotFailing: assess(inspection).mayEnd }];
}

const reviewOf = ({ id, judgedOn: on, type }: JudgedInspectionRow): readonly OutsideReview[] =>
  on && reviewTypes.includes(type) ? [{ id, on }] : [];

/** Peers who have reported; of help that the library tells, a peer challenge that took place. */
function helpOf({ id, status, type, reportedOn, endedOn, startedOn }: SupportRow): readonly OutsideReview[] {
  const told = status === null && type === 'peer_challenge' ? when(endedOn ?? startedOn) : null;
  const on = when(reportedOn) ?? told;
  return on ? [{ id, on }] : [];
}

const checkOf = ({ id, byWhom, doneOn }: CheckRow): readonly OutsideReview[] => {
  const on = byWhom === 'external' ? when(doneOn) : null;
  return on ? [{ id, on }] : [];
};
