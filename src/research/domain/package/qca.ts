import type { NoKappa } from '../agreement.js';
import type { Cell, MissingReason } from './package-table.js';
import { notApplicable, type PackageTable, packageTable } from './package-table.js';

/** Where a case is fully out of a set, at its border, and fully in it: in the unit of the raw value. */
export type Anchors = { readonly out: number; readonly crossover: number; readonly in: number };

export type Condition = {
  readonly key: string;
  readonly name: string;
  /** How the raw value is read, with its unit. */
  readonly how: string;
  /** Why the anchors lie there: they are theory, not arithmetic. */
  readonly theory: string;
  /** Null: crisp, 0 or 1. */
  readonly anchors: Anchors | null;
  /** The core fields of the codebook that it rests on, which coders code; empty: none of them. */
  readonly fields: readonly string[];
  readonly isOutcome?: boolean;
};

/** The conditions that come with the record, and their outcome (record B7). */
export const conditions = [
  {
    key: 'EARLYPEER',
    name: 'Peers came early',
    how: 'Months from the first warning sign to the first help from peers.',
    theory:
      'Help within a quarter of the first sign is early; after a year and a half the sign was not what brought it.',
    anchors: { out: 18, crossover: 9, in: 3 },
    fields: ['first_warning', 'first_peer'],
  },
  {
    key: 'OUTSIDE',
    name: 'Outsiders were in the room',
    how: 'Of all who were in the room at the meetings of its boards, the share from outside the organisation.',
    theory: 'Half from outside cannot be outvoted; with one in seven they are guests.',
    anchors: { out: 0.15, crossover: 0.33, in: 0.5 },
    fields: ['board_independence'],
  },
  {
    key: 'STRUCT',
    name: 'The plan leant on structure',
    how: 'Of the actions of its plan that are marked with a lever, the share whose lever is structure (signal L4.1).',
    theory:
      'A plan of which more than half moves boxes is about structure; below one in seven it is about other things.',
    anchors: { out: 0.15, crossover: 0.35, in: 0.6 },
    fields: ['lever_mix'],
  },
  {
    key: 'OPEN',
    name: 'Concerns were answered',
    how: 'Of the concerns of staff, the share answered in 60 days (signal L5.2).',
    theory: 'Where nine of ten are answered people speak; where less than half are, they stop.',
    anchors: { out: 0.4, crossover: 0.65, in: 0.9 },
    fields: [],
  },
  {
    key: 'STEADY',
    name: 'The direction was held',
    how: 'Changes of direction in the first 18 months (signal L7.3).',
    theory: 'One change is a correction; four in a year and a half are no direction.',
    anchors: { out: 4, crossover: 2.5, in: 1 },
    fields: [],
  },
  {
    key: 'EMBED',
    name: 'The plan was for the long term',
    how: 'Of the actions of its plan that are marked with a horizon, the share that embeds (signal L8.1).',
    theory: 'Nearly one in three for the long term is a plan beyond the crisis; one in twenty is not.',
    anchors: { out: 0.05, crossover: 0.18, in: 0.3 },
    fields: [],
  },
  {
    key: 'NEWLEAD',
    name: 'The chief officer changed',
    how: 'Whether a chief executive, director or head began in the 365 days after the trigger: 1, or 0.',
    theory: 'Somebody new came, or nobody did.',
    anchors: null,
    fields: ['chief_officer_change'],
  },
  {
    key: 'LASTING',
    name: 'The recovery lasted',
    how: 'Months from the first judgement that was not failing to the next failure or to the end of what the record tells.',
    theory: 'The watch for relapse is 84 months; a recovery that held for one year has not been tested.',
    anchors: { out: 12, crossover: 36, in: 84 },
    fields: ['first_not_failing', 'relapse'],
    isOutcome: true,
  },
] as const satisfies readonly Condition[];
export type ConditionKey = (typeof conditions)[number]['key'];

/** The log odds at which a case is fully in a set: a membership of 0.953. */
const fullLogOdds = Math.log(0.953 / 0.047);

/**
 * Membership in a fuzzy set, 0 to 1, by the direct method: log odds grow in proportion to the distance from the
 * crossover, to ±ln(0.953/0.047) at the anchors. Throws on anchors that do not lie in one order.
 *
 * Ragin C. C. (2008), Redesigning Social Inquiry, chapter 5.
 */
export function membership(raw: number, { out, crossover, in: full }: Anchors): number {
  if ((full - crossover) * (crossover - out) <= 0) throw new RangeError('Anchors lie in one order: out, crossover, in');
  const isInside = (raw - crossover) * (full - crossover) >= 0;
  const logOdds = (fullLogOdds * (raw - crossover)) / (isInside ? full - crossover : crossover - out);
  return 1 / (1 + Math.exp(-logOdds));
}

export type RawValue = { readonly value: number | null; readonly missing: MissingReason };

/** A condition of an episode. `isCensored`: the record ends before it is known in full. */
export type QcaCase = {
  readonly episode: string;
  readonly condition: ConditionKey;
  readonly raw: RawValue;
  readonly isCensored: boolean;
};

/** How far two coders agree on what a condition rests on. */
export type CodedAgreement = {
  /** Whether it rests on fields that are coded at all. */
  readonly isCoded: boolean;
  /** Of its fields that both coded in this episode, the share that agrees. */
  readonly share: number | null;
  /** Cohen’s kappa of its fields over every coded episode of the package, with its pairs. */
  readonly kappa: number | null;
  readonly kappaPairs: number;
  readonly noKappa: NoKappa | null;
};

type AgreementOn = (episode: string, condition: ConditionKey) => CodedAgreement;

