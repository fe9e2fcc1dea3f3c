import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Conflict, rowOf } from '../../shell/form/conflict.js';
import {
  form,
  type FormError,
  type FormModel,
  prose,
  radios,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { textsOf } from '../../shell/form/posted.js';
import { formatDay, formatList } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import type { AddendumRow, MinutesItemRow, MinutesRow, PublicItemRow, ReviewRow } from '../data/board.row.js';
import { minutesStates } from '../domain/minutes.js';
import { isRoomOpen } from '../domain/review-state.js';
import { underReview } from './board-frame.page.js';
import type { RefusalWords } from './board-pages.js';
import { areOut, boardSentences, paragraphsOf, type Reading } from './board-words.page.js';
import { reviewPaths } from './reviews.paths.js';

/** An item with its box. */
export type WrittenItem = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly hint: string | null;
  readonly body: string;
  readonly rows: number;
};

/** An item of the public version with its boxes. */
export type PublicField = {
  readonly number: number;
  readonly titleId: string;
  readonly title: string;
  readonly bodyId: string;
  readonly body: string;
  readonly withheldId: string;
  readonly withheld: boolean;
};

export type MinutesPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly tag: Tag | null;
  readonly said: Notification | null;
  readonly lead: string;
  readonly facts: SummaryList | null;
  /** What is read: the agreed words, or the public version. */
  readonly items: readonly {
    readonly heading: string;
    readonly tag: Tag | null;
    readonly paragraphs: readonly string[];
  }[];
  readonly addenda: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly note: string | null;
  }[];
  readonly begin: FormModel | null;
  readonly writing: {
    readonly form: FormModel;
    readonly items: readonly WrittenItem[];
    readonly conflict: Conflict | null;
  } | null;
  readonly takeBack: FormModel | null;
  readonly agree: FormModel | null;
  readonly publicVersion: {
    readonly form: FormModel;
    readonly items: readonly PublicField[];
    readonly signs: string | null;
  } | null;
  readonly publish: FormModel | null;
  readonly addendum: FormModel | null;
};

export const minutesRefusals: RefusalWords = {
  'not-held': { text: 'The minutes are begun once the meeting is noted as held' },
  'begun-already': { text: 'Somebody has begun these minutes already' },
  'agreed-already': { text: 'These minutes are agreed. They stand; add a dated addendum instead' },
  'published-already': { text: 'These minutes are published already' },
  'wrong-state': { text: 'This cannot be done to the minutes now' },
  'item-empty': { text: 'Every item needs words before the minutes go on' },
  'not-drafted': { text: 'The draft is not ready to be agreed' },
  'not-agreed': { text: 'The minutes are not agreed yet' },
  'no-meeting': { at: 'at', text: 'Select the meeting that agreed the minutes' },
  'meeting-not-later': { at: 'at', text: 'Select a later meeting of this board' },
  'meeting-not-under-way': { at: 'at', text: 'Select a meeting that is under way or was held' },
  'no-note': { at: 'note', text: 'Enter how the members agreed in writing' },
  'board-not-public': {
    text: 'This board is for its own people only. Let everyone read of the board before you publish its minutes',
  },
  'looks-personal': { at: 'confirmed', text: 'Tick the box once you have read the words that are named above' },
};

/** What the reader may do to the minutes. */
export type MinutesPowers = { readonly drafts: boolean; readonly agrees: boolean; readonly publishes: boolean };

export type TriedMinutes = { readonly which: string; readonly tried: NonNullable<Tried> } | null;

export type MinutesFacts = {
  readonly review: ReviewRow;
  readonly minutes: MinutesRow | null;
  readonly items: readonly MinutesItemRow[];
  /** The public version as it stands, prepared or as it would be. */
  readonly version: readonly Pick<PublicItemRow, 'title' | 'body' | 'withheld'>[];
  readonly signs: readonly string[];
  readonly addenda: readonly AddendumRow[];
  /** Later meetings of the board that may agree the minutes, the latest first. */
  readonly later: readonly Pick<ReviewRow, 'ref' | 'heldOn'>[];
  readonly names: ReadonlyMap<string, string>;
};

type Around = {
  readonly reading: Reading;
  readonly powers: MinutesPowers;
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tried: TriedMinutes;
};

