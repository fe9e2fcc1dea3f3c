import { parsePeriod } from '../../kernel/period.js';
import { visibilities } from '../../interventions/domain/visibility.js';
import { checkboxes, type FieldMaker, prose, radios, select, text, tick, type Tried } from '../../shell/form/form.js';
import { formatPeriod } from '../../shell/format.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import type { MeasurePartRow } from '../data/measure-pages.row.js';
import { earlyMovements, frequencies, measureRoles, measureStatuses, polarityWords } from '../domain/measure.js';
import type { EditRefusal, MeasureEdit } from '../domain/measure-edit.js';
import type { Protection } from '../domain/small-numbers.js';
import { measureFormPage, type MeasureFormPage } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

export const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));

export type Body = { readonly id: string; readonly name: string; readonly slug: string };
export type Other = { readonly id: string; readonly ref: string; readonly name: string };

const kinds = [
  { value: 'share', text: 'A share of people', hint: 'In per cent, for example visits made in time' },
  { value: 'people', text: 'People', hint: 'For example children with a protection plan' },
  { value: 'other', text: 'Something else', hint: 'Money, days, posts, meetings, or a share of such things' },
];

export const editMessages: Readonly<Record<EditRefusal, Readonly<Record<string, string>>>> = {
  'target-without-source': { targetSource: 'Enter who set the target, and where' },
  'share-without-percent': { unit: 'A share of people is measured in %' },
  'fixed-by-its-numbers': {
    unit: 'The unit, what is counted and how often cannot change under the numbers on the record. Add another measure',
  },
  'no-such-pair': { pairedWithId: 'Select a measure of the same organisation' },
};

function measureFields(held: MeasureEdit | null, others: readonly Other[]): readonly FieldMaker[] {
  return [
    text({
      name: 'name',
      label: 'What is measured',
      hint: 'For example, assessments finished in 45 working days',
      value: held?.name,
    }),
    radios({ name: 'kind', label: 'What is counted?', choices: kinds, value: held?.kind }),
    text({
      name: 'unit',
      label: 'Unit',
      hint: 'For example, %, children, days or £ million',
      value: held?.unit,
      width: 20,
    }),
    radios({ name: 'role', label: 'What does it tell of?', choices: choicesOf(measureRoles), value: held?.role }),
    radios({
      name: 'polarity',
      label: 'Which way is better?',
      choices: choicesOf(polarityWords),
      value: held?.polarity,
    }),
    text({ name: 'polarityNote', label: 'Why (optional)', hint: 'Where it is not plain', value: held?.polarityNote }),
    radios({
      name: 'earlyMovement',
      label: 'May it move the wrong way first?',
      hint: 'Some numbers rise when people begin to look harder',
      choices: choicesOf(earlyMovements),
      value: held?.earlyMovement ?? 'none',
    }),
    radios({
      name: 'frequency',
      label: 'How often is there a number?',
      choices: choicesOf(frequencies),
      value: held?.frequency,
    }),
    text({
      name: 'lagDays',
      label: 'Days from the end of a period until its number is there (optional)',
      hint: 'Numbers fall due then; 14 days unless you say otherwise',
      value: held?.lagDays,
      width: 4,
      inputMode: 'numeric',
    }),
    text({ name: 'target', label: 'Target (optional)', value: held?.target, width: 10, inputMode: 'decimal' }),
    text({
      name: 'tolerance',
      label: 'Tolerance (optional)',
      hint: 'How far from the target is still close enough',
      value: held?.tolerance,
      width: 10,
      inputMode: 'decimal',
    }),
    text({
      name: 'targetSource',
      label: 'Where the target comes from',
      hint: 'Needed where there is a target. For example, agreed by the board in March 2026, or a statutory duty',
      value: held?.targetSource,
    }),
    text({
      name: 'comparator',
      label: 'What it is compared with (optional)',
      hint: 'For example, statistical neighbours, 77% in 2025',
      value: held?.comparator,
    }),
    select({
      name: 'pairedWithId',
      label: 'Read it together with (optional)',
      hint: 'A measure of timeliness says little without one of quality',
      choices: others.map(({ id, ref, name }) => ({ value: id, text: `${name} (${ref})` })),
      any: 'No other measure',
      value: held?.pairedWithId,
    }),
    text({
      name: 'ownerPost',
      label: 'Post that answers for it (optional)',
      hint: 'A post, not a person',
      value: held?.ownerPost,
    }),
    tick({
      name: 'safetyCritical',
      label: 'Safety',
      words: 'It is critical to safety: a fall is never explained as an early dip',
      value: held?.safetyCritical ?? false,
    }),
    radios({
      name: 'visibility',
      label: 'Who may read it?',
      hint: 'What everyone may read goes through the rules for small numbers first',
      choices: choicesOf(visibilities),
      value: held?.visibility,
    }),
  ];
}

const definitionFields = (
  held: Pick<MeasurePartRow, 'text' | 'numerator' | 'denominator'> | null,
): readonly FieldMaker[] => [
  prose({
    name: 'definition',
    label: 'What exactly is counted',
    hint: 'So that somebody else would count the same',
    value: held?.text,
  }),
  text({ name: 'numerator', label: 'Numerator (optional)', value: held?.numerator }),
  text({ name: 'denominator', label: 'Denominator (optional)', value: held?.denominator }),
];

