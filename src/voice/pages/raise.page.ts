import { form, type FormModel, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { textOf } from '../../shell/form/posted.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList } from '../../shell/parts.js';
import type { AnswerRow, HearingRow } from '../data/concern.row.js';
import { concernThemes } from '../domain/concern.js';
import { noSuchReceipt, stateWords, themeWords } from './concern-words.page.js';
import { concernPaths } from './voice.paths.js';

export type RaisePage = PageFacts & {
  /** Null where nobody hears concerns yet. */
  readonly form: FormModel | null;
  readonly answerHref: string;
  readonly isSignedIn: boolean;
  /** Where the numbers are told. */
  readonly counts: readonly Link[];
};

const mostRadios = 8;

type RaiseAsked = {
  readonly hearing: readonly HearingRow[];
  /** The body from whose page the reader came. */
  readonly chosen: string | null;
  readonly isSignedIn: boolean;
  readonly tried?: Tried;
};

const choiceOf = ({ slug, name, id, heardById, heardByName }: HearingRow) => ({
  value: slug,
  text: name,
  hint: id === heardById ? null : `Heard by the speak-up lead of ${heardByName}`,
});

export function raisePage({ hearing, chosen, isSignedIn, tried = null }: RaiseAsked): RaisePage {
  const where = {
    name: 'service',
    label: 'Where do you work?',
    hint: 'The speak-up lead there reads your concern, and nobody else.',
    choices: hearing.map(choiceOf),
    value: hearing.length === 1 ? (hearing[0]?.slug ?? null) : chosen,
  };
  const model =
    hearing.length === 0
      ? null
      : form({
          action: concernPaths.raise(),
          button: 'Raise the concern',
          tried,
          fields: [
            hearing.length <= mostRadios ? radios(where) : select(where),
            radios({
              name: 'theme',
              label: 'What is it about?',
              choices: concernThemes.map((value) => ({ value, text: themeWords[value] })),
            }),
            prose({
              name: 'words',
              label: 'In your own words, if you want',
              hint: 'Write no names, dates of birth or case numbers, neither yours nor those of others. Say what happens and where, not who you are.',
              rows: 6,
            }),
            radios({
              name: 'reply',
              label: 'Do you want a reply?',
              choices: [
                { value: 'yes', text: 'Yes', hint: 'You get a receipt word, with which you can read the answer here.' },
                { value: 'no', text: 'No' },
              ],
            }),
          ],
        });
  const leads = new Set<string>();
  return {
    title: 'Raise a concern',
    description: 'Tell the speak-up lead of your organisation what is wrong, without giving your name.',
    breadcrumbs: [],
    hasForm: true,
    errors: model?.errors ?? [],
    form: model,
    answerHref: concernPaths.answer(),
    isSignedIn,
    counts: hearing
      .filter(({ id, heardById }) => id === heardById && !leads.has(id) && leads.add(id))
      .map(({ name, slug }) => ({ text: name, href: concernPaths.counts(slug) })),
  };
}

export type RaisedPage = PageFacts & { readonly receipt: string | null; readonly answerHref: string };

/** Shown once, as the answer to the form: it has no address of its own. */
export const raisedPage = (receipt: string | null): RaisedPage => ({
  title: 'Concern raised',
  breadcrumbs: [],
  hasForm: true,
  receipt,
  answerHref: concernPaths.answer(),
});

export type ReceiptPage = PageFacts & {
  readonly form: FormModel;
  readonly unknown: string | null;
  readonly answer: SummaryList | null;
  readonly words: string | null;
};

type ReceiptAsked = {
  /** What was typed; null: nothing yet. */
  readonly typed: string | null;
  readonly answer: AnswerRow | null;
  readonly tried?: Tried;
};

export function receiptPage({ typed, answer, tried = null }: ReceiptAsked): ReceiptPage {
  const model = form({
    action: concernPaths.answer(),
    button: 'Read the answer',
    tried,
    fields: [
      text({
        name: 'receipt',
        label: 'Receipt word',
        hint: 'For example, harbour-otter-maple-293. Capitals and spaces do not matter.',
        value: answer ? '' : typed,
        width: 30,
      }),
    ],
  });
  return {
    title: answer ? 'What became of your concern' : 'Read the answer to a concern',
    description: 'Type your receipt word to read what became of your concern.',
    breadcrumbs: [{ text: 'Raise a concern', href: concernPaths.raise() }],
    hasForm: true,
    linkedAs: concernPaths.answer(),
    errors: model.errors,
    form: model,
    unknown: typed !== null && !answer ? noSuchReceipt : null,
    answer: answer ? answerSummary(answer) : null,
    words: answer?.outcome && answer.outcomeSharedOn ? answer.outcome : null,
  };
}

const answerSummary = ({ state, acknowledgedOn, outcomeSharedOn, closedOn }: AnswerRow): SummaryList => ({
  rows: [
    { label: 'Where it stands', text: standing[state] },
    ...(acknowledgedOn ? [{ label: 'Acknowledged', text: formatDay(acknowledgedOn) }] : []),
    ...(outcomeSharedOn ? [{ label: 'Answered', text: formatDay(outcomeSharedOn) }] : []),
    ...(closedOn ? [{ label: 'Closed', text: formatDay(closedOn) }] : []),
  ],
});

const standing: Readonly<Record<AnswerRow['state'], string>> = {
  ...stateWords,
  raised: 'Raised. The speak-up lead has two working days to acknowledge it',
};

/** Whether what was chosen is offered. */
export const chosenAmong = (hearing: readonly HearingRow[], posted: NonNullable<Tried>['posted']): HearingRow | null =>
  hearing.find(({ slug }) => slug === textOf(posted, 'service')) ?? null;
