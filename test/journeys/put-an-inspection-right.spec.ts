import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { AccuracyCheckService } from '../../src/inspections/accuracy-check.service.js';
import { PublishingService } from '../../src/inspections/publishing.service.js';
import { VerifyingSealsService } from '../../src/inspections/verifying-seals.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { HoldsService } from '../../src/office/holds.service.js';
import { aGrant, hiddenFields, type Person } from '../builders/a-person.js';
import { type Office, anOffice } from '../builders/an-inspecting-office.js';
import {
  aJudgedDraft,
  given,
  inAccuracyCheck,
  type PersonActing,
  type Team,
  workOf,
} from '../builders/an-inspection-team.js';
import { pageFaults } from '../builders/page-checks.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let office: Office;
let team: Team;

const acting = ({ account }: Person, role: 'inspector' | 'lead_inspector' | 'organisation_editor'): PersonActing => {
  const { inspectorateId, body } = office;
  const grants =
    role === 'organisation_editor'
      ? [aGrant({ role, organisationId: body.id })]
      : [aGrant({ role, inspectorateId }), aGrant({ role: 'inspector', inspectorateId })];
  return { name: account.ref, role, requestId: null, account: { ...account, email: '', grants } };
};

beforeAll(async () => {
  test = await startTestApp({ today: day('2026-11-23') });
  office = await anOffice(test);
  const { lead, second, assurer, contact, stranger, administrator, body, inspectorateId } = office;
  team = {
    organisationId: body.id,
    organisationSlug: body.slug,
    inspectorateId,
    lead: acting(lead, 'lead_inspector'),
    second: acting(second, 'inspector'),
    assurer: acting(assurer, 'inspector'),
    contact: acting(contact, 'organisation_editor'),
    stranger: acting(stranger, 'inspector'),
    administrator: acting(administrator, 'inspector'),
  };
});
afterAll(() => test.close());

const get = ((token: never) => test.app.get(token)) as TestApp['app']['get'];
const words = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

async function published(): Promise<string> {
  const ref = await inAccuracyCheck(get, team, { grades: { overall: 'inadequate' } });
  given(await get(AccuracyCheckService).finish(team.contact, ref));
  given(
    await get(PublishingService).publish(team.assurer, ref, {
      version: (await workOf(get, ref)).version,
      publishedOn: day('2026-11-23'),
      receivedOn: null,
      clocks: [],
    }),
  );
  return ref;
}

const led = async (
  person: Person,
  path: string,
  fields: Readonly<Record<string, string>>,
  from = path,
): Promise<string> => {
  const { status, headers, text } = await person.post(path, fields, { from });
  return status === 303 ? (headers.location ?? '') : `${status}: ${words(text).slice(0, 900)}`;
};

