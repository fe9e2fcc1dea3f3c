import { addDays, day } from '../../kernel/calendar-day.js';
import {
  type AskedMilestoneMove,
  type EvidenceFacts,
  hasFallenBack,
  isComplete,
  type MilestoneFacts,
  milestoneMovesFrom,
  milestoneRules,
  type MilestoneState,
  milestoneStates,
  moveMilestone,
  moveName,
  stateOn,
  stateWords,
  stepsBetween,
} from './milestone-state.js';

const today = day('2026-11-23');
const states = Object.keys(milestoneStates) as MilestoneState[];
const piece = (more: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  id: 'one',
  kind: 'performance_data',
  level: 'output',
  independence: 'internal',
  addedBy: 'owner',
  ...more,
});
const impact = piece({ id: 'impact', level: 'impact' });
const facts = (more: Partial<MilestoneFacts> = {}): MilestoneFacts => ({
  state: 'in_progress',
  evidenceOwedUntil: null,
  completedOn: null,
  completedBy: null,
  impactShownOn: null,
  evidence: [],
  checks: [],
  ...more,
});
const complete = (more: Partial<MilestoneFacts> = {}): MilestoneFacts =>
  facts({
    state: 'action_complete',
    completedOn: day('2026-09-01'),
    completedBy: 'owner',
    evidence: [impact],
    ...more,
  });
const shown = (more: Partial<MilestoneFacts> = {}): MilestoneFacts =>
  complete({
    state: 'impact_shown',
    impactShownOn: day('2026-05-01'),
    evidence: [piece({ independence: 'external' })],
    checks: [{ onDay: day('2026-11-01'), result: 'held' }],
    ...more,
  });
const decision = { id: null, ref: 'DE-0001', approvedBy: 'The board' };
const move = (to: MilestoneState, more: Partial<AskedMilestoneMove> = {}): AskedMilestoneMove => ({
  to,
  on: today,
  by: 'member',
  ...more,
});

