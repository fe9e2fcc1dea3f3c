import { AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { soundness } from '../database/soundness.js';
import type { Command } from './command.js';

const faults = {
  missing: 'is missing',
  changed: 'was changed after it was sealed',
  'out-of-order': 'does not follow from the line before it',
  'subjects-changed': 'has another list of records beside it than it sealed',
} as const;

/** Checks that the audit trail was not tampered with and that the database is sound. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  purpose: 'check the seal of the audit trail and the soundness of the database',
  asItIs: true,
  async run(app, _words, { say }) {
    const problems = await soundness(app.get(Database));
    for (const problem of problems) say(`Database: ${problem}`);
    if (problems.length === 0) say('Database: sound.');
    const { lines, head, fault } = await app.get(AuditService).verify();
    if (fault) say(`Audit trail: line ${fault.seq} ${faults[fault.fault]}. The ${fault.seq - 1} lines before it hold.`);
    else
      say(
        `Audit trail: ${lines} lines, all sealed in order. The last seal is ${head}. Keep it elsewhere to notice a trail cut short.`,
      );
    return problems.length === 0 && !fault ? 0 : 1;
  },
};
