import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { endAll, type Ending, startAndEnd, startService } from '../builders/running-service.js';
import { emptyPlace, testedKind, type TestPlace } from '../builders/test-database.js';

const settingOf = ({ address }: TestPlace): string =>
  address.kind === 'sqlite' ? `sqlite:${address.path}` : address.url;

/** One line that a person can act on, and nothing of the machine's insides. */
function expectSentence({ code, complained }: Ending, ...words: readonly string[]): void {
  for (const word of words) expect(complained).toContain(word);
  expect(complained.trim().split('\n')).toHaveLength(1);
  expect(complained).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(code).toBe(1);
}

describe('starting the service', () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await emptyPlace();
  });
  afterEach(async () => {
    await endAll();
    await place.remove();
  });

  it('makes its database, answers, and stops when it is asked to', async () => {
    const service = await startService({ DATABASE_URL: settingOf(place), CASE_LIBRARY: 'none' });
    const response = await fetch(`${service.url}/`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Turnaround');
    const { code, complained, said } = await service.stop();
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(/^Turnaround is ready at http:/),
      expect.stringMatching(/^Nobody can sign in yet\. Make the first administrator at http:\S+\/set-up\/[\w-]{43}$/),
    ]);
  }, 30_000);

  it('finds again what it kept', async () => {
    const settings = { DATABASE_URL: settingOf(place), CASE_LIBRARY: 'load' };
    const pages: string[] = [];
    while (pages.length < 2) {
      const service = await startService(settings);
      pages.push(await (await fetch(`${service.url}/organisations`)).text());
      await service.stop();
    }
    expect(pages[0]).toContain('Doncaster');
    expect(pages[1]).toBe(pages[0]);
  }, 60_000);

  it('says that its port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const ending = await startAndEnd({
      DATABASE_URL: settingOf(place),
      CASE_LIBRARY: 'none',
      HOST: '127.0.0.1',
      PORT: String(port),
    });
    await new Promise((resolve) => taken.close(resolve));
    expectSentence(ending, `Port ${port} is in use`);
  }, 30_000);

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number'],
    [{ PUBLIC_URL: 'http://turnaround.example' }, 'PUBLIC_URL must begin with https://'],
    [{ DATABASE_URL: 'mysql://a' }, 'DATABASE_URL must begin with'],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'PostgreSQL'],
  ])(
    'says which setting cannot stand: %j',
    async (settings, words) => {
      expectSentence(await startAndEnd({ DATABASE_URL: settingOf(place), ...settings }), words);
    },
    30_000,
  );

  if (testedKind === 'sqlite') {
    it('says what to install when there is no SQLite driver', async () => {
      const shim = join(rootFolder, 'test/fixtures/no-sqlite-driver.cjs');
      const ending = await startAndEnd({ DATABASE_URL: settingOf(place) }, ['--require', shim]);
      expectSentence(ending, 'g++ make python3', 'npm ci', 'PostgreSQL');
    }, 30_000);

    it('leaves alone a file that is no database', async () => {
      if (place.address.kind !== 'sqlite') throw new Error('This place is not a file');
      writeFileSync(place.address.path, 'A letter, and not a database.\n'.repeat(100));
      expectSentence(await startAndEnd({ DATABASE_URL: settingOf(place) }), 'is not a Turnaround database');
    }, 30_000);
  }
});
