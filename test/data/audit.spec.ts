import { AuditService, theService } from '../../src/access/audit.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { AuditStore } from '../../src/access/data/audit.store.js';
import { firstHash } from '../../src/access/domain/audit-chain.js';
import type { Database } from '../../src/database/database.js';
import { ReferenceCounter } from '../../src/database/references.entity.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';

const auditOf = (database: Database): AuditService =>
  new AuditService(new AuditStore(database), new AuditQueries(database), new FixedClock());

const act = (number: number) => ({
  action: 'organisation.registered',
  entity: 'organisation',
  entityId: `OR-${number}`,
  after: { name: `Council ${number}`, "it's": ['é', null] },
});

/** As somebody with the database's own keys would, who is not held by a trigger. */
async function tamper(database: Database, change: string): Promise<void> {
  const runner = database.writer.createQueryRunner();
  try {
    if (testedKind === 'sqlite') {
      for (const name of ['update', 'delete']) await runner.query(`DROP TRIGGER IF EXISTS "TR_audit_entry_no_${name}"`);
    } else await runner.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
    await runner.query(change);
  } finally {
    await runner.release();
  }
}

describe('the audit trail', () => {
  let database: Database;
  let audit: AuditService;
  const recordOne = (number: number): Promise<void> =>
    database.transaction(() => audit.record(theService, act(number)));
  const counters = (): Promise<unknown[]> => database.writer.query('SELECT prefix FROM reference_counter');

  beforeEach(async () => {
    database = await openTestDatabase();
    audit = auditOf(database);
  });
  afterEach(() => closeTestDatabase(database));

  it('holds from its first line to its last', async () => {
    expect(await audit.verify()).toEqual({ lines: 0, head: firstHash, fault: null });
    for (const number of [1, 2, 3]) await recordOne(number);
    const check = await audit.verify();
    expect(check).toMatchObject({ lines: 3, fault: null });
    expect(check.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it('seals fifty acts at once in one chain', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => recordOne(index)));
    expect(await audit.verify()).toMatchObject({ lines: 50, fault: null });
  });

  it('has no line for an act that was undone', async () => {
    await recordOne(1);
    const undone = database.transaction(async () => {
      await audit.record(theService, act(2));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await recordOne(3);
    expect(await audit.verify()).toMatchObject({ lines: 2, fault: null });
  });

  it('undoes the act when the line cannot be written', async () => {
    const tooLong = { ...act(1), action: 'x'.repeat(81) };
    const unrecorded = database.transaction(async () => {
      await database.insert(ReferenceCounter, [{ prefix: 'A', next: 1 }]);
      await audit.record(theService, tooLong);
    });
    await expect(unrecorded).rejects.toThrow(/CK_audit_entry_action|too long/);
    expect(await counters()).toEqual([]);
    expect(await audit.verify()).toMatchObject({ lines: 0, fault: null });
  });

  it('is not written outside a transaction', async () => {
    await expect(audit.record(theService, act(1))).rejects.toThrow('in a transaction only');
    expect(await audit.verify()).toMatchObject({ lines: 0, fault: null });
  });

  it.each([
    [`UPDATE audit_entry SET actor = 'somebody else' WHERE seq = 2`, { seq: 2, fault: 'changed' }],
    [`UPDATE audit_entry SET "after" = '{}' WHERE seq = 4`, { seq: 4, fault: 'changed' }],
    ['DELETE FROM audit_entry WHERE seq = 3', { seq: 3, fault: 'missing' }],
    ['DELETE FROM audit_entry WHERE seq = 1', { seq: 1, fault: 'missing' }],
    [`UPDATE audit_entry SET prev_hash = '${'2'.repeat(64)}' WHERE seq = 5`, { seq: 5, fault: 'out-of-order' }],
  ])('names the first line that was tampered with: %s', async (change, fault) => {
    for (const number of [1, 2, 3, 4, 5]) await recordOne(number);
    await tamper(database, change);
    expect((await audit.verify()).fault).toEqual(fault);
  });

  it('shows by its head that the tail was cut off', async () => {
    for (const number of [1, 2, 3]) await recordOne(number);
    const { head } = await audit.verify();
    await tamper(database, 'DELETE FROM audit_entry WHERE seq = 3');
    const after = await audit.verify();
    expect(after).toMatchObject({ lines: 2, fault: null });
    expect(after.head).not.toBe(head);
  });
});
