import { deflateRawSync } from 'node:zlib';
import request from 'supertest';
import { sql } from '../../../src/database/sql.js';
import { fileKinds } from '../../../src/office/domain/file-kind.js';
import { largestFile, mostRead } from '../../../src/shell/uploads.js';
import { hiddenFields, type Person } from '../../builders/a-person.js';
import { aConfidentialInspection } from '../scope.js';
import { get, type Proof, type Site } from '../site.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const elf = Buffer.from('\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0', 'latin1');

/** A ZIP file of one entry, made by hand so that its head may lie about its size. */
function zipOf(name: string, content: Buffer, { claims = content.length } = {}): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const title = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04_03_4b_50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(claims, 22);
  head.writeUInt16LE(title.length, 26);
  return Buffer.concat([head, title, packed]);
}

/** A sheet of 64 MB in a file of some 64 kB: whoever unpacks it before asking what it is pays for it. */
const bomb = (): Buffer => zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(64 * 1024 * 1024, 0x61));

const external = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';

type Sending = { readonly name: string; readonly content: Buffer; readonly type?: string };

const evidence = {
  kind: 'document',
  method: 'document',
  summary: 'What a file shows',
  strength: 'strong',
  checked: 'yes',
};

type Desk = { readonly lead: Person; readonly ref: string; readonly path: string; readonly area: string };

async function deskOf(site: Site): Promise<Desk> {
  const { ref, lead } = await aConfidentialInspection(site);
  const area = await site.test.database.row<{ key: string }>(sql`
    SELECT judgement.area_key AS key FROM judgement
      JOIN inspection ON inspection.id = judgement.inspection_id
     WHERE inspection.ref = ${ref} ORDER BY judgement.position LIMIT 1`);
  return { lead, ref, path: `/inspections/${ref}/evidence/new`, area: area?.key ?? '' };
}

const hand = ({ lead, path, area }: Desk, { name, content, type }: Sending) =>
  lead.upload(
    path,
    { ...evidence, area },
    { file: { name, content, ...(type ? { type } : {}) } },
    { from: `${path}?area=${area}` },
  );

const filesHeld = async ({ test }: Site): Promise<number> =>
  (await test.database.rows(sql`SELECT stored_file.id FROM stored_file`)).length;

/** Only files that are what their name says, of kinds that no browser runs, and none larger than is said. */
export const strangeFiles: Proof = async (site) => {
  const faults: string[] = [];
  const desk = await deskOf(site);
  const right = await hand(desk, { name: 'letter.pdf', content: pdf, type: 'application/pdf' });
  if (right.status !== 303) faults.push(`a right file answers ${right.status}`);
  const before = await filesHeld(site);
  const zip = zipOf('a.txt', Buffer.from('words'));
  const refused: readonly (readonly [string, Sending])[] = [
    ['a ZIP named csv', { name: 'numbers.csv', content: zip, type: 'text/csv' }],
    ['a program named csv', { name: 'numbers.csv', content: elf, type: 'text/csv' }],
    ['a program named pdf', { name: 'letter.pdf', content: elf, type: 'application/pdf' }],
    ['words named pdf', { name: 'letter.pdf', content: Buffer.from('words'), type: 'application/pdf' }],
    ['words named xlsx', { name: 'sheet.xlsx', content: Buffer.from('words') }],
    ['a sheet', { name: 'sheet.xlsx', content: zip }],
    ['a sheet that unpacks to 64 MB', { name: 'sheet.xlsx', content: bomb() }],
    ['the same named csv', { name: 'sheet.csv', content: bomb(), type: 'text/csv' }],
    [
      'a ZIP that lies about its size',
      { name: 'sheet.xlsx', content: zipOf('a', Buffer.alloc(1_000), { claims: 4_000_000_000 }) },
    ],
    [
      'a drawing',
      { name: 'chart.svg', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), type: 'image/svg+xml' },
    ],
    ['a page', { name: 'page.html', content: Buffer.from('<script>alert(1)</script>'), type: 'text/html' }],
    ['XML that reads a file', { name: 'sheet.xml', content: Buffer.from(external), type: 'text/xml' }],
    ['a page named png', { name: 'page.png', content: Buffer.from('<script>alert(1)</script>'), type: 'image/png' }],
    ['nothing', { name: 'empty.pdf', content: Buffer.alloc(0) }],
    [
      'one byte more than there may be',
      { name: 'large.pdf', content: Buffer.concat([pdf, Buffer.alloc(largestFile - pdf.length + 1)]) },
    ],
  ];
  for (const [what, sending] of refused) {
    const answer = await hand(desk, sending);
    if (answer.status !== 422) faults.push(`${what} answers ${answer.status}`);
    else if (!/The file (must be|is empty)/.test(answer.text)) faults.push(`${what} is refused without saying why`);
  }
  if ((await filesHeld(site)) !== before) faults.push('a file that was refused is kept');
  if (Object.values(fileKinds).some(({ type }) => /html|xml|svg|script|zip/.test(type)))
    faults.push('a kind is taken that a browser runs, or that has to be unpacked');
  return faults;
};

