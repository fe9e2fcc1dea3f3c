/**
 * Tells the year of the demonstration's board into a database, beside the case library: `node test/bench/tell-year.mjs
 * DATABASE`. No publication has boards, plans, packs or concerns. A database that has a board already is left as it is.
 */
import { openService, program } from './service.mjs';

const [database] = process.argv.slice(2);
const { buildDemo } = await program('cli/demo/build-demo.js');
const { StoryClock } = await program('cli/demo/demo-world.js');
const { SystemClock } = await program('kernel/clock.js');
const today = new SystemClock().today();
const clock = new StoryClock(today);
const service = await openService(database, { caseLibrary: true, clock, costlyPerMinute: 1_000_000 });
const [{ n: boards }] = await service.database.reader.query('SELECT count(*) AS n FROM board');
if (Number(boards) === 0) {
  await service.app.listen(0, '127.0.0.1');
  const { port } = service.app.getHttpServer().address();
  await buildDemo({ app: service.app, url: `http://127.0.0.1:${port}`, clock, today });
}
await service.close();
