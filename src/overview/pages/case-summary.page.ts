import type { CaseSummaryRow, SourceCountRow, SummarisedCaseRow } from '../../episodes/data/case-summary.row.js';
import { publicTextSigns, type SummaryRefusal, summaryStatuses } from '../../episodes/domain/case-summary.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { type FieldMaker, form, type FormModel, prose, text, tick, type Tried } from '../../shell/form/form.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { caseSummaryPaths } from './case-summary.paths.js';
import { historyPaths } from './history.paths.js';

const dayWords = (day: string | null): string => {
  const read = day ? parseCalendarDay(day) : null;
  return read ? formatDay(read) : 'Not yet';
};

/** The summary on the public page of a case, with every edition that was published. */
export type PublishedSummary = {
  readonly paragraphs: readonly string[];
  readonly note: string;
  readonly earlier: readonly {
    readonly id: string;
    readonly heading: string;
    readonly paragraphs: readonly string[];
  }[];
};

const paragraphsOf = (words: string): readonly string[] =>
  words.split(/\n{2,}|\n/).filter((line) => line.trim() !== '');

export function publishedSummary(editions: readonly CaseSummaryRow[]): PublishedSummary | null {
  const [latest, ...earlier] = editions;
  if (!latest) return null;
  return {
    paragraphs: paragraphsOf(latest.text),
    note: `Edition ${latest.edition}, published at ${formatMoment(latest.publishedAt ?? latest.draftedAt)}. A second person checked it, and the organisation was told on ${dayWords(latest.notifiedOn)}.${latest.why ? ` Why there is a new edition: ${latest.why}` : ''}${latest.remarks ? ` What the organisation said: ${latest.remarks}` : ''}`,
    earlier: earlier.map((edition) => ({
      id: `edition-${edition.edition}`,
      heading: `Edition ${edition.edition}, published at ${formatMoment(edition.publishedAt ?? edition.draftedAt)}`,
      paragraphs: paragraphsOf(edition.text),
    })),
  };
}

export const summaryMessages: Readonly<Record<Exclude<SummaryRefusal, 'not-found' | 'stale'>, string>> = {
  'wrong-state': 'The summary is not at that stage any more. Look at where it stands now',
  'own-draft': 'Somebody else than the person who wrote the draft must do this',
  'too-few-sources': 'The case must rest on at least 3 sources before its summary is checked',
  'no-official-source': 'At least one source of the case must be an inspectorate’s or a government’s',
  'looks-personal': 'Confirm that you have read what looks as if it could identify a person, or change it',
  'too-early': 'The organisation still has its five working days',
  'nothing-published': 'No summary of this case has been published yet',
  'open-edition': 'A new edition is being written already',
};

export const summarySaid: Readonly<Record<string, string>> = {
  saved: 'The draft is saved. A second person must check it.',
  checked: 'The summary is checked. Tell the organisation next.',
  notified: 'It is noted that the organisation was told. Five working days are theirs.',
  published: 'The summary is published, and stands on the page of the case.',
  correcting: 'A new edition is begun. The present one stays on the page until the new one is published.',
};

type Facts = {
  readonly of: SummarisedCaseRow;
  readonly editions: readonly CaseSummaryRow[];
  readonly sources: SourceCountRow;
  readonly people: ReadonlyMap<string, string>;
  readonly me: string;
  readonly today: CalendarDay;
  readonly tried?: Tried;
  /** A button that could not do its work, and why. */
  readonly problem?: string | null;
  readonly staleAt?: string | null;
  readonly said?: Notification | null;
};

/** A step with the rule that it is under; without a form, what it waits for. */
type Step = { readonly id: string; readonly heading: string; readonly rule: string; readonly form: FormModel | null };

export type CaseSummaryPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly summary: SummaryList;
  readonly draft: FormModel | null;
  readonly steps: readonly Step[];
};

const draftFields = (latest: CaseSummaryRow | undefined): readonly FieldMaker[] => [
  prose({
    name: 'text',
    label: 'The summary',
    hint: 'What failed, when, what was done, where it is now. Short sentences, nobody below director level, numbers under five as “fewer than 5”.',
    value: latest?.text ?? null,
    rows: 12,
  }),
  ...(latest && latest.edition > 1
    ? [text({ name: 'why', label: 'Why there is a new edition', hint: 'Everybody reads this.', value: latest.why })]
    : []),
  prose({
    name: 'remarks',
    label: 'What the organisation said, and what became of it',
    hint: 'Everybody reads this, whether it was accepted or not.',
    value: latest?.remarks ?? null,
    rows: 4,
  }),
];

