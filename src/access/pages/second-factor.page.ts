import { form, type FormModel, text, type Tried } from '../../shell/form/form.js';
import { formatList, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { type Role, roleNames } from '../domain/roles.js';
import type { QrCode } from '../qr-code.js';
import type { SecondFactorRefusal, SecondFactorState } from '../second-factors.service.js';
import { accessPaths } from './access.paths.js';

export const secondFactorMessages: Readonly<Record<SecondFactorRefusal | 'too-many', string>> = {
  'not-a-code': 'Enter the 6 digits that your app shows now',
  wrong:
    'That code is not right. Check that the clock of your device is right, then enter the code that the app shows now',
  'used-before': 'That code was used before. Wait until your app shows the next one',
  'not-begun': 'Begin again: add the service to your app, then enter the code',
  'on-already': 'Your second factor is on already',
  required: 'One of your roles cannot be used without a second factor. An administrator decides which',
  unreadable:
    'The codes of your app cannot be checked at the moment. Ask an administrator to turn your second factor off',
  'too-many': 'There were too many tries. Wait 5 minutes, then try again',
};

const codeField = (label = 'Code') =>
  text({ name: 'code', label, hint: 'The 6 digits that your app shows now', width: 10, autocomplete: 'one-time-code' });

const breadcrumbs = [{ text: 'Your account', href: accessPaths.account }];

/** `access/second-factor`: how to set it up, or what can be done with it. */
export type SecondFactorPage = PageFacts & {
  readonly setUp: {
    readonly asked: string | null;
    readonly qrCode: QrCode;
    readonly secret: string;
    readonly email: string;
    readonly form: FormModel;
  } | null;
  readonly on: {
    readonly words: string;
    readonly renewal: FormModel;
    readonly ending: FormModel | null;
    readonly whyNot: string | null;
  } | null;
};

type SettingUp = {
  readonly email: string;
  readonly secret: string;
  readonly sealed: string;
  readonly qrCode: QrCode;
  readonly rolesAsleep: readonly Role[];
  readonly tried?: Tried;
};

const rolesInWords = (roles: readonly Role[]): string => formatList(roles.map((role) => roleNames[role].toLowerCase()));

export function setUpSecondFactorPage({
  email,
  secret,
  sealed,
  qrCode,
  rolesAsleep,
  tried = null,
}: SettingUp): SecondFactorPage {
  const model = form({
    action: accessPaths.secondFactor,
    button: 'Turn it on',
    tried,
    hidden: { sealed },
    cancel: rolesAsleep.length > 0 ? null : { text: 'Cancel', href: accessPaths.account },
    fields: [codeField('Code from the app')],
  });
  return {
    title: 'Set up a second factor',
    breadcrumbs,
    errors: model.errors,
    setUp: {
      asked: rolesAsleep.length > 0 ? `As ${rolesInWords(rolesAsleep)} you need this before you can go on.` : null,
      qrCode,
      secret,
      email,
      form: model,
    },
    on: null,
  };
}

type On = {
  readonly state: SecondFactorState;
  readonly requiredFor: readonly Role[];
  /** Which of the two forms was sent. */
  readonly of?: 'renewal' | 'ending';
  readonly tried?: Tried;
};

export function secondFactorPage({ state, requiredFor, of, tried = null }: On): SecondFactorPage {
  const renewal = form({
    action: accessPaths.recoveryCodes,
    button: 'Make new recovery codes',
    tried: of === 'renewal' ? tried : null,
    fields: [codeField()],
  });
  const ending = form({
    action: accessPaths.secondFactorEnding,
    button: 'Turn it off',
    isWarning: true,
    tried: of === 'ending' ? tried : null,
    fields: [
      text({
        name: 'endingCode',
        label: 'Code to turn it off',
        hint: 'The 6 digits that your app shows now, or a recovery code',
        width: 20,
        autocomplete: 'one-time-code',
      }),
    ],
  });
  const isRequired = requiredFor.length > 0;
  return {
    title: 'Your second factor',
    breadcrumbs,
    errors: [...renewal.errors, ...(isRequired ? [] : ending.errors)],
    setUp: null,
    on: {
      words: `On${state.since ? ` since ${formatMoment(state.since)}` : ''}. Recovery codes left: ${state.recoveryCodesLeft}.`,
      renewal,
      ending: isRequired ? null : ending,
      whyNot: isRequired ? `It cannot be turned off while you are ${rolesInWords(requiredFor)}.` : null,
    },
  };
}

/** `access/recovery-codes`: shown this once. */
export type RecoveryCodesPage = PageFacts & { readonly codes: readonly string[]; readonly next: Link };

export const recoveryCodesPage = (codes: readonly string[]): RecoveryCodesPage => ({
  title: 'Keep your recovery codes',
  breadcrumbs,
  codes,
  next: { text: 'I have kept them. Go to my account', href: accessPaths.account },
});
