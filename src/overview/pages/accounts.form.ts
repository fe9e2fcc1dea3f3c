import { Matches } from 'class-validator';
import { roles } from '../../access/domain/roles.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Many, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export class InviteForm {
  @Text({ required: 'Enter their name', max: 120, label: 'Name' })
  name: string;

  @Text({ required: 'Enter their email address', max: 254, label: 'Email address' })
  @Matches(emailShape, { message: 'Enter an email address in the correct format, like name@example.com' })
  email: string;
}

export class DescribeForm extends InviteForm {
  @Version()
  version: number;
}

export class DisableForm {
  @Prose({ required: 'Enter why the account is disabled', max: 500, label: 'Reason' })
  reason: string;
}

export class EndGrantForm {
  @Prose({ required: 'Enter why the role ends', max: 500, label: 'Reason' })
  reason: string;
}

/** A button and nothing else. */
export class ActForm {}

export class GrantForm {
  @Choice(roles, { required: 'Select a role' })
  role: string;

  /** The body or the inspectorate that the role is for. */
  @Text({ max: 36 })
  bound: string | null;

  @Tick()
  chair: boolean;

  @DayBoxes({ label: 'First day', required: 'Enter the first day' })
  fromOn: CalendarDay;

  @DayBoxes({ label: 'Last day' })
  toOn: CalendarDay | null;

  /** What was searched for, to show it again. */
  @Text({ max: 100 })
  q: string | null;
}

export class RulesForm {
  @Many(roles)
  roles: string[];
}

export class ViewAsForm {
  @Choice(roles, { required: 'Select a role' })
  role: string;

  @Text({ max: 36 })
  bound: string | null;

  @Tick()
  chair: boolean;

  @Text({ max: 100 })
  q: string | null;
}
