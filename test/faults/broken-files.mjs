/**
 * R3: files that were cut, mixed up, filled with rubbish or written by nobody in his right mind are read or refused,
 * never half taken, never for long, and memory does not grow with them.
 */
import { writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { openService, program } from '../bench/service.mjs';
import { seeded } from './service.mjs';

const columns =
  'urn,local_authority,inspection_link,pdf_filename,publication_date,inspection_framework,inspector_name,inspection_start_date,inspection_end_date,overall_effectiveness_grade,impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_grade,parser_version';
const rowOf = (turn) => (_unused, index) =>
  `${80_000 + index},shire ${turn} ${index},https://files.ofsted.gov.uk/v1/file/${turn * 100 + index},report.pdf,11/05/23,standard,Somebody,13/03/2023,24/03/2023,good,good,inadequate,good,good,1`;

const words = [
  '=cmd|calc!A1',
  '+1',
  '@SUM(1)',
  '<script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  '\0',
  '../../etc/passwd',
  "'; DROP TABLE account;--",
  '٣',
  '\u202e',
  'é'.repeat(500),
];
const days = ['30/02/2025', '0000-00-00', '99/99/9999', '1/1/1', '1e9', '-1', '', '2025-01-01T00:00:00Z'];

const kinds = (random) => {
  const upTo = (most) => Math.floor(random() * most);
  const one = (list) => list[upTo(list.length)];
  const asText = (change) => (bytes) => Buffer.from(change(bytes.toString()));
  return [
    (bytes) => {
      const other = Buffer.from(bytes);
      for (let count = 0; count < 1 + upTo(20); count += 1) other[upTo(other.length)] = upTo(256);
      return other;
    },
    (bytes) => bytes.subarray(0, upTo(bytes.length)),
    (bytes) => {
      const at = upTo(bytes.length);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('"'), bytes.subarray(at)]);
    },
    (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
    asText((text) => text.replaceAll('\n', '\r')),
    asText((text) => text.replaceAll('\n', '\r\n')),
    asText((text) => text.replaceAll(',', ';')),
    asText((text) => text.replaceAll(/\d\d\/\d\d\/\d{2,4}/g, () => one(days))),
    asText((text) => text.replaceAll('good', () => one(words))),
    asText((text) => text.replaceAll(/shire \d+/g, () => one(words))),
    (bytes) => Buffer.concat([bytes, Buffer.alloc(70_000, 65), Buffer.from('\n')]),
    (bytes) => Buffer.concat([bytes, Buffer.from(`${','.repeat(60_000)}\n`)]),
    (bytes) => Buffer.concat([bytes, Buffer.from('"'.repeat(1 + upTo(9_999)))]),
    () => Buffer.alloc(0),
    () => Buffer.alloc(1 + upTo(5_000)),
    () => Buffer.from('{"a":1}'),
    () => Buffer.from(`PK\u0003\u0004${'A'.repeat(upTo(500))}`),
    () => Buffer.from(`\u007fELF${'A'.repeat(upTo(500))}`),
    (bytes) => Buffer.concat([bytes, bytes.subarray(bytes.indexOf(10) + 1)]),
    asText((text) => `${columns}\n`.repeat(1 + upTo(50)) + text),
    asText((text) =>
      text
        .split('\n')
        .toSorted(() => random() - 0.5)
        .join('\n'),
    ),
  ];
};

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const sheetOf = (rows) =>
  `<worksheet><sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`;
const bookParts = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
};
const zipped = (parts) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)])), { level: 1 }),
  );
const bookOf = (sheet) => zipped({ ...bookParts, 'xl/worksheets/sheet1.xml': sheet });

