import { Secret, Text } from '../../shell/form/fields.js';

export class NameForm {
  @Text({ required: 'Enter your name', max: 120, label: 'Name' })
  name: string;
}

export class ChangePasswordForm {
  @Secret({ required: 'Enter the password that you have now' })
  current: string;

  @Secret({ required: 'Enter a new password' })
  next: string;
}

/** A button and nothing else. */
export class BareForm {}

export class ConfirmCodeForm {
  @Text({ required: 'Enter the 6 digits that your app shows now', max: 60, label: 'Code' })
  code: string;
}

/** The code of an app that is being set up, and the secret that it was given. */
export class SetUpCodeForm extends ConfirmCodeForm {
  @Secret({ required: 'Begin again: add the service to your app, then enter the code' })
  sealed: string;
}

export class EndingCodeForm {
  @Text({ required: 'Enter the 6 digits that your app shows now, or a recovery code', max: 60, label: 'Code' })
  endingCode: string;
}
