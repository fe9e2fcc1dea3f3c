import type { INestApplicationContext } from '@nestjs/common';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { EvidenceService } from '../../plans/evidence.service.js';
import { LinkTargetsQueries } from '../../plans/data/link-targets.queries.js';
import { MilestonesQueries } from '../../plans/data/milestones.queries.js';
import type { MilestoneRow } from '../../plans/data/plan.row.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import type { BoardDecision } from '../../plans/domain/milestone-words.js';
import { MilestonesService } from '../../plans/milestones.service.js';
import { MovingDatesService } from '../../plans/moving-dates.service.js';
import { MovingMilestonesService } from '../../plans/moving-milestones.service.js';
import { PlanVersionsService, type VersionRead } from '../../plans/plan-versions.service.js';
import { PlansService } from '../../plans/plans.service.js';
import { PublishingPlansService } from '../../plans/publishing-plans.service.js';
import { TyingMilestonesService } from '../../plans/tying-milestones.service.js';
import { UpdatingMilestonesService } from '../../plans/updating-milestones.service.js';
import { adapted } from './demo-case-story.js';
import { doneMeans } from './demo-done.js';
import {
  cancelled,
  closingDay,
  daysMoved,
  findings,
  firstDue,
  impactDay,
  lastDay,
  meetingDay,
  milestoneWords,
  movingMeetings,
  paused,
  priorities,
  publishedDay,
} from './demo-story.js';
import { type DemoPeople, given, type Happening } from './demo-world.js';

export const milestoneCount = 60;
const all = Array.from({ length: milestoneCount }, (_nothing, milestone) => milestone);

type Given = {
  readonly app: Pick<INestApplicationContext, 'get'>;
  readonly people: DemoPeople;
  readonly organisationId: string;
  readonly episodeId: string;
  readonly start: CalendarDay;
  /** The ids of the measures, in the order of the story. */
  readonly measureIds: readonly string[];
};

const reasons = [
  { code: 'capacity', text: 'Two of the three posts that do this work are vacant until the summer.' },
  { code: 'dependency_late', text: 'The contract that this waits for was signed five weeks late.' },
  { code: 'partner', text: 'The health trust asked for more time to consult its own staff.' },
] as const;
const reasonFor = (milestone: number) => reasons[milestone % reasons.length] ?? reasons[0];

/** The plan, from its first draft to today: its milestones, what was said of them, and how their dates moved. */
export class DemoPlan {
  #ref = '';
  readonly #refs: string[] = [];

  constructor(private readonly given: Given) {}

  get ref(): string {
    return this.#ref;
  }

