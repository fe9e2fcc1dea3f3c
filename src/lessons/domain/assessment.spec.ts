import { addDays, day } from '../../kernel/calendar-day.js';
import {
  assess,
  type ChosenLevel,
  embeddedFrom,
  type GateEvidence,
  type NewAssessment,
  whyNotLevel,
} from './assessment.js';
import type { SaidByRecord } from './disagreement.js';

const on = day('2026-11-23');
let count = 0;
const piece = (given: Partial<GateEvidence> = {}): GateEvidence => ({
  id: `e${(count += 1)}`,
  level: 'output',
  independence: 'internal',
  onDay: day('2026-06-01'),
  turnedDown: false,
  ...given,
});
const impact = piece({ level: 'impact' });
const external = piece({ independence: 'external' });
const aYearAgo = addDays(on, -365);

describe('the gate of a level', () => {
  it.each<[string | null, ChosenLevel, readonly GateEvidence[]]>([
    // Not in place asks for nothing.
    [null, 1, []],
    ['needs-evidence', 2, []],
    [null, 2, [piece()]],
    ['needs-evidence', 3, []],
    ['needs-two', 3, [impact]],
    ['needs-impact', 3, [piece(), piece()]],
    [null, 3, [piece(), impact]],
    ['needs-evidence', 4, []],
    ['needs-impact', 4, [piece(), external, piece({ onDay: aYearAgo })]],
    ['needs-three', 4, [impact, external]],
    ['needs-external', 4, [impact, piece(), piece({ onDay: aYearAgo })]],
    // What comes from a partner is not from outside.
    ['needs-external', 4, [impact, piece({ independence: 'partner' }), piece({ onDay: aYearAgo })]],
    ['needs-a-year', 4, [impact, external, piece({ onDay: addDays(aYearAgo, 1) })]],
    [null, 4, [impact, external, piece({ onDay: aYearAgo })]],
  ])('says %s to level %s', (refusal, level, evidence) => {
    expect(whyNotLevel(level, evidence, on)).toBe(refusal);
  });

  it('counts no evidence that somebody looked at and did not accept', () => {
    expect(whyNotLevel(2, [piece({ turnedDown: true })], on)).toBe('needs-evidence');
    const old = piece({ onDay: aYearAgo, turnedDown: true });
    expect(whyNotLevel(4, [impact, external, piece(), old], on)).toBe('needs-a-year');
  });

  it('opens Embedded on the 365th day after the oldest piece', () => {
    expect(embeddedFrom([piece({ onDay: day('2026-01-05') }), piece({ onDay: day('2025-03-01') })])).toBe('2026-03-01');
    expect(embeddedFrom([piece({ turnedDown: true })])).toBeNull();
  });
});

const said = (result: SaidByRecord['result'], key = 'L1.1'): SaidByRecord => ({ key, name: `Signal ${key}`, result });
const anAssessment = (given: Partial<NewAssessment> = {}): NewAssessment => ({
  lesson: 1,
  level: 3,
  strength: 'fair',
  reason: 'Peers have been in twice.',
  whatWouldChange: 'A trigger that nobody answers.',
  direction: null,
  whyDifferent: null,
  dissent: null,
  dissentMemberId: null,
  evidenceIds: [],
  ...given,
});
const facts = { evidence: [piece(), impact], record: [] as SaidByRecord[], hasBefore: false, on };

describe('an assessment', () => {
  it('is the first one where there is none before, whatever was chosen', () => {
    expect(assess(anAssessment({ direction: 'better' }), facts)).toMatchObject({ value: { direction: 'first' } });
  });

  it('says whether things are better or worse than at the one before', () => {
    expect(assess(anAssessment(), { ...facts, hasBefore: true })).toMatchObject({ error: 'no-direction' });
    expect(assess(anAssessment({ direction: 'worse' }), { ...facts, hasBefore: true })).toMatchObject({
      value: { direction: 'worse' },
    });
  });

  it('is refused by its gate before anything else is asked', () => {
    expect(assess(anAssessment({ level: 4 }), { ...facts, hasBefore: true })).toMatchObject({ error: 'needs-three' });
  });

  it('says why, where it is higher than the record supports', () => {
    const record = [said('supports'), said('challenge', 'L1.3')];
    expect(assess(anAssessment(), { ...facts, record })).toMatchObject({ error: 'higher-unexplained' });
    expect(assess(anAssessment({ whyDifferent: '  ' }), { ...facts, record })).toMatchObject({
      error: 'higher-unexplained',
    });
    expect(assess(anAssessment({ whyDifferent: 'The test is booked.' }), { ...facts, record })).toMatchObject({
      value: { disagreement: { is: 'higher', against: [{ key: 'L1.3' }] } },
    });
  });

  it('says why, where it is lower than the record shows', () => {
    const record = [said('supports'), said('not_yet', 'L1.4')];
    expect(assess(anAssessment({ level: 1 }), { ...facts, record })).toMatchObject({ error: 'lower-unexplained' });
    const why = 'What peers found has changed nothing yet.';
    expect(assess(anAssessment({ level: 1, whyDifferent: why }), { ...facts, record })).toMatchObject({
      value: { disagreement: { is: 'lower' } },
    });
  });

  it('names who dissents, and what they say', () => {
    const dissent = 'I would have said Starting.';
    expect(assess(anAssessment({ dissent }), facts)).toMatchObject({ error: 'dissent-without-member' });
    expect(assess(anAssessment({ dissentMemberId: 'm1' }), facts)).toMatchObject({ error: 'member-without-dissent' });
    expect(assess(anAssessment({ dissent, dissentMemberId: 'm1' }), facts)).toMatchObject({ ok: true });
  });
});
