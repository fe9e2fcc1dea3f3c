import { type DerivedRating, derivedRatings } from '../../plans/domain/derived-rating.js';
import { type OwnerRating, ownerRatings } from '../../plans/domain/milestone-words.js';
import { planVersionStates, type PlanVersionState } from '../../plans/domain/plan-version.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { formatDay, plural } from '../../shell/format.js';
import type { Choosable } from '../../shell/form/form.js';
import type { Tag } from '../../shell/parts.js';

/** A list of words as the choices of a field. */
export const choicesOf = (
  words: Readonly<Record<string, string>>,
  hints: Readonly<Record<string, string>> = {},
): readonly Choosable[] => Object.entries(words).map(([value, text]) => ({ value, text, hint: hints[value] ?? null }));

const derivedColours: Readonly<Record<DerivedRating, Tag['colour']>> = {
  complete: 'turquoise',
  impact_due: 'turquoise',
  impact_overdue: 'orange',
  cancelled: 'grey',
  paused: 'grey',
  off_track: 'orange',
  no_recent_update: 'grey',
  at_risk: 'yellow',
  on_track: 'teal',
};
const ownerColours: Readonly<Record<OwnerRating, Tag['colour']>> = {
  on_track: 'teal',
  at_risk: 'yellow',
  off_track: 'orange',
};

export const ratingTag = (rating: DerivedRating): Tag => ({
  text: derivedRatings[rating],
  colour: derivedColours[rating],
});

/** Where a version of a plan stands. */
export const versionTag = (state: PlanVersionState): Tag => ({
  text: planVersionStates[state],
  colour: state === 'agreed' ? 'turquoise' : state === 'proposed' ? 'yellow' : 'grey',
});

export const ownerTag = (rating: OwnerRating | null): Tag | null =>
  rating === null ? null : { text: ownerRatings[rating], colour: ownerColours[rating] };

/** "29 days later", "Moved twice": how far from the first date, and how often the board moved it. */
export const slipNote = ({ moves, corrections }: Pick<ReadMilestone, 'moves' | 'corrections'>): string | null => {
  const told = [
    moves > 0 ? `Moved ${plural(moves, 'time')}` : '',
    corrections > 0 ? `${plural(corrections, 'mistake')} put right` : '',
  ].filter(Boolean);
  return told.length === 0 ? null : told.join(', ');
};

export const firstDateWords = ({ baselineDue }: Pick<ReadMilestone, 'baselineDue'>): string =>
  baselineDue === null ? 'Not fixed yet' : formatDay(baselineDue);

export const who = (names: ReadonlyMap<string, string>, ref: string | null): string =>
  ref === null ? 'Not known' : (names.get(ref) ?? ref);

export const planSentences: Readonly<Record<string, string>> = {
  begun: 'The plan is begun. Add what will be different for people, and then what will be done.',
  edited: 'The changes are saved.',
  'priority-added': 'The priority is added.',
  'milestone-added': 'The milestone is added.',
  updated: 'The update is recorded.',
  moved: 'The milestone is moved.',
  checked: 'The check is recorded.',
  'evidence-added': 'The evidence is added.',
  tied: 'The milestone is tied.',
  untied: 'The tie is taken away.',
  corrected: 'The date is put right. The correction is listed with the other changes of the date.',
  drafted: 'A new version is begun.',
  proposed: 'The version is proposed to the board.',
  'taken-back': 'The version is a draft again.',
  agreed: 'The version is agreed. First dates in it are fixed.',
  published: 'Everybody can read this version now.',
  hidden: 'Only the board can read this version now.',
  invited: 'The inspector can read this plan in that time.',
  'invitation-ended': 'The invitation is ended.',
  judged: 'What was said of the evidence is recorded.',
  'evidence-withdrawn': 'The evidence is withdrawn. What was concluded from it says so.',
  'risk-added': 'The risk is added.',
  reviewed: 'The look at the risk is recorded.',
};
