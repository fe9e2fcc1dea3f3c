import { sql } from '../../src/database/sql.js';
import { period } from '../../src/kernel/period.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import { OrganisationMatchingQueries } from '../../src/organisations/data/organisation-matching.queries.js';
import { DescribingOrganisationsService } from '../../src/organisations/describing-organisations.service.js';
import type { NewOrganisation } from '../../src/organisations/domain/new-organisation.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'A record keeper', role: 'record keeper', requestId: null };
const council = (name: string, more: Partial<NewOrganisation> = {}): NewOrganisation => ({
  name,
  kind: 'council',
  sector: 'councils',
  ...more,
});

let record: TestRecord;
let organisations: OrganisationsService;

const open = async (): Promise<void> => {
  record = await openTestRecord();
  organisations = record.get(OrganisationsService);
};
const close = (): Promise<void> => record.close();

const slugOfId = async (id: string): Promise<string | undefined> =>
  (
    await record.database.row<{ slug: string }>(
      sql`SELECT organisation.slug FROM organisation WHERE organisation.id = ${id}`,
    )
  )?.slug;
const find = (text: string): Promise<string[]> => record.get(SearchQueries).find(text, 'organisation', 10);

describe('registering organisations', () => {
  beforeEach(open);
  afterEach(close);

  it('gives ids, references and addresses in the order given', async () => {
    const made = await organisations.registerMany(someone, [council('Béllshire'), council('Ashire')]);
    expect(made.map(({ ref, slug }) => ({ ref, slug }))).toEqual([
      { ref: 'OR-0001', slug: 'bellshire' },
      { ref: 'OR-0002', slug: 'ashire' },
    ]);
  });

  it('gives no two bodies one address, now or formerly', async () => {
    const [first] = await organisations.registerMany(someone, [council('Ashire')]);
    await organisations.rename(someone, first?.id ?? '', 'Bshire');
    const made = await organisations.registerMany(someone, [
      council('Ashire'),
      council('ASHIRE'),
      council('Bshire', { slug: 'b' }),
    ]);
    expect(made.map(({ slug }) => slug)).toEqual(['ashire-2', 'ashire-3', 'b']);
  });

  it('leaves nothing behind when one of many cannot be kept', async () => {
    const tooLong = council('x'.repeat(301));
    await expect(organisations.registerMany(someone, [council('Ashire'), tooLong])).rejects.toThrow(/check|too long/i);
    expect(await record.get(OrganisationMatchingQueries).areThereAny()).toBe(false);
    expect(await find('Ashire')).toEqual([]);
  });

  it('writes one line of the trail for many', async () => {
    await organisations.registerMany(someone, [council('Ashire'), council('Bshire')]);
    expect(
      await record.database.rows(sql`
        SELECT audit_entry.entity_id AS "entityId", audit_entry.actor, audit_entry.after
          FROM audit_entry
         WHERE audit_entry.action = 'organisation.registered'`),
    ).toEqual([
      {
        entityId: '2 records',
        actor: 'A record keeper',
        after: expect.stringMatching(
          /"from":"OR-0001","records":2,"subjects":\{"count":2,"sha256":"[0-9a-f]{64}"\},"to":"OR-0002"/,
        ),
      },
    ]);
  });
});

