import { roleWords } from '../../access/domain/role-words.js';
import { roleNames } from '../../access/domain/roles.js';
import { interventionLevels, levelMeanings } from '../../interventions/domain/intervention.js';
import { interventionKinds, interventionPowers } from '../../interventions/domain/intervention-record.js';
import { eventKinds } from '../../interventions/domain/timeline-event.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { type Table, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { evidenceKinds, evidenceMethods, evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';
import { impacts } from '../../vocabulary/domain/impacts.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { gradeUnknownReasons, notRatedReasons, noSuchJudgement } from '../../vocabulary/domain/not-rated-reasons.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';

type Words = Readonly<Record<string | number, string>>;

type CodeList = {
  readonly id: string;
  readonly heading: string;
  readonly words: Words;
  /** What a code means, where the record says so. */
  readonly meanings?: Words;
};

/** The lists that the record is written in, taken from where they are defined: none is typed again here. */
export const codeLists: readonly CodeList[] = [
  { id: 'roles', heading: 'Roles', words: roleNames, meanings: roleWords },
  { id: 'warning-kinds', heading: 'Kinds of warning sign', words: warningKinds },
  { id: 'evidence-kinds', heading: 'Kinds of evidence', words: evidenceKinds },
  { id: 'evidence-methods', heading: 'How evidence was gathered', words: evidenceMethods },
  { id: 'evidence-strengths', heading: 'Strength of evidence', words: evidenceStrengths },
  { id: 'inspection-types', heading: 'Kinds of inspection', words: inspectionTypes },
  { id: 'not-rated-reasons', heading: 'Reasons for giving no grade', words: notRatedReasons },
  {
    id: 'other-absences',
    heading: 'Other reasons for there being no grade',
    words: { ...gradeUnknownReasons, ...noSuchJudgement },
  },
  { id: 'episode-areas', heading: 'Areas of an episode', words: episodeAreas },
  { id: 'causes', heading: 'Causes of failure', words: causes },
  { id: 'impacts', heading: 'Impacts', words: impacts },
  { id: 'event-kinds', heading: 'Kinds of event', words: eventKinds },
  { id: 'intervention-levels', heading: 'Levels of intervention', words: interventionLevels, meanings: levelMeanings },
  { id: 'intervention-kinds', heading: 'Kinds of intervention', words: interventionKinds },
  { id: 'intervention-powers', heading: 'Powers of an intervention', words: interventionPowers },
];

const tableOf = ({ id, heading, words, meanings }: CodeList): Table => ({
  id: `codes-${id}`,
  caption: heading,
  captionHidden: true,
  head: tableHead(['Words', 'Code'].map((text) => ({ text }))),
  rows: Object.entries(words).map(([code, text]) => ({
    cells: [{ header: true, text, note: meanings?.[code] ?? null }, { text: code }],
  })),
  empty: { text: 'This list is empty.' },
});

export type CodeListsPage = PageFacts & {
  readonly paragraphs: readonly string[];
  readonly lists: readonly { readonly id: string; readonly heading: string; readonly table: Table }[];
};

/** Every list of codes with its words, to be read. */
export const codeListsPage = (): CodeListsPage => ({
  title: 'Lists of codes',
  paragraphs: [
    'Every list that the record is written in, with its codes as they stand in downloads. Codes are part of the version of the service: they change only with a new version, never here, so that rules, counts and downloads mean the same everywhere. What was recorded under an old code stays readable.',
    'Frameworks, their areas and their grades are looked after under framework versions, and bank holidays in the working-day calendar.',
  ],
  lists: codeLists.map((each) => ({
    id: each.id,
    heading: `${each.heading}: ${plural(Object.keys(each.words).length, 'code')}`,
    table: tableOf(each),
  })),
});
