import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { filterForm, type FilterForm, type FilterValues } from '../../shell/filters.js';
import { checkboxes, dayBoxes, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatCount, formatDay, formatList, formatMoment, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { paginate, type Pagination, pageSize } from '../../shell/pagination.js';
import type { Notification, SummaryList, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { MakingRefusal } from '../api-tokens.service.js';
import type { ApiTokenRow, HeldTokenRow } from '../data/api-token.row.js';
import { latestEnd, mostTokens, scopesIn, type TokenScope, type TokenState, tokenState } from '../domain/api-token.js';
import { accessPaths } from './access.paths.js';

/** What a scope lets a program read, for its person, who thinks of the pages. */
export const scopeWords: Readonly<
  Record<TokenScope, { readonly text: string; readonly hint: string; readonly short: string }>
> = {
  record: {
    text: 'The public record',
    hint: 'What everybody may read, also without a token.',
    short: 'the public record',
  },
  plans: {
    text: 'Plans and milestones that you may read',
    hint: 'Those of your organisations, and those to which a board has invited you.',
    short: 'plans and milestones',
  },
  measures: {
    text: 'Measures of your organisations, with numbers that are not for publication',
    hint: 'True numbers, small ones too: whoever has the token has them.',
    short: 'measures with numbers that are not for publication',
  },
  comparisons: {
    text: 'Comparisons that you saved',
    hint: 'Nobody else reads them.',
    short: 'saved comparisons',
  },
};

const stateTags: Readonly<Record<TokenState, Tag>> = {
  live: { text: 'Works', colour: 'turquoise' },
  over: { text: 'Over', colour: 'grey' },
  revoked: { text: 'Revoked', colour: 'grey' },
};

const scopesText = (row: ApiTokenRow): string => {
  const words = formatList(scopesIn(row.scopes).map((scope) => scopeWords[scope].short));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};
const usedText = ({ usedAt }: ApiTokenRow): string =>
  usedAt === null ? 'Never' : `${formatMoment(usedAt)}, to the hour`;

export type Revocable = { readonly name: string; readonly ref: string; readonly action: string };

export type TokensPage = PageFacts & {
  readonly done: Notification | null;
  readonly apiHref: string;
  readonly form: FormModel;
  readonly table: Table;
  readonly revocable: readonly Revocable[];
};

export const makingMessages: Readonly<Record<MakingRefusal, Readonly<Record<string, string>>>> = {
  'not-ahead': { endsOn: 'Last day must be in the future' },
  'too-late': { endsOn: 'Last day must be within a year from today' },
  'not-yours': { scopes: 'Select only what you may read yourself' },
  'too-many': { name: `You have ${mostTokens} tokens that work. Revoke one that you no longer need` },
};

const usualLife = 90;

type Known = {
  readonly rows: readonly ApiTokenRow[];
  readonly scopes: readonly TokenScope[];
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
  readonly apiHref: string;
  /** Whether letters can be sent at all. */
  readonly sendsMail: boolean;
  readonly tried?: Tried;
};

/** A person’s own tokens, and the form for one more. */
export function tokensPage({ rows, scopes, today, query, apiHref, sendsMail, tried = null }: Known): TokensPage {
  const model = form({
    action: accessPaths.tokens,
    button: 'Make the token',
    tried,
    fields: [
      text({ name: 'name', label: 'What it is for', hint: 'For example, “Nightly copy for our dashboard”.' }),
      checkboxes({
        name: 'scopes',
        label: 'What the program may read',
        choices: scopes.map((scope) => ({
          value: scope,
          text: scopeWords[scope].text,
          hint: scopeWords[scope].hint,
        })),
        values: ['record'],
      }),
      dayBoxes({
        name: 'endsOn',
        label: 'Last day',
        hint: `At the latest ${formatDay(latestEnd(today))}. Make a new one then${sendsMail ? ': a letter tells you a week before' : ''}.`,
        value: addDays(today, usualLife),
      }),
    ],
  });
  const live = rows.filter((row) => tokenState(row, today) === 'live');
  return {
    title: 'Tokens for programs',
    breadcrumbs: [{ text: 'Your account', href: accessPaths.account }],
    errors: model.errors,
    done: saidAfter(query, {
      revoked: 'The token is revoked. A program that shows it is refused from now on.',
      password:
        'Your new password is set. Your tokens ended with the old one: a program that shows one is refused from now on.',
    }),
    apiHref,
    form: model,
    table: stacked({
      id: 'tokens',
      caption: live.length === 1 ? '1 token of yours works' : `${formatCount(live.length)} tokens of yours work`,
      head: tableHead(['For', 'May read', 'Last day', 'Last used', 'State'].map((heading) => ({ text: heading }))),
      rows: rows.map((row) => ({
        cells: [
          { header: true, text: row.name, note: `${row.ref}, made ${formatMoment(row.madeAt)}` },
          { text: scopesText(row) },
          { text: formatDay(row.endsOn) },
          { text: usedText(row) },
          {
            tag: stateTags[tokenState(row, today)],
            note: row.revokedAt === null ? null : `${formatMoment(row.revokedAt)}: ${row.revokedReason ?? ''}`,
          },
        ],
      })),
      empty: { text: 'You have made no token.' },
    }),
    revocable: live.map(({ name, ref }) => ({ name, ref, action: accessPaths.tokenRevocation(ref) })),
  };
}

export type TokenMadePage = PageFacts & {
  readonly name: string;
  readonly token: string;
  readonly example: string;
  readonly until: string;
  readonly next: Link;
};

type Made = { readonly name: string; readonly token: string; readonly endsOn: CalendarDay; readonly example: string };

/** The one time that a token is shown. */
export const tokenMadePage = ({ name, token, endsOn, example }: Made): TokenMadePage => ({
  title: 'Your token',
  breadcrumbs: [
    { text: 'Your account', href: accessPaths.account },
    { text: 'Tokens for programs', href: accessPaths.tokens },
  ],
  name,
  token,
  example,
  until: formatDay(endsOn),
  next: { text: 'Back to your tokens', href: accessPaths.tokens },
});

export const tokenFilters = {
  state: {
    kind: 'one',
    label: 'State',
    any: 'Works, over or revoked',
    choices: [{ value: 'live', text: 'Works' }],
  },
} as const;

export type AllTokensPage = PageFacts & {
  readonly done: Notification | null;
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
};

type Listing = {
  readonly rows: readonly HeldTokenRow[];
  readonly total: number;
  readonly page: number;
  readonly values: FilterValues<typeof tokenFilters>;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

/** Everybody’s tokens, for administrators. */
export const allTokensPage = ({ rows, total, page, values, notes, today, query }: Listing): AllTokensPage => ({
  title: 'Tokens for programs',
  heading: plural(total, 'token'),
  done: saidAfter(query, { revoked: 'The token is revoked. A program that shows it is refused from now on.' }),
  notices: notes.map((words) => ({ text: words })),
  filter: filterForm(tokenFilters, values, { path: accessPaths.allTokens }),
  table: stacked({
    id: 'tokens',
    caption: 'Tokens',
    captionHidden: true,
    head: tableHead(['For', 'Whose', 'May read', 'Last day', 'State'].map((heading) => ({ text: heading }))),
    rows: rows.map((row) => ({
      cells: [
        { header: true, text: row.name, href: accessPaths.oneToken(row.ref), note: row.ref },
        { text: row.accountName, note: row.accountRef },
        { text: scopesText(row) },
        { text: formatDay(row.endsOn), note: row.usedAt === null ? 'Never used' : `Last used ${usedText(row)}` },
        { tag: stateTags[tokenState(row, today)] },
      ],
    })),
    empty: { text: values.state === null ? 'Nobody has made a token.' : 'No token works. Remove the filter.' },
  }),
  pagination: paginate(
    { page, shown: rows.length, total: { count: total, capped: false }, size: pageSize },
    { path: accessPaths.allTokens, query: values },
  ),
});

export type OneTokenPage = PageFacts & {
  readonly heading: string;
  readonly facts: SummaryList;
  readonly form: FormModel | null;
};

export function oneTokenPage({
  row,
  today,
  tried = null,
}: {
  readonly row: HeldTokenRow;
  readonly today: CalendarDay;
  readonly tried?: Tried;
}): OneTokenPage {
  const state = tokenState(row, today);
  const model =
    state === 'live'
      ? form({
          action: accessPaths.oneTokenRevocation(row.ref),
          button: 'Revoke it',
          isWarning: true,
          tried,
          fields: [prose({ name: 'reason', label: 'Why it is revoked', hint: 'Its person reads this.', rows: 3 })],
          cancel: { text: 'Cancel', href: accessPaths.allTokens },
        })
      : null;
  return {
    title: `${row.name}, ${row.ref}`,
    heading: row.name,
    breadcrumbs: [{ text: 'Tokens for programs', href: accessPaths.allTokens }],
    errors: model?.errors ?? [],
    facts: {
      rows: [
        { label: 'Whose', text: row.accountName, note: row.accountRef },
        { label: 'May read', text: scopesText(row) },
        { label: 'Made', text: formatMoment(row.madeAt) },
        { label: 'Last day', text: formatDay(row.endsOn) },
        { label: 'Last used', text: usedText(row) },
        { label: 'State', tag: stateTags[state] },
        ...(row.revokedAt === null
          ? []
          : [
              {
                label: 'Revoked',
                text: `${formatMoment(row.revokedAt)} by ${row.revokedBy ?? ''}`,
                note: row.revokedReason,
              },
            ]),
      ],
    },
    form: model,
  };
}