const signWords: Readonly<Record<string, string>> = {
  name: 'a name',
  date_of_birth: 'a date of birth',
  nhs_number: 'an NHS number',
  pupil_number: 'a pupil number',
  national_insurance_number: 'a National Insurance number',
  case_number: 'a case number',
  postcode: 'a postcode',
  initials: 'initials such as “Child A”',
  email: 'an email address',
  phone: 'a telephone number',
  small_count: 'a number under 5 beside a word for people',
};

export const signsSentence = (signs: readonly string[]): string | null =>
  signs.length === 0
    ? null
    : `This could identify a person: ${formatList(signs.map((sign) => signWords[sign] ?? sign))}. Numbers under 5 must not be published. Use “fewer than 5”.`;

export function minutesPage(facts: MinutesFacts, around: Around): MinutesPage {
  const { review, minutes } = facts;
  const { reading, query, today } = around;
  const isPublic = reading === 'public';
  const forms = isPublic ? noForms : formsOf(facts, around);
  return {
    title: `Minutes of the ${review.boardName}, ${formatDay(review.heldOn)}`,
    heading: 'Minutes',
    caption: `${review.boardName}, ${formatDay(review.heldOn)} (${review.ref})`,
    breadcrumbs: underReview(review),
    tag:
      minutes && !isPublic
        ? { text: minutesStates[minutes.state], colour: minutes.state === 'draft' ? 'yellow' : 'teal' }
        : null,
    said: saidAfter(query, boardSentences),
    lead: leadOf(facts, around),
    facts: minutes && minutes.state !== 'draft' ? { rows: factRows(facts, { isPublic, today }) } : null,
    items: itemsOf(facts, isPublic, forms.writing !== null),
    addenda: facts.addenda
      .filter((addendum) => !isPublic || addendum.isPublic)
      .map((addendum) => ({
        heading: `Added on ${formatDay(addendum.addedOn)}`,
        paragraphs: paragraphsOf(addendum.text),
        note: isPublic
          ? null
          : `By ${facts.names.get(addendum.recordedBy) ?? addendum.recordedBy}. ${addendum.isPublic ? 'Everyone may read it.' : 'For the board only.'}`,
      })),
    ...forms,
    errors: errorsOf(forms, around.tried),
  };
}

function leadOf({ review, minutes }: MinutesFacts, { reading, powers, today }: Around): string {
  if (reading === 'public')
    return review.quorate === false
      ? 'There was no quorum: this was an informal meeting, and its decisions are recommendations.'
      : '';
  if (!minutes)
    return isRoomOpen(review.state) && review.state !== 'issued'
      ? powers.drafts
        ? 'Nothing is written yet. The minutes begin with what came of each item.'
        : 'The minutes are not begun yet.'
      : 'The minutes are begun once the meeting is held.';
  if (minutes.state === 'draft')
    return review.state === 'minutes_drafted'
      ? 'The draft is ready to be agreed by the chair. Until then it can be taken back.'
      : 'This is a draft. Until the chair agrees it, it can be changed.';
  if (minutes.state === 'agreed')
    return 'These minutes stand as they are. What is said of them later is added with its date.';
  return areOut(minutes, today)
    ? 'Everyone may read the public version.'
    : `Everyone may read the public version from ${minutes.publicOn ? formatDay(minutes.publicOn) : 'tomorrow'}.`;
}

function factRows(
  { minutes, names }: MinutesFacts,
  { isPublic, today }: { isPublic: boolean; today: CalendarDay },
): readonly SummaryRow[] {
  if (!minutes) return [];
  const by = minutes.agreedBy ? (names.get(minutes.agreedBy) ?? minutes.agreedBy) : '';
  const how =
    minutes.agreedHow === 'writing'
      ? `In writing on ${minutes.agreedOn ? formatDay(minutes.agreedOn) : ''}`
      : `At the meeting of ${minutes.agreedAtOn ? formatDay(minutes.agreedAtOn) : ''}`;
  return [
    {
      label: 'Agreed as a correct record',
      text: how,
      href: !isPublic && minutes.agreedAtRef ? reviewPaths.show(minutes.agreedAtRef) : null,
      note: isPublic ? 'By the chair' : [`By ${by}`, minutes.agreedNote].filter(Boolean).join('. '),
    },
    ...(minutes.publicOn && (isPublic || minutes.state === 'published')
      ? [
          {
            label: 'Published',
            text: formatDay(minutes.publicOn),
            note: minutes.publicOn > today ? 'Not out yet' : null,
          },
        ]
      : []),
    ...(!isPublic && minutes.agreedHash ? [{ label: 'Seal', text: minutes.agreedHash.slice(0, 8) }] : []),
  ];
}

