type MeasureStory = {
  readonly name: string;
  readonly polarity: 'higher' | 'lower' | 'neither';
  readonly mean: number;
  readonly step: number;
  readonly unit?: string;
  readonly role?: 'exposure' | 'process' | 'outcome' | 'capacity';
  /** Its numbers are so small that children could be recognised. */
  readonly isSmall?: true;
};

const measure = (name: string, polarity: 'higher' | 'lower', mean: number, step = 0): MeasureStory => ({
  name,
  polarity,
  mean,
  step,
});

/** Twenty-three measures: their level in the first year, and by how much they move in the second. */
export const measures: readonly MeasureStory[] = [
  measure('Decisions on contacts within 24 hours', 'higher', 71, 12),
  measure('Decisions on contacts audited as right', 'higher', 62, 9),
  measure('Re-referrals within 12 months', 'lower', 27),
  measure('Assessments within 45 working days', 'higher', 74, 10),
  measure('Assessments audited as good or better', 'higher', 41),
  measure('First conferences within 15 working days', 'higher', 78),
  measure('Plans with outcomes that can be checked', 'higher', 48, 11),
  measure('Protection plans of two years and more', 'lower', 8),
  measure('Visits to children in time', 'higher', 81, 7),
  measure('Children seen alone at the visit', 'higher', 66),
  measure('Supervision in time', 'higher', 55, 14),
  measure('Supervision audited as reflective', 'higher', 37),
  { ...measure('Cases for each social worker', 'lower', 24, -5), unit: 'cases', role: 'capacity' },
  { ...measure('Posts filled by agency staff', 'lower', 31, -6), role: 'capacity' },
  { ...measure('Posts that are vacant', 'lower', 22), role: 'capacity' },
  { ...measure('Staff who left in the last 12 months', 'lower', 19, 5), role: 'capacity' },
  measure('Children in care with a health check in time', 'higher', 84),
  measure('Care leavers in work, education or training', 'higher', 52),
  { ...measure('Staff who say their caseload can be managed', 'higher', 38, 8), role: 'capacity' },
  measure('Complaints answered within 20 working days', 'higher', 69),
  { name: 'Contacts at the front door', polarity: 'neither', mean: 210, step: 40, unit: 'contacts', role: 'exposure' },
  {
    name: 'Children harmed after a referral was closed',
    polarity: 'lower',
    mean: 4,
    step: -2,
    unit: 'children',
    role: 'outcome',
    isSmall: true,
  },
  {
    name: 'Children missing without a return interview',
    polarity: 'lower',
    mean: 5,
    step: 0,
    unit: 'children',
    isSmall: true,
  },
];

/** Milestones are tied to the first so many; the others are read beside them. */
export const tiedMeasures = 20;

/** The day on which the targets of the plan are set, once it is agreed. */
export const targetsDay = 5;

/** What the plan wants of seven of them. The others show how things go, and nobody wants a number of them. */
export const targets: Readonly<Record<string, number>> = {
  'Decisions on contacts within 24 hours': 75,
  'Re-referrals within 12 months': 18,
  'Assessments within 45 working days': 85,
  'Protection plans of two years and more': 5,
  'Visits to children in time': 70,
  'Supervision in time': 90,
  'Cases for each social worker': 18,
};

/** What can be done quicker by being done worse is read with what would show it. */
export const pairs: readonly (readonly [string, string])[] = [
  ['Decisions on contacts within 24 hours', 'Decisions on contacts audited as right'],
  ['Assessments within 45 working days', 'Assessments audited as good or better'],
  ['Visits to children in time', 'Children seen alone at the visit'],
  ['Supervision in time', 'Supervision audited as reflective'],
];

/** Written down at the second meeting, before it began: more leave before fewer do. */
export const expectedDip = {
  measure: 'Staff who left in the last 12 months',
  months: 15,
  limitValue: 30,
  reason: 'Those who do not want to work in the new way will go before others come.',
} as const;
