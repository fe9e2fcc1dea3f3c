import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import request from 'supertest';
import { sql } from '../../src/database/sql.js';
import { OrganisationSlug } from '../../src/organisations/data/organisation.entity.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { handlersOf } from '../builders/routes.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ library: true });
}, 120_000);
afterAll(() => test.close());

const taken = (path: string) =>
  request(test.url)
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => done(null, Buffer.concat(pieces)));
    });

/** The body at `now` once had the address `old`. */
async function moved(old: string, now: string): Promise<void> {
  const slugOf = (path: string): string => path.split('/').at(-1) ?? '';
  const body = await test.database.row<{ id: string }>(
    sql`SELECT organisation.id FROM organisation WHERE organisation.slug = ${slugOf(now)}`,
  );
  await test.database.transaction(() =>
    test.database.insert(OrganisationSlug, [{ id: 'moved', organisationId: body?.id ?? '', slug: slugOf(old) }]),
  );
}

/** A cell as the CSV beside it writes it. */
const written = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : typeof cell === 'number' || typeof cell === 'string'
      ? String(cell)
      : '';

describe('a table as a workbook', () => {
  it.each([
    '/organisations.csv',
    '/organisations.csv?kind=council',
    '/episodes.csv?area=children',
    '/sources.csv',
    '/measures.csv',
    '/frameworks.csv',
    '/programmes.csv',
    '/cases.csv',
    '/organisations/west-sussex-county-council/timeline.csv',
    '/organisations/west-sussex-county-council/inspections.csv',
    '/research/recovery.csv?by=sector',
  ])('has the rows and columns of %s', async (path) => {
    const csv = await request(test.url).get(path).expect(200);
    const lines = Papa.parse<string[]>(csv.text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data;
    const response = await taken(`/as-xlsx${path}`).expect(200);
    expect(response.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.xlsx"$/);
    expect(response.headers['cache-control']).toBe(csv.headers['cache-control']);
    const sheets = await readXlsxFile(response.body as Buffer);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Rows', 'About']);
    const rows = sheets[0]?.data ?? [];
    const own = (rows[0] ?? []).map((header) => !String(header).endsWith(': known to'));
    const kept = rows.map((row) => lines[0]?.map((_, index) => written(row.filter((__, at) => own[at])[index])) ?? []);
    expect(kept.length).toBe(lines.length);
    expect(kept.map((row) => row.map((cell) => cell.trim()))).toEqual(
      lines.map((row) => row.map((cell) => cell.trim())),
    );
  });

  it('is offered beside every CSV of a page', async () => {
    for (const path of ['/organisations', '/episodes', '/sources', '/research/recovery', '/programmes']) {
      const { text } = await test.get(path);
      const files = [...text.matchAll(/href="(\/[^"]*\.csv[^"]*)" download/g)].map(([, href = '']) => href);
      const csv = files.filter((href) => !href.startsWith('/as-xlsx'));
      expect([path, csv.length > 0]).toEqual([path, true]);
      for (const href of csv) expect(files).toContain(`/as-xlsx${href}`);
    }
  });

  it('is for whom the page is', async () => {
    await test.get('/as-xlsx/risks.csv').expect(303);
    await test.get('/as-xlsx/nowhere.csv').expect(404);
    await test.get('/as-xlsx/organisations').expect(404);
    const member = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    const response = await member.get('/as-xlsx/organisations.csv');
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    await member.get('/as-xlsx/frameworks.csv').expect(200);
    await test.database.transaction(() => Promise.resolve());
    const trail = await test.database.rows<{ after: string }>(
      sql`SELECT audit_entry.after FROM audit_entry WHERE audit_entry.action = 'export.taken'`,
    );
    expect(trail.map(({ after }) => after).join(' ')).toContain('/as-xlsx/organisations.csv');
    expect(trail.map(({ after }) => after).join(' ')).toContain('/as-xlsx/frameworks.csv');
  });

  it('is led to at the new address of a body that has moved, as a workbook and with what was asked', async () => {
    const [old, now] = ['/organisations/west-sussex', '/organisations/west-sussex-county-council'];
    await moved(old, now);
    const tables = handlersOf(test.app)
      .filter(
        ({ method, path }) => method === 'GET' && path.startsWith('/organisations/:slug/') && path.endsWith('.csv'),
      )
      .map(({ path }) => path.replace('/organisations/:slug', '').replace(':table', 'judgements'));
    expect(tables.length).toBeGreaterThan(4);
    const led: string[] = [];
    for (const table of tables) {
      const csv = await test.get(`${old}${table}?known=2015-01-01`);
      const workbook = await test.get(`/as-xlsx${old}${table}?known=2015-01-01`);
      expect([table, workbook.status]).toEqual([table, csv.status]);
      if (csv.status !== 301) continue;
      led.push(table);
      expect(csv.headers.location).toBe(`${now}${table}?known=2015-01-01`);
      expect(workbook.headers.location).toBe(`/as-xlsx${csv.headers.location}`);
    }
    expect(led).toEqual(expect.arrayContaining(['/timeline.csv', '/inspections.csv', '/measures.csv']));
    const file = await taken(`/as-xlsx${old}/timeline.csv`).redirects(1).expect(200);
    expect(file.headers['content-disposition']).toContain('.xlsx');
    // What is no table of ours is led where it was.
    const asked = await test.get('/as-xlsx/risks.csv').expect(303);
    expect(asked.headers.location).toMatch(/^\/sign-in\?returnTo=/);
  });
});
