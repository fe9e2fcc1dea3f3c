import { Injectable } from '@nestjs/common';
import { MeasurePagesQueries } from '../../measures/data/measure-pages.queries.js';
import { MeasureReadingService } from '../../measures/measure-reading.service.js';
import type { Bearer } from '../../access/api-tokens.service.js';
import type { TokenScope } from '../../access/domain/api-token.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { mostNarrowed } from '../../office/domain/search-entry.js';
import { CohortsQueries } from '../../research/data/cohorts.queries.js';
import { FrameworkPagesQueries } from '../../inspections/data/framework-pages.queries.js';
import { ProgrammesQueries } from '../../programmes/data/programmes.queries.js';
import { reachWith } from '../../shell/bearer.js';
import { type Filters, readFilters } from '../../shell/filters.js';
import { SourcePagesQueries } from '../../sources/data/source-pages.queries.js';
import { ApiQueries, type InspectionsAsked } from '../data/api.queries.js';
import { ListQueries } from '../data/lists.queries.js';
import type { EpisodeFilter } from '../data/lists.row.js';
import { ApiOwnDesk } from './api-own-desk.js';
import { frameworks, interventions, packages } from './api-more-resources.page.js';
import { comparisons, milestones, plans } from './api-own-resources.page.js';
import {
  type AnyResource,
  type ApiResource,
  cursorOf,
  type Json,
  limits,
  readCursor,
  told,
} from './api-resource.page.js';
import {
  episodes,
  inspections,
  judgements,
  measures,
  organisations,
  programmes,
  sources,
} from './api-resources.page.js';
import { readYears } from './lists-episodes.page.js';
import { organisationFilters } from './lists-organisations.page.js';

type Asked = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, string | null>>;
type Place = readonly (string | number)[];

/** A list as the routes use it: its description, and how so many rows of it are read from a place on. */
type Bound = {
  readonly resource: AnyResource;
  readonly page: (query: Asked, bearer: Bearer | null) => Promise<Page>;
};

/** Which rows: by what is asked, from a place on, so many, and for whom. */
type Wanted = {
  readonly values: Values;
  readonly from: Place | null;
  readonly size: number;
  readonly bearer: Bearer | null;
};

export type Page =
  | {
      readonly data: readonly Json[];
      readonly next: string | null;
      readonly limit: number | null;
      readonly values: Values;
      /** By which scope of the token it holds what is not for everybody; null: everybody may read it. */
      readonly letThroughBy: TokenScope | null;
    }
  | { readonly faults: readonly string[] };

type Reading<Row> = {
  /** What may be asked just now, where that depends on what is on the record. */
  readonly filters?: () => Promise<Filters>;
  readonly read: (wanted: Wanted) => Promise<readonly Row[]>;
  /** The scope of a token with which this list of the public record tells more than to everybody. */
  readonly moreWith?: TokenScope;
  /** Values that cannot both hold. */
  readonly faults?: (values: Values) => readonly string[];
};

const text = (place: Place | null, index: number): string => String(place?.[index] ?? '');
const yearOf = (year: string | null | undefined): number | null => (year ? Number(year) : null);

/** So many of a list that is short enough to be read whole, from the one after `place`. */
const after = <Row>(rows: readonly Row[], keyOf: (row: Row) => string, place: string, size: number): readonly Row[] =>
  rows
    .filter((row) => keyOf(row) > place)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, size);

async function firstOf<Row>(batches: AsyncGenerator<readonly Row[]>): Promise<readonly Row[]> {
  for await (const rows of batches) return rows;
  return [];
}

/** Every list of the interface, with the queries of the pages behind it: the same bodies, records and numbers. */
@Injectable()
export class ApiDesk {
  #day: { readonly today: CalendarDay; readonly bound: readonly Bound[] } | null = null;

