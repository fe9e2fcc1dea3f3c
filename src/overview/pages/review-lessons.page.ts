import type { ReviewRow } from '../../boards/data/board.row.js';
import { reviewStates } from '../../boards/domain/review-state.js';
import { boardPaths } from '../../boards/pages/boards.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import type { AssessmentShut } from '../../lessons/assessments.service.js';
import type { Assessment } from '../../lessons/data/lesson-assessment.row.js';
import { recordInWords } from '../../lessons/domain/assessment-words.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, Tag } from '../../shell/parts.js';
import { assessmentLevels, type Lesson, lessons } from '../../vocabulary/domain/lessons.js';
import { type AssessmentPart, assessmentPart, keptLine, levelTag, type SignalLine } from './assessment-part.page.js';

export type Framed = Pick<
  ReviewRow,
  'ref' | 'boardRef' | 'boardName' | 'organisationName' | 'organisationSlug' | 'heldOn' | 'state'
>;

/** The pages above those on which the lessons are assessed. */
export const aboveLessons = ({
  ref,
  boardRef,
  boardName,
  organisationName,
  organisationSlug,
  heldOn,
}: Framed): Link[] => [
  { text: organisationName, href: organisationPaths.show(organisationSlug) },
  { text: boardName, href: boardPaths.show(boardRef) },
  { text: formatDay(heldOn), href: reviewPaths.show(ref) },
];

export const captionOf = ({ boardName, heldOn, ref, state }: Framed): string =>
  `${boardName}, ${formatDay(heldOn)} (${ref}): ${reviewStates[state].toLowerCase()}`;

/** Said where the board cannot judge now. */
export const shutWords = (shut: AssessmentShut, { heldOn }: Pick<ReviewRow, 'heldOn'>): string | null =>
  shut === null
    ? null
    : {
        'not-issued': 'The board assesses the lessons at its meeting, once the pack is issued.',
        'not-yet': `The board assesses the lessons at its meeting on ${formatDay(heldOn)}.`,
        'minutes-agreed': 'The minutes of this meeting are agreed: what was said of the lessons stands as it is.',
      }[shut];

type LessonCard = {
  readonly id: string;
  readonly heading: string;
  readonly question: string;
  readonly level: Tag;
  readonly here: AssessmentPart | null;
  readonly signals: readonly SignalLine[];
  /** What they say, in one line: "Discuss: L1.1. Supported: L1.3." */
  readonly inShort: string;
  readonly readOn: string | null;
  /** What was said last, where nothing is said at this meeting. */
  readonly before: { readonly text: string; readonly link: Link } | null;
  readonly proposal: string | null;
  readonly act: Link;
};

export type ReviewLessonsPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly lead: string;
  readonly shut: string | null;
  readonly about: Link | null;
  readonly lessons: readonly LessonCard[];
};

export type LessonsInput = {
  readonly review: Framed;
  readonly here: readonly Assessment[];
  readonly before: readonly Assessment[];
  readonly episode: { readonly ref: string; readonly title: string } | null;
  readonly shut: AssessmentShut;
  /** Whether this reader may judge here, or suggest; and whether they may only read. */
  readonly may: { readonly assess: boolean; readonly propose: boolean };
  readonly said: Notification | null;
};

function actOf({ number }: Lesson, done: boolean, { review, shut, may }: LessonsInput): Link {
  const assesses = may.assess && shut === null;
  const proposes = may.propose && shut !== 'minutes-agreed';
  const words = assesses ? (done ? 'Assess anew' : 'Assess') : proposes ? 'Suggest an assessment' : 'Read more';
  return { text: `${words}: lesson ${number}`, href: reviewPaths.lesson(review.ref, number) };
}

function cardOf(lesson: Lesson, input: LessonsInput): LessonCard {
  const own = input.here.filter((one) => one.lesson === lesson.number);
  const here = own.find(({ kind }) => kind === 'board') ?? null;
  const proposal = own.find(({ kind }) => kind === 'proposal') ?? null;
  const before = input.before.find((one) => one.lesson === lesson.number) ?? null;
  return {
    id: `lesson-${lesson.number}`,
    heading: `Lesson ${lesson.number}: ${lesson.name}`,
    question: lesson.question,
    level: levelTag(here?.level ?? 0),
    here: here && assessmentPart(here, 'board', here.signals),
    signals: here ? here.signals.map(keptLine) : [],
    inShort: here ? recordInWords(here.signals) : '',
    readOn: here ? formatDay(here.readAsOf) : null,
    before:
      here === null && before
        ? {
            text: `Last assessed on ${formatDay(before.heldOn)}: ${assessmentLevels[before.level]}. ${before.reason}`,
            link: { text: `Meeting of ${formatDay(before.heldOn)}`, href: reviewPaths.lessons(before.reviewRef) },
          }
        : null,
    proposal:
      here === null && proposal
        ? `The organisation suggests “${assessmentLevels[proposal.level]}”: ${proposal.reason}`
        : null,
    act: actOf(lesson, here !== null, input),
  };
}

/** Every lesson at a meeting: what the board said, beside the record as it stood on that day. */
export function reviewLessonsPage(input: LessonsInput): ReviewLessonsPage {
  const { review, here, episode, said } = input;
  const assessed = here.filter(({ kind }) => kind === 'board').length;
  return {
    title: `Lessons: ${review.boardName}, ${formatDay(review.heldOn)}`,
    heading: 'The eight lessons',
    caption: captionOf(review),
    breadcrumbs: aboveLessons(review),
    said,
    lead:
      assessed === 0
        ? 'No lesson has been assessed at this meeting.'
        : `${plural(assessed, 'lesson')} of 8 ${assessed === 1 ? 'has' : 'have'} been assessed at this meeting.`,
    shut: shutWords(input.shut, review),
    about: episode && { text: `${episode.ref} ${episode.title}`, href: episodePaths.show(episode.ref) },
    lessons: lessons.map((lesson) => cardOf(lesson, input)),
  };
}
