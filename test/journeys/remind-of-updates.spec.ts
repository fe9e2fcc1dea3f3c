import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { ReviewsService } from '../../src/boards/reviews.service.js';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { aBoard, aReview, given } from '../builders/a-board.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aCouncil, aPlan } from '../builders/a-plan.js';
import { startMailServer, type TestMailServer } from '../builders/a-mail-server.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('reminding those whose updates have not come', () => {
  let mail: TestMailServer;
  let test: TestApp;
  let secretary: Person;
  let organisationId = '';
  let review = '';
  const at = (rest = ''): string => `/reviews/${review}/collect${rest}`;
  const remind = () => secretary.post(at('/reminders'), {}, { from: at() });
  const letters = () =>
    test.database.rows<{ kind: string; recipient: string; subject: string; text: string }>(sql`
      SELECT outbox_message.kind, outbox_message.recipient, outbox_message.subject, outbox_message.text
        FROM outbox_message ORDER BY outbox_message.recipient`);

  beforeAll(async () => {
    mail = await startMailServer();
    test = await startTestApp({ smtpUrl: mail.url });
    const get = test.app.get.bind(test.app);
    ({ id: organisationId } = await aCouncil(get));
    const plan = await aPlan(get, { council: { id: organisationId, slug: 'planning-council-1' } });
    await plan.milestone({ title: 'Recruit six social workers', ownerPost: 'Head of staffing' });
    const board = await aBoard({ get }, organisationId);
    review = (await aReview({ get }, board.ref, { heldOn: day('2026-12-02') })).ref;
    secretary = await aPerson(test, {
      name: 'Sam Secretary',
      grants: [aGrant({ role: 'board_secretary', organisationId })],
    });
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await mail.close();
  });

  it('waits until updates are collected, and for somebody who may be asked', async () => {
    const early = await remind();
    expect(early.status).toBe(422);
    expect(early.text).toContain('Updates are asked for only while they are being collected');
    const version = (await test.app.get(ReviewsQueries).byRef(review))?.version ?? 0;
    given(await test.app.get(ReviewsService).collect(theService, { ref: review, version }));
    const nobody = await remind();
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('Nobody has an account of this organisation’s editor');
    expect(await letters()).toEqual([]);
  });

  it('writes to whoever sends the updates of that body, and to nobody of another', async () => {
    await aPerson(test, {
      name: 'Eddie Editor',
      email: 'eddie@northwick.example',
      grants: [aGrant({ role: 'organisation_editor', organisationId })],
    });
    const other = await aCouncil(test.app.get.bind(test.app));
    await aPerson(test, { grants: [aGrant({ role: 'organisation_editor', organisationId: other.id })] });
    expect((await secretary.get(at())).text).toContain('Send a reminder to Eddie Editor');
    expect((await remind()).headers['location']).toBe(`${at()}?done=reminded`);
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: 'reminder', recipient: 'eddie@northwick.example' });
    expect(letter?.subject.replaceAll('\u00a0', ' ')).toBe('1 update for the Improvement Board on 2 December 2026');
    expect(letter?.text).toContain('Head of staffing:\n- MS-0001 Recruit six social workers (PL-0001)');
    const page = await secretary.get(at());
    expect(page.text).toContain('Reminded at');
    expect(page.text).toContain('by Sam Secretary');
    expect(test.faults).toEqual([]);
  });
});
