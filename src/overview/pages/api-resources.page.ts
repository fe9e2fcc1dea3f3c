import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { standings } from '../../episodes/domain/standing.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { periodText } from '../../kernel/period.js';
import type { MeasureSeries } from '../../measures/data/measure-facts.js';
import { seriesOf } from '../../measures/data/measure-facts.js';
import type { Shown } from '../../measures/domain/disclosure.js';
import { letters } from '../../measures/domain/disclosure.js';
import { measureRoles } from '../../measures/domain/measure.js';
import type { Entry } from '../../measures/domain/series.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import type { ClaimRow, ProgrammeRow } from '../../programmes/data/programme.row.js';
import { claimFigures, type ClaimFigure, claimKinds, comparisons, showClaim } from '../../programmes/domain/claim.js';
import { programmeStatuses } from '../../programmes/domain/programme.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import type { Filters } from '../../shell/filters.js';
import type { SourceListRow } from '../../sources/data/source-pages.row.js';
import { sourceKinds } from '../../sources/domain/source-kinds.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ApiInspectionRow, ApiJudgementRow } from '../data/api.row.js';
import type { EpisodeListRow, OrganisationListRow } from '../data/lists.row.js';
import {
  type ApiField,
  type ApiResource,
  type ApiValue,
  coded,
  field,
  listOf,
  maybe,
  yes,
} from './api-resource.page.js';
import { episodeFilters } from './lists-episodes.page.js';
import { organisationFilters } from './lists-organisations.page.js';

const yesNoOrNull = (flag: number | null): boolean | null => (flag === null ? null : flag === 1);

const marks = <Row extends { readonly verified: number; readonly inferred: number }>(): readonly ApiField<Row>[] => [
  field('verified', 'boolean', 'Whether the cited source was read and says so.', ({ verified }) => yes(verified)),
  field('inferred', 'boolean', 'Whether a part of it was worked out rather than read.', ({ inferred }) =>
    yes(inferred),
  ),
];

export const organisations: ApiResource<OrganisationListRow> = {
  key: 'organisations',
  schema: 'Organisation',
  says: 'Public bodies with their latest judgement and how they stand.',
  order: 'by name',
  filters: organisationFilters([]),
  place: ({ sortName, id }) => [sortName, id],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('name', 'text', 'Its official name today.', ({ name }) => name),
    coded(
      field('kind', 'code', 'What it is.', ({ kind }) => kind),
      organisationKinds,
    ),
    maybe('partOf', 'text', 'What it is a part of.', ({ parentName }) => parentName),
    maybe('region', 'code', 'Region or nation.', ({ region }) => region),
    coded(
      field('state', 'code', 'How it stands, from judgements and decisions.', ({ state }) => state),
      standings,
    ),
    field('episodes', 'integer', 'Episodes of failure on the record.', ({ episodes }) => episodes),
    field('openEpisodes', 'integer', 'Of those, still open.', ({ openEpisodes }) => openEpisodes),
    field('relapses', 'integer', 'Of those, relapses.', ({ relapses }) => relapses),
    maybe('latestInspection', 'code', 'The inspection of the latest judgement.', ({ latestRef }) => latestRef),
    maybe('latestJudgedOn', 'date', 'When that was.', ({ latestOn }) => latestOn),
    maybe('latestOverall', 'text', 'Its overall grade as published.', ({ latestLabel }) => latestLabel),
    maybe('latestBand', 'code', 'Our reading of that grade across scales.', ({ latestBand }) => latestBand),
    maybe('framework', 'code', 'The framework of that judgement.', ({ frameworkKey }) => frameworkKey),
    field('page', 'text', 'Its page here.', ({ slug }) => organisationPaths.show(slug)),
  ],
};

