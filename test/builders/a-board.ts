import type { INestApplicationContext } from '@nestjs/common';
import { type Actor, theService } from '../../src/access/audit.service.js';
import { ActionsService } from '../../src/boards/actions.service.js';
import { AgendaService } from '../../src/boards/agenda.service.js';
import { AttendanceService } from '../../src/boards/attendance.service.js';
import { BoardsService } from '../../src/boards/boards.service.js';
import { ChallengesService } from '../../src/boards/challenges.service.js';
import { BoardsQueries } from '../../src/boards/data/boards.queries.js';
import { MinutesQueries } from '../../src/boards/data/minutes.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { DecisionsService } from '../../src/boards/decisions.service.js';
import type { NewAgendaItem } from '../../src/boards/domain/agenda.js';
import type { NewBoard, NewMember, NewTerms } from '../../src/boards/domain/board.js';
import { MinutesService } from '../../src/boards/minutes.service.js';
import { PublishingMinutesService } from '../../src/boards/publishing-minutes.service.js';
import { ReviewsService } from '../../src/boards/reviews.service.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import type { Result } from '../../src/kernel/result.js';

type Record = { readonly get: INestApplicationContext['get'] };

/** What a service gave, or a test that says why it did not. */
export function given<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(`It was refused: ${result.error}`);
  return result.value;
}

export const someTerms = (terms: Partial<NewTerms> = {}): NewTerms => ({
  termsVersion: '1.0',
  termsUrl: null,
  purpose: 'To oversee the improvement plan and to challenge those who carry it out.',
  cadence: 'monthly',
  quorumKind: 'number',
  quorumAmount: 3,
  quorumNeedsChair: true,
  substitutesCount: false,
  fromOn: day('2026-01-05'),
  ...terms,
});

export const aMember = (member: Partial<NewMember> = {}): NewMember => ({
  accountId: null,
  displayName: 'Morgan Member',
  roleTitle: 'Director of adult services',
  body: 'Northwick Council',
  independence: 'internal_officer',
  seat: 'member',
  voting: true,
  nameIsPublic: true,
  fromOn: day('2026-01-05'),
  toOn: null,
  hats: [],
  ...member,
});

/** Five who sit on a board: an independent chair, a vice-chair, and three members of whom one does not vote. */
export const fiveMembers: readonly NewMember[] = [
  aMember({
    displayName: 'Carys Chair',
    roleTitle: 'Independent chair',
    body: 'Independent',
    independence: 'independent',
    seat: 'chair',
  }),
  aMember({ displayName: 'Vic Vice', roleTitle: 'Lead member', independence: 'elected', seat: 'vice' }),
  aMember({ displayName: 'Dana Director', roleTitle: 'Director of children’s services' }),
  aMember({
    displayName: 'Pat Partner',
    roleTitle: 'Chief nurse',
    body: 'Northwick NHS Trust',
    independence: 'partner_body',
  }),
  aMember({
    displayName: 'Adi Adviser',
    roleTitle: 'Improvement adviser',
    body: 'Department for Education',
    independence: 'government',
    voting: false,
    hats: ['adviser', 'commissioner'],
  }),
];

export type BuiltBoard = {
  readonly id: string;
  readonly ref: string;
  /** In the order given. */
  readonly memberIds: readonly string[];
};

/** A public board with terms and members, made through the services. */
export async function aBoard(
  record: Record,
  organisationId: string,
  {
    members = fiveMembers,
    terms,
    actor = theService,
    ...board
  }: Partial<Omit<NewBoard, 'terms'>> & {
    readonly members?: readonly NewMember[];
    readonly terms?: Partial<NewTerms>;
    readonly actor?: Actor;
  } = {},
): Promise<BuiltBoard> {
  const boards = record.get(BoardsService);
  const made = given(
    await boards.create(actor, {
      organisationId,
      name: 'Improvement Board',
      startedOn: day('2026-01-05'),
      isPublic: true,
      ...board,
      terms: someTerms(terms),
    }),
  );
  const memberIds: string[] = [];
  for (const member of members) memberIds.push(given(await boards.addMember(actor, made.ref, member)));
  return { ...made, memberIds };
}

const reviewVersion = async (record: Record, ref: string): Promise<number> =>
  (await record.get(ReviewsQueries).byRef(ref))?.version ?? 0;

/** A meeting that is scheduled, with the agenda given. */
export async function aReview(
  record: Record,
  boardRef: string,
  {
    heldOn = day('2026-11-23'),
    agenda = [{ title: 'The plan', purpose: 'decide' }],
    actor = theService,
  }: { readonly heldOn?: CalendarDay; readonly agenda?: readonly NewAgendaItem[]; readonly actor?: Actor } = {},
): Promise<{ readonly id: string; readonly ref: string; readonly itemIds: readonly string[] }> {
  const made = given(
    await record
      .get(ReviewsService)
      .schedule(actor, boardRef, { heldOn, startsAt: '14:00', place: 'The Civic Centre' }),
  );
  const itemIds = agenda.length === 0 ? [] : given(await record.get(AgendaService).add(actor, made.ref, agenda));
  return { ...made, itemIds };
}

