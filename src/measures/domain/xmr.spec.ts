import * as fc from 'fast-check';
import {
  baselineLength,
  currentLimits,
  fewestForLimits,
  type Limits,
  limitsFrom,
  meaningOf,
  movingRanges,
  type NoLimits,
  xmrChart,
} from './xmr.js';

type Worked = Omit<Limits, 'over' | 'baseline' | 'kind'>;

const found = (limits: Worked | NoLimits): Worked => {
  if (typeof limits === 'string') throw new Error(`No limits: ${limits}`);
  return limits;
};
/** As the textbooks work it, which do not screen the ranges. */
const asPublished = (values: readonly number[]): Worked => found(limitsFrom(values, { screened: false }));

const accidentsA = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39];
const accidentsB = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19];
const receivables = [
  55.6, 54.7, 54.9, 54.8, 56.9, 55.7, 53.8, 54.8, 53.4, 57.0, 59.4, 63.2, 60.9, 60.7, 58.6, 57.3, 56.9, 58.1, 58.3,
  50.9, 53.3, 52.5, 50.8, 52.9,
];
const ohms = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200];
const peakFlow = [120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180];
const smokers = [21.3, 20.2, 20.9, 21.0, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19.0];

const placesOf = (values: readonly boolean[]): number[] => values.flatMap((is, index) => (is ? [index] : []));

/**
 * Each is named with where it was printed. They were checked, numbers and limits, against public copies of those
 * pages: the e-Handbook itself, the data sets and reference pages of the R package qcc (viscosity, antifreeze), and the
 * tests of mattmccormick/statprocon (Wheeler) and nsimonova/QualityControlStatistic (ISO 8258).
 */
