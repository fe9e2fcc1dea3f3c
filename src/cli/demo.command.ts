import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import { type Environment, keyFileOf } from '../config/environment.js';
import { createApp } from '../create-app.js';
import { Database } from '../database/database.js';
import { SystemClock } from '../kernel/clock.js';
import { schema } from '../schema.js';
import { CommandRefusal, type LoneCommand } from './command.js';
import { buildDemo } from './demo/build-demo.js';
import { StoryClock } from './demo/demo-world.js';

const usualFile = 'var/demo.sqlite';

/** Builds the year of a board that is made up, in a file of its own. */
export const demoCommand: LoneCommand = {
  name: 'demo',
  usage: 'demo [FILE]',
  purpose: `build the year of a made-up board in a database of its own (${usualFile})`,
  async runAlone({ environment, log }, [file = usualFile], { say, progress }) {
    if (file.startsWith('-')) throw new CommandRefusal(`The command takes no ${file}. Write: demo [FILE]`);
    const path = resolve(file);
    if (existsSync(path))
      throw new CommandRefusal(`There is a file at ${file} already. Remove it, or name another: demo my-demo.sqlite`);
    const today = new SystemClock().today();
    const clock = new StoryClock(today);
    const database = await Database.open({ kind: 'sqlite', path }, schema);
    progress('Telling a year: about a minute.');
    try {
      const app = await createApp({ database, environment: forTelling(environment, path), clock, log });
      await app.listen(0, '127.0.0.1');
      const { port } = app.getHttpServer().address() as AddressInfo;
      const demo = await buildDemo({ app, url: `http://127.0.0.1:${port}`, clock, today });
      await app.close();
      progress('');
      say(
        `Twelve meetings of a made-up board are in ${file}. Its plan is ${demo.planRef}, its board ${demo.boardRef}.`,
      );
      say(`Open it:  DATABASE_URL=sqlite:${file} npm start`);
      say(
        `Sign in as ${demo.people.emails.secretary}, ${demo.people.emails.chair}, ${demo.people.emails.member}, ${demo.people.emails.editor} or ${demo.people.emails.lead}`,
      );
      say(`Password:  ${demo.people.password}`);
      say(`A concern of staff has the receipt ${demo.receipt}: read its answer at /concern`);
      return 0;
    } finally {
      await database.close();
    }
  },
};

/** While the year is told the service speaks to itself alone: no letter leaves, and no directory is asked. */
const forTelling = (environment: Environment, path: string): Environment => ({
  ...environment,
  database: { kind: 'sqlite', path },
  // What was sealed while the year was told is opened by whoever starts the service on this file.
  keyFile: keyFileOf({ kind: 'sqlite', path }),
  publicUrl: 'http://127.0.0.1',
  smtpUrl: null,
  singleSignOn: null,
});
