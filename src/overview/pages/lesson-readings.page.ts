import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { recordInWords } from '../../lessons/domain/assessment-words.js';
import type { SignalReading } from '../../lessons/domain/signals.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { asKnown, type KnownRefusal, knownParameter } from '../../shell/as-known.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import type { SaidAssessment } from '../../lessons/data/lesson-assessment.row.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { SubNavigation } from '../../shell/navigation.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import { assessmentLevels, lessons, type LessonNumber } from '../../vocabulary/domain/lessons.js';
import type { LessonReadings } from './lesson-readings-desk.js';
import { type AssessmentPart, assessmentPart, levelTag } from './assessment-part.page.js';
import { historyPaths } from './history.paths.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';
import { kindAndPlace, pagesOfOrganisation } from './organisation-frame.page.js';
import { type SignalWorking, signalWorking } from './signal-working.page.js';

export type LessonReadingsInput = LessonReadings & {
  readonly known: Result<CalendarDay | null, KnownRefusal>;
  /** Whether it is the page of the body, or of the failure. */
  readonly of: 'organisation' | 'episode';
};

/** One lesson: what the board said of it, and under it what the record shows. */
export type LessonPart = {
  readonly id: string;
  readonly number: string;
  readonly heading: string;
  readonly question: string;
  readonly about: Link;
  /** What opens it on a phone; on a wider page it stands open. */
  readonly opens: string;
  /** Whether anything that the board said of any lesson may be read, and so it is heard on each. */
  readonly hasBoard: boolean;
  readonly assessment: AssessmentPart | null;
  readonly signals: readonly SignalWorking[];
};

export type LessonReadingsPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly subNavigation: SubNavigation | null;
  /** The failure that is read. */
  readonly episode: Link | null;
  readonly others: readonly Link[];
  /** Which day and which facts. */
  readonly howRead: string;
  /** Said to those who read what is for the board alone. */
  readonly forBoard: string | null;
  /** Said once where nothing that the board said of any lesson may be read. */
  readonly boardIsSilent: string | null;
  /** Said where most of it is not on the record yet: that is how every record begins. */
  readonly dayOne: string | null;
  /** Said instead of the lessons where no failure is on the record. */
  readonly nothing: string | null;
  readonly overview: Table | null;
  readonly lessons: readonly LessonPart[];
};

/** The eight lessons of a failure: two readings beside each other, of which neither changes the other. */
export function lessonReadingsPage(input: LessonReadingsInput): LessonReadingsPage {
  const { subject, episode, others, of } = input;
  const day = input.known.ok ? input.known.value : null;
  const keep = (path: string): string => address(path, { [knownParameter]: day });
  const path = pathOf(input);
  const parts = episode && input.signals.length > 0 ? lessons.map(({ number }) => lessonPart(number, input)) : [];
  return {
    title: of === 'organisation' ? `Lessons: ${subject.name}` : `The eight lessons: ${episode?.title ?? ''}`,
    description: `What the record of ${subject.name} shows about the eight lessons of failure and recovery, beside what its board said.`,
    breadcrumbs:
      of === 'organisation'
        ? [
            { text: 'Organisations', href: organisationPaths.index() },
            { text: subject.name, href: keep(organisationPaths.show(subject.slug)) },
          ]
        : [
            { text: 'Episodes', href: episodePaths.index() },
            { text: episode?.title ?? '', href: keep(episodePaths.show(episode?.ref ?? '')) },
          ],
    asKnown: asKnown(input.known, { path }),
    historyHref:
      of === 'organisation'
        ? historyPaths.of('organisation', subject.ref)
        : historyPaths.of('failure_episode', episode?.ref ?? ''),
    isSameForGrants: true,
    caption: of === 'organisation' ? kindAndPlace(subject) : subject.name,
    heading: of === 'organisation' ? 'Lessons' : `The eight lessons: ${episode?.title ?? ''}`,
    subNavigation: of === 'organisation' ? pagesOfOrganisation(subject, { path, knownOn: day }) : null,
    episode: episode && { text: episode.title, href: keep(episodePaths.show(episode.ref)) },
    others: others.map(({ title, ref }) => ({ text: title, href: keep(lessonReadingPaths.episode(ref)) })),
    howRead: howRead(input),
    forBoard: forBoardWords(input),
    boardIsSilent: parts.length > 0 && input.assessments.length === 0 ? silence(input) : null,
    dayOne: parts.length > 0 && isMostlyMissing(input.signals) ? dayOne : null,
    nothing: parts.length > 0 ? null : nothingWords(input),
    overview: parts.length > 0 ? overviewOf(input) : null,
    lessons: parts,
  };
}

