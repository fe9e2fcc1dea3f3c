import type { PackRow, ReviewRow, SupplementRow, UnlockRow } from '../../boards/data/board.row.js';
import type { FreezeRefusal } from '../../boards/domain/review-state.js';
import type { UnlockRefusal } from '../../boards/domain/pack.js';
import type { WordWarning } from '../../measures/domain/disclosure.js';
import { type FileRefusal, fileRefusalText } from '../../office/domain/file-kind.js';
import {
  file,
  form,
  type FormError,
  type FormModel,
  prose,
  radios,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatCount, formatDay, formatMoment, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { PackGlance } from '../pack-facts.service.js';
import { markings } from './pack-html.page.js';
import { packPaths } from './packs.paths.js';
import { supplementOf } from './packs.page.js';
import { reviewFrame, type ReviewFrame } from './review-frame.page.js';

export const packSaid: Readonly<Record<string, string>> = {
  supplement: 'The supplement is added. The pack stays as it was issued.',
  asked: 'It is asked. Somebody else must answer.',
  unlocked: 'The pack may be corrected. The next edition takes its place, and the issued one stays readable.',
  refused: 'The pack stays as it was issued.',
};

type Words = Readonly<Record<string, { readonly at?: string; readonly text: string }>>;

/** `frozen-already` is said with who froze it and when: see `frozenWords`. */
export const freezeMessages: Readonly<
  Record<
    Exclude<FreezeRefusal, 'frozen-already'> | 'nothing-to-freeze' | 'unread-words',
    { readonly at?: string; readonly text: string }
  >
> = {
  'not-collecting': { text: 'Collect updates before you freeze the pack' },
  'agenda-empty': { text: 'Put at least one item on the agenda before you freeze the pack' },
  'nothing-to-freeze': { text: 'There is nothing to freeze' },
  'unread-words': {
    at: 'confirmed',
    text: 'Confirm that you have read what looks as if it could identify a person, or change it',
  },
};

const fileWords = Object.fromEntries(
  Object.entries(fileRefusalText).map(([refusal, words]) => [refusal, { at: 'paper', text: words }]),
) as Readonly<Record<FileRefusal, { readonly at: string; readonly text: string }>>;

export const supplementMessages: Words = {
  ...fileWords,
  'not-issued': { text: 'The pack is not issued yet, so the paper belongs into it: put it on the agenda' },
  'minutes-agreed': { text: 'The minutes of this meeting are agreed, so no paper can be added to its pack any more' },
};

export const unlockMessages: Readonly<Record<UnlockRefusal, { readonly at?: string; readonly text: string }>> = {
  'not-issued': { text: 'The pack is not issued, so it can still be changed' },
  'asked-already': { text: 'It was asked already, and waits for an answer or for the next edition' },
  'not-asked': { text: 'Nobody has asked to correct this pack' },
  'same-person': { text: 'You asked to correct this pack, so somebody else must answer' },
  stale: { text: 'Somebody else answered meanwhile. Look at where it stands now' },
  'no-reason': { at: 'reason', text: 'Enter why the pack stays as it is' },
};

/** "The pack was frozen at 17:02 on 4 March 2026 by Sam Secretary: PK-0001 and PK-0002". */
export const frozenWords = (packs: readonly PackRow[], by: string): string => {
  const [latest] = packs;
  if (!latest) return 'The pack of this meeting is frozen already';
  const refs = packs.filter(({ edition }) => edition === latest.edition).map(({ ref }) => ref);
  return `The pack was frozen at ${formatMoment(latest.frozenAt)} by ${by}: ${refs.join(' and ')}`;
};

type Held = { readonly heading: string; readonly text: string; readonly link: Link };

export type ReviewPackPage = ReviewFrame & {
  readonly lead: string;
  readonly before: Link | null;
  readonly glance: SummaryList | null;
  readonly forms: readonly Held[];
  readonly warnings: readonly { readonly words: string; readonly found: readonly string[] }[];
  readonly freeze: FormModel | null;
  readonly freezeRule: string | null;
  readonly issued: Table | null;
  readonly supplements: readonly ReturnType<typeof supplementOf>[];
  readonly supplement: FormModel | null;
  readonly correct: Link | null;
};

const warningWords: Readonly<Record<WordWarning['kind'], string>> = {
  'small-count': 'Small numbers of people. Use “fewer than 5”',
  'date-of-birth': 'What looks like a date of birth',
  'nhs-number': 'What looks like an NHS number',
  'pupil-number': 'What looks like a pupil number',
  postcode: 'What looks like a postcode',
  'code-name': 'What looks like a name for one person',
};

function warningsOf(warnings: readonly WordWarning[]): ReviewPackPage['warnings'] {
  const kinds = [...new Set(warnings.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    words: warningWords[kind],
    found: [...new Set(warnings.filter((warning) => warning.kind === kind).map(({ found }) => found))],
  }));
}