export const episodes = (today: CalendarDay): ApiResource<EpisodeListRow> => ({
  key: 'episodes',
  schema: 'Episode',
  says: 'Episodes of failure. Dates from judgements and what people decided stand beside each other.',
  order: 'the latest trigger first',
  filters: episodeFilters(today),
  place: ({ triggerDay, id }) => [triggerDay, id],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('organisation', 'text', 'The body.', ({ organisationName }) => organisationName),
    field('organisationPage', 'text', 'Its page here.', ({ organisationSlug }) =>
      organisationPaths.show(organisationSlug),
    ),
    field('title', 'text', 'What it is called.', ({ title }) => title),
    field('area', 'code', 'The part of the work that failed.', ({ area }) => area),
    maybe('unit', 'text', 'The part judged, where it is not the whole.', ({ unit }) => unit),
    field('state', 'code', 'Where it stands.', ({ state }) => state),
    maybe('decidedState', 'code', 'The state that a person decided.', ({ status }) => status),
    field('triggerKind', 'code', 'What opened it.', ({ triggerKind }) => triggerKind),
    field('triggerOn', 'date', 'When, as recorded.', ({ triggerOn }) => triggerOn),
    maybe(
      'triggerInspection',
      'code',
      'The inspection that opened it.',
      ({ triggerInspectionRef }) => triggerInspectionRef,
    ),
    maybe(
      'triggerOnFromJudgements',
      'date',
      'The trigger, from judgements alone.',
      ({ derivedTriggerOn }) => derivedTriggerOn,
    ),
    maybe(
      'notFailingOnFromJudgements',
      'date',
      'The first judgement that was not failing.',
      ({ derivedNotFailingOn }) => derivedNotFailingOn,
    ),
    maybe(
      'goodOnFromJudgements',
      'date',
      'The first judgement of good or better.',
      ({ derivedGoodOn }) => derivedGoodOn,
    ),
    maybe('notFailingOn', 'date', 'Not failing since, as recorded.', ({ notFailingOn }) => notFailingOn),
    maybe('recoveredOn', 'date', 'When somebody decided that it had recovered.', ({ recoveredOn }) => recoveredOn),
    maybe('recoveryBasis', 'code', 'On what that rests.', ({ recoveryBasis }) => recoveryBasis),
    maybe('interventionEndedOn', 'date', 'When intervention ended.', ({ interventionEndedOn }) => interventionEndedOn),
    maybe('closedOn', 'date', 'When it was closed otherwise.', ({ closedOn }) => closedOn),
    maybe('closeReason', 'code', 'Why.', ({ closeReason }) => closeReason),
    maybe('relapseOf', 'code', 'The earlier episode of which it is a relapse.', ({ relapseOfRef }) => relapseOfRef),
    ...marks<EpisodeListRow>(),
    field('page', 'text', 'Its page here.', ({ ref }) => episodePaths.show(ref)),
  ],
});

const yearChoices = (today: CalendarDay): readonly { value: string; text: string }[] => {
  const latest = Number(today.slice(0, 4));
  return Array.from({ length: latest - 1990 + 1 }, (_unused, index) => String(latest - index)).map((year) => ({
    value: year,
    text: year,
  }));
};

const inspectionFilters = (today: CalendarDay) =>
  ({
    organisation: { kind: 'text', label: 'Reference of the body' },
    framework: { kind: 'text', label: 'Key of the framework' },
    from: { kind: 'one', label: 'Judged in or after', any: 'Any year', choices: yearChoices(today) },
    to: { kind: 'one', label: 'Judged in or before', any: 'Any year', choices: yearChoices(today) },
  }) as const satisfies Filters;

