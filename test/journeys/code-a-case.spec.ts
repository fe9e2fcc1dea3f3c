import { sql } from '../../src/database/sql.js';
import { codebook } from '../../src/lessons/domain/codebook.js';
import { day } from '../../src/kernel/calendar-day.js';
import { CodingReader } from '../../src/research/coding-reader.service.js';
import type { Cell } from '../../src/research/domain/package/package-table.js';
import { GatheringPackagesService } from '../../src/research/gathering-packages.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let one: Person;
let two: Person;
let three: Person;
let ref: string;

const wordsOf = (html: string): string => textWithin(readHtml(html).root).replaceAll(/\s+/g, ' ');
const look = async (by: Person, path = `/research/cases/${ref}`): Promise<string> =>
  wordsOf((await by.get(path).expect(200)).text);
const code = (by: Person, field: string, given: Readonly<Record<string, string>>) =>
  by.post(`/research/cases/${ref}/fields/${field}`, { value: '', confidence: 'high', note: '', source: '', ...given });

/** The rows of a table of the package that would be frozen now, of the coded episode alone. */
async function packaged(name: string): Promise<readonly Record<string, Cell>[]> {
  const definition = { kind: 'comparison', comparison: 'CP-0001', episodes: [ref], anchors: {} } as const;
  const { tables } = await test.app.get(GatheringPackagesService).gather(definition, day('2026-11-23'));
  const table = tables.find((held) => held.name === name);
  return (table?.rows ?? []).map((cells) =>
    Object.fromEntries(cells.map((cell, place) => [table?.columns[place]?.name ?? '', cell])),
  );
}

beforeAll(async () => {
  test = await startTestApp({ library: true });
  [one, two, three] = (await Promise.all(
    [1, 2, 3].map(() => aPerson(test, { grants: [aGrant({ role: 'researcher' })] })),
  )) as [Person, Person, Person];
  const row = await test.database.row<{ ref: string }>(sql`
    SELECT failure_episode.ref FROM failure_episode
     WHERE failure_episode.title LIKE ${'West Sussex%second%'}`);
  ref = row?.ref ?? '';
}, 120_000);
afterAll(() => test.close());

