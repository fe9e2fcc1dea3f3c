import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { demoCommand } from '../../src/cli/demo.command.js';
import { readEnvironment } from '../../src/config/environment.js';
import { sql } from '../../src/database/sql.js';
import { buildDemo, type Demo } from '../../src/cli/demo/build-demo.js';
import { StoryClock } from '../../src/cli/demo/demo-world.js';
import { SessionsService } from '../../src/access/sessions.service.js';
import { addDays, type CalendarDay, day, daysBetween } from '../../src/kernel/calendar-day.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import type { MilestoneRow } from '../../src/plans/data/plan.row.js';
import { isComplete } from '../../src/plans/domain/milestone-state.js';
import { readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

/**
 * The year of the demonstration, told once, and its figures beside those worked by hand. Milestone i (0 to 59) is first
 * due on day 24 + 7i; today is day 364. By the last digit of i it closes 7 days early (0), on the day (1, 4, 7), 14 late
 * (2), 28 late after one move (3), 7 late (5), 35 late after one move (6), never (8), or 21 late (9). Milestone 8 is
 * moved twice and not done, 9 is cancelled, 19 is paused.
 *
 * Due by today: 24 + 7i <= 364, so i <= 48. Of those have closed
 *   0, 10, 20, 30, 40               7 early                  5
 *   1, 11 … 41 · 4 … 44 · 7 … 47    on the day              15
 *   5, 15 … 45                      7 late                   5   (45: 339 + 7 = 346)
 *   2, 12 … 42                      14 late                  5   (42: 318 + 14 = 332)
 *   29, 39                          21 late                  2   (39: 297 + 21 = 318)
 *   3, 13 … 43                      28 late                  5   (43: 325 + 28 = 353)
 *   6, 16, 26, 36                   35 late                  4   (46: 346 + 35 = 381, not yet)
 *                                                           41
 */
const today = day('2026-11-23');
let test: TestApp;
let demo: Demo;
let milestones: readonly MilestoneRow[];

beforeAll(async () => {
  const clock = new StoryClock(today);
  test = await startTestApp({ clock });
  demo = await buildDemo({ app: test.app, url: test.url, clock, today });
  const plan = await test.database.row<{ id: string }>(sql`SELECT plan.id FROM plan WHERE plan.ref = ${demo.planRef}`);
  milestones = await test.app.get(MilestonesQueries).ofPlan(plan?.id ?? '');
}, 300_000);
afterAll(() => test.close());

const closed = () => milestones.filter((one) => isComplete(one));
const slip = ({ baselineDue, completedOn }: MilestoneRow): number =>
  daysBetween(baselineDue as CalendarDay, completedOn as CalendarDay);
const count = async (table: 'review' | 'pack' | 'decision' | 'date_change' | 'measure'): Promise<number> =>
  (
    await test.database.row<{ count: number }>(
      {
        review: sql`SELECT CAST(count(*) AS integer) AS count FROM review WHERE review.state NOT IN ('scheduled', 'collecting', 'issued')`,
        pack: sql`SELECT CAST(count(*) AS integer) AS count FROM pack`,
        decision: sql`SELECT CAST(count(*) AS integer) AS count FROM decision`,
        date_change: sql`SELECT CAST(count(*) AS integer) AS count FROM date_change`,
        measure: sql`SELECT CAST(count(*) AS integer) AS count FROM measure`,
      }[table],
    )
  )?.count ?? 0;
const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');

async function read(path: string): Promise<string> {
  const token = await test.app.get(SessionsService).start(demo.people.secretary.account.id, 'Firefox');
  const page = await test.get(path).set('Cookie', `turnaround=${token}`);
  expect([path, page.status]).toEqual([path, 200]);
  expect(pageFaults(readHtml(page.text))).toEqual([]);
  return words(page.text);
}

describe('the plan of the demonstration', () => {
  it('has 60 milestones, of which 41 have closed, 1 is cancelled and 1 paused', () => {
    expect(milestones).toHaveLength(60);
    expect(closed()).toHaveLength(41);
    const states = (state: string): number => milestones.filter((one) => one.state === state).length;
    expect([states('cancelled'), states('paused')]).toEqual([1, 1]);
    // Impact is accepted a hundred days after 7, 17 and 27: 73 + 100, 143 + 100, 213 + 100; 37 would be on day 383.
    expect(states('impact_shown')).toBe(3);
  });

  it('closed 20 of 41 on time by the first date, and 25 of 41 by the current one', () => {
    const onTime = (due: (one: MilestoneRow) => CalendarDay | null): number =>
      closed().filter((one) => (one.completedOn ?? '') <= (due(one) ?? '')).length;
    expect(onTime(({ baselineDue }) => baselineDue)).toBe(20);
    // The five that were moved once and kept their new date.
    expect(onTime(({ currentDue }) => currentDue)).toBe(25);
  });

  it('slipped by 392 days in all: 5 × -7 + 5 × 7 + 5 × 14 + 2 × 21 + 5 × 28 + 4 × 35', () => {
    expect(closed().reduce((sum, one) => sum + slip(one), 0)).toBe(392);
  });

  it('moved 12 dates, each by a decision: 3, 13 … 43, 6, 16 … 46, and 8 twice', async () => {
    expect(milestones.reduce((sum, { moves }) => sum + moves, 0)).toBe(12);
    expect(await count('date_change')).toBe(12);
    expect(milestones.filter(({ moves }) => moves === 2)).toHaveLength(1);
  });

  it('is forecast from its 41 slips and from those that are open', async () => {
    const told = await read(`/plans/${demo.planRef}/forecast`);
    expect(told).toContain('Closed in this plan (n) 41');
    // The 21st of 41 slips in order is 7 days late: five early, fifteen on the day.
    expect(told).toContain('The earliest 7 days early, the middle one 7 days late, the latest 35 days late');
    // Five open ones are later than any that closed, one 19 days late, one 5; one is due in 2 days. Of those known so
    // late, at -7 days 5 of 49 closed, at 0 15 of 43, at 7 5 of 27, at 14 5 of 22, at 21 2 of 16, at 28 5 of 14, at 35
    // 4 of 9. Left after each: 90%, 58%, 48%, 37%, 32%, 21%, 11%. So half close by 7 days late, four fifths by 35.
    // The last that waits for none is first due on day 24 + 7 × 58 = 430.
    const last = milestones.find(({ baselineDue }) => baselineDue === addDays(demo.start, 430));
    expect(last).toBeDefined();
    const token = await test.app.get(SessionsService).start(demo.people.secretary.account.id, 'Firefox');
    const csv = await test.get(`/plans/${demo.planRef}/forecast.csv`).set('Cookie', `turnaround=${token}`);
    const line = csv.text.split('\n').find((one) => one.startsWith(last?.ref ?? 'none')) ?? '';
    expect(line).toContain(`,${addDays(demo.start, 437)},`);
    expect(line).toContain(`,${addDays(demo.start, 465)},`);
    expect(told).toContain('5 open milestones are already later than every one that closed');
  });

  it('is checked along its golden thread', async () => {
    const told = await read(`/plans/${demo.planRef}/thread`);
    // Ten of the twelve findings were given an action; the tenth of these was cancelled.
    expect(told).toContain('Asked, and no action answers it 3 of 12');
    expect(told).toContain('Actions that answer nothing that was asked 50 of 59');
    // Those that end in 9 have no measure: six, of which one is cancelled.
    expect(told).toContain('Actions without a measure 5 of 59');
    expect(told).toContain('Measures of the plan without a number 0 of');
  });
});

describe('the command that builds it', () => {
  it('writes over no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnaround-demo-'));
    const file = join(folder, 'demo.sqlite');
    writeFileSync(file, 'mine');
    const { environment, log } = { environment: readEnvironment({}), log: pino({ level: 'silent' }) };
    const terminal = { say: () => undefined, progress: () => undefined };
    await expect(demoCommand.runAlone({ environment, log }, [file], terminal)).rejects.toThrow(
      `There is a file at ${file} already. Remove it, or name another: demo my-demo.sqlite`,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    rmSync(folder, { recursive: true });
  });
});

