import { form, type FormModel, text, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { LinkPurpose } from '../domain/one-time-link.js';
import { accessPaths } from './access.paths.js';
import { passwordHint } from './password-words.js';

/** `access/form`: a heading, what to know first, a form. */
export type FormPage = PageFacts & { readonly paragraphs: readonly string[]; readonly form: FormModel };

/** `access/told`: a heading, what happened, where to go. */
export type ToldPage = PageFacts & { readonly paragraphs: readonly string[]; readonly next: Link | null };

const passwordField = (hasSecondFactor: boolean) =>
  text({
    name: 'password',
    label: 'New password',
    hint: passwordHint(hasSecondFactor),
    type: 'password',
    autocomplete: 'new-password',
  });

type ByLink = {
  readonly purpose: Exclude<LinkPurpose, 'set-up'>;
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly hasSecondFactor: boolean;
  readonly tried?: Tried;
};

export function chooseByLinkPage({ purpose, token, name, email, hasSecondFactor, tried = null }: ByLink): FormPage {
  const isInvitation = purpose === 'invitation';
  const model = form({
    action: isInvitation ? accessPaths.invitation(token) : accessPaths.reset(token),
    button: isInvitation ? 'Accept and sign in' : 'Save and sign in',
    tried,
    fields: [passwordField(hasSecondFactor)],
  });
  return {
    title: isInvitation ? `Welcome, ${name}` : 'Choose a new password',
    hasForm: true,
    errors: model.errors,
    form: model,
    paragraphs: isInvitation
      ? [`You are invited to sign in as ${email}. Choose a password; nobody else will know it.`]
      : [
          `This is for the account of ${name}, ${email}. Wherever it is signed in now, it will be signed out.`,
          'Tokens with which programs read for it end too: new ones are made on the account page.',
        ],
  };
}

export function setUpPage({ token, tried = null }: { readonly token: string; readonly tried?: Tried }): FormPage {
  const model = form({
    action: accessPaths.setUp(token),
    button: 'Make the first administrator',
    tried,
    fields: [
      text({ name: 'name', label: 'Your name', autocomplete: 'name' }),
      text({ name: 'email', label: 'Your email address', type: 'email', autocomplete: 'username' }),
      passwordField(false),
    ],
  });
  return {
    title: 'Set up this service',
    hasForm: true,
    errors: model.errors,
    form: model,
    paragraphs: [
      'Nobody can sign in yet. Whoever fills in this page becomes the first administrator: they invite the others and say what each may do.',
      'This address works once.',
    ],
  };
}

const deadTitles: Readonly<Record<LinkPurpose, string>> = {
  'set-up': 'This set-up address does not work',
  invitation: 'This invitation does not work',
  reset: 'This link does not work',
};

const deadWords = {
  unknown: 'Check that the whole address was copied.',
  used: 'It was used already; each link works once.',
  revoked: 'It was withdrawn, or a newer one was made in its place.',
  expired: 'Its time is over.',
} as const;

const deadNext: Readonly<Record<LinkPurpose, string>> = {
  'set-up':
    'Once somebody administers this service nobody else can be set up: ask them to invite you. Otherwise start the service again; it then prints a new address.',
  invitation: 'Ask the administrator who invited you for a new one. If you have accepted it already, sign in.',
  reset: 'Ask for a new one, or ask an administrator of this service.',
};

export const deadLinkPage = (purpose: LinkPurpose, refusal: keyof typeof deadWords): ToldPage => ({
  title: deadTitles[purpose],
  paragraphs: [deadWords[refusal], deadNext[purpose]],
  next:
    purpose === 'reset'
      ? { text: 'Ask for a new link', href: accessPaths.askReset }
      : { text: 'Sign in', href: accessPaths.signIn },
});

export function askResetPage({ tried = null }: { readonly tried?: Tried } = {}): FormPage {
  const model = form({
    action: accessPaths.askReset,
    button: 'Send me a link',
    tried,
    cancel: { text: 'Back to sign in', href: accessPaths.signIn },
    fields: [text({ name: 'email', label: 'Email address', type: 'email', autocomplete: 'username' })],
  });
  return {
    title: 'Choose a new password',
    hasForm: true,
    errors: model.errors,
    form: model,
    paragraphs: [
      'Enter the email address of your account. We send a link to it with which you can choose a new password.',
    ],
  };
}

/** The same words whether an account has the address or not. */
export const resetAskedPage = ({ sendsMail }: { readonly sendsMail: boolean }): ToldPage => ({
  title: 'Check your email',
  paragraphs: sendsMail
    ? [
        'If an account has that address, a link is on its way. It works once, within the next hour.',
        'If nothing comes, look among the unwanted messages, then ask an administrator of this service: they can make you a link.',
      ]
    : [
        'This service sends no email at the moment. Ask an administrator of this service: they can make you a link, whatever address you entered.',
      ],
  next: { text: 'Back to sign in', href: accessPaths.signIn },
});
