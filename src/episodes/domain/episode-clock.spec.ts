import { period, type Period } from '../../kernel/period.js';
import type { InterventionLevel } from '../../interventions/domain/intervention.js';
import {
  type DatedFact,
  type EpisodeFacts,
  episodeClock,
  firstPeerHelp,
  firstPowers,
  firstWarning,
  type InterventionFact,
  isMeasured,
  type Measure,
  type PeerFact,
} from './episode-clock.js';

const on = (text: string | null): Period | null => (text === null ? null : period(text));
const fact = (factId: string, date: string | null): DatedFact => ({ factId, label: factId, on: on(date) });
const peer = (factId: string, from: string | null, to: string | null = null): PeerFact => ({
  factId,
  label: factId,
  from: on(from),
  to: on(to),
});

const step = (
  factId: string,
  level: InterventionLevel,
  from: string | null,
  to: string | null = null,
  plannedEnds: readonly (readonly [announced: string | null, plannedEnd: string])[] = [],
): InterventionFact => ({
  factId,
  label: factId,
  level,
  from: on(from),
  to: on(to),
  plannedEnds: plannedEnds.map(([announced, plannedEnd]) => ({
    announcedOn: on(announced),
    plannedEndOn: period(plannedEnd),
    note: null,
  })),
});

const someFacts = (change: Partial<EpisodeFacts> = {}): EpisodeFacts => ({
  trigger: fact('trigger', '2010-06-01'),
  previousRecovery: null,
  warnings: [],
  peers: [],
  interventions: [],
  ended: null,
  wentOn: [],
  notFailing: null,
  good: null,
  nextTrigger: null,
  laterDecline: null,
  ...change,
});

/** The dated facts of four turnarounds, as published. */
const cases = {
  doncasterCorporate: someFacts({
    trigger: fact('corporate governance inspection', '2010-04-19'),
    warnings: [
      fact('audit letter', '2008-05'),
      fact('mayor', '2009-06-04'),
      fact('chief executive', '2010-01'),
      fact('budget', '2010-02'),
    ],
    peers: [peer('secondment', '2010-04', '2010-07')],
    interventions: [
      step('advisory board', 2, '2010-04-19', '2010-07'),
      step('directions', 4, '2010-06-30', '2014-11-11', [
        ['2013', '2015-07-31'],
        ['2010-06-30', '2013-06'],
      ]),
      step('commissioners', 5, '2010-07', '2014-11-11', [[null, '2015-07-31']]),
      step('chief executive appointed', 4, '2010-07-01', null, [[null, '2012-01']]),
    ],
    ended: fact('directions revoked', '2014-11-11'),
  }),
  westSussex2010: someFacts({
    trigger: fact('inspection', '2010-12-17'),
    warnings: [fact('earlier inspection', '2008'), fact('ombudsman', '2008'), fact('vacancies', '2009-03')],
    peers: [peer('improvement team', '2010-12-17')],
    interventions: [step('improvement notice', 3, '2011', '2013')],
    notFailing: fact('adequate', '2013-02'),
    nextTrigger: fact('inadequate again', '2019-05-08'),
  }),
  westSussex2019: someFacts({
    trigger: fact('inspection', '2019-05-08'),
    previousRecovery: period('2013-02'),
    warnings: [
      fact('restructure', '2015'),
      fact('indicators', '2017-12'),
      fact('peer review', '2018'),
      fact('staff voice', '2018'),
    ],
    peers: [peer('peer challenge', '2018')],
    interventions: [
      step('direction', 5, '2019-06-04', '2019-12-17', [[null, '2019-09-30']]),
      step('direction to set up a trust', 5, '2019-12-17', '2020-07'),
      step('revised direction', 5, '2020-07', '2020-12-10'),
      step('trust paused', 5, '2020-12-10', '2022-03-31'),
      step('trust dropped', 4, '2022-03-31', '2023-05-11'),
      step('improvement partner', 2, '2019-12', null),
    ],
    wentOn: [{ factId: null, label: 'Departmental review and continuous improvement plan' }],
    notFailing: fact('requires improvement', '2023-05-11'),
  }),
  eltham: someFacts({
    trigger: fact('inspection', '2010-11-18'),
    warnings: [fact('behaviour', '2010'), fact('falling roll', '2010')],
    peers: [peer('executive head', '2011-01'), peer('school chain', '2011', '2012-09')],
    interventions: [step('special measures', 4, '2010-11-18', '2012-03-01')],
    wentOn: [{ factId: 'school chain', label: 'school chain' }],
    notFailing: fact('satisfactory', '2012-03'),
    good: fact('outstanding', '2014-07-03'),
  }),
  basildon: someFacts({
    trigger: fact('breach of terms', '2009-11-27'),
    warnings: [
      fact('mortality', '2008-11'),
      fact('regulator', '2009-05'),
      fact('child', '2012'),
      fact('staff survey', '2012'),
      fact('list', '2013-02-06'),
    ],
    peers: [peer('buddy trust', '2013-09')],
    interventions: [
      step('infection notice', 2, '2009-10', '2009-12-04'),
      step('breach of terms', 3, '2009-11-27', null),
      step('conditions', 3, '2010-04-01', null, [[null, '2010-08']]),
      step('warning notices', 3, '2012-11-19', null),
      step('special measures', 4, '2013-07-16', '2014-06-09'),
      step('improvement director', 4, '2013', '2014-06-09'),
      step('breach of licence', 3, '2013', '2014'),
    ],
    ended: fact('special measures ended', '2014-06-09'),
    wentOn: [{ factId: 'buddy trust', label: 'buddy trust' }],
    notFailing: fact('good', '2014-06-09'),
    good: fact('good', '2014-06-09'),
    nextTrigger: fact('maternity inadequate', '2020-08'),
  }),
  doncasterChildren: someFacts({
    trigger: fact('inspection', '2012-11-16'),
    notFailing: fact('good', '2018-01'),
    good: fact('good', '2018-01'),
    laterDecline: fact('leaders inadequate', '2022-04'),
  }),
} as const;

