import Papa from 'papaparse';
import type { Actor } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { quantile } from '../../src/research/domain/curve-summary.js';
import { followUp } from '../../src/research/domain/follow-up.js';
import { kaplanMeier } from '../../src/research/domain/kaplan-meier.js';
import { type Look, spellsOf } from '../../src/research/domain/spells.js';
import type { RecoveryAnswer } from '../../src/research/pages/recovery-json.page.js';
import { aFolder, type IlacsRow, ilacsCsv, registerCsv } from '../builders/csv-files.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper: Actor = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
const two = (number: number): string => String(number).padStart(2, '0');

type Council = {
  readonly name: string;
  readonly number: number;
  readonly failed: string;
  readonly better: string | null;
};

/** Fourteen councils that failed one month after another; all but two were judged better, in another order. */
const councils: readonly Council[] = Array.from({ length: 14 }, (_unused, index) => ({
  name: `${['north', 'east', 'south', 'west', 'mid', 'high', 'low'][index % 7]}${index < 7 ? 'shire' : 'bury'}`,
  number: 89_100 + index,
  failed: `20${index < 7 ? 18 : 19}-${two(1 + (index % 7))}-09`,
  better: index === 4 || index === 11 ? null : `202${1 + (index % 3)}-${two(12 - index + (index > 11 ? 6 : 0))}-20`,
}));
/** It closed before anybody could judge it better. */
const abolished = { name: 'oldshire', number: 89_200, failed: '2018-02-14', closedOn: '2020-03-31' };
const seriesEnds = '2024-06-30';

const british = (on: string): string => `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(2, 4)}`;
const report = (council: { name: string; number: number }, on: string, grade: string): IlacsRow => ({
  urn: String(council.number),
  local_authority: council.name,
  inspection_link: `https://files.ofsted.gov.uk/v1/file/${council.number}${on.replaceAll('-', '')}`,
  publication_date: british(on),
  inspection_start_date: `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(0, 4)}`,
  inspection_end_date: `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(0, 4)}`,
  overall_effectiveness_grade: grade,
});
const history: readonly IlacsRow[] = [
  ...councils.flatMap((council) => [
    report(council, council.failed, 'inadequate'),
    ...(council.better ? [report(council, council.better, 'requires improvement')] : []),
  ]),
  report(abolished, abolished.failed, 'inadequate'),
  report({ name: 'farshire', number: 89_300 }, seriesEnds, 'good'),
];

/** The same judgements, for the rule that works on judgements alone. */
const looks: readonly Look[] = [
  ...councils.flatMap(({ name, failed, better }) => [
    { body: name, on: day(failed), isFailing: true },
    ...(better ? [{ body: name, on: day(better), isFailing: false }] : []),
  ]),
  { body: abolished.name, on: day(abolished.failed), isFailing: true },
];

