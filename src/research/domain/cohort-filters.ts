import { triggerKinds } from '../../episodes/domain/episode.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { type CohortFilterName, cohortFilterNames, type CohortFilters, ownWords } from './cohort.js';

const lists: Readonly<Partial<Record<CohortFilterName, Readonly<Record<string, string>>>>> = {
  area: episodeAreas,
  sector: sectors,
  kind: organisationKinds,
  region: regions,
  trigger: triggerKinds,
};

/** A value of a filter in words; a framework by its key. */
export const filterValueName = (name: CohortFilterName, value: string): string => lists[name]?.[value] ?? value;

const isYear = (value: string): boolean => /^\d{4}$/.test(value);

/** A list of the record may hold a value that no list of this service does: it is kept, so that nothing is widened. */
function mayStand(name: CohortFilterName, value: string): boolean {
  if (name === 'from' || name === 'to') return isYear(value);
  const list = ownWords[name];
  return list ? Object.hasOwn(list, value) : /^[\w.-]{1,100}$/.test(value);
}

/** Of a question on another page, what says which episodes it is asked of. What makes no sense is left out. */
export const carriedFilters = (asked: Readonly<Record<string, unknown>>): CohortFilters =>
  Object.fromEntries(
    cohortFilterNames.flatMap((name) => {
      const value = asked[name];
      return typeof value === 'string' && mayStand(name, value) ? [[name, value]] : [];
    }),
  );
