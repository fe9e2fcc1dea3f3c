import { theService } from '../../src/access/audit.service.js';
import { ActionsService } from '../../src/boards/actions.service.js';
import { AgendaService } from '../../src/boards/agenda.service.js';
import { AttendanceService } from '../../src/boards/attendance.service.js';
import { BoardsService } from '../../src/boards/boards.service.js';
import { ChallengesService } from '../../src/boards/challenges.service.js';
import { BoardsQueries } from '../../src/boards/data/boards.queries.js';
import { MinutesQueries } from '../../src/boards/data/minutes.queries.js';
import { OutcomesQueries } from '../../src/boards/data/outcomes.queries.js';
import { PacksQueries } from '../../src/boards/data/packs.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { DecisionsService } from '../../src/boards/decisions.service.js';
import { MinutesService } from '../../src/boards/minutes.service.js';
import { PacksService } from '../../src/boards/packs.service.js';
import { PublishingMinutesService } from '../../src/boards/publishing-minutes.service.js';
import { ReviewsService } from '../../src/boards/reviews.service.js';
import { VerifyingPacksService } from '../../src/boards/verifying-packs.service.js';
import { verifyCommand } from '../../src/cli/verify.command.js';
import { day } from '../../src/kernel/calendar-day.js';
import { DeadlinesQueries } from '../../src/office/data/deadlines.queries.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aBoard, aMember, aReview, attended, given, held, issued, minuted, someTerms } from '../builders/a-board.js';
import { anActor } from '../builders/an-actor.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';
import { testedKind } from '../builders/test-database.js';

const today = day('2026-11-23');
let record: TestRecord;
let organisationId = '';
let number = 0;

beforeAll(async () => {
  record = await openTestRecord({ today });
});
afterAll(() => record.close());
beforeEach(async () => {
  number += 1;
  const [body] = await record
    .get(OrganisationsService)
    .registerMany(theService, [
      { name: `Northwick Council ${number}`, kind: 'council', sector: 'councils', country: 'England' },
    ]);
  organisationId = body?.id ?? '';
});

const review = async (ref: string) => {
  const found = await record.get(ReviewsQueries).byRef(ref);
  if (!found) throw new Error(`There is no meeting ${ref}`);
  return found;
};
const reading = async (ref: string) => ({ ref, version: (await review(ref)).version });

const statement = async (text: string): Promise<unknown> => {
  const runner = record.database.writer.createQueryRunner();
  try {
    return await runner.query(text);
  } finally {
    await runner.release();
  }
};

const decide = (ref: string, change: Partial<Parameters<DecisionsService['record']>[2]> = {}) =>
  record.get(DecisionsService).record(theService, ref, {
    agendaItemId: null,
    text: 'Move the date of MS-0001 to 31 January 2027.',
    type: 'decision',
    ...change,
  });

