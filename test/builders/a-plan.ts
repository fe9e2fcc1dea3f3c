import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../src/access/audit.service.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import type { Result } from '../../src/kernel/result.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import type { MilestoneRow } from '../../src/plans/data/plan.row.js';
import { PlansQueries } from '../../src/plans/data/plans.queries.js';
import type { BoardDecision } from '../../src/plans/domain/milestone-words.js';
import type { NewEvidence, NewMilestone } from '../../src/plans/domain/new-plan.js';
import { EvidenceService } from '../../src/plans/evidence.service.js';
import { MilestonesService } from '../../src/plans/milestones.service.js';
import { PlanVersionsService } from '../../src/plans/plan-versions.service.js';
import { PublishingPlansService } from '../../src/plans/publishing-plans.service.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { anActor } from './an-actor.js';

type Get = INestApplicationContext['get'];

/** What a service gave, or the refusal as a failure of the test. */
export function given<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`It was refused: ${JSON.stringify(result)}`);
  return result.value;
}

export const aDecision = (more: Partial<BoardDecision> = {}): BoardDecision => ({
  id: null,
  ref: 'DE-0007',
  approvedBy: 'The board',
  ...more,
});

let bodies = 0;

/** A council of its own, so that tests do not meet. */
export async function aCouncil(
  get: Get,
): Promise<{ readonly id: string; readonly slug: string; readonly name: string }> {
  bodies += 1;
  const name = `Planning council ${bodies}`;
  const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };
  const [made] = await get(OrganisationsService).registerMany(keeper, [
    { name, kind: 'council', sector: 'councils', country: 'England' },
  ]);
  return { id: made?.id ?? '', slug: `planning-council-${bodies}`, name };
}

export type APlan = {
  readonly organisationId: string;
  readonly slug: string;
  readonly ref: string;
  readonly id: string;
  readonly priorityId: string;
  readonly secretary: Actor;
  readonly owner: Actor;
  readonly member: Actor;
  readonly chair: Actor;
  /** Adds a milestone as the secretary; due in 60 days unless told. */
  readonly milestone: (more?: Partial<NewMilestone>) => Promise<MilestoneRow>;
  /** The milestone as it is now. */
  readonly now: (ref: string) => Promise<MilestoneRow>;
  /** Adds evidence to a milestone, as the owner unless told; gives its id and reference. */
  readonly evidence: (
    milestoneRef: string,
    more?: Partial<NewEvidence>,
    by?: Actor,
  ) => Promise<{ readonly id: string; readonly ref: string }>;
  /** Proposes the newest version and has the board agree it: first dates are fixed. */
  readonly agree: (on?: CalendarDay) => Promise<void>;
  /** Agrees the newest version and lets everybody read it. */
  readonly publish: (on?: CalendarDay) => Promise<void>;
};

type Options = {
  readonly today?: CalendarDay;
  readonly title?: string;
  readonly council?: { readonly id: string; readonly slug: string };
};

/** A plan of a council with one priority, and the people around it; all through the services. */
export async function aPlan(
  get: Get,
  { today = day('2026-11-23'), title = 'Improvement plan', council }: Options = {},
): Promise<APlan> {
  const { id: organisationId, slug } = council ?? (await aCouncil(get));
  const secretary = anActor('board_secretary', { organisationId });
  const owner = anActor('organisation_editor', { organisationId });
  const plan = given(await get(PlansService).create(secretary, { organisationId, title }));
  const priority = given(
    await get(PlansService).addPriority(secretary, plan.ref, {
      title: 'Front door',
      outcome: 'Children who need help are seen in time',
      leadPost: 'Director of children’s services',
    }),
  );
  let count = 0;
  const now = async (ref: string): Promise<MilestoneRow> => {
    const row = await get(MilestonesQueries).byRef(ref);
    if (!row) throw new Error(`There is no milestone ${ref}`);
    return row;
  };
  const newest = async () => {
    const version = (await get(PlansQueries).versions(plan.id)).at(-1);
    if (!version) throw new Error('The plan has no version');
    return { planRef: plan.ref, number: version.number, version: version.version };
  };
  const agree = async (on = today) => {
    given(await get(PlanVersionsService).propose(secretary, await newest(), { summary: 'What changed' }));
    given(await get(PlanVersionsService).agree(secretary, await newest(), { on, decision: aDecision() }));
  };
  return {
    organisationId,
    slug,
    ref: plan.ref,
    id: plan.id,
    priorityId: priority.id,
    secretary,
    owner,
    member: anActor('board_member', { organisationId }),
    chair: anActor('board_member', { organisationId, chair: true }),
    now,
    milestone: async (more = {}) => {
      count += 1;
      const { ref } = given(
        await get(MilestonesService).add(secretary, plan.ref, {
          priorityId: priority.id,
          title: `Action ${count}`,
          doneMeans: 'It is there and in use',
          ownerPost: 'Head of the front door',
          lever: 'practice',
          horizon: 'improve',
          dueOn: addDays(today, 60),
          ...more,
        }),
      );
      return now(ref);
    },
    evidence: async (milestoneRef, more = {}, by = owner) =>
      given(
        await get(EvidenceService).addTo(by, milestoneRef, {
          title: 'Audit of 40 files',
          kind: 'case_file_audit_internal',
          level: 'output',
          independence: 'internal',
          onDay: today,
          summary: 'What it shows',
          ...more,
        }),
      ),
    agree,
    publish: async (on) => {
      await agree(on);
      given(await get(PublishingPlansService).publish(secretary, await newest(), { confirmed: true }));
    },
  };
}
