import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { Drawing } from './drawing.js';
import { type MeasureChartFacts, measureCharts, type MeasurePoint } from './measure-chart.js';

const point = (on: string, value: number | null, more: Partial<MeasurePoint> = {}): MeasurePoint => ({
  on: period(on),
  value,
  letter: value === null ? 'c' : null,
  low: null,
  high: null,
  joined: true,
  special: null,
  text: String(value),
  title: `${on}: ${value}`,
  ...more,
});

const facts = (more: Partial<MeasureChartFacts> = {}): MeasureChartFacts => ({
  from: day('2018-01-01'),
  to: day('2018-12-31'),
  points: [point('2018-02', 10, { joined: false }), point('2018-03', 12), point('2018-04', 14)],
  limits: [],
  target: null,
  pins: [],
  say: (value) => `${value}%`,
  ...more,
});

const about = { id: 'm', title: 'A measure', description: 'Three numbers.' };
const drawn = (more: Partial<MeasureChartFacts> = {}): Drawing => measureCharts(facts(more), about)[0];
const all = (drawing: Drawing) => ({
  paths: drawing.layers.flatMap(({ paths }) => paths),
  texts: drawing.layers.flatMap(({ texts }) => texts),
  rects: drawing.layers.flatMap(({ rects }) => rects),
});
const classes = (drawing: Drawing, name: string) =>
  all(drawing).paths.filter(({ className }) => className.split(' ').includes(name));
const words = (drawing: Drawing, name: string): string[] =>
  all(drawing)
    .texts.filter(({ className }) => className === name)
    .map(({ text }) => text);