describe('a board', () => {
  it('is counted at each meeting by the terms of its day', async () => {
    const { ref } = await aBoard(record, organisationId);
    const boards = record.get(BoardsService);
    const board = await record.get(BoardsQueries).byRef(ref);
    const renewed = someTerms({ termsVersion: '1.1', quorumAmount: 4, fromOn: day('2026-12-01') });
    given(await boards.renewTerms(theService, { ref, version: board?.version ?? 0 }, renewed));
    const before = await aReview(record, ref, { heldOn: today });
    const after = await aReview(record, ref, { heldOn: day('2026-12-07') });
    const { BoardDesk } = await import('../../src/boards/board-desk.service.js');
    expect((await record.get(BoardDesk).room(await review(before.ref))).quorum.needed).toBe(3);
    expect((await record.get(BoardDesk).room(await review(after.ref))).quorum.needed).toBe(4);
  });

  it.each([
    ['terms-not-later', { fromOn: day('2026-01-05') }],
    ['share-out-of-range', { quorumKind: 'share' as const, quorumAmount: 101, fromOn: day('2026-12-01') }],
  ])('refuses terms as %s', async (error, terms) => {
    const { ref } = await aBoard(record, organisationId);
    const version = (await record.get(BoardsQueries).byRef(ref))?.version ?? 0;
    const answer = await record.get(BoardsService).renewTerms(theService, { ref, version }, someTerms(terms));
    expect(answer).toEqual({ ok: false, error });
  });

  it('has one chair at a time, and another after the first', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const boards = record.get(BoardsService);
    const next = aMember({ displayName: 'Nell Next', seat: 'chair', fromOn: day('2026-12-01') });
    expect(await boards.addMember(theService, ref, next)).toEqual({ ok: false, error: 'seat-taken' });
    const [chair] = await record.get(BoardsQueries).membersOf([(await record.get(BoardsQueries).byRef(ref))?.id ?? '']);
    if (!chair) throw new Error('The board has no chair');
    const { id, version, boardId: _board, ...kept } = chair;
    expect(id).toBe(memberIds[0]);
    given(
      await boards.changeMember(
        theService,
        { ref, memberId: id, version },
        { ...kept, toOn: day('2026-11-30'), hats: [] },
      ),
    );
    expect((await boards.addMember(theService, ref, next)).ok).toBe(true);
  });

  it('lies within the reach of its body, of who sits on it, and of nobody else', async () => {
    const { ref, id } = await aBoard(record, organisationId);
    const queries = record.get(BoardsQueries);
    const within = { any: false, organisationIds: [organisationId], inspectorateIds: [], accountId: null };
    const stranger = { ...within, organisationIds: [] };
    expect((await queries.seenByRef(ref, within, today))?.id).toBe(id);
    expect(await queries.seenByRef(ref, stranger, today)).toBeNull();
    const other = anActor('board_secretary', { organisationId: 'elsewhere' });
    expect(
      await record.get(ReviewsService).schedule(other, ref, { heldOn: today, startsAt: null, place: 'X' }),
    ).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('a meeting', () => {
  it('has its days in working days, round the holidays of Christmas', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref, { heldOn: day('2027-01-06') });
    expect(await review(made.ref)).toMatchObject({
      updatesDueOn: '2026-12-18',
      packDueOn: '2026-12-29',
      minutesDueOn: '2027-01-20',
    });
    const [clock] = await record.get(DeadlinesQueries).ofRecord('review', made.id);
    expect(clock).toMatchObject({ rule: 'board-pack', dueOn: '2026-12-29', visibility: 'board' });
  });

  it('moves to another day with its clocks, and says why', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref, { heldOn: day('2027-01-06') });
    const reviews = record.get(ReviewsService);
    const meeting = { heldOn: day('2027-01-13'), startsAt: null, place: 'Online' };
    expect(await reviews.reschedule(theService, await reading(made.ref), meeting, null)).toEqual({
      ok: false,
      error: 'no-reason',
    });
    given(await reviews.reschedule(theService, await reading(made.ref), meeting, 'The chair is ill'));
    const running = (await record.get(DeadlinesQueries).ofRecord('review', made.id)).filter((one) => !one.withdrawnAt);
    expect(running.map(({ dueOn }) => dueOn)).toEqual(['2027-01-06']);
  });

  it('follows the one before it, also when one is cancelled in between', async () => {
    const { ref } = await aBoard(record, organisationId);
    const first = await aReview(record, ref, { heldOn: day('2026-10-05') });
    const third = await aReview(record, ref, { heldOn: day('2026-12-07') });
    const second = await aReview(record, ref, { heldOn: day('2026-11-02') });
    expect((await review(third.ref)).previousRef).toBe(second.ref);
    given(await record.get(ReviewsService).cancel(theService, await reading(second.ref), 'No quorum in sight'));
    expect((await review(third.ref)).previousRef).toBe(first.ref);
  });

  it('is one of its board a day', async () => {
    const { ref } = await aBoard(record, organisationId);
    await aReview(record, ref);
    const again = await record
      .get(ReviewsService)
      .schedule(theService, ref, { heldOn: today, startsAt: null, place: 'Online' });
    expect(again).toEqual({ ok: false, error: 'same-day' });
  });

  it('is not overwritten by who has not read the last change', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    const before = await reading(made.ref);
    given(await record.get(ReviewsService).collect(theService, before));
    expect(await record.get(ReviewsService).collect(theService, before)).toEqual({ ok: false, error: 'changed' });
  });

  it('is held once its pack is issued, its day has come and everybody is accounted for', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    const reviews = record.get(ReviewsService);
    expect(await reviews.hold(theService, await reading(made.ref))).toEqual({ ok: false, error: 'not-issued' });
    await issued(record, made.ref);
    expect(await reviews.hold(theService, await reading(made.ref))).toEqual({ ok: false, error: 'attendance-missing' });
    await attended(record, made, { apologies: memberIds.slice(2, 3) });
    expect(await held(record, made.ref)).toBe(true);
    const clocks = await record.get(DeadlinesQueries).ofRecord('review', made.id);
    expect(clocks.find(({ rule }) => rule === 'board-minutes')?.dueOn).toBe('2026-12-07');
  });

  it('is not held before its day', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref, { heldOn: day('2026-11-24') });
    await issued(record, made.ref);
    expect(await record.get(ReviewsService).hold(theService, await reading(made.ref))).toEqual({
      ok: false,
      error: 'not-yet',
    });
  });
});

