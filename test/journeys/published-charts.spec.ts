import { day } from '../../src/kernel/calendar-day.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { measureFields } from '../builders/a-measure.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { readHtml, textWithin } from '../builders/html.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

type Published = {
  /** Where it was printed. */
  readonly source: string;
  readonly values: readonly number[];
  /** So many of them, from the first, are the baseline. */
  readonly baseline: number;
  /** The figures as printed, and by how much the printed ones are rounded. */
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly within: number;
  /** Ranges that the rule leaves out as signals themselves: then the limits are those of the rest. */
  readonly screened?: number;
  /** The numbers, counted from 1, that lie outside. */
  readonly outside: readonly number[];
};

const receivables = [
  55.6, 54.7, 54.9, 54.8, 56.9, 55.7, 53.8, 54.8, 53.4, 57, 59.4, 63.2, 60.9, 60.7, 58.6, 57.3, 56.9, 58.1, 58.3, 50.9,
  53.3, 52.5, 50.8, 52.9,
];
const accidents = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39, 35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19];

/**
 * The cases of `src/measures/domain/xmr.spec.ts`, put in as a person does and read off the page. Where a range is
 * screened the book does not do so: mean and ranges are then as printed, and the limits are worked here from them.
 *
 *   ohms         ranges 5,339 in all; 1,737 is above 3.267 × 355.93 = 1,162.8: (5,339 − 1,737) ÷ 14 = 257.29,
 *                × 2.66 = 684.38, and 4,135.5 ± 684.38
 *   peak flow    ranges 890 in all; 180 is above 3.267 × 52.35 = 171.0: 710 ÷ 16 = 44.375, × 2.66 = 118.04
 *   receivables  ranges 40.7 in all; 7.4 is above 3.267 × 1.7696 = 5.78: 33.3 ÷ 22 = 1.5136, × 2.66 = 4.026; month 14, which
 *                the book sees on the line, is then outside
 */
const cases: readonly Published[] = [
  {
    source: 'NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rate',
    values: [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1],
    baseline: 10,
    mean: 50.81,
    lower: 45.8159,
    upper: 55.8041,
    within: 0.006,
    outside: [],
  },
  {
    source: 'Montgomery, Introduction to Statistical Quality Control, page 242: viscosity',
    values: [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54, 33.12, 33.84],
    baseline: 15,
    mean: 33.52,
    lower: 32.245,
    upper: 34.802,
    within: 0.006,
    outside: [],
  },
  {
    source: 'ISO 8258:1991, Shewhart control charts: moisture of skim milk powder',
    values: [2.9, 3.2, 3.6, 4.3, 3.8, 3.5, 3, 3.1, 3.6, 3.5],
    baseline: 10,
    mean: 3.45,
    lower: 2.44,
    upper: 4.46,
    within: 0.011,
    outside: [],
  },
  {
    source: 'Wetherill and Brown, Statistical Process Control, page 120: antifreeze',
    values: [
      2.23, 2.53, 2.62, 2.63, 2.58, 2.44, 2.49, 2.34, 2.95, 2.54, 2.6, 2.45, 2.17, 2.58, 2.57, 2.44, 2.38, 2.23, 2.23,
      2.54, 2.66, 2.84, 2.81, 2.39, 2.56, 2.7, 3, 2.81, 2.77, 2.89, 2.54, 2.98, 2.35, 2.53,
    ],
    baseline: 34,
    mean: 2.57,
    lower: 2.031344,
    upper: 3.108068,
    within: 0.006,
    outside: [],
  },
  {
    source: 'Wheeler, Making Sense of Data, page 382: the set for verifying software',
    values: [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200],
    baseline: 16,
    mean: 4135.5,
    lower: 3451.12,
    upper: 4819.88,
    within: 0.01,
    screened: 1,
    outside: [1, 13, 16],
  },
  {
    source: 'Wheeler, Making Sense of Data, page 130: peak flow rates',
    values: [120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180],
    baseline: 18,
    mean: 183.06,
    lower: 65.02,
    upper: 301.09,
    within: 0.01,
    screened: 1,
    outside: [],
  },
  {
    source: 'Wheeler, Making Sense of Data, table 9.1: accidents, the first year for both',
    values: accidents,
    baseline: 12,
    mean: 34.75,
    lower: 25.6,
    upper: 43.9,
    within: 0.06,
    outside: [20, 21, 23, 24],
  },
  {
    source: 'Wheeler, Making Sense of Data, table 9.1: accidents, the second year',
    values: accidents.slice(12),
    baseline: 12,
    mean: 28.67,
    lower: 18,
    upper: 39.3,
    within: 0.06,
    outside: [],
  },
  {
    source: 'Wheeler, Making Sense of Data, table 9.2: accounts receivable',
    values: receivables,
    baseline: 24,
    mean: 56.06,
    lower: 52.03,
    upper: 60.08,
    within: 0.01,
    screened: 1,
    outside: [12, 13, 14, 20, 23],
  },
  {
    source: 'Wheeler, Making Sense of Data, table 8.1: seniors who smoke daily',
    values: [21.3, 20.2, 20.9, 21, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19],
    baseline: 14,
    mean: 19.27,
    lower: 17,
    upper: 21.54,
    within: 0.01,
    outside: [],
  },
];