describe('ten worked cases as they were published', () => {
  it('NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rate of ten batches', () => {
    const flow = asPublished([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
    expect(flow.mean).toBeCloseTo(50.81, 10);
    expect(flow.meanRange).toBeCloseTo(1.8778, 4);
    // Published with 3 / 1.128 where the rule has its rounded 2.66: they part in the third decimal.
    expect(Math.abs(flow.upper - 55.8041)).toBeLessThan(0.001);
    expect(Math.abs(flow.lower - 45.8159)).toBeLessThan(0.001);
  });

  it('Montgomery, Introduction to Statistical Quality Control, 2nd edition, page 242: viscosity of aircraft primer paint', () => {
    const paint = asPublished([
      33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54, 33.12, 33.84,
    ]);
    expect(paint.mean).toBeCloseTo(33.52333, 5);
    expect(paint.meanRange / 1.128).toBeCloseTo(0.4261651, 4);
    expect(paint.upper).toBeCloseTo(34.802, 3);
    expect(paint.lower).toBeCloseTo(32.245, 3);
  });

  it('ISO 8258:1991, Shewhart control charts: moisture of ten successive lots of skim milk powder', () => {
    // Figures as the public tests of nsimonova/QualityControlStatistic have them: 3.45, 4.46, 2.44, and 0.38, 1.24.
    const moisture = asPublished([2.9, 3.2, 3.6, 4.3, 3.8, 3.5, 3.0, 3.1, 3.6, 3.5]);
    expect(moisture.mean).toBeCloseTo(3.45, 10);
    expect(moisture.meanRange).toBeCloseTo(0.38, 2);
    // Published from the range rounded to 0.38.
    expect(Math.abs(moisture.upper - 4.46)).toBeLessThan(0.01);
    expect(Math.abs(moisture.lower - 2.44)).toBeLessThan(0.01);
    expect(Math.abs(moisture.upperRange - 1.24)).toBeLessThan(0.01);
    expect(placesOf(movingRanges([2.9, 3.2, 3.6, 4.3, 3.8, 3.5]).map((range) => (range ?? 0) > 0.65))).toEqual([3]);
  });

  it('Wetherill and Brown, Statistical Process Control (1991), page 120: water content of antifreeze', () => {
    const water = asPublished([
      2.23, 2.53, 2.62, 2.63, 2.58, 2.44, 2.49, 2.34, 2.95, 2.54, 2.6, 2.45, 2.17, 2.58, 2.57, 2.44, 2.38, 2.23, 2.23,
      2.54, 2.66, 2.84, 2.81, 2.39, 2.56, 2.7, 3, 2.81, 2.77, 2.89, 2.54, 2.98, 2.35, 2.53,
    ]);
    // As worked in the R package qcc, with 3 / 1.128 where the rule has its rounded 2.66.
    expect(water.mean).toBeCloseTo(2.569706, 6);
    expect(water.meanRange / 1.128).toBeCloseTo(0.1794541, 6);
    expect(Math.abs(water.lower - 2.031344)).toBeLessThan(0.001);
    expect(Math.abs(water.upper - 3.108068)).toBeLessThan(0.001);
  });

  it('Wheeler, Making Sense of Data, page 382: the data set for verifying software', () => {
    const verified = asPublished(ohms);
    expect(movingRanges(ohms)).toEqual([null, 695, 0, 375, 315, 140, 55, 200, 305, 55, 280, 115, 460, 385, 222, 1737]);
    expect(verified.mean).toBe(4135.5);
    expect(verified.meanRange).toBeCloseTo(355.93, 2);
    expect(verified.upper).toBeCloseTo(5082.28, 2);
    expect(verified.lower).toBeCloseTo(3188.72, 2);
    // Printed as 1163.19, with 3.268.
    expect(Math.abs(verified.upperRange - 1163.19)).toBeLessThan(0.5);
  });

  it('the same set with its one jump screened, as plot-the-dots does', () => {
    const screened = found(limitsFrom(ohms));
    expect(screened.rangesScreened).toBe(1);
    expect(screened.meanRange).toBeCloseTo(3602 / 14, 10);
    expect(screened.upper).toBeCloseTo(4135.5 + 2.66 * (3602 / 14), 10);
  });

  it('Wheeler, Making Sense of Data, page 130 (figure 9.9): peak flow rates of 18 mornings', () => {
    const flow = asPublished(peakFlow);
    expect(flow.mean).toBeCloseTo(183.1, 1);
    expect(flow.meanRange).toBeCloseTo(52.4, 1);
    // The book works with 52.4 rounded: 322.5, 43.7 and 171.3.
    expect(Math.abs(flow.upper - 322.5)).toBeLessThan(0.25);
    expect(Math.abs(flow.lower - 43.7)).toBeLessThan(0.25);
    expect(Math.abs(flow.upperRange - 171.3)).toBeLessThan(0.4);
    expect(placesOf(movingRanges(peakFlow).map((range) => (range ?? 0) > flow.upperRange))).toEqual([8]);
  });

  it('Wheeler, Making Sense of Data, table 9.1: accident rates of the first year', () => {
    const first = asPublished(accidentsA);
    expect(first.upper).toBeCloseTo(43.9, 1);
    expect(first.lower).toBeCloseTo(25.6, 1);
  });

  it('Wheeler, Making Sense of Data, table 9.1: accident rates of the second year, and each year by the other’s limits', () => {
    const second = asPublished(accidentsB);
    expect(second.upper).toBeCloseTo(39.3, 1);
    expect(second.lower).toBeCloseTo(18.0, 1);
    expect(placesOf(accidentsA.map((value) => value > second.upper || value < second.lower))).toEqual([0, 1]);
    // The chart itself: the first year is its baseline.
    const { points } = xmrChart([...accidentsA, ...accidentsB], { polarity: 'lower' });
    const outside = points.map(({ signals }) => signals.some(({ cause }) => cause === 'outside'));
    expect(placesOf(outside)).toEqual([19, 20, 22, 23]);
    expect(points[19]?.meaning).toBe('improvement');
  });

  it('Wheeler, Making Sense of Data, table 9.2: accounts receivable of two years', () => {
    const both = asPublished(receivables);
    // The book prints 60.7, working with rounded means, and sees month 14, which is 60.7, on the line.
    expect(Math.abs(both.upper - 60.7)).toBeLessThan(0.1);
    expect(placesOf(receivables.map((value) => value > both.upper || value < both.lower))).toEqual([11, 12, 19, 22]);
    expect(placesOf(movingRanges(receivables).map((range) => (range ?? 0) > both.upperRange))).toEqual([19]);
  });

  it('Wheeler, Making Sense of Data, table 8.1: high school seniors who smoke daily', () => {
    const { points } = xmrChart(smokers, { polarity: 'lower', baselines: [{ from: 0, to: smokers.length - 1 }] });
    const runs = points.map(({ signals }) => signals.some(({ cause, side }) => cause === 'run' && side === 'low'));
    expect(placesOf(runs)).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);
  });
});

describe('how many values it takes', () => {
  const steady = (length: number): number[] => Array.from({ length }, (_unused, index) => 10 + (index % 3));

  it('draws nothing below six', () => {
    const chart = xmrChart(steady(fewestForLimits - 1), { polarity: 'higher' });
    expect(chart).toMatchObject({ limits: [], noLimits: 'too-few', count: 5 });
    expect(currentLimits(chart)).toBeNull();
  });

  it.each([
    [6, 'trial', 5],
    [11, 'trial', 10],
    [12, 'settled', 11],
    [30, 'settled', 11],
  ])('with %i values the limits are %s, from the first to place %i', (length, kind, last) => {
    expect(currentLimits(xmrChart(steady(length), { polarity: 'higher' }))).toMatchObject({
      kind,
      baseline: { from: 0, to: last },
      over: { from: 0, to: length - 1 },
    });
  });

  it('counts numbers, not periods', () => {
    const withGaps = [10, null, 11, 12, null, 10, 11];
    expect(xmrChart(withGaps, { polarity: 'higher' })).toMatchObject({ count: 5, noLimits: 'too-few' });
  });

  it('has no limits where nothing ever moved', () => {
    const chart = xmrChart([5, 5, 5, 5, 5, 5, 5], { polarity: 'higher' });
    expect(chart).toMatchObject({ limits: [], noLimits: 'no-variation' });
    expect(chart.points.every(({ signals }) => signals.length === 0)).toBe(true);
  });

  it('has none where one jump was all that ever moved', () => {
    expect(limitsFrom([5, 5, 5, 5, 5, 5, 90])).toBe('no-variation');
  });
});

describe('gaps', () => {
  it('takes no range across one', () => {
    expect(movingRanges([10, null, 13, 12])).toEqual([null, null, null, 1]);
  });

  it('ends a run and a trend', () => {
    const baseline = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
    const above = [12, 12, 12, null, 12, 12, 12];
    const { points } = xmrChart([...baseline.slice(0, -1), 10, ...above], { polarity: 'higher' });
    expect(points.flatMap(({ signals }) => signals)).toEqual([]);
    const whole = xmrChart([...baseline.slice(0, -1), 10, 12, 12, 12, 12, 12, 12, 12], { polarity: 'higher' });
    expect(whole.points.filter(({ signals }) => signals.some(({ cause }) => cause === 'run'))).toHaveLength(7);
  });
});

describe('special causes', () => {
  const base = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
  /** Mean 11, mean range 2: limits 5.68 and 16.32, near limits 7.45 and 14.55. */
  const causesOf = (more: readonly (number | null)[], polarity: 'higher' | 'lower' | 'neither' = 'higher') =>
    xmrChart([...base, ...more], { polarity })
      .points.slice(base.length)
      .map(({ signals }) => signals.map(({ cause, side }) => `${cause} ${side}`).join(', '));

  it.each<[string, (number | null)[], string[]]>([
    ['a value above', [17], ['outside high']],
    ['a value below', [5], ['outside low']],
    ['a value on the limit is within', [16.32], ['']],
    ['two of three beyond the near limit', [15, 11, 15], ['near high', '', 'near high']],
    ['the two beside each other', [15, 15, 11], ['near high', 'near high', '']],
    ['one on each side is none', [15, 11, 7], ['', '', '']],
    ['a gap between is none', [15, null, 15], ['', '', '']],
    ['three low ones', [7, 7, 7], ['near low', 'near low', 'near low']],
    ['one outside counts as one beyond', [17, 15, 11], ['outside high, near high', 'near high', '']],
  ])('%s', (_name, more, expected) => {
    expect(causesOf(more)).toEqual(expected);
  });

  it('a run needs seven', () => {
    expect(causesOf([10, 11.5, 11.6, 11.5, 11.6, 11.5, 11.6]).some((cause) => cause.includes('run'))).toBe(false);
    expect(causesOf([10, 11.5, 11.6, 11.5, 11.6, 11.5, 11.6, 11.5]).slice(1)).toEqual(Array(7).fill('run high'));
  });

  it('a value on the mean ends a run', () => {
    expect(causesOf([10, 12, 12, 12, 11, 12, 12, 12]).some((cause) => cause.includes('run'))).toBe(false);
  });

  it('a trend needs seven values, six steps', () => {
    expect(causesOf([9.4, 9.8, 10.2, 10.6, 11.2, 11.6].toReversed()).some((cause) => cause.includes('trend'))).toBe(
      true,
    );
    expect(causesOf([11, 9.4, 9.8, 10.2, 10.6, 11.2, 11.6]).some((cause) => cause.includes('trend'))).toBe(false);
    expect(
      causesOf([11, 9.4, 9.8, 10.2, 10.6, 11.2, 11.6, 12]).filter((cause) => cause.includes('trend high')),
    ).toHaveLength(7);
  });

  it('two alike end a trend', () => {
    expect(causesOf([11, 9.4, 9.8, 10.2, 10.2, 11.2, 11.6, 12]).some((cause) => cause.includes('trend'))).toBe(false);
  });

  it.each([
    ['high', 'higher', 'improvement'],
    ['low', 'higher', 'concern'],
    ['high', 'lower', 'concern'],
    ['low', 'lower', 'improvement'],
    ['high', 'neither', 'neither'],
    ['low', 'neither', 'neither'],
  ] as const)('%s, where %s is better, is %s', (side, polarity, meaning) => {
    expect(meaningOf(side, polarity)).toBe(meaning);
  });
});

describe('a new baseline', () => {
  const before = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
  const after = before.map((value) => value + 20);

  it('leaves the old limits drawn, and takes nothing over from before it', () => {
    const chart = xmrChart([...before, ...after], {
      polarity: 'higher',
      baselines: [
        { from: 0, to: 11 },
        { from: 12, to: 23 },
      ],
    });
    expect(chart.limits.map(({ over, mean, kind }) => [over.from, over.to, mean, kind])).toEqual([
      [0, 11, 11, 'settled'],
      [12, 23, 31, 'settled'],
    ]);
    expect(chart.points.flatMap(({ signals }) => signals)).toEqual([]);
    expect(chart.points[12]?.range).toBeNull();
  });

  it('with too few values of its own has no limits, and keeps the old ones for the past', () => {
    const chart = xmrChart([...before, 30, 32, 30], {
      polarity: 'higher',
      baselines: [
        { from: 0, to: 11 },
        { from: 12, to: 14 },
      ],
    });
    expect(chart.limits).toHaveLength(1);
    expect(chart.noLimits).toBe('too-few');
    expect(currentLimits(chart)).toBeNull();
  });

  it.each([
    [[{ from: 5, to: 3 }]],
    [[{ from: 0, to: 99 }]],
    [[{ from: -1, to: 3 }]],
    [
      [
        { from: 0, to: 6 },
        { from: 6, to: 9 },
      ],
    ],
  ])('that lies nowhere is a mistake of whoever asks: %j', (baselines) => {
    expect(() => xmrChart(before, { polarity: 'higher', baselines })).toThrow('There is no baseline');
  });
});

describe('whatever the values are', () => {
  const value = fc.integer({ min: -1_000, max: 1_000 }).map((number) => number / 4);
  const series = fc.array(fc.option(value, { freq: 6 }), { maxLength: 60 });
  const full = fc.array(value, { minLength: baselineLength, maxLength: 60 });
  const chartOf = (values: readonly (number | null)[]) => xmrChart(values, { polarity: 'higher' });

  it('every value has a point, and a gap signals nothing', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { points } = chartOf(values);
        expect(points.map((point) => point.value)).toEqual(values);
        expect(points.filter((point) => point.value === null && point.signals.length > 0)).toEqual([]);
        expect(points.every(({ signals, meaning }) => signals.length > 0 === (meaning !== null))).toBe(true);
      }),
    );
  });

  it('the limits lie around the mean, and the near ones two thirds out', () => {
    fc.assert(
      fc.property(full, (values) => {
        for (const { mean, upper, lower, nearUpper, nearLower, meanRange } of chartOf(values).limits) {
          expect(upper - mean).toBeCloseTo(mean - lower, 6);
          expect(upper - mean).toBeCloseTo(2.66 * meanRange, 6);
          expect((nearUpper - mean) * 3).toBeCloseTo((upper - mean) * 2, 6);
          expect((mean - nearLower) * 3).toBeCloseTo((mean - lower) * 2, 6);
        }
      }),
    );
  });

  it('moving every value by the same amount moves the limits by it, and tells the same', () => {
    fc.assert(
      fc.property(full, fc.integer({ min: -500, max: 500 }), (values, by) => {
        const plain = chartOf(values);
        const moved = chartOf(values.map((each) => each + by));
        expect(moved.noLimits).toBe(plain.noLimits);
        for (const [index, limits] of plain.limits.entries()) {
          expect(moved.limits[index]?.upper).toBeCloseTo(limits.upper + by, 6);
          expect(moved.limits[index]?.meanRange).toBeCloseTo(limits.meanRange, 6);
        }
      }),
    );
  });

  it('turning the chart upside down turns every signal round', () => {
    fc.assert(
      fc.property(full, (values) => {
        const turned = chartOf(values.map((each) => -each)).points;
        const opposite = { high: 'low', low: 'high' } as const;
        expect(turned.map(({ signals }) => signals)).toEqual(
          chartOf(values).points.map(({ signals }) =>
            signals.map(({ cause, side }) => ({ cause, side: opposite[side] })),
          ),
        );
      }),
    );
  });

  it('settled limits do not move with later values', () => {
    fc.assert(
      fc.property(full, fc.array(value, { maxLength: 20 }), (values, later) => {
        const now = chartOf(values).limits.map(({ upper, lower }) => [upper, lower]);
        expect(chartOf([...values, ...later]).limits.map(({ upper, lower }) => [upper, lower])).toEqual(now);
      }),
    );
  });
});
