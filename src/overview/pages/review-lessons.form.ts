import { Choice, Many, Prose, Text, Version } from '../../shell/form/fields.js';
import { evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';

/** What is said of one lesson at a meeting. */
export class AssessmentForm {
  @Choice(['1', '2', '3', '4'], { required: 'Select how far this lesson is in place' })
  level: string;

  @Many(null)
  evidence: string[];

  @Choice(Object.keys(evidenceStrengths), { required: 'Select how strong the evidence is' })
  strength: string;

  @Prose({ required: 'Enter why the board chose this level', max: 2_000, label: 'Reason' })
  reason: string;

  @Prose({ required: 'Enter what would change this view', max: 1_000, label: 'What would change this view' })
  whatWouldChange: string;

  @Choice(['worse', 'same', 'better'])
  direction: string | null;

  @Prose({ max: 1_000, label: 'Why the two differ' })
  whyDifferent: string | null;

  @Prose({ max: 1_000, label: 'Dissent' })
  dissent: string | null;

  @Text({ max: 36 })
  dissentMember: string | null;

  /** The edition that was read; 0: there was none. */
  @Version()
  version: number;
}
