import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { LifeLineFacts } from '../../shell/charts/life-line.js';
import { firstJanuary, isBlank, type LifeLineOf, lifeLineOf, type LifeLineRow } from './life-line-of.js';

const aRow = (given: Partial<LifeLineRow> & Pick<LifeLineRow, 'kind'>): LifeLineRow => ({
  organisationId: 'council',
  recordId: 'one',
  position: 0,
  startsOn: null,
  endsOn: null,
  code: null,
  label: null,
  detail: null,
  unit: null,
  area: null,
  frameworkKey: null,
  frameworkTitle: null,
  level: null,
  flag: 0,
  knownOn: null,
  watchUntil: null,
  ...given,
});

const aJudgement = (given: Partial<LifeLineRow>): LifeLineRow =>
  aRow({
    kind: 'judgement',
    startsOn: '2019-05-08',
    code: 'failing',
    label: 'Inadequate',
    detail: 'Ofsted',
    area: 'children',
    ...given,
  });

const scale = { from: day('2005-01-01'), to: day('2026-11-23') };

describe('the facts of a life line', () => {
  it('are what the picture is drawn from', () => {
    const drawn: LifeLineFacts = lifeLineOf([], scale);
    expect(drawn).toMatchObject({ ...scale, episodes: [], judgements: [] });
  });

  it('give a judgement the band and the word of its published headline', () => {
    const { judgements } = lifeLineOf([aJudgement({})], scale);
    expect(judgements).toEqual([
      { on: period('2019-05-08'), band: 'failing', short: 'Inadequate', label: 'Ofsted: Inadequate', serious: false },
    ]);
  });

  it('take the lower of two headlines, and name both', () => {
    const { judgements } = lifeLineOf(
      [
        aJudgement({ position: 0, code: 'meeting', label: 'Good' }),
        aJudgement({ position: 1, code: 'failing', label: 'Inadequate' }),
      ],
      scale,
    );
    expect(judgements).toMatchObject([{ band: 'failing', short: 'Inadequate', label: 'Ofsted: Inadequate and Good' }]);
  });

  it('never make a headline where none is given, whatever the areas say', () => {
    const { judgements } = lifeLineOf([aJudgement({ code: 'none', label: null, flag: 1 })], scale);
    expect(judgements).toMatchObject([{ band: 'none', short: 'no overall', serious: true }]);
  });

  it('mark a failing area under a headline that is not failing', () => {
    const { judgements } = lifeLineOf([aJudgement({ code: 'below', label: 'Requires improvement', flag: 1 })], scale);
    expect(judgements).toMatchObject([{ band: 'below', serious: true }]);
  });

  it('do not mark the failing areas of a failing headline again', () => {
    expect(lifeLineOf([aJudgement({ flag: 1 })], scale).judgements).toMatchObject([{ serious: false }]);
  });

  it('name the part that was judged, so that it does not speak for the whole', () => {
    const { judgements } = lifeLineOf([aJudgement({ detail: 'CQC', unit: 'maternity' })], scale);
    expect(judgements).toMatchObject([{ label: 'CQC, maternity: Inadequate' }]);
  });

  it('leave out what has no date, and put the rest in order of time', () => {
    const { judgements } = lifeLineOf(
      [
        aJudgement({ recordId: 'c', startsOn: null }),
        aJudgement({ recordId: 'b', startsOn: '2019-05-08' }),
        aJudgement({ recordId: 'a', startsOn: '2010-12' }),
      ],
      scale,
    );
    expect(judgements.map(({ on }) => on)).toEqual([period('2010-12'), period('2019-05-08')]);
  });

  it('show once what two bodies of the same line both have', () => {
    const { judgements } = lifeLineOf([aJudgement({}), aJudgement({ organisationId: 'service' })], scale);
    expect(judgements).toHaveLength(1);
  });

  it('mark where the framework changes for the same part of the work, and nowhere else', () => {
    const rows = [
      aJudgement({ recordId: 'a', startsOn: '2010-12-17', frameworkKey: 'old', frameworkTitle: 'Old' }),
      aJudgement({ recordId: 'b', startsOn: '2013-02', frameworkKey: 'new', frameworkTitle: 'New' }),
      aJudgement({ recordId: 'c', startsOn: '2015-11-16', frameworkKey: 'new', frameworkTitle: 'New' }),
      aJudgement({ recordId: 'd', startsOn: '2014-01-01', frameworkKey: 'other', area: 'corporate' }),
    ];
    expect(lifeLineOf(rows, scale).frameworkChanges).toEqual([{ on: period('2013-02'), label: 'New' }]);
  });

  it('run an episode to its end, and an open one on', () => {
    const { episodes } = lifeLineOf(
      [
        aRow({
          kind: 'episode',
          recordId: 'a',
          startsOn: '2010-12-17',
          endsOn: '2013-02',
          code: 'not-failing',
          label: 'First',
          watchUntil: '2020-02-15',
        }),
        aRow({
          kind: 'episode',
          recordId: 'b',
          startsOn: '2019-05-08',
          code: 'open',
          label: 'Second',
          detail: 'a',
          flag: 1,
          watchUntil: null,
        }),
      ],
      scale,
    );
    expect(episodes).toEqual([
      {
        start: period('2010-12-17'),
        end: period('2013-02'),
        endKind: 'not-failing',
        label: 'First',
        relapse: false,
        heldFrom: null,
        watchUntil: null,
      },
      {
        start: period('2019-05-08'),
        end: null,
        endKind: 'open',
        label: 'Second',
        relapse: true,
        heldFrom: period('2013-02'),
        watchUntil: null,
      },
    ]);
  });

  it('watch each episode for itself, to a month where its end is known to the month only', () => {
    const ended = (recordId: string, endsOn: string, watchUntil: string) =>
      aRow({ kind: 'episode', recordId, startsOn: '2009', endsOn, code: 'not-failing', watchUntil });
    const { episodes } = lifeLineOf(
      [ended('a', '2013-02', '2020-02-15'), ended('b', '2014-11-11', '2021-11-11')],
      scale,
    );
    expect(episodes.map(({ watchUntil }) => watchUntil)).toEqual([period('2020-02'), period('2021-11-11')]);
  });

  it('do not run help of unknown end on to today once no failure is open', () => {
    const help = aRow({ kind: 'support', startsOn: '2018', label: 'Peers' });
    const open = aRow({ kind: 'episode', recordId: 'e', startsOn: '2017-01-01', code: 'open' });
    expect(lifeLineOf([help], scale).support).toMatchObject([{ end: null, endUnknown: true }]);
    expect(lifeLineOf([help, open], scale).support).toMatchObject([{ end: null, endUnknown: false }]);
  });

  it('keep the last planned end that was announced', () => {
    const { interventions } = lifeLineOf(
      [
        aRow({ kind: 'intervention', startsOn: '2010-06-30', endsOn: '2014-11-11', level: 4, label: 'Commissioners' }),
        aRow({ kind: 'planned-end', position: 1, startsOn: '2013', endsOn: '2015-07-31' }),
        aRow({ kind: 'planned-end', position: 0, startsOn: '2010-06-30', endsOn: '2013-06' }),
      ],
      scale,
    );
    expect(interventions).toEqual([
      {
        start: period('2010-06-30'),
        end: period('2014-11-11'),
        plannedEnd: period('2015-07-31'),
        endUnknown: false,
        level: 4,
        label: 'Commissioners',
      },
    ]);
  });

  it('draw help from peers once where it is also on record as an intervention', () => {
    const { interventions, support } = lifeLineOf(
      [
        aRow({ kind: 'intervention', recordId: 'help', startsOn: '2010-01', level: 1, label: 'Peer help' }),
        aRow({ kind: 'support', recordId: 'peer', startsOn: '2010-01', label: 'A neighbour', detail: 'help' }),
      ],
      scale,
    );
    expect([interventions, support]).toMatchObject([
      [],
      [{ start: period('2010-01'), end: null, label: 'A neighbour' }],
    ]);
  });

  it('name warnings by their kind and posts by what they are, never by who held them', () => {
    const { warnings, posts } = lifeLineOf(
      [
        aRow({ kind: 'warning', startsOn: '2009-10', code: 'staff_voice' }),
        aRow({ kind: 'post', recordId: 'p', startsOn: '2010-01', code: 'chief_executive', flag: 1 }),
        aRow({ kind: 'post', recordId: 'q', endsOn: '2009-12', code: 'chair' }),
      ],
      scale,
    );
    expect(warnings.map(({ label }) => label)).toEqual(['Staff voice']);
    expect(posts.map(({ label }) => label)).toEqual(['Chair left', 'Chief executive (interim) began']);
  });
});