describe('a meeting without a quorum', () => {
  it('is informal: what it decides is a recommendation, until a quorum is found after all', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    await issued(record, made.ref);
    expect(await decide(made.ref)).toEqual({ ok: false, error: 'attendance-not-taken' });
    await attended(record, made, { apologies: memberIds.slice(0, 2) });
    const taken = given(await decide(made.ref));
    expect(taken).toMatchObject({ type: 'recommendation', forLackOfQuorum: true });
    expect(given(await decide(made.ref, { type: 'advice', text: 'Look at the caseloads.' })).type).toBe('advice');
    await attended(record, made);
    expect(await record.get(OutcomesQueries).decision(taken.ref)).toMatchObject({ type: 'decision' });
    await attended(record, made, { apologies: memberIds.slice(0, 2) });
    expect(await held(record, made.ref)).toBe(false);
    expect(await record.get(OutcomesQueries).decision(taken.ref)).toMatchObject({
      type: 'recommendation',
      forLackOfQuorum: true,
    });
  });

  it('has its recommendation confirmed once, by a meeting with a quorum', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const before = await aReview(record, ref, { heldOn: day('2026-10-19') });
    await issued(record, before.ref);
    await attended(record, before, { apologies: memberIds.slice(0, 2) });
    const recommended = given(await decide(before.ref));
    const made = await aReview(record, ref);
    await issued(record, made.ref);
    await attended(record, made);
    const confirming = given(await decide(made.ref, { confirms: recommended.ref }));
    expect(await record.get(OutcomesQueries).decision(recommended.ref)).toMatchObject({ confirmedBy: confirming.ref });
    expect(await decide(made.ref, { confirms: recommended.ref })).toEqual({ ok: false, error: 'confirmed-already' });
    expect(await decide(made.ref, { confirms: confirming.ref })).toEqual({
      ok: false,
      error: 'confirms-what-is-decided',
    });
  });
});

describe('attendance', () => {
  it('takes apologies before the day, and presence on it', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const made = await aReview(record, ref, { heldOn: day('2026-11-30') });
    await issued(record, made.ref);
    const entry = {
      memberId: memberIds[2] ?? '',
      substitutePost: null,
      declaredInterest: null,
      version: 0,
    };
    const service = record.get(AttendanceService);
    expect(await service.take(theService, made.ref, [{ ...entry, presence: 'present' }])).toEqual({
      ok: false,
      error: 'not-yet',
    });
    given(await service.take(theService, made.ref, [{ ...entry, presence: 'apologies' }]));
    expect((await review(made.ref)).quorate).toBeNull();
  });

  it('asks for the post of a substitute, and does not overwrite what was not read', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId, { terms: { substitutesCount: true } });
    const made = await aReview(record, ref);
    await issued(record, made.ref);
    const service = record.get(AttendanceService);
    const entry = { memberId: memberIds[3] ?? '', declaredInterest: null, version: 0, presence: 'substitute' as const };
    expect(await service.take(theService, made.ref, [{ ...entry, substitutePost: null }])).toEqual({
      ok: false,
      error: 'no-post',
    });
    const quorum = given(
      await service.take(theService, made.ref, [{ ...entry, substitutePost: 'Deputy chief nurse' }]),
    );
    expect(quorum).toMatchObject({ present: 1, needed: 3, quorate: false, lacks: ['members', 'chair'] });
    expect(await service.take(theService, made.ref, [{ ...entry, presence: 'absent', substitutePost: null }])).toEqual({
      ok: false,
      error: 'changed',
    });
  });
});

