import { theService } from '../access/audit.service.js';
import { CaseLibraryService } from '../exchange/case-library.service.js';
import type { Command } from './command.js';

/** Adds what the shipped case library holds and the record does not. */
export const loadLibraryCommand: Command = {
  name: 'load-library',
  usage: 'load-library',
  purpose: 'add what the shipped case library holds and the record does not; nothing is overwritten',
  async run(app, _words, { say }) {
    const { added } = await app.get(CaseLibraryService).load(theService);
    say(
      added === 0 ? 'Nothing to do: the case library is on the record.' : `Added ${added} entries of the case library.`,
    );
    return 0;
  },
};
