import type { MemberRow } from '../../boards/data/board.row.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import type { Assessment, AssessmentRow } from '../../lessons/data/lesson-assessment.row.js';
import { assessmentDirections } from '../../lessons/domain/assessment.js';
import type { SignalReading } from '../../lessons/domain/signals.js';
import type { EvidenceRow } from '../../plans/data/plan.row.js';
import { evidenceIndependences, evidenceLevels } from '../../plans/domain/milestone-words.js';
import {
  checkboxes,
  errorsOf,
  type Field,
  type FieldMaker,
  fieldsFor,
  form,
  type FormModel,
  prose,
  radios,
  select,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Details, Notification } from '../../shell/parts.js';
import { evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';
import { assessmentLevels, type Lesson, lessons } from '../../vocabulary/domain/lessons.js';
import { type AssessmentPart, assessmentPart, keptLine, readLine, type SignalLine } from './assessment-part.page.js';
import { aboveLessons, captionOf, type Framed } from './review-lessons.page.js';

const fieldNames = [
  'level',
  'strength',
  'reason',
  'whatWouldChange',
  'direction',
  'whyDifferent',
  'dissent',
  'dissentMember',
] as const;

export type ReviewLessonPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly question: string;
  readonly levels: readonly { readonly name: string; readonly text: string }[];
  readonly signals: readonly SignalLine[];
  readonly signalsLead: string;
  readonly here: AssessmentPart | null;
  readonly before: AssessmentPart | null;
  readonly proposal: AssessmentPart | null;
  /** Everything that was said of the lesson at this meeting, where it was said more than once. */
  readonly editions: Details | null;
  readonly shut: string | null;
  readonly asking: {
    readonly heading: string;
    readonly form: FormModel;
    readonly above: readonly Field[];
    readonly evidence: Field | null;
    readonly evidenceEmpty: string | null;
    readonly below: readonly Field[];
  } | null;
  readonly others: readonly Link[];
};

export type LessonInput = {
  readonly review: Framed;
  readonly lesson: Lesson;
  readonly here: Assessment | null;
  readonly proposal: Assessment | null;
  readonly before: Assessment | null;
  readonly editions: readonly AssessmentRow[];
  readonly names: ReadonlyMap<string, string>;
  /** As the record stands on the day of the meeting; null: what stood beside the assessment is shown. */
  readonly signals: readonly SignalReading[] | null;
  readonly hasEpisode: boolean;
  readonly evidence: readonly EvidenceRow[];
  readonly members: readonly Pick<MemberRow, 'id' | 'displayName' | 'roleTitle'>[];
  /** What this reader is asked; null: nothing, and `shut` says why. */
  readonly asks: 'board' | 'proposal' | null;
  readonly shut: string | null;
  readonly said: Notification | null;
};

const pieceChoice = ({ id, ref, title, level, independence, onDay, notAcceptedBecause }: EvidenceRow) => ({
  value: id,
  text: `${ref} ${title}`,
  hint: [
    formatDay(onDay),
    evidenceLevels[level],
    evidenceIndependences[independence],
    ...(notAcceptedBecause ? ['Not accepted, so it does not count'] : []),
  ].join('. '),
});

