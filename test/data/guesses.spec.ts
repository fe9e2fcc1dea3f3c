import { AuditService } from '../../src/access/audit.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { AuditStore } from '../../src/access/data/audit.store.js';
import { GuessesStore } from '../../src/access/data/guesses.store.js';
import { GuessingService } from '../../src/access/guessing.service.js';
import { Database } from '../../src/database/database.js';
import { schema } from '../../src/schema.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { emptyPlace, type TestPlace } from '../builders/test-database.js';

/** As a process of its own has it: with its own connection to the same database. */
async function aProcess(place: TestPlace, clock: MovingClock) {
  const database = await Database.open(place.address, schema);
  const audit = new AuditService(new AuditStore(database), new AuditQueries(database), clock);
  return { database, guessing: new GuessingService(database, new GuessesStore(database), audit, clock) };
}

const guess = (about = 'ada@turnaround.example', address = '192.0.2.7') =>
  ({ kind: 'password', about, who: 'AC-0001', address, requestId: null }) as const;

describe('guesses', () => {
  let place: TestPlace;
  let clock: MovingClock;
  let one: Awaited<ReturnType<typeof aProcess>>;
  let other: Awaited<ReturnType<typeof aProcess>>;

  beforeEach(async () => {
    place = await emptyPlace();
    clock = new MovingClock();
    one = await aProcess(place, clock);
    other = await aProcess(place, clock);
  });
  afterEach(async () => {
    await one.database.close();
    await other.database.close();
    await place.remove();
  });

  it('of 200 at once, at two processes, ten are looked at and no more', async () => {
    const asked = Array.from({ length: 200 }, (_, index) => (index % 2 ? one : other).guessing.count(guess()));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  }, 60_000);

  it('are remembered over a restart', async () => {
    for (let count = 0; count < 10; count += 1) await one.guessing.count(guess());
    await one.database.close();
    one = await aProcess(place, clock);
    expect((await one.guessing.count(guess())).ok).toBe(false);
    clock.forward(5);
    expect((await one.guessing.count(guess())).ok).toBe(true);
  });

  it('are counted by the address they come from too, a whole network of the newer kind as one', async () => {
    for (let count = 0; count < 60; count += 1)
      expect((await one.guessing.count(guess(`person-${count}`, `2001:db8::${count.toString(16)}`))).ok).toBe(true);
    expect((await one.guessing.count(guess('another', '2001:db8:0:0:ffff::1'))).ok).toBe(false);
    expect((await one.guessing.count(guess('another', '2001:db8:0:1::1'))).ok).toBe(true);
  });

  it('that were right, or that nobody looked at, are not held against anybody', async () => {
    for (let count = 0; count < 9; count += 1) await one.guessing.count(guess());
    const right = await one.guessing.count(guess());
    expect(right.ok).toBe(true);
    const counted = (right as Extract<typeof right, { ok: true }>).value;
    await one.guessing.takeBack(counted);
    const again = await one.guessing.count(guess());
    await one.guessing.wasRight((again as Extract<typeof again, { ok: true }>).value);
    for (let count = 0; count < 10; count += 1) expect((await other.guessing.count(guess())).ok).toBe(true);
  });

  it('are forgotten after a day: nothing is kept of who tried to come in from where', async () => {
    await one.guessing.count(guess());
    clock.forward(24 * 60 + 1);
    await one.guessing.count(guess('somebody else'));
    const rows = await one.database.reader.query('SELECT COUNT(*) AS made FROM guess');
    expect(Number(rows[0].made)).toBe(1);
  });

  it('that are refused in a flood commit nothing more', async () => {
    for (let count = 0; count < 11; count += 1) await one.guessing.count(guess());
    const before = await other.database.version();
    for (let count = 0; count < 50; count += 1) await one.guessing.count(guess());
    expect(await other.database.version()).toBe(before);
  });
});