/** The month that many months after January 2022. */
const monthAt = (place: number): string =>
  `${2022 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`;

describe('ten published charts, entered and read on the page of a measure', () => {
  let test: TestApp;
  let editor: Person;
  let secretary: Person;

  beforeAll(async () => {
    test = await startTestApp({ today: day('2026-11-26') });
    await test.database.transaction(() =>
      test.database.insert(Organisation, [anOrganisation({ id: 'northwick', name: 'Northwick Council' })]),
    );
    const at = { organisationId: 'northwick' };
    editor = await aPerson(test, { grants: [aGrant({ role: 'organisation_editor', ...at })] });
    secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', ...at })] });
  }, 60_000);
  afterAll(() => test.close());

  const plain = (html: string): string =>
    textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(',', '').replaceAll(/\s+/g, ' ');
  const numberAfter = (text: string, label: string): number =>
    Number(new RegExp(`${label} (-?[\\d.]+)`).exec(text.replaceAll('\u2212', '-'))?.[1] ?? Number.NaN);

  /** Begins a measure, brings its numbers in as a file with a reason for each, and locks its baseline. */
  async function entered({ source, values, baseline }: Published): Promise<string> {
    const fields = { name: source, unit: 'units', polarity: 'neither', target: '', targetSource: '' };
    const begun = await editor.post('/organisations/northwick/measures/new', measureFields(fields));
    const ref = /ME-\d+/.exec(begun.headers.location ?? '')?.[0] ?? '';
    const lines = values.map((value, place) => `${monthAt(place)},${value},As it was published`);
    const said = { status: 'final', visibility: 'public' };
    const look = await editor.upload(`/measures/${ref}/values/upload`, said, {
      numbers: { name: 'published.csv', content: ['period,value,reason', ...lines, ''].join('\n') },
    });
    const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(look.text)?.[1] ?? '';
    const fromLook = { content: hidden('content').replaceAll('&quot;', '"'), seen: hidden('seen') };
    const saved = await editor.post(`/measures/${ref}/values/upload`, { ...said, ...fromLook, step: 'save' });
    expect([source, saved.status]).toEqual([source, 303]);
    const locked = await secretary.post(`/measures/${ref}/baseline`, {
      from: monthAt(0),
      to: monthAt(baseline - 1),
      reason: 'The baseline of the publication',
      decisionRef: 'Minute 1',
    });
    expect([source, locked.status]).toEqual([source, 303]);
    return ref;
  }

  it.each(cases.map((one) => [one.source, one] as const))('%s', async (_, published) => {
    const ref = await entered(published);
    const { text } = await test.get(`/measures/${ref}`);
    const words = plain(text);
    const about = words.slice(words.indexOf('Limits Limits'));
    const [lower, upper] = [numberAfter(about, 'Limits Limits'), numberAfter(about, 'units to')];
    expect(Math.abs(numberAfter(about, ' Mean') - published.mean)).toBeLessThan(0.006);
    expect(Math.abs(lower - published.lower)).toBeLessThan(published.within);
    expect(Math.abs(upper - published.upper)).toBeLessThan(published.within);
    expect(about.includes(`${published.screened} range left out as a signal itself`)).toBe(Boolean(published.screened));
    // What the chart draws beside its lines.
    for (const drawn of [`Limit ${lower}`, `Limit ${upper}`, `Mean ${numberAfter(about, ' Mean')}`])
      expect(words).toContain(drawn);
    // What the table says of each number.
    const csv = (await test.get(`/measures/${ref}.csv`)).text.trim().split(/\r?\n/);
    const outside = csv.flatMap((line, place) =>
      /above the upper limit|below the lower limit/i.test(line) ? [place] : [],
    );
    expect(outside).toEqual(published.outside);
    expect(words.match(/(above the upper|below the lower) limit/gi)?.length ?? 0).toBeGreaterThanOrEqual(
      published.outside.length,
    );
  });

  it('sees the run that Wheeler sees in table 8.1, of the last eight on the low side', async () => {
    const ref = await entered({ ...(cases.at(-1) as Published), source: 'Seniors who smoke daily, again' });
    const csv = (await test.get(`/measures/${ref}.csv`)).text.trim().split(/\r?\n/);
    expect(
      csv.flatMap((line, place) => (/one of seven or more in a row below the mean/.test(line) ? [place] : [])),
    ).toEqual([7, 8, 9, 10, 11, 12, 13, 14]);
  });

  it('breaks nothing', () => {
    expect(test.faults).toEqual([]);
  });
});
