import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  close,
  closeReasons,
  type EpisodePosition,
  type EpisodeState,
  episodeStates,
  enterIntervention,
  enterMonitoring,
  isCompetingEnd,
  mayMove,
  movesFrom,
  recover,
  type RecoveryFacts,
  relapse,
  stateRules,
  watchUntil,
} from './episode.js';

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
