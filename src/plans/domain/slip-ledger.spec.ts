import { addDays, day } from '../../kernel/calendar-day.js';
import { isLateMove, type LedgerChange, type LedgerMilestone, onTime, slipFigures, slipLedger } from './slip-ledger.js';

const today = day('2026-11-23');
const change = (more: Partial<LedgerChange> = {}): LedgerChange => ({
  fromDue: day('2026-06-30'),
  toDue: day('2026-08-31'),
  onDay: day('2026-05-01'),
  decisionRef: 'DE-0001',
  ...more,
});
const milestone = (more: Partial<LedgerMilestone> = {}): LedgerMilestone => ({
  priority: '1 Front door',
  ownerPost: 'Head of the front door',
  baselineDue: day('2026-06-30'),
  currentDue: day('2026-06-30'),
  state: 'in_progress',
  evidenceOwedUntil: null,
  completedOn: null,
  changes: [],
  ...more,
});
const done = (completedOn: string, more: Partial<LedgerMilestone> = {}): LedgerMilestone =>
  milestone({ state: 'action_complete', completedOn: day(completedOn), ...more });

describe('a late move', () => {
  it.each([
    ['2026-06-15', false],
    ['2026-06-16', true],
    ['2026-06-30', true],
    ['2026-07-20', true],
  ])('of 30 June made on %s: %s', (onDay, late) => {
    expect(isLateMove(change({ onDay: day(onDay) }))).toBe(late);
  });

  it('is none that puts a mistake right', () => {
    expect(isLateMove(change({ onDay: day('2026-06-29'), decisionRef: null }))).toBe(false);
  });
});

describe('on time', () => {
  const first = ({ baselineDue }: LedgerMilestone) => baselineDue;

  it.each<[string, LedgerMilestone, number, number]>([
    ['complete on the day', done('2026-06-30'), 1, 1],
    ['complete a day late', done('2026-07-01'), 0, 1],
    ['complete before its date has come', done('2026-11-01', { baselineDue: day('2027-01-01') }), 1, 1],
    ['impact shown, complete in time', done('2026-06-01', { state: 'impact_shown' }), 1, 1],
    ['past and not complete', milestone(), 0, 1],
    ['due today', milestone({ baselineDue: today }), 0, 0],
    ['due yesterday', milestone({ baselineDue: addDays(today, -1) }), 0, 1],
    ['complete but evidence owed', done('2026-06-01', { evidenceOwedUntil: today }), 0, 1],
    ['cancelled', milestone({ state: 'cancelled' }), 0, 1],
    ['paused', milestone({ state: 'paused' }), 0, 1],
    ['without a first date', milestone({ baselineDue: null }), 0, 0],
  ])('%s counts as %i of %i', (_what, one, met, of) => {
    expect(onTime([one], first, today)).toEqual({ met, of });
  });
});

describe('the ledger', () => {
  /** Worked by hand: first dates 30 June; moved to 31 August (62 days), by two moves to 30 September (92), and back 10. */
  const plan = [
    done('2026-08-30', { currentDue: day('2026-08-31'), changes: [change()] }),
    milestone({
      currentDue: day('2026-09-30'),
      ownerPost: null,
      changes: [change(), change({ fromDue: day('2026-08-31'), toDue: day('2026-09-30'), onDay: day('2026-08-25') })],
    }),
    done('2026-06-20', {
      priority: '2 Workforce',
      currentDue: day('2026-06-20'),
      changes: [change({ toDue: day('2026-06-20'), decisionRef: null })],
    }),
    milestone({ priority: '2 Workforce', baselineDue: null, currentDue: day('2027-03-01') }),
  ];

  it('adds up what was moved, and tells the two shares apart', () => {
    expect(slipFigures(plan, today)).toEqual({
      milestones: 4,
      withoutFirst: 1,
      moved: 2,
      moves: 3,
      lateMoves: 1,
      daysLater: 154,
      daysEarlier: 10,
      onTimeFirst: { met: 1, of: 3 },
      onTimeCurrent: { met: 2, of: 3 },
    });
  });

  it('does so for each priority and owner, those without one last', () => {
    const { all, byPriority, byOwner } = slipLedger(plan, today);
    expect(all).toEqual(slipFigures(plan, today));
    expect(byPriority.map(({ name, figures }) => [name, figures.daysLater, figures.moves])).toEqual([
      ['1 Front door', 154, 3],
      ['2 Workforce', 0, 0],
    ]);
    expect(byOwner.map(({ name, figures }) => [name, figures.milestones])).toEqual([
      ['Head of the front door', 3],
      ['No owner', 1],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(slipLedger([], today)).toMatchObject({
      all: { milestones: 0, onTimeFirst: { met: 0, of: 0 } },
      byOwner: [],
    });
  });
});
