import { roleWords } from '../../access/domain/role-words.js';
import { boundOf, type Role, roleNames, roles } from '../../access/domain/roles.js';
import type { GivingRefusal } from '../../access/granting.service.js';
import type { ViewRefusal } from '../../access/viewing-as.service.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dayBoxes, type FieldMaker, form, type FormModel, radios, tick, type Tried } from '../../shell/form/form.js';
import type { Notice, PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Search } from '../../shell/parts.js';
import type { Bound } from '../data/account-list.queries.js';
import { accountsPaths } from './accounts.paths.js';
import { accountBreadcrumbs } from './one-account.page.js';

/** Where a grant cannot stand: at a field, or above the form. */
export const givingMessages: Readonly<Record<GivingRefusal, { readonly field: string; readonly message: string }>> = {
  'needs-organisation': { field: 'bound', message: 'Select the body that the role is for' },
  'needs-inspectorate': { field: 'bound', message: 'Select the inspectorate that the role is for' },
  'needs-no-bound': { field: 'bound', message: 'This role is for no body in particular' },
  'only-a-board-member-chairs': { field: 'chair', message: 'Only a board member can be in the chair' },
  'ends-before-it-begins': { field: 'toOn', message: 'Last day must be the same as or after the first day' },
  'begins-in-the-past': { field: 'fromOn', message: 'First day must be today or in the future' },
  'held-already': { field: 'role', message: 'This person holds the same role at that time already' },
  'inspects-and-edits': {
    field: 'role',
    message:
      'A person cannot inspect and report for a body at the same time. End the other role first, or let this one begin after it',
  },
  'researches-and-belongs': {
    field: 'role',
    message:
      'A researcher cannot also belong to a board, a body or an inspectorate. End the other role first, or let this one begin after it',
  },
  'administers-and-hears-concerns': {
    field: 'role',
    message:
      'An administrator cannot also hear the concerns of staff, which are told in confidence. Give this role to somebody else',
  },
  'not-found': { field: 'role', message: 'There is no such account' },
  disabled: { field: 'role', message: 'The account is disabled. Enable it first' },
  stale: { field: 'role', message: 'The account was changed meanwhile. Look at it again' },
};

export const viewMessages: Readonly<Record<ViewRefusal, { readonly field: string; readonly message: string }>> = {
  'needs-organisation': { field: 'bound', message: 'Select the body whose papers are to be looked at' },
  'needs-inspectorate': { field: 'bound', message: 'Select the inspectorate' },
  'in-confidence': {
    field: 'role',
    message: 'What a speak-up lead reads was told in confidence. Only a speak-up lead can look at it',
  },
};

/** `overview/choose-grant`: first the role, then the rest, each with an address of its own. */
export type ChooseGrantPage = PageFacts & {
  readonly words: string;
  /** The roles to choose from, each a link; null once one is chosen. */
  readonly roles: readonly { readonly text: string; readonly href: string; readonly words: string }[] | null;
  readonly chosen: { readonly text: string; readonly words: string; readonly change: Link } | null;
  readonly search: Search | null;
  readonly keep: readonly { readonly name: string; readonly value: string }[];
  readonly form: FormModel | null;
};

type Choosing = {
  readonly role: Role | null;
  readonly q: string | null;
  /** What may be chosen for the role; for a body only what was found. */
  readonly bounds: readonly Bound[];
  readonly tried?: Tried;
};

type For = {
  readonly title: string;
  readonly words: string;
  readonly breadcrumbs: readonly Link[];
  readonly path: string;
  readonly action: string;
  readonly button: string;
  readonly cancel: Link;
  readonly offered: readonly Role[];
  readonly more: readonly FieldMaker[];
};

function choosePage({ role, q, bounds, tried = null }: Choosing, about: For): ChooseGrantPage {
  const bound = role ? boundOf[role] : 'nothing';
  const needsSearch = bound === 'organisation';
  const isReady = role !== null && (!needsSearch || bounds.length > 0);
  const model =
    isReady && role
      ? form({
          action: about.action,
          button: about.button,
          tried,
          hidden: { role, ...(q === null ? {} : { q }) },
          cancel: about.cancel,
          fields: [
            ...(bound === 'nothing' ? [] : [boundField(bound, bounds)]),
            ...(role === 'board_member'
              ? [tick({ name: 'chair', label: 'The chair', words: 'Chairs the board' })]
              : []),
            ...about.more,
          ],
        })
      : null;
  const notices: Notice[] =
    needsSearch && q !== null && bounds.length === 0
      ? [{ text: `No body was found for “${q}”. Try a part of its name, or its reference such as OR-0012.` }]
      : [];
  return {
    title: about.title,
    words: about.words,
    breadcrumbs: about.breadcrumbs,
    notices,
    // Without a form to lead to, what is wrong is said above the page.
    errors: model?.errors ?? Object.values(tried?.errors ?? {}).map((text) => ({ text, href: '#main' })),
    roles:
      role === null
        ? about.offered.map((one) => ({
            text: roleNames[one],
            href: address(about.path, { role: one }),
            words: roleWords[one],
          }))
        : null,
    chosen: role && {
      text: roleNames[role],
      words: roleWords[role],
      change: { text: 'Choose another role', href: about.path },
    },
    search: needsSearch
      ? {
          id: 'find-body',
          action: about.path,
          name: 'q',
          label: 'Find the body that the role is for',
          hint: 'A part of its name, or its reference',
          value: q,
          button: 'Find',
        }
      : null,
    keep: role ? [{ name: 'role', value: role }] : [],
    form: model,
  };
}

const boundField = (bound: 'organisation' | 'inspectorate', bounds: readonly Bound[]): FieldMaker =>
  radios({
    name: 'bound',
    label: bound === 'organisation' ? 'Which body is the role for?' : 'Which inspectorate is the role for?',
    choices: bounds.map(({ id, name, about }) => ({
      value: id,
      text: name,
      hint: bound === 'organisation' ? about : null,
    })),
    ...(bounds.length === 1 && bounds[0] ? { value: bounds[0].id } : {}),
  });

export function giveRolePage(
  choosing: Choosing,
  { ref, name, today }: { readonly ref: string; readonly name: string; readonly today: CalendarDay },
): ChooseGrantPage {
  return choosePage(choosing, {
    title: `Give ${name} a role`,
    words:
      'A role says what a person may do, and where. It is written down who gave it; if they are signed in, they sign in again to use it.',
    breadcrumbs: accountBreadcrumbs(ref, name),
    path: accountsPaths.newGrant(ref),
    action: accountsPaths.grants(ref),
    button: 'Give this role',
    cancel: { text: 'Cancel', href: accountsPaths.show(ref) },
    offered: roles,
    more: [
      dayBoxes({ name: 'fromOn', label: 'First day', value: today }),
      dayBoxes({ name: 'toOn', label: 'Last day', hint: 'Leave it empty if the role lasts until somebody ends it.' }),
    ],
  });
}

export const viewAsPage = (choosing: Choosing): ChooseGrantPage =>
  choosePage(choosing, {
    title: 'View as somebody else',
    words:
      'You see the pages as somebody with this role sees them, until you end the view. Nothing can be changed meanwhile, every page says so, and it is written down that you looked.',
    breadcrumbs: [{ text: 'Accounts', href: accountsPaths.list }],
    path: accountsPaths.viewAs,
    action: accountsPaths.viewAs,
    button: 'Begin the view',
    cancel: { text: 'Cancel', href: accountsPaths.list },
    offered: roles.filter((role) => role !== 'speak_up_lead' && role !== 'administrator'),
    more: [],
  });
