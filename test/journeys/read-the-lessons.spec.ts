import { theService } from '../../src/access/audit.service.js';
import { EventsService } from '../../src/interventions/events.service.js';
import { period } from '../../src/kernel/period.js';
import { EpisodeFact, FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { WarningSign } from '../../src/interventions/data/intervention.entity.js';
import { addMonths, day } from '../../src/kernel/calendar-day.js';
import { PublicRunsService } from '../../src/lessons/public-runs.service.js';
import { LessonEvidence } from '../../src/lessons/data/lesson-evidence.entity.js';
import { Measure, MeasureValue } from '../../src/measures/data/measure.entity.js';
import { Organisation, OrganisationSlug } from '../../src/organisations/data/organisation.entity.js';
import { readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { scansOf } from '../builders/query-plans.js';
import { testedKind } from '../builders/test-database.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import {
  aMeasure,
  aMeasureValue,
  anEpisode,
  anOrganisation,
  aWarning,
  kept,
  known,
  knownOn,
} from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');
const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');

/** Ten years of one council: twenty measures, a number a month of each, and a fall after the failure. */
const months = 120;
const monthAt = (index: number): string => addMonths(day('2016-12-01'), index).slice(0, 7);
/** The failure was judged in the sixtieth month; from then on the measures whose number is even are lower. */
const valueAt = (measure: number, month: number): number => {
  const usual = month % 2 === 0 ? 70 : 72;
  return month > 60 && measure % 2 === 0 ? usual - 12 : usual;
};

describe('reading the eight lessons of an organisation', () => {
  let test: TestApp;
  let member: Person;
  let stranger: Person;

  beforeAll(async () => {
    test = await startTestApp({ today });
    const { database: db } = test;
    await db.transaction(async () => {
      await db.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'quiet', name: 'Quiet Council' }),
      ]);
      await db.insert(OrganisationSlug, [{ id: 'old', slug: 'old-northwick', organisationId: 'northwick' }]);
      await db.insert(FailureEpisode, [
        anEpisode({
          id: 'first',
          ref: 'EP-0001',
          organisationId: 'northwick',
          title: 'Children’s services, 2018',
          triggerOn: '2018-03-01',
          triggerDay: '2018-03-01',
          known: knownOn('2018-03-01'),
        }),
        anEpisode({
          id: 'second',
          ref: 'EP-0002',
          organisationId: 'northwick',
          title: 'Children’s services, 2021',
          triggerOn: '2021-12-10',
          triggerDay: '2021-12-10',
          known: knownOn('2021-12-10'),
        }),
      ]);
      await db.insert(WarningSign, [
        aWarning({ id: 'sign', organisationId: 'northwick', occurredOn: '2020-12-10', known: knownOn('2020-12-10') }),
      ]);
      await db.insert(EpisodeFact, [
        {
          id: 'sign of second',
          episodeId: 'second',
          role: 'warning',
          recordKind: 'warning_sign',
          recordId: 'sign',
          level: null,
          note: null,
          position: 1,
        },
      ]);
      await db.insert(
        LessonEvidence,
        ['northwick', 'quiet'].map((organisationId) => ({
          id: `evidence of ${organisationId}`,
          lesson: 7,
          organisationId,
          episodeId: null,
          stance: 'supports',
          text: 'It got worse first.',
          occurredOn: '2022',
          page: null,
          known,
          kept,
        })),
      );
      const measures = Array.from({ length: 20 }, (_unused, index) => index);
      await db.insert(
        Measure,
        measures.map((index) =>
          aMeasure({
            id: `m${index}`,
            ref: `ME-${String(index).padStart(4, '0')}`,
            organisationId: 'northwick',
            name: `Measure ${index}`,
            frequency: 'month',
            role: index % 4 === 0 ? 'outcome' : 'process',
            kept: index === 2 ? { ...kept, visibility: 'board' } : kept,
          }),
        ),
      );
      await db.insert(
        MeasureValue,
        measures.flatMap((measure) =>
          Array.from({ length: months - 1 }, (_unused, month) =>
            aMeasureValue({
              id: `m${measure} ${month}`,
              measureId: `m${measure}`,
              position: month,
              occurredOn: monthAt(month),
              value: valueAt(measure, month),
              known: knownOn(`${monthAt(month + 1)}-10`),
              kept: measure === 2 ? { ...kept, visibility: 'board' } : kept,
            }),
          ),
        ),
      );
    });
    member = await aPerson(test, { grants: [aGrant({ role: 'board_member', organisationId: 'northwick' })] });
    stranger = await aPerson(test, { grants: [aGrant({ role: 'board_member', organisationId: 'quiet' })] });
  }, 120_000);
  afterAll(() => test.close());

  const page = '/organisations/northwick/lessons';

  it('is a page of the organisation, with every signal and its working', async () => {
    const shown = await test.get(page);
    expect(shown.status).toBe(200);
    expect(pageFaults(readHtml(shown.text))).toEqual([]);
    const text = words(shown.text);
    expect(text).toContain('Read from: Children’s services, 2021');
    expect(text).toContain('With hindsight, on 23 November 2026');
    expect(text).toContain('L1.1 Time to first help from peers Challenge');
    expect(text).toContain('The record shows a warning sign 71.4 months ago and no peer help.');
    expect(text).toContain('Supported up to 6 months. A challenge beyond 12 months.');
    expect(text).toContain('Edition 1 of the limits.');
    expect(shown.text).toContain('href="/measures/ME-0004"');
    expect(shown.text.match(/class="signal" id="/g)?.length).toBeGreaterThanOrEqual(16);
    expect(shown.text).toContain('href="/episodes/EP-0001/lessons"');
    expect((await test.get('/organisations/northwick')).text).toContain(`href="${page}"`);
  });

  it('stays within the budget with ten years of record: 15 statements, signed in or not, none over a whole table', async () => {
    const asked = async (read: () => PromiseLike<unknown>) => {
      test.statements.take();
      await read();
      // Who asks is asked for every page alike, and is not the page's own.
      return test.statements.take().filter(({ text }) => !/\b(session|role_grant)\b/.test(text));
    };
    const open = await asked(() => test.get(page));
    expect(open.length).toBeLessThanOrEqual(15);
    expect((await asked(() => member.get(page))).length).toBeLessThanOrEqual(15);
    expect((await asked(() => test.get(`${page}.csv`))).length).toBeLessThanOrEqual(15);
    // PostgreSQL reads small tables whole by choice: its plans say nothing of larger ones.
    if (testedKind !== 'sqlite') return;
    const scans = await Promise.all(open.map((statement) => scansOf(test.database, statement)));
    expect(scans.flat()).toEqual([]);
  });

  it('shows the board its own reading, marked as such, and nobody else', async () => {
    const own = words((await member.get(page)).text);
    expect(own).toContain('This is the board’s reading');
    expect(own).toContain('Measure 2 has been low');
    for (const other of [await stranger.get(page), await test.get(page)]) {
      expect(words(other.text)).not.toContain('This is the board’s reading');
      expect(words(other.text)).not.toContain('Measure 2 has been low');
      expect(words(other.text)).toContain('Measure 4 has been low');
    }
    expect((await member.get(page)).headers['cache-control']).toContain('no-store');
  });

  it('reads as it could have been known on a day, and its links keep the day', async () => {
    const then = await test.get(`${page}?known=2021-06-01`);
    const text = words(then.text);
    expect(text).toContain('Read from: Children’s services, 2018');
    expect(text).toContain('As known on 1 June 2021: facts that became known later');
    expect(then.text).toContain('/measures/ME-0004?known&#x3D;2021-06-01');
    expect(words((await test.get(`${page}?known=2016-01-01`)).text)).toContain('By 1 January 2016 none of Northwick');
  });

  it('makes a record without any failure normal, and says what brings the page to life', async () => {
    const quiet = await test.get('/organisations/quiet/lessons');
    expect(quiet.status).toBe(200);
    expect(pageFaults(readHtml(quiet.text))).toEqual([]);
    expect(words(quiet.text)).toContain('a judgement or a notice that opens one brings this page to life');
  });

  it('shows the newest facts of a signal, and leads to all of them', async () => {
    const shown = await test.get(page);
    const within = (html: string, id: string) => html.split(`id="${id}"`)[1]?.split('</details>')[0] ?? '';
    const signal = within(shown.text, 'signal-l7-1');
    expect(words(signal)).toContain('The newest 5 of the 20 facts that it uses');
    expect(signal.match(/<li><a class="govuk-link" href="\/(measures|inspections|episodes)/g)).toHaveLength(5);
    expect(signal).toContain('<a class="govuk-link" href="/episodes/EP-0002/lessons/l7-1">See all 20 facts</a>');
    // A signal with few facts has them all, and no such link.
    expect(words(within(shown.text, 'signal-l1-1'))).toContain('The facts that it uses');
    expect(within(shown.text, 'signal-l1-1')).not.toContain('See all');

    const own = await test.get('/episodes/EP-0002/lessons/l7-1');
    expect(own.status).toBe(200);
    expect(pageFaults(readHtml(own.text))).toEqual([]);
    const text = words(own.text);
    expect(text).toContain('L7.1 Where each measure is');
    expect(text).toContain('20 facts that it uses');
    expect(text).toContain('Edition 1 of the limits.');
    expect(own.text.match(/href="\/measures\/ME-\d+"/g)).toHaveLength(19);
    expect(text).toContain('Next signal: L7.2 More found, or more harm?');
    // What is the board's alone is its own here too, and its links keep the day.
    expect(own.text).not.toContain('ME-0002');
    expect((await stranger.get('/episodes/EP-0002/lessons/l7-1')).text).not.toContain('ME-0002');
    expect((await member.get('/episodes/EP-0002/lessons/l7-1')).text).toContain('/measures/ME-0002');
    const then = await test.get('/episodes/EP-0001/lessons/l7-1?known=2021-06-01');
    expect(then.text).toContain('/measures/ME-0004?known&#x3D;2021-06-01');
    expect(then.text).toContain('/episodes/EP-0001/lessons/l7-1/facts.csv?known&#x3D;2021-06-01');
    expect(words((await test.get('/episodes/EP-0002/lessons/l7-1?page=x')).text)).toContain('There is no page with');
  });

  it('gives the facts of a signal as a file', async () => {
    const file = await test.get('/episodes/EP-0002/lessons/l7-1/facts.csv');
    expect(file.headers['content-type']).toContain('text/csv');
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toContain('organisation,episode,signal,kind,ref,fact,on,precision,mode,as_of,scope');
    expect(file.text).toContain('Northwick Council,EP-0002,L7.1,measure,ME-0004,Measure 4,');
    expect(file.text).not.toContain('ME-0002');
    expect((await member.get('/episodes/EP-0002/lessons/l7-1/facts.csv')).text).toContain('ME-0002');
  });

  it('of one failure has its own page and file', async () => {
    const one = await test.get('/episodes/EP-0001/lessons');
    expect(pageFaults(readHtml(one.text))).toEqual([]);
    expect(words(one.text)).toContain('The eight lessons: Children’s services, 2018');
    const file = await test.get('/episodes/EP-0002/lessons.csv');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text).toContain('Northwick Council,EP-0002,1,L1.1,Time to first help from peers,challenge,71.4,');
    expect(file.text).toContain('hindsight,2026-11-23,public');
    expect((await test.get('/episodes/EP-0001')).text).toContain('href="/episodes/EP-0001/lessons"');
  });

  it('leads on from an address that it once had', async () => {
    const moved = await test.get('/organisations/old-northwick/lessons?known=2021-06-01');
    expect([moved.status, moved.headers.location]).toEqual([301, `${page}?known=2021-06-01`]);
  });

  it('of one lesson lists the cases by name and date, and by nothing else', async () => {
    await test.app.get(PublicRunsService).keepUp();
    const shown = await test.get('/lessons/7');
    expect(pageFaults(readHtml(shown.text))).toEqual([]);
    expect(words(shown.text)).toContain('2 cases, by name. No order by result');
    const cases = shown.text.match(/\/episodes\/EP-\d+\/lessons#lesson-7/g);
    expect(cases).toEqual(['/episodes/EP-0001/lessons#lesson-7', '/episodes/EP-0002/lessons#lesson-7']);
    // Signal by signal, each case with its sentence and its working.
    expect(words(shown.text)).toContain('L7.1 Where each measure is: what each case shows');
    expect(shown.text).toContain('href="/episodes/EP-0002/lessons/l7-1"');
    // The page of a case shows its own; another day, and a record that changed since, are not told from it.
    const theCase = async (query = '') => words((await test.get(`/episodes/EP-0002${query}`)).text);
    expect(await theCase()).toContain('What the record shows Read from public facts alone, with hindsight.');
    expect(await theCase('?known=2022-06-01')).not.toContain('Read from public facts alone');
    await test.app.get(EventsService).record(theService, {
      organisationId: 'northwick',
      occurredOn: period('2026-09-01'),
      kind: 'incident',
      text: 'A server was lost',
      significant: true,
    });
    expect(await theCase()).toContain('The record changed a moment ago, and what it shows is being read anew.');
    expect(words((await test.get('/lessons/7')).text)).toContain('See what it shows now');
  });

  it('finds nothing at addresses that do not exist', async () => {
    expect((await test.get('/organisations/nowhere/lessons')).status).toBe(404);
    expect((await test.get('/episodes/EP-9999/lessons')).status).toBe(404);
    expect((await test.get('/episodes/EP-9999/lessons.csv')).status).toBe(404);
    expect((await test.get('/episodes/EP-9999/lessons/l1-1')).status).toBe(404);
    expect((await test.get('/episodes/EP-0002/lessons/l9-1')).status).toBe(404);
    expect((await test.get('/episodes/EP-0002/lessons/l9-1/facts.csv')).status).toBe(404);
  });
});
