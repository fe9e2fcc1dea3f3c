import type { Choice } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { RecoveryFilters } from './recovery-question.js';
import { researchPaths } from './research.paths.js';

export type ForMachinesPage = PageFacts & {
  readonly address: string;
  readonly example: string;
  readonly exampleHref: string;
  readonly parameters: Table;
  readonly fields: Table;
};

/** The names of the answer, in its order. */
const fields: readonly (readonly [name: string, meaning: string])[] = [
  ['definition', 'What was asked: key (what counts as recovery), interval, and every other parameter that was given.'],
  ['groups[].key', 'The value that sets the group apart, or “all”. In the order of the list or of time, never ranked.'],
  ['groups[].n', 'Episodes in the group.'],
  ['groups[].events', 'Of those, recovered.'],
  ['groups[].competing', 'Of those, ended because the organisation closed, merged or handed the service over.'],
  ['groups[].censored', 'Of those, still running when the record ends.'],
  [
    'groups[].medianDays, lower, upper',
    'Days until half had recovered, with its 95% interval. Without a value where it is not reached, and of fewer than 10 episodes.',
  ],
  [
    'groups[].points[]',
    'The curve, a point for each day on which following an episode stopped, as far as 5 are left. Empty for fewer than 10 episodes.',
  ],
  ['points[].days', 'Whole days since the trigger.'],
  ['points[].atRisk', 'Episodes followed until this day or longer.'],
  ['points[].events, censored', 'Recovered on this day; no longer followed after it, for whatever reason.'],
  [
    'points[].survival, lower, upper',
    'The share that has not recovered by the end of this day, with its 95% interval. A bound that the method does not give has no value.',
  ],
  [
    'logRank',
    'chiSquare, degreesOfFreedom and p of the log-rank test of the groups that have 10 episodes. Without a value where there are not two of those.',
  ],
  ['naive', 'How many recovered, and the middle of their days: too short, since the others are left out.'],
  [
    'sources[]',
    'Each framework under which the failures were judged: framework, title, inspectorate, episodes, and the day up to which they are followed.',
  ],
];

/** Years are many and alike: the first and the last say all. */
const valuesOf = (name: string, choices: readonly Choice[]): string => {
  const values = choices.map(({ value }) => value);
  if (name === 'from' || name === 'to') return `${values.at(-1) ?? ''} to ${values[0] ?? ''}`;
  return values.join(', ') || 'None on the record yet';
};

const meaningOf = (name: string, { label, any, choices }: RecoveryFilters[keyof RecoveryFilters]): readonly Cell[] => [
  { text: name, header: true },
  { text: `${label}. Left out: ${any.toLowerCase()}.` },
  { text: valuesOf(name, choices) },
];

/** How a machine asks for the figures, and what it is given. */
export const forMachinesPage = (filters: RecoveryFilters, site: string): ForMachinesPage => ({
  title: 'Recovery figures for machines',
  description: 'How to ask for time to recovery as JSON: parameters, fields, errors and caching.',
  breadcrumbs: [{ text: 'Research', href: researchPaths.index() }],
  isSameForAll: true,
  address: `${site}${researchPaths.recoveryApi()}`,
  example: address(`${site}${researchPaths.recoveryApi()}`, { definition: 'not-failing', by: 'region' }),
  exampleHref: address(researchPaths.recoveryApi(), { by: 'region' }),
  parameters: stacked({
    id: 'parameters',
    caption: 'Parameters',
    captionHidden: true,
    head: tableHead([{ text: 'Parameter' }, { text: 'What it asks' }, { text: 'Values' }]),
    rows: Object.entries(filters).map(([name, filter]) => ({ cells: meaningOf(name, filter) })),
  }),
  fields: stacked({
    id: 'fields',
    caption: 'Fields of the answer',
    captionHidden: true,
    head: tableHead([{ text: 'Field' }, { text: 'What it says' }]),
    rows: fields.map(([name, meaning]) => ({ cells: [{ text: name, header: true }, { text: meaning }] })),
  }),
});
