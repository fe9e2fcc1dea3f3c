import { Choice, Each, Many, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

/** Every item of the minutes at once: its id and how often it was saved, and its words. */
export class MinutesForm {
  @Each({ max: 60 })
  item: readonly string[];

  @Each({ max: 20_000, label: 'The words of an item' })
  body: readonly string[];

  /** Pressed instead of saving alone: the draft is then sent round. */
  @Choice(['circulate'])
  next: 'circulate' | null;

  @Version()
  version: number;
}

export class TakeBackForm {
  @Text({ required: 'Enter why the draft is taken back', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class AgreeForm {
  @Choice(['meeting', 'writing'], { required: 'Select how the minutes were agreed' })
  how: 'meeting' | 'writing';

  @Text({ max: 20 })
  at: string | null;

  @Text({ max: 500, label: 'How they were agreed' })
  note: string | null;

  @Tick({ required: 'Tick the box to agree the minutes as a correct record' })
  correct: boolean;

  @Version()
  version: number;
}

export class PublicVersionForm {
  @Each({ max: 300, label: 'The title of an item' })
  title: readonly string[];

  @Each({ max: 20_000, label: 'The words of an item' })
  body: readonly string[];

  @Many(null)
  withheld: readonly string[];

  @Version()
  version: number;
}

export class PublishMinutesForm {
  @Choice(['now', 'tomorrow'], { required: 'Select from when everyone may read the minutes' })
  from: 'now' | 'tomorrow';

  @Tick()
  confirmed: boolean;

  @Version()
  version: number;
}

export class AddendumForm {
  @Prose({ required: 'Enter what is to be added', max: 4_000, label: 'Addendum' })
  text: string;

  @Tick()
  isPublic: boolean;

  @Tick()
  confirmed: boolean;
}
