import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { watchUntil } from './episode.js';
import {
  close,
  closeReasons,
  type EpisodePosition,
  type EpisodeState,
  episodeStates,
  enterIntervention,
  enterMonitoring,
  isCompetingEnd,
  isRecordedLater,
  mayMove,
  movesFrom,
  pause,
  readOnlyBecause,
  recover,
  type RecoveryFacts,
  relapse,
  resume,
  stateRules,
} from './episode-state.js';

const states = Object.keys(episodeStates) as EpisodeState[];
const today = day('2024-06-01');

const position = (change: Partial<EpisodePosition> = {}): EpisodePosition => ({
  state: 'monitoring',
  level: 0,
  hasNotFailingJudgement: false,
  shareOfExitCriteriaMet: null,
  ...change,
});

const recovery = (change: Partial<RecoveryFacts> = {}): RecoveryFacts => ({
  hasFailingArea: false,
  interventionLiftedOn: null,
  externalReviewOn: null,
  decisionId: 'decision',
  ...change,
});

const inIntervention = (change: Partial<EpisodePosition>): EpisodePosition =>
  position({ state: 'in_intervention', level: 3, ...change });

describe('the table of moves', () => {
  it('is this', () => {
    const table = states.map((from) => `${from}: ${states.filter((to) => mayMove(from, to)).join(' ')}`);
    expect(table).toEqual([
      'open: in_intervention monitoring closed',
      'in_intervention: monitoring closed',
      'monitoring: in_intervention recovered closed',
      'recovered: relapsed',
      'relapsed: ',
      'closed: ',
    ]);
    expect(movesFrom('relapsed')).toEqual([]);
  });

  it('has a word and a rule for every state', () => {
    for (const state of states) expect(stateRules[state]).toMatch(/\.$/);
  });
});

describe('entering intervention', () => {
  it('needs a step of level 3 or more', () => {
    expect(enterIntervention(position({ state: 'open', level: 3 }))).toEqual({ ok: true, value: 'in_intervention' });
    expect(enterIntervention(position({ state: 'open', level: 2 }))).toEqual({
      ok: false,
      error: 'no-formal-intervention',
    });
  });

  it('is possible again from monitoring, and not after recovery', () => {
    expect(enterIntervention(position({ state: 'monitoring', level: 4 })).ok).toBe(true);
    expect(enterIntervention(position({ state: 'recovered', level: 4 }))).toEqual({ ok: false, error: 'no-such-move' });
  });
});

describe('entering monitoring', () => {
  it.each([
    ['a judgement that is not failing', { hasNotFailingJudgement: true }],
    ['70% of the exit criteria met', { shareOfExitCriteriaMet: 0.7 }],
  ])('is allowed on %s', (_, change) => {
    expect(enterMonitoring(inIntervention(change))).toEqual({ ok: true, value: 'monitoring' });
  });

  it.each([
    ['nothing-shows-progress', {}],
    ['nothing-shows-progress', { shareOfExitCriteriaMet: 0.69 }],
    ['strong-intervention-active', { level: 4 as const, hasNotFailingJudgement: true }],
    ['no-such-move', { state: 'recovered' as const, hasNotFailingJudgement: true }],
  ])('is refused as %s', (error, change) => {
    expect(enterMonitoring(inIntervention(change))).toEqual({ ok: false, error });
  });
});

describe('from open to monitoring', () => {
  const open = (change: Partial<EpisodePosition>) =>
    enterMonitoring(position({ state: 'open', hasNotFailingJudgement: true, ...change }));

  it('is for cases without a formal step', () => {
    expect(open({ level: 2 })).toEqual({ ok: true, value: 'monitoring' });
    expect(open({ level: 3 })).toEqual({ ok: false, error: 'formal-intervention-active' });
  });
});