describe('a life line as known on a day', () => {
  const asKnown = { from: scale.from, to: day('2019-06-30'), knownBy: day('2019-06-30') };

  it('leaves out what became known later, and what nobody knows the day of', () => {
    const { judgements } = lifeLineOf(
      [
        aJudgement({ recordId: 'a', startsOn: '2019-05-08', knownOn: '2019-05-08' }),
        aJudgement({ recordId: 'b', startsOn: '2019-06-01', knownOn: '2019-07-02' }),
        aJudgement({ recordId: 'c', startsOn: '2018-06-01', knownOn: null }),
      ],
      asKnown,
    );
    expect(judgements.map(({ on }) => on)).toEqual([period('2019-05-08')]);
  });

  it('counts a month as known at its end', () => {
    const known = (knownOn: string) => lifeLineOf([aJudgement({ knownOn })], asKnown).judgements.length;
    expect([known('2019-06'), known('2019-07'), known('2019')]).toEqual([1, 0, 0]);
  });

  it('does not end what had not ended by then', () => {
    const { episodes, interventions } = lifeLineOf(
      [
        aRow({
          kind: 'episode',
          startsOn: '2019-05-08',
          endsOn: '2023-05',
          code: 'not-failing',
          knownOn: '2019-05-08',
        }),
        aRow({
          kind: 'intervention',
          recordId: 'i',
          startsOn: '2019-06',
          endsOn: '2023',
          level: 5,
          knownOn: '2019-06',
        }),
      ],
      asKnown,
    );
    expect(episodes).toMatchObject([{ end: null, endKind: 'open' }]);
    expect(interventions).toMatchObject([{ end: null }]);
  });

  it('shows the planned end that had been announced by then', () => {
    const { interventions } = lifeLineOf(
      [
        aRow({ kind: 'intervention', startsOn: '2018', level: 4, knownOn: '2018' }),
        aRow({ kind: 'planned-end', position: 0, startsOn: '2018', endsOn: '2020', knownOn: '2018' }),
        aRow({ kind: 'planned-end', position: 1, startsOn: '2019-09', endsOn: '2022', knownOn: '2019-09' }),
      ],
      asKnown,
    );
    expect(interventions).toMatchObject([{ plannedEnd: period('2020') }]);
  });
});

describe('the scale of life lines under one another', () => {
  const at = { today: day('2026-11-23'), yearsAtLeast: 20 };

  it.each([
    ['when the first fact may have begun', ['2013-02', '2004-Q2'], '2004-01-01'],
    ['at least twenty years ago', ['2013-02'], '2006-01-01'],
    ['twenty years ago when nothing is dated', [null], '2006-01-01'],
  ])('begins on 1 January %s', (_case, starts, begins) => {
    expect(
      firstJanuary(
        starts.map((startsOn) => aJudgement({ startsOn })),
        at,
      ),
    ).toBe(begins);
  });
});

describe('a blank life line', () => {
  const facts = (startsOn: string): LifeLineOf => lifeLineOf([aJudgement({ startsOn })], scale);

  it('is one on which nothing would be drawn', () => {
    expect([lifeLineOf([], scale), facts('2004-12-31'), facts('2005-01-01')].map(isBlank)).toEqual([true, true, false]);
  });
});
