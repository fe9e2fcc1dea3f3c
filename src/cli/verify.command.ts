import { AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { soundness } from '../database/soundness.js';
import { type SealFault, sealFaultWords } from '../inspections/domain/seal.js';
import { VerifyingSealsService } from '../inspections/verifying-seals.service.js';
import { type Command, CommandRefusal } from './command.js';

const faults = {
  missing: 'is missing',
  changed: 'was changed after it was sealed',
  'out-of-order': 'does not follow from the line before it',
  'subjects-changed': 'has another list of records beside it than it sealed',
} as const;

const worstFirst = 100;

/** "IN-0042 was changed after it was published", or what is wrong with the seals themselves. */
function sealWords(fault: SealFault): string {
  if (fault.kind === 'seals-changed') return `the ${sealFaultWords[fault.kind]} in batch ${fault.batch}`;
  return fault.kind === 'edition-changed'
    ? `${fault.ref} has an edition ${fault.edition} that was changed`
    : `${fault.ref} ${sealFaultWords[fault.kind]}`;
}

/** Checks that neither the audit trail nor a published judgement was tampered with, and that the database is sound. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  purpose: 'check the seals of the audit trail and of published judgements, and the soundness of the database',
  asItIs: true,
  async run(app, _words, { say }) {
    if (!(await app.get(Database).isOfThisVersion()))
      throw new CommandRefusal(
        'The database is of an earlier version of Turnaround. Start the service once (npm start), which brings it up to date, and verify again.',
      );
    const problems = await soundness(app.get(Database));
    for (const problem of problems) say(`Database: ${problem}`);
    if (problems.length === 0) say('Database: sound.');
    const { lines, head, fault } = await app.get(AuditService).verify();
    if (fault) say(`Audit trail: line ${fault.seq} ${faults[fault.fault]}. The ${fault.seq - 1} lines before it hold.`);
    else
      say(
        `Audit trail: ${lines} lines, all sealed in order. The last seal is ${head}. Keep it elsewhere to notice a trail cut short.`,
      );
    const { inspections, faults: changed } = await app.get(VerifyingSealsService).verify();
    for (const each of changed.slice(0, worstFirst)) say(`Published judgements: ${sealWords(each)}.`);
    if (changed.length > worstFirst) say(`Published judgements: and ${changed.length - worstFirst} more.`);
    if (changed.length === 0) say(`Published judgements: ${inspections} inspections, all as they were published.`);
    return problems.length === 0 && !fault && changed.length === 0 ? 0 : 1;
  },
};
