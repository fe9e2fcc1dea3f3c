import type { ComparedKind } from './compared-record.js';

/** The lanes of a comparison that may be asked for. */
export const laneNames = {
  states: 'State, from judgements',
  judgements: 'Judgements',
  interventions: 'Interventions',
  support: 'Help from peers',
  posts: 'Posts held',
  boards: 'Boards',
  plans: 'Plan versions',
  warnings: 'Warnings',
} as const;
export type LaneName = keyof typeof laneNames;

/** No row chosen: all of them. */
export const lanesShown = (rows: readonly LaneName[]): readonly LaneName[] =>
  rows.length === 0 ? (Object.keys(laneNames) as LaneName[]) : rows;

/** What each lane draws. `kind`: which facts stand in it; null: it is read from the turns of the case. */
export const laneMeanings: Readonly<Record<LaneName, { readonly kind: ComparedKind | null; readonly is: string }>> = {
  states: {
    kind: null,
    is: 'How the case stood, as its judgements say: failing from the trigger, not failing, good or better, and failing again from the trigger of a relapse. It ends where the body closed, merged or handed the work over, or where the record ends',
  },
  judgements: {
    kind: 'judgement',
    is: 'Graded inspections of the part of the work that failed, and conclusions in words that are a failure by their framework. Of two headlines the lower band is drawn. A dotted line: they go on under another framework, and nothing is joined across it',
  },
  interventions: {
    kind: 'intervention',
    is: 'Formal and agreed steps from outside, with their level from 0 to 5. One that is on record as help from peers too is told once, as help',
  },
  support: {
    kind: 'support',
    is: 'Help from peers that came. Help that was only offered is left out',
  },
  posts: { kind: 'post', is: 'Who held the posts that lead the body, from when to when, and whether only for a time' },
  boards: { kind: 'board', is: 'Boards that watched over the recovery, from their first day' },
  plans: {
    kind: 'plan',
    is: 'Versions of the plan that were agreed and published, on the day on which they were agreed',
  },
  warnings: { kind: 'warning', is: 'Signs of failure that somebody wrote down before the trigger or after it' },
};

/** The lane in which facts of a kind stand; null: they are told in the tables alone. */
export const laneOf = (kind: ComparedKind): LaneName | null =>
  (Object.keys(laneMeanings) as LaneName[]).find((lane) => laneMeanings[lane].kind === kind) ?? null;
