import type { Actor } from '../access/audit.service.js';
import { CohortsService } from '../research/cohorts.service.js';
import { type Command, CommandRefusal } from './command.js';

const operator: Actor = { name: 'Command line', role: 'operator', requestId: null };

const refusals: Readonly<Record<string, string>> = {
  'nothing-in-it': 'There is no public episode to freeze.',
  'nothing-changed': 'Nothing has changed since the newest version, so there is nothing to freeze.',
  'reason-tells': 'The reason looks as if it could identify a person. Put it otherwise.',
};

/** Makes a version of the whole public record that everybody can take away and cite. */
export const freezeRecordCommand: Command = {
  name: 'freeze-record',
  usage: 'freeze-record WHY',
  purpose: 'freeze a version of the whole public record, for everybody to take away and cite',
  async run(app, words, { say }) {
    const reason = words.join(' ').trim();
    if (reason === '' || reason.length > 500)
      throw new CommandRefusal('Say in a sentence why it is frozen now: everybody reads it.');
    const frozen = await app.get(CohortsService).freezeRecord(operator, reason);
    if (!frozen.ok) throw new CommandRefusal(refusals[frozen.error] ?? 'It could not be frozen. Try again.');
    const { ref, edition, hash } = frozen.value;
    say(`${ref}, version ${edition}, is frozen. Everybody finds it at /data.`);
    say(`Hash: ${hash}`);
    return 0;
  },
};
