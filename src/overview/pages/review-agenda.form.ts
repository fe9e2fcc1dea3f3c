import { purposes } from '../../boards/domain/board.js';
import { Choice, Many, Prose, Text, Tick, Version, Whole } from '../../shell/form/fields.js';

/** A meeting that plans more than eight hours for one item has typed something else. */
const longestItem = 480;
const purposeKeys = Object.keys(purposes);

export class ProposalsForm {
  @Many(null, { required: 'Tick what you want to put on the agenda' })
  proposals: readonly string[];
}

export class AgendaItemForm {
  @Text({ required: 'Enter what the item is about', max: 300, label: 'What the item is about' })
  title: string;

  @Choice(purposeKeys, { required: 'Select what the board is to do with it' })
  purpose: keyof typeof purposes;

  @Whole({ label: 'Minutes', min: 1, max: longestItem })
  minutes: number | null;

  @Text({ max: 200, label: 'Who leads it' })
  leadPost: string | null;

  @Tick()
  isPrivate: boolean;

  @Text({ max: 300, label: 'Why it is taken in private' })
  reason: string | null;

  @Text({ max: 20, label: 'The record that it is about' })
  about: string | null;
}

export class DescribeItemForm {
  @Text({ required: 'Enter what the item is about', max: 300, label: 'What the item is about' })
  title: string;

  @Choice(purposeKeys, { required: 'Select what the board is to do with it' })
  purpose: keyof typeof purposes;

  @Whole({ label: 'Minutes', min: 1, max: longestItem })
  minutes: number | null;

  @Text({ max: 200, label: 'Who leads it' })
  leadPost: string | null;

  @Tick()
  isPrivate: boolean;

  @Text({ max: 300, label: 'Why it is taken in private' })
  reason: string | null;

  @Prose({ max: 8_000, label: 'What the meeting reads for it' })
  paper: string | null;

  @Version()
  version: number;
}

export class PlaceForm {
  @Choice(['up', 'down'], { required: 'Select a way' })
  way: 'up' | 'down';
}

export class RemovalForm {
  @Text({ required: 'Enter why the item is taken off', max: 300, label: 'Why the item is taken off' })
  why: string;

  @Version()
  version: number;
}
