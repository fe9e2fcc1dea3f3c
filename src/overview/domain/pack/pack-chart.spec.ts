import { packChart, type PackPoint } from './pack-chart.js';

const points = (...values: (number | null)[]): PackPoint[] =>
  values.map((value, index) => ({
    on: `Month ${index + 1}`,
    value,
    letter: value === null ? 'c' : null,
    joined: value !== null && values[index - 1] !== null && index > 0,
    special: value === 30,
  }));

const drawn = (values: (number | null)[], more: { target?: number } = {}) =>
  packChart(
    {
      points: points(...values),
      limits: [{ from: 0, to: values.length - 1, mean: 20, upper: 25, lower: 15, open: [] }],
      target: more.target ?? null,
    },
    { title: 'Visits in time', description: 'Rising', say: (value) => `${value}%`, when: String },
  );

describe('the small chart of a pack', () => {
  it('is not drawn from one number', () => {
    expect(drawn([20])).toBeNull();
    expect(drawn([20, null, null])).toBeNull();
  });

  it('joins neighbours, and leaves a gap with its letter where a number is withheld', () => {
    const chart = drawn([20, 22, null, 18, 30]);
    const joins = chart?.shapes.find(({ role }) => role === 'line')?.d.match(/M/g);
    // 20 to 22 and 18 to 30: nothing leads over the gap.
    expect(joins).toHaveLength(2);
    expect(chart?.words.filter(({ text }) => text === 'c')).toHaveLength(1);
    expect(chart?.words.map(({ text }) => text)).not.toContain('0%');
  });

  it('draws what is not chance as a square and what is chance as a dot', () => {
    const chart = drawn([20, 22, 30]);
    expect(chart?.shapes.find(({ role }) => role === 'point')?.d.match(/A/g)).toHaveLength(4);
    expect(chart?.shapes.find(({ role }) => role === 'special')?.d).toMatch(/^M[\d.]+ [\d.]+H/);
  });

  it('puts the highest number at the top, and everything within its frame', () => {
    const chart = drawn([20, 22, 18], { target: 40 });
    expect(chart?.words[0]).toMatchObject({ text: '40%', y: 10 });
    expect(chart?.words[1]?.text).toBe('15%');
    const ys = (chart?.shapes ?? []).flatMap(({ d }) =>
      [...d.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((match) => Number(match[1])),
    );
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ys)).toBeLessThanOrEqual(chart?.height ?? 0);
  });

  it('draws no line where the band ends because no number can lie beyond', () => {
    const limits = { from: 0, to: 2, mean: 4, upper: 9, lower: 0 };
    const lines = (open: readonly ('upper' | 'lower')[]) =>
      packChart(
        { points: points(3, 5, 4), limits: [{ ...limits, open }], target: null },
        { title: '', description: '', say: String, when: String },
      )?.shapes.filter(({ role }) => role === 'limit').length;
    expect([lines([]), lines(['lower']), lines(['upper', 'lower'])]).toEqual([2, 1, 0]);
  });

  it('stands on paper where every number is the same', () => {
    const flat = packChart(
      { points: points(5, 5, 5), limits: [], target: null },
      { title: '', description: '', say: String, when: String },
    );
    expect(flat?.shapes.map(({ d }) => d).join('')).not.toContain('NaN');
  });
});
