import type { CalendarDay } from '../../kernel/calendar-day.js';
import { day, daysBetween } from '../../kernel/calendar-day.js';
import type { CaseResult } from '../../measures/domain/disclosure-cases.js';
import type { HealthNoteRow } from '../../office/domain/health-note.js';
import type { OutboxState, StuckLetter } from '../../office/data/outbox.queries.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { formatCount, formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { AuditHead } from '../data/health.queries.js';
import { deadlinePaths } from './deadlines.paths.js';
import { healthPaths } from './health.paths.js';

const well: Tag = { text: 'Well', colour: 'turquoise' };
const look: Tag = { text: 'Look at this', colour: 'orange' };
const unknown: Tag = { text: 'Not known', colour: 'grey' };

/** A copy older than this, or a look longer ago, is worth a reminder. */
const oldInDays = 7;
const scarceBytes = 1024 ** 3;

const sentences = {
  well: 'All is well: the database is sound, the trail is whole, and what was published is as it was.',
  unwell: 'Something is not as it was written. See below, and keep a copy of the database before anything else.',
  retried: 'The letter will be tried again.',
  dropped: 'The letter was removed. Nothing was sent.',
};

export type HealthPage = PageFacts & {
  readonly heading: string;
  readonly done: Notification | null;
  readonly record: SummaryList;
  readonly verify: FormModel;
  readonly service: SummaryList;
  readonly letters: Table;
};

