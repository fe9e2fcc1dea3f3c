import { filterDescription } from './api-words.page.js';
import { type AnyResource, type Json, limits, objectSchema } from './api-resource.page.js';
import { researchPaths } from '../../research/pages/research.paths.js';
import { recoveryOperation, recoverySchema } from './open-api-recovery.page.js';
import { type TokenScope, tokenScopeKeys } from '../../access/domain/api-token.js';
import { apiPaths } from './api.paths.js';

const problem: Json = {
  type: 'object',
  description: 'What was wrong, after RFC 9457.',
  additionalProperties: false,
  required: ['type', 'title', 'status', 'detail', 'messages'],
  properties: {
    type: { type: 'string', description: 'Where errors are explained.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'All messages, one after the other.' },
    messages: { type: 'array', items: { type: 'string' } },
  },
};

const problemResponse = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const parameter = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

const parametersOf = ({ filters }: AnyResource): readonly Json[] => [
  ...Object.entries(filters).map(([name, filter]) =>
    parameter(
      name,
      filterDescription(filter),
      filter.kind === 'text' || filter.choices.length === 0
        ? { type: 'string', maxLength: 100 }
        : { type: 'string', enum: filter.choices.map(({ value }) => value) },
    ),
  ),
  parameter('limit', 'How many at most.', {
    type: 'integer',
    minimum: 1,
    maximum: limits.most,
    default: limits.usual,
  }),
  parameter('after', 'Where the page begins: the last part of “next” of the page before.', { type: 'string' }),
];

const operationOf = (resource: AnyResource): Json => ({
  operationId: `list${resource.schema}s`,
  summary: resource.says,
  description: `In this order: ${resource.order}.`,
  parameters: parametersOf(resource),
  responses: {
    '200': {
      description: 'A page of the list.',
      headers: {
        ETag: { description: 'Send it back as If-None-Match.', schema: { type: 'string' } },
      },
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${resource.schema}List` } } },
    },
    '304': { description: 'Nothing has been committed since.' },
    '400': problemResponse('A parameter or a value that there is not.'),
    ...tokenResponses(resource),
  },
  ...securityOf(resource),
});

const tokenResponses = ({ scope }: Pick<AnyResource, 'scope'>): Json => ({
  '401': problemResponse(scope ? 'No token came, or one that does not work.' : 'A token came that does not work.'),
  '403': problemResponse('The token was not given this, or its person may no longer read it.'),
  '429': problemResponse('Too many wrong tokens came from this address.'),
});

/** What everybody may read needs no token; one that is shown must have been given it. */
const securityOf = ({ scope }: Pick<AnyResource, 'scope'>): Json => ({
  security: scope ? [{ token: [scope] }] : [{}, { token: ['record'] }],
});

const scopeSays: Readonly<Record<TokenScope, string>> = {
  record: 'the public record',
  plans: 'plans and milestones that its person may read',
  measures:
    'in the list of measures, those of the person’s organisations too, with numbers that are not for publication',
  comparisons: 'comparisons that its person saved',
};

const tokenScheme: Json = {
  type: 'http',
  scheme: 'bearer',
  description: `A person makes it on their account page, with what it may read and a last day at most a year ahead: ${tokenScopeKeys.map((scope) => `“${scope}”: ${scopeSays[scope]}`).join('; ')}. It reads and never changes anything, opens no page, and is taken from the header only, never from an address.`,
};

const schemasOf = (resource: AnyResource): readonly (readonly [string, Json])[] => [
  [resource.schema, objectSchema(resource.fields)],
  [
    `${resource.schema}List`,
    {
      type: 'object',
      additionalProperties: false,
      required: ['data', 'next'],
      properties: {
        data: { type: 'array', items: { $ref: `#/components/schemas/${resource.schema}` } },
        next: { type: ['string', 'null'], description: 'The address of the next page; no value on the last.' },
      },
    },
  ],
];

/** The OpenAPI 3.1 document of the lists, made from the description by which the routes make their answers. */
export const openApi = (resources: readonly AnyResource[], site: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Turnaround',
    version: '1',
    summary: 'The public record of what happened when public services failed, and what changed.',
    description:
      'What everybody may read needs no account. What a person may read besides, a program reads with a token of theirs, as they read it on the pages. Small numbers of people are withheld by the same rules as on the pages. Fields may be added; what is there does not change under this address.',
  },
  servers: [{ url: site }],
  externalDocs: { url: `${site}${apiPaths.page()}` },
  paths: {
    ...Object.fromEntries(resources.map((resource) => [apiPaths.list(resource.key), { get: operationOf(resource) }])),
    [researchPaths.recoveryApi()]: {
      get: {
        ...recoveryOperation,
        responses: { ...(recoveryOperation['responses'] as Json), ...tokenResponses({}) },
        ...securityOf({}),
      },
    },
  },
  components: {
    securitySchemes: { token: tokenScheme },
    schemas: { Problem: problem, Recovery: recoverySchema, ...Object.fromEntries(resources.flatMap(schemasOf)) },
  },
});