const inPrivate: Tag = { text: 'In private', colour: 'grey' };

function itemsOf(
  { items, version, minutes }: MinutesFacts,
  isPublic: boolean,
  isWriting: boolean,
): MinutesPage['items'] {
  if (!minutes || isWriting) return [];
  return isPublic
    ? version.map(({ title, body, withheld }, index) => ({
        heading: `${index + 1}. ${title}`,
        tag: withheld ? inPrivate : null,
        paragraphs: paragraphsOf(body),
      }))
    : items.map(({ title, body, confidential, position }) => ({
        heading: `${position}. ${title}`,
        tag: confidential ? inPrivate : null,
        paragraphs: paragraphsOf(body),
      }));
}

type Forms = Pick<MinutesPage, 'begin' | 'writing' | 'takeBack' | 'agree' | 'publicVersion' | 'publish' | 'addendum'>;

const noForms: Forms = {
  begin: null,
  writing: null,
  takeBack: null,
  agree: null,
  publicVersion: null,
  publish: null,
  addendum: null,
};

function formsOf(facts: MinutesFacts, around: Around): Forms {
  const { review, minutes } = facts;
  const { powers } = around;
  const triedOf = (which: string): Tried => (around.tried?.which === which ? around.tried.tried : null);
  if (!minutes)
    return powers.drafts && isRoomOpen(review.state) && review.state !== 'issued'
      ? {
          ...noForms,
          begin: form({ action: reviewPaths.beginMinutes(review.ref), button: 'Begin the minutes', fields: [] }),
        }
      : noForms;
  const isDraft = minutes.state === 'draft';
  const isOut = review.state === 'minutes_drafted';
  return {
    ...noForms,
    writing: isDraft && powers.drafts && review.state === 'held' ? writingOf(facts, triedOf('write')) : null,
    takeBack: isDraft && powers.drafts && isOut ? takeBackOf(review, triedOf('take-back')) : null,
    agree: isDraft && powers.agrees && isOut ? agreeOf(facts, triedOf('agree')) : null,
    publicVersion:
      minutes.state === 'agreed' && powers.publishes
        ? publicVersionOf(facts, minutes, triedOf('public-version'))
        : null,
    publish: minutes.state === 'agreed' && powers.publishes ? publishOf(facts, minutes, triedOf('publish')) : null,
    addendum: !isDraft && powers.publishes ? addendumOf(facts, triedOf('addendum')) : null,
  };
}

function writingOf({ review, items }: MinutesFacts, tried: Tried): NonNullable<MinutesPage['writing']> {
  const typed = tried ? textsOf(tried.posted, 'body') : null;
  const keys = tried && !tried.conflict ? textsOf(tried.posted, 'item') : null;
  return {
    form: form({
      action: reviewPaths.minutes(review.ref),
      button: 'Save the minutes',
      version: review.version,
      fields: [],
      tried,
    }),
    conflict: tried?.conflict
      ? {
          ...tried.conflict,
          rows: items.map(({ position, title, body }, index) =>
            rowOf(`${position}. ${title}`, body, typed?.[index] ?? null, 'Yours is in the form'),
          ),
        }
      : null,
    items: items.map((item, index) => {
      const body = typed?.[index] ?? item.body;
      return {
        id: `minutes-item-${item.position}`,
        key: keys?.[index] ?? `${item.id}:${item.version}`,
        title: `${item.position}. ${item.title}`,
        hint: item.confidential ? 'Taken in private: the public version gives only the reason.' : null,
        body,
        rows: Math.min(20, Math.max(4, linesOf(body) + 1)),
      };
    }),
  };
}

/** Lines that words take in a box about 75 signs wide. */
const linesOf = (words: string): number =>
  words.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 75)), 0);

const takeBackOf = (review: ReviewRow, tried: Tried): FormModel =>
  form({
    action: reviewPaths.takeBack(review.ref),
    button: 'Take the draft back',
    version: review.version,
    tried,
    fields: [text({ name: 'reason', label: 'Why it is taken back' })],
  });

