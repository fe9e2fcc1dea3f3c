import { setTimeout as pause } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { theService } from '../../src/access/audit.service.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/create-app.js';
import type { Database } from '../../src/database/database.js';
import type { RegisteredOrganisation } from '../../src/organisations/domain/new-organisation.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openLog } from '../../src/shell/log.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { type SecondProcess, startSecondProcess } from '../builders/second-process.js';
import { addressOf, closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

const turns = Number(process.env.TURNS ?? 10_000);

/** A body keeps each name that it ever had, and its page tells them: so few names a body that the page stays small. */
const namesOfBody = 20;
const letters = 'harbourlightsacademy';

const bodyOf = (turn: number): number => Math.floor(turn / namesOfBody);

/** Of one body always the same letters, with the capitals that spell the turn: a new name each time, at one address. */
const nameOf = (turn: number): string => {
  const name = [...letters].map((letter, place) => ((turn >> place) & 1 ? letter.toUpperCase() : letter)).join('');
  return `${name} ${bodyOf(turn)}`;
};

const headingOf = (html: string): string | null => /<h1[^>]*>\s*([^<]*?)\s*<\/h1>/.exec(html)?.[1] ?? null;

describe('A page read from one process after another process wrote', () => {
  let database: Database;
  let writer: NestExpressApplication;
  let elsewhere: SecondProcess;
  let bodies: readonly RegisteredOrganisation[];

  beforeAll(async () => {
    database = await openTestDatabase();
    const environment = readEnvironment({ CASE_LIBRARY: 'none' });
    writer = await createApp({ database, environment, clock: new FixedClock(), log: openLog('error') });
    await writer.init();
    bodies = await writer.get(OrganisationsService, { strict: false }).registerMany(
      theService,
      Array.from({ length: bodyOf(turns) + 1 }, (_, number) => ({
        name: `${letters} ${number}`,
        kind: 'school',
        sector: 'schools',
      })),
    );
    elsewhere = await startSecondProcess(addressOf(database));
  }, 180_000);

  afterAll(async () => {
    await elsewhere?.stop();
    await writer?.close();
    await closeTestDatabase(database);
  });

  it(`is never out of date, in ${turns.toLocaleString('en-GB')} writes, while others read the same page`, async () => {
    const organisations = writer.get(OrganisationsService, { strict: false });
    let path = '';
    let isWriting = true;
    let readMeanwhile = 0;
    /** Has the page made, and so remembered, in the middle of the writes; not so often that it holds them up. */
    const otherReader = (async () => {
      while (isWriting) {
        await pause(5);
        if (path !== '' && (await elsewhere.get(path)).status === 200) readMeanwhile += 1;
      }
    })();

    const stale: string[] = [];
    try {
      for (let turn = 1; turn <= turns; turn += 1) {
        const body = bodies[bodyOf(turn)] as RegisteredOrganisation;
        path = `/organisations/${body.slug}`;
        const name = nameOf(turn);
        const renamed = await organisations.rename(theService, body.id, name);
        if (!renamed.ok || renamed.value.slug !== body.slug) throw new Error(`Turn ${turn}: ${JSON.stringify(renamed)}`);
        const page = await elsewhere.get(path);
        const heading = headingOf(page.body);
        if (page.status !== 200 || heading !== name) stale.push(`turn ${turn}: ${page.status}, ${heading} for ${name}`);
      }
    } finally {
      isWriting = false;
      await otherReader;
    }

    expect(stale.slice(0, 5)).toEqual([]);
    expect(readMeanwhile).toBeGreaterThan(turns / 10);
  }, 600_000);
});
