import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Many, Prose, Text, Version, Was, Whole } from '../../shell/form/fields.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { type Nation, nationKeys } from '../../vocabulary/domain/nations.js';
import { type Sector, sectors } from '../../vocabulary/domain/sectors.js';
import { type FailingKind, failingKinds } from '../domain/framework-version.js';
import { recoveredRules, type RecoveredRule } from '../domain/recovered-rule.js';

/** What is typed about a framework version. */
class VersionFields {
  @Text({ required: 'Enter the name of the version', max: 200, label: 'Name' })
  title: string;

  @DayBoxes({ label: 'First day', required: 'Enter the first day of use' })
  effectiveFrom: CalendarDay;

  @DayBoxes({ label: 'Last day' })
  effectiveTo: CalendarDay | null;

  @Text({ required: 'Enter what is judged', max: 200, label: 'What is judged' })
  unit: string;

  @Choice(Object.keys(episodeAreas), { required: 'Select the part of the work that it speaks of' })
  episodeArea: EpisodeArea;

  @Many(Object.keys(sectors))
  sectors: Sector[];

  @Many(nationKeys, { required: 'Select where it is used' })
  nations: Nation[];

  @Prose({ max: 1_000, label: 'Headline judgements' })
  headline: string | null;

  @Prose({ max: 8_000, label: 'Other areas' })
  others: string | null;

  @Text({ required: 'Select the scale of its grades', max: 36 })
  scale: string;

  @Text({ max: 200, label: 'Name of the new scale' })
  scaleName: string | null;

  @Prose({ max: 2_000, label: 'Grades of the new scale' })
  grades: string | null;

  @Choice(Object.keys(recoveredRules), { required: 'Select when a case counts as recovered' })
  recoveredRule: RecoveredRule;

  @Choice(failingKinds, { required: 'Select what it makes a failure' })
  failing: FailingKind;

  @Whole({ label: 'Working days', min: 1, max: 366 })
  planDays: number | null;

  @Prose({ max: 1_000, label: 'Note' })
  note: string | null;

  @Text({ max: 1_000, label: 'Address' })
  sourceUrl: string | null;
}

/** A new one, by itself or as a copy. */
export class NewVersionForm extends VersionFields {
  @Text({ max: 80 })
  copy: string | null;

  @Text({ max: 80 })
  inspectorate: string | null;
}

/** One that is not agreed yet. */
export class DraftForm extends VersionFields {
  @Version()
  version: number;

  @Was()
  was: string;
}

/** To agree a draft, or to give it up: as it was read. */
export class DecisionForm {
  @Version()
  version: number;
}

/** The last day of a version in use. */
export class ClosingForm {
  @DayBoxes({ label: 'Last day of use', required: 'Enter the last day of use' })
  closesOn: CalendarDay;

  @Prose({ required: 'Enter why it is no longer used', max: 500, label: 'Reason' })
  reason: string;

  @Text({ max: 10 })
  known: string | null;
}

/** Grades whose meaning one page asks for. */
export const mostMeanings = 24;

/** What the grades of a version mean: `meaning1` for the first grade, and so on. */
export class MeaningsForm {
  @Version()
  version: number;

  [meaning: `meaning${number}`]: string | null;
}
for (let place = 1; place <= mostMeanings; place += 1)
  Prose({ max: 1_000, label: `Meaning ${place}` })(MeaningsForm.prototype, `meaning${place}`);
