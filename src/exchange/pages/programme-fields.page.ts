import { adoptionBases, adoptionStages } from '../../programmes/domain/adoption.js';
import { claimFigures, claimKinds, comparisons } from '../../programmes/domain/claim.js';
import { whatFollows } from '../../programmes/domain/funding.js';
import { siteKinds, weaknessStatuses } from '../../programmes/domain/programme.js';
import { dayBoxes, type FieldMaker, prose, select, text } from '../../shell/form/form.js';
import { type ProgrammeEntryBody, type ProgrammeKind, writtenElements } from '../domain/programme-entry.js';

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, words]) => ({ value, text: words }));

const asTyped = (number: number | null | undefined): string | null =>
  number === null || number === undefined ? null : String(number);

const orLess = 'As exactly as it is known: a year alone will do.';

const knownField = (value: string | null | undefined): FieldMaker =>
  dayBoxes({
    name: 'knownOn',
    label: 'When did it become known?',
    hint: 'The day on which anybody outside could first know it. Leave it empty if nobody knows: it is then shown with hindsight only.',
    value: value ?? null,
  });

const occurredField = (label: string, value: string | null | undefined): FieldMaker =>
  dayBoxes({ name: 'occurredOn', label, hint: orLess, value: value ?? null });

type Says<Kind extends ProgrammeKind> = Extract<ProgrammeEntryBody, { kind: Kind }>['says'] | null;

const fundingFields = (says: Says<'funding'>): readonly FieldMaker[] => [
  text({ name: 'funder', label: 'Who gives the money?', value: says?.funder ?? null }),
  text({ name: 'amount', label: 'How much in all, in pounds?', value: asTyped(says?.amount), width: 10 }),
  dayBoxes({ name: 'fundedFrom', label: 'From when?', hint: orLess, value: says?.from ?? null }),
  dayBoxes({ name: 'fundedTo', label: 'Until when?', hint: 'It may lie ahead.', value: says?.to ?? null }),
  prose({ name: 'purpose', label: 'What is it for?', value: says?.purpose ?? null, rows: 3 }),
  select({
    name: 'follows',
    label: 'What follows when it ends?',
    any: 'The source does not say',
    choices: choicesOf(whatFollows),
    value: says?.follows ?? null,
  }),
  select({
    name: 'contracts',
    label: 'Do contracts of staff end with it?',
    any: 'The source does not say',
    choices: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ],
    value: says?.staffOnFixedTerm === null || says === null ? null : says.staffOnFixedTerm ? 'yes' : 'no',
  }),
];

const stageFields = (says: Says<'stage'>): readonly FieldMaker[] => [
  text({
    name: 'place',
    label: 'Which place?',
    hint: 'The name of the council or body. A place that is on this page already gets one more stage.',
    value: says?.body ?? null,
  }),
  text({ name: 'calledThere', label: 'What is it called there, if not the same?', value: says?.calledThere ?? null }),
  select({
    name: 'basis',
    label: 'On what basis?',
    any: 'The source does not say',
    choices: choicesOf(adoptionBases),
    value: says?.basis ?? null,
  }),
  select({ name: 'stage', label: 'Stage', choices: choicesOf(adoptionStages), value: says?.stage ?? null }),
  occurredField('Since when?', says?.occurredOn),
  prose({
    name: 'reason',
    label: 'What else does the source say of this step?',
    hint: 'Needed where it stopped: why.',
    value: says?.reason ?? null,
    rows: 3,
  }),
];

export type ClaimChoice = { readonly id: string; readonly outcome: string; readonly text: string };

