import { form, type FormModel, text, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import type { SignInRefusal } from '../signing-in.service.js';
import { accessPaths } from './access.paths.js';

export type SignInPage = PageFacts & {
  readonly form: FormModel;
  readonly wasSignedOut: boolean;
  readonly done: Notification | null;
};

export const signInMessages: Readonly<Record<SignInRefusal, string>> = {
  'not-matching': 'The email address and password do not go together. Check both and try again',
};

const sentences = { 'signed-out': 'You are signed out' };

export function signInPage({
  returnTo,
  wasSignedOut,
  query,
  tried = null,
}: {
  readonly returnTo: string | null;
  readonly wasSignedOut: boolean;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tried?: Tried;
}): SignInPage {
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
  return {
    title: 'Sign in',
    hasForm: true,
    errors: model.errors,
    form: model,
    wasSignedOut,
    done: saidAfter(query, sentences),
  };
}