export const inspections = (today: CalendarDay): ApiResource<ApiInspectionRow> => ({
  key: 'inspections',
  schema: 'Inspection',
  says: 'Published inspections, assessments and reviews.',
  order: 'as they were recorded',
  filters: inspectionFilters(today),
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('organisation', 'code', 'The reference of the body.', ({ organisationRef }) => organisationRef),
    field('organisationName', 'text', 'The name of the body.', ({ organisationName }) => organisationName),
    field('inspectorate', 'text', 'Who inspected.', ({ inspectorate }) => inspectorate),
    maybe('framework', 'code', 'The version of the framework.', ({ frameworkKey }) => frameworkKey),
    maybe('frameworkTitle', 'text', 'What that is called.', ({ frameworkTitle }) => frameworkTitle),
    maybe(
      'publishedFramework',
      'text',
      'The framework as the source names it.',
      ({ publishedFramework }) => publishedFramework,
    ),
    field('frameworkInferred', 'boolean', 'Whether the framework was worked out.', ({ frameworkInferred }) =>
      yes(frameworkInferred),
    ),
    field('subject', 'text', 'What was inspected.', ({ subject }) => subject),
    maybe('unit', 'text', 'The part looked at, where it was not the whole.', ({ unit }) => unit),
    coded(
      field('type', 'code', 'The type of inspection.', ({ type }) => type),
      inspectionTypes,
    ),
    field('graded', 'boolean', 'Whether it gives grades.', ({ graded }) => yes(graded)),
    maybe('startedOn', 'date', 'First day of the visit.', ({ startedOn }) => startedOn),
    maybe('endedOn', 'date', 'Last day of the visit.', ({ endedOn }) => endedOn),
    maybe('publishedOn', 'date', 'When it was published.', ({ publishedOn }) => publishedOn),
    maybe('judgedOn', 'date', 'The date that counts: publication, otherwise the last day.', ({ judgedOn }) => judgedOn),
    field('dateInferred', 'boolean', 'Whether that date was worked out.', ({ dateInferred }) => yes(dateInferred)),
    maybe('overall', 'text', 'The overall judgement as published.', ({ overallLabel }) => overallLabel),
    maybe('headline', 'text', 'What it says in short.', ({ headline }) => headline),
    maybe('reportUrl', 'text', 'Address of the report.', ({ reportUrl }) => reportUrl),
    maybe('supersededBy', 'code', 'The inspection that took its place.', ({ supersededByRef }) => supersededByRef),
    field('edition', 'integer', 'Counts its published editions.', ({ edition }) => edition),
    maybe('knownOn', 'date', 'When it could first have been known.', ({ knownOn }) => knownOn),
    ...marks<ApiInspectionRow>(),
    field('page', 'text', 'Its page here.', ({ ref }) => inspectionPaths.show(ref)),
  ],
});

export const judgements = (today: CalendarDay): ApiResource<ApiJudgementRow> => ({
  key: 'judgements',
  schema: 'Judgement',
  says: 'What inspections said of each area. Grades keep the words of their framework; bands are our reading.',
  order: 'inspection after inspection as they were recorded, area after area',
  filters: inspectionFilters(today),
  place: ({ inspectionRef, position }) => [inspectionRef, position],
  fields: [
    field('inspection', 'code', 'The reference of the inspection.', ({ inspectionRef }) => inspectionRef),
    field('position', 'integer', 'Its place in the inspection, from 0.', ({ position }) => position),
    field('organisation', 'code', 'The reference of the body.', ({ organisationRef }) => organisationRef),
    maybe('framework', 'code', 'The version of the framework.', ({ frameworkKey }) => frameworkKey),
    maybe('judgedOn', 'date', 'The date that counts.', ({ judgedOn }) => judgedOn),
    maybe('area', 'code', 'The area of the framework; no value where it has none such.', ({ areaKey }) => areaKey),
    field('areaText', 'text', 'The area as published.', ({ areaText }) => areaText),
    maybe('unit', 'text', 'The part judged, where it is not what the inspection is about.', ({ unit }) => unit),
    field('isOverall', 'boolean', 'Whether it is the headline.', ({ isOverall }) => yes(isOverall)),
    maybe('label', 'text', 'The grade as published.', ({ label }) => label),
    maybe('scale', 'code', 'The scale of grades.', ({ scale }) => scale),
    maybe('grade', 'code', 'The grade on that scale.', ({ grade }) => grade),
    maybe(
      'ordinal',
      'integer',
      'Its place on that scale, 1 the worst. Not comparable across scales.',
      ({ ordinal }) => ordinal,
    ),
    maybe('band', 'code', 'Our reading of it across scales.', ({ band }) => band),
    maybe('isFailing', 'boolean', 'Whether the framework counts it as failing.', ({ isFailing }) =>
      yesNoOrNull(isFailing),
    ),
    {
      ...coded(
        maybe('absence', 'code', 'Why there is no grade.', ({ absence }: ApiJudgementRow) => absence),
        gradeAbsences,
      ),
    },
    field('limiting', 'boolean', 'Whether it held the overall grade down.', ({ limiting }) => yes(limiting)),
  ],
});

