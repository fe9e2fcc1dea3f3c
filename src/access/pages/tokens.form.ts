import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Many, Prose, Text } from '../../shell/form/fields.js';
import { type TokenScope, tokenScopeKeys } from '../domain/api-token.js';

export class TokenForm {
  @Text({ required: 'Enter what the token is for', max: 120, label: 'What it is for' })
  name: string;

  @Many(tokenScopeKeys, { required: 'Select what the program may read' })
  scopes: TokenScope[];

  @DayBoxes({ label: 'Last day', required: 'Enter the last day on which the token works' })
  endsOn: CalendarDay;
}

export class TokenRevocationForm {
  @Prose({ required: 'Enter why the token is revoked', max: 500, label: 'Reason' })
  reason: string;
}
