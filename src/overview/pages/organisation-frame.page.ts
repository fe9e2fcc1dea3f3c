import type { BodyProgrammeRow } from '../../programmes/data/programme.row.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { type AsKnown, asKnown, type KnownRefusal, knownParameter } from '../../shell/as-known.js';
import { formatDay } from '../../shell/format.js';
import type { LastChanged } from '../../shell/layout.js';
import { address, type Link, type QueryValues } from '../../shell/links.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import { labelOf } from './dossier-words.page.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import type { Body, Dossier } from '../domain/dossier.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { historyPaths } from './history.paths.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';
import type { CitationsByRecord } from './citing.page.js';

/** What every page made from a dossier is given. */
export type DossierPageInput = {
  readonly dossier: Dossier;
  readonly citations: CitationsByRecord;
  readonly today: CalendarDay;
  /** The day as known that was asked for: null for today, or why it could not be read. */
  readonly known: Result<CalendarDay | null, KnownRefusal>;
  /** The programmes that the body made or took up; left out where the page does not tell of them. */
  readonly programmes?: readonly BodyProgrammeRow[];
};

export const knownDay = ({ known }: DossierPageInput): CalendarDay | null => (known.ok ? known.value : null);

/** The last day that the page may speak of: today, or the day as known. */
export const lastDay = (input: DossierPageInput): CalendarDay => knownDay(input) ?? input.today;

/** Links from a page shown as known on a day lead to pages as known on that day. */
export const keepKnown = (input: DossierPageInput, path: string, query: QueryValues = {}): string =>
  address(path, { ...query, [knownParameter]: knownDay(input) });

/** The part of every organisation page above its own matter. */
export type OrganisationFrame = {
  readonly caption: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumbs: readonly Link[];
  readonly asKnown: AsKnown;
  readonly lastChanged: LastChanged | null;
  readonly historyHref: string;
};

export function organisationFrame(
  input: DossierPageInput,
  { path, keep = {} }: { path: string; keep?: QueryValues },
): OrganisationFrame {
  const { self } = input.dossier;
  const isOverview = path === organisationPaths.show(self.slug);
  return {
    caption: kindAndPlace(self),
    subNavigation: pagesOfOrganisation(self, { path, knownOn: knownDay(input) }),
    breadcrumbs: [
      { text: 'Organisations', href: organisationPaths.index() },
      ...(isOverview ? [] : [{ text: self.name, href: keepKnown(input, organisationPaths.show(self.slug)) }]),
    ],
    asKnown: asKnown(input.known, { path, keep }),
    lastChanged: lastChangedOf(input.dossier),
    historyHref: historyPaths.of('organisation', self.ref),
  };
}

/** The pages of a body, the open one marked; each as known on the same day. */
export function pagesOfOrganisation(
  { slug, name }: Pick<Body, 'slug' | 'name'>,
  { path, knownOn }: { readonly path: string; readonly knownOn: CalendarDay | null },
): SubNavigation {
  const keep = (href: string): string => address(href, { [knownParameter]: knownOn });
  const pages: readonly Link[] = [
    { text: 'Overview', href: organisationPaths.show(slug) },
    { text: 'Inspections', href: organisationPaths.inspections(slug) },
    { text: 'Plan', href: planPaths.ofOrganisation(slug) },
    { text: 'Measures', href: organisationPaths.measures(slug) },
    { text: 'Lessons', href: lessonReadingPaths.organisation(slug) },
    { text: 'Board', href: organisationPaths.board(slug) },
    { text: 'Timeline', href: organisationPaths.timeline(slug) },
  ].map(({ text, href }) => ({ text, href: keep(href) }));
  return subNavigation(`Pages about ${name}`, pages, keep(path));
}

export const kindAndPlace = ({
  kind,
  kindText,
  region,
  country,
}: Pick<Body, 'kind' | 'kindText' | 'region' | 'country'>): string =>
  [kindText ?? labelOf(organisationKinds, kind), region ? labelOf(regions, region) : country]
    .filter(Boolean)
    .join(', ');

/** The latest day on which this record got any of the facts. */
export function lastChangedOf(dossier: Dossier): LastChanged | null {
  const facts = [
    dossier.self,
    ...dossier.inspections,
    ...dossier.interventions,
    ...dossier.warnings,
    ...dossier.episodes,
    ...dossier.support,
    ...dossier.outcomes,
    ...dossier.posts,
  ];
  const last = facts
    .flatMap(({ certainty }) => certainty.recordedOn ?? [])
    .toSorted()
    .at(-1);
  return last ? { on: formatDay(last) } : null;
}

/** Said at the foot of pages that hold a case of the shipped library. */
export const sourcesNoteOf = (dossier: Dossier): string | null =>
  dossier.episodes.some(({ origin }) => origin === 'library')
    ? 'Compiled from public sources; not checked by the organisation.'
    : null;

/** What a page as known on a day cannot put right: said once, above it. */
export const hindsightNotice = (input: DossierPageInput): readonly { readonly text: string }[] =>
  knownDay(input)
    ? [
        {
          text: 'Dates, states and numbers are worked out from what was known then. Descriptions were written later and may mention what came after. Facts of which nobody knows when they became known are left out.',
        },
      ]
    : [];
