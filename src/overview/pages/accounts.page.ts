import { accessPaths } from '../../access/pages/access.paths.js';
import type { AccountStatus } from '../../access/data/account.row.js';
import type { LinkPurpose } from '../../access/domain/one-time-link.js';
import { isInForce, type Role, roleNames, roles } from '../../access/domain/roles.js';
import type { InviteRefusal } from '../../access/managing-accounts.service.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ukMoment } from '../../kernel/clock.js';
import { type FilterForm, filterForm, type FilterValues } from '../../shell/filters.js';
import { checkboxes, form, type FormModel, text, type Tried } from '../../shell/form/form.js';
import { formatList, formatMoment, plural } from '../../shell/format.js';
import type { Notice, PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { paginate, type Pagination, pageSize } from '../../shell/pagination.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ListedAccount, ListedGrant } from '../data/account-list.queries.js';
import { accountsPaths } from './accounts.paths.js';

export const accountFilters = {
  q: { kind: 'text', label: 'Name, email address or reference' },
  role: {
    kind: 'one',
    label: 'Role held today',
    any: 'Any role',
    choices: roles.map((role) => ({ value: role, text: roleNames[role] })),
  },
  status: {
    kind: 'one',
    label: 'State',
    any: 'Any state',
    choices: [
      { value: 'active', text: 'Active' },
      { value: 'invited', text: 'Invited' },
      { value: 'disabled', text: 'Disabled' },
    ],
  },
} as const;

export const statusTag = (status: AccountStatus) =>
  ({
    active: { text: 'Active', colour: 'turquoise' },
    invited: { text: 'Invited', colour: 'yellow' },
    disabled: { text: 'Disabled', colour: 'grey' },
  })[status] as { readonly text: string; readonly colour: 'turquoise' | 'yellow' | 'grey' };

/** "Board member, chair, Northshire Council". */
export const grantInWords = ({
  role,
  chair,
  boundName,
}: Pick<ListedGrant, 'role' | 'boundName'> & { readonly chair: number | boolean }): string =>
  [roleNames[role], chair ? 'chair' : null, boundName].filter(Boolean).join(', ');

export type AccountsPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly actions: readonly Link[];
};

type Listing = {
  readonly values: FilterValues<typeof accountFilters>;
  readonly notes: readonly string[];
  readonly page: number;
  readonly total: number;
  readonly rows: readonly ListedAccount[];
  readonly grants: readonly ListedGrant[];
  readonly today: CalendarDay;
};

const columns = [
  { text: 'Name' },
  { text: 'Roles today' },
  { text: 'State' },
  { text: 'Second factor' },
  { text: 'Last signed in' },
];

export function accountsPage({ values, notes, page, total, rows, grants, today }: Listing): AccountsPage {
  const path = accountsPaths.list;
  const rolesOf = (accountId: string): string[] =>
    grants
      .filter((grant) => grant.accountId === accountId && grant.endedAt === null && isInForce(grant, today))
      .map(grantInWords);
  const table: Table = {
    id: 'accounts',
    caption: 'Accounts',
    captionHidden: true,
    head: tableHead(columns),
    rows: rows.map((account) => ({
      cells: [
        { header: true, text: account.name, href: accountsPaths.show(account.ref), note: account.email },
        { text: formatList(rolesOf(account.id)) || 'None' },
        { tag: statusTag(account.status) },
        { text: account.hasSecondFactor ? 'On' : 'Off' },
        { text: account.signedInAt ? ukMoment(account.signedInAt) : 'Never' },
      ],
    })),
    empty: { text: 'No accounts match. Remove a filter.' },
  };
  return {
    title: 'Accounts',
    heading: plural(total, 'account'),
    notices: notes.map((words): Notice => ({ text: words })),
    filter: filterForm(accountFilters, values, { path }),
    table: stacked(table),
    pagination: paginate(
      { page, shown: rows.length, total: { count: total, capped: false }, size: pageSize },
      { path, query: values },
    ),
    actions: [
      { text: 'Invite a colleague', href: accountsPaths.invite },
      { text: 'Roles that need a second factor', href: accountsPaths.rules },
      { text: 'View as somebody else', href: accountsPaths.viewAs },
      { text: 'Tokens for programs', href: accessPaths.allTokens },
    ],
  };
}

const breadcrumbs: readonly Link[] = [{ text: 'Accounts', href: accountsPaths.list }];

/** `overview/account-form`. */
export type AccountFormPage = PageFacts & { readonly paragraphs: readonly string[]; readonly form: FormModel };

export const inviteMessages: Readonly<Record<InviteRefusal, string>> = {
  'email-taken': 'There is an account with this email address already. Open it, and give it another role',
};

export function invitePage({ tried = null }: { readonly tried?: Tried } = {}): AccountFormPage {
  const model = form({
    action: accountsPaths.list,
    button: 'Make the invitation',
    tried,
    cancel: { text: 'Cancel', href: accountsPaths.list },
    fields: [
      text({ name: 'name', label: 'Name' }),
      text({
        name: 'email',
        label: 'Email address',
        hint: 'The one at work. With it they sign in, also through the directory of their organisation where there is one.',
        type: 'email',
      }),
    ],
  });
  return {
    title: 'Invite a colleague',
    breadcrumbs,
    errors: model.errors,
    form: model,
    paragraphs: [
      'They get a link that works once, within a week, and choose a password with it. What they may do you say next: without a role they see what everybody sees.',
    ],
  };
}

/** `overview/account-link`: shown this once. */
export type LinkMadePage = PageFacts & {
  readonly words: readonly string[];
  readonly address: string;
  readonly next: Link;
};

type MadeLink = {
  readonly purpose: Exclude<LinkPurpose, 'set-up'>;
  readonly ref: string;
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
  readonly publicUrl: string;
  readonly sendsMail: boolean;
};

export function linkMadePage({ purpose, ref, name, token, expiresAt, publicUrl, sendsMail }: MadeLink): LinkMadePage {
  const isInvitation = purpose === 'invitation';
  return {
    title: isInvitation ? `${name} is invited` : `A link for ${name} to choose a new password`,
    breadcrumbs: [...breadcrumbs, { text: name, href: accountsPaths.show(ref) }],
    words: [
      sendsMail
        ? 'It is on its way by email. You can also give it yourself:'
        : 'This service sends no email at the moment. Give them this address yourself, in a way that only they can read:',
    ],
    address: `${publicUrl}${isInvitation ? accessPaths.invitation(token) : accessPaths.reset(token)}`,
    next: isInvitation
      ? { text: `Say what ${name} may do`, href: accountsPaths.newGrant(ref) }
      : { text: `Back to ${name}`, href: accountsPaths.show(ref) },
    notices: [
      {
        text: `It works once, until ${formatMoment(expiresAt)}. It is shown only now: a new one can be made at any time.`,
      },
    ],
  };
}

export function rulesPage({ asking }: { readonly asking: readonly Role[] }): AccountFormPage {
  const model = form({
    action: accountsPaths.rules,
    button: 'Save',
    cancel: { text: 'Cancel', href: accountsPaths.list },
    fields: [
      checkboxes({
        name: 'roles',
        label: 'Roles that need a second factor',
        hint: 'Whoever has one of these and no second factor is asked to set one up before they can go on.',
        choices: roles.map((role) => ({ value: role, text: roleNames[role] })),
        values: asking,
      }),
    ],
  });
  return { title: 'Roles that need a second factor', breadcrumbs, errors: [], form: model, paragraphs: [] };
}
