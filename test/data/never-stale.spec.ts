import { setTimeout as pause } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { theService } from '../../src/access/audit.service.js';
import { ReadsService } from '../../src/access/reads.service.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/create-app.js';
import type { Database } from '../../src/database/database.js';
import type { RegisteredOrganisation } from '../../src/organisations/domain/new-organisation.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openLog } from '../../src/shell/log.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { type SecondProcess, startSecondProcess } from '../builders/second-process.js';
import { addressOf, closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';

/** On PostgreSQL they take minutes, so whoever tests at a desk is spared some: `.ci/run` makes them all. */
const usualWrites = testedKind === 'sqlite' || process.env.CI ? 10_000 : 2_000;
const writes = Number(process.env.WRITES ?? usualWrites);

/**
 * How many bodies are renamed, one after the other, before their names are read elsewhere. On PostgreSQL each of the
 * thirty statements of a read comes from a third process, so one read looks for five names.
 */
const together = testedKind === 'sqlite' ? 1 : 5;
const turns = Math.ceil(writes / together);

/** A body keeps each name that it ever had, and its page tells them: so few names a body that the page stays small. */
const namesOfBody = 20;
const howManyGroups = Math.ceil(turns / namesOfBody);
const letters = 'harbourlightsacademy';

/** Of one body always the same letters, with the capitals that spell the round: a new name each time, at one address. */
const nameOf = (body: number, round: number): string => {
  const name = [...letters].map((letter, place) => ((round >> place) & 1 ? letter.toUpperCase() : letter)).join('');
  return `${name} ${wordOf(Math.floor(body / together))} ${body}`;
};

/** What the names of one group share: their list is found by it, and no other's. */
const wordOf = (group: number): string => `group${String(group).padStart(5, '0')}`;

/** The names on a body's own page, or on the list that holds its group. */
const namesOn = (html: string): string[] =>
  [...html.matchAll(/(?:<h1[^>]*>|<th scope="row"[^>]*><a[^>]*>)\s*([^<]*?)\s*</g)].map((match) => match[1] ?? '');

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
      Array.from({ length: howManyGroups * together }, (_, number) => ({
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

  it(`is never out of date, in ${writes.toLocaleString('en-GB')} writes, half of them while somebody reads`, async () => {
    const organisations = writer.get(OrganisationsService, { strict: false });
    const reads = writer.get(ReadsService, { strict: false });
    const stale: string[] = [];
    let readMeanwhile = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      const group = turn % howManyGroups;
      const round = 1 + Math.floor(turn / howManyGroups);
      const members = Array.from({ length: together }, (_, place) => group * together + place);
      const path =
        together === 1
          ? `/organisations/${bodies[group].slug}`
          : `/organisations?q=${encodeURIComponent(wordOf(group))}`;
      // The page that is remembered is of long ago, so this one is made while names change: a little sooner or later.
      const meanwhile = turn % 2 === 0 ? elsewhere.get(path) : null;
      if (turn % 4 === 0) await pause(1 + (turn % 3));
      // What somebody downloads is noted in the trail, sooner or later than the change: that must not hide it.
      const notes = turn % 3 === 0 ? [reads.note(theService, { kind: 'export', address: path, viewingAs: null })] : [];
      for (const number of members) {
        const renamed = await organisations.rename(theService, bodies[number].id, nameOf(number, round));
        if (!renamed.ok || renamed.value.slug !== bodies[number].slug)
          throw new Error(`Turn ${turn}: ${JSON.stringify(renamed)}`);
      }
      if (turn % 6 === 0) notes.push(reads.note(theService, { kind: 'export', address: path, viewingAs: null }));
      if (turn % 2 === 0) await Promise.all(notes);
      const page = await elsewhere.get(path);
      const found = namesOn(page.body);
      const missing = members.map((number) => nameOf(number, round)).filter((name) => !found.includes(name));
      if (page.status !== 200 || missing.length > 0)
        stale.push(`turn ${turn}: ${page.status}, ${found.join(', ')} without ${missing.join(', ')}`);
      if ((await meanwhile)?.status === 200) readMeanwhile += 1;
      await Promise.all(notes);
    }
    expect(stale.slice(0, 5)).toEqual([]);
    expect(readMeanwhile).toBe(Math.ceil(turns / 2));
  }, 2_400_000);
});
