import { resolve } from 'node:path';
import { noteBackup } from '../config/backup-note.js';
import { Settings } from '../config/settings.js';
import { backUp } from '../database/backup.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type Command, CommandRefusal } from './command.js';

/** Makes a consistent copy while the server runs. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE',
  purpose: 'make a consistent copy of the database while the server runs',
  asItIs: true,
  async run(app, [file, ...more], { say }) {
    if (!file || more.length > 0)
      throw new CommandRefusal('Name one file to write the copy to: npm run turnaround -- backup FILE');
    const path = resolve(file);
    const { database } = app.get(Settings).values;
    await backUp(app.get(Database), database, path);
    noteBackup(database, { at: app.get(Clock).now(), path });
    say(`Backed up to ${path}.`);
    return 0;
  },
};