const heldOf = (review: ReviewRow, name: 'confidential' | 'public'): Held => ({
  heading: name === 'confidential' ? 'The confidential form' : 'The public form',
  text:
    name === 'confidential'
      ? 'All of it, for those who may read the papers of this board.'
      : 'What everybody may read. It says how many records are left out, and why items were taken in private.',
  link: {
    text: name === 'confidential' ? 'Look at the confidential form' : 'Look at the public form',
    href: packPaths.preview(review.ref, name),
  },
});

const glanceRows = ({ items, inPrivate, moves, exceptions, milestones, measures }: PackGlance): SummaryList => ({
  rows: [
    {
      label: 'Agenda',
      text: `${plural(items, 'item')}${inPrivate > 0 ? `, ${formatCount(inPrivate)} in private` : ''}`,
    },
    { label: 'Dates that moved since the last pack', text: moves === 0 ? 'None' : formatCount(moves) },
    { label: 'Off track or at risk', text: `${formatCount(exceptions)} of ${plural(milestones, 'milestone')}` },
    { label: 'Measures', text: formatCount(measures) },
  ],
});

type Facts = {
  readonly review: ReviewRow;
  /** What the pack will tell of; null where it is issued and not unlocked. */
  readonly facts: PackGlance | null;
  /** What whoever freezes it must look at first: found when it was to be frozen. */
  readonly warnings: readonly WordWarning[];
  readonly packs: readonly PackRow[];
  readonly frozenBy: string;
  readonly supplements: readonly SupplementRow[];
  readonly tried?: { readonly form: 'freeze' | 'supplement'; readonly tried: NonNullable<Tried> } | null;
  readonly said: Notification | null;
};

/** What is wrong with a form that the page no longer has. */
const homeless = (tried: Tried): readonly FormError[] =>
  tried
    ? [tried.problem, tried.conflict?.message].flatMap((problem) => (problem ? [{ text: problem, href: '#main' }] : []))
    : [];

function leadOf({ review, packs, frozenBy, facts }: Facts): string {
  const due = `The pack is due on ${formatDay(review.packDueOn)}, 5 working days before the meeting.`;
  if (facts === null) return `${frozenWords(packs, frozenBy)}.`;
  if (packs.length > 0)
    return `${frozenWords(packs, frozenBy)}. Two people unlocked it: what you freeze now takes its place.`;
  return review.state === 'collecting' ? due : `${due} Collect updates first.`;
}

export function reviewPackPage(given: Facts): ReviewPackPage {
  const { review, facts, warnings, packs, supplements, tried = null, said } = given;
  const triedIn = (name: 'freeze' | 'supplement') => (tried?.form === name ? tried.tried : null);
  const isReady = facts !== null && review.state !== 'scheduled';
  const freeze = isReady
    ? form({
        action: packPaths.prepare(review.ref),
        button: 'Freeze and issue the pack',
        version: review.version,
        tried: triedIn('freeze'),
        fields:
          warnings.length === 0
            ? []
            : [
                tick({
                  name: 'confirmed',
                  label: 'What looks as if it could identify a person',
                  words: 'I have read every one of these, and nobody can be identified by them',
                }),
              ],
      })
    : null;
  const supplement =
    packs.length > 0
      ? form({
          action: packPaths.supplements(review.ref),
          button: 'Add the supplement',
          tried: triedIn('supplement'),
          fields: [
            text({ name: 'title', label: 'What the paper is called' }),
            prose({ name: 'text', label: 'What the paper says', rows: 6 }),
            file({
              name: 'paper',
              label: 'A file, if there is one',
              hint: 'A PDF, CSV, PNG or JPG smaller than 20MB',
              accept: '.pdf,.csv,.png,.jpg,.jpeg',
            }),
            tick({ name: 'isConfidential', label: 'Who may read it', words: 'Only the board may read it' }),
          ],
        })
      : null;
  const everybody =
    review.boardVisibility === 'public'
      ? 'Everybody can read the public form from that moment.'
      : 'Only those who may read the papers of this board can read either form.';
  return {
    ...reviewFrame(review, { heading: 'Pack', here: packPaths.prepare(review.ref), said }),
    hasForm: true,
    errors: [
      ...(freeze?.errors ?? homeless(triedIn('freeze'))),
      ...(supplement?.errors ?? homeless(triedIn('supplement'))),
    ],
    lead: leadOf(given),
    before: review.state === 'scheduled' ? { text: 'Collect updates', href: packPaths.collect(review.ref) } : null,
    glance: facts && glanceRows(facts),
    forms: facts ? [heldOf(review, 'confidential'), heldOf(review, 'public')] : [],
    warnings: isReady ? warningsOf(warnings) : [],
    freeze,
    freezeRule: isReady
      ? `Once it is frozen nobody can change it: what comes later is a supplement, and a mistake takes two people and another edition. ${everybody}`
      : null,
    issued:
      packs.length === 0
        ? null
        : stacked({
            id: 'issued',
            caption: 'Issued packs',
            head: tableHead([{ text: 'Pack' }, { text: 'Form' }, { text: 'Frozen' }, { text: 'SHA-256' }]),
            rows: packs.map((pack) => ({
              cells: [
                {
                  text: pack.ref,
                  href: packPaths.show(pack.ref),
                  header: true,
                  note: pack.supersededByRef ? `Its place is taken by ${pack.supersededByRef}` : null,
                },
                { text: markings[pack.form], note: pack.edition > 1 ? `Edition ${pack.edition}` : null },
                { text: formatMoment(pack.frozenAt) },
                { text: `${pack.hash.slice(0, 8)}…` },
              ],
            })),
          }),
    supplements: supplements.map((one) => supplementOf(review, one)),
    supplement,
    correct: packs.length > 0 ? { text: 'Correct the issued pack', href: packPaths.unlocking(review.ref) } : null,
  };
}

