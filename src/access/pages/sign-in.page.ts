import { form, type FormModel, text, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Notification } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import type { CodeRefused, SignInRefusal } from '../signing-in.service.js';
import type { DirectoryRefusal } from '../single-sign-on.service.js';
import { accessPaths } from './access.paths.js';
import { tooBusyMessage } from './password-words.js';

/** Why somebody is asked to sign in, where it is not their own wish. */
export type Ended = 'time' | 'roles' | 'password';

export type SignInPage = PageFacts & {
  readonly form: FormModel;
  readonly wasSignedOut: string | null;
  readonly directory: Link | null;
  readonly forgotten: Link;
  readonly done: Notification | null;
};

export const signInMessages: Readonly<Record<SignInRefusal, string>> = {
  'not-matching': 'The email address and password do not go together. Check both and try again',
  'too-many': 'There were too many tries. Wait 5 minutes, then try again, or ask for a link to choose a new password',
  'too-busy': tooBusyMessage,
};

export const directoryMessages: Readonly<Record<DirectoryRefusal | 'unknown', string>> = {
  unknown:
    'Your organisation knows you, but there is no account for you here yet. Ask an administrator of this service to invite you',
  unreachable: 'The sign-in of your organisation does not answer. Try again later, or sign in with a password',
  'not-completed': 'The sign-in with your organisation was not completed. Try again',
  'not-set-up': 'This service has no sign-in with an organisation. Sign in with a password',
};

const endedWords: Readonly<Record<Ended, string>> = {
  time: 'You were signed out after 30 minutes. Sign in again to go on.',
  roles: 'You were signed out because your roles changed. Sign in again to use them.',
  password: 'You were signed out because your password was changed. Sign in with the new one.',
};

const keptWords: Readonly<Record<Ended, string>> = {
  time: 'You were signed out after 30 minutes. Your answers have been saved',
  roles: 'You were signed out because your roles changed. Your answers have been saved',
  password: 'You were signed out because your password was changed. Your answers have been saved',
};

type Asked = {
  readonly returnTo: string | null;
  readonly ended: Ended | null;
  /** Whether what was being sent is kept for them. */
  readonly isKept?: boolean;
  /** What the button of the directory says; null where there is none. */
  readonly directoryName: string | null;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly tried?: Tried;
};

const sentences = { 'signed-out': 'You are signed out' };

export function signInPage({
  returnTo,
  ended,
  isKept = false,
  directoryName,
  query = {},
  tried = null,
}: Asked): SignInPage {
  const model = form({
    action: accessPaths.signIn,
    button: 'Sign in',
    tried,
    hidden: returnTo ? { returnTo } : {},
    fields: [
      text({ name: 'email', label: 'Email address', type: 'email', autocomplete: 'username' }),
      text({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }),
    ],
  });
  const words = isKept ? keptWords : endedWords;
  return {
    title: 'Sign in',
    hasForm: true,
    errors: model.errors,
    form: model,
    wasSignedOut: ended && words[ended],
    directory: directoryName
      ? { text: `Sign in with ${directoryName}`, href: address(accessPaths.directory, { returnTo }) }
      : null,
    done: saidAfter(query, sentences),
    forgotten: { text: 'I have forgotten my password', href: accessPaths.askReset },
  };
}

export const codeMessages: Readonly<Record<CodeRefused, string>> = {
  'not-a-code': 'Enter the 6 digits that your app shows now, or one of your recovery codes',
  wrong: 'That code is not right. Enter the one that your app shows now',
  'used-before': 'That code was used before. Wait until your app shows the next one',
  'not-begun': 'Sign in with your password again',
  'on-already': 'Sign in with your password again',
  required: 'Sign in with your password again',
  unreadable: 'The codes of your app cannot be checked at the moment. Use a recovery code, or ask an administrator',
  'start-again': 'Sign in with your password again',
  'too-many': 'There were too many tries. Wait 5 minutes, then try again',
};

export type CodePage = PageFacts & { readonly form: FormModel; readonly startAgain: Link };

export function codePage({
  returnTo,
  tried = null,
}: {
  readonly returnTo: string | null;
  readonly tried?: Tried;
}): CodePage {
  const model = form({
    action: accessPaths.signInCode,
    button: 'Continue',
    tried,
    hidden: returnTo ? { returnTo } : {},
    fields: [
      text({
        name: 'code',
        label: 'Code',
        hint: 'The 6 digits that your authenticator app shows now. If you have lost your app, enter one of your recovery codes.',
        width: 20,
        autocomplete: 'one-time-code',
      }),
    ],
  });
  return {
    title: 'Enter your one-time code',
    hasForm: true,
    errors: model.errors,
    form: model,
    startAgain: { text: 'Sign in as somebody else', href: address(accessPaths.signIn, { returnTo }) },
  };
}
