import Papa from 'papaparse';
import type { Actor } from '../../src/access/audit.service.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, type IlacsRow, ilacsCsv, registerCsv } from '../builders/csv-files.js';
import { attributeOf, type Element, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper: Actor = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
const two = (number: number): string => String(number).padStart(2, '0');

/** Thirty councils that failed under one framework, a month apart; the last was abolished before it was judged better. */
const councils = Array.from({ length: 30 }, (_unused, index) => ({
  name: `${['north', 'east', 'south', 'west', 'mid', 'high'][index % 6]}${['shire', 'bury', 'ford', 'ham', 'wick'][Math.floor(index / 6)]}`,
  number: 89_100 + index,
  failed: `${2018 + Math.floor(index / 12)}-${two((index % 12) + 1)}-09`,
  better: index === 29 ? null : `${2021 + (index % 3)}-${two((index % 12) + 1)}-20`,
}));
const british = (on: string): string => `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(2, 4)}`;
const report = (council: (typeof councils)[number], on: string, grade: string): IlacsRow => ({
  urn: String(council.number),
  local_authority: council.name,
  inspection_link: `https://files.ofsted.gov.uk/v1/file/${council.number}${on.replaceAll('-', '')}`,
  publication_date: british(on),
  inspection_start_date: `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(0, 4)}`,
  inspection_end_date: `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(0, 4)}`,
  overall_effectiveness_grade: grade,
});

let test: TestApp;

beforeAll(async () => {
  test = await startTestApp({ library: true });
  const bring = (profile: string, name: string, content: string) =>
    test.app.get(ImportsService).import(keeper, { profile, path: files.fileOf(name, content), dryRun: false });
  const register = await bring(
    'uk-local-authorities',
    'register.csv',
    registerCsv(
      councils.map(({ name, number }, index) => ({
        'local-authority-code': `X${String.fromCharCode(65 + (index % 26))}${index < 26 ? 'A' : 'B'}`,
        'official-name': `${name.charAt(0).toUpperCase()}${name.slice(1)} Council`,
        'nice-name': name.charAt(0).toUpperCase() + name.slice(1),
        'gss-code': `E06${number}0`,
        'start-date': '1974-04-01',
        'end-date': index === 29 ? '2022-03-31' : '',
        region: index % 2 === 0 ? 'London' : 'South West',
      })),
    ),
  );
  const judged = await bring(
    'ofsted-ilacs-history',
    'history.csv',
    ilacsCsv(
      councils.flatMap((council) => [
        report(council, council.failed, 'inadequate'),
        ...(council.better ? [report(council, council.better, 'requires improvement')] : []),
      ]),
    ),
  );
  if (register.refused.length + judged.refused.length > 0)
    throw new Error(
      `A made-up row was refused: ${JSON.stringify([...register.refused, ...judged.refused].slice(0, 3))}`,
    );
}, 120_000);
afterAll(async () => {
  files.remove();
  await test.close();
});

const wordsOf = (html: string): string => textWithin(readHtml(html).root).replaceAll(/\s+/g, ' ');
const words = async (path: string, status = 200): Promise<string> =>
  wordsOf((await test.get(path).expect(status)).text);
const boxes = (html: string): readonly Element[] =>
  named(readHtml(html), 'input').filter(
    (box) => attributeOf(box, 'name') === 'case' && attributeOf(box, 'type') === 'checkbox',
  );
const refsOf = (elements: readonly Element[]): readonly string[] =>
  elements.map((box) => attributeOf(box, 'value') ?? '');
const sideBySide = (refs: readonly string[], more = ''): string =>
  `/compare/side-by-side?${refs.map((ref) => `case=${ref}`).join('&')}${more}`;
const narrowed = '/compare?area=children&from=2010&to=2020';
const refOf = async (name: string): Promise<string> => {
  const [ref] = refsOf(boxes((await test.get(`/compare?name=${encodeURIComponent(name)}`).expect(200)).text));
  if (!ref) throw new Error(`No episode of ${name}`);
  return ref;
};

describe('choosing cases', () => {
  it('narrows forty episodes to one part of the work and the years of the trigger', async () => {
    expect(await words('/compare')).toMatch(/ 4\d episodes /);
    const page = await words(narrowed);
    expect(page).toMatch(/3[0-9] episodes that match/);
    expect(page).toContain('Outstanding-Good-Requires improvement-Inadequate');
  });

  it('keeps what was ticked, above the list, while it is narrowed further', async () => {
    const [first = '', second = ''] = refsOf(boxes((await test.get(narrowed).expect(200)).text));
    const html = (await test.get(`${narrowed}&case=${first}&case=${second}`).expect(200)).text;
    const ticked = boxes(html).filter((box) => attributeOf(box, 'checked') !== null);
    expect(refsOf(ticked)).toEqual([first, second]);
    expect(wordsOf(html)).toContain('Chosen so far');
    // The filter carries them on: as hidden fields of its form.
    const hidden = named(readHtml(html), 'input').filter(
      (box) => attributeOf(box, 'type') === 'hidden' && attributeOf(box, 'name') === 'case',
    );
    expect(refsOf(hidden)).toEqual([first, second]);
  });

  it.each([
    ['no case', [] as readonly number[], 'Choose at least 2 cases.'],
    ['one case', [0], 'Choose at least 2 cases.'],
    ['one case twice', [0, 0], 'Choose at least 2 cases.'],
    ['seven cases', [0, 1, 2, 3, 4, 5, 6], 'Choose no more than 6 cases.'],
  ])('refuses %s, and keeps what was ticked', async (_name, places, message) => {
    const all = refsOf(boxes((await test.get(narrowed).expect(200)).text));
    const asked = places.map((place) => all[place] ?? '');
    const html = (await test.get(sideBySide(asked)).expect(200)).text;
    expect(wordsOf(html)).toContain(`There is a problem ${message}`);
    const ticked = boxes(html).filter((box) => attributeOf(box, 'checked') !== null);
    expect(refsOf(ticked)).toEqual([...new Set(asked)]);
    await test.get(sideBySide(asked).replace('?', '.csv?')).expect(400);
  });

  it('leaves out what is not on the public record, and says so', async () => {
    const page = await words('/compare?case=EP-9999&case=nonsense&from=2020&to=2010&align=luck');
    expect(page).toContain('There is no episode “EP-9999” on the public record, so it was left out.');
    expect(page).toContain('No year is both 2020 or later and 2010 or earlier, so the years were left out.');
    expect(page).toContain('“luck” is not one of the choices under “Align on”, so it was left out.');
  });

  it('warns before cases of different frameworks and scales are compared', async () => {
    const page = await words(`/compare?case=${await refOf('Eltham')}&case=${await refOf('Northshire')}`);
    expect(page).toContain('The cases that you have chosen were judged under different frameworks');
    expect(page).toContain('The cases that you have chosen were judged on different scales');
  });
});

describe('cases side by side', () => {
  it('stand on one clock, each with its drawing for a desk and a phone and its table', async () => {
    const refs = [await refOf('West Sussex: children’s services, second'), await refOf('Northshire')];
    const html = (await test.get(sideBySide(refs)).expect(200)).text;
    const drawings = named(readHtml(html), 'svg').filter((svg) => (attributeOf(svg, 'class') ?? '').includes('lane'));
    expect(drawings.filter((svg) => attributeOf(svg, 'role') === 'img')).toHaveLength(4);
    const page = wordsOf(html);
    expect(page).toContain('2 cases side by side');
    expect(page).toContain('Months from the trigger, 8 May 2019.');
    expect(page).toContain('Not failing after 48.1 months');
    expect(page).toContain('Fewer than 10 episodes: no curve is drawn, the list is shown.');
    expect(page).toContain('Nothing is ranked.');
    expect(page).not.toMatch(/\bbest\b|\bworst\b|\bscore\b/i);
  });

  it('give the months that the episode’s own page gives', async () => {
    const ref = await refOf('West Sussex: children’s services, second');
    const own = await words(`/episodes/${ref}`);
    const rows = Papa.parse<Record<string, string>>(
      (await test.get(sideBySide([ref, await refOf('Northshire')]).replace('?', '.csv?')).expect(200)).text.replace(
        '\uFEFF',
        '',
      ),
      { header: true, skipEmptyLines: true },
    ).data.filter((row) => row.case === ref);
    const better = rows.find((row) => row.kind === 'Judgement' && Number(row.from_month) === 48.1);
    expect(better).toMatchObject({ aligned_on: 'trigger', month_zero: '2019-05-08' });
    expect(own).toContain('48.1');
    const trigger = rows.find((row) => row.kind === 'Judgement' && row.from === '2019-05-08');
    expect(trigger).toMatchObject({ from_month: '0', band: 'failing', published_label: 'Inadequate' });
  });

  it('say what is not the same: a changed scale, an end that competes, two episodes of one body', async () => {
    const refs = [
      await refOf('Doncaster: children’s services, first'),
      await refOf('Doncaster: children’s services, second'),
      await refOf('Highwick'),
    ];
    const page = await words(sideBySide(refs));
    expect(page).toMatch(/\d cases? changed scale before it was judged better/);
    expect(page).toContain('1 case ended without recovering');
    expect(page).toContain('Closed or abolished after');
    expect(page).toContain('More than one episode of the same organisation');
    expect(page).toContain('Judged under different frameworks');
  });

  it('are aligned on what is asked, and a case without it is told and not drawn', async () => {
    const refs = [await refOf('West Sussex: children’s services, second'), await refOf('Northshire')];
    const html = (await test.get(sideBySide(refs, '&align=warning')).expect(200)).text;
    expect(named(readHtml(html), 'svg').filter((svg) => attributeOf(svg, 'role') === 'img')).toHaveLength(2);
    expect(wordsOf(html)).toContain(
      'The public record has no first warning of this case, so it has no month zero and is not drawn. Its facts are in the table.',
    );
  });

  it('show the rows that were chosen, and no others', async () => {
    const refs = [await refOf('West Sussex: children’s services, second'), await refOf('Northshire')];
    const lanes = async (more: string): Promise<readonly string[]> => {
      const html = (await test.get(sideBySide(refs, more)).expect(200)).text;
      const texts = named(readHtml(html), 'text').filter((text) => attributeOf(text, 'class') === 'lifeline__lane');
      return [...new Set(texts.map((text) => textWithin(text).trim()))];
    };
    expect(await lanes('&row=states&row=plans')).toEqual(['State', 'Plan versions']);
    expect(await lanes('')).toEqual([
      'State',
      'Judgements',
      'Interventions',
      'Help',
      'Posts',
      'Boards',
      'Plan versions',
      'Warnings',
    ]);
  });

  it('draw a measure that one of them has on the same clock, and say which have none', async () => {
    const refs = [await refOf('Doncaster: children’s services, second'), await refOf('Northshire')];
    const html = (await test.get(sideBySide(refs)).expect(200)).text;
    const options = named(readHtml(html), 'option').map((option) => attributeOf(option, 'value') ?? '');
    const measure = options.find((value) => /\(.+\)$/.test(value));
    if (!measure) throw new Error('No measure to choose');
    const page = await words(sideBySide(refs, `&measure=${encodeURIComponent(measure)}`));
    expect(page).toContain(`${measure}, on one scale`);
    expect(page).toContain('is not drawn: it has no such measure on the public record.');
  });

  it('draw the curve of the list that they were chosen from, once that holds ten episodes or more', async () => {
    const refs = refsOf(boxes((await test.get(narrowed).expect(200)).text)).slice(0, 6);
    const page = await words(sideBySide(refs, '&area=children&from=2010&to=2020'));
    expect(page).toMatch(/The 6 cases here are among the 3\d episodes of the list that they were chosen from/);
    expect(page).not.toContain('Fewer than 10 episodes');
    const few = await words(sideBySide(refs, '&area=standards'));
    expect(few).toContain('Fewer than 10 episodes: no curve is drawn, the list is shown.');
  });

  it('have an address that shows the same again, and says so where they are cited', async () => {
    const refs = [await refOf('Northshire'), await refOf('Eastshire')];
    const address = sideBySide(refs, '&align=intervention&row=states');
    const page = await words(address);
    expect(page).toContain(`Cite it Turnaround, “${refs[0]} and ${refs[1]}, aligned on the first intervention”`);
    expect(page).toContain(`/compare/side-by-side?case=${refs[0]}&case=${refs[1]}&align=intervention&row=states`);
  });

  it('cost few statements, and no more for six cases than for two', async () => {
    const refs = refsOf(boxes((await test.get(narrowed).expect(200)).text)).slice(0, 6);
    const cost = async (many: readonly string[]): Promise<number> => {
      await test.get('/compare').expect(200);
      test.statements.take();
      await test.get(sideBySide(many)).expect(200);
      return test.statements.take().length;
    };
    const [of2, of6] = [await cost(refs.slice(0, 2)), await cost(refs)];
    expect(of6).toBe(of2);
    expect(of6).toBeLessThanOrEqual(6);
  });
});

describe('cases that are alike', () => {
  it('are listed nearest first, with what was excluded and why, and never by how they went', async () => {
    const ref = await refOf('Northshire');
    const page = await words(`/compare/alike?case=${ref}`);
    expect(page).toContain('matched on what was so when they failed. How they went was not looked at.');
    expect(page).toContain('Another part of the work failed');
    expect(page).toContain('Gower’s distance (1971)');
    const rows = Papa.parse<Record<string, string>>(
      (await test.get(`/compare/alike.csv?case=${ref}`).expect(200)).text.replace('\uFEFF', ''),
      {
        header: true,
        skipEmptyLines: true,
      },
    ).data;
    const distances = rows.flatMap(({ distance }) => (distance ? [Number(distance)] : []));
    expect(distances.length).toBeGreaterThan(20);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(rows.filter(({ distance }) => !distance).every((row) => row.excluded_because)).toBe(true);
    const all = /(\d+) episodes\b(?! of failure)/.exec(await words('/compare'))?.[1];
    expect(rows).toHaveLength(Number(all) - 1);
  });

  it.each(['/compare/alike?case=EP-9999', '/compare/alike', '/compare/alike.csv?case=EP-9999'])(
    'are of an episode that is on the public record: %s is not found',
    async (path) => {
      expect((await test.get(path)).status).toBe(404);
    },
  );
});
