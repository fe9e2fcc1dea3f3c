import { Matches } from 'class-validator';
import { Secret, Text } from '../../shell/form/fields.js';

/** What an email address looks like, near enough to find a slip of the hand. */
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const emailMessage = 'Enter an email address in the correct format, like name@example.com';

export class NewPasswordForm {
  @Secret({ required: 'Enter a new password' })
  password: string;
}

export class AskResetForm {
  @Text({ required: 'Enter your email address', max: 254, label: 'Email address' })
  @Matches(emailShape, { message: emailMessage })
  email: string;
}

export class SetUpForm {
  @Text({ required: 'Enter your name', max: 120, label: 'Name' })
  name: string;

  @Text({ required: 'Enter your email address', max: 254, label: 'Email address' })
  @Matches(emailShape, { message: emailMessage })
  email: string;

  @Secret({ required: 'Enter a new password' })
  password: string;
}