describe('an agenda', () => {
  it('is put in order, and stands once the pack is issued', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref, {
      agenda: [
        { title: 'Minutes', purpose: 'decide' },
        { title: 'Plan', purpose: 'discuss', confidentialReason: 'it names members of staff' },
      ],
    });
    const agenda = record.get(AgendaService);
    const of = { reviewRef: made.ref, itemId: made.itemIds[1] ?? '' };
    given(await agenda.move(theService, of, 'up'));
    const titles = async () => (await record.get(ReviewsQueries).agendaOf(made.id)).map(({ title }) => title);
    expect(await titles()).toEqual(['Plan', 'Minutes']);
    await issued(record, made.ref);
    expect(await agenda.move(theService, of, 'down')).toEqual({ ok: false, error: 'agenda-closed' });
    expect(await agenda.remove(theService, { ...of, version: 1 }, 'Not needed')).toEqual({
      ok: false,
      error: 'agenda-closed',
    });
    given(await agenda.add(theService, made.ref, [{ title: 'Urgent business', purpose: 'note' }]));
    expect((await record.get(ReviewsQueries).agendaOf(made.id)).at(-1)).toMatchObject({ late: true, position: 3 });
  });
});

describe('a challenge', () => {
  it('is open until whoever asked is satisfied with an answer', async () => {
    const { ref, memberIds } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    await issued(record, made.ref);
    const challenges = record.get(ChallengesService);
    const raised = given(
      await challenges.raise(theService, made.ref, {
        agendaItemId: made.itemIds[0] ?? null,
        byMemberId: memberIds[3] ?? null,
        text: 'Why has no audit been done since June?',
        toPost: 'Director of children’s services',
        dueOn: day('2026-12-14'),
      }),
    );
    const now = async () => {
      const row = await record.get(OutcomesQueries).challenge(raised.ref);
      return { ref: raised.ref, version: row?.version ?? 0, state: row?.state };
    };
    const verdict = { satisfied: false, why: 'It does not say who.' };
    expect(await challenges.judge(theService, await now(), verdict)).toEqual({ ok: false, error: 'not-answered' });
    given(await challenges.answer(theService, await now(), 'The auditor left.'));
    expect((await now()).state).toBe('answered');
    expect(await challenges.judge(theService, await now(), { satisfied: false, why: null })).toEqual({
      ok: false,
      error: 'no-reason',
    });
    given(await challenges.judge(theService, await now(), verdict));
    expect((await now()).state).toBe('open');
    given(await challenges.answer(theService, await now(), 'Two auditors start on 1 December.'));
    given(await challenges.judge(theService, await now(), { satisfied: true, why: null }));
    expect(await challenges.answer(theService, await now(), 'More.')).toEqual({
      ok: false,
      error: 'satisfied-already',
    });
    const answers = await record.get(OutcomesQueries).answersOf([raised.id]);
    expect(answers.map(({ satisfied }) => satisfied)).toEqual([false, true]);
  });
});

describe('an action', () => {
  it('keeps the day first given in the database itself, and counts its moves', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    await issued(record, made.ref);
    const actions = record.get(ActionsService);
    const action = given(
      await actions.record(theService, made.ref, {
        agendaItemId: null,
        text: 'Send the audit plan round',
        ownerPost: 'Head of quality',
        dueOn: day('2026-12-01'),
      }),
    );
    const now = async () => {
      const row = await record.get(OutcomesQueries).action(action.ref);
      return { ref: action.ref, version: row?.version ?? 0 };
    };
    given(await actions.moveDate(theService, await now(), { dueOn: day('2026-12-08'), reason: 'The auditor is ill' }));
    expect(await record.get(OutcomesQueries).action(action.ref)).toMatchObject({
      firstDueOn: '2026-12-01',
      dueOn: '2026-12-08',
      moves: 1,
    });
    await expect(
      statement(`UPDATE board_action SET first_due_on = '2026-12-08' WHERE ref = '${action.ref}'`),
    ).rejects.toThrow(/first due is never changed/);
    given(await actions.move(theService, await now(), { to: 'done', on: today, words: null }));
    expect(await actions.move(theService, await now(), { to: 'done', on: today, words: null })).toEqual({
      ok: false,
      error: 'closed-already',
    });
    expect(await actions.move(theService, await now(), { to: 'open', words: null })).toEqual({
      ok: false,
      error: 'no-reason',
    });
    given(await actions.move(theService, await now(), { to: 'open', words: 'It was another plan' }));
  });
});

