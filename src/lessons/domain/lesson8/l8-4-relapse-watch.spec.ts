import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, on, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import { type GradeFact, type Lesson8Facts, nothingElsewhere, type PostChange } from './facts.js';
import { relapseWatch as signal } from './l8-4-relapse-watch.js';

const grade = (date: string, ordinal: number, more: Partial<GradeFact> = {}): GradeFact => ({
  fact: used(`grade ${date}`, date),
  on: period(date),
  area: 'overall',
  areaLabel: 'Overall',
  scale: 'four grades',
  ordinal,
  ...more,
});
const change = (post: string, date: string, more: Partial<PostChange> = {}): PostChange => ({
  fact: used(`${post} ${date}`, date),
  post,
  on: period(date),
  kind: 'left',
  planned: false,
  ...more,
});

/** Out of failure since 1 January 2024, and no sign of relapse, with something on the record to tell all six. */
const calm: Lesson8Facts = {
  run: aRun({ trigger: used('trigger', '2022-01-01'), recovered: used('recovered', '2024-01-01') }),
  actions: [],
  checks: [{ fact: used('check', '2024-07-01'), months: 6, doneOn: on('2024-07-01'), result: 'held' }],
  grades: [grade('2024-01-01', 3), grade('2025-01-01', 3)],
  posts: [change('chair', '2024-02-01')],
  published: null,
  elsewhere: {
    outside: { checks: [used('audit', '2025-02-01'), used('peer review', '2026-02-01')], from: period('2020-01-01') },
    quarters: [
      { to: '2025-12-31', concerns: 3 },
      { to: '2026-03-31', concerns: 0 },
    ],
    outcomes: [
      { fact: used('measure a'), worseOn: [period('2026-03-01')] },
      { fact: used('measure b'), worseOn: [period('2025-11-30')] },
    ],
  },
};
const read = (more: Partial<Lesson8Facts> = {}, reading = aReading()) =>
  signal.read({ ...calm, ...more }, reading, firstLimits(signal));

const lower = { grades: [grade('2024-01-01', 3), grade('2025-06-01', 2)] };
const slipped = { checks: [{ fact: used('check'), months: 6, doneOn: on('2024-07-01'), result: 'slipped' as const }] };
const left = { posts: [change('chair', '2026-01-01'), change('director', '2026-02-01')] };
const elsewhere = (more: Partial<Lesson8Facts['elsewhere']>) => ({ elsewhere: { ...calm.elsewhere, ...more } });

describe('the watch for relapse', () => {
  it('is supported where none of the six is on the record', () => {
    expect(read()).toMatchObject({
      result: 'supports',
      value: 0,
      n: 6,
      sentence: '0 of 6 relapse signs are on the record. The watch ends in January 2031.',
      notes: [],
    });
  });

  it.each([
    ['a lower grade', lower],
    [
      'two outcome measures worse',
      elsewhere({ outcomes: [0, 1].map((n) => ({ fact: used(`m${n}`), worseOn: [period('2025-12-01')] })) }),
    ],
    ['two changes in critical posts', left],
    ['a check that found slipping', slipped],
    ['no challenge from outside in a year', elsewhere({ outside: { checks: [], from: period('2020-01-01') } })],
    [
      'no concern in two quarters',
      elsewhere({
        quarters: [
          { to: '2025-12-31', concerns: 0 },
          { to: '2026-03-31', concerns: 0 },
        ],
      }),
    ],
  ] as const)('with %s: a matter to discuss', (name, more) => {
    expect(read(more)).toMatchObject({
      result: 'discuss',
      value: 1,
      sentence: `1 of 6 relapse signs is on the record: ${name}. The watch ends in January 2031.`,
    });
  });

  it('with two of them: a challenge', () => {
    expect(read({ ...lower, ...slipped })).toMatchObject({
      result: 'challenge',
      value: 2,
      sentence:
        '2 of 6 relapse signs are on the record: a lower grade and a check that found slipping. The watch ends in January 2031.',
    });
  });

  it('is not due while there is no recovery', () => {
    expect(read({ run: aRun() })).toMatchObject({ result: 'not_yet', sentence: 'No recovery is on the record.' });
  });

  it('does not take an empty record for a calm one', () => {
    const outcome = read({ grades: [], posts: [], checks: [], elsewhere: nothingElsewhere });
    expect(outcome).toMatchObject({
      result: 'not_enough',
      n: 0,
      sentence: 'No relapse sign is found, but the record tells of 0 of 6. The watch ends in January 2031.',
    });
    expect(outcome.missing).toHaveLength(6);
    expect(read({ ...lower, posts: [], checks: [], elsewhere: nothingElsewhere }).result).toBe('discuss');
  });

  it('compares grades of one area and one scale alone, and says where another framework judged', () => {
    const other = read({ grades: [grade('2024-01-01', 3), grade('2025-01-01', 2, { scale: 'another' })] });
    expect(other).toMatchObject({ result: 'supports', n: 5 });
    expect(other.notes.join(' ')).toContain('grades of different scales are not compared');
    const area = [grade('2024-01-01', 3), grade('2025-01-01', 2, { area: 'leadership' })];
    expect(read({ grades: area }).result).toBe('supports');
    expect(read({ grades: [grade('2021-01-01', 4), grade('2025-01-01', 3)] }).result).toBe('supports');
  });

  it('takes whoever left and whoever came for one change of a post, and leaves planned ones out', () => {
    const one = [change('chair', '2026-01-01'), change('chair', '2026-02-01', { kind: 'began' })];
    expect(read({ posts: one }).result).toBe('supports');
    expect(read({ posts: [...one, change('director', '2026-02-01', { planned: true })] }).result).toBe('supports');
    expect(read({ posts: [change('chair', '2025-05-01'), change('director', '2026-02-01')] }).result).toBe('supports');
    expect(read({ posts: [change('chair', '2025-07-01'), change('chair', '2026-02-01')] }).result).toBe('discuss');
  });

  it('is a matter to discuss where the dates decide it', () => {
    const unsure = read({ posts: [change('chair', '2025'), change('director', '2026-02-01')] });
    expect(unsure).toMatchObject({ result: 'discuss', value: 0 });
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('ends after 84 months, and is then told as it stood', () => {
    const late = aReading({ asOf: day('2035-01-01') });
    expect(read({ ...lower, ...slipped }, late).sentence).toContain('The watch ended in January 2031.');
    expect(
      read({ grades: [grade('2024-01-01', 3), grade('2032-01-01', 1)], ...slipped }, late).value,
    ).not.toBeGreaterThan(2);
  });

  it('reads an earlier day as it stood then', () => {
    expect(read(lower, aReading({ asOf: day('2025-05-31') })).sentence).toContain('0 of 6');
    expect(read(lower, aReading({ asOf: day('2025-06-01') })).sentence).toContain('a lower grade');
  });

  it('is changed by no action and no better grade', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (days) => {
        const better = grade(addDays(day('2025-01-01'), days), 4);
        expect(read({ grades: [...calm.grades, better], actions: [action('x')] })).toEqual(read());
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        expect(read(moved({ ...calm, ...lower, ...left }, days), reading)).toMatchObject({
          result: 'challenge',
          value: 2,
        });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const grades = lower.grades.map((fact, place) => ({
      fact,
      on: fact.on,
      knownOn: place === 0 ? fact.on : period('2026-09-01'),
    }));
    expect(read({ grades: readable(grades, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ grades: readable(grades, { mode: 'hindsight' }) })).toMatchObject({ result: 'discuss', value: 1 });
  });
});
