import type { ReviewRow } from '../../boards/data/board.row.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { form, type FormModel, type Tried } from '../../shell/form/form.js';
import { formatCount, formatDay, formatList, formatMoment, plural } from '../../shell/format.js';
import type { Details, Notification, Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { RequestState } from '../domain/pack/update-requests.js';
import type { Asked, ReminderRefusal, Updates } from '../update-requests.service.js';
import { packPaths } from './packs.paths.js';
import { reviewFrame, type ReviewFrame } from './review-frame.page.js';

export const collectSaid: Readonly<Record<string, string>> = {
  collecting: 'Updates are being collected.',
  reminded: 'The reminders are on their way.',
};

export const collectMessages: Readonly<
  Record<Exclude<ReminderRefusal, 'not-found'> | 'wrong-state', { readonly text: string }>
> = {
  'not-collecting': { text: 'Updates are asked for only while they are being collected' },
  'wrong-state': { text: 'Updates for this meeting were asked for already' },
  'nothing-owed': { text: 'Nothing is missing, so nobody has to be reminded' },
  'nobody-to-ask': {
    text: 'Nobody has an account of this organisation’s editor. Ask an administrator to invite whoever sends its updates',
  },
  'no-server': { text: 'This service has no mail server. Send the reminder below yourself' },
};

const tags: Readonly<Record<RequestState, Tag>> = {
  given: { text: 'Given', colour: 'turquoise' },
  waiting: { text: 'To come', colour: 'grey' },
  overdue: { text: 'Overdue', colour: 'orange' },
};

/** Where an update is given. */
const hrefOf = ({ kind, ref, of }: Asked): string =>
  kind === 'measure' ? measurePaths.show(ref) : `/plans/${of}/milestones/${ref}`;

/** Where everything that a letter asks for is found. */
export const pathsOf = (requests: readonly Asked[]): readonly string[] => [
  ...new Set(
    requests.map((request) => (request.kind === 'measure' ? measurePaths.show(request.ref) : `/plans/${request.of}`)),
  ),
];

export type ReviewCollectPage = ReviewFrame & {
  readonly lead: string;
  readonly begin: FormModel | null;
  readonly remind: FormModel | null;
  readonly reminded: string | null;
  readonly letter: Details | null;
  readonly table: Table;
};

type Facts = {
  readonly review: ReviewRow;
  readonly updates: Updates;
  /** The letter as it would go out, for whoever has no mail server. */
  readonly letter: string | null;
  readonly remindedBy: string | null;
  readonly tried?: Tried;
  readonly said: Notification | null;
};

function leadOf({ review, updates: { requests } }: Facts): string {
  const of = (state: RequestState): number => requests.filter((request) => request.state === state).length;
  const due = formatDay(review.updatesDueOn);
  if (requests.length === 0) return `Nothing has to be updated. The day for updates is ${due}.`;
  return `${plural(requests.length, 'update')} ${requests.length === 1 ? 'is' : 'are'} asked for by ${due}: ${formatCount(of('given'))} given, ${formatCount(of('waiting'))} to come, ${formatCount(of('overdue'))} overdue.`;
}

export function reviewCollectPage(facts: Facts): ReviewCollectPage {
  const { review, updates, letter, remindedBy, tried = null, said } = facts;
  const { requests, senders, canSend, reminded } = updates;
  const owed = requests.filter(({ state }) => state !== 'given');
  const begin =
    review.state === 'scheduled'
      ? form({
          action: packPaths.collecting(review.ref),
          button: 'Collect updates',
          version: review.version,
          tried,
          fields: [],
        })
      : null;
  const remind =
    review.state === 'collecting' && owed.length > 0 && canSend && senders.length > 0
      ? form({
          action: packPaths.reminders(review.ref),
          button: `Send ${senders.length === 1 ? 'a reminder' : 'reminders'} to ${formatList(senders.map(({ name }) => name))}`,
          tried,
          fields: [],
        })
      : null;
  const order: readonly RequestState[] = ['overdue', 'waiting', 'given'];
  return {
    ...reviewFrame(review, { heading: 'Updates', here: packPaths.collect(review.ref), said }),
    hasForm: true,
    errors: tried?.problem
      ? [{ text: tried.problem, href: '#updates' }]
      : [...(begin?.errors ?? []), ...(remind?.errors ?? [])],
    lead: leadOf(facts),
    begin,
    remind,
    reminded: reminded ? `Reminded at ${formatMoment(reminded.at)} by ${remindedBy ?? reminded.by}.` : null,
    letter:
      remind === null && letter !== null && review.state === 'collecting'
        ? { summary: 'A reminder to send yourself', paragraphs: letter.split('\n').filter((line) => line !== '') }
        : null,
    table: stacked({
      id: 'updates',
      caption: 'What is asked for',
      captionHidden: true,
      head: tableHead([{ text: 'What' }, { text: 'Whose' }, { text: 'Last said' }, { text: 'Where it stands' }]),
      rows: order
        .flatMap((state) => requests.filter((request) => request.state === state))
        .map((request) => ({
          cells: [
            { text: `${request.ref} ${request.title}`, href: hrefOf(request), note: request.of, header: true },
            { text: request.ownerPost ?? 'No owner' },
            { text: request.saidOn ? formatDay(request.saidOn) : 'Never' },
            { tag: tags[request.state] },
          ],
        })),
      empty: { text: 'No milestone is open and no number is due.' },
    }),
  };
}
