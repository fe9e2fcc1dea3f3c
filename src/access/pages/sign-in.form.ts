import { Secret, Text } from '../../shell/form/fields.js';

export class SignInForm {
  @Text({ required: 'Enter your email address', max: 254, label: 'Email address' })
  email: string;

  @Secret({ required: 'Enter your password' })
  password: string;

  /** The page that the visitor was on the way to. */
  @Text({ max: 2_000 })
  returnTo: string | null;
}

export class CodeForm {
  @Text({ required: 'Enter the code that your app shows now', max: 60, label: 'Code' })
  code: string;

  @Text({ max: 2_000 })
  returnTo: string | null;
}
