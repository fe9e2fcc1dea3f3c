import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { episodeStates, type EpisodeState, movesFrom, stateRules } from '../../src/episodes/domain/episode-state.js';
import { type InspectionState, inspectionStates, mayMove } from '../../src/inspections/domain/inspection-state.js';
import {
  directionMovesFrom,
  directionRules,
  type DirectionState,
  directionStates,
} from '../../src/interventions/domain/direction-state.js';
import {
  criterionMovesFrom,
  exitCriterionRules,
  type ExitCriterionState,
  exitCriterionStates,
} from '../../src/interventions/domain/exit-criterion-state.js';
import {
  peerSupportRules,
  type PeerSupportState,
  peerSupportStates,
  supportMovesFrom,
} from '../../src/interventions/domain/peer-support-state.js';
import { type MilestoneState, milestoneMovesFrom, milestoneStates } from '../../src/plans/domain/milestone-state.js';
import { mayMoveReview, type ReviewState, reviewStates } from '../../src/boards/domain/review-state.js';

type Machine = {
  readonly title: string;
  /** Where each pair of states, and each gate, is tried both ways: allowed, and refused with its message. */
  readonly spec: readonly string[];
  readonly states: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, string>> | null;
  readonly may: (from: string, to: string) => boolean;
};

const machines: readonly Machine[] = [
  {
    title: 'An inspection',
    spec: ['src/inspections/domain/inspection-state.spec.ts', 'src/inspections/domain/gates.spec.ts'],
    states: inspectionStates,
    rules: null,
    may: (from, to) => mayMove(from as InspectionState, to as InspectionState),
  },
  {
    title: 'An episode of failure',
    spec: ['src/episodes/domain/episode-state.spec.ts', 'src/episodes/domain/moving-a-case.spec.ts'],
    states: episodeStates,
    rules: stateRules,
    may: (from, to) => movesFrom(from as EpisodeState).includes(to as EpisodeState),
  },
  {
    title: 'An exit criterion',
    spec: ['src/interventions/domain/exit-criterion-state.spec.ts'],
    states: exitCriterionStates,
    rules: exitCriterionRules,
    may: (from, to) => criterionMovesFrom(from as ExitCriterionState).includes(to as ExitCriterionState),
  },
  {
    title: 'A direction',
    spec: ['src/interventions/domain/direction-state.spec.ts'],
    states: directionStates,
    rules: directionRules,
    may: (from, to) => directionMovesFrom(from as DirectionState).includes(to as DirectionState),
  },
  {
    title: 'Help from peers',
    spec: ['src/interventions/domain/peer-support-state.spec.ts'],
    states: peerSupportStates,
    rules: peerSupportRules,
    may: (from, to) => supportMovesFrom(from as PeerSupportState).includes(to as PeerSupportState),
  },
  {
    title: 'A milestone',
    spec: ['src/plans/domain/milestone-state.spec.ts'],
    states: milestoneStates,
    rules: null,
    may: (from, to) => milestoneMovesFrom(from as MilestoneState).includes(to as MilestoneState),
  },
  {
    title: 'A meeting of a board',
    spec: ['src/boards/domain/review-state.spec.ts'],
    states: reviewStates,
    rules: null,
    may: (from, to) => mayMoveReview(from as ReviewState, to as ReviewState),
  },
];

const document = join(rootFolder, 'docs', 'states.md');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function tableOf({ title, spec, states, rules, may }: Machine): string {
  const keys = Object.keys(states);
  const words = keys.map((key) => states[key] ?? key);
  return [
    `## ${title}`,
    '',
    row(['from ↓ to →', ...words]),
    row(['--', ...words.map(() => '--')]),
    ...keys.map((from) => row([`**${states[from]}**`, ...keys.map((to) => (may(from, to) ? '●' : '–'))])),
    '',
    ...(rules ? [...keys.flatMap((key) => (rules[key] ? [`- **${states[key]}**: ${rules[key]}`] : [])), ''] : []),
    `Tried both ways in ${spec.map((file) => `\`${file}\``).join(' and ')}.`,
    '',
  ].join('\n');
}

const page = (): string =>
  [
    '# What may become what',
    '',
    'Written by `WRITE_DOCS=1 npx jest test/architecture/states` from the rules themselves; a test fails when it is out of date. ● may be; – may not, and is refused with a message.',
    '',
    'A step of intervention goes up or down by a request that somebody else decides (`step-request.spec.ts`), and ends by its own rule (`intervention-record.spec.ts`).',
    '',
    ...machines.map(tableOf),
  ].join('\n');

describe('what may become what', () => {
  it('is told in docs/states.md as the rules have it', () => {
    const text = page();
    if (process.env.WRITE_DOCS === '1') writeFileSync(document, text);
    expect(existsSync(document) && readFileSync(document, 'utf8')).toBe(text);
  });

  it('names specs that are there, and no rule that allows all or nothing', () => {
    const missing = machines.flatMap(({ spec }) => spec.filter((file) => !existsSync(join(rootFolder, file))));
    expect(missing).toEqual([]);
    const odd = machines.filter(({ states, may }) => {
      const keys = Object.keys(states);
      const pairs = new Set(keys.flatMap((from) => keys.map((to) => may(from, to))));
      return pairs.size < 2;
    });
    expect(odd.map(({ title }) => title)).toEqual([]);
  });
});
