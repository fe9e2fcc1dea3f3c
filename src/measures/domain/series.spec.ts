import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { usualPolicy } from './disclosure.js';
import { type Entry, type Reading, readSeries, type ValueFact, valuesKnownBy } from './series.js';

const open: Reading = {
  policy: { ...usualPolicy, kind: 'other', smallNumbers: false },
  polarity: 'higher',
  frequency: 'irregular',
  target: null,
};
const people: Reading = { ...open, policy: usualPolicy };

let made = 0;
const value = (on: string | null, number: number | null, more: Partial<ValueFact> = {}): ValueFact => ({
  id: `v${(made += 1)}`,
  position: made,
  edition: 1,
  on: on === null ? null : period(on),
  value: number,
  low: null,
  high: null,
  status: 'final',
  flag: null,
  knownOn: null,
  verified: true,
  inferred: false,
  note: null,
  ...more,
});
const months = (numbers: readonly (number | null)[], from = 2018): ValueFact[] =>
  numbers.map((number, index) =>
    value(`${from + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, number),
  );
const told = (entries: readonly Entry[]): (number | string)[] =>
  entries.map(({ shown }) => (shown.is === 'number' ? shown.value : shown.letter));
const forAll = { scope: 'public' } as const;

describe('the order of the numbers', () => {
  it('is that of their periods; those without a date come last', () => {
    const { entries, count } = readSeries([value(null, 9), value('2019', 2), value('2018-03', 1)], open, forAll);
    expect(told(entries)).toEqual([1, 2, 9]);
    expect(entries[2]?.point).toBeNull();
    expect(count).toBe(2);
  });

  it('has the newest edition of each period, with those before it', () => {
    const first = value('2019', 10);
    const second = value('2019', 12, { position: first.position, edition: 2, status: 'revised' });
    const { entries } = readSeries([second, first], open, forAll);
    expect(told(entries)).toEqual([12]);
    expect(entries[0]?.earlier.map(({ fact }) => fact.value)).toEqual([10]);
  });
});

describe('gaps', () => {
  it('stand where a month is missing in a measure of every month', () => {
    const [jan, feb, , apr] = months([10, 11, 12, 13]);
    const values = [jan, feb, apr].flatMap((one) => one ?? []);
    const regular = readSeries(values, { ...open, frequency: 'month' }, forAll);
    expect(regular.entries.map(({ joined }) => joined)).toEqual([false, true, false]);
    const irregular = readSeries(values, open, forAll);
    expect(irregular.entries.map(({ joined }) => joined)).toEqual([false, true, true]);
  });

  it('stand before a break of the scale, and beside what is not known', () => {
    const { entries } = readSeries(
      [value('2016', 132), value('2017', 131, { flag: 'b' }), value('2018', null, { flag: 'x' }), value('2019', 120)],
      open,
      forAll,
    );
    expect(told(entries)).toEqual([132, 131, 'x', 120]);
    expect(entries.map(({ joined }) => joined)).toEqual([false, false, false, false]);
  });
});

describe('limits', () => {
  const twelve = [60, 62, 60, 62, 60, 62, 60, 62, 60, 62, 60, 62];

  it('come with the periods that they are held against, and with what the newest number says', () => {
    const series = readSeries(months([...twelve, 75]), { ...open, target: 70 }, forAll);
    expect(series.current).toMatchObject({ from: period('2018-01'), to: period('2019-01'), kind: 'settled' });
    expect(series.variation).toEqual({
      is: 'special',
      signals: [{ cause: 'outside', side: 'high' }],
      meaning: 'improvement',
    });
    expect(series.assurance).toBe('will-not');
  });

  it('are not there for few numbers', () => {
    const series = readSeries(months([60, 62, 64]), { ...open, target: 70 }, forAll);
    expect(series).toMatchObject({
      limits: [],
      current: null,
      count: 3,
      variation: { is: 'no-limits', because: 'too-few' },
      assurance: 'no-limits',
    });
  });

  it('are withheld, with every signal, when a number of their baseline is', () => {
    const values = months([...twelve.slice(1), 3, 62, 90]);
    const series = readSeries(values, people, forAll);
    expect(series.limits).toEqual([]);
    expect(series.variation).toEqual({ is: 'no-limits', because: 'withheld' });
    expect(series.entries.flatMap(({ point }) => point?.signals ?? [])).toEqual([]);
    expect(readSeries(values, people, { scope: 'board' }).current).not.toBeNull();
  });

  it('follow a baseline that was decided', () => {
    const baselines = [
      { from: period('2018-01'), to: period('2018-12'), reason: 'The first year' },
      { from: period('2019'), to: period('2019'), reason: 'A new service' },
    ];
    const series = readSeries(months([...twelve, ...twelve.map((each) => each + 20)]), open, { ...forAll, baselines });
    expect(series.limits.map(({ mean, from }) => [mean, from])).toEqual([
      [61, period('2018-01')],
      [81, period('2019-01')],
    ]);
    expect(series.variation).toEqual({ is: 'chance' });
  });

  it('pass over a baseline in which no number lies', () => {
    const baselines = [{ from: period('1990'), to: period('1991'), reason: 'Long ago' }];
    expect(readSeries(months(twelve), open, { ...forAll, baselines }).current).not.toBeNull();
  });
});

describe('small numbers of people', () => {
  it('are a letter for all and a number for the board', () => {
    const values = [value('2018', 12), value('2019', 3)];
    expect(told(readSeries(values, people, forAll).entries)).toEqual([12, 'c']);
    expect(told(readSeries(values, people, { scope: 'board' }).entries)).toEqual([12, 3]);
  });

  it('are covered by the next smallest quarter beside their year', () => {
    const values = [
      value('2019-Q1', 3),
      value('2019-Q2', 9),
      value('2019-Q3', 12),
      value('2019-Q4', 16),
      value('2019', 40),
    ];
    const { entries } = readSeries(values, people, forAll);
    expect(told(entries).toSorted()).toEqual([12, 16, 40, 'c', 'c']);
    expect(told(readSeries(values.slice(0, 4), people, forAll).entries)).toEqual(['c', 9, 12, 16]);
  });

  it('are not told by a note or by the ends of a range', () => {
    const values = [
      value('2018', 3, { note: 'Three children' }),
      value('2019', 6, { low: 2, high: 10, note: 'A range' }),
    ];
    const { entries } = readSeries(values, people, forAll);
    expect(entries.map(({ note, range }) => [note, range])).toEqual([
      [null, null],
      ['A range', null],
    ]);
    const [, second] = readSeries(values, people, { scope: 'board' }).entries;
    expect(second?.range).toEqual({ low: 2, high: 10 });
  });

  it('are not told by a revision: the old number stands', () => {
    const first = value('2019', 40);
    const second = value('2019', 43, { position: first.position, edition: 2 });
    const [entry] = readSeries([first, second], people, forAll).entries;
    expect(entry).toMatchObject({ shown: { is: 'number', value: 40 }, isNewerWithheld: true, earlier: [] });
  });
});

describe('as known on a day', () => {
  it('leaves out what was not known yet, and what nobody knows when', () => {
    const values = [
      value('2018', 1, { knownOn: period('2018') }),
      value('2019', 2, { knownOn: period('2020-03') }),
      value('2017', 3),
    ];
    expect(valuesKnownBy(values, day('2019-06-01')).map((one) => one.value)).toEqual([1]);
  });
});
