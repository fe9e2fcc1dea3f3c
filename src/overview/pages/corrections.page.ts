import { conflict } from '../../shell/form/conflict.js';
import { form, type FormModel, prose, radios, text, type Tried } from '../../shell/form/form.js';
import { textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import type { CorrectionsPart, PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { CorrectionRequestRow, ShownCorrectionRow } from '../../sources/data/correction-request.row.js';
import {
  type AnswerRefusal,
  correctionDecisions,
  correctionStatuses,
  reportText,
} from '../../sources/domain/correction.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { contactOf, type Contact } from './duties.page.js';
import { correctionPaths } from './corrections.paths.js';
import { historyPaths } from './history.paths.js';

/** Exact wording of message 21. */
export const looksPersonal =
  'This looks like it could identify a person. Take out names, dates of birth and case numbers';

/** A path on this service, and nothing that leads elsewhere: `//elsewhere.example` and `/\elsewhere` do. */
export function ownPath(given: unknown, publicUrl = ''): string | null {
  if (typeof given !== 'string' || given.length > 300) return null;
  const path = publicUrl !== '' && given.startsWith(publicUrl) ? given.slice(publicUrl.length) || '/' : given;
  return /^\/(?![/\\])[\w\-./%~]*$/.test(path) ? path : null;
}

/** Which of these words look as if they could identify a person; each by the name of its field. */
export function personalErrors(fields: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  const found = Object.entries(fields).filter(([, words]) => words !== null && personalDataIn(words).length > 0);
  return Object.fromEntries(found.map(([name]) => [name, looksPersonal]));
}

export type ReportPage = PageFacts & {
  readonly about: Link | null;
  readonly form: FormModel;
  readonly contact: Contact;
};

type ReportWanted = {
  readonly from: unknown;
  readonly publicUrl: string;
  readonly email: string | null;
  readonly tried?: Tried;
};

export function reportPage({ from, publicUrl, email, tried = null }: ReportWanted): ReportPage {
  const path = ownPath(tried ? textOf(tried.posted, 'page') : from, publicUrl);
  const model = form({
    action: correctionPaths.report(),
    button: 'Send the report',
    tried,
    hidden: path ? { page: path } : {},
    fields: [
      ...(path
        ? []
        : [text({ name: 'page', label: 'Address of the page', hint: `Such as ${publicUrl}/organisations` })]),
      prose({ name: 'what', label: 'What is wrong or missing', hint: 'The words or the number that you mean.' }),
      prose({ name: 'shouldSay', label: 'What it should say, if you know', rows: 3 }),
      prose({
        name: 'sourceText',
        label: 'Where that can be read, if you know',
        hint: 'A published source, with its page.',
        rows: 2,
      }),
      text({
        name: 'contact',
        label: 'Your email address, if we may ask you something',
        hint: 'You need not give it. It is removed when your report is answered, and never shown.',
        type: 'email',
        autocomplete: 'email',
      }),
    ],
  });
  return {
    title: 'Report a mistake',
    description: 'How to tell us what is wrong or missing.',
    breadcrumbs: [],
    hasForm: true,
    errors: model.errors,
    about: path ? { text: `${publicUrl}${path}`, href: path } : null,
    form: model,
    contact: contactOf(email),
  };
}

export const tooManyReports =
  'Many reports have come from where you are in the last minutes. Your words are kept below. Send them again in ten minutes';

export type ShownReportPage = PageFacts & {
  readonly heading: string;
  readonly ref: string;
  readonly summary: SummaryList;
  readonly report: string | null;
  readonly answer: string | null;
  readonly isNew: boolean;
};

/** One report as everybody reads it. */
export function shownReportPage(row: ShownCorrectionRow): ShownReportPage {
  const isOpen = row.status === 'received';
  return {
    title: `Report ${row.ref}`,
    heading: `Report of a mistake ${row.ref}`,
    ref: row.ref,
    historyHref: historyPaths.of('correction_request', row.ref),
    description: 'A report of a mistake, and what was answered.',
    breadcrumbs: [{ text: 'Report a mistake', href: correctionPaths.report() }],
    isNew: isOpen,
    summary: {
      rows: [
        { label: 'Page', text: row.pagePath, href: row.pagePath },
        { label: 'Received', text: formatMoment(row.receivedAt) },
        { label: 'What became of it', text: correctionStatuses[row.status] },
        ...(row.answeredAt ? [{ label: 'Answered', text: formatMoment(row.answeredAt) }] : []),
      ],
    },
    report: isOpen ? null : row.shownText,
    answer: row.answer,
  };
}

/** Reports at the foot of one page. */
export const mostReports = 50;

/** The reports about one thing with their answers, for the foot of its page; null where there are none. */
export function correctionsPart(rows: readonly ShownCorrectionRow[]): CorrectionsPart | null {
  if (rows.length === 0) return null;
  return {
    more: rows.length > mostReports ? `The latest ${mostReports} are shown.` : null,
    items: rows.slice(0, mostReports).map(({ ref, receivedAt, status, shownText, answer }) => ({
      id: `report-${ref.toLowerCase()}`,
      href: correctionPaths.shown(ref),
      heading: `${ref}, received at ${formatMoment(receivedAt)}`,
      decision: correctionStatuses[status],
      report: shownText ?? '',
      answer: answer ?? '',
    })),
  };
}

export type CorrectionsPage = PageFacts & {
  readonly heading: string;
  readonly waiting: Table;
  readonly answered: Table;
};

const shorten = (words: string): string => (words.length > 140 ? `${words.slice(0, 140)}…` : words);

/** Every report, those that wait first. */
export function correctionsPage(
  waiting: readonly CorrectionRequestRow[],
  answered: readonly CorrectionRequestRow[],
  { limit }: { readonly limit: number },
): CorrectionsPage {
  const rowsOf = (rows: readonly CorrectionRequestRow[]) =>
    rows.slice(0, limit).map((row) => ({
      cells: [
        { text: row.ref, href: correctionPaths.answer(row.ref), header: true },
        { text: row.pagePath, href: row.pagePath },
        { text: shorten(row.what) },
        { text: formatMoment(row.receivedAt) },
        { text: correctionStatuses[row.status] },
      ],
    }));
  const head = tableHead(['Report', 'Page', 'What is wrong', 'Received', 'State'].map((words) => ({ text: words })));
  const more = waiting.length > limit ? ` The oldest ${limit} are shown; the others follow as these are answered.` : '';
  return {
    title: 'Reports of mistakes',
    heading: 'Reports of mistakes',
    notices: more ? [{ text: more.trim() }] : [],
    waiting: stacked({
      id: 'waiting',
      caption: 'Waiting for an answer',
      head,
      rows: rowsOf(waiting),
      empty: { text: 'No report waits for an answer.' },
    }),
    answered: stacked({
      id: 'answered',
      caption: 'Answered last',
      head,
      rows: rowsOf(answered),
      empty: { text: 'No report has been answered yet.' },
    }),
  };
}

export type AnswerPage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  readonly summary: SummaryList;
  readonly form: FormModel;
};

export const answerMessages: Readonly<Record<Exclude<AnswerRefusal, 'not-found' | 'stale'>, string>> = {
  'nothing-shown': 'Enter the report as it is to be shown, or select that it is set aside',
};

export const answerSaid: Readonly<Record<string, string>> = {
  answered: 'The answer was saved. The report and the answer now stand on the page that they are about.',
};

const decisionHints: Readonly<Record<string, string>> = {
  accepted: 'Put the record right first, then say what was changed.',
  partly: 'Say what was changed, and why not the rest.',
  not_accepted: 'Say why. The report is shown all the same.',
  set_aside: 'Advertisements, insults, matters of one person. Its words are not shown.',
};

type AnswerWanted = { readonly tried?: Tried; readonly isStale?: boolean; readonly said?: Notification | null };

export function answerPage(
  row: CorrectionRequestRow,
  { tried = null, isStale = false, said = null }: AnswerWanted,
): AnswerPage {
  const held = { decision: row.status === 'received' ? null : row.status, shownText: row.shownText ?? reportText(row) };
  const shown = tried && isStale ? { ...tried, conflict: conflictOf(row, tried) } : tried;
  const model = form({
    action: correctionPaths.answer(row.ref),
    button: 'Save the answer',
    tried: shown,
    version: row.version,
    cancel: { text: 'All reports', href: correctionPaths.index() },
    fields: [
      radios({
        name: 'decision',
        label: 'What becomes of it?',
        value: held.decision,
        choices: correctionDecisions.map((value) => ({
          value,
          text: correctionStatuses[value],
          hint: decisionHints[value] ?? null,
        })),
      }),
      prose({
        name: 'shownText',
        label: 'The report as everybody will read it',
        hint: 'Take out names and whatever could identify a person. Leave the rest in the reader’s own words.',
        value: held.shownText,
        rows: 6,
      }),
      prose({ name: 'answer', label: 'The answer', value: row.answer, rows: 5 }),
    ],
  });
  return {
    title: `Answer report ${row.ref}`,
    heading: `Report of a mistake ${row.ref}`,
    breadcrumbs: [{ text: 'Reports of mistakes', href: correctionPaths.index() }],
    hasForm: true,
    errors: model.errors,
    historyHref: historyPaths.of('correction_request', row.ref),
    said,
    form: model,
    summary: {
      rows: [
        { label: 'Page', text: row.pagePath, href: row.pagePath },
        { label: 'Received', text: formatMoment(row.receivedAt) },
        { label: 'What is wrong or missing', text: row.what },
        { label: 'What it should say', text: row.shouldSay ?? 'Not said' },
        { label: 'Where that can be read', text: row.sourceText ?? 'Not said' },
        {
          label: 'Whom to ask',
          text: row.contact ?? (row.status === 'received' ? 'No address given' : 'Removed when it was answered'),
        },
      ],
    },
  };
}

const conflictOf = (row: CorrectionRequestRow, { posted }: NonNullable<Tried>) =>
  conflict({
    thing: 'report',
    at: formatMoment(row.answeredAt ?? row.receivedAt),
    rows: [
      {
        label: 'What becomes of it',
        saved: correctionStatuses[row.status],
        typed: (correctionStatuses as Readonly<Record<string, string>>)[textOf(posted, 'decision')] ?? null,
      },
      { label: 'The report as everybody will read it', saved: row.shownText, typed: textOf(posted, 'shownText') },
      { label: 'The answer', saved: row.answer, typed: textOf(posted, 'answer') },
    ],
  });