describe('the board of the demonstration', () => {
  it('met twelve times, once without a quorum, and twice partly in private', async () => {
    expect(await count('review')).toBe(12);
    const inquorate = await test.database.rows<{ heldOn: string }>(sql`
      SELECT review.held_on AS "heldOn" FROM review WHERE review.quorate = 0`);
    expect(inquorate).toEqual([{ heldOn: addDays(demo.start, 140) }]);
    const inPrivate = await test.database.rows(
      sql`SELECT agenda_item.id FROM agenda_item WHERE agenda_item.confidential = 1`,
    );
    expect(inPrivate).toHaveLength(2);
  });

  it('took 26 decisions: one a meeting, twelve dates, one cancelled and one paused; without a quorum one recommends', async () => {
    expect(await count('decision')).toBe(26);
    const recommended = await test.database.rows(
      sql`SELECT decision.id FROM decision WHERE decision.type = 'recommendation'`,
    );
    expect(recommended).toHaveLength(1);
  });

  it('was asked six things, of which three are settled, one is answered and two are open; two of twelve actions are', async () => {
    const states = async (table: 'challenge' | 'board_action') =>
      (
        await test.database.rows<{ state: string }>(
          table === 'challenge'
            ? sql`SELECT challenge.state FROM challenge`
            : sql`SELECT board_action.state FROM board_action`,
        )
      )
        .map(({ state }) => state)
        .toSorted();
    expect(await states('challenge')).toEqual(['answered', 'open', 'open', 'satisfied', 'satisfied', 'satisfied']);
    expect((await states('board_action')).filter((state) => state === 'open')).toHaveLength(2);
  });

  it('issued thirteen packs in two forms, and follows twenty measures', async () => {
    expect(await count('pack')).toBe(26);
    expect(await count('measure')).toBe(20);
  });
});
