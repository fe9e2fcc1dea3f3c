import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { Drawing, DrawnPath, DrawnRect, DrawnText } from './drawing.js';
import type { EpisodeOnLine } from './life-line-facts.js';
import { type LifeLineFacts, earliestOf, lifeLine, lifeLineStrips, lifeLineYears, lifeLines } from './life-line.js';
import { textWidth } from './text-width.js';

const nothing: LifeLineFacts = {
  from: day('2000-01-01'),
  to: day('2020-01-01'),
  episodes: [],
  judgements: [],
  interventions: [],
  support: [],
  warnings: [],
  posts: [],
  reviews: [],
  frameworkChanges: [],
};

const full: LifeLineFacts = {
  ...nothing,
  episodes: [
    {
      start: period('2004-05-10'),
      end: period('2007'),
      endKind: 'not-failing',
      label: 'First failure',
      relapse: false,
      heldFrom: null,
      watchUntil: null,
    },
    {
      start: period('2012-02-01'),
      end: period('2015-06-30'),
      endKind: 'recovered',
      label: 'Relapse',
      relapse: true,
      heldFrom: period('2007'),
      watchUntil: period('2018-06-30'),
    },
  ],
  judgements: [
    {
      on: period('2004-05-10'),
      band: 'failing',
      label: 'Inadequate, old framework',
      short: 'Inadequate',
      serious: false,
    },
    { on: period('2007'), band: 'below', label: 'Adequate, old framework', short: 'Adequate', serious: false },
    { on: period('2017-03'), band: 'meeting', label: 'Good, new framework', short: 'Good', serious: true },
  ],
  interventions: [
    {
      start: period('2004-07-01'),
      end: period('2006-01-31'),
      plannedEnd: period('2007-01-31'),
      level: 4,
      label: 'Direction',
    },
    { start: period('2005-01-01'), end: period('2005-12-31'), plannedEnd: null, level: 2, label: 'Adviser' },
    { start: period('2005'), end: period('2005'), plannedEnd: null, level: 1, label: 'Within a year' },
    { start: period('2012-03-01'), end: null, plannedEnd: null, level: 5, label: 'Commissioner' },
  ],
  support: [{ start: period('2005-Q2'), end: period('2006-Q1'), label: 'Neighbour' }],
  warnings: [{ on: period('2003'), label: 'Earlier inspection' }],
  posts: [{ on: period('2004-09'), label: 'Director' }],
  reviews: [
    { on: period('2005-03-01'), label: 'Review' },
    { on: period('2005-06-01'), label: 'Review' },
  ],
  frameworkChanges: [{ on: period('2013-11-01'), label: 'New framework' }],
};

const stillOpen = (start: string): EpisodeOnLine => ({
  start: period(start),
  end: null,
  endKind: 'open',
  label: 'Failing',
  relapse: false,
  heldFrom: null,
  watchUntil: null,
});

const large = (facts: LifeLineFacts): Drawing => lifeLine(facts, { id: 'line', name: 'Somewhere', size: 'large' });
const small = (facts: LifeLineFacts): Drawing => lifeLine(facts, { id: 'line', name: 'Somewhere', size: 'small' });

const rects = (drawing: Drawing, className: string): readonly DrawnRect[] =>
  drawing.layers.flatMap((layer) => layer.rects).filter((rect) => rect.className.split(' ').includes(className));
const paths = (drawing: Drawing, className: string): readonly DrawnPath[] =>
  drawing.layers.flatMap((layer) => layer.paths).filter((path) => path.className.split(' ').includes(className));
const texts = (drawing: Drawing): readonly DrawnText[] => drawing.layers.flatMap((layer) => layer.texts);

const numbers = (text: string): number[] => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
/** The first point of a path. */
const startOf = (path: DrawnPath | undefined): [number, number] =>
  numbers(path?.d ?? '').slice(0, 2) as [number, number];

/** Where a day lies in the large picture, worked out apart from the code: 132 to 952 units for 20 years. */
const x = (text: string): number =>
  132 + ((Date.parse(text) - Date.parse('2000-01-01')) / (Date.parse('2020-01-01') - Date.parse('2000-01-01'))) * 820;