const pathOf = ({ of, subject, episode }: Pick<LessonReadingsInput, 'of' | 'subject' | 'episode'>): string =>
  of === 'organisation'
    ? lessonReadingPaths.organisation(subject.slug)
    : lessonReadingPaths.episode(episode?.ref ?? '');

const csvPathOf = ({ of, subject, episode }: LessonReadingsInput): string =>
  of === 'organisation'
    ? lessonReadingPaths.organisationCsv(subject.slug)
    : lessonReadingPaths.episodeCsv(episode?.ref ?? '');

const silence = ({ reading }: LessonReadings): string =>
  reading.scope === 'board'
    ? 'The board has said nothing of these lessons by this day, so only the second reading is here. It judges them at a meeting.'
    : 'No board has published what it thinks of these lessons, so only the second reading is here. Boards publish it with the minutes of the meeting at which they judged.';

export const forBoardWords = ({ reading }: LessonReadings): string | null =>
  reading.scope === 'board'
    ? 'This is the board’s reading: it uses what is for the organisation and its board alone. Everybody else is shown what public facts say.'
    : null;

const dayOne =
  'Most of it says “Not enough on the record”. That is how every record begins, and it is no mark against anybody: each signal says below what to add.';

const isMostlyMissing = (signals: readonly SignalReading[]): boolean =>
  signals.filter(({ outcome }) => outcome.result === 'not_enough').length * 2 > signals.length;

export function howRead({ reading }: LessonReadings): string {
  const on = formatDay(reading.asOf);
  return reading.mode === 'known'
    ? `As known on ${on}: facts that became known later, or of which nobody knows when they became known, are left out.`
    : `With hindsight, on ${on}: every fact that had happened by then, whenever it became known.`;
}

const nothingWords = ({ episode, reading, subject }: LessonReadings): string =>
  episode
    ? `Nothing of this failure could be read on ${formatDay(reading.asOf)}.`
    : `The lessons are read from a failure and what followed it. By ${formatDay(reading.asOf)} none of ${subject.name} is on the record: a judgement or a notice that opens one brings this page to life.`;

const recordOf = (signals: readonly SignalReading[]) =>
  signals.map(({ key, name, outcome }) => ({ key, name, result: outcome.result }));

function lessonPart(number: LessonNumber, input: LessonReadings): LessonPart {
  const { name, question } = lessons[number - 1] ?? { name: '', question: '' };
  const own = input.signals.filter(({ lesson }) => lesson === number);
  const said = input.assessments.find(({ lesson }) => lesson === number);
  return {
    id: `lesson-${number}`,
    number: String(number),
    heading: `${number}. ${name}`,
    question,
    about: { text: `About lesson ${number}`, href: lessonPaths.show(number) },
    opens: input.assessments.length > 0 ? 'What the board said, and what the record shows' : 'What the record shows',
    hasBoard: input.assessments.length > 0,
    assessment: said ? saidPart(said, own) : null,
    signals: own.map((signal) => signalWorking(signal, input)),
  };
}

const notPublicYet = 'Not public: the minutes do not tell of it, or not yet.';