  constructor(
    private readonly lists: ListQueries,
    private readonly own: ApiQueries,
    private readonly search: SearchQueries,
    private readonly measuring: MeasurePagesQueries,
    private readonly reading: MeasureReadingService,
    private readonly programming: ProgrammesQueries,
    private readonly citing: SourcePagesQueries,
    private readonly judgedBy: FrameworkPagesQueries,
    private readonly cohorts: CohortsQueries,
    private readonly ownLists: ApiOwnDesk,
    private readonly clock: Clock,
  ) {}

  /** The years that may be asked for end with this one. */
  get #bound(): readonly Bound[] {
    const today = this.clock.today();
    if (this.#day?.today !== today) this.#day = { today, bound: this.#boundOn(today) };
    return this.#day.bound;
  }

  #boundOn(today: CalendarDay): readonly Bound[] {
    return [
      bind(organisations, {
        filters: async () => organisationFilters(await this.lists.frameworks()),
        read: (wanted) => this.#organisations(wanted),
      }),
      bind(episodes(today), {
        faults: (values) => readYears(values as never).notes,
        read: (wanted) => this.#episodes(wanted),
      }),
      bind(inspections(today), {
        read: ({ values, from, size }) => this.own.inspections(inspectionsAsked(values), text(from, 0), size),
      }),
      bind(judgements(today), {
        read: ({ values, from, size }) =>
          this.own.judgements(
            inspectionsAsked(values),
            from && { ref: text(from, 0), position: Number(from[1]) },
            size,
          ),
      }),
      bind(measures, { moreWith: 'measures', read: (wanted) => this.#measures(wanted) }),
      bind(programmes, { read: (wanted) => this.#programmes(wanted) }),
      bind(sources, {
        read: ({ values: { q = null, kind }, from, size }) =>
          firstOf(this.citing.all({ text: q, kinds: kind ? [kind] : [] }, { size, from: text(from, 0) })),
      }),
      bind(interventions, {
        read: ({ values: { organisation = null, level, running }, from, size }) =>
          this.own.interventions(
            { organisation, level: level ? Number(level) : null, isRunning: running ? running === 'yes' : null },
            text(from, 0),
            size,
          ),
      }),
      bind(frameworks, {
        read: async ({ from, size }) => after(await this.judgedBy.list(), ({ key }) => key, text(from, 0), size),
      }),
      bind(packages, {
        read: async ({ from, size }) => after(await this.cohorts.all(), ({ ref }) => ref, text(from, 0), size),
      }),
      bind(plans, { read: ({ from, size, bearer }) => this.ownLists.plans(bearer, text(from, 0), size) }),
      bind(milestones, {
        read: ({ values: { plan = null, state = null }, from, size, bearer }) =>
          this.ownLists.milestones(bearer, { plan, state }, { plan: text(from, 0), milestone: text(from, 1), size }),
      }),
      bind(comparisons, { read: ({ from, size, bearer }) => this.ownLists.comparisons(bearer, text(from, 0), size) }),
    ];
  }

  get resources(): readonly AnyResource[] {
    return this.#bound.map(({ resource }) => resource);
  }

  find(key: string): Bound | null {
    return this.#bound.find(({ resource }) => resource.key === key) ?? null;
  }

  /** What an answer may depend on besides its address: what was committed, and the day. */
  async version(): Promise<string> {
    return `${await this.own.version()} ${this.clock.today()}`;
  }

  async #organisations({ values, from, size }: Wanted) {
    const { q = null, kind = null, region = null, state = null, framework = null } = values;
    const among = q === null ? null : await this.search.find(q, 'organisation', mostNarrowed);
    const place = from ? { sortName: text(from, 0), id: text(from, 1) } : undefined;
    return firstOf(this.lists.everyOrganisation({ kind, region, state, framework, among }, { size, from: place }));
  }

  #episodes({ values, from, size }: Wanted) {
    const { area = null, state = null, relapse, basis, from: since, to: until } = values;
    const filter: EpisodeFilter = {
      area,
      state,
      relapse: (relapse ?? null) as EpisodeFilter['relapse'],
      basis: (basis ?? null) as EpisodeFilter['basis'],
      fromYear: yearOf(since),
      toYear: yearOf(until),
    };
    const place = from ? { triggerDay: text(from, 0), id: text(from, 1) } : undefined;
    return firstOf(this.lists.everyEpisode(filter, { size, from: place }));
  }

  async #measures({ values: { q = null, role = null, sector = null }, from, size, bearer }: Wanted) {
    const filter = { text: q, role, sector, safetyCritical: false };
    const eyes = reachWith(bearer, 'measures').organisationIds;
    const rows = await firstOf(this.measuring.all(filter, { size, from: text(from, 0), eyes }));
    return this.reading.together(rows, eyes);
  }