const numberOf = (shown: Shown): number | null => (shown.is === 'number' ? shown.value : null);
const letterOf = (shown: Shown): string | null => (shown.is === 'letter' ? shown.letter : null);
const letterCodes = Object.fromEntries(letters.map((letter) => [letter, letter]));
const letterWords = 'What stands instead of the number: c withheld, k rounds to zero, x not known, z does not apply.';

const valueFields: readonly ApiValue<Entry>[] = [
  maybe('on', 'date', 'The period.', ({ fact }) => fact.on && periodText(fact.on)),
  maybe('value', 'number', 'The number that whoever asks may see.', ({ shown }) => numberOf(shown)),
  coded(
    maybe('letter', 'code', letterWords, ({ shown }) => letterOf(shown)),
    letterCodes,
  ),
  maybe('low', 'number', 'Lower end, where the source gives a range.', ({ range }) => range?.low ?? null),
  maybe('high', 'number', 'Upper end, where the source gives a range.', ({ range }) => range?.high ?? null),
  field('status', 'code', 'Final, provisional or revised.', ({ fact }) => fact.status),
];

export const measureApiFilters = {
  q: { kind: 'text', label: 'Part of the name of the measure or of the body' },
  role: {
    kind: 'one',
    label: 'What it tells of',
    any: 'Anything',
    choices: Object.entries(measureRoles).map(([value, text]) => ({ value, text })),
  },
  sector: {
    kind: 'one',
    label: 'Service',
    any: 'Any service',
    choices: Object.entries(sectors).map(([value, text]) => ({ value, text })),
  },
} as const satisfies Filters;

export const measures: ApiResource<MeasureSeries> = {
  key: 'measures',
  schema: 'Measure',
  says: 'What was measured, with every number. Small numbers of people are withheld by the same rules as on the pages.',
  order: 'as they were recorded',
  filters: measureApiFilters,
  place: ({ row }) => [row.ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ row }) => row.ref),
    field('name', 'text', 'What is measured.', ({ row }) => row.name),
    field('organisation', 'text', 'The body.', ({ row }) => row.organisationName),
    field('organisationPage', 'text', 'Its page here.', ({ row }) => organisationPaths.show(row.organisationSlug)),
    field('unit', 'text', 'The unit.', ({ row }) => row.unit),
    coded(
      field('role', 'code', 'What it tells of.', ({ row }) => row.role),
      measureRoles,
    ),
    field('polarity', 'code', 'Which way is better.', ({ row }) => row.polarity),
    field('frequency', 'code', 'How often it is measured.', ({ row }) => row.frequency),
    maybe('target', 'number', 'The target.', ({ row }) => row.target),
    field('safetyCritical', 'boolean', 'Whether it is safety-critical.', ({ row }) => yes(row.safetyCritical)),
    listOf(
      { name: 'values', says: 'Every number, the oldest first.' },
      valueFields,
      (measure) => seriesOf(measure).entries,
    ),
    field(
      'forBoard',
      'boolean',
      'Whether its numbers are the true ones, for the people of the body and not for publication: only with a token.',
      ({ scope }) => scope === 'board',
    ),
    field('page', 'text', 'Its page here.', ({ row }) => measurePaths.show(row.ref)),
  ],
};

const figureOf = (code: string): ClaimFigure => (Object.hasOwn(claimFigures, code) ? (code as ClaimFigure) : 'people');
const shownOf = (row: ClaimRow) => showClaim({ ...row, figure: figureOf(row.figure) }, 'public');
const shownNumber = (shown: Shown | null): number | null => (shown ? numberOf(shown) : null);