describe('renaming an organisation', () => {
  beforeEach(open);
  afterEach(close);

  it('keeps the old name as a former one, and the old address answering', async () => {
    const [made] = await organisations.registerMany(someone, [council('Ashire County Council')]);
    const id = made?.id ?? '';
    expect(await organisations.rename(someone, id, 'Ashire Council', { from: period('2023-04-01') })).toEqual({
      ok: true,
      value: { slug: 'ashire-council' },
    });
    expect(
      await record.database.rows(sql`
      SELECT organisation_name.name, organisation_name.kind, organisation_name.from_on AS "from", organisation_name.to_on AS "to"
        FROM organisation_name
       ORDER BY organisation_name.kind`),
    ).toEqual([
      { name: 'Ashire County Council', kind: 'former', from: null, to: '2023-04-01' },
      { name: 'Ashire Council', kind: 'official', from: '2023-04-01', to: null },
    ]);
    expect(await record.database.rows(sql`SELECT organisation_slug.slug FROM organisation_slug`)).toEqual([
      { slug: 'ashire-county-council' },
    ]);
    expect(await find('county')).toEqual([id]);
    expect(
      await record.database.row(sql`SELECT organisation_standing.sort_name AS name FROM organisation_standing`),
    ).toEqual({
      name: 'ashire council',
    });
  });

  it('takes an old address back when the old name returns', async () => {
    const [made] = await organisations.registerMany(someone, [council('Ashire')]);
    const id = made?.id ?? '';
    await organisations.rename(someone, id, 'Bshire');
    await organisations.rename(someone, id, 'Ashire');
    expect(await slugOfId(id)).toBe('ashire');
    expect(await record.database.rows(sql`SELECT organisation_slug.slug FROM organisation_slug`)).toEqual([
      { slug: 'bshire' },
    ]);
  });

  it('is refused for the name it has, and for a body that is not there', async () => {
    const [made] = await organisations.registerMany(someone, [council('Ashire')]);
    expect(await organisations.rename(someone, made?.id ?? '', 'Ashire')).toEqual({ ok: false, error: 'same-name' });
    expect(await organisations.rename(someone, 'nobody', 'Ashire')).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('describing organisations', () => {
  beforeEach(open);
  afterEach(close);

  it('adds what is new, and nothing twice', async () => {
    const [made] = await organisations.registerMany(someone, [
      council('Ashire', { codes: [{ scheme: 'ons', value: 'E1' }] }),
    ]);
    const id = made?.id ?? '';
    const codes = [
      { scheme: 'ons', value: 'E1' },
      { scheme: 'ods', value: 'E1' },
      { scheme: 'ods', value: 'E1' },
    ];
    expect(await organisations.addCodes(someone, id, codes)).toBe(1);
    expect(await organisations.addCodes(someone, id, codes)).toBe(0);
    expect(
      await organisations.addNames(someone, id, [
        { name: 'Ashire', kind: 'alias' },
        { name: 'AS', kind: 'alias' },
      ]),
    ).toBe(1);
    const gaps = [{ organisationId: id, text: 'When it opened was not found.' }];
    const describing = record.get(DescribingOrganisationsService);
    expect([await describing.noteGaps(someone, gaps), await describing.noteGaps(someone, gaps)]).toEqual([1, 0]);
  });

  it('fills what is empty and leaves what is there', async () => {
    const [made] = await organisations.registerMany(someone, [council('Ashire', { region: 'london' })]);
    await organisations.complete(someone, made?.id ?? '', { region: 'south_east', openedOn: period('1998') });
    expect(
      await record.database.row(sql`
      SELECT organisation.region, organisation.opened_on AS "openedOn", organisation.version FROM organisation`),
    ).toEqual({
      region: 'london',
      openedOn: '1998',
      version: 2,
    });
  });

  it('gives the id of a relation that was there already', async () => {
    const [a, b] = await organisations.registerMany(someone, [council('Ashire'), council('Bshire')]);
    const link = { fromId: a?.id ?? '', toId: b?.id ?? '', type: 'replaced_by' as const };
    const [first] = await organisations.addLinks(someone, [link]);
    expect(await organisations.addLinks(someone, [link])).toEqual([first]);
  });
});

describe('finding organisations', () => {
  afterAll(close);
  beforeAll(async () => {
    await open();
    await organisations.registerMany(someone, [
      council('Ynys Môn', { names: [{ name: 'Isle of Anglesey County Council', kind: 'alias' }], region: 'wales' }),
      council('Bath & North East Somerset Council', { codes: [{ scheme: 'ons', value: 'E06000022' }] }),
      council("King's Lynn and West Norfolk"),
      council('Anglesey Ferries'),
    ]);
  });
  const named = async (text: string): Promise<string[]> => {
    const ids = await find(text);
    const rows = await record.get(OrganisationMatchingQueries).byIds(ids);
    return ids.map((id) => rows.find((row) => row.id === id)?.name ?? '');
  };

  it.each([
    ['ynys mon', ['Ynys Môn']],
    ['MÔN', ['Ynys Môn']],
    ['angl', ['Anglesey Ferries', 'Ynys Môn']],
    ['somerset bath', ['Bath & North East Somerset Council']],
    ['E06000022', ['Bath & North East Somerset Council']],
    ['kings ly', ["King's Lynn and West Norfolk"]],
    ['King’s', ["King's Lynn and West Norfolk"]],
    ['wales', ['Ynys Môn']],
    ['lynn x', []],
    ['', []],
    ['" OR * NEAR(', []],
    ["'; DROP TABLE search_entry --", []],
  ])('by "%s"', async (text, names) => expect(await named(text)).toEqual(names));
});
