import type { ChainFault, SealedLine } from '../../access/domain/audit-chain.js';
import { addDays, type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import type { CsvColumn } from '../../shell/csv.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { formatCount, formatMoment, plural } from '../../shell/format.js';
import { filterForm, type FilterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Inset, Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { AuditLogRow } from '../data/audit-log.row.js';
import { auditPaths } from './audit.paths.js';
import { spoken } from './dossier-words.page.js';
import { doingOf, refusedActions, tellings } from './history-sentences.page.js';
import { whoWords } from './history.page.js';
import { historyPaths } from './history.paths.js';

/** Lines to a page. */
export const linesPerPage = 50;

const entities: Readonly<Record<string, string>> = {
  account: 'Account',
  adoption: 'Place that took a programme up',
  adoption_fidelity: 'Fidelity to a principle',
  adoption_stage: 'Stage of an adoption',
  audit_entry: 'Audit trail',
  case_summary: 'Case summary',
  claim_conflict: 'Disagreement of claims',
  concern: 'Concern of staff',
  correction_request: 'Report of a mistake',
  deadline: 'Deadline',
  direction: 'Direction',
  exit_criterion: 'Exit criterion',
  failure_episode: 'Failure episode',
  framework: 'Framework',
  funding_stream: 'Money for a programme',
  headcount: 'Number of staff',
  holiday: 'Day off',
  import_batch: 'Import',
  inspection: 'Inspection',
  intervention: 'Intervention',
  learning_review: 'Learning review',
  learning_shared: 'What was shared',
  lesson_evidence: 'Evidence for a lesson',
  library_entry: 'Case library',
  organisation: 'Organisation',
  organisation_event: 'Event',
  organisation_link: 'Link between organisations',
  outbox_message: 'Letter',
  outcome: 'Outcome',
  outcome_claim: 'Claim for a programme',
  peer_finding: 'What peers found',
  data_flag: 'Record check',
  peer_support: 'Help from peers',
  post_holding: 'Post held',
  programme: 'Programme',
  programme_element: 'Statement about a programme',
  programme_use: 'Use of a programme',
  session: 'Session',
  source: 'Source',
  source_conflict: 'Disagreement between sources',
  step_request: 'Request for a step',
  stored_file: 'File',
  structural_change: 'Structural change',
  support_trigger: 'What calls for help',
  sustainment_check: 'Check after the exit',
  warning_sign: 'Warning sign',
  watch: 'Watch',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const auditFilters = {
  who: { kind: 'text', label: 'Who', hint: 'A name, or a reference such as AC-0004' },
  action: {
    kind: 'one',
    label: 'What was done',
    any: 'Anything',
    choices: Object.entries(tellings)
      .map(([value, { does }]) => ({ value, text: `${capital(does)} (${value})` }))
      .toSorted((a, b) => (a.text < b.text ? -1 : 1)),
  },
  entity: {
    kind: 'one',
    label: 'To what',
    any: 'Anything',
    choices: Object.entries(entities).map(([value, text]) => ({ value, text })),
  },
  from: { kind: 'text', label: 'From', hint: 'A day such as 2026-03-04' },
  to: { kind: 'text', label: 'To', hint: 'The last day, such as 2026-03-31' },
  refusals: { kind: 'many', label: 'Kind', choices: [{ value: 'yes', text: 'Refusals only' }] },
} as const satisfies Filters;

export type AuditFilterValues = FilterValues<typeof auditFilters>;

/** The days of the filter, and a note for one that cannot be read. */
export function readDays({ from, to }: AuditFilterValues): {
  readonly from: CalendarDay | null;
  /** The day after the last. */
  readonly until: CalendarDay | null;
  readonly notes: readonly string[];
} {
  const read = (text: string | null, label: string) => {
    const found = text === null ? null : parseCalendarDay(text);
    return {
      found,
      notes: text !== null && found === null ? [`“${label}” is not a day such as 2026-03-04, so it was left out.`] : [],
    };
  };
  const [first, last] = [read(from, 'From'), read(to, 'To')];
  return {
    from: first.found,
    until: last.found === null ? null : addDays(last.found, 1),
    notes: [...first.notes, ...last.notes],
  };
}

/** The acts that the filter asks for; null: any. */
export function actionsOf({ action, refusals }: AuditFilterValues): readonly string[] | null {
  if (!refusals.includes('yes')) return action === null ? null : [action];
  return action === null ? refusedActions : refusedActions.filter((refused) => refused === action);
}

export type AuditFacts = {
  readonly values: AuditFilterValues;
  readonly notes: readonly string[];
  /** One more than a page holds where there are more. */
  readonly lines: readonly AuditLogRow[];
  readonly people: ReadonlyMap<string, string>;
  readonly before: number | null;
  /** Only for whoever reads all of it. */
  readonly chain: {
    readonly head: { readonly seq: number; readonly hash: string; readonly at: string | null };
    readonly last: SealedLine | null;
    readonly underWay: { readonly startedAt: string; readonly lines: number; readonly of: number } | null;
  } | null;
  readonly said: Notification | null;
};

export type AuditPage = PageFacts & {
  readonly heading: string;
  readonly intro: string;
  readonly said: Notification | null;
  readonly chain: {
    readonly summary: SummaryList;
    readonly broken: string | null;
    readonly anchor: Inset;
    readonly check: FormModel | null;
    readonly archive: FormModel;
  } | null;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly csv: FormModel;
  readonly older: Link | null;
  readonly newest: Link | null;
};

export function auditPage(facts: AuditFacts): AuditPage {
  const { values, lines, before, chain } = facts;
  const page = lines.slice(0, linesPerPage);
  const last = page.at(-1);
  const path = auditPaths.index();
  const kept = { ...values, refusals: values.refusals[0] ?? null };
  return {
    title: 'Audit trail',
    heading: 'Audit trail',
    hasForm: true,
    intro: chain
      ? 'Who did what, the latest first. What was written is not shown here: it stands in the history of each thing, for whoever may read it.'
      : 'Who did what with your organisation, and what you did yourself, the latest first. What was written stands in the history of each thing.',
    notices: facts.notes.map((text) => ({ text })),
    said: facts.said,
    chain: chain && chainPart(chain),
    filter: filterForm(auditFilters, values, { path }),
    table: stacked({
      id: 'lines',
      caption: 'Lines of the trail',
      captionHidden: true,
      head: tableHead([{ text: 'When' }, { text: 'Who' }, { text: 'What' }, { text: 'To what' }, { text: 'Line' }]),
      rows: page.map((line) => ({ cells: cellsOf(line, facts) })),
      empty: { text: 'Nothing in the trail matches. Remove a filter.' },
    }),
    csv: form({
      action: auditPaths.exports(),
      button: 'Download these lines (CSV)',
      fields: [],
      hidden: Object.fromEntries(
        Object.entries(kept).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      ),
    }),
    older:
      last && lines.length > linesPerPage
        ? { text: 'Older lines', href: address(path, { ...kept, before: last.seq }) }
        : null,
    newest: before === null ? null : { text: 'Back to the latest', href: address(path, kept) },
  };
}

const linkable: ReadonlySet<string> = new Set(['account']);

const objectWords = ({ entity, entityId }: AuditLogRow): string => {
  const name = entities[entity] ?? spoken(entity);
  if (/^\d+ records$/.test(entityId)) return `${name}: ${entityId}`;
  return /^[A-Z]{2}-\d+$/.test(entityId) ? `${name} ${entityId}` : name;
};

/** The history of an account is for whoever manages accounts: those who read all of the trail. */
const cellsOf = (line: AuditLogRow, { people, chain }: Pick<AuditFacts, 'people' | 'chain'>) => [
  // In a narrow column the time and the day may stand under one another.
  { text: formatMoment(line.at).replaceAll('\u00a0', ' '), header: true },
  { text: whoWords(line, people), note: people.has(line.actor) ? line.actor : null },
  { text: capital(doingOf(line.action)), note: line.action },
  {
    text: objectWords(line),
    href:
      chain !== null && linkable.has(line.entity) && /^AC-\d+$/.test(line.entityId)
        ? historyPaths.of(line.entity, line.entityId)
        : null,
    note: /^[0-9a-f-]{36}$/.test(line.entityId) ? line.entityId : null,
  },
  { text: formatCount(line.seq), note: `${line.hash.slice(0, 8)}…` },
];

const faultWords: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'is missing',
  changed: 'was changed after it was sealed',
  'out-of-order': 'does not follow from the line before it',
  'subjects-changed': 'has another list of records beside it than it sealed',
};

type Checked = {
  readonly lines?: number;
  readonly head?: string | null;
  readonly fault?: { readonly line: number | null; readonly what: string } | null;
};

const checkedOf = (line: SealedLine): Checked => JSON.parse(line.after ?? '{}') as Checked;

function brokenWords(line: SealedLine | null): string | null {
  const fault = line && checkedOf(line).fault;
  if (!line || !fault) return null;
  if (fault.line === null)
    return `The trail could not be read to its end: ${line.reason ?? 'the reason is not known'}.`;
  const what = (faultWords as Readonly<Record<string, string>>)[fault.what] ?? 'does not hold';
  return `Line ${formatCount(fault.line)} ${what}. The ${formatCount(fault.line - 1)} lines before it hold. Keep the database as it is, and tell whoever answers for this service.`;
}

function chainPart({ head, last, underWay }: NonNullable<AuditFacts['chain']>): NonNullable<AuditPage['chain']> {
  const told = last ? checkedOf(last) : null;
  return {
    summary: {
      rows: [
        { label: 'Lines', text: formatCount(head.seq) },
        { label: 'Last line sealed', text: head.at ? formatMoment(head.at) : 'Nothing is sealed yet' },
        {
          label: 'Last check',
          text: last && told ? lastCheckWords(last, told) : 'Nobody has checked it here yet',
        },
        ...(underWay
          ? [
              {
                label: 'Check under way',
                text: `${formatCount(underWay.lines)} of ${plural(underWay.of, 'line')}, begun at ${formatMoment(underWay.startedAt)}`,
                links: [{ text: 'Look again', href: auditPaths.index() }],
              },
            ]
          : []),
      ],
    },
    broken: brokenWords(last),
    anchor: {
      text: `Seal of line ${formatCount(head.seq)}: ${head.hash}. Write it into minutes or a letter: a trail that is cut short or made anew no longer leads to it.`,
    },
    check: underWay ? null : form({ action: auditPaths.checks(), button: 'Check the whole trail now', fields: [] }),
    archive: form({ action: auditPaths.archives(), button: 'Download the trail with its verifier (ZIP)', fields: [] }),
  };
}

const lastCheckWords = (line: SealedLine, { lines = 0, fault, head }: Checked): string =>
  fault
    ? `Found a fault, at ${formatMoment(line.at)}`
    : `All ${plural(lines, 'line')} hold, at ${formatMoment(line.at)}. Seal then: ${(head ?? '').slice(0, 12)}…`;

export const auditColumns = (people: ReadonlyMap<string, string>): readonly CsvColumn<AuditLogRow>[] => [
  { header: 'Line', value: ({ seq }) => seq },
  { header: 'At (UTC)', value: ({ at }) => at },
  { header: 'Account', value: ({ actor }) => actor },
  { header: 'Name', value: ({ actor }) => people.get(actor) },
  { header: 'Role', value: ({ role }) => role },
  { header: 'Action', value: ({ action }) => action },
  { header: 'In words', value: ({ action }) => capital(doingOf(action)) },
  { header: 'Entity', value: ({ entity }) => entity },
  { header: 'Entity id', value: ({ entityId }) => entityId },
  { header: 'Request', value: ({ requestId }) => requestId },
  { header: 'Seal', value: ({ hash }) => hash },
];

/** What the page says after something was done. */
export const auditSaid: Readonly<Record<string, string>> = {
  'check-begun': 'The check has begun. It runs beside everything else; what it finds is written into the trail.',
};