/** What may be read of it: its evidence in numbers, and that some of it was taken back since. */
function saidPart(said: SaidAssessment, own: readonly SignalReading[]): AssessmentPart {
  const reader = said.isPublic ? 'public' : 'board';
  const part = assessmentPart({ ...said, signals: [], evidence: [] }, reader, recordOf(own));
  return {
    ...part,
    when: said.isPublic ? part.when : `${part.when} ${notPublicYet}`,
    evidence: said.pieces === 0 ? part.evidence : `It rests on ${plural(said.pieces, 'piece')} of evidence.`,
    withdrawn:
      said.withdrawn === 0
        ? []
        : [`${plural(said.withdrawn, 'piece')} of it ${said.withdrawn === 1 ? 'was' : 'were'} withdrawn`],
  };
}

const nothingSaid = ({ reading }: LessonReadings): string =>
  reading.scope === 'board' ? 'Nothing said yet' : 'Nothing published';

/** One row a lesson: no total, and nothing by which bodies could be put in an order. */
function overviewOf(input: LessonReadingsInput): Table {
  return {
    ...stacked({
      id: 'eight-lessons',
      caption: 'The eight lessons at a glance',
      captionHidden: true,
      head: tableHead([{ text: 'Lesson' }, { text: 'What the board said' }, { text: 'What the record shows' }]),
      rows: lessons.map(({ number, name }) => {
        const said = input.assessments.find(({ lesson }) => lesson === number);
        const own = input.signals.filter(({ lesson }) => lesson === number);
        return {
          cells: [
            { text: `${number}. ${name}`, href: `#lesson-${number}`, header: true },
            said
              ? { tag: levelTag(said.level), note: `${formatDay(said.heldOn)}${said.isPublic ? '' : ', not public'}` }
              : { text: nothingSaid(input) },
            { text: recordInWords(recordOf(own)) || 'Not read yet' },
          ],
        };
      }),
    }),
    csvHref: address(csvPathOf(input), { [knownParameter]: input.known.ok ? input.known.value : null }),
  };
}

type CsvRow = { readonly signal: SignalReading; readonly readings: LessonReadings };

const columns: readonly CsvColumn<CsvRow>[] = [
  { header: 'organisation', value: ({ readings }) => readings.subject.name },
  { header: 'episode', value: ({ readings }) => readings.episode?.ref },
  { header: 'lesson', value: ({ signal }) => signal.lesson },
  { header: 'signal', value: ({ signal }) => signal.key },
  { header: 'name', value: ({ signal }) => signal.name },
  { header: 'result', value: ({ signal }) => signal.outcome.result },
  { header: 'value', value: ({ signal }) => signal.outcome.value },
  { header: 'uncertainty', value: ({ signal }) => signal.outcome.uncertainty },
  { header: 'n', value: ({ signal }) => signal.outcome.n },
  { header: 'sentence', value: ({ signal }) => signal.outcome.sentence },
  { header: 'missing', value: ({ signal }) => signal.outcome.missing.join(' ') },
  { header: 'notes', value: ({ signal }) => signal.outcome.notes.join(' ') },
  { header: 'facts', value: ({ signal }) => signal.outcome.used.map(({ ref, id }) => ref ?? id).join(' ') },
  { header: 'formula_version', value: ({ signal }) => signal.version },
  { header: 'limits_edition', value: ({ signal }) => signal.edition },
  { header: 'mode', value: ({ readings }) => readings.reading.mode },
  { header: 'as_of', value: ({ readings }) => readings.reading.asOf },
  { header: 'scope', value: ({ readings }) => readings.reading.scope },
  { header: 'board_level', value: (row) => levelOf(row) },
];

function levelOf({ signal, readings }: CsvRow): string | null {
  const said = readings.assessments.find(({ lesson }) => lesson === signal.lesson);
  return said ? assessmentLevels[said.level] : null;
}

/** A row for each signal, in the order of the lessons. */
export const lessonReadingsCsv = (readings: LessonReadings): CsvFile =>
  csvFile(
    columns,
    readings.signals.map((signal) => ({ signal, readings })),
  );
