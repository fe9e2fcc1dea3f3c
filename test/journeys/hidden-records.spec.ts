import type { Kept } from '../../src/database/columns.js';
import { sql } from '../../src/database/sql.js';
import { FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import {
  Organisation,
  OrganisationCode,
  OrganisationGap,
  OrganisationLink,
  OrganisationName,
  OrganisationSlug,
} from '../../src/organisations/data/organisation.entity.js';
import { HomeQueries } from '../../src/overview/data/home.queries.js';
import { Source } from '../../src/sources/data/source.entity.js';
import { crawl, type Visit } from '../builders/crawl.js';
import { plantedKinds, plantedText, plantRecords } from '../builders/planted-records.js';
import { aLink, anEpisode, anOrganisation, kept, untouched, withdrawn } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const open = 'northwick';
const neighbour = 'eastmere';

/** Records of a body that everybody may see, that not everybody may see themselves. */
const hiddenRecords: Readonly<Record<string, Kept>> = {
  zqboard: { ...kept, visibility: 'board' },
  zqinspect: { ...kept, visibility: 'inspection' },
  zqrestrict: { ...kept, visibility: 'restricted' },
  zqwithdrawn: withdrawn,
};

/** Bodies that not everybody may see, whose records are as public as any. */
const hiddenBodies: Readonly<Record<string, Kept>> = {
  zqsecret: { ...kept, visibility: 'restricted' },
  zqgone: withdrawn,
};

const hiddenWords = [...Object.keys(hiddenRecords), ...Object.keys(hiddenBodies)];

async function plant({ database: db }: TestApp): Promise<void> {
  const framework = await db.row<{ id: string; gradeId: string }>(sql`
    SELECT framework.id, rating_grade.id AS "gradeId"
      FROM framework
      JOIN rating_grade ON rating_grade.scale_id = framework.scale_id AND rating_grade.key = 'inadequate'
     WHERE framework.key = 'ofsted_ilacs_2018'`);
  if (!framework) throw new Error('The framework is not there');
  await db.transaction(async () => {
    await db.insert(Organisation, [
      anOrganisation({ id: open, name: 'Northwick Council' }),
      anOrganisation({ id: neighbour, name: 'Eastmere Council' }),
      // A service of the open council, and one that worked for it: both would stand on its page and its life line.
      ...Object.entries(hiddenBodies).map(([word, ofBody]) =>
        anOrganisation({
          id: word,
          name: `${word} organisation`,
          kind: word === 'zqsecret' ? 'council_service' : 'children_trust',
          parentId: word === 'zqsecret' ? open : null,
          statusNote: word,
          website: `https://${word}.example/`,
          kept: ofBody,
        }),
      ),
    ]);
    await db.insert(Source, [
      {
        id: 'register',
        ref: 'SO-0900',
        title: 'The register',
        publisher: null,
        author: null,
        publishedOn: null,
        accessedOn: null,
        url: null,
        archiveUrl: null,
        licence: null,
        kind: 'press',
        tier: null,
        supports: null,
        ...untouched,
        verified: 1,
        kept,
      },
    ]);
    const given = { sourceId: 'register', framework };
    await plantRecords(db, { ...given, word: 'zqshown', organisationId: open, otherId: neighbour, kept });
    for (const [word, ofRecord] of Object.entries(hiddenRecords))
      await plantRecords(db, {
        ...given,
        word,
        organisationId: open,
        otherId: neighbour,
        kept: ofRecord,
        partsOf: 'zqshown',
      });
    for (const word of Object.keys(hiddenBodies)) {
      await plantRecords(db, {
        ...given,
        word,
        organisationId: word,
        otherId: open,
        kept,
        sourceKept: withdrawn,
      });
      await db.insert(OrganisationLink, [
        aLink({ id: `${word} serves`, fromId: word, toId: open, type: 'delivers_for', onDate: '2018' }),
        aLink({ id: `${word} after`, fromId: open, toId: word, type: 'replaced_by', onDate: '2023' }),
      ]);
      const body = { organisationId: word };
      await db.insert(OrganisationName, [
        {
          id: `${word} name`,
          ...body,
          name: `${word} once`,
          folded: `${word} once`,
          kind: 'former',
          fromOn: null,
          toOn: null,
        },
      ]);
      await db.insert(OrganisationCode, [
        { id: `${word} code`, ...body, scheme: 'ons', value: `${word}code`, verified: 1, note: word },
      ]);
      await db.insert(OrganisationSlug, [{ id: `${word} slug`, ...body, slug: `${word}-once` }]);
      await db.insert(OrganisationGap, [{ id: `${word} gap`, ...body, position: 0, text: word }]);
      // An open episode that points at what is hidden.
      await db.insert(FailureEpisode, [
        anEpisode({
          id: `after ${word}`,
          ref: `EP-09${word.length}`,
          organisationId: neighbour,
          origin: 'recorded',
          title: 'Another episode',
          triggerOn: '2022-01',
          triggerDay: '2022-01-15',
          triggerInspectionId: `${word} inspection`,
          relapseOfId: `${word} episode`,
          successorId: word,
        }),
      ]);
    }
  });
}

describe('what is withdrawn or not for everybody', () => {
  let test: TestApp;
  let visits: Visit[] = [];

  beforeAll(async () => {
    test = await startTestApp();
    await plant(test);
    await test.app.get(DerivingEpisodesService).rederive([open, neighbour, ...Object.keys(hiddenBodies)]);
    visits = await crawl(test);
  }, 5 * minutes);
  afterAll(() => test.close());

  it('is on no page and in no file', () => {
    const told = visits.flatMap(({ address, text }) => {
      const word = hiddenWords.find((hidden) => `${address} ${text}`.toLowerCase().includes(hidden));
      const at = word ? text.toLowerCase().indexOf(word) : 0;
      return word ? [`${address}: ${text.slice(Math.max(0, at - 120), at + 40).replaceAll(/\s+/g, ' ')}`] : [];
    });
    expect(told).toEqual([]);
    expect(visits.every(({ status }) => status === 200)).toBe(true);
    expect(test.faults).toEqual([]);
  });

  it.each(plantedKinds)('would be found there if it were told: %s', (kind) => {
    const text = plantedText('zqshown', kind);
    expect(visits.some((visit) => visit.text.includes(text))).toBe(true);
  });

  it.each(hiddenWords)('has no page of its own: %s', async (word) => {
    const addresses = [
      ...(word in hiddenBodies
        ? [`/organisations/${word}`, `/organisations/${word}-once`, `/organisations/${word}/timeline`]
        : []),
      ...(word === 'zqwithdrawn' ? [] : [`/inspections/IN-${word}`]),
      `/sources/SO-${word}`,
      `/episodes/EP-${word}`,
      `/episodes/EP-${word}.csv`,
    ];
    for (const address of addresses) {
      const { status, text } = await test.get(address);
      expect({ address, status, isTold: text.includes(`${word} `) }).toEqual({ address, status: 404, isTold: false });
    }
  });

  it.each(hiddenWords)('is not found by searching: %s', async (word) => {
    const { text } = await test.get(`/organisations?q=${word}`);
    expect(text).not.toContain(`${word} `);
  });

  it('does not count in how a body stands', async () => {
    const standings = await test.database.rows(sql`
      SELECT organisation_standing.organisation_id AS id, organisation_standing.episodes,
             organisation_standing.latest_label AS label
        FROM organisation_standing
       ORDER BY organisation_standing.organisation_id`);
    expect(standings).toEqual([
      { id: neighbour, episodes: 2, label: null },
      { id: open, episodes: 1, label: 'zqshown label' },
    ]);
  });

  it('does not count on the home page', async () => {
    expect(await test.app.get(HomeQueries).counts()).toEqual({ organisations: 2, inspections: 1, episodes: 3 });
  });
});