const freeze = async (ref: string, words: string) =>
  record.get(ReviewsService).freeze(theService, await reading(ref), (stamps) =>
    Promise.resolve([
      {
        form: 'confidential',
        dataJson: JSON.stringify({ ref: stamps.confidential.ref, words }),
        html: `<p>${words}</p>`,
      },
    ]),
  );

const faults = async (ofRef: string) =>
  (await record.get(VerifyingPacksService).verify()).faults.filter((fault) => JSON.stringify(fault).includes(ofRef));

describe('a pack', () => {
  it('is frozen once, and again only as another edition that two people asked for', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    expect(await freeze(made.ref, 'early')).toEqual({ ok: false, error: 'not-collecting' });
    given(await record.get(ReviewsService).collect(theService, await reading(made.ref)));
    const [first] = given(await freeze(made.ref, 'as issued'));
    expect(await freeze(made.ref, 'a second time')).toEqual({ ok: false, error: 'frozen-already' });

    const packs = record.get(PacksService);
    const secretary = anActor('board_secretary', { organisationId });
    const chair = anActor('board_member', { organisationId, chair: true });
    given(await packs.askToUnlock(secretary, { ref: made.ref, why: 'Page 3 has the wrong month' }));
    const yes = { agreed: true, why: null };
    expect(await packs.answerUnlock(secretary, { ref: made.ref, version: 1 }, yes)).toEqual({
      ok: false,
      error: 'same-person',
    });
    given(await packs.answerUnlock(chair, { ref: made.ref, version: 1 }, yes));
    expect((await review(made.ref)).state).toBe('collecting');
    const [second] = given(await freeze(made.ref, 'as corrected'));
    expect(second).toMatchObject({ edition: 2, supersedesRef: first?.ref, reason: 'Page 3 has the wrong month' });
    const held = await record.get(PacksQueries).byRef(first?.ref ?? '');
    expect(held).toMatchObject({ html: '<p>as issued</p>', supersededByRef: second?.ref });
    expect(await freeze(made.ref, 'a third time')).toEqual({ ok: false, error: 'frozen-already' });
  });

  it('is refused any change by the database, and found out where somebody takes the trigger away', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    given(await record.get(ReviewsService).collect(theService, await reading(made.ref)));
    const [pack] = given(await freeze(made.ref, 'as issued'));
    const at = `WHERE ref = '${pack?.ref}'`;
    const kept = /What was issued stays|UNIQUE/;
    await expect(statement(`UPDATE pack SET html = 'other' ${at}`)).rejects.toThrow(kept);
    await expect(statement(`UPDATE pack SET edition = 9 ${at}`)).rejects.toThrow(kept);
    await expect(statement(`DELETE FROM pack ${at}`)).rejects.toThrow(kept);
    await expect(
      statement(testedKind === 'sqlite' ? `REPLACE INTO pack SELECT * FROM pack ${at}` : 'TRUNCATE pack CASCADE'),
    ).rejects.toThrow(kept);
    expect(await faults(pack?.ref ?? '')).toEqual([]);
    const sqlite = testedKind === 'sqlite';
    const [trigger] = sqlite
      ? ((await statement(`SELECT sql FROM sqlite_master WHERE name = 'TR_pack_no_update'`)) as { sql: string }[])
      : [];
    await statement(
      sqlite ? 'DROP TRIGGER "TR_pack_no_update"' : 'ALTER TABLE pack DISABLE TRIGGER "TR_pack_no_update"',
    );
    await statement(`UPDATE pack SET html = 'other' ${at}`);
    expect(await faults(pack?.ref ?? '')).toEqual([{ kind: 'pack-changed', ref: pack?.ref, what: 'page' }]);
    const said: string[] = [];
    const outcome = await verifyCommand.run(record as never, [], {
      say: (line: string) => void said.push(line),
    } as never);
    expect(outcome).toBe(1);
    expect(said).toContain(`Packs and minutes: ${pack?.ref} was changed after it was issued: its page.`);
    await statement(`UPDATE pack SET html = '<p>as issued</p>', hash = '${'0'.repeat(64)}' ${at}`);
    expect(await faults(pack?.ref ?? '')).toEqual([{ kind: 'pack-changed', ref: pack?.ref, what: 'seal' }]);
    await statement(`UPDATE pack SET hash = '${pack?.hash}' ${at}`);
    await statement(trigger ? trigger.sql : 'ALTER TABLE pack ENABLE TRIGGER "TR_pack_no_update"');
    expect(await faults(pack?.ref ?? '')).toEqual([]);
  });

  it('has late papers beside it, each with its own time and seal', async () => {
    const { ref } = await aBoard(record, organisationId);
    const made = await aReview(record, ref);
    const late = { title: 'Letter of 20 November', text: 'The letter.', confidential: false, file: null };
    const packs = record.get(PacksService);
    expect(await packs.addSupplement(theService, made.ref, late)).toEqual({ ok: false, error: 'not-issued' });
    await issued(record, made.ref);
    given(await packs.addSupplement(theService, made.ref, late));
    given(await packs.addSupplement(theService, made.ref, { ...late, title: 'Another' }));
    const supplements = await record.get(PacksQueries).supplementsOf(made.id);
    expect(supplements.map(({ position, title }) => [position, title])).toEqual([
      [1, 'Letter of 20 November'],
      [2, 'Another'],
    ]);
    await expect(statement('DELETE FROM pack_supplement')).rejects.toThrow(/What was issued stays/);
  });
});