/** Takes a scheduled meeting to the issue of its pack: collecting, then frozen, in both forms. */
export async function issued(record: Record, reviewRef: string, actor: Actor = theService): Promise<void> {
  const reviews = record.get(ReviewsService);
  given(await reviews.collect(actor, { ref: reviewRef, version: await reviewVersion(record, reviewRef) }));
  given(
    await reviews.freeze(actor, { ref: reviewRef, version: await reviewVersion(record, reviewRef) }, (stamps) =>
      Promise.resolve(
        (['confidential', 'public'] as const).map((form) => ({
          form,
          dataJson: JSON.stringify({ ref: stamps[form].ref, review: reviewRef }),
          html: `<!doctype html><title>${stamps[form].ref}</title>`,
        })),
      ),
    ),
  );
}

/** Notes who was there: everybody in office that day, but for those who are named. */
export async function attended(
  record: Record,
  review: { readonly ref: string; readonly heldOn?: CalendarDay },
  { apologies = [], actor = theService }: { readonly apologies?: readonly string[]; readonly actor?: Actor } = {},
): Promise<void> {
  const row = await record.get(ReviewsQueries).byRef(review.ref);
  if (!row) throw new Error(`There is no meeting ${review.ref}`);
  const members = (await record.get(BoardsQueries).membersOf([row.boardId])).filter(
    ({ fromOn, toOn }) => fromOn <= row.heldOn && (toOn === null || toOn >= row.heldOn),
  );
  const taken = new Map(
    (await record.get(ReviewsQueries).attendanceOf([row.id])).map(({ memberId, version }) => [memberId, version]),
  );
  given(
    await record.get(AttendanceService).take(
      actor,
      review.ref,
      members.map(({ id }) => ({
        memberId: id,
        presence: apologies.includes(id) ? ('apologies' as const) : ('present' as const),
        substitutePost: null,
        declaredInterest: null,
        version: taken.get(id) ?? 0,
      })),
    ),
  );
}

/** Takes an issued meeting whose attendance is taken to the room. */
export async function held(record: Record, reviewRef: string, actor: Actor = theService): Promise<boolean> {
  const version = await reviewVersion(record, reviewRef);
  return given(await record.get(ReviewsService).hold(actor, { ref: reviewRef, version })).quorate;
}

/** Takes a held meeting to drafted minutes: each item says something. */
export async function minuted(record: Record, reviewRef: string, actor: Actor = theService): Promise<void> {
  const minutes = record.get(MinutesService);
  given(await minutes.begin(actor, reviewRef));
  const review = await record.get(ReviewsQueries).byRef(reviewRef);
  const begun = review ? await record.get(MinutesQueries).of(review.id) : null;
  const items = begun ? await record.get(MinutesQueries).items(begun.id) : [];
  const written = items.map(({ id, version, body }) => ({
    itemId: id,
    version,
    body: body || 'The board noted the report.',
  }));
  given(await minutes.write(actor, reviewRef, written));
  given(await minutes.submit(actor, { ref: reviewRef, version: await reviewVersion(record, reviewRef) }));
}

/** A board with a meeting behind it whose minutes everybody may read, with one of everything that came of it. */
export async function aPublishedMeeting(
  record: Record,
  organisationId: string,
  heldOn: CalendarDay = day('2026-10-19'),
): Promise<{ readonly board: BuiltBoard; readonly review: { readonly id: string; readonly ref: string } }> {
  const board = await aBoard(record, organisationId);
  const review = await aReview(record, board.ref, {
    heldOn,
    agenda: [
      { title: 'The plan', purpose: 'decide', leadPost: 'Director of children’s services', minutesPlanned: 30 },
      { title: 'A complaint', purpose: 'discuss', confidentialReason: 'it is about one person' },
    ],
  });
  await issued(record, review.ref);
  await attended(record, review);
  const agendaItemId = review.itemIds[0] ?? null;
  given(
    await record.get(DecisionsService).record(theService, review.ref, {
      agendaItemId,
      text: 'Agree the plan as it stands.',
      type: 'decision',
    }),
  );
  given(
    await record.get(ChallengesService).raise(theService, review.ref, {
      agendaItemId,
      byMemberId: board.memberIds[3] ?? null,
      text: 'Why has no audit been done since June?',
      toPost: 'Director of children’s services',
      dueOn: addDays(heldOn, 28),
    }),
  );
  given(
    await record.get(ActionsService).record(theService, review.ref, {
      agendaItemId,
      text: 'Send the audit plan round',
      ownerPost: 'Head of quality',
      dueOn: addDays(heldOn, 14),
    }),
  );
  await held(record, review.ref);
  await minuted(record, review.ref);
  const version = await reviewVersion(record, review.ref);
  const agreement = { how: 'writing', note: 'By email of all members' } as const;
  given(await record.get(MinutesService).agree(theService, { ref: review.ref, version }, agreement));
  const minutes = await record.get(MinutesQueries).of(review.id);
  const reading = { ref: review.ref, version: minutes?.version ?? 0 };
  given(await record.get(PublishingMinutesService).publish(theService, reading, { confirmed: false, from: 'now' }));
  return { board, review };
}
