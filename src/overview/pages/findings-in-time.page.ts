import { frameworkFamily } from '../../inspections/domain/framework-family.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import type { FoundThing, Foresight, Recurrence } from '../../lessons/domain/findings-in-time.js';
import { recurrencesIn, surprisesIn, type TiedAction } from '../../lessons/domain/findings-in-time.js';
import type { AreaGrade } from '../../lessons/domain/lesson3/facts.js';
import { type GradePair, pairsOf } from '../../lessons/domain/lesson3/l3-3-our-view-and-theirs.js';
import { countWords, numberWords, shareWords } from '../../lessons/domain/signal-words.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { onDay } from '../../kernel/period.js';
import { formatDay, formatPeriod } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { type InspectorFact, soonAfterDays, type ViewFact } from '../domain/assurance-triangle.js';
import type { Dossier, InspectionFact } from '../domain/dossier.js';
import { labelOf } from './dossier-words.page.js';
import { findingsInTimePaths } from './findings-in-time.paths.js';
import {
  type DossierPageInput,
  hindsightNotice,
  keepKnown,
  organisationFrame,
  type OrganisationFrame,
} from './organisation-frame.page.js';

export type FindingsInTimeInput = DossierPageInput & {
  /** Actions of the plan that people tied to findings; null: the reader may not read the plan. */
  readonly tied: readonly TiedAction[] | null;
  readonly views: readonly ViewFact[];
  readonly inspectors: readonly InspectorFact[];
};

/** One of the three questions: what was counted, of how many, how, and the facts themselves. */
export type FindingsPart = {
  readonly id: string;
  readonly heading: string;
  readonly finding: string;
  readonly how: string;
  readonly table: Table | null;
};

export type FindingsInTimePage = PageFacts &
  OrganisationFrame & { readonly parts: readonly FindingsPart[]; readonly lesson: Link };

type Found = FoundThing & {
  readonly areaLabel: string;
  readonly inspectionRef: string;
  readonly inspectionLabel: string;
};

/** What inspectors found again, what the organisation had not on its own list, and how it and they judged the same. */
export function findingsInTimePage(input: FindingsInTimeInput): FindingsInTimePage {
  const { self } = input.dossier;
  return {
    ...organisationFrame(input, { path: findingsInTimePaths.show(self.slug) }),
    title: `What inspectors found at ${self.name}`,
    description: `Findings that came again at ${self.name}, those that were not on its own list, and how it and its inspectors judged the same.`,
    notices: hindsightNotice(input),
    parts: [againPart(input), surprisePart(input), viewsPart(input)],
    lesson: { text: 'Lesson 3: insularity', href: lessonPaths.show(3) },
  };
}

/** Findings that ask for something, of every inspection of the body and its family, with what area they speak of. */
export const findingsOf = ({ inspections }: Dossier): readonly Found[] =>
  inspections.flatMap((inspection) =>
    inspection.findings
      .filter(({ kind }) => kind !== 'strength')
      .map(({ id, areaKey, text, cause }) => ({
        id,
        inspectionId: inspection.id,
        inspectionRef: inspection.ref,
        inspectionLabel: inspection.judgedOn ? formatPeriod(inspection.judgedOn) : 'Date not known',
        text,
        cause,
        on: inspection.judgedOn,
        ...areaOf(inspection, areaKey),
      })),
  );

/** The area of the framework whatever its version; where the finding names none, the part of the work. */
function areaOf({ framework, area }: InspectionFact, areaKey: string | null): Pick<Found, 'area' | 'areaLabel'> {
  if (framework && areaKey !== null) {
    const label = framework.areas.find(({ key }) => key === areaKey)?.label ?? areaKey;
    return { area: `${frameworkFamily(framework.key)} ${areaKey}`, areaLabel: label };
  }
  return { area, areaLabel: area === null ? 'Not known' : labelOf(episodeAreas, area) };
}

function againPart(input: FindingsInTimeInput): FindingsPart {
  const { groups, again, compared, notCompared } = recurrencesIn(findingsOf(input.dossier));
  const left =
    notCompared === 0
      ? ''
      : ` ${countWords(notCompared, 'more finding has', 'more findings have')} no date, area or cause on the record and cannot be compared.`;
  return {
    id: 'again',
    heading: 'Found again',
    finding:
      compared === 0
        ? 'No finding is on the record with its date, its area and its cause, so none can be compared.'
        : `${shareWords(again, compared)} findings have the same area and the same cause as one of an earlier inspection.${left}`,
    how: 'Counted over every inspection of the organisation and of the bodies that hang together with it. The same area and cause twice is a question, not an answer: words are not compared, and much may have been done between.',
    table:
      groups.length === 0
        ? null
        : stacked(
            {
              id: 'found-again',
              caption: 'Findings of the same area and cause',
              captionHidden: true,
              head: tableHead([{ text: 'Area and cause' }, { text: 'What was found' }, { text: 'Inspection' }]),
              rows: groups.flatMap((group) => recurrenceRows(group)),
            },
            ['', 'What was found', 'Inspection'],
          ),
  };
}

const recurrenceRows = ({ found }: Recurrence<Found>): Table['rows'] =>
  found.map((one, place) => ({
    cells: [
      {
        text: `${one.areaLabel}: ${labelOf(causes, one.cause ?? '').toLowerCase()}`,
        note: place === 0 ? countWords(found.length, 'finding') : null,
        header: true,
      },
      { text: one.text },
      { text: one.inspectionLabel, href: inspectionPaths.show(one.inspectionRef) },
    ],
  }));

