import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../../access/accounts.service.js';
import { type PersonActing, theService } from '../../access/audit.service.js';
import type { Grant, Role } from '../../access/domain/roles.js';
import { PasswordsService } from '../../access/passwords.service.js';
import { SessionsService } from '../../access/sessions.service.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';

/** Whoever writes down what is on the record before the year begins. */
export const keeper = { ...theService, name: 'The demonstration', role: 'record_keeper' };

/** A clock that is turned from day to day while the year is told. */
export class StoryClock extends Clock {
  constructor(private date: CalendarDay) {
    super();
  }

  turnTo(date: CalendarDay): void {
    this.date = date;
  }

  now(): string {
    return `${this.date}T10:00:00.000Z`;
  }

  today(): CalendarDay {
    return this.date;
  }
}

/** What a service gave. In a story that is told in order nothing is refused; where something is, the story is at fault. */
export function given<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(`The demonstration was refused something: ${JSON.stringify(result.error)}`);
}

/** What happens on a day; of two on one day the smaller `order` comes first. */
export type Happening = { readonly day: number; readonly order: number; readonly run: () => Promise<void> };

export async function tell(happenings: readonly Happening[], clock: StoryClock, start: CalendarDay): Promise<void> {
  for (const { day, run } of happenings.toSorted((a, b) => a.day - b.day || a.order - b.order)) {
    clock.turnTo(addDays(start, day));
    await run();
  }
}

export type DemoPeople = {
  readonly secretary: PersonActing;
  readonly editor: PersonActing;
  readonly chair: PersonActing;
  readonly member: PersonActing;
  /** Hears what staff say. */
  readonly lead: PersonActing;
  /** The same for all of them. */
  readonly password: string;
  readonly emails: Readonly<Record<'secretary' | 'editor' | 'chair' | 'member' | 'lead', string>>;
};

/** Five people with one password that nobody can guess. */
export async function demoPeople(
  app: Pick<INestApplicationContext, 'get'>,
  organisationId: string,
  fromOn: CalendarDay,
): Promise<DemoPeople> {
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await app.get(PasswordsService, { strict: false }).hash(password);
  const person = async (key: string, name: string, role: Role, chair = false): Promise<PersonActing> => {
    const grants: Grant[] = [{ role, organisationId, inspectorateId: null, chair, fromOn, toOn: null }];
    const email = `${key}@demo.example`;
    const { id, ref } = await app
      .get(AccountsService, { strict: false })
      .add(theService, { name, email, passwordHash, status: 'active' }, grants);
    return { name: ref, role, requestId: null, account: { id, ref, name, email, grants } };
  };
  return {
    secretary: await person('secretary', 'Sam Okafor', 'board_secretary'),
    editor: await person('editor', 'Olu Adeyemi', 'organisation_editor'),
    chair: await person('chair', 'Carys Morgan', 'board_member', true),
    member: await person('member', 'Vic Hartley', 'board_member'),
    lead: await person('speak-up', 'Ines Farrow', 'speak_up_lead'),
    password,
    emails: {
      secretary: 'secretary@demo.example',
      editor: 'editor@demo.example',
      chair: 'chair@demo.example',
      member: 'member@demo.example',
      lead: 'speak-up@demo.example',
    },
  };
}

const hiddenInput = /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
const unescaped = (text: string): string =>
  text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Fills in a form of the service itself, as a person without a browser would. */
export async function postAs(
  app: Pick<INestApplicationContext, 'get'>,
  url: string,
  { account }: PersonActing,
  { path, fields }: { readonly path: string; readonly fields: Readonly<Record<string, string>> },
): Promise<void> {
  const token = await app.get(SessionsService, { strict: false }).start(account.id, 'The demonstration');
  // Each on a connection of its own: one that was kept may be closed by the service between two meetings.
  const headers = { cookie: `turnaround=${token}`, connection: 'close' };
  const page = await (await fetch(url + path, { headers })).text();
  const form = page.split('<form').find((part) => part.includes(`action="${path}"`)) ?? '';
  const body = new URLSearchParams(fields);
  for (const [, name = '', value = ''] of (form.split('</form>')[0] ?? '').matchAll(hiddenInput))
    body.set(unescaped(name), unescaped(value));
  const answer = await fetch(url + path, { method: 'POST', headers, body, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`The demonstration was answered ${answer.status} at ${path}`);
}