const claimFields = (says: Says<'claim'>, claims: readonly ClaimChoice[]): readonly FieldMaker[] => [
  text({
    name: 'outcome',
    label: 'Which outcome is it about?',
    hint: 'In the same words as other claims about it, so that they stand side by side.',
    value: says?.outcome ?? null,
  }),
  prose({ name: 'text', label: 'What is claimed, in one sentence?', value: says?.text ?? null, rows: 3 }),
  select({
    name: 'figure',
    label: 'What kind of number does it give?',
    choices: choicesOf(claimFigures),
    value: says?.figure ?? null,
  }),
  text({
    name: 'value',
    label: 'Number',
    hint: 'A fall is written with a minus.',
    value: asTyped(says?.value),
    width: 10,
  }),
  text({ name: 'valueUnit', label: 'Unit', hint: 'For example, % or incidents', value: says?.unit ?? null, width: 10 }),
  text({ name: 'population', label: 'Of whom?', hint: 'The base of a share.', value: says?.population ?? null }),
  text({
    name: 'numerator',
    label: 'How many of them, if the source says?',
    value: asTyped(says?.numerator),
    width: 10,
  }),
  text({ name: 'denominator', label: 'Out of how many?', value: asTyped(says?.denominator), width: 10 }),
  text({ name: 'baseline', label: 'Number before, if the source gives it', value: asTyped(says?.baseline), width: 10 }),
  text({ name: 'periodWords', label: 'Over what time, in the source’s words?', value: says?.periodWords ?? null }),
  occurredField('Of when is it?', says?.occurredOn),
  select({
    name: 'comparison',
    label: 'What was it compared with?',
    any: 'The source does not say',
    choices: choicesOf(comparisons),
    value: says?.comparison ?? null,
  }),
  select({
    name: 'claimKind',
    label: 'How is it known?',
    any: 'The source does not say',
    choices: choicesOf(claimKinds),
    value: says?.claimKind ?? null,
  }),
  select({
    name: 'against',
    label: 'Is there a claim that does not say the same?',
    any: 'None',
    choices: claims.map(({ id, outcome, text: words }) => ({ value: id, text: `${outcome}: ${words}` })),
    value: says?.against ?? null,
  }),
  text({
    name: 'againstWhy',
    label: 'Why do they not say the same?',
    hint: 'Another base, another time, a forecast.',
    value: says?.why ?? null,
  }),
];

const elementFields = (says: Says<'element'>): readonly FieldMaker[] => [
  select({ name: 'element', label: 'What is it?', choices: choicesOf(writtenElements), value: says?.element ?? null }),
  prose({ name: 'text', label: 'What does the source say of it?', value: says?.text ?? null, rows: 3 }),
  text({
    name: 'sitePlace',
    label: 'What is the place called?',
    hint: 'Only for a place that it works from.',
    value: says?.place ?? null,
  }),
  select({
    name: 'siteKind',
    label: 'What kind of place is it?',
    hint: 'Only for a place that it works from.',
    any: 'The source does not say',
    choices: choicesOf(siteKinds),
    value: says?.siteKind ?? null,
  }),
  text({
    name: 'roleNumber',
    label: 'How many are there?',
    hint: 'Only for a role or for what it offers, where one number says it.',
    value: asTyped(says?.number),
    width: 5,
  }),
  occurredField('Since when?', says?.occurredOn),
  dayBoxes({ name: 'elementEndedOn', label: 'Until when, if it ended?', hint: orLess, value: says?.endedOn ?? null }),
];

const weaknessFields = (says: Says<'weakness'>): readonly FieldMaker[] => [
  prose({ name: 'text', label: 'What goes wrong?', value: says?.text ?? null, rows: 3 }),
  prose({ name: 'response', label: 'What was done about it?', value: says?.response ?? null, rows: 3 }),
  select({
    name: 'weaknessStatus',
    label: 'How does it stand?',
    choices: choicesOf(weaknessStatuses),
    value: says?.status ?? null,
  }),
];

const useFields = (says: Says<'use'>): readonly FieldMaker[] => [
  text({
    name: 'episode',
    label: 'Which case used it?',
    hint: 'Its reference, such as EP-0001',
    value: says?.episode ?? null,
    width: 10,
  }),
  occurredField('Since when?', says?.occurredOn),
  prose({ name: 'text', label: 'How did it use it?', value: says?.text ?? null, rows: 3 }),
];

/** The fields of an entry about a programme. `held`: what the entry, or the fact that it puts right, says. */
export function programmeFields(
  kind: ProgrammeKind,
  held: ProgrammeEntryBody | null,
  claims: readonly ClaimChoice[],
): readonly FieldMaker[] {
  const known = knownField(held?.says.knownOn);
  switch (kind) {
    case 'funding':
      return [...fundingFields(held?.kind === 'funding' ? held.says : null), known];
    case 'stage':
      return [...stageFields(held?.kind === 'stage' ? held.says : null), known];
    case 'claim':
      return [...claimFields(held?.kind === 'claim' ? held.says : null, claims), known];
    case 'element':
      return [...elementFields(held?.kind === 'element' ? held.says : null), known];
    case 'weakness':
      return [...weaknessFields(held?.kind === 'weakness' ? held.says : null), known];
    case 'use':
      return [...useFields(held?.kind === 'use' ? held.says : null), known];
    default:
      return kind satisfies never;
  }
}
