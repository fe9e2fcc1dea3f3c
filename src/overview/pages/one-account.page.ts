import type { LinkRow } from '../../access/data/links.queries.js';
import { linkState } from '../../access/domain/one-time-link.js';
import { isInForce } from '../../access/domain/roles.js';
import type { EndingRefusal } from '../../access/granting.service.js';
import type { DescribeRefusal, StatusRefusal } from '../../access/managing-accounts.service.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList, Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ListedAccount, ListedGrant } from '../data/account-list.queries.js';
import { type AccountFormPage, grantInWords, statusTag } from './accounts.page.js';
import { accountsPaths } from './accounts.paths.js';

/** A button and what it does. */
type Act = { readonly action: string; readonly button: string; readonly words: string };

export type OneAccountPage = PageFacts & {
  readonly status: Tag;
  readonly about: SummaryList;
  readonly editHref: string;
  readonly grants: Table;
  readonly newGrantHref: string | null;
  readonly past: Table | null;
  readonly acts: readonly Act[];
  readonly disabling: FormModel | null;
  readonly done: string | null;
};

type Known = {
  readonly account: ListedAccount;
  readonly grants: readonly ListedGrant[];
  readonly links: readonly LinkRow[];
  /** The names of those who gave and ended, by their references. */
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly now: string;
  readonly done: string | null;
  readonly tried?: Tried;
};

const doneWords: Readonly<Record<string, string>> = {
  role: 'The role was given. They sign in again to use it.',
  'role-ended': 'The role was ended, at once.',
  described: 'The account was changed.',
  disabled:
    'The account is disabled. Wherever it was signed in, it is no longer, and its tokens for programs have ended.',
  enabled: 'The account is enabled again.',
  revoked: 'The link works no longer.',
  'second-factor-off': 'The second factor is turned off. They are asked for their password again.',
};

const grantColumns = [{ text: 'Role' }, { text: 'From' }, { text: 'To' }, { text: 'Given by' }, { text: 'Change' }];
const pastColumns = [{ text: 'Role' }, { text: 'From' }, { text: 'Ended' }, { text: 'Given by' }];

export function oneAccountPage(known: Known): OneAccountPage {
  const { account, grants, today, names, done, tried = null } = known;
  const isOver = (grant: ListedGrant): boolean => grant.endedAt !== null || (grant.toOn !== null && grant.toOn < today);
  const said = (ref: string): string => names.get(ref) ?? ref;
  const held = grants.filter((grant) => !isOver(grant));
  const over = grants.filter(isOver);
  const disabling =
    account.status === 'disabled'
      ? null
      : form({
          action: accountsPaths.disabling(account.ref),
          button: 'Disable this account',
          isWarning: true,
          tried,
          fields: [
            prose({
              name: 'reason',
              label: 'Why is it disabled?',
              hint: 'Its sessions, links and tokens for programs end at once. Enabling it again brings none of them back.',
              rows: 2,
            }),
          ],
        });
  return {
    title: account.name,
    breadcrumbs: [{ text: 'Accounts', href: accountsPaths.list }],
    errors: disabling?.errors ?? [],
    status: statusTag(account.status),
    about: {
      rows: [
        { label: 'Email address', text: account.email },
        { label: 'Reference', text: account.ref },
        { label: 'Second factor', text: account.hasSecondFactor ? 'On' : 'Off' },
        { label: 'Last signed in', text: account.signedInAt ? formatMoment(account.signedInAt) : 'Never' },
        ...linkRows(known),
      ],
    },
    editHref: accountsPaths.edit(account.ref),
    newGrantHref: account.status === 'disabled' ? null : accountsPaths.newGrant(account.ref),
    grants: stacked({
      id: 'grants',
      caption: 'Roles',
      captionHidden: true,
      head: tableHead(grantColumns),
      rows: held.map((grant) => ({
        cells: [
          {
            header: true,
            text: grantInWords(grant),
            tag: isInForce(grant, today) ? null : { text: 'Not yet', colour: 'yellow' },
          },
          { text: formatDay(grant.fromOn) },
          { text: grant.toOn ? formatDay(grant.toOn) : 'Until it is ended' },
          { text: said(grant.grantedBy), note: formatMoment(grant.grantedAt) },
          { text: 'End', href: accountsPaths.grantEnding(account.ref, grant.id) },
        ],
      })),
      empty: { text: 'No role. This person sees what everybody sees.' },
    }),
    past:
      over.length === 0
        ? null
        : stacked({
            id: 'past-grants',
            caption: 'Roles that are over',
            head: tableHead(pastColumns),
            rows: over.map((grant) => ({
              cells: [
                { header: true, text: grantInWords(grant) },
                { text: formatDay(grant.fromOn) },
                grant.endedAt
                  ? { text: formatMoment(grant.endedAt), note: `By ${said(grant.endedBy ?? '')}` }
                  : { text: grant.toOn ? formatDay(grant.toOn) : '', note: 'As it was given' },
                { text: said(grant.grantedBy), note: formatMoment(grant.grantedAt) },
              ],
            })),
          }),
    acts: actsOf(known),
    disabling,
    done: done === null ? null : (doneWords[done] ?? null),
  };
}