  happenings(): readonly Happening[] {
    const list: Happening[] = [
      { day: 1, order: 10, run: () => this.#write() },
      { day: 3, order: 10, run: () => this.#agree() },
      { day: 4, order: 10, run: () => this.#tie() },
      { day: publishedDay, order: 10, run: () => this.#publish() },
    ];
    for (const milestone of all) {
      const due = firstDue(milestone);
      const begins = Math.max(8, due - 45);
      if (begins < lastDay) list.push({ day: begins, order: 2, run: () => this.#begin(milestone) });
      for (const meeting of movingMeetings(milestone))
        list.push({ day: meetingDay(meeting) - 8, order: 5, run: () => this.#ask(milestone) });
      const closes = closingDay(milestone);
      if (closes !== null) list.push({ day: closes, order: 10, run: () => this.#close(milestone) });
      const shown = impactDay(milestone);
      if (shown !== null) list.push({ day: shown, order: 12, run: () => this.#show(milestone) });
    }
    return list;
  }

  /** Ties findings of peers to the first milestones, which answer inspectors too. */
  async tieToPeers(findingIds: readonly string[]): Promise<void> {
    for (const [milestone, targetId] of findingIds.entries()) {
      const { ref, version } = await this.#row(milestone);
      const link = { kind: 'peer_finding' as const, targetId };
      given(await this.#get(TyingMilestonesService).link(this.given.people.secretary, { ref, version }, link));
    }
  }

  /** What a meeting decides about the plan, and what is said there of what is due. */
  async inTheRoom(number: number, decide: (text: string) => Promise<BoardDecision>): Promise<void> {
    for (const milestone of all) if (movingMeetings(milestone).includes(number)) await this.#move(milestone, decide);
    if (number === cancelled.meeting) await this.#stop('cancel', cancelled.milestone, decide);
    if (number === paused.meeting) await this.#stop('pause', paused.milestone, decide);
    const day = meetingDay(number);
    for (const milestone of all) {
      const row = await this.#row(milestone);
      if (!['in_progress', 'not_started'].includes(row.state) || firstDue(milestone) > day + 45) continue;
      await this.#say(row, row.currentDue < addDays(this.given.start, day), milestone);
    }
  }

  async #row(milestone: number): Promise<MilestoneRow> {
    const row = await this.#get(MilestonesQueries).byRef(this.#refs[milestone] ?? '');
    if (!row) throw new Error(`Milestone ${milestone} was not written`);
    return row;
  }

  #get<Service>(service: new (...parts: never[]) => Service): Service {
    return this.given.app.get(service, { strict: false });
  }

  async #write(): Promise<void> {
    const { people, organisationId, episodeId, start } = this.given;
    const plans = this.#get(PlansService);
    const plan = given(
      await plans.create(people.secretary, {
        organisationId,
        episodeId,
        title: 'Children’s improvement plan',
      }),
    );
    this.#ref = plan.ref;
    const ids: string[] = [];
    for (const { title, outcome } of priorities)
      ids.push(
        given(
          await plans.addPriority(people.secretary, plan.ref, {
            title,
            outcome,
            leadPost: 'Director of children’s services',
          }),
        ).id,
      );
    for (const milestone of all) {
      const { priority, title } = milestoneWords(milestone);
      const { ref } = given(
        await this.#get(MilestonesService).add(people.secretary, plan.ref, {
          priorityId: ids[priority] ?? '',
          theirRef: `${priority + 1}.${Math.floor(milestone / priorities.length) + 1}`,
          title,
          doneMeans: doneMeans[title],
          ownerPost:
            [
              'Head of the front door',
              'Head of practice',
              'Head of workforce',
              'Head of performance',
              'Chief executive',
            ][priority] ?? '',
          lever: priorities[priority]?.lever ?? 'practice',
          horizon: milestone < 15 ? 'stabilise' : milestone < 45 ? 'improve' : 'embed',
          adaptedFrom: adapted[milestone] ?? null,
          weight: milestone % 4 === 0 ? 'large' : 'medium',
          startOn: addDays(start, Math.max(4, firstDue(milestone) - 45)),
          dueOn: addDays(start, firstDue(milestone)),
        }),
      );
      this.#refs.push(ref);
    }
  }

  async #agree(): Promise<void> {
    const { people, start } = this.given;
    const versions = this.#get(PlanVersionsService);
    given(
      await versions.propose(people.secretary, await this.#newest(), {
        summary: 'The first plan after the inspection',
      }),
    );
    const decision: BoardDecision = { id: null, ref: 'Cabinet 12', approvedBy: 'The cabinet' };
    given(await versions.agree(people.secretary, await this.#newest(), { on: addDays(start, 3), decision }));
  }

  /** Everybody reads the plan as it was agreed, in time for the first public pack. */
  async #publish(): Promise<void> {
    const read = await this.#newest();
    given(await this.#get(PublishingPlansService).publish(this.given.people.secretary, read, { confirmed: false }));
  }

  async #newest(): Promise<VersionRead> {
    const plan = await this.#get(PlansQueries).byRef(this.#ref, {
      any: true,
      organisationIds: [],
      inspectorateIds: [],
      accountId: null,
    });
    const version = (await this.#get(PlansQueries).versions(plan?.id ?? '')).at(-1);
    return { planRef: this.#ref, number: version?.number ?? 1, version: version?.version ?? 1 };
  }

  /** Nine in ten have a measure; the first ten answer a finding each; some wait for the one before. */
  async #tie(): Promise<void> {
    const { people, organisationId, measureIds } = this.given;
    const tying = this.#get(TyingMilestonesService);
    const targets = (await this.#get(LinkTargetsQueries).of(organisationId)).filter(({ kind }) => kind === 'finding');
    for (const milestone of all) {
      const read = async () => {
        const { ref, version } = await this.#row(milestone);
        return { ref, version };
      };
      const finding =
        milestone < findings.length - 2 ? targets.find(({ text }) => text === findings[milestone]) : undefined;
      if (finding) given(await tying.link(people.secretary, await read(), { kind: 'finding', targetId: finding.id }));
      const targetId = measureIds[milestone % measureIds.length];
      if (targetId && milestone % 10 !== 9)
        given(await tying.link(people.secretary, await read(), { kind: 'measure', targetId }));
      if (milestone % 12 === 11)
        given(
          await tying.depend(people.secretary, await read(), {
            on: (await this.#row(milestone - 5)).ref,
            kind: 'finish',
          }),
        );
    }
  }

  async #begin(milestone: number): Promise<void> {
    const { ref, version, state } = await this.#row(milestone);
    if (state !== 'not_started') return;
    const said = { state: 'in_progress' as const, rating: 'on_track' as const, note: 'Work has begun.' };
    given(await this.#get(UpdatingMilestonesService).recordUpdate(this.given.people.editor, { ref, version }, said));
  }

  async #ask(milestone: number): Promise<void> {
    const { ref, version, currentDue } = await this.#row(milestone);
    const { code, text } = reasonFor(milestone);
    const asked = { to: addDays(currentDue, daysMoved), reasonCode: code, reason: text };
    given(await this.#get(MovingDatesService).askForDate(this.given.people.editor, { ref, version }, asked));
  }

  async #move(milestone: number, decide: (text: string) => Promise<BoardDecision>): Promise<void> {
    const { id, ref } = await this.#row(milestone);
    const request = (await this.#get(MilestonesQueries).requestsOf([id])).find(({ status }) => status === 'asked');
    if (!request) throw new Error(`No date was asked for ${ref}`);
    const decision = await decide(`Move the date of ${ref} by four weeks.`);
    const read = { ref: request.ref, version: request.version };
    given(
      await this.#get(MovingDatesService).decideDate(this.given.people.secretary, read, { answer: 'agreed', decision }),
    );
  }

  async #stop(
    how: 'cancel' | 'pause',
    milestone: number,
    decide: (text: string) => Promise<BoardDecision>,
  ): Promise<void> {
    const { ref, version } = await this.#row(milestone);
    const decision = await decide(how === 'cancel' ? `Cancel ${ref}.` : `Pause ${ref} until the budget is set.`);
    const on = this.#today();
    const reason =
      how === 'cancel' ? 'Another action does the same, and does it sooner.' : 'There is no money for it before April.';
    given(
      await this.#get(MovingMilestonesService)[how](
        this.given.people.secretary,
        { ref, version },
        { on, reason, decision },
      ),
    );
  }

  async #say({ ref, version }: MilestoneRow, isLate: boolean, milestone: number): Promise<void> {
    const { code, text } = reasonFor(milestone);
    const said = isLate
      ? { rating: 'off_track' as const, reasonCode: code, note: text }
      : { rating: 'on_track' as const, note: 'Going as planned; the next step is due before the next meeting.' };
    given(await this.#get(UpdatingMilestonesService).recordUpdate(this.given.people.secretary, { ref, version }, said));
  }

  async #close(milestone: number): Promise<void> {
    const { people } = this.given;
    const { ref, title } = await this.#row(milestone);
    given(
      await this.#get(EvidenceService).addTo(people.editor, ref, {
        title: `Note of completion: ${title}`.slice(0, 200),
        kind: 'document',
        level: 'output',
        independence: milestone % 3 === 0 ? 'external' : 'internal',
        onDay: this.#today(),
        summary: 'What was put in place, where it can be seen, and who has checked it.',
      }),
    );
    const { version } = await this.#row(milestone);
    const said = {
      state: 'action_complete' as const,
      rating: 'on_track' as const,
      note: 'Complete.',
      completedOn: this.#today(),
    };
    given(await this.#get(UpdatingMilestonesService).recordUpdate(people.editor, { ref, version }, said));
  }

  async #show(milestone: number): Promise<void> {
    const { people } = this.given;
    const { ref } = await this.#row(milestone);
    given(
      await this.#get(EvidenceService).addTo(people.editor, ref, {
        title: 'What changed for children in three months',
        kind: 'performance_data',
        level: 'impact',
        independence: 'partner',
        onDay: this.#today(),
        summary: 'The measure moved beyond its limits, and ten families say so too.',
      }),
    );
    const { version } = await this.#row(milestone);
    given(
      await this.#get(MovingMilestonesService).acceptImpact(people.member, { ref, version }, { on: this.#today() }),
    );
  }

  #today(): CalendarDay {
    return this.given.app.get(Clock, { strict: false }).today();
  }
}
