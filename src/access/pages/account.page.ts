import { form, text, type Tried } from '../../shell/form/form.js';
import { plural } from '../../shell/format.js';
import type { ChangeRefusal } from '../choosing-passwords.service.js';
import type { Account } from '../domain/account.js';
import type { PasswordRefusal } from '../domain/password.js';
import { accessPaths } from './access.paths.js';
import type { FormPage } from './links.page.js';
import { passwordHint, passwordMessage, tooBusyMessage } from './password-words.js';

export function namePage({ account, tried = null }: { readonly account: Account; readonly tried?: Tried }): FormPage {
  const model = form({
    action: accessPaths.name,
    button: 'Save',
    tried,
    cancel: { text: 'Cancel', href: accessPaths.account },
    fields: [text({ name: 'name', label: 'Name', value: account.name, autocomplete: 'name' })],
  });
  return {
    title: 'Change your name',
    breadcrumbs: [{ text: 'Your account', href: accessPaths.account }],
    errors: model.errors,
    form: model,
    paragraphs: ['Pages that say who did something show this name.'],
  };
}

type AtField = { readonly field: 'current' | 'next'; readonly message: string };

const ownMessages = {
  'not-yours': { field: 'current', message: 'That is not your password now. Enter it again' },
  'too-many': { field: 'current', message: 'There were too many tries. Wait 5 minutes, then try again' },
  'too-busy': { field: 'current', message: tooBusyMessage },
  same: { field: 'next', message: 'Enter a password that is not the one you have now' },
} as const satisfies Readonly<Record<Exclude<ChangeRefusal, PasswordRefusal>, AtField>>;

const isOwn = (refusal: ChangeRefusal): refusal is keyof typeof ownMessages => Object.hasOwn(ownMessages, refusal);

/** What to do about a password that cannot be changed so, and at which field it is said. */
export const changeMessages = (refusal: ChangeRefusal, hasSecondFactor: boolean): AtField =>
  isOwn(refusal) ? ownMessages[refusal] : { field: 'next', message: passwordMessage(refusal, hasSecondFactor) };

/** `tokens`: how many of the person’s tokens for programs work until then. */
export function passwordPage({
  hasSecondFactor,
  tokens,
  tried = null,
}: {
  readonly hasSecondFactor: boolean;
  readonly tokens: number;
  readonly tried?: Tried;
}): FormPage {
  const model = form({
    action: accessPaths.password,
    button: 'Change password',
    tried,
    cancel: { text: 'Cancel', href: accessPaths.account },
    fields: [
      text({ name: 'current', label: 'Password now', type: 'password', autocomplete: 'current-password' }),
      text({
        name: 'next',
        label: 'New password',
        hint: passwordHint(hasSecondFactor),
        type: 'password',
        autocomplete: 'new-password',
      }),
    ],
  });
  return {
    title: 'Change your password',
    breadcrumbs: [{ text: 'Your account', href: accessPaths.account }],
    errors: model.errors,
    form: model,
    paragraphs: [
      'Everywhere else where you are signed in you will be signed out.',
      ...(tokens === 0
        ? []
        : [
            `${plural(tokens, 'token')} with which ${tokens === 1 ? 'a program reads' : 'programs read'} for you will end. Make new ones afterwards, on your account page.`,
          ]),
    ],
  };
}
