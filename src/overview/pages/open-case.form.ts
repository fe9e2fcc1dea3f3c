import { type TriggerKind, triggerKinds } from '../../episodes/domain/episode.js';
import { Choice, DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { type WarningKind, warningKinds } from '../../vocabulary/domain/warning-kinds.js';

export class BeginForm {
  @Text({ label: 'The organisation', required: 'Select the organisation', max: 36 })
  organisation: string;
}

export class AreaForm {
  @Choice(Object.keys(episodeAreas), { required: 'Select which part of its work failed' })
  area: EpisodeArea;

  @Text({ label: 'The part', max: 300 })
  unit: string | null;

  @Text({ label: 'The title', required: 'Enter a title', max: 200 })
  title: string;

  @Prose({ label: 'The summary' })
  summary: string | null;

  @Version()
  version: number;
}

export class TriggerForm {
  @Choice(Object.keys(triggerKinds), { required: 'Select what opens the case' })
  kind: TriggerKind;

  @Text({ label: 'The judgement', max: 36 })
  judgement: string | null;

  @Text({ label: 'The notice', max: 36 })
  notice: string | null;

  @Text({ label: 'Who declared it', max: 200 })
  declaredBy: string | null;

  @DayBoxes({ label: 'Date of the declaration', orLess: true })
  declaredOn: string | null;

  @Version()
  version: number;
}

export class DatesForm {
  @DayBoxes({ label: 'Date the failure began', orLess: true })
  onset: string | null;

  @Prose({ label: 'How that is known', max: 1_000 })
  basis: string | null;

  @Version()
  version: number;
}

export class FirstWarningForm {
  @Text({ label: 'The first sign', required: 'Select the first warning sign', max: 36 })
  known: string;

  @DayBoxes({ label: 'Date of the sign', orLess: true })
  on: string | null;

  @Choice(Object.keys(warningKinds))
  kind: WarningKind | null;

  @Prose({ label: 'What could be seen', max: 2_000 })
  text: string | null;

  @Version()
  version: number;
}

export class PeopleForm {
  @Prose({ label: 'The list', max: 4_000 })
  people: string | null;

  @Version()
  version: number;
}

export class OpenForm {
  @Version()
  version: number;
}
