import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import type { UsedFact } from '../../lessons/domain/signal.js';
import type { SignalReading } from '../../lessons/domain/signals.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { asKnown, knownParameter } from '../../shell/as-known.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import type { SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import { readLine, type SignalLine } from './assessment-part.page.js';
import type { LessonReadings } from './lesson-readings-desk.js';
import { forBoardWords, howRead, type LessonReadingsInput } from './lesson-readings.page.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';
import { factLine, workingOf } from './signal-working.page.js';

/** So many facts on one page of them: they are read down, and printed. */
const factsOnPage = 100;

export type OneSignalInput = Omit<LessonReadingsInput, 'of'> & {
  readonly signal: SignalReading;
  readonly page: number;
  readonly notes: readonly string[];
};

export type OneSignalPage = PageFacts &
  SignalLine & {
    /** "Lesson 4: Responses to failure can be over-reliant on structural reforms". */
    readonly caption: string;
    readonly heading: string;
    readonly episode: Link;
    readonly howRead: string;
    readonly forBoard: string | null;
    readonly working: SummaryList;
    readonly factsHeading: string;
    readonly facts: Table;
    readonly pagination: Pagination | null;
    readonly beside: readonly string[];
    /** The signals before and after it, and the lesson. */
    readonly ways: readonly Link[];
  };

/** One signal of a failure: what it says, how that was worked out, and every fact that went into it. */
export function oneSignalPage(input: OneSignalInput): OneSignalPage {
  const { signal, subject, page } = input;
  const { key, name, lesson, outcome } = signal;
  const [ref, title] = [input.episode?.ref ?? '', input.episode?.title ?? ''];
  const day = input.known.ok ? input.known.value : null;
  const keep = (path: string): string => address(path, { [knownParameter]: day });
  const path = lessonReadingPaths.signal(ref, key);
  const facts = outcome.used;
  const shown = facts.slice((page - 1) * factsOnPage, page * factsOnPage);
  const ofLesson = lessons.find(({ number }) => number === lesson);
  return {
    title: `${key} ${name}: ${title}`,
    description: `What one signal says of ${title} of ${subject.name}, how it was worked out, and the facts that it uses.`,
    breadcrumbs: [
      { text: 'Episodes', href: episodePaths.index() },
      { text: title, href: keep(episodePaths.show(ref)) },
      { text: 'The eight lessons', href: keep(lessonReadingPaths.episode(ref)) },
    ],
    notices: input.notes.map((text) => ({ text })),
    asKnown: asKnown(input.known, { path }),
    isSameForGrants: true,
    ...readLine(signal),
    caption: `Lesson ${lesson}: ${ofLesson?.name ?? ''}`,
    heading: `${key} ${name}`,
    episode: { text: `${title}, ${subject.name}`, href: keep(episodePaths.show(ref)) },
    howRead: howRead(input),
    forBoard: forBoardWords(input),
    working: workingOf(signal),
    factsHeading: facts.length === 0 ? 'The facts that it uses' : `${plural(facts.length, 'fact')} that it uses`,
    facts: factsTable(shown, input, address(lessonReadingPaths.signalCsv(ref, key), { [knownParameter]: day })),
    pagination: paginate(
      { page, shown: shown.length, total: { count: facts.length, capped: false }, size: factsOnPage },
      { path, query: { [knownParameter]: day } },
    ),
    beside: [...outcome.notes],
    ways: waysFrom(input, keep),
  };
}

function factsTable(facts: readonly UsedFact[], readings: LessonReadings, csvHref: string): Table {
  return stacked({
    id: 'facts',
    caption: 'Facts, the newest first',
    captionHidden: true,
    head: tableHead([{ text: 'Fact' }, { text: 'When' }]),
    rows: facts.map((fact) => {
      const { text, href, when } = factLine(fact, readings);
      return { cells: [href === null ? { text } : { text, href }, { text: when ?? whenUnknown(fact) }] };
    }),
    csvHref,
    empty: { text: 'It uses no fact of this record.' },
  });
}

/** A measure is of no day, unless it fell. */
const whenUnknown = ({ kind }: UsedFact): string => (kind === 'measure' ? '' : 'Not known');

function waysFrom({ signal, signals, episode }: OneSignalInput, keep: (path: string) => string): readonly Link[] {
  const at = signals.indexOf(signal);
  const to = (one: SignalReading | undefined, word: string): readonly Link[] =>
    one
      ? [
          {
            text: `${word}: ${one.key} ${one.name}`,
            href: keep(lessonReadingPaths.signal(episode?.ref ?? '', one.key)),
          },
        ]
      : [];
  return [
    ...to(signals[at - 1], 'Previous signal'),
    ...to(signals[at + 1], 'Next signal'),
    { text: 'All eight lessons of this failure', href: keep(lessonReadingPaths.episode(episode?.ref ?? '')) },
    { text: `About lesson ${signal.lesson}`, href: lessonPaths.show(signal.lesson) },
  ];
}

type FactRow = { readonly fact: UsedFact; readonly signal: SignalReading; readonly readings: LessonReadings };

const columns: readonly CsvColumn<FactRow>[] = [
  { header: 'organisation', value: ({ readings }) => readings.subject.name },
  { header: 'episode', value: ({ readings }) => readings.episode?.ref },
  { header: 'signal', value: ({ signal }) => signal.key },
  { header: 'kind', value: ({ fact }) => fact.kind },
  { header: 'ref', value: ({ fact }) => fact.ref },
  { header: 'fact', value: ({ fact }) => fact.label },
  { header: 'on', value: ({ fact }) => fact.on?.start },
  { header: 'precision', value: ({ fact }) => fact.on?.precision },
  { header: 'mode', value: ({ readings }) => readings.reading.mode },
  { header: 'as_of', value: ({ readings }) => readings.reading.asOf },
  { header: 'scope', value: ({ readings }) => readings.reading.scope },
];

/** A row for each fact that the signal uses, the newest first. */
export const signalFactsCsv = (signal: SignalReading, readings: LessonReadings): CsvFile =>
  csvFile(
    columns,
    signal.outcome.used.map((fact) => ({ fact, signal, readings })),
  );
