import type { INestApplicationContext } from '@nestjs/common';
import { CaseExitService } from '../../episodes/case-exit.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CasesService } from '../../episodes/cases.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { onDay, type Period } from '../../kernel/period.js';
import { RisksService } from '../../plans/risks.service.js';
import type { DemoPlan } from './demo-plan.js';
import {
  criteria,
  findingsOfPeers,
  noticeDay,
  noticeLasts,
  peersDay,
  risks,
  triggersDay,
  triggersTestedDay,
  warnedBefore,
} from './demo-case-story.js';
import { type DemoPeople, given, type Happening } from './demo-world.js';

type Given = {
  readonly app: Pick<INestApplicationContext, 'get'>;
  readonly people: DemoPeople;
  readonly episodeRef: string;
  readonly start: CalendarDay;
  readonly plan: Pick<DemoPlan, 'ref' | 'tieToPeers'>;
};

const seen = { visibility: 'public', verified: false, inferred: false } as const;
const everywhere = { any: true, organisationIds: [], inspectorateIds: [], accountId: null } as const;

/** The case beside the plan: warnings, help from peers, the notice with its tests for leaving, and the risks. */
export class DemoCase {
  constructor(private readonly given: Given) {}

  happenings(): readonly Happening[] {
    return [
      { day: 0, order: 6, run: () => this.#takeUp() },
      { day: 2, order: 10, run: () => this.#warn() },
      { day: 5, order: 20, run: () => this.#addRisks() },
      { day: noticeDay, order: 10, run: () => this.#impose() },
      { day: noticeDay + 1, order: 10, run: () => this.#intervene() },
      { day: 20, order: 10, run: () => this.#offer() },
      { day: 22, order: 10, run: () => this.#moveHelp('accepted', 22) },
      { day: peersDay, order: 10, run: () => this.#moveHelp('visited', peersDay) },
      { day: 40, order: 10, run: () => this.#moveHelp('reported', 40) },
      { day: 41, order: 10, run: () => this.#find() },
      { day: 60, order: 10, run: () => this.#answer() },
      { day: 61, order: 10, run: () => this.#tieFindings() },
      { day: triggersDay, order: 10, run: () => this.#agreeTriggers() },
      { day: triggersTestedDay, order: 10, run: () => this.#testTriggers() },
      ...criteria.flatMap(({ metOn }, place) =>
        metOn === null ? [] : [{ day: metOn, order: 10, run: () => this.#meet(place) }],
      ),
    ];
  }

  #get<Service>(service: new (...parts: never[]) => Service): Service {
    return this.given.app.get(service, { strict: false });
  }

  #on(day: number): Period {
    return onDay(addDays(this.given.start, day));
  }

  async #case() {
    const found = await this.#get(CasesQueries).byRef(this.given.episodeRef, everywhere);
    if (!found) throw new Error('The demonstration has no case');
    return found;
  }

  /** The ids of what the case names in a role: its steps, its help, its triggers. */
  async #named(role: 'intervention' | 'peer' | 'trigger'): Promise<string[]> {
    const { id } = await this.#case();
    return (await this.#get(CasesQueries).factsOf(id)).flatMap((fact) => (fact.role === role ? [fact.recordId] : []));
  }

  async #notice(): Promise<string> {
    const [id = ''] = await this.#named('intervention');
    return id;
  }

  async #takeUp(): Promise<void> {
    const { ref, version } = await this.#case();
    given(await this.#get(CasesService).takeUp(this.given.people.secretary, { ref, version }));
  }

  async #warn(): Promise<void> {
    const sign = (day: number, kind: 'internal_report' | 'staff_voice', text: string, isFirst: boolean) => ({
      ...seen,
      occurredOn: this.#on(-day),
      knownOn: this.#on(-day),
      kind,
      text,
      isFirst,
    });
    const help = this.#get(CaseHelpService);
    const { people, episodeRef } = this.given;
    const first = sign(
      warnedBefore,
      'internal_report',
      'An internal audit found visits late in one case of three',
      true,
    );
    const second = sign(120, 'staff_voice', 'Social workers told the director that caseloads were not safe', false);
    given(await help.noteWarning(people.secretary, episodeRef, first));
    given(await help.noteWarning(people.secretary, episodeRef, second));
  }

  async #addRisks(): Promise<void> {
    for (const risk of risks)
      given(await this.#get(RisksService).add(this.given.people.secretary, this.given.plan.ref, risk));
  }

  async #impose(): Promise<void> {
    const { people, episodeRef } = this.given;
    given(
      await this.#get(CaseStepsService).impose(people.secretary, episodeRef, {
        ...seen,
        kind: 'improvement_notice',
        typeText: 'Improvement notice',
        level: 3,
        authority: 'Department for Education',
        startedOn: this.#on(noticeDay),
        text: 'The council is to work with an adviser and an independently chaired board.',
        besideIds: [],
        plannedEnds: [{ announcedOn: this.#on(noticeDay), plannedEndOn: this.#on(noticeDay + noticeLasts) }],
      }),
    );
    const noticeId = await this.#notice();
    const exit = this.#get(CaseExitService);
    for (const { text } of criteria)
      given(
        await exit.addCriterion(people.secretary, episodeRef, noticeId, {
          ...seen,
          text,
          test: 'Figures of the monthly report, read by the adviser',
          agreedOn: this.#on(noticeDay),
          ownerPost: 'Director of children’s services',
          status: 'not_met',
        }),
      );
    const direction = { ...seen, number: '1', text: 'Send the department the audits of each quarter' };
    given(await exit.addDirection(people.secretary, episodeRef, noticeId, direction));
  }

  async #intervene(): Promise<void> {
    const { ref, version } = await this.#case();
    const asked = { decision: null, basis: null, closeReason: null } as const;
    const move = { ...asked, to: 'in_intervention' as const, on: this.#on(noticeDay), why: 'The notice is in force.' };
    given(await this.#get(CasesService).move(this.given.people.secretary, { ref, version }, move));
  }

  async #meet(place: number): Promise<void> {
    const { people, episodeRef } = this.given;
    const exit = this.#get(CaseExitService);
    const criterion = async () => {
      const all = await this.#get(CaseWorkQueries).criteriaOf([await this.#notice()]);
      const found = all.find(({ text }) => text === criteria[place]?.text);
      return { id: found?.id ?? '', version: found?.version ?? 0 };
    };
    const day = criteria[place]?.metOn ?? 0;
    const { id } = await criterion();
    const piece = {
      kind: 'performance_data' as const,
      text: 'The monthly reports of half a year',
      occurredOn: this.#on(day),
    };
    given(await exit.addEvidence(people.secretary, episodeRef, id, piece));
    const partly = { to: 'partly_met' as const, on: this.#on(day - 30), why: 'Five months of six are there.' };
    given(await exit.moveCriterion(people.secretary, episodeRef, await criterion(), partly));
    const met = { to: 'met' as const, on: this.#on(day), why: 'The adviser has read the figures and agrees.' };
    given(await exit.moveCriterion(people.chair, episodeRef, await criterion(), met));
  }

  async #offer(): Promise<void> {
    const { people, episodeRef } = this.given;
    given(
      await this.#get(CaseHelpService).offer(people.secretary, episodeRef, {
        ...seen,
        type: 'peer_challenge',
        provider: 'Eastmere Council',
        basis: 'voluntary',
        offeredOn: this.#on(20),
        focus: 'The front door and supervision',
      }),
    );
  }

  async #support() {
    const [row] = await this.#get(CaseWorkQueries).support(await this.#named('peer'));
    return { id: row?.id ?? '', version: row?.version ?? 0 };
  }

  async #moveHelp(to: 'accepted' | 'visited' | 'reported', day: number): Promise<void> {
    const { people, episodeRef } = this.given;
    const move = { to, on: this.#on(day), why: 'As it was agreed with Eastmere.' };
    given(await this.#get(CaseHelpService).moveSupport(people.secretary, episodeRef, await this.#support(), move));
  }

  async #find(): Promise<void> {
    const { people, episodeRef } = this.given;
    const { id } = await this.#support();
    for (const { text } of findingsOfPeers)
      given(await this.#get(CaseHelpService).addFinding(people.secretary, episodeRef, id, text));
  }

  async #answer(): Promise<void> {
    const { people, episodeRef } = this.given;
    const { id } = await this.#support();
    for (const { id: findingId, version, text } of await this.#get(CaseWorkQueries).findingsOf([id])) {
      const accepted = findingsOfPeers.find((one) => one.text === text)?.accepted ?? 'no';
      const reason =
        accepted === 'yes' ? 'It is so, and the plan answers it.' : 'The agency costs less than what would replace it.';
      const answer = { accepted, reason, on: this.#on(60) };
      given(
        await this.#get(CaseHelpService).answerFinding(people.editor, episodeRef, { id: findingId, version }, answer),
      );
    }
  }

  /** Each finding that was accepted is answered by an action of the plan. */
  async #tieFindings(): Promise<void> {
    const { id } = await this.#support();
    const accepted = (await this.#get(CaseWorkQueries).findingsOf([id])).filter(
      (finding) => finding.accepted === 'yes',
    );
    await this.given.plan.tieToPeers(accepted.map((finding) => finding.id));
  }

  async #agreeTriggers(): Promise<void> {
    const { people, episodeRef } = this.given;
    const texts = [
      'More than one decision in five takes over a day, two months running',
      'A permanent director leaves',
    ];
    for (const [place, text] of texts.entries())
      given(
        await this.#get(CaseHelpService).agreeTrigger(people.secretary, episodeRef, {
          visibility: 'public',
          condition: place === 0 ? 'measure' : 'event',
          text,
          provider: 'Eastmere Council',
          agreedOn: this.#on(triggersDay),
          ownerPost: 'Director of children’s services',
        }),
      );
  }

  async #testTriggers(): Promise<void> {
    const { people, episodeRef } = this.given;
    for (const { id, version } of await this.#get(CaseWorkQueries).triggers(await this.#named('trigger')))
      given(
        await this.#get(CaseHelpService).testTrigger(
          people.secretary,
          episodeRef,
          { id, version },
          this.#on(triggersTestedDay),
        ),
      );
  }
}
