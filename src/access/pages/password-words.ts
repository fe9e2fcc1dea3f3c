import { type PasswordRefusal, shortestPassword, shortestWithSecondFactor } from '../domain/password.js';

/** What to do about a password that cannot stand. */
export const passwordMessages: Readonly<Record<PasswordRefusal, string>> = {
  empty: 'Enter a new password',
  'too-short': `Password must be ${shortestPassword} characters or more`,
  'too-long': 'Password must be 256 characters or less',
  common: 'That password is one of those that people try first. Choose one that nobody else would',
  pattern: 'Password must be more than a few characters again and again or a run along the keyboard',
  'own-words': 'Password must not be made of your name, your email address or the name of this service',
};

/** With a second factor a shorter one will do. */
export const passwordMessage = (refusal: PasswordRefusal, hasSecondFactor: boolean): string =>
  refusal === 'too-short' && hasSecondFactor
    ? `Password must be ${shortestWithSecondFactor} characters or more`
    : passwordMessages[refusal];

export const passwordHint = (hasSecondFactor: boolean): string =>
  `${hasSecondFactor ? shortestWithSecondFactor : shortestPassword} characters or more. Several words that do not belong together are easy to remember and hard to guess. Any character will do, spaces too.`;

export const tooBusyMessage = 'Many people are signing in at this moment. Wait a minute, then try again';