function agreeOf({ review, later }: MinutesFacts, tried: Tried): FormModel {
  const [latest] = later;
  return form({
    action: reviewPaths.agree(review.ref),
    button: 'Agree the minutes',
    version: review.version,
    tried,
    fields: [
      radios({
        name: 'how',
        label: 'How are the minutes agreed?',
        choices: [
          { value: 'meeting', text: 'At a later meeting' },
          { value: 'writing', text: 'In writing' },
        ],
        value: latest ? 'meeting' : null,
      }),
      select({
        name: 'at',
        label: 'The meeting that agrees them',
        any: later.length === 0 ? 'No later meeting is under way yet' : 'Select one',
        choices: later.map(({ ref, heldOn }) => ({ value: ref, text: `${formatDay(heldOn)} (${ref})` })),
        value: latest?.ref,
      }),
      text({ name: 'note', label: 'If in writing, how the members agreed' }),
      tick({
        name: 'correct',
        label: 'Correct record',
        words: 'Agreed as a correct record',
      }),
    ],
  });
}

function publicVersionOf(
  { review, version, signs }: MinutesFacts,
  minutes: MinutesRow,
  tried: Tried,
): NonNullable<MinutesPage['publicVersion']> {
  const bodies = tried ? textsOf(tried.posted, 'body') : null;
  const titles = tried ? textsOf(tried.posted, 'title') : null;
  const withheld = tried ? textsOf(tried.posted, 'withheld') : null;
  return {
    form: form({
      action: reviewPaths.publicVersion(review.ref),
      button: 'Save the public version',
      version: minutes.version,
      fields: [],
      tried,
    }),
    signs: signsSentence(signs),
    items: version.map((item, index) => {
      const number = index + 1;
      return {
        number,
        titleId: `public-title-${number}`,
        title: titles?.[index] ?? item.title,
        bodyId: `public-body-${number}`,
        body: bodies?.[index] ?? item.body,
        withheldId: `public-withheld-${number}`,
        withheld: withheld ? withheld.includes(String(number)) : item.withheld,
      };
    }),
  };
}

const publishOf = ({ review, signs }: MinutesFacts, minutes: MinutesRow, tried: Tried): FormModel =>
  form({
    action: reviewPaths.publish(review.ref),
    button: 'Publish the minutes',
    isWarning: true,
    version: minutes.version,
    tried,
    fields: [
      radios({
        name: 'from',
        label: 'From when may everyone read them?',
        choices: [
          { value: 'tomorrow', text: 'From the end of today' },
          { value: 'now', text: 'From now on' },
        ],
        value: 'tomorrow',
      }),
      ...(signs.length > 0
        ? [
            tick({
              name: 'confirmed',
              label: 'Words that could identify a person',
              hint: signsSentence(signs),
              words: 'I have read them, and nobody can be known by them',
            }),
          ]
        : []),
    ],
  });

const addendumOf = ({ review }: MinutesFacts, tried: Tried): FormModel => {
  const asksAgain = tried?.errors.confirmed !== undefined;
  return form({
    action: reviewPaths.addenda(review.ref),
    button: 'Add it with today’s date',
    tried,
    fields: [
      prose({ name: 'text', label: 'What is to be added', hint: 'The minutes themselves stay as they are.', rows: 3 }),
      tick({ name: 'isPublic', label: 'Who may read it', words: 'Everyone, beside the public version' }),
      ...(asksAgain
        ? [
            tick({
              name: 'confirmed',
              label: 'Words that could identify a person',
              words: 'I have read them, and nobody can be known by them',
            }),
          ]
        : []),
    ],
  });
};

const errorsOf = (forms: Forms, tried: TriedMinutes): readonly FormError[] => {
  if (!tried) return [];
  const models = [
    forms.writing?.form,
    forms.takeBack,
    forms.agree,
    forms.publicVersion?.form,
    forms.publish,
    forms.addendum,
  ];
  const found = models.flatMap((model) => model?.errors ?? []);
  if (found.length > 0) return found;
  const words = [tried.tried.problem, tried.tried.conflict?.message, ...Object.values(tried.tried.errors)];
  return words.flatMap((each) => (each ? [{ text: each, href: '#main' }] : []));
};