/** What is asked of whoever judges, filled in with what was said before at this meeting, or was suggested. */
function askedOf(input: LessonInput, tried: Tried): ReviewLessonPage['asking'] {
  const { review, lesson, asks, here, proposal, before, evidence, members } = input;
  if (asks === null) return null;
  const isBoard = asks === 'board';
  const own = isBoard ? here : proposal;
  const from = own ?? (isBoard ? proposal : null);
  const chosen = new Set((from?.evidence ?? []).map(({ id }) => id));
  const makers: Readonly<Record<(typeof fieldNames)[number], FieldMaker>> = {
    level: radios({
      name: 'level',
      label: isBoard ? 'How far is this lesson in place?' : 'What does the organisation suggest?',
      hint: 'Starting needs 1 piece of evidence, In place 2 of which 1 shows impact, Embedded 3 of which 1 is from outside, the oldest a year old.',
      choices: ([1, 2, 3, 4] as const).map((level) => ({
        value: String(level),
        text: assessmentLevels[level],
        hint: lesson.levels[level],
      })),
      value: from ? String(from.level) : null,
    }),
    strength: radios({
      name: 'strength',
      label: 'How strong is the evidence?',
      choices: Object.entries(evidenceStrengths).map(([value, text]) => ({ value, text })),
      value: from?.strength ?? null,
    }),
    reason: prose({
      name: 'reason',
      label: 'Why this level?',
      hint: 'Up to 2,000 characters',
      value: from?.reason ?? null,
    }),
    whatWouldChange: prose({
      name: 'whatWouldChange',
      label: 'What would change our mind?',
      rows: 3,
      hint: 'What would have to be seen for another level, higher or lower',
      value: from?.whatWouldChange ?? null,
    }),
    direction: radios({
      name: 'direction',
      label: before
        ? `Since ${formatDay(before.heldOn)}, when it was “${assessmentLevels[before.level]}”`
        : 'Since last time',
      choices: (['better', 'same', 'worse'] as const).map((value) => ({ value, text: assessmentDirections[value] })),
      value: from && from.direction !== 'first' ? from.direction : null,
    }),
    whyDifferent: prose({
      name: 'whyDifferent',
      label: 'If this differs from what the record shows, why?',
      rows: 3,
      hint: 'It changes neither of the two',
      value: from?.whyDifferent ?? null,
    }),
    dissent: prose({
      name: 'dissent',
      label: 'Does anybody see it otherwise?',
      rows: 3,
      hint: 'In their words; leave it empty where nobody does',
      value: from?.dissent ?? null,
    }),
    dissentMember: select({
      name: 'dissentMember',
      label: 'Who?',
      any: 'Nobody',
      choices: members.map(({ id, displayName, roleTitle }) => ({ value: id, text: `${displayName}, ${roleTitle}` })),
      value: from?.dissentMemberId ?? null,
    }),
  };
  const pieces = [...evidence.filter(({ id }) => chosen.has(id)), ...evidence.filter(({ id }) => !chosen.has(id))];
  const evidenceMaker = checkboxes({
    name: 'evidence',
    label: 'Evidence',
    choices: pieces.map(pieceChoice),
    values: [...chosen].filter((id) => pieces.some((piece) => piece.id === id)),
  });
  const fields = fieldsFor(tried, makers);
  const shown = fieldNames.filter(
    (name) => (name !== 'direction' || before !== null) && (isBoard || !name.startsWith('dissent')),
  );
  const evidenceField = evidenceMaker(tried);
  const below = shown.filter((name) => name !== 'level').map((name) => fields[name]);
  const inOrder = [fields.level, evidenceField, ...below];
  const number = lesson.number;
  const model = form({
    action: isBoard ? reviewPaths.lesson(review.ref, number) : reviewPaths.lessonProposal(review.ref, number),
    button: isBoard ? 'Save the assessment' : 'Save the suggestion',
    version: own?.edition ?? 0,
    tried,
    fields: [],
    cancel: { text: 'All eight lessons', href: reviewPaths.lessons(review.ref) },
  });
  return {
    heading: isBoard ? 'The board’s assessment' : 'What the organisation suggests',
    form: { ...model, errors: errorsOf(tried, inOrder) },
    above: [fields.level],
    evidence: pieces.length === 0 ? null : evidenceField,
    evidenceEmpty:
      pieces.length === 0
        ? 'The organisation has no evidence on the record yet. It is added to the milestones of its plan.'
        : null,
    below,
  };
}

const editionLine = ({ kind, edition, level, recordedAt, recordedBy }: AssessmentRow, input: LessonInput): string =>
  `${kind === 'board' ? 'Assessment' : 'Suggestion'} ${edition}, ${formatMoment(recordedAt)} by ${input.names.get(recordedBy) ?? recordedBy}: ${assessmentLevels[level]}`;

/** One lesson at a meeting: the question, what the record shows, what was said before, and what is asked. */
export function reviewLessonPage(input: LessonInput, tried: Tried = null): ReviewLessonPage {
  const { review, lesson, here, before, proposal, signals, hasEpisode, editions } = input;
  const asking = askedOf(input, tried);
  const lines = signals ? signals.map(readLine) : (here?.signals ?? []).map(keptLine);
  return {
    title: `Lesson ${lesson.number} at the meeting of ${formatDay(review.heldOn)}`,
    heading: `Lesson ${lesson.number}: ${lesson.name}`,
    caption: captionOf(review),
    breadcrumbs: [...aboveLessons(review), { text: 'The eight lessons', href: reviewPaths.lessons(review.ref) }],
    said: input.said,
    hasForm: asking !== null,
    errors: asking?.form.errors ?? [],
    question: lesson.question,
    levels: ([1, 2, 3, 4] as const).map((level) => ({ name: assessmentLevels[level], text: lesson.levels[level] })),
    signals: lines,
    signalsLead: !hasEpisode
      ? 'No episode of failure is on the record for this organisation, so there is nothing to read.'
      : lines.length === 0
        ? 'It is read when the board assesses the lesson, and kept as it stood on that day.'
        : `As the record stood on ${formatDay(here && signals === null ? here.readAsOf : review.heldOn)}. Computed by rule; it never changes what the board says.`,
    here: here && assessmentPart(here, 'board', here.signals),
    before: before && assessmentPart(before, 'board', before.signals),
    proposal: proposal && assessmentPart(proposal, 'board', proposal.signals),
    editions:
      editions.length > 1
        ? {
            summary: 'What was said at this meeting, and by whom',
            paragraphs: editions.map((edition) => editionLine(edition, input)),
          }
        : null,
    shut: input.shut,
    asking,
    others: lessons
      .filter(({ number }) => number !== lesson.number)
      .map(({ number }) => ({ text: `Lesson ${number}`, href: reviewPaths.lesson(review.ref, number) })),
  };
}
