import { csvText } from '../../shell/csv.js';
import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { MeasureEventRow, MeasureRow } from '../data/measure-pages.row.js';
import type { ValueFact } from '../domain/series.js';
import type { MeasurePageInput } from './measure-input.page.js';
import { measurePage } from './measure.page.js';
import { measureCsv } from './measure-values.page.js';

const row: MeasureRow = {
  id: 'm',
  ref: 'ME-0001',
  organisationId: 'o',
  organisationName: 'Northwick Council',
  organisationSlug: 'northwick',
  origin: 'library',
  name: 'Vacancies',
  unit: '%',
  kind: 'other',
  role: 'capacity',
  polarity: 'lower',
  polarityNote: null,
  frequency: 'month',
  earlyMovement: 'none',
  target: null,
  tolerance: null,
  targetSource: null,
  comparator: null,
  lagDays: null,
  ownerPost: null,
  safetyCritical: 0,
  smallNumbers: 0,
  threshold: 5,
  suppressZero: 0,
  roundTo: null,
  visibility: 'public',
  disclosureReason: null,
  status: 'active',
  pairRef: null,
  pairName: null,
  knownOn: null,
  verified: 1,
  inferred: 0,
  note: null,
  recordedAt: '2026-11-01T00:00:00.000Z',
};