export function caseSummaryPage(facts: Facts): CaseSummaryPage {
  const { of, editions, people, tried = null, problem = null, staleAt = null } = facts;
  const [latest] = editions;
  const isOpen = !latest || !['published', 'superseded'].includes(latest.status);
  const fields = draftFields(latest);
  const merged =
    tried && staleAt
      ? mergeConflict({ thing: 'summary', at: staleAt, fields, posted: tried.posted, was: readWas(tried.posted) })
      : tried;
  const draft = isOpen
    ? form({
        action: caseSummaryPaths.show(of.ref),
        button: 'Save the draft',
        tried: merged,
        version: latest?.version ?? 0,
        merges: true,
        fields,
      })
    : null;
  const nameOf = (ref: string | null): string => (ref ? (people.get(ref) ?? ref) : 'Nobody yet');
  return {
    title: `Summary of ${of.title} (${of.ref})`,
    heading: 'Summary of the case',
    caption: `${of.title}, ${of.organisation}`,
    breadcrumbs: [
      { text: 'Episodes', href: episodePaths.index() },
      { text: of.title, href: episodePaths.show(of.ref) },
    ],
    hasForm: true,
    errors: [...(problem ? [{ text: problem, href: '#steps' }] : []), ...(draft?.errors ?? [])],
    historyHref: historyPaths.of('failure_episode', of.ref),
    said: facts.said ?? null,
    summary: {
      rows: [
        { label: 'Where it stands', text: latest ? summaryStatuses[latest.status] : 'Not begun' },
        { label: 'Edition', text: latest ? String(latest.edition) : '1, not begun' },
        { label: 'Written by', text: nameOf(latest?.draftedBy ?? null) },
        { label: 'Checked by', text: nameOf(latest?.checkedBy ?? null) },
        { label: 'The organisation was told on', text: dayWords(latest?.notifiedOn ?? null) },
        { label: 'May be published from', text: dayWords(latest?.publishableOn ?? null) },
        {
          label: 'What the case rests on',
          text: `${plural(facts.sources.sources, 'source')}, ${facts.sources.official} of an inspectorate or a government`,
        },
      ],
    },
    draft,
    steps: latest ? stepsOf(latest, facts) : [],
  };
}

function stepsOf(latest: CaseSummaryRow, { of, me, today }: Facts): readonly Step[] {
  const { version, status } = latest;
  const own = latest.draftedBy === me;
  const bare = (action: string, button: string): FormModel => form({ action, button, version, fields: [] });
  if (status === 'draft') {
    const signs = publicTextSigns(latest.text);
    const fields =
      signs.length > 0
        ? [
            tick({
              name: 'confirmed',
              label: 'Something in it looks as if it could identify a person, or is a number under five',
              words: 'I have read it: nobody can be known by it',
            }),
          ]
        : [];
    return [
      {
        id: 'check',
        heading: 'Check it',
        rule: own
          ? 'You wrote this draft, so somebody else must check it: a board secretary of the organisation or a record keeper.'
          : 'You can check it when you have read it against its sources: at least 3, one of them an inspectorate’s or a government’s.',
        form: own ? null : form({ action: caseSummaryPaths.checks(of.ref), button: 'It is checked', version, fields }),
      },
    ];
  }
  if (status === 'checked')
    return [
      {
        id: 'notice',
        heading: 'Tell the organisation',
        rule: 'Send it the words above first. Then five working days are its own, to say what is wrong.',
        form: bare(caseSummaryPaths.notices(of.ref), 'The organisation was told today'),
      },
    ];
  if (status === 'notified') {
    const isTime = latest.publishableOn !== null && today >= latest.publishableOn;
    return [
      {
        id: 'publication',
        heading: 'Publish it',
        rule: own
          ? 'You wrote this draft, so somebody else must publish it.'
          : isTime
            ? 'You can publish it now: everybody reads it at once.'
            : `You can publish it from ${dayWords(latest.publishableOn)}: until then the organisation may say what is wrong. Saving the draft anew begins this from the start.`,
        form: own || !isTime ? null : bare(caseSummaryPaths.publications(of.ref), 'Publish the summary'),
      },
    ];
  }
  return [
    {
      id: 'correction',
      heading: 'Correct it',
      rule: 'What is published is never changed: a new edition replaces it, and the earlier one stays readable.',
      form: form({
        action: caseSummaryPaths.corrections(of.ref),
        button: 'Begin a new edition',
        version,
        fields: [text({ name: 'reason', label: 'What is wrong with the present edition?' })],
      }),
    },
  ];
}

export const staleMoment = (latest: CaseSummaryRow | undefined): string =>
  formatMoment(latest?.publishedAt ?? latest?.checkedAt ?? latest?.draftedAt ?? '1970-01-01T00:00:00.000Z');
