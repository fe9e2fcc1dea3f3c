import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { address, type Link } from '../../shell/links.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { periodText } from '../../kernel/period.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { EmptyState } from '../../shell/parts.js';
import { stacked, type Table } from '../../shell/table.js';
import type { Body, InspectionFact, JudgementFact } from '../domain/dossier.js';
import { Citing } from './citing.page.js';
import { findingsLink } from './findings-in-time.page.js';
import { bandWords, judgementWords, precisionOf, settingWords } from './dossier-words.page.js';
import { inspectionsTable, streamsOf } from './judgements-table.page.js';
import {
  type DossierPageInput,
  hindsightNotice,
  keepKnown,
  organisationFrame,
  type OrganisationFrame,
  sourcesNoteOf,
} from './organisation-frame.page.js';

export type OrganisationInspectionsPage = PageFacts &
  OrganisationFrame & {
    readonly name: string;
    readonly heading: string;
    readonly streams: readonly { readonly heading: string; readonly id: string; readonly table: Table }[];
    readonly csvHref: string | null;
    /** Where the findings of all of them are read together. */
    readonly findings: Link;
    /** For whoever may start an inspection of it. */
    readonly startHref: string | null;
    readonly empty: EmptyState | null;
  };

/** Every inspection of a body and its family, by what it speaks of, newest first. */
export function inspectionsPage(
  input: DossierPageInput,
  { mayInspect = false }: { readonly mayInspect?: boolean } = {},
): OrganisationInspectionsPage {
  const { dossier } = input;
  const { self, inspections } = dossier;
  const citing = new Citing(input.citations);
  const streams = streamsOf(inspections).map(({ heading, inspections: list }, index) => ({
    heading,
    id: `stream-${index + 1}`,
    table: stacked(
      inspectionsTable(list, {
        id: `inspections-${index + 1}`,
        caption: heading,
        citing,
        dossier,
        empty: 'No inspections.',
      }),
    ),
  }));
  return {
    ...organisationFrame(input, { path: organisationPaths.inspections(self.slug) }),
    title: `Inspections of ${self.name}`,
    notices: hindsightNotice(input),
    name: self.name,
    heading: plural(inspections.length, 'inspection'),
    findings: findingsLink(input),
    streams,
    csvHref: inspections.length > 0 ? keepKnown(input, organisationPaths.inspectionsCsv(self.slug)) : null,
    startHref: mayInspect ? address(inspectionPaths.startFramework(), { organisation: self.slug }) : null,
    empty: inspections.length > 0 ? null : { text: 'No inspections of this organisation are on the record.' },
    sources: citing.list(),
    sourcesNote: sourcesNoteOf(dossier),
  };
}

type Line = {
  readonly body: Body | undefined;
  readonly inspection: InspectionFact;
  readonly judgement: JudgementFact | null;
};

/** One line a judgement; an inspection without any still has a line. */
export function inspectionsCsv(input: DossierPageInput): CsvFile {
  const { dossier } = input;
  const citing = new Citing(input.citations);
  const lines = dossier.inspections.flatMap((inspection): Line[] => {
    const body = dossier.bodies.find(({ id }) => id === inspection.organisationId);
    if (inspection.judgements.length === 0) return [{ body, inspection, judgement: null }];
    return inspection.judgements.map((judgement) => ({ body, inspection, judgement }));
  });
  const when = (on: InspectionFact['judgedOn']): string => (on ? periodText(on) : '');
  const columns: readonly CsvColumn<Line>[] = [
    { header: 'inspection', value: ({ inspection }) => inspection.ref },
    { header: 'organisation', value: ({ body }) => body?.name },
    { header: 'part', value: ({ inspection }) => inspection.unit },
    { header: 'inspectorate', value: ({ inspection }) => inspection.inspectorate },
    { header: 'framework', value: ({ inspection }) => inspection.framework?.key },
    { header: 'framework_as_published', value: ({ inspection }) => inspection.publishedFramework },
    { header: 'framework_inferred', value: ({ inspection }) => (inspection.frameworkInferred ? 'yes' : 'no') },
    { header: 'type', value: ({ inspection }) => inspection.type },
    { header: 'started', value: ({ inspection }) => when(inspection.startedOn) },
    { header: 'ended', value: ({ inspection }) => when(inspection.endedOn) },
    { header: 'published', value: ({ inspection }) => when(inspection.publishedOn) },
    { header: 'judged', value: ({ inspection }) => when(inspection.judgedOn) },
    { header: 'judged_precision', value: ({ inspection }) => precisionOf(inspection.judgedOn) },
    { header: 'overall_as_published', value: ({ inspection }) => inspection.overallLabel },
    { header: 'area', value: ({ judgement }) => judgement?.areaText },
    { header: 'is_headline', value: ({ judgement }) => (judgement ? (judgement.isOverall ? 'yes' : 'no') : '') },
    { header: 'grade_as_published', value: ({ judgement }) => judgement && judgementWords(judgement) },
    { header: 'grade', value: ({ judgement }) => judgement?.grade?.key },
    { header: 'ordinal_worst_is_1', value: ({ judgement }) => judgement?.grade?.ordinal },
    { header: 'band_ours', value: ({ judgement }) => judgement && bandWords(judgement) },
    { header: 'no_grade_because', value: ({ judgement }) => judgement?.absence },
    { header: 'takeover', value: ({ inspection }) => settingWords(inspection.setting) },
    { header: 'became_known', value: ({ inspection }) => when(inspection.certainty.knownOn) },
    { header: 'verified', value: ({ inspection }) => (inspection.certainty.verified ? 'yes' : 'no') },
    { header: 'partly_inferred', value: ({ inspection }) => (inspection.certainty.inferred ? 'yes' : 'no') },
    { header: 'note', value: ({ inspection }) => inspection.certainty.note },
    { header: 'sources', value: ({ inspection }) => citing.references(inspection.id) },
  ];
  return csvFile(columns, lines.toReversed());
}
