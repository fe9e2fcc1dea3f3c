import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { soundness } from '../database/soundness.js';
import { VerifyingSealsService } from '../inspections/verifying-seals.service.js';
import { HealthNotesService } from '../office/health-notes.service.js';

/** Looks whether the record is as it was written: the database, the trail and what was published. */
@Injectable()
export class HealthService {
  #underWay: Promise<boolean> | null = null;

  constructor(
    private readonly db: Database,
    private readonly audit: AuditService,
    private readonly seals: VerifyingSealsService,
    private readonly notes: HealthNotesService,
  ) {}

  /** Whether all is well. Asked again while it looks, it does not look twice. */
  verify(actor: Actor): Promise<boolean> {
    this.#underWay ??= this.#verify(actor).finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #verify(actor: Actor): Promise<boolean> {
    const problems = await soundness(this.db);
    await this.notes.note('database', problems.length === 0, problems[0] ?? 'Sound');
    const { lines, fault } = await this.audit.verify();
    await this.notes.note(
      'audit',
      fault === null,
      fault ? `Line ${fault.seq} is ${fault.fault}` : `${lines} lines, all sealed in order`,
    );
    const { inspections, faults } = await this.seals.verify();
    const [first] = faults;
    await this.notes.note(
      'published',
      faults.length === 0,
      first
        ? `${'ref' in first ? first.ref : first.batch}: ${first.kind}, ${faults.length} in all`
        : `${inspections} inspections, all as they were published`,
    );
    const isWell = problems.length === 0 && fault === null && faults.length === 0;
    await this.db.transaction(() =>
      this.audit.record(actor, {
        action: 'service.verified',
        entity: 'service',
        entityId: 'record',
        after: { isWell },
      }),
    );
    return isWell;
  }
}
