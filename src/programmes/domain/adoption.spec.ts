import { period } from '../../kernel/period.js';
import { addStage, type AdoptionStage, fidelityCounts, stageNow, stagesAfter, stagesInOrder } from './adoption.js';

const at = (stage: AdoptionStage, on: string | null = null) => ({ stage, on: on === null ? null : period(on) });
const adding = (stage: AdoptionStage, on: string | null = null, reason: string | null = null) => ({
  ...at(stage, on),
  reason,
});

describe('the stages of an adoption', () => {
  it('stand in the order of their dates, and those without one last', () => {
    const stages = [at('running'), at('preparing', '2019-10'), at('considering', '2019-02-20')];
    expect(stagesInOrder(stages).map(({ stage }) => stage)).toEqual(['considering', 'preparing', 'running']);
    expect(stageNow(stages)?.stage).toBe('running');
    expect(stageNow([])).toBeNull();
  });

  it('may begin anywhere, for a place is often met when it already runs', () => {
    expect(stagesAfter(null)).toHaveLength(5);
    expect(addStage([], adding('embedded', '2020'))).toEqual({ ok: true, value: null });
  });

  it.each([
    ['considering', 'embedded'],
    ['preparing', 'considering'],
    ['running', 'preparing'],
    ['stopped', 'embedded'],
    ['running', 'running'],
  ] as const)('never go from %s to %s', (from, to) => {
    expect(addStage([at(from, '2019')], adding(to, '2020'))).toEqual({ ok: false, error: 'no-such-step' });
  });

  it('may begin again after a stop', () => {
    expect(addStage([at('stopped', '2019')], adding('preparing', '2021')).ok).toBe(true);
  });

  it('are refused before the last of them, and a stop without a reason', () => {
    const running = [at('running', '2019-05')];
    expect(addStage(running, adding('stopped', '2019-04', 'Money ended'))).toEqual({
      ok: false,
      error: 'before-the-last',
    });
    expect(addStage(running, adding('stopped', '2020'))).toEqual({ ok: false, error: 'needs-reason' });
    expect(addStage(running, adding('stopped', '2020', 'Money ended')).ok).toBe(true);
  });
});

describe('fidelity to the principles', () => {
  it('is counted, with what nobody said', () => {
    expect(fidelityCounts(['full', 'part', 'full'], 6)).toEqual({ full: 2, part: 1, no: 0, not_said: 3 });
  });
});
