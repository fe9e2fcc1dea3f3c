import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { MeasureSeries } from '../../measures/data/measure-facts.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Table } from '../../shell/table.js';
import type { CsvFile } from '../../shell/csv.js';
import { tableCsv } from '../../shell/table-csv.js';
import { Citing } from './citing.page.js';
import { measuresKnownBy } from './measures-table.page.js';
import { returnLink } from './return.page.js';
import { scorecard } from './scorecard.page.js';
import {
  type DossierPageInput,
  hindsightNotice,
  keepKnown,
  knownDay,
  organisationFrame,
  type OrganisationFrame,
  sourcesNoteOf,
} from './organisation-frame.page.js';

export type OrganisationMeasuresInput = DossierPageInput & {
  /** Of the body and of those that continue it. */
  readonly measures: readonly MeasureSeries[];
  /** Whether the reader keeps measures of this body. */
  readonly mayKeep: boolean;
};

export type OrganisationMeasuresPage = PageFacts &
  OrganisationFrame & {
    readonly name: string;
    readonly heading: string;
    readonly table: Table;
    readonly acts: readonly Link[];
    readonly allHref: string;
  };

/** What was measured of a body and its family. */
export function organisationMeasuresPage(input: OrganisationMeasuresInput): OrganisationMeasuresPage {
  const { self } = input.dossier;
  const citing = new Citing(input.citations);
  const count = measuresKnownBy(input.measures, knownDay(input)).length;
  const table = tableOf(input, citing);
  return {
    ...organisationFrame(input, { path: organisationPaths.measures(self.slug) }),
    title: `Measures of ${self.name}`,
    notices: hindsightNotice(input),
    name: self.name,
    heading: plural(count, 'measure'),
    table,
    acts: input.mayKeep ? [{ text: 'Add a measure', href: measurePaths.begin(self.slug) }, returnLink(self.slug)] : [],
    allHref: measurePaths.index(),
    sources: citing.list(),
    sourcesNote: sourcesNoteOf(input.dossier),
  };
}

export const organisationMeasuresCsv = (input: OrganisationMeasuresInput): CsvFile =>
  tableCsv(tableOf(input, new Citing(input.citations)));

const tableOf = (input: OrganisationMeasuresInput, citing: Citing): Table =>
  scorecard(input.measures, {
    id: 'measures',
    caption: `Measures of ${input.dossier.self.name}`,
    citing,
    ownId: input.dossier.self.id,
    knownOn: knownDay(input),
    today: input.today,
    empty: knownDay(input) ? 'No measure was known by that day.' : 'No measures yet.',
    csvHref: keepKnown(input, organisationPaths.measuresCsv(input.dossier.self.slug)),
  });