describe('coding a case', () => {
  it('shows the thirty fields as the record reads them, and none filled', async () => {
    const page = await look(one);
    expect(page).toContain('0 of 29 fields filled.');
    for (const { name } of codebook) expect(page).toContain(name);
    expect(page).toContain('Coded “2019-05-08 judgement”');
    expect(page).toContain('A failing judgement');
    expect(page).toContain('with a source on the record');
    expect(page).toContain('You do not code this case.');
  });

  it('is for researchers alone', async () => {
    const secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary' })] });
    expect((await secretary.get(`/research/cases/${ref}`)).status).toBe(403);
    expect((await test.get(`/research/cases/${ref}`)).status).toBe(303);
    expect((await one.get('/research/cases/EP-9999')).status).toBe(404);
    expect((await one.get(`/research/cases/${ref}/fields/trigger`)).status).toBe(404);
  });

  it('is begun by two, and refused to a third', async () => {
    for (const coder of [one, two]) {
      const answer = await coder.post(`/research/cases/${ref}/coding`, {}, { from: `/research/cases/${ref}` });
      expect(answer.headers.location).toBe(`/research/cases/${ref}?done=begun`);
    }
    const again = await one.post(`/research/cases/${ref}/coding`, {}, { from: `/research/cases/${ref}` });
    expect([again.status, wordsOf(again.text).includes('You code this case already.')]).toEqual([422, true]);
    const third = await three.post(`/research/cases/${ref}/coding`, {}, { from: `/research/cases/${ref}` });
    expect([third.status, wordsOf(third.text).includes('Two researchers code this case already')]).toEqual([422, true]);
    expect((await three.get(`/research/cases/${ref}/fields/trigger`)).status).toBe(404);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['nothing at all', 'trigger', {}, 'Enter a value, or say why there is none'],
    [
      'a value and that there is none',
      'trigger',
      { value: '2019', noValue: 'not_known' },
      'There is a value, so choose none of these',
    ],
    ['no confidence', 'trigger', { value: '2019', confidence: '' }, 'Select how sure you are'],
  ])('refuses %s', async (_name, field, given, message) => {
    const answer = await code(one, field, given);
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain(message);
  });

  it('does not code who the coders are, or what is no field', async () => {
    for (const field of ['coders', 'nonsense'])
      expect((await one.get(`/research/cases/${ref}/fields/${field}`)).status).toBe(404);
  });

  it('goes from field to field, and counts what is filled', async () => {
    const answer = await code(one, 'trigger', {
      value: '2019-05-08 judgement',
      source: 'SO-0001',
      note: 'Ofsted’s letter',
    });
    expect(answer.headers.location).toBe(`/research/cases/${ref}/fields/grade_before`);
    await code(one, 'region', { value: 'South East' });
    await code(one, 'relapse', { noValue: 'not_yet', confidence: 'medium' });
    await code(one, 'size', { value: '4000', confidence: 'low' });
    const page = await look(one);
    expect(page).toContain('4 of 29 fields filled.');
    expect(page).toContain('Confidence: high. Source: SO-0001. Ofsted’s letter');
  });

  it('shows one coder nothing of the other’s until both have finished, not even how much there is', async () => {
    const before = await look(two);
    expect(before).toContain('0 of 29 fields filled.');
    expect(before).not.toContain('SO-0001');
    await code(two, 'trigger', { value: '2019-05 judgement', source: 'SO-0002' });
    await code(two, 'region', { value: 'south  east' });
    await code(two, 'relapse', { noValue: 'not_yet' });
    await one.post(`/research/cases/${ref}/finish`, {}, { from: `/research/cases/${ref}` });
    for (const coder of [one, two]) {
      const page = await look(coder);
      expect(page).not.toContain(coder === one ? 'SO-0002' : 'SO-0001');
      expect(page).not.toContain('Both codings');
      expect(page).not.toMatch(/ agree \(/);
    }
    expect((await two.get(`/research/cases/${ref}/settlements/trigger`)).status).toBe(404);
    expect(await test.app.get(CodingReader).finished()).toEqual([]);
    expect(await packaged('codings')).toEqual([]);
  });

  it('is taken up again as long as the other has not finished', async () => {
    const late = { value: '5000', noValue: '', confidence: 'high', note: '', source: '', version: '1', was: '' };
    const path = `/research/cases/${ref}/fields/size`;
    const finished = await one.post(path, late, { from: `/research/cases/${ref}` });
    expect(finished.status).toBe(422);
    expect(wordsOf(finished.text)).toContain('Your coding is finished. Open it again to change it.');
    const answer = await one.post(`/research/cases/${ref}/reopening`, {}, { from: `/research/cases/${ref}` });
    expect(answer.headers.location).toContain('done=reopened');
    expect((await code(one, 'size', { value: '5000' })).status).toBe(303);
    await one.post(`/research/cases/${ref}/finish`, {}, { from: `/research/cases/${ref}` });
  });

  it('does not overwrite what another window saved', async () => {
    const stale = (await two.get(`/research/cases/${ref}/fields/kind`).expect(200)).text;
    const hidden = Object.fromEntries(
      named(readHtml(stale), 'input')
        .filter((box) => attributeOf(box, 'type') === 'hidden')
        .map((box) => [attributeOf(box, 'name') ?? '', attributeOf(box, 'value') ?? '']),
    );
    expect((await code(two, 'kind', { value: 'Council service' })).status).toBe(303);
    const late = await code(two, 'kind', { ...hidden, value: 'Council' });
    expect(late.status).toBe(409);
    expect(wordsOf(late.text)).toContain('Someone changed this field at');
    expect(wordsOf(late.text)).toContain('Council service');
  });
});

describe('two codings of a case', () => {
  it('are shown when both have finished, with agreement and no kappa of so few', async () => {
    await two.post(`/research/cases/${ref}/finish`, {}, { from: `/research/cases/${ref}` });
    for (const coder of [one, two]) {
      const page = await look(coder);
      expect(page).toContain('SO-0001');
      expect(page).toContain('SO-0002');
      expect(page).toContain('2 of 3 agree (67%); no kappa, since it needs 10 pairs of a field.');
      expect(page).toContain(`${one.account.ref} and ${two.account.ref}`);
    }
    expect(await look(one, '/research/cases')).toContain('2 of 3 agree (67%)');
    expect(await look(three)).not.toContain('SO-0001');
    const reopened = await one.post(
      `/research/cases/${ref}/reopening`,
      { version: '9' },
      { from: `/research/cases/${ref}` },
    );
    expect(wordsOf(reopened.text)).toContain('Both codings are finished');
  });

  it('are settled where they differ, with a reason, by either, and by nobody else', async () => {
    const path = `/research/cases/${ref}/settlements/trigger`;
    const short = await one.post(path, { value: '2019-05-08', reason: 'Too short' });
    expect([short.status, wordsOf(short.text).includes('20 characters or more')]).toEqual([422, true]);
    const settled = await one.post(path, { value: '2019-05-08', reason: 'The letter of Ofsted gives the day.' });
    expect(settled.headers.location).toContain('done=settled');
    const page = await look(two);
    expect(page).toContain('Settled: 2019-05-08');
    expect(page).toContain('The letter of Ofsted gives the day.');
    expect((await three.get(path)).status).toBe(404);
    expect((await one.get(`/research/cases/${ref}/settlements/region`)).status).toBe(404);
    // A field that only one of them coded is settled too.
    expect((await two.get(`/research/cases/${ref}/settlements/size`)).status).toBe(200);
  });

  it('are what an export takes, with both codes and what was settled', async () => {
    const codes = await test.app.get(CodingReader).finished();
    const of = (field: string) => codes.find((each) => each.field === field);
    expect(codes).toHaveLength(29);
    expect(of('trigger')).toMatchObject({
      result: 'differs',
      final: '2019-05-08',
      first: { value: '2019-05-08 judgement' },
      second: { value: '2019-05 judgement' },
    });
    expect([of('region')?.final, of('relapse')?.final, of('size')?.final, of('size')?.result]).toEqual([
      'South East',
      'not_yet',
      null,
      'one-only',
    ]);
  });

  it('stand in a data package with how far they agree, without notes and without who the coders are', async () => {
    const text = async (name: string): Promise<string> => JSON.stringify(await packaged(name));
    const codes = await packaged('codings');
    expect(codes).toHaveLength(29);
    const trigger = codes.find(({ field }) => field === 'trigger');
    expect(trigger).toMatchObject({
      episode: ref,
      first_coder: 'C1',
      first: '2019-05-08 judgement',
      first_source: 'SO-0001',
      second_coder: 'C2',
      second: '2019-05 judgement',
      result: 'differs',
      final: '2019-05-08',
      settled: 'true',
    });
    expect(await packaged('agreement')).toContainEqual(
      expect.objectContaining({ field: 'all', n: 3, agreed: 2, kappa: null, kappa_missing: 'not yet' }),
    );
    expect((await packaged('episodes'))[0]).toMatchObject({ core_coders: 'C1, C2' });
    for (const name of ['codings', 'agreement', 'episodes'])
      for (const secret of ['Ofsted’s letter', one.account.ref, two.account.ref])
        expect([name, secret, (await text(name)).includes(secret)]).toEqual([name, secret, false]);
  });

  it('leave no code in the trail', async () => {
    const rows = await test.database.rows<{ action: string; text: string }>(sql`
      SELECT audit_entry.action, audit_entry.after AS text FROM audit_entry WHERE audit_entry.entity = 'coding'`);
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(['coding.begun', 'coding.coded', 'coding.finished', 'coding.reopened', 'coding.settled']),
    );
    expect(rows.filter(({ text }) => /South East|SO-000|4000|letter/.test(text))).toEqual([]);
  });
});