/** Workbooks and spreadsheets that were cut, mixed up or made to harm, of rows that are read where they are whole. */
const books = (random) => {
  const upTo = (most) => Math.floor(random() * most);
  const hurt = (bytes) => {
    const other = Buffer.from(bytes);
    for (let count = 0; count < 1 + upTo(20); count += 1) other[upTo(other.length)] = upTo(256);
    return other;
  };
  const hostile = [
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
    `<worksheet>${'<a>'.repeat(5_000)}`,
    '<worksheet><sheetData><row r="1"><c r="ZZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row r="1e9"><c><f>HYPERLINK("x")</f></c></row></sheetData></worksheet>',
    `<worksheet><sheetData><row><c><v>${'9'.repeat(60_000)}</v></c></row></sheetData></worksheet>`,
    '<worksheet><row/><row/><c/></worksheet>',
    '\u0000\u0001',
    '',
  ];
  return [
    (rows) => bookOf(sheetOf(rows)),
    (rows) => hurt(bookOf(sheetOf(rows))),
    (rows) => {
      const whole = bookOf(sheetOf(rows));
      return whole.subarray(0, upTo(whole.length));
    },
    () => bookOf(hostile[upTo(hostile.length)]),
    (rows) => bookOf(hurt(Buffer.from(sheetOf(rows))).toString('latin1')),
    (rows) => bookOf(sheetOf(rows).slice(0, upTo(5_000))),
    () => bookOf(' '.repeat(20_000_000)),
    () =>
      zipped({
        mimetype: 'x',
        'content.xml': `<x><table table:name="a"><table-row><table-cell table:number-columns-repeated="${10 ** upTo(12)}" office:value-type="string"><p>${hostile[upTo(hostile.length)].replaceAll('<', '')}</p></table-cell></table-row></table></x>`,
      }),
    () => zipped({ '../../etc/passwd': 'x', 'a.json': '{"a":'.repeat(5_000) }),
  ];
};

export async function brokenFiles(file, { files, defect = null }) {
  const service = await openService(file);
  const { ImportsService } = await program('exchange/imports.service.js');
  const { CannotRead } = await program('exchange/domain/file-row.js');
  const { theService } = await program('access/audit.service.js');
  const imports = service.app.get(ImportsService, { strict: false });
  if (defect === 'half-taken') {
    // Keeps what was read before the file could not be read any more.
    const { import: own } = Object.getPrototypeOf(imports);
    imports.import = async (actor, given) => {
      try {
        return await own.call(imports, actor, given);
      } catch (error) {
        await service.database.transaction(() =>
          service.database.writer.query('UPDATE reference_counter SET next = next + 1'),
        );
        throw error;
      }
    };
  }
  const random = seeded(42);
  const ways = kinds(random);
  const bookWays = books(random);
  const path = join(dirname(file), 'broken.csv');
  const state = async () =>
    JSON.stringify(await service.database.writer.query('SELECT * FROM reference_counter ORDER BY prefix'));
  const result = { files, taken: 0, refused: 0, slowest: 0, grown: 0, faults: [] };
  let before = 0;
  try {
    for (let turn = 0; turn < files; turn += 1) {
      if (turn === Math.floor(files / 5)) {
        globalThis.gc?.();
        before = process.memoryUsage().rss;
      }
      const whole = Buffer.from([columns, ...Array.from({ length: 30 }, rowOf(turn))].join('\n'));
      let bytes = ways[turn % ways.length](whole);
      if (random() < 0.3) bytes = ways[Math.floor(random() * ways.length)](bytes.length > 1 ? bytes : whole);
      const rowsOfBook = () =>
        whole
          .toString()
          .split('\n')
          .map((line) => line.split(','));
      if (turn % 4 === 3) bytes = bookWays[Math.floor(turn / 4) % bookWays.length](rowsOfBook());
      writeFileSync(path, bytes);
      const [kept, start] = [await state(), performance.now()];
      try {
        await imports.import(theService, {
          profile: 'ofsted-ilacs-history',
          path,
          dryRun: false,
          onProgress: () => undefined,
        });
        result.taken += 1;
      } catch (error) {
        result.refused += 1;
        if (!(error instanceof CannotRead)) result.faults.push(`file ${turn} ends in ${error.message}`);
        if ((await state()) !== kept) result.faults.push(`file ${turn} was refused and half taken`);
      }
      result.slowest = Math.max(result.slowest, Math.round(performance.now() - start));
    }
    globalThis.gc?.();
    result.grown = Math.round((process.memoryUsage().rss - before) / 1_048_576);
    if (result.slowest > 1_000) result.faults.push(`one file takes ${result.slowest} ms`);
    if (result.grown > 60) result.faults.push(`memory grows by ${result.grown} MB`);
  } finally {
    await service.close();
  }
  return result;
}