/** What a file is called is words: no folder, no line and no turned letters; and it is saved, never shown. */
export const namesOfFiles: Proof = async (site) => {
  const faults: string[] = [];
  const desk = await deskOf(site);
  const names = [
    '../../../etc/passwd.pdf',
    '..\\..\\windows\\system.pdf',
    'a"b\r\nX-Evil: y.pdf',
    `${'x'.repeat(300)}.pdf`,
    'invoice\u202efdp.pdf',
    'Ynys Môn – report.pdf',
    '%2e%2e%2fpasswd.pdf',
  ];
  for (const name of names) {
    const answer = await hand(desk, { name, content: pdf, type: 'application/pdf' });
    if (answer.status !== 303) faults.push(`“${name.slice(0, 30)}” answers ${answer.status}`);
  }
  const kept = await site.test.database.rows<{ name: string; sha256: string }>(sql`
    SELECT stored_file.name, stored_file.sha256 FROM stored_file`);
  for (const { name, sha256 } of kept) {
    if (/[/\\\r\n\u202e]/.test(name) || name.length > 200) faults.push(`kept as “${name}”`);
    if (!/^[0-9a-f]{64}$/.test(sha256)) faults.push('a file lies under a name that somebody gave it');
  }
  const rows = await site.test.database.rows<{ ref: string }>(sql`
    SELECT inspection_evidence.ref FROM inspection_evidence
      JOIN inspection ON inspection.id = inspection_evidence.inspection_id
     WHERE inspection.ref = ${desk.ref} AND inspection_evidence.file_id IS NOT NULL`);
  if (rows.length < names.length) faults.push(`only ${rows.length} files were kept`);
  for (const { ref } of rows) {
    const address = `/inspections/${desk.ref}/evidence/${ref}/file`;
    const { status, headers } = await desk.lead.get(address);
    const told = headers['content-disposition'] ?? '';
    if (status !== 200 || !told.startsWith('attachment; filename="')) faults.push(`${told} answers ${status}`);
    if (headers['x-evil'] || /[^\u0020-\u007e]/.test(told)) faults.push(`a name writes a header: ${told}`);
    if (headers['x-content-type-options'] !== 'nosniff' || headers['content-type'] !== 'application/pdf')
      faults.push(`a file comes as ${headers['content-type']}`);
    if ((await get(site, address)).status === 200) faults.push('a file is given to a visitor');
  }
  return faults;
};

/** A form of files has an end: of fields, of files, of names and of bytes; a broken one breaks nothing. */
export const formsOfFiles: Proof = async (site) => {
  const faults: string[] = [];
  const desk = await deskOf(site);
  const page = await desk.lead.get(`${desk.path}?area=${desk.area}`);
  const hidden = hiddenFields(page.text, desk.path);
  const { _csrf: csrf = '' } = hidden;
  const before = await filesHeld(site);
  const send = () => {
    const sending = request(site.test.url).post(desk.path).set('Cookie', desk.lead.cookie);
    for (const [name, value] of Object.entries(hidden)) void sending.field(name, value);
    return sending;
  };
  const answers = async (what: string, sending: PromiseLike<{ status: number }>, limited = false): Promise<void> => {
    const status = await sending.then(
      (answer) => answer.status,
      () => 0,
    );
    // What is over a limit is not read to its end: 413, or the connection is cut.
    if (limited && status !== 413 && status !== 0) faults.push(`${what} is read: ${status}`);
    // A connection that is cut is an answer too: 0.
    if (status >= 500 || (status >= 200 && status < 400)) faults.push(`${what} answers ${status}`);
    if ((await get(site, '/about')).status !== 200) faults.push(`${what} stops the service`);
  };
  const manyFields = send();
  for (let field = 0; field < 1_000; field += 1) void manyFields.field(`field${field}`, 'x');
  await answers('a thousand fields', manyFields, true);
  const manyFiles = send();
  for (let file = 0; file < 20; file += 1) void manyFiles.attach(`file${file}`, pdf, 'a.pdf');
  await answers('twenty files', manyFiles, true);
  for (const name of [
    'a[99999999999]',
    'a[0][0][0][0][0][0]',
    '__proto__[isAdmin]',
    'constructor[prototype][x]',
    'x'.repeat(5_000),
  ])
    await answers(`a field called ${name.slice(0, 30)}`, send().field(name, 'x'));
  await answers('a field of a megabyte', send().field('summary', 'x'.repeat(1024 * 1024)), true);
  const raw = (type: string, body: string) =>
    request(site.test.url).post(desk.path).set('Cookie', desk.lead.cookie).set('Content-Type', type).send(body);
  const token = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n`;
  await answers(
    'a form without its end',
    raw(
      'multipart/form-data; boundary=b',
      `${token}--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF`,
    ),
  );
  await answers('a form without a boundary', raw('multipart/form-data', token));
  await answers('a part without a name', raw('multipart/form-data; boundary=b', `${token}--b\r\n\r\nx\r\n--b--\r\n`));
  await answers(
    'a form of ten thousand lines of head',
    raw('multipart/form-data; boundary=b', `${token}--b\r\n${'X: y\r\n'.repeat(10_000)}\r\nx\r\n--b--\r\n`),
  );
  await answers('more than is ever read', send().attach('file', Buffer.alloc(mostRead + 1024), 'a.pdf'), true);
  if ((await filesHeld(site)) !== before) faults.push('a broken form left a file');
  if (({} as Record<string, unknown>).isAdmin !== undefined) faults.push('a field reached the root of all objects');
  const stranger = await request(site.test.url)
    .post(desk.path)
    .attach('file', Buffer.alloc(1024 * 1024), 'a.pdf');
  if (stranger.status < 300) faults.push('a visitor may send files');
  return faults;
};
