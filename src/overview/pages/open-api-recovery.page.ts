import type { Json } from './api-resource.page.js';

const whole = (description: string): Json => ({ type: 'integer', description });
const wholeOrNull = (description: string): Json => ({ type: ['integer', 'null'], description });
const numberOrNull = (description: string): Json => ({ type: ['number', 'null'], description });

const closed = (properties: Readonly<Record<string, Json>>, more: Json = {}): Json => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
  ...more,
});

const point = closed({
  days: whole('Whole days since the trigger.'),
  atRisk: whole('Episodes followed until this day or longer.'),
  events: whole('Recovered on this day.'),
  censored: whole('No longer followed after it.'),
  survival: { type: 'number', description: 'The share that has not recovered by the end of this day.' },
  lower: numberOrNull('Lower bound of its interval.'),
  upper: numberOrNull('Upper bound of its interval.'),
});

const group = closed({
  key: { type: 'string', description: 'The value that sets the group apart, or “all”. Never ranked.' },
  n: whole('Episodes in the group.'),
  events: whole('Of those, recovered.'),
  competing: whole('Of those, ended because the body closed, merged or handed the service over.'),
  censored: whole('Of those, still running when the record ends.'),
  medianDays: numberOrNull('Days until half had recovered; none of fewer than 10 episodes or where it is not reached.'),
  lower: numberOrNull('Lower bound of its interval.'),
  upper: numberOrNull('Upper bound of its interval.'),
  points: { type: 'array', description: 'The curve, as far as 5 are left.', items: point },
});

/** The answer of time to recovery. Its own specs hold the figures against R; a test holds this against its answers. */
export const recoverySchema = closed({
  definition: {
    type: 'object',
    description: 'Everything that was asked.',
    additionalProperties: { type: 'string' },
    required: ['key', 'interval'],
    properties: { key: { type: 'string' }, interval: { type: 'string' } },
  },
  groups: { type: 'array', items: group },
  logRank: closed(
    {
      chiSquare: { type: 'number' },
      degreesOfFreedom: { type: 'integer' },
      p: { type: 'number' },
    },
    { type: ['object', 'null'], description: 'The log-rank test of the groups that have 10 episodes.' },
  ),
  naive: closed({
    n: whole('How many recovered.'),
    medianDays: numberOrNull('The middle of their days: too short, since the others are left out.'),
  }),
  sources: {
    type: 'array',
    items: closed({
      framework: { type: ['string', 'null'] },
      title: { type: ['string', 'null'] },
      inspectorate: { type: ['string', 'null'] },
      episodes: wholeOrNull('Episodes judged under it.'),
      followedTo: { type: ['string', 'null'], description: 'The day up to which they are followed.' },
    }),
  },
});

/** What may be asked of time to recovery; the values of each are on `/research/for-machines`. */
const parameters: readonly (readonly [name: string, says: string])[] = [
  ['definition', 'What counts as recovery: good, or intervention-ended. Left out: not failing.'],
  ['by', 'What sets groups apart.'],
  ['within', 'Compare only within the same.'],
  ['area', 'Part of the work.'],
  ['sector', 'Sector.'],
  ['kind', 'Kind of organisation.'],
  ['region', 'Region.'],
  ['framework', 'Framework at the trigger.'],
  ['trigger', 'What opened it.'],
  ['from', 'Triggered in or after that year.'],
  ['to', 'Triggered in or before that year.'],
  ['interval', 'log, as R does unless told. Left out: log–log.'],
];

export const recoveryOperation: Json = {
  operationId: 'recovery',
  summary: 'Time to recovery: the curve, counts, medians and tests of the page.',
  parameters: parameters.map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  })),
  responses: {
    '200': {
      description: 'The figures.',
      headers: { ETag: { description: 'Send it back as If-None-Match.', schema: { type: 'string' } } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Recovery' } } },
    },
    '304': { description: 'The figures are the same.' },
    '400': {
      description: 'A parameter or a value that there is not.',
      content: {
        'application/json': {
          schema: closed({
            error: closed({
              code: { type: 'string' },
              messages: { type: 'array', items: { type: 'string' } },
              documentation: { type: 'string' },
            }),
          }),
        },
      },
    },
  },
};
