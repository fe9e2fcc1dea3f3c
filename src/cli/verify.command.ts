import { AuditService } from '../access/audit.service.js';
import type { KeepingFault } from '../boards/domain/pack.js';
import { VerifyingPacksService } from '../boards/verifying-packs.service.js';
import { Database } from '../database/database.js';
import { soundness } from '../database/soundness.js';
import { type SealFault, sealFaultWords } from '../inspections/domain/seal.js';
import { VerifyingSealsService } from '../inspections/verifying-seals.service.js';
import { type FrozenFault, VerifyingCohortsService } from '../research/verifying-cohorts.service.js';
import { VerifyingComparisonsService } from '../research/verifying-comparisons.service.js';
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

/** "PK-0003 was changed after it was issued: its page", or what is wrong with minutes. */
function keepingWords(fault: KeepingFault): string {
  if (fault.kind === 'pack-changed') return `${fault.ref} was changed after it was issued: its ${fault.what}`;
  if (fault.kind === 'pack-gone') return `${fault.ref} was issued and is gone`;
  if (fault.kind === 'pack-not-issued') return `${fault.ref} was never issued`;
  if (fault.kind === 'supplement-changed') return `supplement ${fault.position} of ${fault.review} was changed`;
  if (fault.kind === 'supplement-gone') return `supplement ${fault.position} of a meeting (${fault.review}) is gone`;
  if (fault.kind === 'supplement-not-added') return `supplement ${fault.position} of ${fault.review} was never added`;
  if (fault.kind === 'minutes-gone') return `agreed minutes are gone (${fault.review})`;
  return `the minutes of ${fault.review} were changed after they were agreed`;
}

/** "CO-0001, version 2: survival.csv was changed after it was frozen", or what is wrong with the version itself. */
function frozenWords(fault: FrozenFault, was = 'frozen'): string {
  const version = `${fault.ref}, version ${fault.edition}`;
  if (fault.kind === 'file-changed') return `${version}: ${fault.file} was changed after it was ${was}`;
  if (fault.kind === 'edition-changed') return `${version} has another hash than was ${was}`;
  return fault.kind === 'edition-gone' ? `${version} was ${was} and is gone` : `${version} was never ${was}`;
}

/**
 * Checks that nothing that must stand was tampered with (the audit trail, published judgements, issued packs, agreed
 * minutes, frozen cohorts, saved comparisons), and that the database is sound.
 */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  purpose:
    'check the seals of the audit trail and of published judgements, issued packs, agreed minutes, frozen cohorts and saved comparisons, and the soundness of the database',
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
    const kept = await app.get(VerifyingPacksService).verify();
    for (const each of kept.faults.slice(0, worstFirst)) say(`Packs and minutes: ${keepingWords(each)}.`);
    if (kept.faults.length > worstFirst) say(`Packs and minutes: and ${kept.faults.length - worstFirst} more.`);
    if (kept.faults.length === 0)
      say(
        `Packs and minutes: ${kept.packs} packs as they were issued, ${kept.supplements} supplements as they were added, ${kept.minutes} minutes as they were agreed.`,
      );
    const frozen = await app.get(VerifyingCohortsService).verify();
    for (const each of frozen.faults.slice(0, worstFirst)) say(`Frozen cohorts: ${frozenWords(each)}.`);
    if (frozen.faults.length > worstFirst) say(`Frozen cohorts: and ${frozen.faults.length - worstFirst} more.`);
    if (frozen.faults.length === 0)
      say(
        `Frozen cohorts: ${frozen.editions} ${frozen.editions === 1 ? 'version' : 'versions'}, every file as it was frozen.`,
      );
    const saved = await app.get(VerifyingComparisonsService).verify();
    for (const each of saved.faults.slice(0, worstFirst)) say(`Saved comparisons: ${frozenWords(each, 'saved')}.`);
    if (saved.faults.length > worstFirst) say(`Saved comparisons: and ${saved.faults.length - worstFirst} more.`);
    if (saved.faults.length === 0)
      say(
        `Saved comparisons: ${saved.editions} ${saved.editions === 1 ? 'version' : 'versions'}, every file as it was saved.`,
      );
    const found = [problems, changed, kept.faults, frozen.faults, saved.faults];
    return !fault && found.every((list) => list.length === 0) ? 0 : 1;
  },
};