describe('a life line', () => {
  it('places a day on the scale of its years', () => {
    const [start] = paths(large(full), 'lifeline__episode-start');
    expect(startOf(start)[0]).toBeCloseTo(x('2004-05-10'), 1);
  });

  it('draws an inexact date over its whole span', () => {
    const whisker = paths(large({ ...nothing, warnings: full.warnings }), 'lifeline__whisker')[0];
    const [from, , to] = numbers(whisker?.d ?? '');
    expect(from).toBeCloseTo(x('2003-01-01'), 1);
    expect(to).toBeCloseTo(x('2004-01-01'), 1);
  });

  it('draws no span under a date known to the day', () => {
    const exact = { ...nothing, warnings: [{ on: period('2003-04-05'), label: 'Letter' }] };
    expect(paths(large(exact), 'lifeline__whisker')).toEqual([]);
  });

  it('is certain only between the last day it may have begun and the first it may have ended', () => {
    const [help] = rects(large({ ...nothing, support: full.support }), 'lifeline__support').filter(
      (rect) => !rect.className.includes('unsure'),
    );
    expect(help?.x).toBeCloseTo(x('2005-07-01'), 1);
    expect((help?.x ?? 0) + (help?.width ?? 0)).toBeCloseTo(x('2006-01-01'), 1);
    const unsure = rects(large({ ...nothing, support: full.support }), 'lifeline__support--unsure');
    expect(unsure.map((rect) => rect.x)).toEqual([
      expect.closeTo(x('2005-04-01'), 1),
      expect.closeTo(x('2006-01-01'), 1),
    ]);
  });

  it('is certain of nothing where both ends lie in one year', () => {
    const within = large({ ...nothing, interventions: full.interventions.slice(2, 3) });
    expect(rects(within, 'lifeline__bar--unsure')).toHaveLength(1);
    expect(rects(within, 'lifeline__bar')).toHaveLength(1);
  });

  it('runs an open episode to the right edge, with an open edge', () => {
    const open = large({
      ...nothing,
      episodes: [stillOpen('2015-01-01')],
    });
    const [ground] = rects(open, 'lifeline__episode');
    expect((ground?.x ?? 0) + (ground?.width ?? 0)).toBeCloseTo(952, 1);
    expect(startOf(paths(open, 'lifeline__episode-end--open')[0])[0]).toBe(952);
  });

  it('fades out where nobody has written down when something ended', () => {
    const unknown = {
      start: period('2005-01-01'),
      end: null,
      endUnknown: true,
      plannedEnd: null,
      level: 3,
      label: 'Notice',
    } as const;
    const drawn = rects(large({ ...nothing, interventions: [unknown] }), 'lifeline__bar');
    expect(Math.max(...drawn.map((rect) => rect.x + rect.width))).toBeLessThan(x('2007-01-01'));
    expect(drawn.some((rect) => rect.className.includes('unsure'))).toBe(true);
    expect(drawn[0]?.title).toContain('end not known');
  });

  it.each([
    ['large', large(full)],
    ['small', small(full)],
  ])('never puts overlapping interventions into one row (%s)', (_size, drawing) => {
    const bars = rects(drawing, 'lifeline__bar');
    expect(bars.length).toBeGreaterThan(3);
    const level = (rect: DrawnRect): string | undefined => /--(\d)/.exec(rect.className)?.[1];
    const sharesRow = (one: DrawnRect, other: DrawnRect): boolean =>
      Math.abs(one.y + one.height / 2 - other.y - other.height / 2) < 1;
    const overlaps = (one: DrawnRect, other: DrawnRect): boolean =>
      one.x < other.x + other.width - 0.1 && other.x < one.x + one.width - 0.1;
    const clashes = bars.filter((one) =>
      bars.some((other) => level(one) !== level(other) && overlaps(one, other) && sharesRow(one, other)),
    );
    expect(clashes).toEqual([]);
    expect(bars.some((one) => bars.some((other) => level(one) !== level(other) && overlaps(one, other)))).toBe(true);
  });

  it('marks where an intervention was planned to end and where it ended', () => {
    const drawing = large(full);
    expect(paths(drawing, 'lifeline__end')).toHaveLength(3);
    const [planned] = paths(drawing, 'lifeline__planned');
    expect(numbers(planned?.d ?? '')[2]).toBeCloseTo(x('2007-01-31'), 1);
    expect(planned?.title).toBe('Planned end: 31\u00a0January\u00a02007');
  });

  it('keeps its lanes in order, warnings at the bottom', () => {
    const names = texts(large(full)).filter((text) => text.className === 'lifeline__lane');
    expect(names.map((name) => name.text)).toEqual([
      'Board reviews',
      'Posts',
      'Help',
      'Interventions',
      'Judgements',
      'Warnings',
    ]);
    expect(names.map((name) => name.y)).toEqual(names.map((name) => name.y).toSorted((a, b) => a - b));
  });

  it('leads from the end of one failure to the relapse, and from the last to the end of the watch', () => {
    const drawing = large(full);
    expect(startOf(paths(drawing, 'lifeline__relapse')[0])[0]).toBeCloseTo(x('2007-07-01'), 1);
    const [watchFrom, , watchTo] = numbers(paths(drawing, 'lifeline__watch')[0]?.d ?? '');
    expect(watchFrom).toBeCloseTo(x('2015-06-30'), 1);
    expect(watchTo).toBeCloseTo(x('2018-06-30'), 1);
    expect(paths(drawing, 'lifeline__watch-end')).toHaveLength(1);
    const watchedOn = full.episodes.map((one) => ({ ...one, watchUntil: one.watchUntil && period('2031-01-01') }));
    expect(paths(large({ ...full, episodes: watchedOn }), 'lifeline__watch-end')).toEqual([]);
  });

  it('leads to no relapse out of a failure that is still open', () => {
    const relapse = { ...stillOpen('2012-01-01'), relapse: true };
    expect(paths(large({ ...nothing, episodes: [stillOpen('2004-01-01'), relapse] }), 'lifeline__relapse')).toEqual([]);
  });

  it('tells two failures that ran at once apart, and watches each for itself', () => {
    const beside: EpisodeOnLine = {
      start: period('2006-03-01'),
      end: period('2013-04'),
      endKind: 'recovered',
      label: 'How it was run',
      relapse: false,
      heldFrom: null,
      watchUntil: period('2019-01'),
    };
    const drawing = large({ ...full, episodes: [...full.episodes, beside] });
    const heights = rects(drawing, 'lifeline__spell')
      .filter(({ className }) => className === 'lifeline__spell')
      .map(({ title, y }) => [title?.split(':')[0], y] as const);
    const rowOf = new Map(heights);
    expect(rowOf.get('Relapse')).toBe(rowOf.get('First failure'));
    expect(rowOf.get('How it was run')).not.toBe(rowOf.get('First failure'));
    expect(paths(drawing, 'lifeline__relapse')).toHaveLength(1);
    expect(paths(drawing, 'lifeline__watch').map(({ title }) => title?.replaceAll('\u00a0', ' '))).toEqual([
      'On watch for a relapse until 30 June 2018',
      'On watch for a relapse until January 2019',
    ]);
  });

  it('marks an area found failing, and a change of framework', () => {
    expect(paths(large(full), 'lifeline__serious')).toHaveLength(1);
    expect(startOf(paths(large(full), 'lifeline__framework')[0])[0]).toBeCloseTo(x('2013-11-01'), 1);
  });

  it('leaves out what lies outside its scale, and cuts off what reaches beyond', () => {
    const later = large({ ...full, from: day('2006-01-01'), to: day('2010-01-01') });
    expect(texts(later).map((text) => text.text)).not.toContain('Good');
    const drawn = later.layers.flatMap((layer) => layer.rects);
    expect(Math.min(...drawn.map((rect) => rect.x))).toBeGreaterThanOrEqual(132);
    expect(Math.max(...drawn.map((rect) => rect.x + rect.width))).toBeLessThanOrEqual(952.01);
    expect(paths(later, 'lifeline__episode-start')).toHaveLength(0);
  });

  it('says nothing twice where all labels of a lane are the same', () => {
    expect(texts(large(full)).filter((text) => text.text === 'Review')).toEqual([]);
    expect(paths(large(full), 'lifeline__review')).toHaveLength(2);
  });

  it('names what reaches across the whole picture, and every one of a few posts', () => {
    const whole = { start: period('2000'), end: null, label: 'Teaching school alliance' } as const;
    const posts = [
      { on: period('2004-01'), label: 'Head teacher' },
      { on: period('2004-01'), label: 'Head teacher' },
    ];
    for (const size of ['large', 'narrow'] as const) {
      const drawn = texts(lifeLine({ ...nothing, support: [whole], posts }, { id: 'one', name: 'A school', size }));
      expect(drawn.map(({ text }) => text)).toContain('Teaching school alliance');
      expect(drawn.filter(({ text }) => text === 'Head teacher')).toHaveLength(2);
    }
  });

  it('says once what many posts in a row have in common', () => {
    const posts = ['2002', '2005', '2008', '2011', '2014'].map((on) => ({ on: period(on), label: 'Head teacher' }));
    expect(texts(large({ ...nothing, posts })).filter(({ text }) => text === 'Head teacher')).toHaveLength(1);
  });

  it('cuts no label on a phone that the width of the phone holds', () => {
    const late = { on: period('2019-11'), label: 'Financial trouble or finding' };
    const bar = {
      start: period('2009'),
      end: period('2010'),
      plannedEnd: null,
      level: 3,
      label: 'Delivery group and an adviser',
    } as const;
    const phone = lifeLine(
      { ...nothing, warnings: [late], interventions: [bar] },
      { id: 'p', name: 'A council', size: 'narrow' },
    );
    const said = texts(phone).map(({ text }) => text);
    expect(said).toContain(late.label);
    expect(said).toContain(bar.label);
    const labels = texts(phone).filter(({ className }) => className === 'lifeline__label');
    expect(labels.filter(({ text, x: at }) => at + textWidth(text, 14) > 343)).toEqual([]);
  });

  it('draws the line of a framework down to its own name', () => {
    const frameworkChanges = [
      { on: period('2012-01-01'), label: 'Framework of 2012' },
      { on: period('2012-09-01'), label: 'Framework of September 2012' },
      { on: period('2019-09-01'), label: 'Framework of 2019' },
    ];
    const drawing = large({ ...nothing, frameworkChanges });
    const names = texts(drawing).filter(({ className }) => className.includes('framework-label'));
    const lines = paths(drawing, 'lifeline__framework');
    expect(names).toHaveLength(3);
    for (const name of names)
      expect(
        lines.some(({ d }) => {
          const [lineX = 0, , , lineY = 0] = numbers(d);
          return Math.abs(lineX - name.x) < 8 && Math.abs(lineY - name.y) < 8;
        }),
      ).toBe(true);
    expect(names.find(({ text }) => text === 'Framework of 2019')?.className).toContain('end');
  });

  it('lets no two labels of the picture touch', () => {
    const crowded = {
      ...nothing,
      warnings: Array.from({ length: 30 }, (_unused, index) => ({
        on: period(`2005-${String((index % 12) + 1).padStart(2, '0')}`),
        label: `Warning letter ${index}`,
      })),
    };
    const shown = texts(large(crowded)).filter((text) => text.className.startsWith('lifeline__label'));
    expect(shown.length).toBeGreaterThan(5);
    const stretch = ({ x: at, text, className }: DrawnText): [number, number] => {
      const width = textWidth(text, 16);
      return className.includes('end') ? [at - width, at] : [at, at + width];
    };
    const touching = shown.filter((one) =>
      shown.some((other) => {
        const [from, to] = stretch(one);
        const [otherFrom, otherTo] = stretch(other);
        return one !== other && one.y === other.y && from < otherTo && otherFrom < to;
      }),
    );
    expect(touching).toEqual([]);
  });

  it.each([
    ['large', 'nothing', large(nothing)],
    ['small', 'nothing', small(nothing)],
    ['large', 'a scale without length', large({ ...full, to: full.from })],
    ['large', 'everything', large(full)],
    ['small', 'everything', small(full)],
    ['large', 'one month', large({ ...full, from: day('2005-01-01'), to: day('2005-02-01') })],
    ['large', 'three centuries', large({ ...full, from: day('1750-01-01'), to: day('2050-01-01') })],
  ])('is drawn whole, and without a broken number (%s: %s)', (_size, _facts, drawing) => {
    expect(JSON.stringify(drawing)).not.toMatch(/NaN|Infinity|undefined|null,null/);
    expect(drawing.height).toBeGreaterThan(40);
    expect(drawing.viewBox).toBe(`0 0 ${drawing.width} ${drawing.height}`);
    expect(drawing.title).toBe('Life line of Somewhere');
    for (const text of texts(drawing)) expect(text.y).toBeLessThanOrEqual(drawing.height);
    expect(drawing.layers.flatMap((layer) => layer.rects).every((rect) => rect.width > 0 && rect.height > 0)).toBe(
      true,
    );
  });

  it('is told in two widths, each with its own name in the page', () => {
    const both = [
      ...lifeLines(full, { id: 'a', name: 'Somewhere' }),
      ...lifeLineStrips(full, { id: 'b', name: 'Somewhere' }),
      ...lifeLineYears(full, { id: 'c' }),
    ];
    expect(new Set(both.map((drawing) => drawing.id)).size).toBe(6);
  });

  it('has nothing to point at in a list, where it is drawn many times', () => {
    expect(
      small(full)
        .layers.flatMap((layer) => [...layer.rects, ...layer.paths])
        .every((shape) => shape.title === null),
    ).toBe(true);
  });
});

describe('a life line in words', () => {
  it('tells every episode with its dates as exactly as they are known', () => {
    expect(large(full).description).toBe(
      'From 1 January 2000 to 1 January 2020. 2 episodes of failure: from 10 May 2004 to 2007, judged no longer failing; ' +
        'from 1 February 2012 to 30 June 2015, recovered, a relapse. 3 judgements, the latest “Good”, March 2017. ' +
        '1 judgement found one area failing without opening an episode. ' +
        '4 interventions, the highest at level 5 of 5, 1 without a known end. ' +
        'Also drawn: 1 spell of help, 1 warning, 1 change in post, 2 board reviews and 1 change of framework. ' +
        'On watch for a relapse until 30 June 2018.',
    );
  });

  it('says so when nothing is on record', () => {
    expect(small(nothing).description).toBe(
      'From 1 January 2000 to 1 January 2020. No episode of failure is on record.',
    );
  });
});

describe('the first day of a life line', () => {
  it('is the first day on which any fact may lie', () => {
    expect(earliestOf(full)).toBe('2003-01-01');
    expect(earliestOf(nothing)).toBeNull();
  });
});
