import { theService } from '../../src/access/audit.service.js';
import { OutboxQueries } from '../../src/office/data/outbox.queries.js';
import { OutboxService } from '../../src/office/outbox.service.js';
import { SendingLettersService } from '../../src/office/sending-letters.service.js';
import { startMailServer, type TestMailServer } from '../builders/a-mail-server.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const invitation = {
  kind: 'invitation',
  to: 'secretary@doncaster.example',
  subject: 'You are invited to Turnaround',
  text: 'Open this link once:\nhttps://turnaround.example/invitations/abc',
};

let server: TestMailServer;
let record: TestRecord;
let clock: MovingClock;
const outbox = (): OutboxService => record.get(OutboxService);
const sendDue = (): Promise<number> => record.get(SendingLettersService).sendDue();
const state = () => record.get(OutboxQueries).state();
const stuck = () => record.get(OutboxQueries).stuck(10);

describe('letters', () => {
  beforeEach(async () => {
    server = await startMailServer();
    clock = new MovingClock();
    record = await openTestRecord({ smtpUrl: server.url, clock });
  });
  afterEach(async () => {
    await record.close();
    await server.close();
  });

  it('go out after the act, once, and leave no text behind', async () => {
    expect(outbox().canSend).toBe(true);
    expect(await outbox().send(invitation)).toBe('queued');
    expect(server.letters).toEqual([]);
    expect(await state()).toMatchObject({ waiting: 1, oldestAt: '2026-11-23T09:00:00.000Z', lastSentAt: null });
    expect(await sendDue()).toBe(1);
    expect(await sendDue()).toBe(0);
    expect(server.letters).toHaveLength(1);
    expect(server.letters[0]).toMatchObject({ to: ['secretary@doncaster.example'], from: 'turnaround@localhost' });
    expect(server.letters[0]?.source).toContain('Subject: You are invited to Turnaround');
    expect(server.letters[0]?.source).toContain('https://turnaround.example/invitations/abc');
    expect(await state()).toEqual({ waiting: 0, failed: 0, oldestAt: null, lastSentAt: '2026-11-23T09:00:00.000Z' });
    const [row] = await record.database.writer.query('SELECT text FROM outbox_message');
    expect(row).toEqual({ text: null });
  });

  it('of an act that is undone are not sent', async () => {
    const undone = record.database.transaction(async () => {
      await outbox().send(invitation);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await sendDue()).toBe(0);
    expect(server.letters).toEqual([]);
  });

  it('that are not taken are tried again, later each time, and show why', async () => {
    server.refuseWith(451, 'Come back later');
    await outbox().send(invitation);
    expect(await sendDue()).toBe(0);
    expect(await stuck()).toMatchObject([{ attempts: 1, failedAt: null, nextAttemptAt: '2026-11-23T09:01:00.000Z' }]);
    expect((await stuck())[0]?.lastError).toContain('Come back later');
    await sendDue();
    expect((await stuck())[0]?.attempts).toBe(1);
    clock.forward(1);
    await sendDue();
    expect(await stuck()).toMatchObject([{ attempts: 2, nextAttemptAt: '2026-11-23T09:06:00.000Z' }]);
    server.takeAgain();
    clock.forward(5);
    expect(await sendDue()).toBe(1);
    expect(await stuck()).toEqual([]);
  });

  it('that are refused for good are given up at once, and tried again when a person says so', async () => {
    server.refuseWith(550, 'No such mailbox');
    await outbox().send(invitation);
    await sendDue();
    expect(await state()).toMatchObject({ waiting: 0, failed: 1 });
    const [letter] = await stuck();
    clock.forward(10_000);
    expect(await sendDue()).toBe(0);
    server.takeAgain();
    expect(await outbox().retry(theService, letter?.id ?? '')).toEqual({ ok: true, value: null });
    expect(await outbox().retry(theService, letter?.id ?? '')).toEqual({ ok: false, error: 'not-found' });
    expect(await sendDue()).toBe(1);
    expect(await outbox().drop(theService, letter?.id ?? '')).toEqual({ ok: false, error: 'not-found' });
  });

  it('that nobody takes are given up after two days, and can be dropped', async () => {
    server.refuseWith(451, 'Come back later');
    await outbox().send(invitation);
    for (let hours = 0; hours < 60; hours += 1) {
      await sendDue();
      clock.forward(60);
    }
    const [letter] = await stuck();
    expect(letter).toMatchObject({ attempts: 8, nextAttemptAt: null });
    expect(letter?.failedAt).not.toBeNull();
    expect(await outbox().drop(theService, letter?.id ?? '')).toEqual({ ok: true, value: null });
    expect(await stuck()).toEqual([]);
  });

  it('are left alone while another process tries them, and taken over if it dies', async () => {
    await outbox().send(invitation);
    const lease = '2026-11-23T09:10:00.000Z';
    await record.database.writer.query(`UPDATE outbox_message SET attempts = 1, next_attempt_at = '${lease}'`);
    expect(await sendDue()).toBe(0);
    clock.forward(10);
    expect(await sendDue()).toBe(1);
  });

  it('take no header from a subject or an address', async () => {
    await outbox().send({ ...invitation, subject: 'Hello\r\nBcc: everybody@example.org', kind: 'digest' });
    await sendDue();
    expect(server.letters[0]?.to).toEqual(['secretary@doncaster.example']);
    expect(server.letters[0]?.source).not.toMatch(/^Bcc:/m);
  });

  it('tell the mail program where they end', async () => {
    await outbox().send({ ...invitation, unsubscribeUrl: 'https://turnaround.example/unsubscribe/x' });
    await sendDue();
    expect(server.letters[0]?.source).toContain('List-Unsubscribe: <https://turnaround.example/unsubscribe/x>');
  });
});

describe('without a mail server', () => {
  beforeEach(async () => {
    record = await openTestRecord();
  });
  afterEach(() => record.close());

  it('nothing is put in, and whoever asks is told', async () => {
    expect(outbox().canSend).toBe(false);
    expect(await outbox().send(invitation)).toBe('no-server');
    expect(await sendDue()).toBe(0);
    expect(await state()).toEqual({ waiting: 0, failed: 0, oldestAt: null, lastSentAt: null });
  });
});

describe('a mail server that is away', () => {
  it('is named in what went wrong, without its password', async () => {
    const gone = await startMailServer();
    await gone.close();
    record = await openTestRecord({ smtpUrl: gone.url.replace('//', '//name:word@') });
    await outbox().send(invitation);
    expect(await sendDue()).toBe(0);
    const [letter] = await stuck();
    expect(letter?.lastError).toContain('ECONNREFUSED');
    expect(letter?.lastError).not.toContain('word');
    await record.close();
  });
});
