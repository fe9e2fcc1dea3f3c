/**
 * The service with one defect planted in it, which a harness must catch: `node planted.mjs DEFECT`. Nothing of this can
 * be switched on in the service itself.
 */
import 'reflect-metadata';
import { ServerResponse } from 'node:http';
import { program } from '../bench/service.mjs';

const [defect] = process.argv.slice(2);
const { readEnvironment } = await program('config/environment.js');
const { createApp } = await program('create-app.js');
const { connectionOf, Database } = await program('database/database.js');
const { SystemClock } = await program('kernel/clock.js');
const { schema } = await program('schema.js');
const { openLog } = await program('shell/log.js');
const { drain } = await program('shell/draining.js');
const { ManagingAccountsService } = await program('access/managing-accounts.service.js');
const { AccountsQueries } = await program('access/data/accounts.queries.js');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const { transaction } = Database.prototype;

const defects = {
  /** Says that a write is kept before it is. */
  'answers-first': () => {
    const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
    const within = new AsyncLocalStorage();
    Database.prototype.transaction = function (work) {
      if (within.getStore()) return transaction.call(this, work);
      return new Promise((resolve, reject) => {
        transaction
          .call(this, () =>
            within.run(true, async () => {
              const value = await work();
              resolve(value);
              await pause(30);
              return value;
            }),
          )
          .catch(reject);
      });
    };
  },
  /** Does not look whether somebody saved meanwhile. */
  'no-version': () => {
    const { describe } = ManagingAccountsService.prototype;
    const { byRef } = AccountsQueries.prototype;
    let typed = null;
    AccountsQueries.prototype.byRef = async function (...given) {
      const row = await byRef.apply(this, given);
      return row && typed !== null ? { ...row, version: typed } : row;
    };
    ManagingAccountsService.prototype.describe = async function (...given) {
      typed = given.at(-1).version;
      return describe.apply(this, given);
    };
  },
  /** Leaves without waiting for the answers that are under way. */
  'no-drain': () => undefined,
  /** Does not wait until the disk has what was written. */
  'not-synchronous': () => undefined,
};
if (!defects[defect]) throw new Error(`There is no defect ${defect}`);
defects[defect]();

const environment = readEnvironment(process.env);
const log = openLog(environment.logLevel);
const database = await Database.open(environment.database, schema);
if (defect === 'not-synchronous') connectionOf(database.writer).pragma('synchronous = NORMAL');
const app = await createApp({ database, environment, clock: new SystemClock(), log });
await app.listen(environment.port, environment.host);
process.stdout.write(`ready at http://127.0.0.1:${app.getHttpServer().address().port}\n`);
const leave = async () => {
  if (defect === 'no-drain') {
    // What was begun is done, and nobody is told of it.
    ServerResponse.prototype.end = function () {
      this.socket?.destroy();
      return this;
    };
    await pause(1_000);
    app.getHttpServer().closeAllConnections();
    process.exit(0);
  }
  await drain(app.getHttpServer(), 10_000);
  await app.close();
  await database.close();
  process.exit(0);
};
process.once('SIGTERM', () => void leave());
