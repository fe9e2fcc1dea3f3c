import type { INestApplicationContext } from '@nestjs/common';
import { theService } from '../../access/audit.service.js';
import { ActionsService } from '../../boards/actions.service.js';
import { AgendaService } from '../../boards/agenda.service.js';
import { AttendanceService } from '../../boards/attendance.service.js';
import { BoardsService } from '../../boards/boards.service.js';
import { ChallengesService } from '../../boards/challenges.service.js';
import { MinutesQueries } from '../../boards/data/minutes.queries.js';
import { OutcomesQueries } from '../../boards/data/outcomes.queries.js';
import { ReviewsQueries } from '../../boards/data/reviews.queries.js';
import { DecisionsService } from '../../boards/decisions.service.js';
import type { NewAgendaItem } from '../../boards/domain/agenda.js';
import type { NewMember } from '../../boards/domain/board.js';
import { MinutesService } from '../../boards/minutes.service.js';
import { PublishingMinutesService } from '../../boards/publishing-minutes.service.js';
import { ReviewsService } from '../../boards/reviews.service.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import type { BoardDecision } from '../../plans/domain/milestone-words.js';
import { heldMeetings, inquorateMeeting, meetingDay } from './demo-story.js';
import { type DemoPeople, given, type Happening, postAs } from './demo-world.js';

const agenda: readonly NewAgendaItem[] = [
  { title: 'Welcome, apologies and interests', purpose: 'note', minutesPlanned: 5 },
  { title: 'Minutes and actions of the last meeting', purpose: 'decide', minutesPlanned: 10 },
  { title: 'Director’s report', purpose: 'discuss', minutesPlanned: 20, leadPost: 'Director of children’s services' },
  { title: 'The plan: what is due, and dates that are asked for', purpose: 'decide', minutesPlanned: 45 },
  { title: 'Measures', purpose: 'discuss', minutesPlanned: 20 },
  { title: 'What we will tell staff and the public', purpose: 'decide', minutesPlanned: 10 },
];
const inPrivate: NewAgendaItem = {
  title: 'A complaint about one manager',
  purpose: 'discuss',
  minutesPlanned: 15,
  confidentialReason: 'it is about one person',
};
/** The meetings with an item in private. */
export const privateMeetings: readonly number[] = [3, 9];

const challenges: readonly string[] = [
  'How do we know that the audits are read by those who are audited?',
  'Why do children wait longer on Mondays?',
  'What did staff say when they were asked about caseloads?',
  'Who checks that moved dates are not moved again?',
  'What would have to be true before we ended the weekly calls?',
  'Which of the completed actions has changed anything for a child?',
];

/** A challenge is raised at every other meeting; those up to the seventh are answered, the last of these not yet judged. */
const isRaised = (number: number): boolean => number % 2 === 1;
const isAnswered = (number: number): boolean => isRaised(number) && number <= 7;

type Seats = readonly (Omit<NewMember, 'fromOn' | 'toOn' | 'accountId' | 'nameIsPublic' | 'voting' | 'hats'> &
  Partial<Pick<NewMember, 'voting' | 'hats'>>)[];
const seats: Seats = [
  {
    displayName: 'Carys Morgan',
    roleTitle: 'Independent chair',
    body: 'Independent',
    independence: 'independent',
    seat: 'chair',
  },
  {
    displayName: 'Vic Hartley',
    roleTitle: 'Lead member for children',
    body: 'The council',
    independence: 'elected',
    seat: 'vice',
  },
  {
    displayName: 'Dana Price',
    roleTitle: 'Director of children’s services',
    body: 'The council',
    independence: 'internal_officer',
    seat: 'member',
  },
  {
    displayName: 'Pat Lindqvist',
    roleTitle: 'Chief nurse',
    body: 'The health trust',
    independence: 'partner_body',
    seat: 'member',
  },
  {
    displayName: 'Rae Donnelly',
    roleTitle: 'Chief superintendent',
    body: 'The police',
    independence: 'partner_body',
    seat: 'member',
  },
  {
    displayName: 'Adi Mensah',
    roleTitle: 'Improvement adviser',
    body: 'Department for Education',
    independence: 'government',
    seat: 'member',
    voting: false,
    hats: ['adviser'],
  },
];

/** What the plan asks of a meeting: what was decided there, as the plan takes it. */
export type InTheRoom = (number: number, decide: (text: string) => Promise<BoardDecision>) => Promise<void>;

type Given = {
  readonly app: Pick<INestApplicationContext, 'get'>;
  readonly url: string;
  readonly people: DemoPeople;
  readonly organisationId: string;
  readonly start: CalendarDay;
  readonly inTheRoom: InTheRoom;
  /** What else is written down there: `noted` is the decision on the report of that meeting. */
  readonly alsoSaid: (meeting: {
    readonly number: number;
    readonly ref: string;
    readonly noted: BoardDecision;
    readonly dissenter: string;
  }) => Promise<void>;
};