/** "23.0 ±1", or what is missing. */
const read = (measure: Measure): string =>
  isMeasured(measure)
    ? `${measure.months.months.toFixed(1)} ±${measure.months.uncertainty}`
    : `missing: ${measure.missing.join('; ')}`;

/** Steps of level 3 or more that the clock lists without an end. */
const noKnownEnd = (name: keyof typeof cases): readonly string[] =>
  episodeClock(cases[name]).intervention.noKnownEnd.map(({ factId }) => factId);

/** The first warning among these dates, by its date. */
const first = (dates: readonly (string | null)[], previousRecovery: string | null = null): string | null =>
  firstWarning(
    someFacts({ warnings: dates.map((date) => fact(String(date), date)), previousRecovery: on(previousRecovery) }),
  )?.factId ?? null;

/** How the end of one step stood to its plan. */
const senseOf = (to: string, planned: string): string | undefined =>
  episodeClock(someFacts({ interventions: [step('notice', 3, '2010-01-01', to, [[null, planned]])] })).plannedEnds[0]
    ?.sense;

describe('the clock of the four turnarounds', () => {
  it.each([
    ['doncasterCorporate', '23.1 ±0.5', '23.0 ±1', '2.5 ±0.5', '52.4 ±0', 'no'],
    ['westSussex2010', '29.5 ±6', '29.5 ±6', '6.4 ±6', '24.0 ±12', 'no'],
    ['westSussex2019', '46.2 ±6', '36.0 ±12', '11.1 ±6', '47.2 ±0', 'yes'],
    ['eltham', '4.6 ±6', '6.5 ±6.5', '-1.9 ±0.5', '15.4 ±0', 'yes'],
    ['basildon', '12.4 ±0.5', '58.0 ±1', '-45.6 ±0.5', '54.4 ±0', 'yes'],
  ] as const)(
    'of %s: warning to trigger %s, to peers %s, peers before powers %s, intervention %s, lighter cover %s',
    (name, toTrigger, toPeers, toPowers, length, cover) => {
      const clock = episodeClock(cases[name]);
      expect(read(clock.warningToTrigger)).toBe(toTrigger);
      expect(read(clock.warningToPeerHelp)).toBe(toPeers);
      expect(read(clock.peerHelpToPowers)).toBe(toPowers);
      expect(read(clock.intervention.length)).toBe(length);
      expect(clock.lighterCover.answer).toBe(cover);
    },
  );

  it.each([
    ['westSussex2010', 'notFailingToNextTrigger', '74.7 ±0.5'],
    ['basildon', 'notFailingToNextTrigger', '74.2 ±0.5'],
    ['doncasterChildren', 'goodToDecline', '51.0 ±1'],
    ['westSussex2019', 'triggerToNotFailing', '48.1 ±0'],
    ['eltham', 'triggerToGood', '43.5 ±0'],
    ['eltham', 'triggerToNotFailing', '15.9 ±0.5'],
  ] as const)('of %s: %s is %s months', (name, measure, expected) => {
    expect(read(episodeClock(cases[name])[measure])).toBe(expected);
  });

  it('sets the end of an intervention against every end that was planned for it, in order of announcement', () => {
    const gaps = episodeClock(cases.doncasterCorporate).plannedEnds.filter(({ factId }) => factId === 'directions');
    expect(
      gaps.map(({ gap, sense, plannedEndOn }) => [plannedEndOn.start, gap.months, gap.uncertainty, sense]),
    ).toEqual([
      ['2013-06-01', -16.9, 0.5, 'late'],
      ['2015-07-31', 8.6, 0, 'early'],
    ]);
  });

  it('times one step alone as well', () => {
    const special = cases.basildon.interventions.filter(({ factId }) => factId === 'special measures');
    expect(read(episodeClock(someFacts({ interventions: special })).intervention.length)).toBe('10.8 ±0');
  });

  it('lists the steps of level 3 or more without a known end', () => {
    expect(noKnownEnd('basildon')).toEqual(['breach of terms', 'conditions', 'warning notices']);
    expect(noKnownEnd('doncasterCorporate')).toEqual(['chief executive appointed']);
    expect(noKnownEnd('westSussex2019')).toEqual([]);
  });

  it('names the two facts that each length runs between', () => {
    const { warningToPeerHelp } = episodeClock(cases.basildon);
    expect(warningToPeerHelp).toMatchObject({ from: { factId: 'mortality' }, to: { factId: 'buddy trust' } });
  });
});

