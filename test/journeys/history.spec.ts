import { AuditService, theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { HistoryQueries } from '../../src/overview/data/history.queries.js';
import { historyPaths } from '../../src/overview/pages/history.paths.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { scansOf } from '../builders/query-plans.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { testedKind } from '../builders/test-database.js';

const sentencesOf = (html: string): string[] =>
  named(readHtml(html), 'h2')
    .filter((heading) => heading.attributes.get('class') === 'history__sentence')
    .map(textWithin);

describe('the history of an object', () => {
  let test: TestApp;
  let keeper: Person;
  let secretary: Person;
  let stranger: Person;
  let body: { id: string; ref: string; slug: string };
  let bulk: { id: string; ref: string; slug: string }[];

  beforeAll(async () => {
    test = await startTestApp();
    const organisations = test.app.get(OrganisationsService);
    keeper = await aPerson(test, { name: 'Kit Keeper', grants: [aGrant({ role: 'record_keeper' })] });
    const actor = { name: keeper.account.ref, role: 'record_keeper', requestId: 'r-1', account: null };
    const [made] = await organisations.registerMany(actor, [
      { name: 'Northwick', kind: 'council', sector: 'councils' },
    ]);
    if (!made) throw new Error('nothing was registered');
    body = made;
    const renamed = await organisations.rename(actor, body.id, 'Northwick Council', { from: period('2024-04') });
    if (!renamed.ok) throw new Error(renamed.error);
    body = { ...made, slug: renamed.value.slug };
    bulk = await organisations.registerMany(theService, [
      { name: 'Eastmere Council', kind: 'council', sector: 'councils' },
      { name: 'Westmere Council', kind: 'council', sector: 'councils' },
      { name: 'Southmere Council', kind: 'council', sector: 'councils' },
    ]);
    secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: body.id })] });
    stranger = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: bulk[0]?.id })] });
  });
  afterAll(() => test.close());

  const pathOf = () => historyPaths.of('organisation', body.ref);

  it('is led to from the page of the object, and is a page in order', async () => {
    const page = await test.get(`/organisations/${body.slug}`).expect(200);
    expect(page.text).toContain(`href="${pathOf()}"`);
    const history = await test.get(pathOf()).expect(200);
    expect(pageFaults(readHtml(history.text))).toEqual([]);
  });

  it('tells everybody what was done and in which role, never by whom', async () => {
    const { text } = await test.get(pathOf()).expect(200);
    expect(sentencesOf(text)).toEqual([
      'A record keeper gave it another name.',
      'A record keeper put it on the record.',
    ]);
    expect(text).toMatch(/<span class="history__word">was<\/span> Northwick<\/dd>/);
    expect(text).toContain('<span class="history__word">now</span> Northwick Council</dd>');
    expect(text).not.toContain('Kit Keeper');
    expect(text).not.toContain(keeper.account.ref);
  });

  it('tells the name to those who see the object from within', async () => {
    expect(sentencesOf((await secretary.get(pathOf())).text)[0]).toBe(
      'Kit Keeper (record keeper) gave it another name.',
    );
    expect(sentencesOf((await keeper.get(pathOf())).text)[0]).toContain('Kit Keeper');
    expect(sentencesOf((await stranger.get(pathOf())).text)[0]).toBe('A record keeper gave it another name.');
  });

  it('finds the act that covered many from each of them', async () => {
    for (const { ref } of bulk) {
      const { text } = await test.get(historyPaths.of('organisation', ref)).expect(200);
      expect(sentencesOf(text)).toEqual(['The service put it on the record, together with 2 others.']);
    }
  });

  it('says nothing of the time before it was public, nor of acts that are nobody’s business', async () => {
    const [hidden] = await test.app
      .get(OrganisationsService)
      .registerMany(theService, [{ name: 'Farmere Council', kind: 'council', sector: 'councils' }]);
    await test.database.transaction(async () => {
      await test.database.run(sql`
        UPDATE organisation SET published_at = ${'2999-01-01T00:00:00.000Z'} WHERE organisation.id = ${hidden?.id}`);
      await test.app.get(AuditService).record(theService, {
        action: 'file.stored',
        entity: 'organisation',
        entityId: body.id,
        after: { name: 'secret.pdf' },
      });
    });
    const path = historyPaths.of('organisation', hidden?.ref ?? '');
    expect(sentencesOf((await test.get(path)).text)).toEqual([]);
    const ofThatBody = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: hidden?.id })],
    });
    expect(sentencesOf((await ofThatBody.get(path)).text)).toHaveLength(1);
    expect(sentencesOf((await keeper.get(path)).text)).toEqual([]);
    expect((await test.get(pathOf())).text).not.toContain('secret.pdf');
    expect((await secretary.get(pathOf())).text).toContain('secret.pdf');
  });

  it.each(['board', 'inspection', 'restricted'])('is not there for others while the object is of %s', async (scope) => {
    const [made] = await test.app
      .get(OrganisationsService)
      .registerMany(theService, [{ name: `Hidden ${scope}`, kind: 'council', sector: 'councils' }]);
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE organisation SET visibility = ${scope} WHERE organisation.id = ${made?.id}`),
    );
    const path = historyPaths.of('organisation', made?.ref ?? '');
    expect((await stranger.get(path)).status).toBe(404);
    expect((await test.get(path)).status).toBe(404);
  });

  it.each([
    '/history/organisation/OR-9999',
    '/history/audit_entry/1',
    '/history/__proto__/x',
    '/history/account/AC-0001',
  ])('is not there: %s', async (path) => {
    expect((await test.get(path)).status).toBe(404);
  });

  it('shows an account’s to administrators only', async () => {
    const admin = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    const path = historyPaths.of('account', keeper.account.ref);
    expect(sentencesOf((await admin.get(path).expect(200)).text)).toContain('The service made this account.');
    await keeper.get(path).expect(404);
  });

  it('goes on to earlier acts, fifty at a time', async () => {
    const [source] = await test.app.get(SourcesService).addMany(theService, [{ title: 'A report', kind: 'official' }]);
    await test.database.transaction(async () => {
      for (let time = 0; time < 60; time += 1)
        await test.app.get(AuditService).record(theService, {
          action: 'source.added',
          entity: 'source',
          entityId: source?.id ?? '',
          before: { title: `Title ${time}` },
          after: { title: `Title ${time + 1}` },
        });
    });
    const first = await test.get(historyPaths.of('source', source?.ref ?? ''));
    expect(sentencesOf(first.text)).toHaveLength(50);
    const next = named(readHtml(first.text), 'a')
      .map((link) => attributeOf(link, 'href') ?? '')
      .find((href) => href.includes('before='));
    const second = await test.get(next ?? '').expect(200);
    expect(sentencesOf(second.text)).toHaveLength(11);
    expect(second.text).not.toContain('Earlier changes');
  });

  it('is found by an index, in few statements, however long the trail', async () => {
    test.statements.take();
    await secretary.get(pathOf()).expect(200);
    const statements = test.statements.take().filter(({ text }) => !/FROM (session|account|role_grant)\b/.test(text));
    expect(statements.length).toBeLessThanOrEqual(4);
    if (testedKind !== 'sqlite') return;
    const scans = (await Promise.all(statements.map((one) => scansOf(test.database, one)))).flat();
    expect(scans.filter((scan) => /audit_/.test(scan))).toEqual([]);
  });

  it('knows every kind by tables that are there', async () => {
    const queries = test.app.get(HistoryQueries);
    for (const kind of [
      'organisation',
      'inspection',
      'failure_episode',
      'intervention',
      'warning_sign',
      'peer_support',
      'structural_change',
      'sustainment_check',
      'post_holding',
      'source',
      'framework',
      'account',
    ] as const)
      expect(await queries.find(kind, 'none')).toBeNull();
  });
});