describe('a milestone', () => {
  it.each([
    ['not_started', 'cancelled in_progress paused'],
    ['in_progress', 'action_complete cancelled paused'],
    ['action_complete', 'cancelled impact_shown in_progress'],
    ['impact_shown', 'action_complete cancelled embedded'],
    ['embedded', 'cancelled impact_shown'],
    ['paused', 'cancelled in_progress'],
    ['cancelled', ''],
  ] as const)('from %s goes to: %s', (from, expected) => {
    expect([...milestoneMovesFrom(from)].toSorted().join(' ')).toBe(expected);
  });

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'from %s to %s: moves only if the table says so',
    (from, to) => {
      const everything = facts({
        state: from,
        completedOn: day('2026-01-01'),
        impactShownOn: day('2026-01-02'),
        evidence: [piece({ independence: 'external' }), impact],
        checks: [{ onDay: day('2026-11-01'), result: 'held' }],
      });
      const moved = moveMilestone(everything, move(to, { reason: 'It is so', decision }), today);
      expect(moved.ok).toBe(milestoneMovesFrom(from).includes(to));
    },
  );

  it.each<[string, MilestoneFacts, AskedMilestoneMove]>([
    ['after-today', facts({ state: 'not_started' }), move('in_progress', { on: addDays(today, 1) })],
    ['no-evidence', facts(), move('action_complete')],
    ['no-evidence', facts({ evidence: [impact] }), move('action_complete')],
    ['impact-due-before-completion', facts({ evidence: [piece()] }), move('action_complete', { impactDue: today })],
    [
      'impact-due-too-late',
      facts({ evidence: [piece()] }),
      move('action_complete', { impactDue: addDays(today, 366) }),
    ],
    ['no-impact-evidence', complete({ evidence: [piece()] }), move('impact_shown')],
    ['no-impact-evidence', complete(), move('impact_shown', { evidenceId: 'another' })],
    ['only-a-document', complete({ evidence: [{ ...impact, kind: 'document' }] }), move('impact_shown')],
    ['added-it', complete({ evidence: [{ ...impact, addedBy: 'member' }] }), move('impact_shown')],
    ['completed-it', complete({ completedBy: 'member' }), move('impact_shown')],
    ['before-completion', complete(), move('impact_shown', { on: day('2026-08-31') })],
    ['evidence-owed', complete({ evidenceOwedUntil: today }), move('impact_shown')],
    ['too-soon', shown({ impactShownOn: addDays(today, -179) }), move('embedded')],
    ['no-check-held', shown({ checks: [] }), move('embedded')],
    ['no-check-held', shown({ checks: [{ onDay: day('2026-04-30'), result: 'held' }] }), move('embedded')],
    [
      'no-check-held',
      shown({
        checks: [
          { onDay: day('2026-11-01'), result: 'slipped' },
          { onDay: day('2026-06-01'), result: 'held' },
        ],
      }),
      move('embedded'),
    ],
    ['no-external-evidence', shown({ evidence: [piece({ independence: 'partner' })] }), move('embedded')],
    ['no-reason', complete(), move('in_progress')],
    ['no-reason', shown(), move('action_complete', { reason: '  ' })],
    ['no-reason', shown({ state: 'embedded' }), move('impact_shown')],
    ['no-reason', facts(), move('paused', { decision })],
    ['no-decision', facts(), move('paused', { reason: 'The money went' })],
    ['no-decision', shown({ state: 'embedded' }), move('cancelled', { reason: 'Merged' })],
  ])('is refused as %s', (error, held, asked) => {
    expect(moveMilestone(held, asked, today)).toEqual({ ok: false, error });
  });

  it('is complete with evidence of activity, and impact is looked for 90 days later', () => {
    const moved = moveMilestone(facts({ evidence: [piece({ level: 'activity' })] }), move('action_complete'), today);
    expect(moved).toEqual({
      ok: true,
      value: {
        state: 'action_complete',
        completedOn: today,
        impactDue: addDays(today, 90),
        impactShownOn: null,
        owes: false,
      },
    });
  });

  it('is complete while evidence is owed, and owes none where it is there', () => {
    const owing = move('action_complete', { evidenceOwed: true });
    expect(moveMilestone(facts(), owing, today)).toMatchObject({ value: { owes: true } });
    expect(moveMilestone(facts({ evidence: [piece()] }), owing, today)).toMatchObject({ value: { owes: false } });
  });

  it.each([
    [addDays(today, 1), true],
    [addDays(today, 365), true],
  ])('takes %s as the day for impact', (impactDue, expected) => {
    const moved = moveMilestone(facts({ evidence: [piece()] }), move('action_complete', { impactDue }), today);
    expect(moved.ok).toBe(expected);
  });

  it('has its impact accepted by a third person, and says which piece was', () => {
    const own = { ...impact, id: 'own', addedBy: 'member' };
    const moved = moveMilestone(complete({ evidence: [own, impact] }), move('impact_shown'), today);
    expect(moved).toMatchObject({ ok: true, value: { acceptedId: 'impact', impactShownOn: today } });
  });

  it('is embedded on the 180th day, after a check that held and with evidence from outside', () => {
    expect(moveMilestone(shown({ impactShownOn: addDays(today, -180) }), move('embedded'), today).ok).toBe(true);
  });

  it('reopened is as if it had never been complete', () => {
    expect(moveMilestone(complete(), move('in_progress', { reason: 'It broke' }), today)).toMatchObject({
      value: { state: 'in_progress', completedOn: null, impactShownOn: null },
    });
  });

  it('has a word and a rule for every state, and a name for every move', () => {
    for (const from of states) {
      expect(milestoneRules[from]).toMatch(/\.$/);
      for (const to of milestoneMovesFrom(from)) expect(moveName(from, to)).toMatch(/^[A-Z]/);
    }
    expect(moveName('embedded', 'impact_shown')).toBe('It slipped');
    expect(moveName('paused', 'in_progress')).toBe('Resume');
  });
});

describe('the way of an update', () => {
  it.each<[MilestoneState, MilestoneState, string]>([
    ['not_started', 'in_progress', 'in_progress'],
    ['not_started', 'action_complete', 'in_progress action_complete'],
    ['in_progress', 'action_complete', 'action_complete'],
    ['not_started', 'impact_shown', ''],
    ['paused', 'action_complete', ''],
    ['cancelled', 'in_progress', ''],
  ])('from %s to %s is: %s', (from, to, steps) => {
    expect(stepsBetween(from, to).join(' ')).toBe(steps);
  });
});

describe('evidence that is owed', () => {
  const owing = (until: string) => ({ state: 'action_complete' as const, evidenceOwedUntil: day(until) });

  it.each([
    ['2026-11-23', false, 'action_complete', 'Action complete, evidence owed'],
    ['2026-11-22', true, 'in_progress', 'In progress'],
  ])('until %s: fallen back is %s', (until, fallen, state, words) => {
    expect(hasFallenBack(owing(until), today)).toBe(fallen);
    expect(stateOn(owing(until), today)).toBe(state);
    expect(stateWords(owing(until), today)).toBe(words);
    expect(isComplete(owing(until))).toBe(false);
  });

  it('that has come lets the action count', () => {
    expect(isComplete({ state: 'action_complete', evidenceOwedUntil: null })).toBe(true);
    expect(isComplete({ state: 'in_progress', evidenceOwedUntil: null })).toBe(false);
    expect(stateWords({ state: 'action_complete', evidenceOwedUntil: null }, today)).toBe('Action complete');
  });
});
