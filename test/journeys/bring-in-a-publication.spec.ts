import { gzipSync } from 'node:zlib';
import { sql } from '../../src/database/sql.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { RunningImportsService } from '../../src/exchange/running-imports.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aFolder, csvOf, type IlacsRow, ilacsCsv, registerCsv } from '../builders/csv-files.js';
import { zipOf } from '../builders/a-workbook.js';
import { attributeOf, named, readHtml, textWithin, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const profile = 'ofsted-ilacs-history';
const files = aFolder();
let test: TestApp;
let kit: Person;
let kim: Person;
let ada: Person;
let bea: Person;

afterAll(() => files.remove());

async function begin(): Promise<void> {
  test = await startTestApp({ library: false });
  const as = (name: string, role: 'record_keeper' | 'administrator' | 'board_member') =>
    aPerson(test, { name, grants: [aGrant({ role })] });
  kit = await as('Kit Keeper', 'record_keeper');
  kim = await as('Kim Keeper', 'record_keeper');
  ada = await as('Ada Admin', 'administrator');
  bea = await as('Bea Board', 'board_member');
}

async function end(): Promise<void> {
  const { faults } = test;
  await test.close();
  expect(faults).toEqual([]);
}

/** `count` councils, each judged once. */
const councils = (count: number, row: IlacsRow = {}): IlacsRow[] =>
  Array.from({ length: count }, (_unused, index) => ({
    urn: String(90_000 + index),
    local_authority: `shire ${index}`,
    inspection_link: `https://files.ofsted.gov.uk/v1/file/${100_000 + index}`,
    ...row,
  }));

const bring = (who: Person, content: string | Buffer, fields = {}, name = 'history.csv') =>
  who.upload('/imports/new', { profile: '', ...fields }, { file: { name, content, type: 'text/csv' } });

/** Hands a file in that is taken, and gives its reference. */
async function brought(who: Person, content: string | Buffer, fields = {}): Promise<string> {
  const answer = await bring(who, content, fields);
  expect(answer.status).toBe(303);
  return /IM-\d+/.exec(answer.headers.location ?? '')?.[0] ?? '';
}

const settled = () => test.app.get(RunningImportsService).settled();
const at = (ref: string, step = '') => `/imports/${ref}${step}`;

/** Sends a form of the page, or one that the page does not offer any more. */
async function did(who: Person, ref: string, step: string, fields = {}) {
  const now = await test.database.row<{ version: number }>(sql`
    SELECT staged_import.version FROM staged_import WHERE staged_import.ref = ${ref}`);
  const answer = await who.post(at(ref, step), { version: String(now?.version), ...fields }, { from: at(ref) });
  await settled();
  return answer;
}

const page = async (who: Person, ref: string) => {
  const answer = await who.get(at(ref));
  expect(answer.status).toBe(200);
  expect(pageFaults(readHtml(answer.text))).toEqual([]);
  return textWithin(named(readHtml(answer.text), 'main')[0]).replaceAll(/\s+/g, ' ');
};

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const held = async () =>
  test.database.row(sql`
    SELECT CAST((SELECT count(*) FROM organisation) AS integer) AS bodies,
           CAST((SELECT count(*) FROM inspection) AS integer) AS inspections,
           CAST((SELECT count(*) FROM import_batch) AS integer) AS batches,
           CAST((SELECT count(*) FROM source
                  WHERE source.title = 'Inspections of local authority children’s services, history') AS integer) AS sources`);
const kept = async () =>
  test.database.row(sql`
    SELECT CAST((SELECT count(*) FROM staged_import) AS integer) AS staged,
           CAST((SELECT count(*) FROM stored_file) AS integer) AS files`);
const nothing = { bodies: 0, inspections: 0, batches: 0, sources: 0 };

const actions = async (ref: string): Promise<string[]> =>
  (
    await test.database.rows<{ action: string }>(sql`
      SELECT audit_entry.action FROM audit_entry
       WHERE audit_entry.entity = 'import_batch' AND audit_entry.entity_id = ${ref}
       ORDER BY audit_entry.seq`)
  ).map(({ action }) => action);

describe('bringing a publication in through the web', () => {
  beforeEach(begin);
  afterEach(end);

  it('goes from an empty list to what is on the record, step by step', async () => {
    expect((await kit.get('/my-work')).text).toContain('href="/imports"');
    const empty = await kit.get('/imports').expect(200);
    expect(empty.text).toContain('Nothing has been imported.');
    expect(pageFaults(readHtml(empty.text))).toEqual([]);
    const begin = await kit.get('/imports/new').expect(200);
    expect(pageFaults(readHtml(begin.text))).toEqual([]);

    const ref = await brought(kit, ilacsCsv([...councils(3), { publication_date: '31/02/23' }]));
    const first = await page(kit, ref);
    expect(first).toContain('Inspections of local authority children’s services, history');
    expect(first).toContain('Every column of the publication is there.');
    expect(first).toContain('shire 0 (90000)');
    expect(first).toContain('Overall effectiveness: Good');
    expect(first).toContain('“31/02/23” is not a date');
    expect(first).toContain('Passed over');
    expect(await held()).toEqual(nothing);

    expect((await did(kit, ref, '/check')).status).toBe(303);
    expect(await held()).toEqual(nothing);
    const checked = await page(kit, ref);
    expect(checked).toContain('3 + 0 + 0 + 1 = 4');
    expect(checked).toContain('Line 5 publication_date');
    expect(checked).toContain('Bring in 3 rows');
    expect(withoutRefSpans((await kit.get('/my-work')).text)).toContain(`Bring in, or put aside ${ref}`);

    expect((await did(kit, ref, '/application')).status).toBe(303);
    expect(await held()).toEqual({ bodies: 3, inspections: 3, batches: 1, sources: 1 });
    const result = await page(kit, ref);
    expect(result).toContain('Brought in');
    expect(result).toContain('All of it is on the record');
    expect(result).toContain('3 + 0 + 0 + 1 = 4');
    expect(result).toMatch(/Checksum \(SHA-256\) [0-9a-f]{64}/);
    expect(result).toContain('Kit Keeper');
    const list = await ada.get('/imports').expect(200);
    expect(list.text).toContain(`href="/imports/${ref}"`);
    expect(await page(ada, ref)).not.toContain('Put it aside');
    expect(await actions(ref)).toEqual([
      'import.brought',
      'import.check_begun',
      'import.checked',
      'import.begun',
      'import.applied',
    ]);
    const history = await kit.get(`/history/import_batch/${ref}`).expect(200);
    expect(history.text).toContain('brought in a publication');
    expect((await test.get(`/history/import_batch/${ref}`)).status).toBe(404);
    const made = /\/inspections\/IN-\d+/.exec((await kit.get(at(ref))).text)?.[0] ?? '';
    const inspection = (await test.get(made)).text;
    expect(inspection).toContain('Provenance');
    expect(inspection).toContain('history.csv');
    expect(inspection).toMatch(/[0-9a-f]{64}/);
    expect(inspection).toContain('Line 2');
    const source = /\/sources\/SO-\d+/.exec((await kit.get(at(ref))).text)?.[0] ?? '';
    expect((await test.get(source)).text).toContain('Line 2');
  });

  it('says which publication fits, and takes a renamed column from whoever says which it is', async () => {
    const renamed = ilacsCsv(councils(2)).replace('local_authority', 'Local Authority');
    const ref = await brought(kit, renamed);
    expect(await page(kit, ref)).toContain('No publication that this service knows has exactly these columns');
    expect((await did(kit, ref, '/check')).status).toBe(409);
    expect((await did(kit, ref, '/columns', { profile })).status).toBe(303);
    const lacking = await page(kit, ref);
    expect(lacking).toContain('The file lacks local_authority');
    const form = readHtml((await kit.get(at(ref))).text);
    const chosen = named(form, 'select').find((select) => attributeOf(select, 'name') === 'column-2');
    const proposed = named(form, 'option').find(
      (option) => option.parent === chosen && option.attributes.has('selected'),
    );
    expect(proposed && textWithin(proposed)).toBe('Local Authority');
    // What the page does not offer is no choice: a column that is read already.
    expect((await did(kit, ref, '/columns', { profile, 'column-2': '0' })).status).toBe(400);
    expect((await did(kit, ref, '/columns', { profile, 'column-2': '99' })).status).toBe(400);
    expect((await did(kit, ref, '/columns', { profile: 'surprise' })).status).toBe(400);
    expect((await did(kit, ref, '/columns', { profile, 'column-2': '1' })).status).toBe(303);
    expect(await page(kit, ref)).toContain('Found under another name');
    await did(kit, ref, '/check');
    await did(kit, ref, '/application');
    expect(await held()).toMatchObject({ bodies: 2, inspections: 2, batches: 1 });
  });

  it('names line and column of what only a check finds, changes nothing, and takes the mended file', async () => {
    const rows = ilacsCsv(councils(400));
    const ref = await brought(kit, `${rows}\n"89003,never`);
    await did(kit, ref, '/check');
    const said = await page(kit, ref);
    expect(said).toContain('Cannot be read');
    expect(said).toContain('history.csv, line 402, column 1: a quotation mark is not closed');
    expect(said).toContain('Nothing was changed');
    expect((await did(kit, ref, '/application')).status).toBe(409);
    expect(await held()).toEqual(nothing);
    expect(withoutRefSpans((await kit.get('/my-work')).text)).toContain(`Look at what cannot be read ${ref}`);
    expect((await did(kit, ref, '/setting-aside')).status).toBe(303);
    expect(await page(kit, ref)).toContain('It was put aside');
    expect((await kit.get(at(ref, '/file'))).status).toBe(404);
    expect((await kit.get('/my-work')).text).not.toContain(ref);
    const mended = await brought(kit, rows);
    await did(kit, mended, '/check');
    await did(kit, mended, '/application');
    expect(await held()).toMatchObject({ inspections: 400, batches: 1 });
  });

  it('holds a file that shrank until somebody says that it is right, and why', async () => {
    const whole = await brought(kit, ilacsCsv(councils(20)));
    await did(kit, whole, '/check');
    await did(kit, whole, '/application');
    const cut = await brought(
      kit,
      ilacsCsv(
        councils(9, {
          publication_date: '12/06/24',
          inspection_start_date: '',
          inspection_end_date: '',
          inspection_link: '',
        }),
      ),
    );
    await did(kit, cut, '/check');
    expect(await page(kit, cut)).toContain(
      `This file has 9 rows. The last import of this publication, ${whole}, had 20 rows.`,
    );
    const without = await did(kit, cut, '/application');
    expect(without.status).toBe(422);
    expect(errorsOf(without.text)).toEqual([
      'Say that you looked at why it has fewer rows',
      'Enter why it has fewer rows',
    ]);
    const short = await did(kit, cut, '/application', { shrunken: 'yes', why: 'It is fine' });
    expect(errorsOf(short.text)).toEqual(['The reason must be 20 characters or more']);
    expect(short.text).toContain('It is fine');
    expect(await held()).toMatchObject({ inspections: 20, batches: 1 });
    const why = 'Only the inspections of June 2024 are in this edition';
    expect((await did(kit, cut, '/application', { shrunken: 'yes', why })).status).toBe(303);
    expect(await held()).toMatchObject({ inspections: 29, batches: 2 });
    expect(await page(kit, cut)).toContain(why);
    // Eighteen of twenty are nine tenths: that is no shrinking.
    const nearly = await brought(kit, registerCsv(register(20)));
    await did(kit, nearly, '/check');
    await did(kit, nearly, '/application');
    const next = await brought(kit, registerCsv(register(18, 'X')));
    await did(kit, next, '/check');
    expect(await page(kit, next)).not.toContain('had 20 rows');
  });

  it('has nothing to bring in where the record has all of it', async () => {
    const content = ilacsCsv(councils(3));
    const ref = await brought(kit, content);
    await did(kit, ref, '/check');
    await did(kit, ref, '/application');
    const again = await brought(kim, content);
    expect(await page(kim, again)).toContain(`The very same file was brought in as ${ref}`);
    await did(kim, again, '/check');
    const said = await page(kim, again);
    expect(said).toContain('0 + 0 + 3 + 0 = 3');
    expect(said).toContain('Nothing is new in it');
    expect((await did(kim, again, '/application')).status).toBe(409);
    expect(await held()).toMatchObject({ batches: 1 });
  });

  it('is brought in once where two people do so at once, and the other is told', async () => {
    const content = ilacsCsv(councils(5));
    const ref = await brought(kit, content);
    await did(kit, ref, '/check');
    const [a, b] = await Promise.all([
      kit.post(at(ref, '/application'), {}, { from: at(ref) }),
      kim.post(at(ref, '/application'), {}, { from: at(ref) }),
    ]);
    await settled();
    expect([a.status, b.status].toSorted()).toEqual([303, 409]);
    const told = a.status === 409 ? a : b;
    expect(told.text).toMatch(/(Kit|Kim) Keeper (began to bring it in|brought it in) at/);
    expect(told.text).toContain('What you asked for was not done.');
    expect(await held()).toMatchObject({ inspections: 5, batches: 1 });
    expect((await actions(ref)).filter((action) => action === 'import.begun')).toHaveLength(1);
  });

  it('lists every refused row with its line and reason, page by page and as a file', async () => {
    const refusedRows = councils(60, { publication_date: '=1+1' });
    const ref = await brought(kit, ilacsCsv([...councils(2), ...refusedRows]));
    await did(kit, ref, '/check');
    expect(await page(kit, ref)).toContain('The first 10 of 60 rows that were refused');
    const second = await kit.get(at(ref, '/rows?page=3')).expect(200);
    expect(pageFaults(readHtml(second.text))).toEqual([]);
    expect(second.text).toContain('Showing 51 to 60 of 60');
    expect(second.text).toContain('Line 63');
    const file = await kit.get(at(ref, '/rows.csv')).expect(200);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(file.text.trim().split('\r\n')).toHaveLength(61);
    expect((await bea.get(at(ref, '/rows'))).status).toBe(403);
    expect((await kit.get(at(ref, '/inspections'))).status).toBe(404);
    const put = await did(kit, ref, '/application');
    expect(put.status).toBe(303);
    const made = await kit.get(at(ref, '/inspections')).expect(200);
    expect(made.text).toContain('2\u00a0inspections from');
    expect(pageFaults(readHtml(made.text))).toEqual([]);
    expect((await kit.get(at(ref, '/rows.csv'))).text).toBe(file.text);
  });

  it('says that work was interrupted whose process is gone, and begins it anew', async () => {
    const ref = await brought(kit, ilacsCsv(councils(3)));
    await did(kit, ref, '/check');
    // A process of this machine that has long ended.
    const { hostname } = await import('node:os');
    await test.database.transaction(() =>
      test.database.run(sql`
        UPDATE staged_import SET state = 'applying', worker = ${`${hostname()} 4194304 1 token`},
               begun_at = ${'2026-11-23T08:59:00.000Z'}, begun_by = ${kit.account.ref}`),
    );
    const said = await page(kit, ref);
    expect(said).toContain('Interrupted');
    expect(said).toContain('The service stopped while it was at work. Nothing was changed. It can be started again.');
    expect((await kit.get('/imports')).text).toContain('Interrupted');
    expect((await did(kim, ref, '/application')).status).toBe(303);
    expect(await held()).toMatchObject({ inspections: 3, batches: 1 });
  });

  it('undoes an import when the service is told to stop, and says so', async () => {
    const ref = await brought(kit, ilacsCsv(councils(30)));
    await did(kit, ref, '/check');
    const answer = kit.post(at(ref, '/application'), {}, { from: at(ref) });
    expect((await answer).status).toBe(303);
    await test.app.get(RunningImportsService).onModuleDestroy();
    expect(await held()).toEqual(nothing);
    expect(await page(kit, ref)).toContain('The service was stopped. Nothing was changed. It can be started again.');
    expect((await actions(ref)).at(-1)).toBe('import.broke_off');
  });

  it('lists what was brought in on the command line', async () => {
    const path = files.fileOf('terminal.csv', ilacsCsv([...councils(2), { publication_date: 'soon' }]));
    const operator = { name: 'Command line', role: 'operator', requestId: null };
    const report = await test.app.get(ImportsService).import(operator, { profile, path, dryRun: false });
    const ref = report.ref ?? '';
    const list = await kit.get('/imports').expect(200);
    expect(list.text).toContain('terminal.csv');
    expect(list.text).toContain('Command line');
    const said = await page(kit, ref);
    expect(said).toContain('2 + 0 + 1 = 3');
    expect(said).toContain('Line 4 publication_date');
    expect((await kit.get(at(ref, '/file'))).status).toBe(404);
    const all = await kit.get('/imports.csv').expect(200);
    expect(all.text).toContain('terminal.csv');
  });
});

describe('a file of which nothing is brought in', () => {
  beforeAll(begin);
  afterAll(end);

  it('says of a file with another profile what it lacks, and changes nothing', async () => {
    const ref = await brought(kit, ilacsCsv(councils(2)), { profile: 'uk-local-authorities' });
    const said = await page(kit, ref);
    expect(said).toContain(
      'The file lacks local-authority-code, official-name, nice-name, gss-code, start-date and 4 more',
    );
    expect(said).toContain('It has every column of “Inspections of local authority children’s services, history”');
    expect((await did(kit, ref, '/check')).status).toBe(409);
    expect(await held()).toEqual(nothing);
  });

  it.each([
    ['no file', null, 'Choose the file'],
    ['nothing', '', 'The file is empty. Choose another'],
    ['a web page', '<!doctype html><title>Not found</title>', 'it looks like a web page'],
    [
      'text that is not UTF-8',
      Buffer.from('urn,name\n80999,Ynys M\xf4n\n', 'latin1'),
      'line 2, column 13: this is not UTF-8',
    ],
    ['a quotation mark that is not closed', `${ilacsCsv([{}])}\n"89003,never`, 'line 3'],
  ])('refuses %s in one sentence, and keeps nothing', async (_what, content, words) => {
    const before = await kept();
    const answer =
      content === null ? await kit.upload('/imports/new', { profile }, {}) : await bring(kit, content, { profile });
    expect(answer.status).toBe(422);
    expect(errorsOf(answer.text)).toEqual([expect.stringContaining(words)]);
    expect(
      named(readHtml(answer.text), 'option')
        .find((option) => option.attributes.has('selected'))
        ?.attributes.get('value'),
    ).toBe(profile);
    expect(await kept()).toEqual(before);
  });

  it('acts on nothing that somebody else changed since it was read', async () => {
    const ref = await brought(kit, ilacsCsv(councils(2)));
    const before = { version: '1' };
    await did(kim, ref, '/check');
    for (const step of ['/check', '/columns', '/setting-aside', '/application']) {
      const answer = await did(kit, ref, step, { ...before, ...(step === '/columns' ? { profile } : {}) });
      expect([step, answer.status]).toEqual([step, 409]);
      expect(answer.text).toContain('What you asked for was not done.');
    }
    expect(await held()).toEqual(nothing);
    expect(await page(kit, ref)).toContain('Checked');
  });

  it('shows what is under way by itself, and stops doing so when it is asked', async () => {
    const ref = await brought(kit, ilacsCsv(councils(3)));
    const other = 'elsewhere 1 1 token';
    await test.database.transaction(() =>
      test.database.run(sql`
        UPDATE staged_import SET state = 'checking', worker = ${other}, begun_at = ${'2026-11-23T08:59:00.000Z'},
               begun_by = ${kit.account.ref}
         WHERE staged_import.ref = ${ref}`),
    );
    const underWay = await kit.get(at(ref)).expect(200);
    expect(underWay.headers.refresh).toBe(`4; url=/imports/${ref}`);
    expect(underWay.text).toContain('It is being checked.');
    expect(
      named(readHtml(underWay.text), 'main')
        .flatMap(() => named(readHtml(underWay.text), 'form'))
        .some((form) => (attributeOf(form, 'action') ?? '').startsWith(at(ref))),
    ).toBe(false);
    const still = await kit.get(at(ref, '?still=yes')).expect(200);
    expect(still.headers.refresh).toBeUndefined();
    expect(pageFaults(readHtml(still.text))).toEqual([]);
  });

  it('is for record keepers, and to be read by administrators', async () => {
    const ref = await brought(kit, ilacsCsv(councils(2)));
    for (const path of [
      '/imports',
      '/imports.csv',
      at(ref),
      at(ref, '/rows'),
      at(ref, '/rows.csv'),
      at(ref, '/file'),
    ]) {
      expect([path, (await ada.get(path)).status]).toEqual([path, 200]);
      expect([path, (await bea.get(path)).status]).toEqual([path, 403]);
      expect([path, (await test.get(path)).status]).toEqual([path, 303]);
      expect([path, (await kit.get(path.replace(ref, 'IM-9999'))).status]).toEqual([
        path,
        path.includes(ref) ? 404 : 200,
      ]);
    }
    expect((await ada.get('/imports/new')).status).toBe(403);
    expect(await page(ada, ref)).toContain('A record keeper');
    for (const step of ['/check', '/columns', '/application', '/setting-aside'])
      expect((await ada.post(at(ref, step), { version: '1', profile }, { from: '/account' })).status).toBe(403);
    expect(await page(kit, ref)).toContain('Waiting to be checked');
  });

  it('takes a file that is packed, and one whose columns have no names, where somebody says what it is', async () => {
    const packed = await bring(kit, gzipSync(ilacsCsv(councils(2))), {}, 'history.csv.gz');
    const ref = /IM-\d+/.exec(packed.headers.location ?? '')?.[0] ?? '';
    expect(await page(kit, ref)).toContain('Every column of the publication is there.');
    await did(kit, ref, '/check');
    expect(await page(kit, ref)).toContain('2 + 0 + 0 + 0 = 2');
    const file = await kit.get(at(ref, '/file')).expect(200);
    expect(file.headers['content-type']).toBe('application/gzip');
    const trusts = Array.from({ length: 3 }, (_unused, index) =>
      [`R0${index}`, `TRUST ${index}`, ...Array.from({ length: 25 }, () => '')].join(','),
    ).join('\n');
    const said = await brought(kit, trusts, { profile: 'nhs-trusts' });
    expect(await page(kit, said)).toContain('Every column of the publication is there.');
    const unsaid = await brought(kit, trusts);
    expect(await page(kit, unsaid)).toContain('No publication that this service knows has exactly these columns');
  });

  it('finds out which documents a packed file holds', async () => {
    const document = { locationId: '1-100', name: 'The Surgery', type: 'Primary Medical Services' };
    const zip = zipOf([{ name: '1-100.json', content: JSON.stringify({ ...document, currentRatings: {} }) }]);
    const answer = await bring(kit, zip, {}, 'locations.zip');
    expect(answer.status).toBe(303);
    const ref = /IM-\d+/.exec(answer.headers.location ?? '')?.[0] ?? '';
    expect(await page(kit, ref)).toContain('Locations, interface documents');
    const nonsense = await bring(kit, zipOf([{ name: 'a.txt', content: 'words' }]), {}, 'a.zip');
    expect([nonsense.status, errorsOf(nonsense.text)[0]]).toEqual([422, expect.stringMatching(/a\.zip/)]);
  });

  it('gives the file out as it came, to be saved and never shown', async () => {
    const content = csvOf(['urn', 'x'], [{ urn: '<script>alert(1)</script>', x: '=1+1' }]);
    const ref = await brought(kit, content);
    const answer = await kit.get(at(ref, '/file')).expect(200);
    expect(answer.text).toBe(content);
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="history.csv"');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect((await kit.get(at(ref))).text).not.toContain('<script>alert');
  });
});

const register = (count: number, letter = 'A') =>
  Array.from({ length: count }, (_unused, index) => ({
    'local-authority-code': `${letter}${String.fromCharCode(65 + index)}B`,
    'official-name': `${letter} Council ${index}`,
    'nice-name': `${letter} ${index}`,
    'gss-code': `E${letter === 'A' ? '06' : '07'}${String(100_000 + index)}`,
  }));
