import { levelMeanings } from '../../interventions/domain/intervention.js';
import type { FrameworkListRow } from '../../inspections/data/framework-pages.row.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { ListedCohortRow } from '../../research/data/cohort.row.js';
import { researchPaths } from '../../research/pages/research.paths.js';
import type { Filters } from '../../shell/filters.js';
import type { ApiInterventionRow } from '../data/api.row.js';
import { type ApiResource, type ApiValue, field, listOf, maybe, yes } from './api-resource.page.js';

const levels = Object.keys(levelMeanings);

export const interventions: ApiResource<ApiInterventionRow> = {
  key: 'interventions',
  schema: 'Intervention',
  says: `Powers that were used on a body, and support that was asked of it. Levels, ours: ${Object.entries(
    levelMeanings,
  )
    .map(([level, meaning]) => `${level} ${meaning.toLowerCase()}`)
    .join('; ')}.`,
  order: 'as they were recorded',
  filters: {
    organisation: { kind: 'text', label: 'Reference of a body' },
    level: {
      kind: 'one',
      label: 'Level',
      any: 'Any level',
      choices: levels.map((level) => ({ value: level, text: level })),
    },
    running: {
      kind: 'one',
      label: 'Whether it has ended',
      any: 'Both',
      choices: [
        { value: 'yes', text: 'Not ended' },
        { value: 'no', text: 'Ended' },
      ],
    },
  } as const satisfies Filters,
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('organisation', 'code', 'The body.', ({ organisationRef }) => organisationRef),
    field('organisationName', 'text', 'Its name.', ({ organisationName }) => organisationName),
    field('kind', 'code', 'What it is.', ({ kind }) => kind),
    field('type', 'text', 'In the words of whoever used it.', ({ typeText }) => typeText),
    field('level', 'integer', 'How far it reaches, 0 to 5.', ({ level }) => level),
    field('authority', 'text', 'Who used it.', ({ authority }) => authority),
    maybe('legalBasis', 'text', 'By which law.', ({ legalBasis }) => legalBasis),
    maybe('startedOn', 'date', 'When it began.', ({ startedOn }) => startedOn),
    maybe('endedOn', 'date', 'When it ended.', ({ endedOn }) => endedOn),
    maybe('endReason', 'text', 'Why it ended.', ({ endReason }) => endReason),
    maybe('area', 'code', 'The part of the work, where it is not the whole.', ({ area }) => area),
    field('text', 'text', 'What was done.', ({ text }) => text),
    maybe('replaces', 'code', 'The one that it took the place of.', ({ replacesRef }) => replacesRef),
    maybe('knownOn', 'date', 'When it could first have been known.', ({ knownOn }) => knownOn),
    field('verified', 'boolean', 'Whether the cited source was read and says so.', ({ verified }) => yes(verified)),
    field('inferred', 'boolean', 'Whether a part of it was worked out rather than read.', ({ inferred }) =>
      yes(inferred),
    ),
    field(
      'organisationPage',
      'text',
      'The page of the body, where it stands on the timeline.',
      ({ organisationSlug }) => organisationPaths.timeline(organisationSlug),
    ),
  ],
};

const codeField: ApiValue<string> = field('code', 'code', 'One of them.', (code) => code);
const codesIn = (json: string): readonly string[] => JSON.parse(json) as string[];

export const frameworks: ApiResource<FrameworkListRow> = {
  key: 'frameworks',
  schema: 'Framework',
  says: 'By what inspectorates judge, and when each was in use. What its grades mean is on its page.',
  order: 'by key',
  filters: {},
  place: ({ key }) => [key],
  fields: [
    field('key', 'code', 'Its key, by which inspections and judgements name it.', ({ key }) => key),
    field('title', 'text', 'What it is called.', ({ title }) => title),
    field('inspectorate', 'text', 'Who judges by it.', ({ inspectorate }) => inspectorate),
    field('kind', 'code', 'What kind of judging it is.', ({ kind }) => kind),
    field('unit', 'text', 'What is judged.', ({ unit }) => unit),
    listOf({ name: 'sectors', says: 'For which services.' }, [codeField], ({ sectors }) => codesIn(sectors)),
    listOf({ name: 'countries', says: 'Where.' }, [codeField], ({ countries }) => codesIn(countries)),
    maybe('effectiveFrom', 'date', 'In use from.', ({ effectiveFrom }) => effectiveFrom),
    maybe('effectiveTo', 'date', 'In use until.', ({ effectiveTo }) => effectiveTo),
    field('status', 'code', 'Whether it is in use.', ({ status }) => status),
    field('datesVerified', 'boolean', 'Whether its dates were read in a source.', ({ datesVerified }) =>
      yes(datesVerified),
    ),
    field('page', 'text', 'Its page here, with areas, grades and rules.', ({ key }) => frameworkPaths.show(key)),
  ],
};

export const packages: ApiResource<ListedCohortRow> = {
  key: 'packages',
  schema: 'Package',
  says: 'Frozen data packages to be cited: the whole record, and cohorts that researchers froze. The newest edition of each.',
  order: 'as they were frozen first',
  filters: {},
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('title', 'text', 'What it is called.', ({ title }) => title),
    field('wholeRecord', 'boolean', 'Whether it is the whole public record.', ({ isRecord }) => yes(isRecord)),
    field('edition', 'integer', 'Its newest edition.', ({ number }) => number),
    field('asOf', 'day', 'The day of the facts in it.', ({ asOf }) => asOf),
    field('episodes', 'integer', 'How many episodes are in it.', ({ episodes }) => episodes),
    field('hash', 'text', 'SHA-256 of its checksums: what is cited by it never changes.', ({ hash }) => hash),
    field('page', 'text', 'Its page here, with all its editions.', ({ ref }) => researchPaths.cohort(ref)),
    field('package', 'text', 'The package itself, a ZIP file.', ({ ref, number }) =>
      researchPaths.package(ref, number),
    ),
  ],
};
