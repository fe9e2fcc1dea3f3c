import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Many, Prose, Text, Tick, Version, Whole } from '../../shell/form/fields.js';
import {
  type Cadence,
  cadences,
  type Hat,
  hats,
  type Independence,
  independences,
  type Seat,
  seats,
} from '../domain/board.js';

export class TermsForm {
  @Text({ required: 'Enter the version of the terms', max: 40, label: 'Version of the terms' })
  termsVersion: string;

  @Text({ max: 500, label: 'Address of the terms' })
  termsUrl: string | null;

  @Prose({ required: 'Enter what the board is for', max: 2_000, label: 'What the board is for' })
  purpose: string;

  @Choice(Object.keys(cadences), { required: 'Select how often the board meets' })
  cadence: Cadence;

  @Choice(['number', 'share'], { required: 'Select how the quorum is counted' })
  quorumKind: 'number' | 'share';

  @Whole({ label: 'Quorum', required: 'Enter how many voting members make a quorum', min: 1, max: 100 })
  quorumAmount: number;

  @Tick()
  quorumNeedsChair: boolean;

  @Tick()
  substitutesCount: boolean;
}

export class NewTermsForm extends TermsForm {
  @DayBoxes({ label: 'First day of the terms', required: 'Enter the first day of the terms' })
  fromOn: CalendarDay;

  @Version()
  version: number;
}

export class NewBoardForm extends TermsForm {
  @Text({ required: 'Select the organisation', max: 36 })
  organisation: string;

  @Text({ required: 'Enter the name of the board', max: 200, label: 'Name of the board' })
  name: string;

  @DayBoxes({ label: 'First day of the board', required: 'Enter the first day of the board' })
  startedOn: CalendarDay;

  @Choice(['public', 'board'], { required: 'Select who may read of the board' })
  visibility: 'public' | 'board';
}

export class BoardForm {
  @Text({ required: 'Enter the name of the board', max: 200, label: 'Name of the board' })
  name: string;

  @DayBoxes({ label: 'Last day of the board' })
  endedOn: CalendarDay | null;

  @Choice(['public', 'board'], { required: 'Select who may read of the board' })
  visibility: 'public' | 'board';

  @Version()
  version: number;
}

export class MemberForm {
  @Text({ required: 'Enter the name of the member', max: 120, label: 'Name' })
  displayName: string;

  @Text({ required: 'Enter the post of the member', max: 200, label: 'Post' })
  roleTitle: string;

  @Text({ required: 'Enter the organisation of the member', max: 200, label: 'Organisation' })
  body: string;

  @Choice(Object.keys(independences), { required: 'Select how independent the member is' })
  independence: Independence;

  @Choice(Object.keys(seats), { required: 'Select the seat' })
  seat: Seat;

  @Tick()
  voting: boolean;

  @Tick()
  nameIsPublic: boolean;

  @Many(Object.keys(hats))
  hats: readonly Hat[];

  @DayBoxes({ label: 'First day of the term', required: 'Enter the first day of the term' })
  fromOn: CalendarDay;

  @DayBoxes({ label: 'Last day of the term' })
  toOn: CalendarDay | null;

  @Text({ max: 20, label: 'Account' })
  account: string | null;
}

export class ChangedMemberForm extends MemberForm {
  @Version()
  version: number;
}

export class MeetingForm {
  @DayBoxes({ label: 'Date of the meeting', required: 'Enter the date of the meeting' })
  heldOn: CalendarDay;

  @Text({ max: 20, label: 'Time' })
  startsAt: string | null;

  @Text({ required: 'Enter where the meeting is held', max: 200, label: 'Place' })
  place: string;
}

export class MovedMeetingForm extends MeetingForm {
  @Text({ max: 500, label: 'Reason' })
  reason: string | null;

  @Version()
  version: number;
}

export class CancelMeetingForm {
  @Prose({ required: 'Enter why the meeting is cancelled', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class VersionForm {
  @Version()
  version: number;
}
