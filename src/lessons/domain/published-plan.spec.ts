import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import type { FrozenHistory, FrozenMilestone, FrozenPlan } from '../../plans/domain/frozen-plan.js';
import { aReading, aRun, firstLimits } from '../../../test/builders/signal-facts.js';
import { noLesson4Facts, noLesson5Facts, noLesson6Facts } from '../../../test/builders/no-signal-facts.js';
import { reader } from '../../../test/builders/signal-properties.js';
import { causeHasAnAnswer } from './lesson4/l4-2-cause-has-an-answer.js';
import { leverMix } from './lesson4/l4-1-lever-mix.js';
import { badNewsComesEarly } from './lesson5/l5-3-bad-news-comes-early.js';
import { learningIn } from './lesson6/l6-2-learning-in.js';
import { nothingElsewhere } from './lesson8/facts.js';
import { impactShown } from './lesson8/l8-2-impact-shown.js';
import {
  publishedActions,
  publishedCourse,
  publishedDates,
  publishedOrigins,
  publishedPlan,
} from './published-plan.js';

const asOf = day('2026-06-01');

const old = (number: number, more: Partial<FrozenMilestone> = {}): FrozenMilestone => ({
  id: `milestone-${number}`,
  ref: `MS-${number}`,
  theirRef: null,
  priority: 1,
  title: `Action ${number}`,
  doneMeans: 'It is there',
  ownerPost: 'Head',
  deputyPost: null,
  lever: 'practice',
  horizon: 'improve',
  weight: 'medium',
  firstDue: day('2026-01-10'),
  dueOn: day('2026-01-10'),
  state: 'in_progress',
  ...more,
});
const history = (more: Partial<FrozenHistory> = {}): FrozenHistory => ({ moves: [], dates: [], warnedOn: [], ...more });
const whole = (number: number, more: Partial<FrozenMilestone> = {}): FrozenMilestone =>
  old(number, { adaptedFrom: null, answers: [], history: history(), ...more });

const version = (milestones: readonly FrozenMilestone[], stoodOn: CalendarDay | null = day('2026-05-01')) => ({
  frozen: { title: 'Plan', priorities: [], milestones, ...(stoodOn ? { stoodOn } : {}) } satisfies FrozenPlan,
  agreedOn: day('2026-05-10'),
});
const many = (count: number, make: (number: number) => FrozenMilestone) =>
  Array.from({ length: count }, (_none, place) => make(place + 1));

describe('a published version', () => {
  it('stood so on the day of its proposal; one kept without that day, by the day on which it was agreed', () => {
    expect(publishedPlan([version([whole(1)])], asOf)).toEqual({ stoodOn: ['2026-05-01'], isWhole: true });
    expect(publishedPlan([version([old(1)], null)], asOf)).toEqual({ stoodOn: ['2026-05-10'], isWhole: false });
    expect(publishedPlan([], asOf)).toEqual({ stoodOn: [], isWhole: true });
  });

  it('tells of a day before it was proposed only what had come by then', () => {
    const late = version(
      [
        whole(1, {
          state: 'action_complete',
          history: history({ moves: [{ on: day('2026-04-01'), from: 'in_progress', to: 'action_complete' }] }),
        }),
      ],
      day('2026-05-01'),
    );
    expect(publishedActions(late, asOf)[0]?.state).toBe('action_complete');
    expect(publishedActions(late, day('2026-03-31'))[0]?.state).toBe('in_progress');
    expect(publishedCourse(late, day('2026-03-31'))[0]?.changes).toEqual([]);
  });

  it('tells which dates were missed, moved and warned of, and nothing of those that came after it', () => {
    const dates = publishedDates(
      version([
        whole(1, { history: history({ warnedOn: [day('2025-12-20'), day('2026-01-09')] }) }),
        whole(2, {
          dueOn: day('2026-07-01'),
          history: history({ dates: [{ on: day('2026-01-05'), from: day('2026-01-10'), to: day('2026-07-01') }] }),
        }),
        whole(3, {
          history: history({ moves: [{ on: day('2026-01-10'), from: 'in_progress', to: 'action_complete' }] }),
        }),
        whole(4, { firstDue: null }),
        old(5),
      ]),
      asOf,
    );
    expect(
      dates.map(({ ref, metOn, droppedOn, warnings }) => [ref, metOn?.start, droppedOn?.start, warnings.length]),
    ).toEqual([
      ['MS-1', undefined, undefined, 2],
      ['MS-2', undefined, '2026-01-05', 0],
      ['MS-3', '2026-01-10', undefined, 0],
    ]);
  });
});