  async #programmes({ values: { q = null }, from, size }: Wanted) {
    const rows = await this.programming.after(q, from && { name: text(from, 0), id: text(from, 1) }, size);
    const claims = await this.programming.claimsOf(rows.map(({ id }) => id));
    return rows.map((row) => ({ ...row, claims: claims.filter(({ programmeId }) => programmeId === row.id) }));
  }
}

const inspectionsAsked = ({
  organisation = null,
  framework = null,
  from = null,
  to = null,
}: Values): InspectionsAsked => ({
  organisation,
  framework,
  fromYear: from,
  toYear: to,
});

const reserved = ['limit', 'after'];

/** How many values the place of a row has, by the description alone: every list begins after a row of its own. */
const partsOf: Readonly<Record<string, number>> = {
  organisations: 2,
  episodes: 2,
  judgements: 2,
  programmes: 2,
  milestones: 2,
};

/** Whose list it is by itself, or what a token adds to one of everybody’s: nothing where its person has no body. */
function letThroughBy(
  { scope }: Pick<AnyResource, 'scope'>,
  moreWith: TokenScope | undefined,
  bearer: Bearer | null,
): TokenScope | null {
  if (scope) return scope;
  return moreWith && reachWith(bearer, moreWith).organisationIds.length > 0 ? moreWith : null;
}

function bind<Row>(resource: ApiResource<Row>, { filters, read, moreWith, faults }: Reading<Row>): Bound {
  return {
    resource,
    page: async (query, bearer) => {
      const asked = filters ? await filters() : resource.filters;
      const names = [...Object.keys(asked), ...reserved];
      const unknown = Object.keys(query).filter((name) => !names.includes(name));
      const { values, notes } = readFilters(asked, query);
      const { limit, from, wrong } = windowOf(query, partsOf[resource.key] ?? 1);
      const said = values as Values;
      const all = [
        ...unknown.map((name) => `There is no parameter “${name.slice(0, 40)}”. There are: ${names.join(', ')}.`),
        ...notes,
        ...wrong,
        ...(faults?.(said) ?? []),
      ];
      if (all.length > 0) return { faults: all };
      const rows = await read({ values: said, from, size: (limit ?? limits.usual) + 1, bearer });
      const shown = rows.slice(0, limit ?? limits.usual);
      const last = shown.at(-1);
      const next = rows.length > shown.length && last ? cursorOf(resource.place(last)) : null;
      return {
        data: shown.map((row) => told(resource.fields, row)),
        next,
        limit,
        values: said,
        letThroughBy: letThroughBy(resource, moreWith, bearer),
      };
    },
  };
}

/** How many, and from where on; what of it makes no sense. */
function windowOf(query: Asked, parts: number) {
  const { limit, after } = query;
  const number = typeof limit === 'string' && /^[1-9]\d{0,2}$/.test(limit) ? Number(limit) : null;
  const isLimit = limit === undefined || (number !== null && number <= limits.most);
  const from = typeof after === 'string' ? readCursor(after, parts) : null;
  return {
    limit: limit === undefined ? null : number,
    from,
    wrong: [
      ...(isLimit ? [] : [`“limit” must be a whole number from 1 to ${limits.most}, given once.`]),
      ...(after === undefined || from ? [] : ['“after” must be what “next” of the page before says, given once.']),
    ],
  };
}