export type UnlockPage = ReviewFrame & {
  readonly rule: string;
  readonly history: SummaryList | null;
  readonly blocked: string | null;
  readonly form: FormModel | null;
};

/** Asking to correct an issued pack, and answering: never the same person. */
export function unlockPage({
  review,
  unlocks,
  names,
  me,
  tried = null,
  said,
}: {
  readonly review: ReviewRow;
  readonly unlocks: readonly UnlockRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly me: string;
  readonly tried?: Tried;
  readonly said: Notification | null;
}): UnlockPage {
  const [latest] = unlocks;
  const nameOf = (ref: string | null): string => (ref ? (names.get(ref) ?? ref) : 'Nobody yet');
  const isAsked = latest?.state === 'asked';
  const waits =
    latest?.state === 'agreed' ? 'The pack is unlocked, and waits for its next edition to be frozen.' : null;
  const own =
    isAsked && latest.askedBy === me
      ? 'You asked to correct this pack, so somebody else must answer: the chair or the secretary.'
      : null;
  const model =
    waits || own
      ? null
      : isAsked
        ? form({
            action: packPaths.unlockAnswer(review.ref),
            button: 'Answer',
            version: latest.version,
            tried,
            fields: [
              radios({
                name: 'answer',
                label: 'May the pack be corrected?',
                choices: [
                  { value: 'agree', text: 'Yes: another edition takes its place' },
                  { value: 'refuse', text: 'No: it stays as it is' },
                ],
              }),
              prose({ name: 'reason', label: 'Why', hint: 'You must say why if it stays as it is.', rows: 3 }),
            ],
          })
        : form({
            action: packPaths.unlocking(review.ref),
            button: 'Ask to correct it',
            isWarning: true,
            tried,
            fields: [
              prose({ name: 'why', label: 'What is wrong with the pack?', hint: 'The next edition says it.', rows: 4 }),
            ],
          });
  const frame = reviewFrame(review, { heading: 'Correct the issued pack', here: packPaths.prepare(review.ref), said });
  return {
    ...frame,
    hasForm: true,
    errors: model?.errors ?? [],
    rule: 'An issued pack is never changed. Where it is wrong, one person asks and another agrees; then another edition is frozen. It says what it takes the place of and why, and the issued one stays readable.',
    history: latest
      ? {
          rows: [
            { label: 'What is wrong', text: latest.why },
            { label: 'Asked by', text: nameOf(latest.askedBy), note: formatMoment(latest.askedAt) },
            {
              label: 'Answer',
              text: {
                asked: 'Not yet',
                agreed: 'It may be corrected',
                refused: 'It stays as it is',
                used: 'It was corrected',
              }[latest.state],
              note:
                [latest.answerWhy, latest.answeredBy ? `By ${nameOf(latest.answeredBy)}` : '']
                  .filter(Boolean)
                  .join(' ') || null,
            },
          ],
        }
      : null,
    blocked: waits ?? own,
    form: model,
  };
}