describe('minutes', () => {
  const upToDrafted = async () => {
    const board = await aBoard(record, organisationId);
    const made = await aReview(record, board.ref, {
      heldOn: day('2026-10-19'),
      agenda: [
        { title: 'The plan', purpose: 'decide' },
        { title: 'A complaint', purpose: 'discuss', confidentialReason: 'it is about one person' },
      ],
    });
    await issued(record, made.ref);
    await attended(record, made);
    given(await decide(made.ref, { agendaItemId: made.itemIds[0] ?? null }));
    await held(record, made.ref);
    await minuted(record, made.ref);
    return { board, made };
  };
  const chair = () => anActor('board_member', { organisationId, chair: true });

  it('begin with what came of each item, and are sent round only with words for all', async () => {
    const board = await aBoard(record, organisationId);
    const made = await aReview(record, board.ref);
    await issued(record, made.ref);
    await attended(record, made);
    const decision = given(await decide(made.ref));
    const minutes = record.get(MinutesService);
    expect(await minutes.begin(theService, made.ref)).toEqual({ ok: false, error: 'not-held' });
    await held(record, made.ref);
    given(await minutes.begin(theService, made.ref));
    const begun = await record.get(MinutesQueries).of(made.id);
    const items = await record.get(MinutesQueries).items(begun?.id ?? '');
    expect(items.map(({ title, body }) => [title, body])).toEqual([
      ['The plan', ''],
      ['Other business', `Decision ${decision.ref}: Move the date of MS-0001 to 31 January 2027.`],
    ]);
    expect(await minutes.submit(theService, await reading(made.ref))).toEqual({ ok: false, error: 'item-empty' });
  });

  it('are agreed by the chair at a later meeting that is under way, and stand from then on', async () => {
    const { board, made } = await upToDrafted();
    const minutes = record.get(MinutesService);
    const next = await aReview(record, board.ref, { heldOn: today });
    const at = { how: 'meeting' as const, atRef: next.ref };
    expect(await minutes.agree(chair(), await reading(made.ref), at)).toEqual({
      ok: false,
      error: 'meeting-not-under-way',
    });
    expect(await minutes.agree(chair(), await reading(made.ref), { ...at, atRef: made.ref })).toEqual({
      ok: false,
      error: 'meeting-not-later',
    });
    const member = anActor('board_member', { organisationId });
    await issued(record, next.ref);
    expect(await minutes.agree(member, await reading(made.ref), at)).toEqual({ ok: false, error: 'not-found' });
    given(await minutes.agree(chair(), await reading(made.ref), at));
    expect(await minutes.agree(chair(), await reading(made.ref), at)).toEqual({ ok: false, error: 'agreed-already' });

    const agreed = await record.get(MinutesQueries).of(made.id);
    const [item] = await record.get(MinutesQueries).items(agreed?.id ?? '');
    const other = [{ itemId: item?.id ?? '', version: item?.version ?? 0, body: 'Something else.' }];
    expect(await minutes.write(theService, made.ref, other)).toEqual({ ok: false, error: 'agreed-already' });
    const stands = /Agreed minutes stay as they are/;
    for (const change of [
      `UPDATE minutes_item SET body = 'x' WHERE id = '${item?.id}'`,
      `DELETE FROM minutes_item WHERE id = '${item?.id}'`,
      `INSERT INTO minutes_item (id, minutes_id, position, title, confidential, body, version) VALUES ('x', '${agreed?.id}', 9, 't', 0, 'b', 1)`,
      `UPDATE minutes SET agreed_by = 'x' WHERE id = '${agreed?.id}'`,
      `UPDATE minutes SET state = 'draft' WHERE id = '${agreed?.id}'`,
      `DELETE FROM minutes WHERE id = '${agreed?.id}'`,
    ])
      await expect(statement(change)).rejects.toThrow(stands);
    expect(await faults(made.ref)).toEqual([]);
  });

  it('are agreed in writing where it is said how', async () => {
    const { made } = await upToDrafted();
    const minutes = record.get(MinutesService);
    expect(await minutes.agree(chair(), await reading(made.ref), { how: 'writing', note: '' })).toEqual({
      ok: false,
      error: 'no-note',
    });
    given(await minutes.agree(chair(), await reading(made.ref), { how: 'writing', note: 'By email of all members' }));
    expect((await review(made.ref)).state).toBe('minutes_agreed');
  });

  it('are published with the reason in place of what was private, once a person has read what looks personal', async () => {
    const { made } = await upToDrafted();
    const publishing = record.get(PublishingMinutesService);
    const now = async () => ({
      ref: made.ref,
      version: (await record.get(MinutesQueries).of(made.id))?.version ?? 0,
    });
    const go = { confirmed: false, from: 'now' as const };
    expect(await publishing.publish(theService, await now(), go)).toEqual({ ok: false, error: 'not-agreed' });
    given(
      await record
        .get(MinutesService)
        .agree(chair(), await reading(made.ref), { how: 'writing', note: 'By email of all members' }),
    );
    const minutes = await record.get(MinutesQueries).of(made.id);
    if (!minutes) throw new Error('There are no minutes');
    const version = await publishing.version(minutes);
    expect(version[1]).toEqual({
      title: 'A complaint',
      body: 'This item was discussed in private because it is about one person.',
      withheld: true,
    });
    given(
      await publishing.prepare(theService, await now(), [
        { title: 'The plan', body: 'Last month 2 children waited.', withheld: false },
        ...version.slice(1),
      ]),
    );
    expect(await publishing.publish(theService, await now(), go)).toEqual({ ok: false, error: 'looks-personal' });
    given(await publishing.publish(theService, await now(), { confirmed: true, from: 'tomorrow' }));
    expect(await record.get(MinutesQueries).of(made.id)).toMatchObject({ state: 'published', publicOn: '2026-11-24' });
    expect((await review(made.ref)).state).toBe('published');
    expect(await publishing.publish(theService, await now(), go)).toEqual({ ok: false, error: 'published-already' });
    await expect(statement(`UPDATE minutes_public SET body = 'x' WHERE minutes_id = '${minutes.id}'`)).rejects.toThrow(
      /Agreed minutes stay/,
    );
    given(
      await publishing.addAddendum(theService, made.ref, {
        text: 'The figure on page 2 was 14.',
        isPublic: true,
        confirmed: false,
      }),
    );
    await expect(statement(`UPDATE minutes_addendum SET text = 'x'`)).rejects.toThrow(/What was issued stays/);
    expect((await record.get(MinutesQueries).addenda(minutes.id)).map(({ position }) => position)).toEqual([1]);
  });

  it('of a board that is not public are published to nobody', async () => {
    const board = await aBoard(record, organisationId, { isPublic: false });
    const made = await aReview(record, board.ref, { heldOn: day('2026-10-19') });
    await issued(record, made.ref);
    await attended(record, made);
    await held(record, made.ref);
    await minuted(record, made.ref);
    given(
      await record.get(MinutesService).agree(chair(), await reading(made.ref), { how: 'writing', note: 'By email' }),
    );
    const version = (await record.get(MinutesQueries).of(made.id))?.version ?? 0;
    const go = { confirmed: true, from: 'now' as const };
    expect(await record.get(PublishingMinutesService).publish(theService, { ref: made.ref, version }, go)).toEqual({
      ok: false,
      error: 'board-not-public',
    });
  });
});
