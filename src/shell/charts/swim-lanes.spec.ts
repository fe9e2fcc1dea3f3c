import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { Drawing, DrawnText } from './drawing.js';
import { type MonthLinesFacts, monthLines } from './month-lines.js';
import { type SwimLaneFacts, swimLanes } from './swim-lanes.js';

const empty: SwimLaneFacts = {
  zero: day('2015-01-01'),
  from: -12,
  until: 48,
  states: null,
  judgements: null,
  interventions: null,
  support: null,
  posts: null,
  plans: null,
  boards: null,
  warnings: null,
  frameworkChanges: [],
  stop: null,
};
const about = { id: 'x', title: 'A case', description: 'What happened' };
const drawn = (facts: Partial<SwimLaneFacts>): Drawing => {
  const [large] = swimLanes({ ...empty, ...facts }, about);
  if (!large) throw new Error('Nothing is drawn');
  return large;
};
const textsOf = ({ layers }: Drawing, className: string): readonly DrawnText[] =>
  layers.flatMap(({ texts }) => texts.filter((text) => text.className.includes(className)));
const rectsOf = ({ layers }: Drawing, className: string) =>
  layers.flatMap(({ rects }) => rects.filter((rect) => rect.className.split(' ').includes(className)));
const pathsOf = ({ layers }: Drawing, className: string) =>
  layers.flatMap(({ paths }) => paths.filter((path) => path.className.includes(className)));
const xOf = (d: string): number => Number(/^M([\d.-]+)/.exec(d)?.[1]);

describe('the clock of a comparison', () => {
  const states: SwimLaneFacts['states'] = [
    { state: 'failing', start: period('2015-01-01'), end: period('2017-01-01'), label: 'Failing' },
  ];

  it('has zero on it, with months before and after', () => {
    expect(textsOf(drawn({ states }), 'lifeline__year').map(({ text }) => text)).toEqual([
      '−12',
      '−6',
      '0',
      '+6',
      '+12',
      '+18',
      '+24',
      '+30',
      '+36',
      '+42',
      '+48',
    ]);
  });

  it('puts zero of two cases at the same place, whatever their calendars', () => {
    const other = drawn({ states, zero: day('1999-07-20') });
    const zero = (drawing: Drawing): number => xOf(pathsOf(drawing, 'lane__zero')[0]?.d ?? '');
    expect(Math.abs(zero(drawn({ states })) - zero(other))).toBeLessThan(0.5);
    expect(other.width).toBe(drawn({ states }).width);
  });

  it('draws what is certain thick, and where a date may lie thin', () => {
    const unsure = drawn({
      states: [{ state: 'failing', start: period('2015-01-01'), end: period('2017'), label: 'Failing' }],
    });
    const rects = rectsOf(unsure, 'lane__state--failing');
    expect(rects).toHaveLength(2);
    expect(rects.filter(({ className }) => className.includes('lane__unsure'))).toHaveLength(1);
    const [certain, may] = [rects[0], rects[1]];
    expect((certain?.x ?? 0) + (certain?.width ?? 0)).toBeCloseTo(may?.x ?? 0, 1);
    expect(may?.height).toBe((certain?.height ?? 0) / 2);
  });

  it('marks an interim holder of a post, and an end that is no recovery', () => {
    const drawing = drawn({
      posts: [
        { start: period('2015-01-01'), end: period('2016-01-01'), label: 'Director', interim: false },
        { start: period('2016-01-01'), end: period('2017-01-01'), label: 'Director (interim)', interim: true },
      ],
      stop: { on: period('2018-01-01'), label: 'Merged' },
    });
    expect(rectsOf(drawing, 'lane__post--interim')).toHaveLength(1);
    expect(pathsOf(drawing, 'lane__stop')).toHaveLength(1);
    expect(textsOf(drawing, 'lane__stop-label').map(({ text }) => text)).toEqual(['Merged']);
    expect(pathsOf(drawn({ states, stop: { on: period('2030-01-01'), label: 'Merged' } }), 'lane__stop')).toEqual([]);
  });

  it('says of an empty lane that nothing is on the record, and draws none that was not asked for', () => {
    const drawing = drawn({ states, warnings: [] });
    expect(textsOf(drawing, 'lifeline__lane').map(({ text }) => text)).toEqual(['State', 'Warnings']);
    expect(textsOf(drawing, 'lane__nothing')).toHaveLength(1);
  });

  it('draws where the framework changed', () => {
    const judgements: SwimLaneFacts['judgements'] = [
      { on: period('2015-01-01'), band: 'failing', label: 'Ofsted: Inadequate', short: 'Inadequate', serious: false },
    ];
    const drawing = drawn({ judgements, frameworkChanges: [{ on: period('2016-01-01'), label: 'New framework' }] });
    expect(pathsOf(drawing, 'lifeline__framework')).toHaveLength(1);
  });
});

describe('a measure on the clock', () => {
  const point = (at: number, value: number | null, joined = true) => ({
    from: at - 0.1,
    to: at + 0.1,
    at,
    value,
    letter: value === null ? 'c' : null,
    joined,
    title: `${value}`,
  });
  const facts: MonthLinesFacts = {
    from: -12,
    until: 24,
    values: [0, 100],
    points: [point(0, 10), point(3, null), point(6, 30), point(9, 40), point(12, 50, false), point(99, 60)],
    breaks: [{ at: 12, title: 'Another definition' }],
    say: String,
  };
  const drawing = monthLines(facts, about);

  it('leaves a gap for a withheld number, and crosses no break', () => {
    expect(pathsOf(drawing, 'month__line')).toHaveLength(1);
    expect(textsOf(drawing, 'chart__letter').map(({ text }) => text)).toEqual(['c']);
    expect(pathsOf(drawing, 'lifeline__framework')).toHaveLength(1);
  });

  it('draws nothing outside its months', () => {
    expect(pathsOf(drawing, 'month__point')).toHaveLength(4);
  });

  it('stands on the scale that it is given, and not on its own', () => {
    const low = monthLines({ ...facts, points: [point(0, 10)] }, about);
    const alone = monthLines({ ...facts, values: [10], points: [point(0, 10)] }, about);
    const y = (of: Drawing): string => pathsOf(of, 'month__point')[0]?.d ?? '';
    expect(y(low)).toBe(pathsOf(drawing, 'month__point')[0]?.d);
    expect(y(alone)).not.toBe(y(low));
  });
});