export function beginMeasurePage(body: Body, others: readonly Other[], tried: Tried = null): MeasureFormPage {
  return measureFormPage(
    { ref: null, name: '', organisationName: body.name, organisationSlug: body.slug },
    {
      title: 'Add a measure',
      intro: [
        'Counts of people below 5 are withheld from everybody outside. You can ask for more or less than that afterwards.',
      ],
      action: measurePaths.begin(body.slug),
      button: 'Add the measure',
      fields: [...measureFields(null, others), ...definitionFields(null)],
    },
    tried,
  );
}

/** The fields as they are saved: for the form, and for bringing two people's changes together. */
export const editFields = (held: MeasureEdit, others: readonly Other[]): readonly FieldMaker[] => [
  ...measureFields(held, others),
  radios({ name: 'status', label: 'Is it still kept?', choices: choicesOf(measureStatuses), value: held.status }),
];

export const editMeasurePage = (
  row: KeptMeasureRow,
  { held, others, tried }: { readonly held: MeasureEdit; readonly others: readonly Other[]; readonly tried: Tried },
): MeasureFormPage =>
  measureFormPage(
    row,
    {
      title: 'Change what is said of this measure',
      intro: [
        'What exactly is counted is changed on a page of its own, since the chart breaks there.',
        ...(row.values > 0
          ? ['The unit, what is counted and how often stay as they are, since there are numbers already.']
          : []),
      ],
      action: measurePaths.edit(row.ref),
      button: 'Save',
      fields: editFields(held, others),
      version: row.version,
      merges: true,
    },
    tried,
  );

const periodHint = (frequency: string): string =>
  ({
    month: 'Year and month, for example 2026-04',
    quarter: 'Year and quarter, for example 2026-Q2',
    year: 'The year, for example 2026',
  })[frequency] ?? 'A year, a quarter, a month or a day: 2026, 2026-Q2, 2026-04 or 2026-04-30';

export const periodField = (name: string, label: string, frequency: string, value: string | null = null): FieldMaker =>
  text({ name, label, hint: periodHint(frequency), value, width: 10 });

export const definitionMessages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  same: { definition: 'This is the definition on the record. Change it, or leave it' },
  'of-another-length': { from: 'First period must be of the same length as those of the measure' },
  'before-the-last': { from: 'First period must come after that of the definition before' },
};

const startWords = (startsOn: string | null): string => {
  const on = startsOn === null ? null : parsePeriod(startsOn);
  return on ? `since ${formatPeriod(on)}` : 'from the start';
};

export function definitionPage(
  row: KeptMeasureRow,
  newest: MeasurePartRow | null,
  tried: Tried = null,
): MeasureFormPage {
  return measureFormPage(
    row,
    {
      title: 'Change the definition',
      intro: [
        'A changed definition is a new edition. The old one stays on the record with its numbers.',
        'The chart breaks at the first period that is counted anew: no line crosses it, and limits begin again.',
      ],
      facts: newest
        ? {
            rows: [{ label: `Edition ${newest.edition}`, text: newest.text, note: startWords(newest.startsOn) }],
          }
        : null,
      action: measurePaths.definition(row.ref),
      button: 'Record the new definition',
      fields: [
        ...definitionFields(newest),
        periodField('from', 'First period that is counted so', row.frequency),
        prose({ name: 'reason', label: 'Why it changes', rows: 3 }),
      ],
      version: row.version,
    },
    tried,
  );
}

export const protectionMessages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  same: { threshold: 'This is how small numbers are protected already. Change it, or leave it' },
};

export function protectionPage(
  row: KeptMeasureRow,
  { held, isAsked, tried }: { readonly held: Protection; readonly isAsked: boolean; readonly tried: Tried },
): MeasureFormPage {
  const blocked =
    row.kind === 'other'
      ? 'This measure does not count people, so nothing of it is withheld.'
      : isAsked
        ? 'Less protection of this measure was asked for and waits for a second person. Decide that first.'
        : null;
  return measureFormPage(
    row,
    {
      title: 'Small numbers',
      intro: [
        'What everyone may read is looked through for numbers so small that somebody could be recognised. People of the organisation and its board always see the true numbers.',
        'More protection holds at once. Less is asked for, and somebody else must agree to it.',
      ],
      blocked,
      action: measurePaths.protection(row.ref),
      button: 'Save',
      fields: [
        radios({
          name: 'smallNumbers',
          label: 'May its numbers be small enough to recognise somebody?',
          choices: [
            { value: 'yes', text: 'Yes: withhold small ones' },
            { value: 'no', text: 'No: show them all' },
          ],
          value: held.smallNumbers ? 'yes' : 'no',
        }),
        text({
          name: 'threshold',
          label: 'Threshold',
          hint: 'Counts above 0 and below it are withheld. 5 is usual',
          value: held.threshold,
          width: 3,
          inputMode: 'numeric',
        }),
        checkboxes({
          name: 'suppressZero',
          label: 'Zeros',
          choices: [
            {
              value: 'yes',
              text: 'Withhold zeros too',
              hint: 'Where a zero tells that nobody of a small known group did something',
            },
          ],
          values: held.suppressZero ? ['yes'] : [],
        }),
        radios({
          name: 'roundTo',
          label: 'Rounding',
          choices: [
            { value: 'none', text: 'As usual', hint: 'People as counted, shares to the whole per cent' },
            { value: '5', text: 'To the nearest 5' },
            { value: '10', text: 'To the nearest 10' },
          ],
          value: held.roundTo === null ? 'none' : String(held.roundTo),
        }),
        prose({
          name: 'reason',
          label: 'Why',
          hint: 'Everyone reads this beside the measure',
          rows: 3,
          value: row.disclosureReason,
        }),
      ],
      version: row.version,
    },
    tried,
  );
}
