import type { Filters } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { type TokenScope, tokenScopeKeys } from '../../access/domain/api-token.js';
import { researchPaths } from '../../research/pages/research.paths.js';
import { type AnyResource, type ApiField, limits } from './api-resource.page.js';
import { apiPaths } from './api.paths.js';

type Filter = Filters[string];

/** What a filter asks, in a sentence. */
export const filterDescription = (filter: Filter): string =>
  filter.kind === 'one' ? `${filter.label}. Left out: ${filter.any.toLowerCase()}.` : `${filter.label}.`;

/** Years and other long lists are told by their ends. */
const fewValues = 12;
const valuesOf = (filter: Filter): string => {
  if (filter.kind === 'text') return 'Words';
  const values = filter.choices.map(({ value }) => value);
  if (values.length === 0) return 'A key, such as ofsted_ilacs_2018';
  return values.length > fewValues ? `${values[0] ?? ''} … ${values.at(-1) ?? ''}` : values.join(', ');
};

type Part = {
  readonly id: string;
  readonly heading: string;
  readonly says: string;
  /** What a token must be given; null: it needs none. */
  readonly scope: string | null;
  readonly order: string;
  /** Null where a browser would only be refused. */
  readonly href: string | null;
  readonly parameters: Table;
  readonly fields: Table;
};

export type ApiPage = PageFacts & {
  readonly documentHref: string;
  readonly recoveryHref: string;
  readonly usual: number;
  readonly most: number;
  readonly example: string;
  readonly tokenExample: string;
  readonly scopes: Table;
  /** The lists by name, each a part of this page. */
  readonly contents: readonly Link[];
  readonly parts: readonly Part[];
};

const typeWords = (field: ApiField<never>): string =>
  field.type === 'list' ? 'list' : `${field.type}${field.nullable ? ' or no value' : ''}`;

const rowsOf = (fields: readonly ApiField<never>[], within = ''): Table['rows'] =>
  fields.flatMap((field) => [
    {
      cells: [{ text: `${within}${field.name}`, header: true }, { text: typeWords(field) }, { text: field.says }],
    },
    ...(field.type === 'list' ? rowsOf(field.of as readonly ApiField<never>[], `${within}${field.name}[].`) : []),
  ]);

const partOf = (resource: AnyResource): Part => ({
  id: resource.key,
  heading: `${resource.key.charAt(0).toUpperCase()}${resource.key.slice(1)}`,
  says: resource.says,
  scope: resource.scope ?? null,
  order: resource.order,
  href: resource.scope ? null : apiPaths.list(resource.key),
  parameters: stacked({
    id: `${resource.key}-parameters`,
    caption: `Parameters of ${resource.key}`,
    head: tableHead(['Parameter', 'What it asks', 'Values'].map((text) => ({ text }))),
    rows: Object.entries(resource.filters).map(([name, filter]) => ({
      cells: [{ text: name, header: true }, { text: filterDescription(filter) }, { text: valuesOf(filter) }],
    })),
  }),
  fields: stacked({
    id: `${resource.key}-fields`,
    caption: `Fields of ${resource.key}`,
    head: tableHead(['Field', 'Type', 'What it says'].map((text) => ({ text }))),
    rows: rowsOf(resource.fields),
  }),
});

const scopeTold: Readonly<Record<TokenScope, string>> = {
  record: 'What everybody may read, also without a token',
  plans: 'The lists of plans and milestones: those that its person may read, drafts too',
  measures:
    'In the list of measures, those of the person’s organisations too, with the numbers that are not for publication',
  comparisons: 'The list of comparisons that its person saved',
};

/** How a machine reads the record, made from the same description as its answers. */
export const apiPage = (resources: readonly AnyResource[], site: string): ApiPage => ({
  title: 'The record for machines',
  description: 'How to read the public record as JSON: lists, parameters, fields, paging, errors and caching.',
  breadcrumbs: [{ text: 'Research', href: researchPaths.index() }],
  isSameForAll: true,
  documentHref: apiPaths.document(),
  recoveryHref: researchPaths.forMachines(),
  usual: limits.usual,
  most: limits.most,
  example: address(`${site}${apiPaths.list('episodes')}`, { area: 'children', limit: 50 }),
  tokenExample: `curl --header "Authorization: Bearer $TOKEN" ${site}${apiPaths.list('plans')}`,
  scopes: stacked({
    id: 'scopes',
    caption: 'What a token may be given',
    head: tableHead(['Word', 'What it lets a program read'].map((text) => ({ text }))),
    rows: tokenScopeKeys.map((scope) => ({
      cells: [{ text: scope, header: true }, { text: `${scopeTold[scope]}.` }],
    })),
  }),
  contents: [
    { text: 'Page after page', href: '#paging' },
    { text: 'What is refused', href: '#errors' },
    { text: 'Asking again', href: '#caching' },
    { text: 'Tokens', href: '#tokens' },
    ...resources.map(partOf).map(({ heading, id }) => ({ text: heading, href: `#${id}` })),
  ],
  parts: resources.map(partOf),
});