describe('asking how long recovery takes', () => {
  let test: TestApp;
  const bring = (profile: string, name: string, content: string) =>
    test.app.get(ImportsService).import(keeper, { profile, path: files.fileOf(name, content), dryRun: false });
  const words = async (path: string): Promise<string> => {
    const page = readHtml((await test.get(path).expect(200)).text);
    return textWithin(page.root).replaceAll(/\s+/g, ' ');
  };
  const answer = async (query = ''): Promise<RecoveryAnswer> =>
    (await test.get(`/api/v1/research/recovery${query}`).expect(200)).body as RecoveryAnswer;

  beforeAll(async () => {
    test = await startTestApp({ library: false });
    const register = await bring(
      'uk-local-authorities',
      'register.csv',
      registerCsv(
        [...councils, abolished].map(({ name, number }, index) => ({
          'local-authority-code': `XY${String.fromCharCode(65 + index)}`,
          'official-name': `${name.charAt(0).toUpperCase()}${name.slice(1)} Council`,
          'nice-name': name.charAt(0).toUpperCase() + name.slice(1),
          'gss-code': `E06${number}0`,
          'start-date': '1974-04-01',
          'end-date': name === abolished.name ? abolished.closedOn : '',
          region: index % 2 === 0 ? 'London' : 'South West',
        })),
      ),
    );
    const judged = await bring('ofsted-ilacs-history', 'history.csv', ilacsCsv(history));
    if (register.refused.length + judged.refused.length > 0) throw new Error('A made-up row was refused');
  }, 120_000);
  afterAll(async () => {
    files.remove();
    await test.close();
  });

  it('gives the figures that the rule of spells gives on the same judgements', async () => {
    const spells = spellsOf(looks, {
      lastDay: day(seriesEnds),
      closures: new Map([[abolished.name, day(abolished.closedOn)]]),
    });
    const curve = kaplanMeier(followUp(spells));
    const { groups, naive, logRank } = await answer();
    expect(groups).toHaveLength(1);
    const shown = curve.points.filter(({ atRisk }) => atRisk >= 5);
    expect(groups[0]).toMatchObject({ key: 'all', n: 15, events: 12, competing: 1, censored: 2 });
    expect(groups[0]?.points).toEqual(
      shown.map(({ days, atRisk, events, censored, survival, lower, upper }) => ({
        days,
        atRisk,
        events,
        censored,
        survival,
        lower,
        upper,
      })),
    );
    expect(groups[0]?.medianDays).toBe(quantile(curve, 0.5).days);
    expect([naive.n, logRank]).toEqual([12, null]);
  });

  it('says on the page what it answers, with the naive figure and what a list of the latest would hide', async () => {
    const page = await words('/research/recovery');
    expect(page).toMatch(/Half of 15 episodes were judged not failing within \d+\.\d months/);
    expect(page).toContain('What is timed: Not failing.');
    expect(page).toMatch(/The middle of the 12 episodes that recovered is \d+\.\d months/);
    expect(page).toContain('A list of latest judgements would show 2 of these 15 failures');
    expect(page).toContain('1 episode ended because the organisation closed');
    expect(page).toContain('Still failing, by months');
    expect(page).toContain('Cite it Time to recovery after failure. Turnaround, record as of 23 November 2026.');
  });

  it('draws the curve with those that are left under it, and says the same as a table', async () => {
    const html = (await test.get('/research/recovery').expect(200)).text;
    const drawings = named(readHtml(html), 'svg').length;
    expect(drawings).toBeGreaterThan(2);
    expect(html).toContain('Episodes still followed:');
    expect(html).toContain('curve__ribbon');
  });

  it('sets groups beside each other in the order of the list, and tests them', async () => {
    const { groups, logRank } = await answer('?by=region');
    expect(groups.map(({ key, n }) => [key, n])).toEqual([
      ['london', 8],
      ['south_west', 7],
    ]);
    // Neither has ten, so neither has a curve and nothing is compared.
    expect(groups.flatMap(({ points }) => points)).toEqual([]);
    expect(logRank).toBeNull();
    expect(await words('/research/recovery?by=region')).toContain('Fewer than two groups have 10 episodes');
    const trigger = await answer('?by=trigger');
    expect(trigger.groups.map(({ key, n }) => [key, n])).toEqual([['judgement', 15]]);
  });

  it('lists the episodes where there are too few for a curve', async () => {
    const page = await words('/research/recovery?region=south_west');
    expect(page).toContain('Fewer than 10 episodes: no curve is drawn, the list is shown.');
    expect(page).toContain('Eastshire');
    expect(page).not.toContain('Episodes still followed:');
    const nobody = await words('/research/recovery?from=2019&region=london&to=2018');
    expect(nobody).toContain('No year is both 2019 or later and 2018 or earlier');
  });

  it('prints the definition that was asked for', async () => {
    const good = await words('/research/recovery?definition=good');
    expect(good).toContain('What is timed: Good or better. From the trigger to the first judgement that met');
    expect(good).toContain('Fewer than half of 15 episodes were judged good or better');
    const ended = await words('/research/recovery?definition=intervention-ended');
    expect(ended).toContain('15 episodes left out: no formal intervention');
  });

  it('gives every step as a file', async () => {
    const { text, headers } = await test.get('/research/recovery.csv').expect(200);
    expect(headers['content-disposition']).toContain('recovery.csv');
    const { data } = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    });
    const [all] = (await answer()).groups;
    expect(data.map((row) => [Number(row.days), Number(row.share_not_recovered)])).toEqual(
      all?.points.map(({ days, survival }) => [days, survival]),
    );
  });

  it('tells a machine that holds the answer already that nothing has changed, until something has', async () => {
    const first = await test.get('/api/v1/research/recovery?by=period').expect(200);
    const tag = first.headers.etag ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(first.headers['content-type']).toContain('application/json');
    const again = await test.get('/api/v1/research/recovery?by=period').set('If-None-Match', tag).expect(304);
    expect(again.text).toBe('');
    await test.database.transaction(() =>
      test.database.run(sql`
        UPDATE failure_episode SET visibility = 'board' WHERE failure_episode.ref = 'EP-0001'`),
    );
    const changed = await test.get('/api/v1/research/recovery?by=period').set('If-None-Match', tag).expect(200);
    expect((changed.body as RecoveryAnswer).groups.reduce((sum, { n }) => sum + n, 0)).toBe(14);
    await test.database.transaction(() =>
      test.database.run(sql`
        UPDATE failure_episode SET visibility = 'public' WHERE failure_episode.ref = 'EP-0001'`),
    );
  });

  it.each([
    ['?bye=region', 'unknown-parameter', 'There is no parameter “bye”'],
    ['?by=fame', 'value-not-understood', '“fame” is not one of the choices'],
    ['?by=region&by=kind', 'value-not-understood', 'was given more than once'],
    ['?within=region', 'value-not-understood', 'needs groups'],
    ['?by=region&within=region', 'value-not-understood', 'within what sets them apart'],
    ['?from=2020&to=2018', 'value-not-understood', 'No year is both'],
  ])('refuses a machine that asks %s, in words', async (query, code, message) => {
    const { body, headers } = await test.get(`/api/v1/research/recovery${query}`).expect(400);
    expect(body).toMatchObject({ error: { code, documentation: '/research/for-machines' } });
    expect((body as { error: { messages: string[] } }).error.messages.join(' ')).toContain(message);
    expect(headers['content-type']).toContain('application/json');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('asks the database three times the first time, the last for what was frozen, and then no more until something changes', async () => {
    await test.database.transaction(() =>
      test.database.run(sql`
        UPDATE failure_episode SET summary = 'Something else' WHERE failure_episode.ref = 'EP-0001'`),
    );
    test.statements.take();
    await test.get('/research/recovery?by=region').expect(200);
    expect(test.statements.take()).toHaveLength(3);
    await test.get('/research/recovery?by=kind').expect(200);
    expect(test.statements.take()).toHaveLength(0);
  });

  it('explains itself to whoever writes a program, with every parameter there is', async () => {
    const page = await words('/research/for-machines');
    for (const name of ['definition', 'by', 'within', 'region', 'interval', 'If-None-Match', 'points[]'])
      expect(page).toContain(name);
    expect(await words('/research')).toContain('Half of 15 episodes');
  });
});
