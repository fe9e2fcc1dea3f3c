import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { manyRows } from '../../src/database/bulk-insert.js';
import { ImportBatch, ImportIssue } from '../../src/exchange/data/import.entity.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => closeTestDatabase(database));

const batch = (): ImportBatch => ({
  id: randomUUID(),
  ref: `IM-${randomUUID().slice(0, 8)}`,
  profile: 'made-up',
  fileName: 'O’Brien; "x".csv',
  fileSha256: 'f'.repeat(64),
  importedAt: '2026-11-27T10:00:00.000Z',
  importedBy: 'Somebody',
  rowsRead: 3,
  rowsCreated: 1,
  rowsUnchanged: 1,
  rowsRefused: 1,
});

const issue = (batchId: string, line: number): ImportIssue => ({
  id: randomUUID(),
  batchId,
  line,
  columnName: line % 2 === 0 ? null : 'Größe, “quoted”',
  outcome: 'noted',
  reason: `line ${line}\nwith a second line`,
});

const shown = (): Promise<ImportIssue[]> =>
  database.rows<ImportIssue>(sql`
    SELECT import_issue.id, import_issue.batch_id AS "batchId", import_issue.line, import_issue.column_name AS "columnName",
           import_issue.outcome, import_issue.reason
      FROM import_issue
     ORDER BY import_issue.line`);

describe('many rows at once', () => {
  it.each([manyRows - 1, manyRows, 6_000])('are all written as they are given: %d of them', async (count) => {
    const whole = batch();
    const issues = Array.from({ length: count }, (_, line) => issue(whole.id, line));
    await database.transaction(async () => {
      await database.insert(ImportBatch, [whole]);
      await database.insert(ImportIssue, issues);
    });
    expect(await shown()).toEqual(issues);
  });

  it('are undone with the transaction, and refused by the same rules as few', async () => {
    const whole = batch();
    const issues = Array.from({ length: 100 }, (_, line) => issue(whole.id, line));
    await expect(
      database.transaction(async () => {
        await database.insert(ImportBatch, [whole]);
        await database.insert(ImportIssue, [...issues, { ...issue(whole.id, 100), outcome: 'x'.repeat(61) }]);
      }),
    ).rejects.toThrow(/CK_import_issue_outcome|too long/);
    await expect(database.transaction(() => database.insert(ImportIssue, issues))).rejects.toThrow(
      /FOREIGN KEY|foreign key/,
    );
    expect(await shown()).toEqual([]);
  });

  it('have the default of a column where all leave it out, and where some do', async () => {
    const whole = batch();
    const { columnName: _left, ...without } = issue(whole.id, 1);
    const rows = Array.from({ length: 40 }, (_, line) => ({ ...without, id: randomUUID(), line }));
    await database.transaction(async () => {
      await database.insert(ImportBatch, [whole]);
      await database.insert(ImportIssue, rows as ImportIssue[]);
      await database.insert(ImportIssue, [
        ...rows.map((row) => ({ ...row, id: randomUUID(), line: row.line + 100 }) as ImportIssue),
        issue(whole.id, 301),
      ]);
    });
    const found = await shown();
    expect(found).toHaveLength(81);
    expect(found.filter(({ columnName }) => columnName !== null)).toHaveLength(1);
  });
});