const openLink = ({ links, now }: Known, purpose: LinkRow['purpose']): LinkRow | null =>
  links.find((link) => link.purpose === purpose && linkState(link, now) === 'usable') ?? null;

function linkRows(known: Known): SummaryList['rows'] {
  const words = (link: LinkRow): string => `Works once, until ${formatMoment(link.expiresAt)}`;
  const invitation = openLink(known, 'invitation');
  const reset = openLink(known, 'reset');
  return [
    ...(invitation ? [{ label: 'Invitation', text: words(invitation) }] : []),
    ...(reset ? [{ label: 'Link for a new password', text: words(reset) }] : []),
  ];
}

function actsOf(known: Known): Act[] {
  const { ref, status, hasSecondFactor } = known.account;
  const acts: (Act | null)[] = [
    status === 'invited'
      ? {
          action: accountsPaths.invitation(ref),
          button: 'Make a new invitation',
          words: 'For whoever lost theirs, or was too late. The one before works no longer.',
        }
      : null,
    openLink(known, 'invitation')
      ? {
          action: accountsPaths.invitationEnding(ref),
          button: 'Withdraw the invitation',
          words: 'Its link then works no longer.',
        }
      : null,
    status === 'active'
      ? {
          action: accountsPaths.reset(ref),
          button: 'Make a link for a new password',
          words: 'For whoever has forgotten theirs. It works once, within a day.',
        }
      : null,
    openLink(known, 'reset')
      ? {
          action: accountsPaths.resetEnding(ref),
          button: 'Withdraw the link for a new password',
          words: 'It then works no longer.',
        }
      : null,
    hasSecondFactor
      ? {
          action: accountsPaths.secondFactorEnding(ref),
          button: 'Turn off the second factor',
          words: 'For whoever has lost their app and every recovery code. First make sure that it is them who ask.',
        }
      : null,
    status === 'disabled'
      ? {
          action: accountsPaths.enabling(ref),
          button: 'Enable this account',
          words: 'With the roles that it still has.',
        }
      : null,
  ];
  return acts.filter((act) => act !== null);
}

export const statusMessages: Readonly<Record<StatusRefusal, string>> = {
  'not-found': 'There is no such account',
  'last-administrator':
    'Nobody else administers this service without an end. Make somebody else an administrator first',
  'disabled-already': 'The account is disabled already',
  'not-disabled': 'The account is not disabled',
};

export const endingMessages: Readonly<Record<EndingRefusal, string>> = {
  'not-found': 'The role was ended meanwhile',
  'last-administrator': statusMessages['last-administrator'],
};

export const describeMessages: Readonly<Record<Exclude<DescribeRefusal, 'stale'>, string>> = {
  'not-found': 'There is no such account',
  'email-taken': 'Another account has this email address',
};

type Editing = {
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
  readonly tried?: Tried;
};

export function editAccountPage({ ref, name, email, version, tried = null }: Editing): AccountFormPage {
  const model = form({
    action: accountsPaths.edit(ref),
    button: 'Save',
    version,
    tried,
    cancel: { text: 'Cancel', href: accountsPaths.show(ref) },
    fields: [
      text({ name: 'name', label: 'Name', value: name }),
      text({ name: 'email', label: 'Email address', value: email, type: 'email' }),
    ],
  });
  return {
    title: `Change ${name}`,
    breadcrumbs: accountBreadcrumbs(ref, name),
    errors: model.errors,
    form: model,
    paragraphs: ['They sign in with the email address, and links are sent to it: make sure that it is theirs.'],
  };
}

export const accountBreadcrumbs = (ref: string, name: string): readonly Link[] => [
  { text: 'Accounts', href: accountsPaths.list },
  { text: name, href: accountsPaths.show(ref) },
];

export function endGrantPage({
  ref,
  name,
  grant,
  tried = null,
}: {
  readonly ref: string;
  readonly name: string;
  readonly grant: ListedGrant;
  readonly tried?: Tried;
}): AccountFormPage {
  const model = form({
    action: accountsPaths.grantEnding(ref, grant.id),
    button: 'End this role now',
    isWarning: true,
    tried,
    cancel: { text: 'Cancel', href: accountsPaths.show(ref) },
    fields: [prose({ name: 'reason', label: 'Why does it end?', rows: 2 })],
  });
  return {
    title: `End a role of ${name}`,
    breadcrumbs: accountBreadcrumbs(ref, name),
    errors: model.errors,
    form: model,
    paragraphs: [
      `${grantInWords(grant)}, since ${formatDay(grant.fromOn)}. It ends at once, also where ${name} is signed in. What was done under it stays, with their name.`,
    ],
  };
}