export type HealthFacts = {
  readonly version: string;
  readonly node: string;
  readonly databaseKind: string;
  readonly databaseBytes: number;
  readonly freeBytes: number | null;
  readonly backup: { readonly at: string; readonly path: string } | null;
  readonly head: AuditHead | null;
  readonly notes: readonly HealthNoteRow[];
  /** How the published cases of disclosure control came out, worked a moment ago. */
  readonly disclosure: readonly CaseResult[];
  readonly overdue: number;
  readonly canSend: boolean;
  readonly outbox: OutboxState;
  readonly stuck: readonly StuckLetter[];
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

const dayOf = (instant: string): CalendarDay => day(instant.slice(0, 10));
const timeOf = (instant: string): string => `${formatDay(dayOf(instant))}, ${instant.slice(11, 16)} UTC`;

/** "236.4 MB", "12.0 GB". */
export function bytesText(bytes: number): string {
  const megabytes = bytes / 1024 ** 2;
  const [value, unit] = megabytes >= 1024 ? [megabytes / 1024, 'GB'] : [megabytes, 'MB'];
  return `${(Math.round(value * 10) / 10).toFixed(1)}\u00a0${unit}`;
}

const parts = {
  database: 'Database',
  audit: 'Audit trail',
  published: 'What was published',
} as const;

function noteRow(part: keyof typeof parts, { notes, today }: HealthFacts): SummaryRow {
  const note = notes.find((one) => one.part === part);
  if (!note) return { label: parts[part], tag: unknown, note: 'Nobody has looked yet' };
  const isOld = daysBetween(dayOf(note.at), today) > oldInDays;
  return {
    label: parts[part],
    tag: note.isWell === 1 && !isOld ? well : look,
    text: note.words,
    note: `${isOld ? 'Last looked at long ago: ' : 'Looked at '}${timeOf(note.at)}`,
  };
}

function backupRow({ backup, today }: HealthFacts): SummaryRow {
  if (!backup)
    return {
      label: 'Last copy',
      tag: unknown,
      note: 'Make one with: npm run turnaround -- backup FILE. This machine then remembers when.',
    };
  const age = daysBetween(dayOf(backup.at), today);
  return {
    label: 'Last copy',
    tag: age > oldInDays ? look : well,
    text: age === 0 ? 'Today' : `${plural(age, 'day')} ago`,
    note: `${timeOf(backup.at)}, to ${backup.path}`,
  };
}

/** Small numbers are withheld by one function; here it works its published cases again. */
function disclosureRow({ disclosure }: HealthFacts): SummaryRow {
  const wrong = disclosure.filter(({ passed }) => !passed);
  const [first] = wrong;
  return {
    label: 'Small numbers',
    tag: wrong.length === 0 && disclosure.length > 0 ? well : look,
    text: first
      ? `${plural(wrong.length, 'case')} of ${disclosure.length} came out wrong. Publish nothing until this is put right`
      : `All ${plural(disclosure.length, 'published case')} came out right`,
    note: first
      ? `${first.title}: ${first.got.join(' · ') || 'nothing'}, not ${first.expected.join(' · ')}`
      : 'Worked again just now, by the function that every page, chart and file asks',
    href: '/methods#disclosure',
  };
}

function lettersRow({ canSend, outbox }: HealthFacts): SummaryRow {
  if (!canSend)
    return {
      label: 'Letters',
      tag: unknown,
      note: 'None are sent: SMTP_URL is not set. Links are shown to administrators instead.',
    };
  const sent = outbox.lastSentAt ? `The last was sent ${timeOf(outbox.lastSentAt)}` : 'None was sent yet';
  return {
    label: 'Letters',
    tag: outbox.failed > 0 ? look : well,
    text: `${formatCount(outbox.waiting)} waiting, ${formatCount(outbox.failed)} given up`,
    note: sent,
  };
}

export function healthPage(facts: HealthFacts): HealthPage {
  const { head, overdue, freeBytes, stuck, query } = facts;
  return {
    title: 'Health of the service',
    heading: 'Health of the service',
    done: saidAfter(query, sentences),
    record: {
      rows: [
        noteRow('database', facts),
        noteRow('audit', facts),
        noteRow('published', facts),
        {
          label: 'End of the trail',
          text: head ? `Line ${formatCount(head.seq)}` : 'No line yet',
          note: head
            ? `Sealed ${timeOf(head.at)} with ${head.hash}. Keep it elsewhere to notice a trail that was cut short`
            : null,
        },
        backupRow(facts),
      ],
    },
    verify: form({ action: healthPaths.verification(), button: 'Look now', fields: [] }),
    service: {
      rows: [
        disclosureRow(facts),
        lettersRow(facts),
        {
          label: 'Deadlines',
          tag: overdue > 0 ? look : well,
          text: overdue > 0 ? `${plural(overdue, 'deadline')} overdue` : 'None overdue',
          href: address(deadlinePaths.index(), { state: 'overdue' }),
        },
        {
          label: 'Room on the disk',
          tag: freeBytes === null ? unknown : freeBytes < scarceBytes ? look : well,
          text: freeBytes === null ? null : `${bytesText(freeBytes)} free`,
          note: `The database takes ${bytesText(facts.databaseBytes)}`,
        },
        { label: 'Version', text: facts.version, note: `Node ${facts.node}, ${facts.databaseKind}` },
      ],
    },
    letters: {
      id: 'letters',
      caption: 'Letters that did not go out',
      head: tableHead(['To', 'Subject', 'Why', 'State'].map((text) => ({ text }))),
      rows: stuck.map((letter) => ({
        cells: [
          { header: true, text: letter.recipient, href: healthPaths.letter(letter.id) },
          { text: letter.subject, note: `Put in ${timeOf(letter.queuedAt)}` },
          { text: letter.lastError },
          letter.failedAt
            ? { tag: look, note: `Given up after ${plural(letter.attempts, 'attempt')}` }
            : { text: 'Waiting', note: letter.nextAttemptAt ? `Tried again ${timeOf(letter.nextAttemptAt)}` : null },
        ],
      })),
      empty: { text: facts.canSend ? 'Every letter went out.' : 'No letters are sent.' },
    },
  };
}

export type LetterPage = PageFacts & {
  readonly heading: string;
  readonly facts: SummaryList;
  readonly retry: FormModel | null;
  readonly drop: FormModel;
};

export function letterPage(letter: StuckLetter): LetterPage {
  return {
    title: `Letter to ${letter.recipient}`,
    heading: 'A letter that did not go out',
    breadcrumbs: [{ text: 'Health of the service', href: healthPaths.show() }],
    facts: {
      rows: [
        { label: 'To', text: letter.recipient },
        { label: 'Subject', text: letter.subject },
        { label: 'Put in', text: timeOf(letter.queuedAt) },
        { label: 'Attempts', text: formatCount(letter.attempts) },
        { label: 'What the mail server said', text: letter.lastError },
      ],
    },
    retry: letter.failedAt ? form({ action: healthPaths.retry(letter.id), button: 'Try again', fields: [] }) : null,
    drop: form({ action: healthPaths.drop(letter.id), button: 'Remove it unsent', isWarning: true, fields: [] }),
  };
}
