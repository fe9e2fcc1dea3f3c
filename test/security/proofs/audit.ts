import { AuditService, theService } from '../../../src/access/audit.service.js';
import { sql } from '../../../src/database/sql.js';
import type { Proof, Site } from '../site.js';

type Line = { readonly seq: number };

const lastOf = async ({ test }: Site): Promise<number> =>
  (await test.database.row<{ seq: number }>(sql`SELECT max(audit_entry.seq) AS seq FROM audit_entry`))?.seq ?? 0;

/** Takes what guards the trail in the database itself out of the way; gives how to put it back. */
async function withoutTriggers({ test: { database } }: Site): Promise<() => Promise<void>> {
  const { writer, isSqlite } = database;
  if (!isSqlite) {
    await writer.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    return async () => void (await writer.query('ALTER TABLE audit_entry ENABLE TRIGGER USER'));
  }
  const triggers = (await writer.query(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'`,
  )) as { name: string; sql: string }[];
  for (const { name } of triggers) await writer.query(`DROP TRIGGER "${name}"`);
  return async () => {
    for (const trigger of triggers) await writer.query(trigger.sql);
  };
}

/** With the database's own keys and no trigger in the way, then everything as it was. */
async function tampering(site: Site, change: string, look: () => Promise<void>): Promise<void> {
  const { writer, isSqlite } = site.test.database;
  const rows = (await writer.query('SELECT * FROM audit_entry ORDER BY seq')) as Record<string, unknown>[];
  const guard = await withoutTriggers(site);
  try {
    for (const statement of change.split(';')) await writer.query(statement);
    await look();
  } finally {
    await writer.query('DELETE FROM audit_entry');
    for (const row of rows) {
      const names = Object.keys(row);
      const places = names.map((_, index) => (isSqlite ? '?' : `$${index + 1}`));
      await writer.query(
        `INSERT INTO audit_entry (${names.map((name) => `"${name}"`).join()}) VALUES (${places.join()})`,
        Object.values(row),
      );
    }
    await guard();
  }
}

/** What a column that is held to its length may be changed to. */
const other: Readonly<Record<string, string>> = {
  at: '2020-01-01T00:00:00.000Z',
  prev_hash: '0'.repeat(64),
  hash: '0'.repeat(64),
};

/** Whoever changes a line, takes one out, moves one or puts one in is found, and the first such line is named. */
export const tamperedTrail: Proof = async (site) => {
  const faults: string[] = [];
  const { database, app } = site.test;
  const audit = app.get(AuditService);
  for (let number = 0; number < 8; number += 1)
    await database.transaction(() =>
      audit.record(theService, { action: 'tested', entity: 'test', entityId: `T-${number}`, after: { number } }),
    );
  const last = await lastOf(site);
  const at = last - 4;
  const whole = await audit.verify();
  if (whole.fault || whole.lines !== last) faults.push('a whole trail is found fault with');
  const columns = [
    'at',
    'actor',
    'role',
    'action',
    'entity',
    'entity_id',
    'after',
    'before',
    'reason',
    'request_id',
    'prev_hash',
    'hash',
  ];
  const changes: readonly (readonly [string, string, number])[] = [
    ...columns.map(
      (column) =>
        [
          `${column} changed`,
          `UPDATE audit_entry SET "${column}" = '${other[column] ?? 'x'}' WHERE seq = ${at}`,
          at,
        ] as const,
    ),
    ['a line taken out', `DELETE FROM audit_entry WHERE seq = ${at}`, at],
    ['the first line taken out', 'DELETE FROM audit_entry WHERE seq = 1', 1],
    [
      'two lines in each other’s place',
      `UPDATE audit_entry SET seq = -1 WHERE seq = ${at};UPDATE audit_entry SET seq = ${at} WHERE seq = ${at + 1};UPDATE audit_entry SET seq = ${at + 1} WHERE seq = -1`,
      at,
    ],
    [
      'a line taken out and the rest moved up',
      `DELETE FROM audit_entry WHERE seq = ${at};UPDATE audit_entry SET seq = seq - 1 WHERE seq > ${at}`,
      at,
    ],
  ];
  for (const [name, change, first] of changes)
    await tampering(site, change, async () => {
      const { fault } = await audit.verify();
      if (fault?.seq !== first)
        faults.push(`${name}: ${fault ? `line ${fault.seq} is named, not ${first}` : 'not found'}`);
    });
  // The end of a trail can be cut off unseen; the seal of its last line, kept elsewhere, tells.
  await tampering(site, `DELETE FROM audit_entry WHERE seq = ${last}`, async () => {
    const cut = await audit.verify();
    if (cut.head === whole.head || cut.lines === whole.lines) faults.push('a trail cut short has the same seal');
  });
  if ((await audit.verify()).head !== whole.head) faults.push('the trail was not put back');
  return faults;
};

/** The database itself refuses to change or take out a line. */
export const sealedByTriggers: Proof = async (site) => {
  const faults: string[] = [];
  const { writer } = site.test.database;
  const [line] = (await writer.query('SELECT seq FROM audit_entry ORDER BY seq LIMIT 1')) as Line[];
  for (const statement of [
    `UPDATE audit_entry SET actor = 'x' WHERE seq = ${line?.seq}`,
    `DELETE FROM audit_entry WHERE seq = ${line?.seq}`,
    `INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = ${line?.seq}`,
    `UPDATE OR REPLACE audit_entry SET actor = 'x' WHERE seq = ${line?.seq}`,
  ]) {
    let refused = false;
    try {
      await writer.query(statement);
    } catch {
      refused = true;
    }
    if (!refused) faults.push(`takes ${statement.slice(0, 40)}`);
  }
  return faults;
};