describe('the first warning', () => {
  it('is the earliest with a date', () => {
    expect(first(['2010-01', null, '2009-03', '2009'])).toBe('2009-03');
  });

  it('never comes after the trigger', () => {
    expect(first(['2011-01'])).toBeNull();
    expect(first(['2010-06-01'])).toBe('2010-06-01');
  });

  it('is no older than 84 months, nor than the end of the failure before', () => {
    expect(first(['2003-05-31', '2003-06-01'])).toBe('2003-06-01');
    expect(first(['2005-01', '2008-01'], '2006-01')).toBe('2008-01');
    expect(first(['1999-01', '2004-01'], '1998-01')).toBe('2004-01');
  });
});

describe('the first help and the first powers', () => {
  it('are the earliest of their kind, and powers begin at level 3', () => {
    const facts = someFacts({
      peers: [peer('later', '2011-01'), peer('first', '2010-02'), peer('undated', null)],
      interventions: [step('adviser', 2, '2009-01'), step('notice', 3, '2010-07'), step('direction', 4, '2010-09')],
    });
    expect(firstPeerHelp(facts)?.factId).toBe('first');
    expect(firstPowers(facts)?.factId).toBe('notice');
  });
});

describe('a measure that cannot be taken', () => {
  it('says what is missing, both ends where both are', () => {
    const clock = episodeClock(someFacts());
    expect(read(clock.warningToTrigger)).toBe('missing: A dated warning sign before the trigger');
    expect(read(clock.peerHelpToPowers)).toBe(
      'missing: Help from peers with a known beginning; A step of level 3 or more with a known beginning',
    );
    expect(read(clock.triggerToGood)).toBe('missing: Nothing on the record marks its end');
    expect(clock.lighterCover).toEqual({ answer: 'not_known', missing: ['When the intervention ended'] });
  });

  it('names a fact whose date is not known', () => {
    expect(read(episodeClock(someFacts({ notFailing: fact('the letter', null) })).triggerToNotFailing)).toBe(
      'missing: The date of: the letter',
    );
  });

  it('has no length of intervention while no end is on the record', () => {
    const { intervention } = episodeClock(someFacts({ interventions: [step('notice', 3, '2020-09')] }));
    expect(read(intervention.length)).toBe('missing: A dated end of the intervention');
    expect(intervention.noKnownEnd).toHaveLength(1);
  });
});

describe('a decline', () => {
  const dates = { notFailing: fact('adequate', '2011-01-01'), laterDecline: fact('decline', '2014-01-01') };

  it('is counted from good, or from not failing where nothing was good', () => {
    expect(read(episodeClock(someFacts(dates)).goodToDecline)).toBe('36.0 ±0');
    expect(read(episodeClock(someFacts({ ...dates, good: fact('good', '2013-01-01') })).goodToDecline)).toBe('12.0 ±0');
  });
});

describe('an end beside its plan', () => {
  it.each([
    ['2014-01-01', '2014-06-01', 'early'],
    ['2014-06-01', '2014-01-01', 'late'],
    ['2014-06-01', '2014-06-01', 'as_planned'],
    ['2014-06-20', '2014-06', 'not_exact_enough'],
    ['2014', '2014-03-01', 'not_exact_enough'],
    ['2013-06', '2015-06', 'early'],
  ])('that came on %s, planned for %s, is %s', (to, planned, expected) => {
    expect(senseOf(to, planned)).toBe(expected);
  });

  it('is not told of a step that has not ended', () => {
    expect(
      episodeClock(someFacts({ interventions: [step('notice', 3, '2010-01-01', null, [[null, '2012-01-01']])] }))
        .plannedEnds,
    ).toEqual([]);
  });
});
