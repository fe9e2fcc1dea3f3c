import { fixed, sql } from '../../../src/database/sql.js';
import { largestFile } from '../../../src/shell/uploads.js';
import { uploadRoutes } from '../../../src/upload-routes.js';
import { aBoard, aReview, issued } from '../../builders/a-board.js';
import { measureFields } from '../../builders/a-measure.js';
import type { Person } from '../../builders/a-person.js';
import { aPlan } from '../../builders/a-plan.js';
import { zipOf } from '../../builders/a-workbook.js';
import { textWithin, named, readHtml } from '../../builders/html.js';
import { aConfidentialInspection } from '../scope.js';
import type { Proof, Site } from '../site.js';

/** A form that takes a file, filled in so that nothing but the file can be wrong with it. */
type Form = {
  readonly path: string;
  readonly person: Person;
  readonly field: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly from?: string;
};

const elf = Buffer.from('\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0', 'latin1');
const zip = zipOf([{ name: 'a.txt', content: 'words' }]);
const sheetOf = (sheet: Buffer | string, declared?: number): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    {
      name: 'xl/workbook.xml',
      content: '<?xml version="1.0"?><workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet, ...(declared === undefined ? {} : { declared }) },
  ]);
const external = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';

/** Files that no form here takes, whatever it takes else (quality 8, items 30 to 33). */
const hostile: Readonly<Record<string, { readonly name: string; readonly content: Buffer; readonly type?: string }>> = {
  'a ZIP named csv': { name: 'numbers.csv', content: zip, type: 'text/csv' },
  'a program named csv': { name: 'numbers.csv', content: elf, type: 'text/csv' },
  'a program named pdf': { name: 'letter.pdf', content: elf, type: 'application/pdf' },
  'a program named xlsx': { name: 'sheet.xlsx', content: elf },
  'words named xlsx': { name: 'sheet.xlsx', content: Buffer.from('words') },
  'a ZIP that is no workbook': { name: 'sheet.xlsx', content: zip },
  'a sheet that unpacks to 64 MB': { name: 'sheet.xlsx', content: sheetOf(Buffer.alloc(64 * 1024 * 1024, 0x61)) },
  'the same, saying that it is small': {
    name: 'sheet.xlsx',
    content: sheetOf(Buffer.alloc(64 * 1024 * 1024, 0x61), 900),
  },
  'a ZIP of 65,000 entries': {
    name: 'sheet.xlsx',
    content: zipOf(Array.from({ length: 65_000 }, (_, index) => ({ name: `${index}`, content: '' }))),
  },
  'a sheet that reads a file of ours': { name: 'sheet.xlsx', content: sheetOf(external) },
  'a drawing': {
    name: 'chart.svg',
    content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    type: 'image/svg+xml',
  },
  'a page named png': { name: 'page.png', content: Buffer.from('<script>alert(1)</script>'), type: 'image/png' },
  'XML that reads a file of ours': { name: 'sheet.xml', content: Buffer.from(external), type: 'text/xml' },
  nothing: { name: 'empty.csv', content: Buffer.alloc(0), type: 'text/csv' },
  'one byte more than there may be': { name: 'large.pdf', content: Buffer.alloc(largestFile + 1, 0x20) },
};