describe('what everybody reads of a plan', () => {
  const readL41 = reader(leverMix, noLesson4Facts);
  const readL42 = reader(causeHasAnAnswer, noLesson4Facts);
  const readL53 = reader(badNewsComesEarly, noLesson5Facts);
  const readL62 = reader(learningIn, noLesson6Facts);
  const findings = many(3, (number) => old(number)).map(({ id }, place) => ({
    id: `finding-${place + 1}`,
    inspectionRef: 'IN-0001',
    label: id,
    cause: 'practice' as const,
    on: null,
  }));

  it('is the same as its board reads, with the day on which it stood so', () => {
    const plan = version(
      many(10, (number) =>
        whole(number, {
          answers: [{ kind: 'finding', id: `finding-${number}`, on: day('2026-03-01') }],
          adaptedFrom: number < 4 ? 'EP-0003' : null,
        }),
      ),
    );
    const published = publishedPlan([plan], asOf);
    const note = 'Read from the version of the plan that is published, as it stood on 1 May 2026.';
    const actions = publishedActions(plan, asOf);
    expect(readL42({ findings, actions, published })).toMatchObject({ result: 'supports', value: 1, notes: [note] });
    expect(readL62({ actions: publishedOrigins(plan, asOf), published })).toMatchObject({
      result: 'supports',
      value: 0.3,
      notes: [note],
    });
    expect(readL41({ actions, published })).toMatchObject({ result: 'supports', n: 10, notes: [note] });
  });

  it('is not recorded where the version was kept without it, and says what would make it so', () => {
    const plan = version(
      many(10, (number) => old(number)),
      null,
    );
    const published = publishedPlan([plan], asOf);
    const missing = ['Propose, agree and publish another version of the plan: it will hold them.'];
    expect(readL42({ findings, actions: publishedActions(plan, asOf), published })).toMatchObject({
      result: 'not_enough',
      sentence: 'Not recorded: the published version of the plan was kept without what its actions answer.',
      missing,
    });
    expect(readL53({ dueDates: publishedDates(plan, asOf), published })).toMatchObject({
      result: 'not_enough',
      missing,
    });
    expect(readL62({ actions: publishedOrigins(plan, asOf), published })).toMatchObject({
      result: 'not_enough',
      sentence: 'Not recorded: the published version of the plan was kept without where its actions came from.',
    });
    // What it does hold is read all the same.
    expect(readL41({ actions: publishedActions(plan, asOf), published })).toMatchObject({ result: 'supports', n: 10 });
  });

  it('is nothing where no version is published', () => {
    const published = publishedPlan([], asOf);
    const said = { result: 'not_enough', sentence: 'No published version of a plan is on record.' };
    expect(readL41({ published })).toMatchObject(said);
    expect(readL53({ published })).toMatchObject(said);
    expect(readL62({ published })).toMatchObject(said);
    expect(readL42({ findings, published }).sentence).toBe(
      'No published version of a plan is on record, so nobody can say what answers the findings.',
    );
  });

  it('counts an action as complete since the version stood so, where its history is not held', () => {
    const plan = version(
      many(5, (number) => old(number, { state: 'impact_shown' })),
      day('2026-05-01'),
    );
    const facts = {
      run: aRun(),
      checks: [],
      grades: [],
      posts: [],
      published: publishedPlan([plan], asOf),
      elsewhere: nothingElsewhere,
    };
    const read = (on: CalendarDay) =>
      impactShown.read(
        { ...facts, actions: publishedCourse(plan, on) },
        aReading({ asOf: on }),
        firstLimits(impactShown),
      );
    expect(read(day('2026-07-29'))).toMatchObject({ result: 'not_enough', n: 0 });
    expect(read(day('2026-07-30'))).toMatchObject({ result: 'supports', n: 5 });
  });
});
