import { day } from '../../kernel/calendar-day.js';
import { dueDatesOf, lastWord, type MilestoneHistory, stateThen } from './milestone-history.js';

const history = (more: Partial<MilestoneHistory> = {}): MilestoneHistory => ({
  id: 'one',
  ref: 'MS-0001',
  title: 'A front door that answers',
  isAgreed: true,
  stateNow: 'embedded',
  dueNow: day('2026-12-31'),
  moves: [],
  firstMove: null,
  dateChanges: [],
  firstDateChange: null,
  ratings: [],
  ...more,
});
const begun = { from: 'not_started', to: 'in_progress', onDay: day('2026-01-10') } as const;
const done = { from: 'in_progress', to: 'action_complete', onDay: day('2026-03-20') } as const;
const moved = { fromDue: day('2026-03-31'), toDue: day('2026-06-30'), onDay: day('2026-04-07') };

describe('where a milestone stood', () => {
  it('is where its history ends, and not where it stands today', () => {
    expect(stateThen(history({ moves: [begun], firstMove: begun }))).toBe('in_progress');
    expect(stateThen(history({ firstMove: begun }))).toBe('not_started');
    expect(stateThen(history())).toBe('embedded');
  });
});

describe('the dates that a milestone had', () => {
  it('is its date alone where it never moved, and none before it was agreed', () => {
    expect(dueDatesOf(history())).toMatchObject([{ due: { start: '2026-12-31' } }]);
    expect(dueDatesOf(history({ isAgreed: false }))).toEqual([]);
  });

  it('is missed where it passed before it was moved, and dropped where it was moved in time', () => {
    expect(dueDatesOf(history({ stateNow: 'in_progress', dateChanges: [moved] }))).toMatchObject([
      { due: { start: '2026-03-31' }, droppedOn: null, metOn: null },
      { due: { start: '2026-06-30' }, droppedOn: null },
    ]);
    const early = { ...moved, onDay: day('2026-03-31') };
    expect(dueDatesOf(history({ dateChanges: [early] }))[0]).toMatchObject({ droppedOn: { start: '2026-03-31' } });
  });

  it('is the first again where the move came after the day that is read', () => {
    expect(dueDatesOf(history({ firstDateChange: moved }))).toMatchObject([{ due: { start: '2026-03-31' } }]);
  });

  it('is met where the action was complete by then, and not where it was reopened or came later', () => {
    const at = (...moves: MilestoneHistory['moves']) =>
      dueDatesOf(history({ dueNow: day('2026-03-31'), firstMove: begun, moves }))[0]?.metOn;
    expect(at(begun, done)).toEqual({ start: '2026-03-20', precision: 'day' });
    expect(at(begun, { ...done, onDay: day('2026-04-01') })).toBeNull();
    expect(at(begun, done, { from: 'action_complete', to: 'in_progress', onDay: day('2026-03-25') })).toBeNull();
  });

  it('is dropped where it was paused or cancelled by then', () => {
    const paused = { from: 'in_progress', to: 'paused', onDay: day('2026-03-01') } as const;
    const at = (...moves: MilestoneHistory['moves']) =>
      dueDatesOf(history({ dueNow: day('2026-03-31'), firstMove: begun, moves }))[0]?.droppedOn;
    expect(at(begun, paused)).toEqual({ start: '2026-03-01', precision: 'day' });
    expect(at(begun, paused, { from: 'paused', to: 'in_progress', onDay: day('2026-03-05') })).toBeNull();
  });

  it('carries the warnings of its own time', () => {
    const ratings = (['2026-03-01', '2026-04-10', '2026-07-02'] as const).map((on) => ({
      rating: 'at_risk' as const,
      onDay: day(on),
    }));
    const [first, second] = dueDatesOf(
      history({ dateChanges: [moved], ratings: [...ratings, { rating: 'on_track', onDay: day('2026-03-02') }] }),
    );
    expect(first?.warnings).toEqual([{ start: '2026-03-01', precision: 'day' }]);
    expect(second?.warnings).toEqual([{ start: '2026-04-10', precision: 'day' }]);
  });
});

describe('the last word on a milestone', () => {
  it('is the latest day in its history', () => {
    expect(lastWord(history({ moves: [begun, done], dateChanges: [moved] }))).toBe('2026-04-07');
    expect(lastWord(history())).toBeNull();
  });
});
