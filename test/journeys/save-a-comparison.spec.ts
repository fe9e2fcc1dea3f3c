import { createHash } from 'node:crypto';
import { AuditService, theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { EarlyHelpService } from '../../src/interventions/early-help.service.js';
import { period } from '../../src/kernel/period.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { unzip } from '../builders/unzip.js';

const clock = new FixedClock(day('2026-11-23'));
let test: TestApp;
let researcher: Person;
let colleague: Person;
let shown: string;
let refs: readonly string[];

const wordsOf = (html: string): string => textWithin(readHtml(html).root).replaceAll(/\s+/g, ' ');
const look = async (path: string, by = researcher): Promise<string> => wordsOf((await by.get(path).expect(200)).text);

beforeAll(async () => {
  test = await startTestApp({ library: true, clock });
  researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
  colleague = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
  const boxes = named(readHtml((await test.get('/compare?area=children').expect(200)).text), 'input');
  refs = boxes
    .filter((box) => attributeOf(box, 'name') === 'case')
    .map((box) => attributeOf(box, 'value') ?? '')
    .slice(0, 3);
  shown = `${refs.map((ref) => `case=${ref}`).join('&')}&align=warning&row=states&row=judgements&area=children`;
}, 120_000);
afterAll(() => test.close());

/** Saves the comparison under a name and gives its address. */
async function save(name: string, note = ''): Promise<string> {
  const answer = await researcher.post(
    '/research/comparisons/new',
    { name, note },
    { from: `/research/comparisons/new?${shown}` },
  );
  expect(answer.status).toBe(303);
  return answer.headers.location.replace('?done=saved', '');
}

/** A file of a version, as it is taken away. */
const read = async (path: string, by: Pick<TestApp, 'get'> = researcher): Promise<string> => {
  const answer = await by.get(path).buffer(true).expect(200);
  return Buffer.isBuffer(answer.body) ? answer.body.toString('utf8') : answer.text;
};

/** Puts a fact of the first case right behind everybody's back, as a correction would. */
async function correct(table: 'warning_sign', text: string): Promise<void> {
  await test.database.transaction(async () => {
    await test.database.run(sql`
      UPDATE warning_sign SET text = ${text}
       WHERE warning_sign.id = (
         SELECT episode_fact.record_id
           FROM episode_fact
           JOIN failure_episode ON failure_episode.id = episode_fact.episode_id
          WHERE failure_episode.ref = ${refs[0]} AND episode_fact.record_kind = ${table}
          ORDER BY episode_fact.record_id LIMIT 1)`);
  });
}

describe('saving a comparison', () => {
  it('is offered to a researcher on the comparison itself, and to nobody else', async () => {
    expect(await look(`/compare/side-by-side?${shown}`)).toContain('Save this comparison');
    const secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary' })] });
    expect(await look(`/compare/side-by-side?${shown}`, secretary)).not.toContain('Save this comparison');
    expect(wordsOf((await test.get(`/compare/side-by-side?${shown}`)).text)).not.toContain('Save this comparison');
    expect((await secretary.get('/research/comparisons')).status).toBe(403);
    expect((await test.get('/research/comparisons')).status).toBe(303);
  });

  it('asks for a name, and keeps what was typed', async () => {
    const from = `/research/comparisons/new?${shown}`;
    const answer = await researcher.post('/research/comparisons/new', { name: ' ', note: 'Kept words' }, { from });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain('Enter a name for this comparison');
    expect(answer.text).toContain('Kept words');
    expect(answer.text).toContain(refs[0]);
  });

  it('refuses what is no comparison', async () => {
    const from = `/research/comparisons/new?${shown}`;
    const answer = await researcher.post(
      '/research/comparisons/new',
      { name: 'One', shown: `case=${refs[0]}` },
      { from },
    );
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain('Choose at least 2 cases.');
    expect((await researcher.get('/research/comparisons/new?case=EP-9999')).status).toBe(303);
  });

  it('keeps it under its name, opens it again as it was shown, and lists it', async () => {
    const path = await save('CS-2026-03', 'Three councils');
    const page = await look(path);
    expect(page).toContain('CS-2026-03');
    expect(page).toContain('Three councils');
    expect(page).toMatch(/Hash \(SHA-256 of checksums\.txt\) [0-9a-f]{64}/);
    expect(page).toContain('Nothing that it was read from has changed since 23 November 2026.');
    const html = (await researcher.get(path).expect(200)).text;
    const open = named(readHtml(html), 'a').find((link) => textWithin(link).includes('Open it side by side'));
    const opened = open ? attributeOf(open, 'href') : null;
    expect(opened).toBe(`/compare/side-by-side?${shown}`);
    expect(await look(opened ?? '')).toContain('Months from the first warning');
    expect(await look('/research/comparisons')).toContain('CS-2026-03');
  });
});

describe('a saved comparison', () => {
  it('is nobody else’s to find, to change or to remove', async () => {
    const path = await save('Mine');
    expect((await colleague.get(path)).status).toBe(404);
    const steps = {
      edit: { version: '1', name: 'Theirs', note: '', was: '' },
      renewal: { version: '1' },
      removal: { version: '1' },
    };
    for (const [step, fields] of Object.entries(steps)) {
      const answer = await colleague.post(`${path}/${step}`, fields, { from: `/research/comparisons/new?${shown}` });
      expect([step, answer.status]).toEqual([step, 404]);
    }
    expect(await look('/research/comparisons', colleague)).not.toContain('Mine');
    expect(await look(path)).toContain('Mine');
  });

  it('says which facts were changed since, and is saved anew with those of today', async () => {
    const path = await save('Watched');
    const kept = await read(`${path}/editions/1/files/checksums.txt`);
    await correct('warning_sign', 'An entirely new wording of the warning');
    const page = await look(path);
    expect(page).toContain('0 facts were added, 1 changed and 0 withdrawn.');
    expect(page).toContain('An entirely new wording of the warning');
    expect(page).toContain('Warning; ');
    // Nothing was written into the trail of it: the record cannot tell when.
    expect(page).toContain('What it rests on was changed, such as its source or its framework');
    const answer = await researcher.post(`${path}/renewal`, {}, { from: path });
    expect(answer.headers.location).toBe(`${path}?done=renewed`);
    const renewed = await look(path);
    expect(renewed).toContain('Nothing that it was read from has changed');
    expect(renewed).toContain('version 2');
    // The version before stays as it was, and says that there is a newer one; the newer one says what changed.
    expect(await read(`${path}/editions/1/files/checksums.txt`)).toBe(kept);
    expect(await read(`${path}/editions/1/files/facts.csv`)).not.toContain('An entirely new wording');
    expect(await look(`${path}/editions/1`)).toContain('There is a newer version: 2');
    const second = await look(`${path}/editions/2`);
    expect(second).toContain('What changed since version 1');
    expect(second).toContain('An entirely new wording of the warning');
    // Nothing else has changed: there is no third version to save.
    expect((await researcher.get(path)).text).not.toContain(`${path}/renewal`);
    const again = await researcher.post(`${path}/renewal`, { version: '2' }, { from: path });
    expect([again.status, wordsOf(again.text).includes('Nothing has changed since it was saved')]).toEqual([422, true]);
  });

  it('says why a fact is shown otherwise, as far as the record can tell', async () => {
    const path = await save('Why');
    clock.turnTo(day('2026-11-23'), '09:20');
    const facts = await test.database.rows<{ id: string; organisationId: string }>(sql`
      SELECT DISTINCT warning_sign.id, warning_sign.organisation_id AS "organisationId"
        FROM warning_sign
        JOIN episode_fact ON episode_fact.record_id = warning_sign.id AND episode_fact.record_kind = 'warning_sign'
        JOIN failure_episode ON failure_episode.id = episode_fact.episode_id
       WHERE failure_episode.ref = ${refs[0]} ORDER BY warning_sign.id`);
    const [edited, taken] = [facts[0]?.id ?? '', facts[1]?.id ?? ''];
    await test.database.transaction(async () => {
      await test.database.run(sql`UPDATE warning_sign SET occurred_on = '2001-07' WHERE warning_sign.id = ${edited}`);
      await test.app
        .get(AuditService)
        .record(theService, { action: 'warning_sign.corrected', entity: 'warning_sign', entityId: edited });
      await test.database.run(
        sql`UPDATE warning_sign SET withdrawn_at = ${clock.now()} WHERE warning_sign.id = ${taken}`,
      );
    });
    await test.app.get(EarlyHelpService).noteWarnings(theService, [
      {
        organisationId: facts[0]?.organisationId ?? '',
        occurredOn: period('2002-03'),
        kind: 'performance_data',
        text: 'Half of the visits were late.',
      },
    ]);
    const page = await look(path);
    expect(page).toContain('July 2001');
    expect(page).toContain('It was put right or changed on 23 November 2026, as the audit trail tells.');
    expect(page).toContain('It was taken back from the public record on 23 November 2026.');
    expect(page).not.toContain('performance_data');
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE warning_sign SET withdrawn_at = NULL WHERE warning_sign.id = ${taken}`),
    );
    expect((await researcher.post(`${path}/renewal`, {}, { from: path })).status).toBe(303);
  });

  it('says which facts were withdrawn, and which case is no longer on the public record', async () => {
    const path = await save('Going');
    const set = (at: string | null) =>
      test.database.transaction(() =>
        test.database.run(sql`UPDATE failure_episode SET withdrawn_at = ${at} WHERE failure_episode.ref = ${refs[2]}`),
      );
    await set('2026-11-23T09:00:00.000Z');
    const page = await look(path);
    expect(page).toContain(`${refs[2]} is no longer on the public record.`);
    expect(page).toMatch(/Withdrawn since \(\d+\)/);
    await set(null);
    expect(await look(path)).toContain('Nothing that it was read from has changed');
  });

  it('is not overwritten by a page that is no longer how it stands', async () => {
    const path = await save('First name', 'First note');
    const stale = await researcher.get(`${path}/edit`).expect(200);
    const hidden = Object.fromEntries(
      named(readHtml(stale.text), 'input')
        .filter((box) => attributeOf(box, 'type') === 'hidden')
        .map((box) => [attributeOf(box, 'name') ?? '', attributeOf(box, 'value') ?? '']),
    );
    expect((await researcher.post(`${path}/edit`, { name: 'Second name', note: 'First note' })).status).toBe(303);
    const late = await researcher.post(`${path}/edit`, { ...hidden, name: 'First name', note: 'A later note' });
    expect(late.status).toBe(409);
    const words = wordsOf(late.text);
    expect(words).toContain('Someone changed this comparison at');
    expect(words).toContain('Second name');
    expect(late.text).toContain('A later note');
    expect(await look(path)).toContain('Second name');
    // Looked at and sent again, it is saved over it knowingly.
    expect((await researcher.post(`${path}/edit`, { name: 'Third name', note: 'A later note' })).status).toBe(303);
    expect(await look(path)).toContain('A later note');
  });

  it('is nobody’s to cite before it is published, and everybody’s to open afterwards', async () => {
    const path = await save('CS-2026-04', 'A note of my own');
    const version = `${path}/editions/1`;
    const addresses = ['', '/codebook', '/package.zip', '/files/facts.csv'].map((end) => `${version}${end}`);
    for (const address of addresses) {
      expect([address, (await test.get(address)).status]).toEqual([address, 404]);
      expect([address, (await colleague.get(address)).status]).toEqual([address, 404]);
      expect([address, (await researcher.get(address)).status]).toEqual([address, 200]);
    }
    expect(await look(path)).toContain('Only you can open this address.');
    expect((await test.get('/research/exports')).text).not.toContain(path);
    const answer = await researcher.post(`${path}/publication`, {}, { from: path });
    expect(answer.headers.location).toBe(`${path}?done=published`);
    // Whoever has no citation finds it by its list.
    expect((await test.get('/research/exports')).text).toContain(`href="${version}"`);
    for (const address of addresses) expect([address, (await test.get(address)).status]).toEqual([address, 200]);
    const page = wordsOf((await test.get(version)).text);
    const ref = path.split('/').at(-1) ?? '';
    const hash = createHash('sha256')
      .update(await read(`${version}/files/checksums.txt`, test))
      .digest('hex');
    const cited = `CS-2026-04 (${ref}), version 1, 23 November 2026. Turnaround. http://localhost:3000${version}.`;
    expect(page).toContain(`${cited} SHA-256 ${hash}. Accessed 23 November 2026.`);
    expect(await read(`${version}/files/README.md`, test)).toContain(
      `${cited} Accessed 23 November 2026.`.replaceAll('23 November 2026', '2026-11-23'),
    );
    expect(await read(`${version}/files/CITATION.cff`)).toContain(`url: "http://localhost:3000${version}"`);
    expect(page).not.toContain('A note of my own');
    // Somebody may have cited it: it stays, and stays one’s own to save anew.
    expect((await colleague.get(path)).status).toBe(404);
    expect(await look(path)).not.toContain('Remove this comparison');
    const removal = await researcher.post(`${path}/removal`, { version: '2' }, { from: path });
    expect([removal.status, wordsOf(removal.text).includes('somebody may have cited it')]).toEqual([422, true]);
    expect((await test.get(version)).status).toBe(200);
  });

  it('explains what it uses and nothing else, and gives each table as CSV and as a workbook', async () => {
    const path = await save('CS-2026-05');
    const version = `${path}/editions/1`;
    const book = await look(`${version}/codebook`);
    for (const said of ['State, from judgements', 'Judgements', 'Columns of facts.csv', 'Columns of turns.csv'])
      expect(book).toContain(said);
    // These rows were not chosen, and no measure was.
    for (const said of ['Who held the posts that lead the body', 'Levels of intervention', 'Columns of numbers.csv'])
      expect(book).not.toContain(said);
    const page = (await researcher.get(version).expect(200)).text;
    for (const name of ['cases', 'turns', 'facts', 'definitions', 'codebook']) {
      expect(page).toContain(`${version}/files/${name}.csv`);
      expect(page).toContain(`/as-xlsx${version}/files/${name}.csv`);
    }
    const csv = await read(`${version}/files/facts.csv`);
    const answer = await researcher
      .get(`/as-xlsx${version}/files/facts.csv`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    expect(answer.headers['content-disposition']).toMatch(/cp-\d{4}-v1-facts\.xlsx/);
    const sheet =
      unzip(answer.body as Buffer)
        .get('xl/worksheets/sheet1.xml')
        ?.toString('utf8') ?? '';
    expect(sheet.match(/<row /g)).toHaveLength(csv.trimEnd().split(/\r\n(?=EP-)/).length);
    // A month is a number, and a reference stays text.
    expect(sheet).toMatch(/<v>-?\d+(\.\d)?<\/v>/);
    expect((await test.get(`/as-xlsx${version}/files/facts.csv`)).status).toBe(404);
  });

  it('is not published under a name that tells of somebody', async () => {
    const path = await save('Child A and 2 children of Northwick');
    const answer = await researcher.post(`${path}/publication`, {}, { from: path });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain('Its name looks like it could identify a person');
    expect((await test.get(`${path}/editions/1`)).status).toBe(404);
  });

  it('is removed by its researcher, and then not found', async () => {
    const path = await save('To be removed');
    const answer = await researcher.post(`${path}/removal`, {}, { from: path });
    expect(answer.headers.location).toBe('/research/comparisons?done=removed');
    expect((await researcher.get(path)).status).toBe(404);
    expect(await look('/research/comparisons')).not.toContain('To be removed');
  });

  it('is in the trail without a word of what its researcher wrote', async () => {
    const rows = await test.database.rows<{ action: string; text: string }>(sql`
      SELECT audit_entry.action, audit_entry.after AS text FROM audit_entry WHERE audit_entry.entity = 'comparison'`);
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set([
        'comparison.saved',
        'comparison.renamed',
        'comparison.renewed',
        'comparison.published',
        'comparison.removed',
      ]),
    );
    expect(rows.filter(({ text }) => /note|name|Watched|Mine/.test(text))).toEqual([]);
  });
});
