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
import { addressOf, closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';

/** PostgreSQL answers each of the thirty statements of a turn from a third process, so it is given fewer. */
const usualTurns = { sqlite: 10_000, postgres: 2_000 };
const turns = Number(process.env.TURNS ?? usualTurns[testedKind]);

/** A body keeps each name that it ever had, and its page tells them: so few names a body that the page stays small. */
const namesOfBody = 20;
const howManyBodies = Math.ceil(turns / namesOfBody);
const letters = 'harbourlightsacademy';

/** Of one body always the same letters, with the capitals that spell the round: a new name each time, at one address. */
const nameOf = (body: number, round: number): string => {
  const name = [...letters].map((letter, place) => ((round >> place) & 1 ? letter.toUpperCase() : letter)).join('');
  return `${name} ${body}`;
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
      Array.from({ length: howManyBodies }, (_, number) => ({
        name: nameOf(number, 0),
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

  it(`is never out of date, in ${turns.toLocaleString('en-GB')} writes, half of them while somebody reads`, async () => {
    const organisations = writer.get(OrganisationsService, { strict: false });
    const stale: string[] = [];
    let readMeanwhile = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      const number = turn % howManyBodies;
      const round = 1 + Math.floor(turn / howManyBodies);
      const body = bodies[number];
      const path = `/organisations/${body.slug}`;
      const name = nameOf(number, round);
      // The page that is remembered is of long ago, so this one is made while the name changes: a little sooner or later.
      const meanwhile = turn % 2 === 0 ? elsewhere.get(path) : null;
      if (turn % 4 === 0) await pause(1 + (turn % 3));
      const renamed = await organisations.rename(theService, body.id, name);
      if (!renamed.ok || renamed.value.slug !== body.slug) throw new Error(`Turn ${turn}: ${JSON.stringify(renamed)}`);
      const page = await elsewhere.get(path);
      const heading = headingOf(page.body);
      if (page.status !== 200 || heading !== name) stale.push(`turn ${turn}: ${page.status}, ${heading} for ${name}`);
      if ((await meanwhile)?.status === 200) readMeanwhile += 1;
    }
    expect(stale.slice(0, 5)).toEqual([]);
    expect(readMeanwhile).toBe(Math.ceil(turns / 2));
  }, 900_000);
});
