import request from 'supertest';
import { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { schema } from '../../src/schema.js';
import { aGrant, aPerson, encodeForm, hiddenFields } from '../builders/a-person.js';
import { ilacsCsv } from '../builders/csv-files.js';
import { endAll, type RunningService, startService } from '../builders/running-service.js';
import { startTestApp } from '../builders/test-app.js';
import { emptyPlace, testFiles, type TestPlace } from '../builders/test-database.js';

/** 400 councils, each judged inadequate and then good: enough to be in the midst of. */
const councils = 400;
const publication = ilacsCsv(
  Array.from({ length: councils }, (_unused, index) => ({
    urn: String(90_000 + index),
    local_authority: `shire ${index}`,
  })).flatMap((council, index) => [
    {
      ...council,
      inspection_link: `https://files.ofsted.gov.uk/v1/file/${100_000 + index}`,
      publication_date: '04/03/19',
      inspection_start_date: '14/01/2019',
      inspection_end_date: '25/01/2019',
      overall_effectiveness_grade: 'inadequate',
    },
    { ...council, inspection_link: `https://files.ofsted.gov.uk/v1/file/${200_000 + index}` },
  ]),
);

describe('a service that is killed while it brings a publication in', () => {
  let place: TestPlace;

  beforeAll(async () => {
    place = await emptyPlace();
  });
  afterAll(async () => {
    await endAll();
    await place.remove();
  });

  const start = (): Promise<RunningService> =>
    startService({
      PUBLIC_URL: 'http://localhost:3000',
      CASE_LIBRARY: 'none',
      FILES: testFiles,
      DATABASE_URL: place.address.kind === 'sqlite' ? `sqlite:${place.address.path}` : place.address.url,
    });

  const asking = ({ url }: RunningService, cookie: string) => ({
    get: (path: string) => request(url).get(path).set('Cookie', cookie),
    post: async (path: string, from: string) => {
      const page = await request(url).get(from).set('Cookie', cookie);
      return request(url)
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .send(encodeForm(hiddenFields(page.text, path)));
    },
  });

  const held = async () => {
    const database = await Database.open(place.address, schema);
    try {
      return await database.row<Record<'inspections' | 'batches', number>>(sql`
        SELECT CAST((SELECT count(*) FROM inspection) AS integer) AS inspections,
               CAST((SELECT count(*) FROM import_batch) AS integer) AS batches`);
    } finally {
      await database.close();
    }
  };

  it('says after it was started again that nothing was changed, and brings all of it in when it is told to', async () => {
    const database = await Database.open(place.address, schema);
    const test = await startTestApp({ library: false, database, clock: new SystemClock() });
    const keeper = await aPerson(test, { grants: [aGrant({ role: 'record_keeper' })] });
    const upload = await keeper.upload(
      '/imports/new',
      { profile: '' },
      { file: { name: 'history.csv', content: publication } },
    );
    await test.close();
    await database.close();
    const at = upload.headers.location?.split('?')[0] ?? '';
    expect(at).toMatch(/^\/imports\/IM-\d+$/);

    /** Looks until the page says so: work that goes on by itself. */
    const until = async (ask: ReturnType<typeof asking>, words: string): Promise<string> => {
      for (;;) {
        const { text, headers } = await ask.get(at);
        if (text.includes(words)) return text;
        // A page that does not look again by itself says all that it will say.
        if (headers.refresh === undefined) throw new Error(`The page does not say “${words}”: ${text.slice(-9_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const first = await start();
    const asked = asking(first, keeper.cookie);
    expect((await asked.post(`${at}/check`, at)).status).toBe(303);
    await until(asked, 'Bring in 800\u00a0rows');
    expect((await asked.post(`${at}/application`, at)).status).toBe(303);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await held()).toEqual({ inspections: 0, batches: 0 });

    const second = await start();
    const again = asking(second, keeper.cookie);
    const told = await again.get(at);
    expect(told.text).toContain(
      'The service stopped while it was at work. Nothing was changed. It can be started again.',
    );
    expect((await again.post(`${at}/application`, at)).status).toBe(303);
    await until(again, 'All of it is on the record');
    await second.stop();
    expect(await held()).toEqual({ inspections: councils * 2, batches: 1 });
  }, 120_000);
});
