import type { NewAgendaItem } from '../../src/boards/domain/agenda.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aBoard, aReview, attended, type BuiltBoard, given, issued } from './a-board.js';
import { aGrant, aPerson, type Person } from './a-person.js';
import { aCouncil, aPlan, type APlan } from './a-plan.js';
import type { TestApp } from './test-app.js';

export type AMeeting = {
  readonly council: { readonly id: string; readonly slug: string; readonly name: string };
  readonly plan: APlan;
  /** Actions that are due, in their order. */
  readonly due: readonly string[];
  /** An action that is not. */
  readonly later: string;
  readonly board: BuiltBoard;
  readonly reviewRef: string;
  readonly planItemId: string;
  /** The page of the meeting. */
  readonly page: string;
  readonly secretary: Person;
  readonly colleague: Person;
  readonly chair: Person;
  readonly member: Person;
  readonly editor: Person;
  /** A secretary of another body. */
  readonly stranger: Person;
};

type Options = {
  readonly today?: CalendarDay;
  /** How many actions are due. */
  readonly due?: number;
  readonly heldOn?: CalendarDay;
  readonly isIssued?: boolean;
  /** Whether it is said who is here; `inquorate`: the chair and others stay away. */
  readonly attendance?: 'taken' | 'inquorate' | 'none';
};

const agenda: readonly NewAgendaItem[] = [
  { title: 'Welcome, apologies and interests', purpose: 'note' },
  { title: 'Minutes of the last meeting', purpose: 'decide' },
  { title: 'Director’s report', purpose: 'discuss' },
  { title: 'The plan: what is due', purpose: 'discuss' },
  { title: 'A complaint', purpose: 'discuss', confidentialReason: 'it is about a person' },
];

const titles = [
  'Publish one threshold document with health and police',
  'Recruit six permanent social workers',
  'Supervise every case every four weeks',
  'Audit ten case files a month with an outside auditor',
  'Replace the contract for return interviews',
  'Hold a practice week every quarter',
  'Bring placement decisions into the case system',
  'Agree the neglect strategy with schools',
  'Set the caseload limit at 18 and report breaches',
  'Train all managers in reflective supervision',
  'Give every child in care a named health lead',
  'Send the voice of the child report to cabinet',
];

/** A meeting of a board about a plan, its pack issued and its people signed in: by default it is held today. */
export async function aMeeting(
  test: TestApp,
  { today = day('2026-11-23'), due = 12, heldOn = today, isIssued = true, attendance = 'taken' }: Options = {},
): Promise<AMeeting> {
  const get = test.app.get.bind(test.app);
  const council = await aCouncil(get);
  const plan = await aPlan(get, { today, council });
  const refs: string[] = [];
  for (let index = 0; index < due; index += 1) {
    const { ref } = await plan.milestone({
      title: titles[index % titles.length] + (index < titles.length ? '' : ` (${index + 1})`),
      dueOn: addDays(today, 3 + index),
    });
    refs.push(ref);
  }
  const { ref: later } = await plan.milestone({ title: 'Close the old front door', dueOn: addDays(today, 200) });
  await plan.agree();
  for (const ref of refs) {
    const { version } = await plan.now(ref);
    given(
      await get(UpdatingMilestonesService).recordUpdate(
        plan.owner,
        { ref, version },
        { state: 'in_progress', rating: 'on_track', note: `Work on ${ref} goes on` },
      ),
    );
  }
  const board = await aBoard(test.app, council.id);
  const review = await aReview(test.app, board.ref, { heldOn, agenda });
  if (isIssued) await issued(test.app, review.ref);
  if (attendance !== 'none')
    await attended(test.app, review, {
      apologies: attendance === 'inquorate' ? board.memberIds.slice(0, 3) : board.memberIds.slice(3, 4),
    });
  const people = (name: string, role: 'board_secretary' | 'board_member' | 'organisation_editor', chair = false) =>
    aPerson(test, { name, grants: [aGrant({ role, organisationId: council.id, chair })] });
  const elsewhere = await aCouncil(get);
  return {
    council,
    plan,
    due: refs,
    later,
    board,
    reviewRef: review.ref,
    planItemId: review.itemIds[3] ?? '',
    page: `/reviews/${review.ref}/meeting`,
    secretary: await people('Sam Lee', 'board_secretary'),
    colleague: await people('Ama Boateng', 'board_secretary'),
    chair: await people('Carys Chair', 'board_member', true),
    member: await people('Vic Vice', 'board_member'),
    editor: await people('Olu Owner', 'organisation_editor'),
    stranger: await aPerson(test, {
      name: 'Ira Stranger',
      grants: [aGrant({ role: 'board_secretary', organisationId: elsewhere.id })],
    }),
  };
}