/** The board and its meetings, from the date to the minutes. */
export class DemoMeetings {
  #boardRef = '';
  #memberIds: string[] = [];
  readonly #refs = new Map<number, { readonly ref: string; readonly itemIds: readonly string[] }>();

  readonly #challenges = new Map<number, string>();
  readonly #actions = new Map<number, string>();

  constructor(private readonly given: Given) {}

  get boardRef(): string {
    return this.#boardRef;
  }

  happenings(): readonly Happening[] {
    const list: Happening[] = [{ day: 0, order: 5, run: () => this.#found() }];
    for (let number = 1; number <= heldMeetings + 1; number += 1) {
      const day = meetingDay(number);
      list.push({ day: day - 20, order: 10, run: () => this.#schedule(number) });
      list.push({ day: day - 14, order: 10, run: () => this.#collect(number) });
      list.push({ day: day - 7, order: 20, run: () => this.#issue(number) });
      if (number > heldMeetings) continue;
      list.push({ day, order: 30, run: () => this.#hold(number) });
      list.push({ day: day + 6, order: 10, run: () => this.#write(number) });
      if (number <= heldMeetings - 2) list.push({ day: day + 10, order: 10, run: () => this.#doAction(number) });
      if (isAnswered(number)) list.push({ day: day + 20, order: 10, run: () => this.#answer(number) });
      if (isAnswered(number + 2)) list.push({ day: day + 28, order: 41, run: () => this.#satisfy(number) });
      if (number < heldMeetings) list.push({ day: day + 28, order: 40, run: () => this.#agree(number) });
    }
    return list;
  }

  async #found(): Promise<void> {
    const { app, organisationId, start, people } = this.given;
    const boards = app.get(BoardsService, { strict: false });
    const board = given(
      await boards.create(theService, {
        organisationId,
        name: 'Children’s Improvement Board',
        startedOn: start,
        isPublic: true,
        terms: {
          termsVersion: '1.0',
          termsUrl: null,
          purpose: 'To oversee the improvement plan and to challenge those who carry it out.',
          cadence: 'monthly',
          quorumKind: 'number',
          quorumAmount: 3,
          quorumNeedsChair: true,
          substitutesCount: false,
          fromOn: start,
        },
      }),
    );
    this.#boardRef = board.ref;
    const accounts: Readonly<Record<string, string>> = {
      'Carys Morgan': people.chair.account.id,
      'Vic Hartley': people.member.account.id,
    };
    for (const seat of seats)
      this.#memberIds.push(
        given(
          await boards.addMember(theService, board.ref, {
            ...seat,
            accountId: accounts[seat.displayName] ?? null,
            voting: seat.voting ?? true,
            hats: seat.hats ?? [],
            nameIsPublic: true,
            fromOn: start,
            toOn: null,
          }),
        ),
      );
  }

  #of(number: number) {
    const known = this.#refs.get(number);
    if (!known) throw new Error(`Meeting ${number} was not scheduled`);
    return known;
  }

  async #stale(number: number) {
    const { ref } = this.#of(number);
    const row = await this.given.app.get(ReviewsQueries, { strict: false }).byRef(ref);
    return { ref, version: row?.version ?? 0 };
  }

  async #schedule(number: number): Promise<void> {
    const { app, people, start } = this.given;
    const meeting = { heldOn: addDays(start, meetingDay(number)), startsAt: '14:00', place: 'The Civic Centre' };
    const { ref } = given(
      await app.get(ReviewsService, { strict: false }).schedule(people.secretary, this.#boardRef, meeting),
    );
    const items = privateMeetings.includes(number) ? [...agenda, inPrivate] : agenda;
    const itemIds = given(await app.get(AgendaService, { strict: false }).add(people.secretary, ref, items));
    this.#refs.set(number, { ref, itemIds });
  }

  async #collect(number: number): Promise<void> {
    const { app, people } = this.given;
    given(await app.get(ReviewsService, { strict: false }).collect(people.secretary, await this.#stale(number)));
  }

  async #issue(number: number): Promise<void> {
    const { app, url, people } = this.given;
    const path = `/reviews/${this.#of(number).ref}/pack`;
    await postAs(app, url, people.secretary, { path, fields: { confirmed: 'yes' } });
  }

  async #hold(number: number): Promise<void> {
    const { app, people, start } = this.given;
    const { ref, itemIds } = this.#of(number);
    const away = number === inquorateMeeting ? this.#memberIds.slice(0, 3) : [this.#memberIds[3 + (number % 3)] ?? ''];
    const present = this.#memberIds.filter((id) => !away.includes(id));
    given(
      await app.get(AttendanceService, { strict: false }).take(
        people.secretary,
        ref,
        this.#memberIds.map((memberId) => ({
          memberId,
          presence: away.includes(memberId) ? ('apologies' as const) : ('present' as const),
          substitutePost: null,
          declaredInterest: null,
          version: 0,
        })),
      ),
    );
    const [, , , planItem = null, measuresItem = null] = itemIds;
    const decide = async (text: string): Promise<BoardDecision> => {
      const taken = given(
        await app
          .get(DecisionsService, { strict: false })
          .record(people.secretary, ref, { agendaItemId: planItem, text, type: 'decision' }),
      );
      return { id: taken.id, ref: taken.ref, approvedBy: 'The board' };
    };
    await this.given.inTheRoom(number, decide);
    const noted = await decide(`Note the report on the plan of meeting ${number} and publish the summary.`);
    await this.given.alsoSaid({ number, ref, noted, dissenter: this.#memberIds[1] ?? '' });
    const dueOn = addDays(start, meetingDay(number) + 14);
    if (isRaised(number)) {
      const raised = given(
        await app.get(ChallengesService, { strict: false }).raise(people.secretary, ref, {
          agendaItemId: measuresItem,
          byMemberId: present[number % present.length] ?? null,
          text: challenges[(number - 1) / 2] ?? '',
          toPost: 'Director of children’s services',
          dueOn: addDays(dueOn, 14),
        }),
      );
      this.#challenges.set(number, raised.ref);
    }
    const action = given(
      await app.get(ActionsService, { strict: false }).record(people.secretary, ref, {
        agendaItemId: planItem,
        text: `Send the figures behind meeting ${number} round to members`,
        ownerPost: 'Head of performance',
        dueOn,
      }),
    );
    this.#actions.set(number, action.ref);
    given(await app.get(ReviewsService, { strict: false }).hold(people.secretary, await this.#stale(number)));
  }

  async #doAction(number: number): Promise<void> {
    const { app, people, start } = this.given;
    const action = await app.get(OutcomesQueries, { strict: false }).action(this.#actions.get(number) ?? '');
    const stale = { ref: action?.ref ?? '', version: action?.version ?? 0 };
    const done = { to: 'done', on: addDays(start, meetingDay(number) + 10), words: 'Sent to all members.' } as const;
    given(await app.get(ActionsService, { strict: false }).move(people.editor, stale, done));
  }

  async #challenge(number: number) {
    const queries = this.given.app.get(OutcomesQueries, { strict: false });
    const challenge = await queries.challenge(this.#challenges.get(number) ?? '');
    return { ref: challenge?.ref ?? '', version: challenge?.version ?? 0 };
  }

  async #answer(number: number): Promise<void> {
    const { app, people } = this.given;
    const text = 'The figures of the last quarter are attached, with what two teams said when they were asked.';
    given(
      await app.get(ChallengesService, { strict: false }).answer(people.editor, await this.#challenge(number), text),
    );
  }

  async #satisfy(number: number): Promise<void> {
    const { app, people } = this.given;
    const verdict = { satisfied: true, why: 'The answer was tested against the audits.' };
    given(
      await app
        .get(ChallengesService, { strict: false })
        .judge(people.secretary, await this.#challenge(number), verdict),
    );
  }

  async #write(number: number): Promise<void> {
    const { app, people } = this.given;
    const { ref } = this.#of(number);
    const minutes = app.get(MinutesService, { strict: false });
    given(await minutes.begin(people.secretary, ref));
    const queries = app.get(MinutesQueries, { strict: false });
    const review = await app.get(ReviewsQueries, { strict: false }).byRef(ref);
    const begun = review ? await queries.of(review.id) : null;
    const items = begun ? await queries.items(begun.id) : [];
    const written = items.map(({ id, version, body }) => ({
      itemId: id,
      version,
      body: body || 'The board discussed the report and noted it.',
    }));
    given(await minutes.write(people.secretary, ref, written));
    given(await minutes.submit(people.secretary, await this.#stale(number)));
  }

  async #agree(number: number): Promise<void> {
    const { app, people } = this.given;
    const agreement = { how: 'meeting', atRef: this.#of(number + 1).ref } as const;
    given(await app.get(MinutesService, { strict: false }).agree(people.chair, await this.#stale(number), agreement));
    const review = await app.get(ReviewsQueries, { strict: false }).byRef(this.#of(number).ref);
    const minutes = review ? await app.get(MinutesQueries, { strict: false }).of(review.id) : null;
    const reading = { ref: this.#of(number).ref, version: minutes?.version ?? 0 };
    given(
      await app
        .get(PublishingMinutesService, { strict: false })
        .publish(people.secretary, reading, { confirmed: true, from: 'now' }),
    );
  }
}