/** Every route that takes files, as it is mounted, with a form that may be sent to it. */
const forms: Readonly<Record<string, (site: Site) => Promise<Form>>> = {
  '/inspections/:ref/evidence/new': async (site) => {
    const { ref, lead } = await aConfidentialInspection(site);
    const area = await site.test.database.row<{ key: string }>(sql`
      SELECT judgement.area_key AS key FROM judgement
        JOIN inspection ON inspection.id = judgement.inspection_id
       WHERE inspection.ref = ${ref} ORDER BY judgement.position LIMIT 1`);
    const path = `/inspections/${ref}/evidence/new`;
    return {
      path,
      person: lead,
      field: 'file',
      fields: { ...seen, area: area?.key ?? '' },
      from: `${path}?area=${area?.key}`,
    };
  },
  '/inspections/:ref/evidence/:evidence': async (site) => {
    const { ref, lead } = await aConfidentialInspection(site);
    const row = await site.test.database.row<{ evidence: string; area: string }>(sql`
      SELECT inspection_evidence.ref AS evidence, judgement.area_key AS area
        FROM inspection_evidence
        JOIN inspection ON inspection.id = inspection_evidence.inspection_id
        JOIN judgement ON judgement.inspection_id = inspection.id
       WHERE inspection.ref = ${ref} ORDER BY inspection_evidence.ref, judgement.position LIMIT 1`);
    const path = `/inspections/${ref}/evidence/${row?.evidence}`;
    return { path, person: lead, field: 'file', fields: { ...seen, area: row?.area ?? '' } };
  },
  '/plans/:ref/milestones/:milestone/evidence/new': async (site) => {
    const { ref, milestone, person } = await planOf(site);
    const fields = {
      title: 'Waiting times',
      kind: 'performance_data',
      level: 'output',
      independence: 'internal',
      'on-day': '1',
      'on-month': '3',
      'on-year': '2026',
      summary: 'They fell.',
    };
    return { path: `/plans/${ref}/milestones/${milestone}/evidence/new`, person, field: 'file', fields };
  },
  '/plans/:ref/import': async (site) => {
    const { ref, person } = await planOf(site);
    return { path: `/plans/${ref}/import`, person, field: 'file', fields: {} };
  },
  '/imports/new': async ({ everybody }) => ({ path: '/imports/new', person: everybody, field: 'file', fields: {} }),
  '/measures/:ref/values/upload': async ({ everybody, northwick }) => {
    const made = await everybody.post(`/organisations/${northwick}/measures/new`, measureFields());
    const ref = /ME-\d+/.exec(made.headers.location ?? '')?.[0] ?? '';
    const fields = { status: 'final', visibility: 'public' };
    return { path: `/measures/${ref}/values/upload`, person: everybody, field: 'numbers', fields };
  },
  '/reviews/:ref/pack/supplements': async ({ test, everybody, northwick }) => {
    const board = await aBoard(test.app, northwick, { name: `Board of papers` });
    const review = await aReview(test.app, board.ref);
    await issued(test.app, review.ref);
    const path = `/reviews/${review.ref}/pack/supplements`;
    const fields = { title: 'A letter', text: 'It came late.' };
    return { path, person: everybody, field: 'paper', fields, from: `/reviews/${review.ref}/pack` };
  },
};

const seen = { kind: 'document', method: 'document', summary: 'What a file shows', strength: 'strong', checked: 'yes' };

async function planOf({ test, everybody, northwick }: Site) {
  const plan = await aPlan((token) => test.app.get(token), { council: { id: northwick, slug: northwick } });
  const milestone = (await plan.milestone()).ref;
  return { ref: plan.ref, milestone, person: everybody };
}

const tables = [
  'stored_file',
  'plan_import',
  'measure_value',
  'evidence',
  'inspection_evidence',
  'pack_supplement',
  'staged_import',
] as const;

async function held({ test }: Site): Promise<string> {
  const counts: string[] = [];
  for (const table of tables) {
    const row = await test.database.row<{ n: number }>(sql`SELECT CAST(count(*) AS integer) AS n FROM ${fixed(table)}`);
    counts.push(`${table} ${row?.n}`);
  }
  return counts.join(', ');
}

const errorsOf = (html: string): string =>
  named(readHtml(html), 'div')
    .filter((element) => (element.attributes.get('class') ?? '').includes('govuk-error-summary'))
    .map(textWithin)
    .join(' ');

/** Every route that takes files, against every file that none of them takes. A new route is missed here at once. */
export const everyUpload: Proof = async (site) => {
  const faults: string[] = [];
  const mounted = site.handlers.filter(
    ({ method, path }) =>
      method === 'POST' && uploadRoutes.some((route) => route.test(path.replaceAll(/:\w+/g, 'X-1'))),
  );
  for (const { path } of mounted)
    if (!Object.hasOwn(forms, path)) faults.push(`${path} takes files and is tried with none here`);
  for (const route of uploadRoutes)
    if (!Object.keys(forms).some((path) => route.test(path.replaceAll(/:\w+/g, 'X-1'))))
      faults.push(`${String(route)} belongs to no route that is tried here`);
  for (const [route, make] of Object.entries(forms)) {
    if (!mounted.some(({ path }) => path === route)) faults.push(`${route} is no route any more`);
    const { path, person, field, fields, from } = await make(site);
    const before = await held(site);
    for (const [what, file] of Object.entries(hostile)) {
      const memory = process.memoryUsage().rss;
      const answer = await person.upload(path, fields, { [field]: file }, from ? { from } : {});
      const grown = (process.memoryUsage().rss - memory) / 1024 / 1024;
      if (![400, 413, 422].includes(answer.status)) faults.push(`${route}: ${what} answers ${answer.status}`);
      else if (answer.status === 422 && !/file|spreadsheet|number/i.test(errorsOf(answer.text)))
        faults.push(`${route}: ${what} is refused without a word about the file: ${errorsOf(answer.text)}`);
      if (grown > 150) faults.push(`${route}: ${what} takes ${Math.round(grown)} MB`);
    }
    const after = await held(site);
    if (after !== before) faults.push(`${route}: something that was refused is kept: ${before} → ${after}`);
  }
  return faults;
};