describe('the chart of a measure', () => {
  it('comes for a desk and for a phone, each with a name of its own', () => {
    expect(measureCharts(facts(), about).map(({ id, width }) => [id, width])).toEqual([
      ['m-large', 960],
      ['m-narrow', 343],
    ]);
  });

  it('draws every number, and lines only between those that may be compared', () => {
    expect(classes(drawn(), 'chart__point')).toHaveLength(3);
    expect(classes(drawn(), 'chart__line')).toHaveLength(2);
    const broken = facts().points.map((one) => ({ ...one, joined: false }));
    expect(classes(drawn({ points: broken }), 'chart__line')).toHaveLength(0);
  });

  it('leaves a gap for what is withheld, with its letter under the axis, and never a zero', () => {
    const points = [point('2018-02', 10), point('2018-03', null), point('2018-04', 14)];
    const picture = drawn({ points });
    expect(classes(picture, 'chart__point')).toHaveLength(2);
    expect(classes(picture, 'chart__line')).toHaveLength(0);
    expect(words(picture, 'chart__letter')).toEqual(['c']);
  });

  it('says the numbers beside few points, and not beside many', () => {
    expect(words(drawn(), 'chart__label')).toEqual(['10', '12', '14']);
    const many = Array.from({ length: 12 }, (_unused, index) =>
      point(`2018-${String(index + 1).padStart(2, '0')}`, index),
    );
    expect(words(drawn({ points: many }), 'chart__label')).toEqual([]);
  });

  it('marks what stands out by a triangle that points the way, and by its word', () => {
    const special = { side: 'high', meaning: 'concern', word: 'Concern' } as const;
    const picture = drawn({ points: [...facts().points.slice(0, 2), point('2018-04', 30, { special })] });
    const [triangle] = classes(picture, 'chart__point--concern');
    expect(triangle?.d).toMatch(/^M[\d.]+ [\d.]+L.*Z$/);
    expect(words(picture, 'chart__label')).toContain('Concern');
  });

  it('says both words where a concern turns into an improvement, on a phone too', () => {
    const special = (side: 'high' | 'low', word: string | null) =>
      ({ side, meaning: side === 'high' ? 'improvement' : 'concern', word }) as const;
    const points = [
      point('2018-02', 40, { special: special('low', 'Concern') }),
      point('2018-03', 41, { special: special('low', null) }),
      point('2018-04', 70, { special: special('high', 'Improvement') }),
    ];
    for (const picture of measureCharts(facts({ points, from: day('2010-01-01') }), about))
      expect(words(picture, 'chart__label')).toEqual(expect.arrayContaining(['Concern', 'Improvement']));
  });

  it('draws the line of every pin under all pins', () => {
    const pins = [1, 2].map((number) => ({ on: period('2018-03-09'), number, title: `Event ${number}` }));
    const order = all(drawn({ pins }))
      .paths.map(({ className }) => className)
      .filter((name) => name.startsWith('chart__pin'));
    expect(order).toEqual(['chart__pin-line', 'chart__pin-line', 'chart__pin', 'chart__pin']);
  });

  it('names mean and limits, apart from one another, and says when they are on trial', () => {
    const limits = [
      { from: period('2018-02'), to: period('2018-04'), mean: 12, upper: 12.1, lower: 11.9, open: [], trial: true },
    ];
    const picture = drawn({ limits });
    expect(words(picture, 'chart__name')).toEqual(['Trial limit 12.1%', 'Mean 12%', 'Trial limit 11.9%']);
    const at = all(picture).texts.filter(({ className }) => className === 'chart__name');
    expect((at[1]?.y ?? 0) - (at[0]?.y ?? 0)).toBeGreaterThan(14);
    expect(classes(picture, 'chart__limit--trial')).toHaveLength(2);
  });

  it('draws no line, and gives no name, where no number can be', () => {
    const limits = [
      {
        from: period('2018-02'),
        to: period('2018-04'),
        mean: 12,
        upper: 20,
        lower: 0,
        open: ['lower' as const],
        trial: false,
      },
    ];
    const picture = drawn({ limits });
    expect(words(picture, 'chart__name')).toEqual(['Limit 20%', 'Mean 12%']);
    expect(classes(picture, 'chart__limit')).toHaveLength(1);
    expect(all(picture).rects.filter(({ className }) => className === 'chart__band')).toHaveLength(1);
  });

  it('keeps old limits up to where new ones begin', () => {
    const limits = [
      { from: period('2018-02'), to: period('2018-05'), mean: 12, upper: 14, lower: 10, open: [], trial: false },
      { from: period('2018-06'), to: period('2018-08'), mean: 22, upper: 24, lower: 20, open: [], trial: false },
    ];
    const bands = all(drawn({ limits })).rects.filter(({ className }) => className === 'chart__band');
    expect(bands).toHaveLength(2);
    expect((bands[0]?.x ?? 0) + (bands[0]?.width ?? 0)).toBeCloseTo(bands[1]?.x ?? 0, 1);
  });

  it('pins what happened by its number, and keeps pins of one day apart', () => {
    const pins = [1, 2, 3].map((number) => ({ on: period('2018-03-09'), number, title: `Event ${number}` }));
    const picture = drawn({ pins });
    const numbers = all(picture).texts.filter(({ className }) => className === 'chart__pin-number');
    expect(numbers.map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect(new Set(numbers.map(({ y }) => y)).size).toBe(3);
    expect(Math.min(...numbers.map(({ y }) => y))).toBeGreaterThan(0);
  });

  it('draws a line at each trigger, its name on the side with more room', () => {
    const triggers = [
      { on: period('2018-02-10'), text: 'Trigger: the first judgement' },
      { on: period('2018-11-10'), text: 'Trigger: the second judgement' },
    ];
    const picture = drawn({ triggers });
    expect(classes(picture, 'chart__trigger')).toHaveLength(2);
    expect(words(picture, 'chart__trigger-name')).toEqual(['Trigger: the first judgement']);
    expect(words(picture, 'chart__trigger-name chart__trigger-name--before')).toEqual([
      'Trigger: the second judgement',
    ]);
  });

  it('names the lowest point before anything else that would stand in its way', () => {
    const trough = { on: period('2018-03'), text: 'Lowest point, March 2018', side: 'low' } as const;
    const points = [point('2018-02', 12), point('2018-03', 10), point('2018-04', 11)].map((one) => ({
      ...one,
      special: { side: 'low', meaning: 'concern', word: 'Concern' } as const,
    }));
    expect(words(drawn({ points, trough }), 'chart__label')).toContain('Lowest point, March 2018');
    expect(words(drawn({ points, trough }), 'chart__label')).not.toContain('Lowest point, February 2018');
  });

  it('draws a range with both its ends, and a target with its name', () => {
    const picture = drawn({ points: [point('2018-02', 27.5, { low: 25, high: 30 })], target: 18 });
    expect(classes(picture, 'chart__range')).toHaveLength(1);
    expect(words(picture, 'chart__target-name')).toEqual(['Target 18%']);
  });

  it('keeps everything within the picture', () => {
    for (const drawing of measureCharts(facts({ target: 40 }), about)) {
      const { texts } = all(drawing);
      expect(texts.filter(({ x, y }) => x < 0 || x > drawing.width || y < 0 || y > drawing.height)).toEqual([]);
      expect(all(drawing).paths.filter(({ d }) => /NaN|undefined|Infinity/.test(d))).toEqual([]);
    }
  });
});
