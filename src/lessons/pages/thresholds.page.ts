import { day } from '../../kernel/calendar-day.js';
import { dayBoxes, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatDay, formatList, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { EmptyState, Inset, Notification, SummaryList } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { EditionRow, LimitsRequestRow } from '../data/signal-limits.queries.js';
import { limitSentence, limitWords } from '../domain/limit-words.js';
import { type AgreementRefusal, limitsOn, type LimitsRefusal, requestStates } from '../domain/limits.js';
import { signalGuideOf } from '../domain/lesson-guide.js';
import type { LimitGuide, Limits, Signal } from '../domain/signal.js';
import { numberWords } from '../domain/signal-words.js';
import { signals } from '../domain/signals.js';
import { thresholdPaths } from './thresholds.paths.js';

type Query = Readonly<Record<string, unknown>>;
type Names = ReadonlyMap<string, string>;

/** `lessons/thresholds`: one part below another. */
type Block = {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly warning?: string;
  readonly inset?: Inset;
  readonly summary?: SummaryList;
  readonly table?: Table;
  readonly form?: FormModel;
  readonly empty?: EmptyState;
  readonly links?: readonly Link[];
};

export type ThresholdsPage = PageFacts & {
  readonly caption: string;
  readonly done: Notification | null;
  readonly blocks: readonly Block[];
};

const caption = 'Running the service';
const home = { text: 'Limits of signals', href: thresholdPaths.index() };

const sentences = {
  asked: 'The change was asked for. It is used once another administrator agrees.',
  agreed: 'The change is agreed. Results that were stored before stay as they are.',
  refused: 'The change was refused.',
  taken_back: 'The request was taken back.',
};

export const nameOfSignal = (key: string): string => `${key} ${signalGuideOf(key).name}`;

/** "Supported up to 6 months. A challenge beyond 12 months." */
export const limitsInWords = (guides: readonly LimitGuide[], limits: Limits): string =>
  guides.length === 0
    ? 'None: it is read from yes and no'
    : guides.map((guide) => `${limitSentence(guide, limits[guide.name] ?? guide.initial)}.`).join(' ');

/** Every signal with its limits, and what waits for a second administrator. */
export function thresholdsPage({
  editions,
  waiting,
  names,
  today,
  query,
}: {
  readonly editions: readonly EditionRow[];
  readonly waiting: readonly LimitsRequestRow[];
  readonly names: Names;
  readonly today: string;
  readonly query: Query;
}): ThresholdsPage {
  return {
    title: 'Limits of signals',
    caption,
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'waiting',
        heading: 'Waiting for a second administrator',
        paragraphs: [
          'A limit is changed by two people: one asks, with the reason, and another agrees. An edition is never changed, and neither is a result that was stored.',
        ],
        table: {
          id: 'waiting-table',
          caption: 'Changes that wait',
          captionHidden: true,
          head: tableHead(['Signal', 'From', 'Asked by'].map((heading) => ({ text: heading }))),
          rows: waiting.map((request) => ({
            cells: [
              { header: true, text: nameOfSignal(request.signalKey), href: thresholdPaths.request(request.id) },
              { text: formatDay(request.validFrom) },
              { text: names.get(request.askedBy) ?? request.askedBy, note: formatMoment(request.askedAt) },
            ],
          })),
          empty: { text: 'No change waits.' },
        },
      },
      {
        id: 'signals',
        heading: 'In force today',
        table: stacked({
          id: 'signals-table',
          caption: 'The limits of every signal that are in force today',
          captionHidden: true,
          head: tableHead(['Signal', 'Limits', 'Edition'].map((heading) => ({ text: heading }))),
          rows: signals.map((signal) => {
            const { limits, edition } = limitsOn(signal, editions, day(today));
            return {
              cells: [
                { header: true, text: nameOfSignal(signal.key), href: thresholdPaths.signal(signal.key) },
                { text: limitsInWords(signal.limits, limits) },
                { text: String(edition) },
              ],
            };
          }),
        }),
        links: [{ text: 'How each signal is worked out, as everybody reads it', href: thresholdPaths.methods() }],
      },
    ],
  };
}

const refusals: Readonly<Record<LimitsRefusal['why'], string>> = {
  'nothing-changes': 'Change at least one limit',
  'before-today': 'First day must be today or later: a limit never changes how the past was read',
  'out-of-range': 'Enter a number that this limit can be',
  'not-whole': 'Enter a whole number',
  'order-changes': 'Supported and challenge must stay on their sides of each other',
};

/** The messages of a refusal, at the box of the limit that it is about. */
export function refusalMessages(signal: Pick<Signal<never>, 'limits'>, refusal: LimitsRefusal): Record<string, string> {
  if (refusal.why === 'before-today') return { validFrom: refusals[refusal.why] };
  if (refusal.why === 'nothing-changes') return { limit1: refusals[refusal.why] };
  const limit = 'limit' in refusal ? refusal.limit : '';
  return { [boxOf(signal, limit)]: refusals[refusal.why] };
}