const claimFields: readonly ApiValue<ClaimRow>[] = [
  field(
    'outcome',
    'text',
    'What it is about: claims about one outcome say so in the same words.',
    ({ outcome }) => outcome,
  ),
  maybe('text', 'text', 'What is claimed; no value where it is withheld.', (row) =>
    shownOf(row).isWithheld ? null : row.text,
  ),
  coded(
    field('figure', 'code', 'What kind of number it gives.', ({ figure }) => figureOf(figure)),
    claimFigures,
  ),
  maybe('value', 'number', 'The number.', (row) => shownNumber(shownOf(row).value)),
  field('withheld', 'boolean', 'Whether it is of so few people that it is withheld.', (row) => shownOf(row).isWithheld),
  maybe('unit', 'text', 'Its unit.', ({ unit }) => unit),
  maybe('population', 'text', 'Of whom.', ({ population }) => population),
  maybe('numerator', 'number', 'How many of them.', (row) => shownNumber(shownOf(row).numerator)),
  maybe('denominator', 'number', 'Out of how many.', (row) => shownNumber(shownOf(row).denominator)),
  maybe('baseline', 'number', 'The number before.', (row) => shownNumber(shownOf(row).baseline)),
  maybe('occurredOn', 'date', 'Of when it is.', ({ occurredOn }) => occurredOn),
  coded(
    maybe('comparison', 'code', 'What it was compared with.', ({ comparison }) => comparison),
    comparisons,
  ),
  coded(
    maybe('kind', 'code', 'How it is known.', ({ claimKind }) => claimKind),
    claimKinds,
  ),
  field('verified', 'boolean', 'Whether the cited source was read and says so.', ({ verified }) => yes(verified)),
];

export type ProgrammeWithClaims = ProgrammeRow & { readonly claims: readonly ClaimRow[] };

export const programmes: ApiResource<ProgrammeWithClaims> = {
  key: 'programmes',
  schema: 'Programme',
  says: 'Practice that travels, with what is claimed for it. Claims that disagree stand beside each other.',
  order: 'by name',
  filters: { q: { kind: 'text', label: 'Programme, or whom it is for' } },
  place: ({ name, id }) => [name, id],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('name', 'text', 'What it is called.', ({ name }) => name),
    maybe('owner', 'text', 'The body that made it.', ({ ownerName }) => ownerName),
    maybe('startedOn', 'date', 'Since when.', ({ startedOn }) => startedOn),
    maybe('forWhom', 'text', 'Ages and group.', ({ forWhom }) => forWhom),
    field('summary', 'text', 'What it is.', ({ summary }) => summary),
    coded(
      field('status', 'code', 'How it stands as a whole.', ({ status }) => status),
      programmeStatuses,
    ),
    listOf({ name: 'claims', says: 'Each claim by itself; none is picked.' }, claimFields, ({ claims }) => claims),
    ...marks<ProgrammeWithClaims>(),
    field('page', 'text', 'Its page here, with money, places and weaknesses.', ({ slug }) => programmePaths.show(slug)),
  ],
};

export const sources: ApiResource<SourceListRow> = {
  key: 'sources',
  schema: 'Source',
  says: 'What facts rest on.',
  order: 'as they were recorded',
  filters: {
    q: { kind: 'text', label: 'Part of the title or of the publisher' },
    kind: {
      kind: 'one',
      label: 'Kind of source',
      any: 'Any kind',
      choices: Object.entries(sourceKinds).map(([value, text]) => ({ value, text })),
    },
  } as const satisfies Filters,
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('title', 'text', 'Its title.', ({ title }) => title),
    maybe('publisher', 'text', 'Who published it.', ({ publisher }) => publisher),
    maybe('publishedOn', 'date', 'When.', ({ publishedOn }) => publishedOn),
    maybe('accessedOn', 'day', 'When it was last looked at.', ({ accessedOn }) => accessedOn),
    maybe('url', 'text', 'The publisher’s address.', ({ url }) => url),
    maybe('archiveUrl', 'text', 'An archived copy.', ({ archiveUrl }) => archiveUrl),
    maybe('licence', 'text', 'Its licence.', ({ licence }) => licence),
    coded(
      field('kind', 'code', 'What it is.', ({ kind }) => kind),
      sourceKinds,
    ),
    field('verified', 'boolean', 'Whether somebody read it for this record.', ({ verified }) => yes(verified)),
    field('facts', 'integer', 'How many facts rest on it, counted up to 1,001.', ({ facts }) => facts),
    field('page', 'text', 'Its page here.', ({ ref }) => sourcePaths.show(ref)),
  ],
};