function surprisePart(input: FindingsInTimeInput): FindingsPart {
  const part = { id: 'surprises', heading: 'Not on its own list' };
  const how =
    'A finding counts once a person has tied it to an action of the plan, on the page of that action. It was a surprise where no such action had been written on this record before inspectors published. What nobody tied is left out: nobody has said whether it was known.';
  if (!input.tied)
    return {
      ...part,
      finding: 'Whether a finding was a surprise is told from the plan, which is for the organisation and its board.',
      how,
      table: null,
    };
  const { told, surprises, of, untold } = surprisesIn(findingsOf(input.dossier), input.tied);
  const left = untold === 0 ? '' : ` Of ${countWords(untold, 'more finding')} it cannot be said.`;
  return {
    ...part,
    finding:
      of === 0
        ? `No finding is tied to an action of the plan yet, so of none it can be said whether it was a surprise.${left}`
        : `${shareWords(surprises, of)} findings were not on the organisation’s own list before inspectors published.${left}`,
    how,
    table:
      told.length === 0
        ? null
        : stacked(
            {
              id: 'own-list',
              caption: 'Findings with the first action that answers each',
              captionHidden: true,
              head: tableHead([
                { text: 'Finding' },
                { text: 'Published' },
                { text: 'First action on the list' },
                { text: 'Was it known?' },
              ]),
              rows: told.map(foresightRow),
            },
            ['', 'Published', 'First action on the list', 'Was it known?'],
          ),
  };
}

const knownWords: Readonly<Record<Foresight<Found>['is'], string>> = {
  known: 'On its list before',
  surprise: 'A surprise',
  unsure: 'The date is not exact enough',
};

const foresightRow = ({ finding, action, is }: Foresight<Found>): Table['rows'][number] => ({
  cells: [
    { text: finding.text, header: true },
    { text: finding.inspectionLabel, href: inspectionPaths.show(finding.inspectionRef) },
    {
      text: `${action.ref} ${action.title}`,
      href: planPaths.milestone(action.planRef, action.ref),
      note: `Written on ${formatDay(action.writtenOn)}`,
    },
    { text: knownWords[is] },
  ],
});

function viewsPart(input: FindingsInTimeInput): FindingsPart {
  const own = input.views.filter(({ kind }) => kind === 'self').map((view) => ownGrade(view));
  const pairs = pairsOf(own, input.inspectors.map(outsideGrade), soonAfterDays);
  const mean = pairs.reduce((sum, { steps }) => sum + steps, 0) / pairs.length;
  return {
    id: 'views',
    heading: 'Its view and theirs',
    finding:
      pairs.length === 0
        ? 'No area was judged by the organisation and by inspectors at about the same time, on the same scale.'
        : `On average the organisation rated itself ${stepWords(mean)} inspectors did, over ${countWords(pairs.length, 'area')}.`,
    how: `Each area counts once: its newest judgement with a self-assessment on the same version of the scale, within ${soonAfterDays} days of each other. Grades of different scales are not compared.`,
    table:
      pairs.length === 0
        ? null
        : stacked(
            {
              id: 'views-compared',
              caption: 'Areas that the organisation and inspectors judged',
              captionHidden: true,
              head: tableHead([{ text: 'Area' }, { text: 'Its view' }, { text: 'Inspectors' }, { text: 'The gap' }]),
              rows: pairs.map((pair) => pairRow(pair, input)),
            },
            ['', 'Its view', 'Inspectors', 'The gap'],
          ),
  };
}

const ownGrade = ({ ref, frameworkKey, areaKey, areaLabel, scaleId, ordinal, on }: ViewFact): AreaGrade => ({
  id: ref,
  ref,
  area: `${frameworkFamily(frameworkKey)} ${areaKey}`,
  areaLabel,
  scaleId,
  ordinal,
  on: onDay(on),
});

const outsideGrade = ({ ref, frameworkKey, areaKey, scaleId, ordinal, judgedOn }: InspectorFact): AreaGrade => ({
  id: ref,
  ref,
  area: `${frameworkFamily(frameworkKey)} ${areaKey}`,
  areaLabel: areaKey,
  scaleId,
  ordinal,
  on: judgedOn,
});

/** When the body said so, and whether it is for its board alone. */
const ownNote = ({ on, isForBoard }: ViewFact): string =>
  isForBoard ? `${formatDay(on)}. Not for publication.` : formatDay(on);

function pairRow(
  { own, outside, steps }: GradePair,
  { views, inspectors }: FindingsInTimeInput,
): Table['rows'][number] {
  const mine = views.find(({ kind, ref }) => kind === 'self' && ref === own.ref);
  const theirs = inspectors.find(
    (one) => one.ref === outside.ref && `${frameworkFamily(one.frameworkKey)} ${one.areaKey}` === outside.area,
  );
  return {
    cells: [
      { text: own.areaLabel, header: true },
      { text: mine?.label ?? '', note: mine ? ownNote(mine) : null },
      { text: theirs?.label ?? '', note: formatPeriod(outside.on), href: inspectionPaths.show(outside.ref) },
      { text: steps === 0 ? 'The same' : `${countWords(Math.abs(steps), 'step')} ${steps > 0 ? 'higher' : 'lower'}` },
    ],
  };
}

/** "0.5 steps higher than", "as". */
function stepWords(mean: number): string {
  if (mean === 0) return 'as';
  const steps = Math.abs(mean) === 1 ? '1 step' : `${numberWords(Math.abs(mean))} steps`;
  return `${steps} ${mean > 0 ? 'higher' : 'lower'} than`;
}

/** Where the page of the inspections of a body leads on to. */
export const findingsLink = (input: DossierPageInput): Link => ({
  text: 'What was found again, and what was a surprise',
  href: keepKnown(input, findingsInTimePaths.show(input.dossier.self.slug)),
});