export const boxOf = ({ limits }: Pick<Signal<never>, 'limits'>, name: string): string =>
  `limit${limits.findIndex((guide) => guide.name === name) + 1}`;

const suffixes: Readonly<Record<string, string>> = { share: '%', points: 'points' };
const inBox = ({ unit }: LimitGuide, value: number): string =>
  numberWords(unit === 'share' || unit === 'points' ? value * 100 : value).replace('\u2212', '-');

/** A limit as it was typed: shares and points in hundredths. Not a number: NaN. */
export function readLimit({ unit }: Pick<LimitGuide, 'unit'>, typed: string | null): number {
  const plain = (typed ?? '').replaceAll('\u2212', '-').replaceAll('%', '').replaceAll(',', '').trim();
  const value = plain === '' ? Number.NaN : Number(plain);
  return unit === 'share' || unit === 'points' ? value / 100 : value;
}

/** One signal: its limits, a form to ask for others, and every edition. */
export function thresholdPage({
  signal,
  editions,
  names,
  today,
  tried = null,
  query,
}: {
  readonly signal: Pick<Signal<never>, 'key' | 'limits' | 'version'>;
  readonly editions: readonly EditionRow[];
  readonly names: Names;
  readonly today: string;
  readonly tried?: Tried;
  readonly query: Query;
}): ThresholdsPage {
  const { key, limits: guides } = signal;
  const { limits } = limitsOn(signal, editions, day(today));
  const asking = form({
    action: thresholdPaths.signal(key),
    button: 'Ask for this change',
    tried,
    fields: [
      ...guides.map((guide, index) =>
        text({
          name: `limit${index + 1}`,
          label: guide.label,
          value: inBox(guide, limits[guide.name] ?? guide.initial),
          width: 5,
          inputMode: 'decimal',
          suffix: suffixes[guide.unit] ?? guide.unit,
        }),
      ),
      dayBoxes({ name: 'validFrom', label: 'First day on which they are used', hint: 'Today or later', value: today }),
      text({ name: 'owner', label: 'Who answers for these limits', hint: 'A post or a body, as everybody reads it' }),
      prose({ name: 'reason', label: 'Why the limits should change', hint: 'Everybody reads it.', rows: 4 }),
    ],
    cancel: { text: 'Cancel', href: thresholdPaths.index() },
  });
  return {
    title: nameOfSignal(key),
    caption,
    breadcrumbs: [home],
    errors: asking.errors,
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'now',
        heading: 'In force today',
        summary: {
          rows: [
            {
              label: 'What is measured',
              text: signalGuideOf(key).measure.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
                named(guides, limits, name),
              ),
            },
            ...guides.map((guide) => ({
              label: guide.label,
              text: limitWords(guide, limits[guide.name] ?? guide.initial),
            })),
            { label: 'Version of the formula', text: String(signal.version) },
          ],
        },
        links: [{ text: 'How it is worked out, as everybody reads it', href: thresholdPaths.method(key) }],
      },
      guides.length === 0
        ? {
            id: 'ask',
            heading: 'Ask for other limits',
            empty: { text: 'This signal has no limits: it is read from yes and no.' },
          }
        : {
            id: 'ask',
            heading: 'Ask for other limits',
            warning:
              'A limit decides what boards and the public are told. Change it for a reason that you would give them.',
            form: asking,
          },
      { id: 'editions', heading: 'Editions', table: editionsTable(signal, editions, names) },
    ],
  };
}

const named = (guides: readonly LimitGuide[], limits: Limits, name: string): string => {
  const guide = guides.find((one) => one.name === name);
  return guide ? limitWords(guide, limits[name] ?? guide.initial) : name;
};

function editionsTable(
  { key, limits: guides }: Pick<Signal<never>, 'key' | 'limits'>,
  editions: readonly EditionRow[],
  names: Names,
): Table {
  const own = editions.filter(({ signalKey }) => signalKey === key).toSorted((a, b) => b.edition - a.edition);
  return stacked({
    id: 'editions-table',
    caption: 'Every edition of the limits, the newest first',
    captionHidden: true,
    head: tableHead(
      ['Edition', 'Limits', 'Why', 'Who answers for them', 'Made by'].map((heading) => ({ text: heading })),
    ),
    rows: own.map((edition) => ({
      cells: [
        { header: true, text: String(edition.edition), note: `From ${formatDay(edition.validFrom)}` },
        { text: limitsInWords(guides, edition.limits) },
        { text: edition.reason },
        { text: edition.owner },
        {
          text: edition.agreedBy
            ? `${names.get(edition.askedBy) ?? edition.askedBy}, agreed by ${names.get(edition.agreedBy) ?? edition.agreedBy}`
            : 'Came with the service',
        },
      ],
    })),
    empty: { text: 'No edition is on the record yet.' },
  });
}