const requestOf = async (person: Person, ref: string): Promise<string> => {
  const { text } = await person.get(`/inspections/${ref}/workspace`);
  return /requests\/([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
};

describe('a published inspection', () => {
  it('is put right by the lead and the quality assurer, and both editions stay readable', async () => {
    const ref = await published();
    const at = (rest: string): string => `/inspections/${ref}/${rest}`;
    const { lead, assurer, administrator, stranger } = office;
    expect((await lead.get(at('correct'))).text).toContain('correct?part&#x3D;summary');
    const correction = { words: 'Put right.', what: 'The summary', why: 'It said too much.' };
    const from = at('correct?part=summary');
    expect(await led(lead, at('correct'), { ...correction, what: '' }, from)).toContain('Enter what was wrong');
    expect(await led(lead, at('correct'), { ...correction, words: 'Services are failing children.' }, from)).toContain(
      'Change at least one thing',
    );
    expect(await led(lead, at('correct'), correction, from)).toBe(at('workspace?done=asked'));
    expect((await test.get(`/inspections/${ref}`)).text).not.toContain('Put right.');
    const id = await requestOf(assurer, ref);
    expect((await stranger.get(at(`requests/${id}`))).status).toBe(404);
    const page = await assurer.get(at(`requests/${id}`));
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(words(page.text)).toContain('You are about to change what is public');
    const confirmation = at(`requests/${id}/confirmation`);
    expect((await lead.post(confirmation, {}, { from: at(`requests/${id}`) })).status).toBe(403);
    expect((await administrator.post(confirmation, {}, { from: at(`requests/${id}`) })).status).toBe(403);
    expect(await led(assurer, confirmation, {}, at(`requests/${id}`))).toBe(at('workspace?done=corrected'));
    const open = words((await test.get(`/inspections/${ref}`)).text);
    for (const each of ['Put right.', 'Edition 2', 'The summary', 'It said too much.', 'Edition 1, word for word'])
      expect(open).toContain(each);
    for (const [edition, said] of [
      [1, 'Services are failing children.'],
      [2, 'Put right.'],
    ] as const) {
      const { text } = await test.get(at(`editions/${edition}`));
      expect(words(text)).toContain(said);
      expect(pageFaults(readHtml(text))).toEqual([]);
    }
    expect((await get(VerifyingSealsService).verify()).faults).toEqual([]);
  });

  it('is withdrawn by the lead and an administrator, and its page stays with the statement', async () => {
    const ref = await published();
    const at = (rest: string): string => `/inspections/${ref}/${rest}`;
    const { lead, administrator, assurer } = office;
    const asked = { why: 'Made under the wrong framework.' };
    expect(await led(lead, at('withdraw'), asked)).toContain('Enter what the page will say');
    expect(await led(lead, at('withdraw'), { ...asked, statement: 'Withdrawn. Another follows.' })).toBe(
      at('workspace?done=asked'),
    );
    const id = await requestOf(administrator, ref);
    const confirmation = at(`requests/${id}/confirmation`);
    expect((await assurer.post(confirmation, {}, { from: at(`requests/${id}`) })).status).toBe(403);
    expect(await led(administrator, confirmation, {}, at(`requests/${id}`))).toContain('/workspace');
    const page = await test.get(`/inspections/${ref}`);
    expect(words(page.text)).toContain('Withdrawn. Another follows.');
    expect((await get(VerifyingSealsService).verify()).faults).toEqual([]);
  });
});

describe('a published inspection that somebody holds', () => {
  it('is not withdrawn until the hold ends', async () => {
    const ref = await published();
    const at = (rest: string): string => `/inspections/${ref}/${rest}`;
    const { lead, administrator } = office;
    const row = await test.database.row<{ id: string }>(sql`
      SELECT inspection.id FROM inspection WHERE inspection.ref = ${ref}`);
    const hold = await get(HoldsService).place(theService, {
      recordKind: 'inspection',
      recordId: row?.id ?? '',
      recordRef: ref,
      title: 'An inspection',
      reason: 'A court asks for it',
      until: null,
    });
    const asked = { why: 'Made under the wrong framework.', statement: 'Withdrawn. Another follows.' };
    expect(await led(lead, at('withdraw'), asked)).toContain('An administrator holds this inspection');
    await get(HoldsService).end(theService, hold.ok ? hold.value.ref : '', 'The court has decided');
    expect(await led(lead, at('withdraw'), asked)).toBe(at('workspace?done=asked'));
    await get(HoldsService).place(theService, {
      recordKind: 'inspection',
      recordId: row?.id ?? '',
      recordRef: ref,
      title: 'An inspection',
      reason: 'It asks again',
      until: null,
    });
    const id = await requestOf(administrator, ref);
    expect(await led(administrator, at(`requests/${id}/confirmation`), {}, at(`requests/${id}`))).toContain(
      'The hold must end first',
    );
    expect((await test.get(`/inspections/${ref}`)).text).not.toContain('Withdrawn. Another follows.');
  });
});

describe('a draft', () => {
  it('is withdrawn by its lead alone, with a reason, and is never public', async () => {
    const ref = await aJudgedDraft(get, team);
    const path = `/inspections/${ref}/withdraw`;
    expect((await office.second.get(path)).status).toBe(403);
    expect(await led(office.lead, path, {})).toContain('Enter why it is withdrawn');
    expect(await led(office.lead, path, { why: 'The visit was cut short.' })).toBe(
      `/inspections/${ref}/workspace?done=withdrawn`,
    );
    expect((await test.get(`/inspections/${ref}`)).status).toBe(404);
  });

  it('takes a file as evidence by what it is, and gives it to the team alone', async () => {
    const ref = await aJudgedDraft(get, team);
    const path = `/inspections/${ref}/evidence/new`;
    const { second, contact, stranger } = office;
    const page = await second.get(`${path}?area=overall`);
    const send = (name: string, content: Buffer) => {
      const form = request(test.url).post(path).set('Cookie', second.cookie);
      const fields = {
        ...hiddenFields(page.text, path),
        kind: 'document',
        method: 'document',
        summary: 'The minutes show no challenge.',
        strength: 'fair',
      };
      for (const [field, value] of Object.entries(fields)) void form.field(field, value);
      return form.attach('file', content, name);
    };
    const refusedKind = await send('minutes.pdf', Buffer.from('MZ not a pdf'));
    expect(refusedKind.status).toBe(422);
    expect(words(refusedKind.text)).toContain('The file must be a PDF, CSV, PNG or JPG');
    expect(refusedKind.text).toContain('The minutes show no challenge.');
    const tooBig = await send('minutes.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'));
    expect(tooBig.status).toBe(422);
    expect(words(tooBig.text)).toContain('The file must be smaller than 20MB');
    const kept = await send('minutes.pdf', Buffer.from('%PDF-1.7\nminutes'));
    expect(kept.status).toBe(303);
    const area = await second.get(`/inspections/${ref}/areas/overall`);
    const evidence = [...area.text.matchAll(/evidence\/(EV-\d+)/g)].at(-1)?.[1] ?? '';
    const file = `/inspections/${ref}/evidence/${evidence}/file`;
    const read = await second.get(file);
    expect(read.status).toBe(200);
    expect(read.headers['content-disposition']).toContain('attachment; filename="minutes.pdf"');
    expect([(await contact.get(file)).status, (await stranger.get(file)).status]).toEqual([403, 404]);
    expect(test.faults).toEqual([]);
  });
});