export type AnchorsOf = Readonly<Partial<Record<ConditionKey, Anchors>>>;

const conditionOf = (key: ConditionKey): Condition => conditions.find((one) => one.key === key) as Condition;

const anchorsFor = (key: ConditionKey, chosen: AnchorsOf): Anchors | null => chosen[key] ?? conditionOf(key).anchors;

const fourDecimals = (value: number): number => Number(value.toFixed(4));

export function membershipOf({ condition, raw }: QcaCase, chosen: AnchorsOf): number | null {
  if (raw.value === null) return null;
  const anchors = anchorsFor(condition, chosen);
  return anchors ? fourDecimals(membership(raw.value, anchors)) : raw.value;
}

const conditionCodes = Object.fromEntries(conditions.map(({ key, name }) => [key, name]));

export const qcaTable = (
  cases: readonly QcaCase[],
  { chosen, agreementOn }: { readonly chosen: AnchorsOf; readonly agreementOn: AgreementOn },
): PackageTable => {
  const agreed = ({ episode, condition }: QcaCase): CodedAgreement => agreementOn(episode, condition);
  const anchor = (key: keyof Anchors) => ({
    type: 'number' as const,
    value: ({ condition }: QcaCase): Cell => anchorsFor(condition, chosen)?.[key] ?? null,
    missing: notApplicable,
  });
  const ofRaw = ({ raw }: QcaCase): MissingReason => raw.missing;
  return packageTable<QcaCase>(
    {
      name: 'qca',
      title: 'Conditions for comparing configurations',
      rowIs: 'A condition, or the outcome, of an episode of which more is told than judgements',
      key: ['episode', 'condition'],
      references: [{ column: 'episode', table: 'episodes', to: 'episode' }],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ episode }) => episode },
        {
          name: 'condition',
          type: 'code',
          is: 'The condition; LASTING is the outcome',
          codes: conditionCodes,
          value: (row) => row.condition,
        },
        {
          name: 'raw',
          type: 'number',
          is: 'The value that is calibrated; the codebook says in what unit',
          value: ({ raw }) => raw.value,
          missing: ofRaw,
        },
        { name: 'fully_out', is: 'Where a case is fully out of the set', ...anchor('out') },
        { name: 'crossover', is: 'Where it is neither in nor out', ...anchor('crossover') },
        { name: 'fully_in', is: 'Where it is fully in the set', ...anchor('in') },
        {
          name: 'membership',
          type: 'number',
          is: 'Membership in the set by the direct method, 0 to 1, to four decimals',
          value: (row) => membershipOf(row, chosen),
          missing: ofRaw,
        },
        {
          name: 'crisp',
          type: 'code',
          is: 'In the set or out of it: a membership above 0.5 is in',
          codes: { 0: 'Out of the set', 1: 'In the set' },
          value: (row) => {
            const held = membershipOf(row, chosen);
            return held === null ? null : held > 0.5 ? '1' : '0';
          },
          missing: ofRaw,
        },
        {
          name: 'censored',
          type: 'yesno',
          is: 'Whether the record ends before the value is known in full: leave it out, or mark it',
          value: ({ isCensored }) => String(isCensored),
        },
        {
          name: 'coder_agreement',
          type: 'number',
          is: 'Of the core fields that it rests on and that two coded in this episode, the share on which they agree, 0 to 1; conditions.csv names the fields',
          value: (row) => agreed(row).share,
          missing: (row) => (agreed(row).isCoded ? 'not recorded' : 'not applicable'),
        },
        {
          name: 'coder_kappa',
          type: 'number',
          is: 'Cohen’s kappa of those fields over every coded episode of this package; none of fewer than ten pairs of a field',
          value: (row) => agreed(row).kappa,
          missing: (row) => {
            const { isCoded, noKappa } = agreed(row);
            return !isCoded || noKappa === 'no-variation' ? 'not applicable' : 'not yet';
          },
        },
        {
          name: 'coder_kappa_n',
          type: 'whole',
          is: 'Pairs of codes of those fields over every coded episode of this package; a field with fewer than ten of them takes no part in the kappa',
          value: (row) => agreed(row).kappaPairs,
        },
      ],
    },
    cases,
  );
};

/** What should give pause before a table is taken to a truth table: each a sentence about a condition. */
export function qcaWarnings(
  cases: readonly QcaCase[],
  chosen: AnchorsOf,
): readonly { readonly about: string; readonly text: string }[] {
  const held = conditions.map(({ key }) => ({
    key,
    memberships: cases.filter((one) => one.condition === key).flatMap((one) => membershipOf(one, chosen) ?? []),
  }));
  const known = held.filter(({ memberships }) => memberships.length > 0);
  const episodes = new Set(cases.map(({ episode }) => episode)).size;
  const used = known.filter(({ key }) => key !== 'LASTING').length;
  return [
    ...known.flatMap(({ key, memberships }) => {
      const between = memberships.filter((value) => Math.abs(value - 0.5) < 0.005).length;
      return between > 0
        ? [
            {
              about: key,
              text: `${between} of its memberships lie on 0.5, where a case is neither in the set nor out of it.`,
            },
          ]
        : [];
    }),
    ...known.flatMap(({ key, memberships }) =>
      memberships.length > 1 && new Set(memberships.map((value) => value > 0.5)).size === 1
        ? [{ about: key, text: 'It does not vary: all cases are on one side of the crossover.' }]
        : [],
    ),
    ...(used > 0 && episodes < 4 * used
      ? [
          {
            about: 'qca',
            text: `${episodes} cases are few for ${used} conditions: with fewer than four cases a condition, chance fits a solution.`,
          },
        ]
      : []),
  ];
}
