import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { isRunning, type StandingEpisode, type StandingFacts, standingOf, standings } from './standing.js';

const today = day('2026-11-23');

const episode = (
  triggerOn: string,
  notFailingOn: string | null = null,
  change: Partial<StandingEpisode> = {},
): StandingEpisode => ({
  area: 'children',
  unit: null,
  triggerOn: period(triggerOn),
  triggerLabel: 'Inadequate',
  notFailingOn: notFailingOn === null ? null : period(notFailingOn),
  recoveredOn: null,
  failedAgain: null,
  state: null,
  ...change,
});

const standing = (episodes: readonly StandingEpisode[], change: Partial<StandingFacts> = {}) =>
  standingOf({ closedOn: null, episodes, isJudged: true, ...change }, today);

describe('how an organisation stands', () => {
  it('tells two failures, the end and the watch', () => {
    const westSussex = [episode('2019-05-08', '2023-05-11'), episode('2010-12-17', '2013-02')];
    expect(standing(westSussex)).toEqual({
      state: 'watch',
      sentence:
        'Judged inadequate in December 2010 and again in May 2019. Not failing since May 2023. The relapse watch runs to May 2030.',
      watchUntil: '2030-05-11',
    });
  });

  it('tells a failure that goes on', () => {
    expect(standing([episode('2025-10-15')])).toEqual({
      state: 'in_failure',
      sentence: 'Judged inadequate in October 2025. No judgement since then is better than failing.',
      watchUntil: null,
    });
  });

  it('tells a failure whose watch is over', () => {
    expect(standing([episode('2008', '2011-Q2')])).toEqual({
      state: 'beyond_watch',
      sentence:
        'Judged inadequate in 2008. Not failing since the second quarter of 2011. The relapse watch ended in May 2018.',
      watchUntil: null,
    });
  });

  it('keeps areas apart, and lets the worse decide the state', () => {
    const doncaster = [
      episode('2008-12', '2011-04'),
      episode('2012-11-16', '2018-01'),
      episode('2010-04-19', null, {
        area: 'corporate',
        triggerLabel: null,
        recoveredOn: period('2014-11-11'),
        state: 'recovered',
      }),
    ];
    expect(standing(doncaster)).toEqual({
      state: 'beyond_watch',
      sentence:
        "Children's services: judged inadequate in December 2008 and again in November 2012. Not failing since January 2018. The relapse watch ended in January 2025. " +
        'Running of the organisation: found to be failing in April 2010. Recovered in November 2014. The relapse watch ended in November 2021.',
      watchUntil: null,
    });
    expect(standing([...doncaster, episode('2026-01-01', null, { area: 'adults' })]).state).toBe('in_failure');
  });

  it('names the unit that failed', () => {
    expect(
      standing([episode('2009-01'), episode('2020-08', null, { unit: 'maternity at the hospital' })]).sentence,
    ).toContain('Maternity at the hospital: judged inadequate in August 2020.');
  });

  it('says a changed word when the second failure was published in another', () => {
    const episodes = [
      episode('2010-01', '2011-01', { triggerLabel: 'Performs poorly' }),
      episode('2014-01', '2015-01'),
      episode('2018-01'),
    ];
    expect(standing(episodes).sentence).toMatch(
      /^Judged performs poorly in January 2010, again judged inadequate in January 2014 and again judged inadequate in January 2018\./,
    );
  });

  it('tells three failures in one sentence', () => {
    const episodes = [episode('2006-01', '2007-01'), episode('2010-01', '2011-01'), episode('2014-01')];
    expect(standing(episodes).sentence).toMatch(
      /^Judged inadequate in January 2006, again in January 2010 and again in January 2014\./,
    );
  });

  it('tells a body without failure, and one without judgements', () => {
    expect(standing([])).toMatchObject({ state: 'never_failed', sentence: 'No judgement on the record is a failure.' });
    expect(standing([], { isJudged: false })).toMatchObject({
      state: 'not_judged',
      sentence: 'No graded judgement is on the record.',
    });
  });

  it('tells that a body has closed, once it has', () => {
    const eltham = [episode('2010-11-18', '2012-03')];
    expect(standing(eltham, { closedOn: period('2012-08') })).toMatchObject({
      state: 'closed',
      sentence:
        'Judged inadequate in November 2010. Not failing since March 2012. The relapse watch ended in March 2019. Closed in August 2012.',
    });
    expect(standing(eltham, { closedOn: period('2026-11') }).state).toBe('beyond_watch');
    expect(standing(eltham, { closedOn: period('2026-11-23') }).state).toBe('closed');
  });

  it.each([
    ['2019-11-23', 'watch'],
    ['2019-11-22', 'beyond_watch'],
  ])('watches from %s to the last day: %s', (notFailing, expected) => {
    expect(standing([episode('2018-01-01', notFailing)]).state).toBe(expected);
  });

  it('has a word for every state', () => {
    expect(Object.keys(standings)).toEqual([
      'in_failure',
      'watch',
      'beyond_watch',
      'never_failed',
      'not_judged',
      'closed',
    ]);
  });
});

describe('an episode', () => {
  it.each([
    ['open', '2020-01', true],
    ['in_intervention', '2020-01', true],
    ['monitoring', '2020-01', false],
    ['monitoring', null, true],
    ['recovered', null, false],
    ['relapsed', null, false],
    ['closed', null, false],
    [null, null, true],
    [null, '2020-01', false],
  ] as const)('in state %s, not failing since %s, is running: %s', (state, notFailing, expected) => {
    expect(isRunning(episode('2018-01', notFailing, { state }))).toBe(expected);
  });

  it('that still runs after a better judgement says why', () => {
    expect(standing([episode('2018-01', '2020-01', { state: 'in_intervention' })]).sentence).toBe(
      'Judged inadequate in January 2018. Judged not failing in January 2020; the intervention has not ended.',
    );
  });

  it('that still runs is on no watch yet', () => {
    expect(standing([episode('2024-01', '2025-01', { state: 'in_intervention' })])).toMatchObject({
      state: 'in_failure',
      watchUntil: null,
    });
  });

  it('that was closed, or failed again without a known end, says so', () => {
    expect(standing([episode('2018-01', null, { state: 'closed' })]).sentence).toMatch(/That episode was closed\.$/);
    expect(standing([episode('2018-01', null, { state: 'relapsed' })]).sentence).toMatch(
      /When it stopped failing is not known\.$/,
    );
  });
});