export const decisionProblems: Readonly<Record<AgreementRefusal | 'stale' | 'no-reason', string>> = {
  'your-own': 'You asked for this change, so another administrator must agree it',
  'decided-already': 'This change was decided already',
  'changed-meanwhile':
    'Another edition was agreed after this was asked for. Refuse it, and ask again against the limits now in force',
  stale: 'Somebody changed this request after you opened it. Read it as it now stands, then decide',
  'no-reason': 'Enter why you refuse',
};

/** The request of one of two people, for the other: what changes is said before it is agreed. */
export function requestPage({
  signal,
  request,
  editions,
  reader,
  others,
  names,
  query,
  tried = null,
  problem = null,
}: {
  readonly signal: Pick<Signal<never>, 'key' | 'limits'>;
  readonly request: LimitsRequestRow;
  readonly editions: readonly EditionRow[];
  readonly reader: string;
  readonly others: readonly string[];
  readonly names: Names;
  readonly query: Query;
  readonly tried?: Tried;
  readonly problem?: string | null;
}): ThresholdsPage {
  const { key, limits: guides } = signal;
  const before = editions.find(({ signalKey, edition }) => signalKey === key && edition === request.baseEdition);
  const isOwn = request.askedBy === reader;
  const isOpen = request.state === 'asked';
  const typed = [tried?.posted.answer].flat()[0]?.trim();
  const close = form({
    action: thresholdPaths.closing(request.id),
    button: isOwn ? 'Take the request back' : 'Refuse',
    isWarning: true,
    tried,
    version: request.version,
    fields: isOwn ? [] : [prose({ name: 'answer', label: 'Why you refuse', rows: 3 })],
  });
  const nameOf = (ref: string): string => names.get(ref) ?? ref;
  return {
    title: `Change the limits of ${nameOfSignal(key)}`,
    caption,
    breadcrumbs: [home, { text: nameOfSignal(key), href: thresholdPaths.signal(key) }],
    errors: problem ? [{ text: problem, href: isOpen ? '#decide' : '#change' }] : close.errors,
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'change',
        heading: 'What would change',
        table: {
          id: 'change-table',
          caption: 'Each limit now and as it was asked for',
          captionHidden: true,
          head: tableHead([
            { text: 'Limit' },
            { text: `Edition ${request.baseEdition}`, numeric: true },
            { text: 'Asked for', numeric: true },
          ]),
          rows: guides.map((guide) => ({
            cells: [
              { header: true, text: guide.label },
              { text: limitWords(guide, before?.limits[guide.name] ?? guide.initial), numeric: true },
              { text: limitWords(guide, request.limits[guide.name] ?? guide.initial), numeric: true },
            ],
          })),
        },
        summary: {
          rows: [
            { label: 'Used from', text: formatDay(request.validFrom) },
            { label: 'Why', text: request.reason },
            { label: 'Who answers for them', text: request.owner },
            { label: 'Asked by', text: nameOf(request.askedBy), note: formatMoment(request.askedAt) },
            ...(request.decidedBy && request.decidedAt
              ? [
                  {
                    label: requestStates[request.state],
                    text: nameOf(request.decidedBy),
                    note: [formatMoment(request.decidedAt), request.answer].filter(Boolean).join('. '),
                  },
                ]
              : []),
          ],
        },
      },
      ...(isOpen
        ? [
            agreeBlock(request, isOwn ? others : null),
            { id: 'close', heading: isOwn ? 'Take it back' : 'Refuse it', form: close },
          ]
        : []),
      // Decided meanwhile: there is no form any more, and words that were typed must not be lost.
      ...(!isOpen && typed
        ? [{ id: 'typed', heading: 'What you wrote, which was not saved', inset: { text: typed } }]
        : []),
    ],
  };
}

/** `others`: who else could agree; null: the reader may. */
function agreeBlock(request: LimitsRequestRow, others: readonly string[] | null): Block {
  if (others)
    return {
      id: 'decide',
      heading: 'Agree it',
      inset: {
        text: `You asked for this change, so another administrator must agree it${others.length > 0 ? `: ${formatList([...others])}.` : '. There is none yet: invite one.'}`,
      },
    };
  return {
    id: 'decide',
    heading: 'Agree it',
    warning: `From ${formatDay(request.validFrom)} on every reading of this signal uses these limits, for every board and in public. What was stored before stays as it is, with the limits that made it.`,
    form: form({
      action: thresholdPaths.agreement(request.id),
      button: 'Agree this change',
      version: request.version,
      fields: [],
    }),
  };
}