describe('pausing', () => {
  const at = (state: EpisodeState, pausedOn: string | null = null) => ({
    state,
    pausedOn: pausedOn === null ? null : day(pausedOn),
    pauseReason: pausedOn === null ? null : 'A police inquiry.',
  });

  it('is possible while a case can be written in, with a reason', () => {
    expect(states.filter((state) => pause(at(state), 'A police inquiry.').ok)).toEqual([
      'open',
      'in_intervention',
      'monitoring',
      'recovered',
    ]);
    expect(pause(at('open'), ' ')).toEqual({ ok: false, error: 'no-reason' });
    expect(pause(at('open', '2024-05-01'), 'Again.')).toEqual({ ok: false, error: 'already-paused' });
    expect(pause(at('closed'), 'Late.')).toEqual({ ok: false, error: 'case-is-over' });
  });

  it('is lifted with a reason', () => {
    expect(resume(at('open', '2024-05-01'), 'It is over.')).toEqual({ ok: true, value: 'resumed' });
    expect(resume(at('open', '2024-05-01'), '')).toEqual({ ok: false, error: 'no-reason' });
    expect(resume(at('open'), 'It is over.')).toEqual({ ok: false, error: 'not-paused' });
  });

  it('makes the case read-only and says why; so does its end', () => {
    expect(readOnlyBecause(at('open'))).toBeNull();
    expect(readOnlyBecause(at('recovered'))).toBeNull();
    expect(readOnlyBecause(at('open', '2024-05-01'))).toEqual({
      because: 'paused',
      since: '2024-05-01',
      why: 'A police inquiry.',
    });
    expect(readOnlyBecause(at('closed', '2024-05-01'))).toEqual({ because: 'closed' });
    expect(readOnlyBecause(at('relapsed'))).toEqual({ because: 'relapsed' });
  });
});

describe('what is recorded later', () => {
  it('happened on a day before it was written down', () => {
    expect(isRecordedLater(period('2024-05-31'), today)).toBe(true);
    expect(isRecordedLater(period('2024-06-01'), today)).toBe(false);
    expect(isRecordedLater(period('2024-06'), today)).toBe(false);
    expect(isRecordedLater(period('2014'), today)).toBe(true);
  });
});

describe('recovery', () => {
  const ungraded = {
    hasFailingArea: null,
    interventionLiftedOn: day('2023-11-11'),
    externalReviewOn: day('2023-07-01'),
  };

  it('needs a decision, no failing area and intervention at level 2 or less', () => {
    expect(recover(position({ level: 2 }), recovery(), today)).toEqual({ ok: true, value: 'recovered' });
  });

  it('where nothing is graded needs a lifted intervention and an outside review within 12 months', () => {
    expect(recover(position(), recovery(ungraded), today).ok).toBe(true);
    expect(recover(position(), recovery({ ...ungraded, externalReviewOn: day('2023-06-01') }), today).ok).toBe(true);
  });

  it.each([
    ['no-such-move', { state: 'open' as const }, {}],
    ['formal-intervention-active', { level: 3 as const }, {}],
    ['area-still-failing', {}, { hasFailingArea: true }],
    ['no-decision', {}, { decisionId: null }],
    ['intervention-not-lifted', {}, { ...ungraded, interventionLiftedOn: null }],
    ['intervention-not-lifted', {}, { ...ungraded, interventionLiftedOn: day('2024-06-02') }],
    ['no-recent-external-review', {}, { ...ungraded, externalReviewOn: day('2023-05-31') }],
    ['no-recent-external-review', {}, { ...ungraded, externalReviewOn: day('2024-06-02') }],
    ['no-recent-external-review', {}, { ...ungraded, externalReviewOn: null }],
  ])('is refused as %s', (error, change, facts) => {
    expect(recover(position(change), recovery(facts), today)).toEqual({ ok: false, error });
  });
});

describe('failing again', () => {
  it('follows recovery to the last day of the watch', () => {
    expect(relapse('recovered', day('2030-05-11'), period('2030-05-11')).ok).toBe(true);
    expect(relapse('recovered', day('2030-05-11'), period('2030-05-12'))).toEqual({
      ok: false,
      error: 'watch-is-over',
    });
    expect(relapse('open', day('2030-05-11'), period('2029-01'))).toEqual({ ok: false, error: 'no-such-move' });
  });
});

describe('closing', () => {
  it('is possible while an episode runs, for a reason', () => {
    expect(states.filter((state) => close(state, 'merged').ok)).toEqual(['open', 'in_intervention', 'monitoring']);
    expect(close('open', 'abolished')).toEqual({ ok: true, value: { state: 'closed', reason: 'abolished' } });
  });

  it('competes with recovery unless it corrects an error', () => {
    const reasons = Object.keys(closeReasons) as (keyof typeof closeReasons)[];
    expect(reasons.filter(isCompetingEnd)).toEqual(['merged', 'abolished', 'transferred']);
  });
});

describe('the watch', () => {
  it('runs 84 months from the first judgement that is not failing, or from recovery without one', () => {
    expect(watchUntil({ notFailingOn: period('2023-05-11'), recoveredOn: period('2024-01-01') })).toBe('2030-05-11');
    expect(watchUntil({ notFailingOn: null, recoveredOn: period('2014-11-11') })).toBe('2021-11-11');
    expect(watchUntil({ notFailingOn: period('2013-02'), recoveredOn: null })).toBe('2020-02-15');
    expect(watchUntil({ notFailingOn: null, recoveredOn: null })).toBeNull();
  });
});