const value = (on: string | null, number: number | null, more: Partial<ValueFact> = {}): ValueFact => ({
  id: `v-${on ?? 'undated'}-${more.edition ?? 1}`,
  position: on === null ? 999 : Number(on.replaceAll(/\D/g, '')),
  edition: 1,
  on: on === null ? null : period(on),
  value: number,
  low: null,
  high: null,
  status: 'final',
  flag: null,
  knownOn: on === null ? null : period(on),
  verified: true,
  inferred: false,
  note: null,
  ...more,
});
const months = (numbers: readonly number[]): ValueFact[] =>
  numbers.map((number, index) =>
    value(`${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, number),
  );
const steady = [20, 22, 20, 22, 20, 22, 20, 22, 20, 22, 20, 22];

const input = (values: readonly ValueFact[], more: Partial<MeasurePageInput> = {}): MeasurePageInput => ({
  measure: row,
  values,
  parts: [],
  events: [],
  conflicts: [],
  citations: new Map(),
  known: { ok: true, value: null },
  scope: 'public',
  today: day('2019-01-10'),
  recordedOn: day('2026-11-01'),
  ...more,
});
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
const said = (values: readonly ValueFact[], more: Partial<MeasurePageInput> = {}) => {
  const page = measurePage(input(values, more));
  return [plain(page.headline), plain(page.variation)];
};

describe('what the page of a measure says first', () => {
  it.each<[string, ValueFact[], string, string]>([
    ['nothing', [], 'No number that can be shown is on the record.', ''],
    [
      'one number',
      [value('2018', 25)],
      '25% in 2018. One value says nothing about a change.',
      '1 value so far. Limits appear at 6 points and settle at 12.',
    ],
    [
      'three numbers',
      [value('2018-02', 18.5), value('2018-03', 7), value('2018-04', 2)],
      'From 18.5% in February 2018 to 2% in April 2018.',
      '3 values so far. Limits appear at 6 points and settle at 12.',
    ],
    [
      'numbers of two scales',
      [value('2016', 132), value('2017', 102, { flag: 'b' })],
      '102% in 2017. The values are not on one scale, so nothing is said about a change.',
      '1 value since the scale or the definition changed. Limits appear at 6 points and settle at 12.',
    ],
    [
      'a range',
      [value('2016', 27.5, { low: 25, high: 30 }), value('2017-09-24', 20)],
      'From 25 to 30% in 2016 to 20% on 24 September 2017.',
      '2 values so far. Limits appear at 6 points and settle at 12.',
    ],
    ['a number without a date', [value(null, 9)], '9%; nobody wrote down when.', ''],
  ])('for %s', (_name, values, headline, variation) => {
    expect(said(values)).toEqual([headline, variation]);
  });

  it('says no change out loud', () => {
    expect(said(months(steady))[1]).toMatch(/^No change: /);
  });

  it('says which way a change goes, by which way is better', () => {
    expect(said(months([...steady, 40]))[1]).toBe('Concern: the newest value is above the upper limit.');
    expect(said(months([...steady, 5]))[1]).toBe('Improvement: the newest value is below the lower limit.');
  });

  it('holds a target against the limits, never against the last number', () => {
    const measure = { ...row, target: 10 };
    expect(measurePage(input(months(steady), { measure })).assurance).toContain('will not be met');
    expect(measurePage(input(months(steady.slice(0, 3)), { measure })).assurance).toContain('cannot be told');
    expect(measurePage(input(months(steady))).assurance).toBeNull();
  });
});

describe('limits that no number can reach', () => {
  const limitsOf = (values: readonly number[]) => {
    const page = measurePage(input(months(values), { measure: { ...row, kind: 'share' } }));
    return { says: page.limits?.rows[0], drawn: JSON.stringify(page.figure) };
  };

  it('are said as they were worked out, and not drawn', () => {
    const { says, drawn } = limitsOf([1, 4, 0, 5, 1, 3, 0, 4, 2, 5, 1, 3]);
    expect(says?.text).toMatch(/^\u2212\d/);
    expect(says?.note).toContain('The lower one has no line on the chart: no number can lie beyond it.');
    expect(drawn).not.toContain('Limit \u2212');
  });

  it('are drawn where numbers can be', () => {
    const { says, drawn } = limitsOf(steady);
    expect(says?.note).not.toContain('has no line');
    expect(drawn.match(/"title":"Limit /g)?.length ?? drawn.match(/Limit \d/g)?.length).toBeGreaterThan(1);
  });
});

describe('the chart', () => {
  it('is not drawn for one number', () => {
    expect(measurePage(input([value('2018', 25)])).figure).toBeNull();
  });

  const events: readonly MeasureEventRow[] = [
    { kind: 'judgement', id: 'j', ref: 'IN-1', on: '2018-05-08', text: 'Inadequate', knownOn: '2018-05-08' },
    { kind: 'intervention', id: 'i', ref: 'IV-1', on: '2018-06', text: 'A commissioner', knownOn: '2018-06' },
    { kind: 'event', id: 'e', ref: 'EV-1', on: '2018-07-02', text: 'The election', knownOn: '2018-07-02' },
    { kind: 'judgement', id: 'late', ref: 'IN-2', on: '2023', text: 'Good', knownOn: '2023' },
  ];

  it('pins what happened in its days, each with a link', () => {
    const { pins } = measurePage(input(months(steady), { events }));
    expect(pins.map(({ number, on, kind, link }) => [number, plain(on), kind, link.href])).toEqual([
      [1, '8 May 2018', 'Judgement', '/inspections/IN-1'],
      [2, 'June 2018', 'Intervention', '/organisations/northwick/timeline#fact-i'],
      [3, '2 July 2018', 'Event', '/organisations/northwick/timeline#fact-e'],
    ]);
  });

  it('tells limits with the numbers to work them out again', () => {
    const { limits } = measurePage(input(months(steady)));
    expect(limits?.rows.map(({ label, text }) => [label, plain(text)])).toEqual([
      ['Limits', '15.68% to 26.32%'],
      ['Mean', '21%'],
      ['Mean range', '2%'],
    ]);
    expect(measurePage(input(months([1, 2, 3]))).limits).toBeNull();
  });
});

describe('the time since a failure opened', () => {
  /** Twelve values of mean 21 before January 2019, and s = 1.773; of vacancies fewer are better. */
  const opened: MeasureEventRow = {
    kind: 'episode',
    id: 'f',
    ref: 'EP-0001',
    on: '2019-01-02',
    text: 'Children’s services',
    knownOn: '2019-01-02',
  };
  const since = (after: readonly number[], more: Partial<MeasurePageInput> = {}) =>
    measurePage(input(months([...steady, ...after]), { events: [opened], today: day('2019-07-10'), ...more }));
  const sentences = (page: { readonly since: readonly string[] }) => page.since.map(plain);
  const textsOf = (page: ReturnType<typeof measurePage>, name: string) =>
    page.figure?.pictures[0]?.layers.flatMap(({ texts }) =>
      texts.flatMap(({ className, text }) => (className.split(' ').includes(name) ? [plain(text)] : [])),
    );

  it('is told in words, with a line at the trigger and the turning point by its name', () => {
    const page = since([21, 25, 27, 28, 27, 26]);
    expect(sentences(page)).toEqual([
      'Since Children’s services, 2 January 2019: this measure rose from February 2019. It has been above its starting level (worse) for 4.8 ± 0.5 months. Dips of up to 12 months are common after a trigger.',
    ]);
    expect(textsOf(page, 'chart__trigger-name')).toEqual(['Trigger: Children’s services']);
    expect(textsOf(page, 'chart__label')).toContain('Highest point, April 2019');
    expect(page.lesson.href).toBe('/lessons/7');
  });

  it('says of every turn for the better that it may be chance', () => {
    expect(sentences(since([27, 27, 27, 21, 21, 21, 21, 21, 21].slice(0, 9), { today: day('2019-10-10') }))).toEqual([
      'Since Children’s services, 2 January 2019: this measure is back to its starting level.',
      'Part of this fall may be chance.',
    ]);
  });

  it('has no dip words, and no named turning point, where safety depends on it', () => {
    const page = since([21, 25, 27, 28, 27, 26], { measure: { ...row, safetyCritical: 1 } });
    expect(sentences(page).join()).toContain('A fall is not explained as an early dip.');
    expect(sentences(page).join()).not.toContain('common');
    expect(textsOf(page, 'chart__label')?.join()).not.toContain('point');
  });

  it('says what is missing where nothing can be said', () => {
    expect(sentences(since([21, 25], { today: day('2019-03-10') }))).toEqual([
      'Since Children’s services, 2 January 2019: this measure has 2 numbers after the trigger, and needs 3.',
    ]);
  });

  it('is not told of a trigger that was not known on the day', () => {
    const late = { ...opened, knownOn: '2019-06-30' };
    const known = { ok: true, value: day('2019-06-10') } as const;
    expect(since([21, 25, 27, 28, 27, 26], { events: [late], known }).since).toEqual([]);
    expect(since([21, 25, 27, 28, 27, 26], { events: [] }).since).toEqual([]);
  });
});

describe('small numbers of people', () => {
  const people: MeasureRow = { ...row, kind: 'people', unit: 'children', smallNumbers: 1 };
  const values = [value('2018', 12), value('2019', 3, { note: 'Three children of one school' }), value('2020', 14)];

  it('are nowhere on the page: not in the table, the chart, the words or the file', () => {
    const page = measurePage(input(values, { measure: people }));
    const file = csvText(measureCsv(input(values, { measure: people })));
    expect(page.values.rows[1]?.cells[1]?.text).toBe('Withheld, so that nobody can be recognised (c)');
    for (const text of [JSON.stringify(page), file]) {
      expect(text).not.toContain('Three children');
      expect(text).not.toMatch(/[^\d.]3\u00a0children/);
    }
    expect(file.split('\r\n')[2]).toContain(',2019,year,,c,');
  });
});

describe('as known on a day', () => {
  it('knows no later numbers, no later events and nothing written looking back', () => {
    const known = { ok: true, value: day('2018-04-15') } as const;
    const page = measurePage(input(months(steady), { known, measure: { ...row, note: 'Looking back, it fell.' } }));
    expect(page.values.rows).toHaveLength(3);
    expect(page.note).toBeNull();
    expect(page.organisation.href).toBe('/organisations/northwick/measures?known=2018-04-15');
  });
});

describe('the file of a measure', () => {
  it('has a line for each edition, with the one that stands', () => {
    const first = value('2019', 10);
    const second = value('2019', 30, { edition: 2, status: 'revised', position: first.position });
    const lines = csvText(measureCsv(input([first, second])))
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(',10,');
    expect(lines[1]).toContain(',1,no,');
    expect(lines[2]).toContain(',2,yes,');
  });
});
