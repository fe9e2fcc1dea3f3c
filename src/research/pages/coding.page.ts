import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { codebook, type ReadField } from '../../lessons/domain/codebook.js';
import {
  type FieldMaker,
  form,
  type FormModel,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import { formatCount, formatDecimal, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { CodedCase, CodingHeld } from '../coding-reader.service.js';
import { type Agreement, agreementOf, agreementOver, fewestPairs, type Pair } from '../domain/agreement.js';
import {
  areBothFinished,
  type CodedValue,
  codedFields,
  type ComparedField,
  compareCodings,
  confidences,
  noValues,
  pairsOf,
  seenBy,
} from '../domain/coding.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { comparePaths } from './compare.paths.js';
import { codingPaths } from './coding.paths.js';
import { readingCell } from './coding-words.page.js';
import { nameOfCase } from './compare-words.page.js';
import { researchPaths } from './research.paths.js';

export const codingSaid = {
  begun: 'You code this case. Nobody sees what you write until both coders have finished.',
  coded: 'The field is saved.',
  finished: 'Your coding is finished. It is shown to the other coder as soon as they have finished too.',
  reopened: 'Your coding is open again.',
  settled: 'What you agreed on is saved, with the reason.',
} as const;

export const codingRefusals: Readonly<Record<string, string>> = {
  'two-already': 'Two researchers code this case already.',
  'begun-already': 'You code this case already.',
  'nothing-coded': 'Code at least one field before you finish.',
  finished: 'Your coding is finished. Open it again to change it.',
  'both-finished': 'Both codings are finished, and each coder has seen the other’s. They stand as they are.',
  'not-finished': 'Your coding is not finished.',
  'not-both-finished': 'Settle differences once both coders have finished.',
  'not-different': 'This field does not differ.',
  stale: 'It was changed meanwhile. This is how it stands now.',
};

const crumbs = [
  { text: 'Research', href: researchPaths.index() },
  { text: 'Cases that you code', href: codingPaths.index() },
];

const saidIn = ({ value, noValue }: Pick<CodedValue, 'value' | 'noValue'>): string =>
  noValue ? noValues[noValue] : (value ?? '');

const codeCell = (coded: CodedValue | null): Cell =>
  coded
    ? {
        text: saidIn(coded),
        note: [
          `Confidence: ${confidences[coded.confidence].toLowerCase()}`,
          coded.source && `Source: ${coded.source}`,
          coded.note,
        ]
          .filter(Boolean)
          .join('. '),
      }
    : { text: 'Not coded' };

/** One case gives one pair a field: a percentage, and no kappa. "7 of 9 agree (78%); kappa 0.62, chance 0.41" or why there is none. */
export function agreementWords({ n, agreed, observed, kappa, expected, noKappa }: Agreement): string {
  if (n === 0 || observed === null) return 'No field was coded by both.';
  const share = `${formatCount(agreed)} of ${formatCount(n)} agree (${Math.round(observed * 100)}%)`;
  if (kappa !== null && expected !== null)
    return `${share}; kappa ${kappa.toFixed(2).replace('-', '\u2212')}, where ${formatDecimal(expected * 100)}% would agree by chance`;
  return noKappa === 'no-variation'
    ? `${share}; no kappa, since both said one and the same of everything`
    : `${share}; no kappa, since it needs ${fewestPairs} pairs of a field`;
}

export type CodingPage = PageFacts & {
  readonly said: Notification | null;
  readonly name: string;
  readonly caption: string;
  readonly caseLink: Link;
  readonly count: string;
  readonly standing: string;
  readonly begin: FormModel | null;
  readonly finish: FormModel | null;
  readonly reopen: FormModel | null;
  readonly table: Table;
  readonly agreement: string | null;
  readonly differences: Table | null;
};

export type CodingInput = {
  readonly one: RecoveryCase;
  readonly reading: readonly ReadField[];
  readonly coded: CodedCase;
  readonly accountId: string;
  readonly said: Notification | null;
  readonly problem?: string | null;
};

function standingOf(own: CodingHeld | null, codings: readonly CodingHeld[]): string {
  if (!own)
    return codings.length >= 2
      ? 'Two researchers code this case already, so nobody else can.'
      : 'You do not code this case. Two researchers may, each without seeing what the other writes.';
  if (areBothFinished(codings)) return 'Both coders have finished. What each wrote is shown, and where they differ.';
  const you = own.place === 1 ? 'You are the first coder.' : 'You are the second coder.';
  return own.state === 'finished'
    ? `${you} You have finished, and the other coder has not: nothing of theirs is shown to you, nor of yours to them.`
    : `${you} Nobody sees what you write until both have finished. Then both codes go into the data packages that are frozen from that day on, which everybody may read: your notes do not, and coders are numbered, not named.`;
}

/** A case with the fields of the codebook: what the record reads by itself, and what this coder wrote. */
export function codingPage({ one, reading, coded, accountId, said, problem = null }: CodingInput): CodingPage {
  const { codings, settlements } = coded;
  const own = codings.find((coding) => coding.accountId === accountId) ?? null;
  const isOpen = own?.state === 'coding';
  const isShared = own !== null && seenBy(accountId, codings).length === 2;
  const filled = own?.values.length ?? 0;
  const ref = one.ref;
  const fields = isShared ? compareCodings(codings, settlements) : [];
  const step = (action: string, button: string, version: number | null): FormModel =>
    form({ action, button, fields: [], version, merges: false });
  const coders = isShared ? codings.map(({ coder }) => coder).join(' and ') : null;
  return {
    title: `Code ${ref}`,
    breadcrumbs: crumbs,
    said,
    errors: problem === null ? [] : [{ text: problem, href: '#fields' }],
    name: nameOfCase(one),
    caption: ref,
    caseLink: { text: 'Read the case and its sources', href: episodePaths.show(ref) },
    count: `${formatCount(filled)} of ${codedFields.length} fields filled.`,
    standing: standingOf(own, codings),
    begin: own || codings.length >= 2 ? null : step(codingPaths.begin(ref), 'Code this case', null),
    finish: isOpen && filled > 0 ? step(codingPaths.finish(ref), 'Finish your coding', own.version) : null,
    reopen:
      own?.state === 'finished' && !isShared
        ? step(codingPaths.reopen(ref), 'Open your coding again', own.version)
        : null,
    table: stacked(
      {
        id: 'fields',
        caption: 'Fields of the codebook',
        captionHidden: true,
        head: tableHead([
          { text: 'Field' },
          { text: 'As the record reads it' },
          ...(own ? [{ text: 'As you code it' }] : []),
        ]),
        rows: reading.map((field) => {
          const { key, name, how } = field.field;
          const isCoded = key !== 'coders';
          const mine = own?.values.find((value) => value.field === key) ?? null;
          const yours: Cell = isCoded ? codeCell(mine) : { text: coders ?? 'Written down once both have finished' };
          return {
            cells: [
              { text: name, header: true, note: how, href: isOpen && isCoded ? codingPaths.field(ref, key) : null },
              readingCell(field, one),
              ...(own ? [yours] : []),
            ],
          };
        }),
      },
      ['', 'The record', 'Yours'],
    ),
    agreement: isShared ? agreementWords(agreementOver(pairsOf(fields).map((pair) => [pair]))) : null,
    differences: isShared ? differencesTable(ref, fields, codings) : null,
  };
}

function differencesTable(ref: string, fields: readonly ComparedField[], codings: readonly CodingHeld[]): Table {
  const names = codings.toSorted((a, b) => a.place - b.place).map(({ coder, place }) => `Coder ${place} (${coder})`);
  return stacked(
    {
      id: 'both',
      caption: 'Both codings',
      captionHidden: true,
      head: tableHead([{ text: 'Field' }, { text: names[0] ?? '' }, { text: names[1] ?? '' }, { text: 'Result' }]),
      rows: fields
        .filter(({ result }) => result !== 'neither')
        .map(({ field, first, second, result, settled }) => {
          const differs = result === 'differs' || result === 'one-only';
          return {
            cells: [
              { text: codebook.find(({ key }) => key === field)?.name ?? field, header: true },
              codeCell(first),
              codeCell(second),
              {
                text: settled ? `Settled: ${settled.value}` : differs ? 'Differs' : 'Agreed',
                note: settled?.reason ?? null,
                links: differs
                  ? [{ text: settled ? 'Settle it otherwise' : 'Settle it', href: codingPaths.settle(ref, field) }]
                  : [],
              },
            ],
          };
        }),
    },
    ['', names[0] ?? '', names[1] ?? '', 'Result'],
  );
}

export type CodingFieldPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly how: string;
  readonly read: SummaryList;
  readonly form: FormModel;
};

/** What a coder writes of a field: for the form, and for bringing two windows together. */
export const codeFields = (held: CodedValue | null): readonly FieldMaker[] => [
  text({
    name: 'value',
    label: 'Value',
    hint: 'Dates as 2013-03-09, 2013-03 or 2013: no more exact than what you read. Leave it empty if you choose below',
    value: held?.value ?? null,
  }),
  select({
    name: 'noValue',
    label: 'Or there is no value',
    choices: Object.entries(noValues).map(([value, words]) => ({ value, text: words })),
    value: held?.noValue ?? null,
    any: 'There is a value',
  }),
  radios({
    name: 'confidence',
    label: 'How sure are you?',
    choices: Object.entries(confidences).map(([value, words]) => ({ value, text: words })),
    value: held?.confidence ?? null,
    inline: true,
  }),
  text({
    name: 'source',
    label: 'Source',
    hint: 'Where you read it: title and page, or a reference such as SO-0012',
    value: held?.source ?? null,
  }),
  prose({ name: 'note', label: 'Note', value: held?.note ?? null, rows: 3 }),
];

export function codingFieldPage(
  one: RecoveryCase,
  field: ReadField,
  {
    held,
    version,
    tried = null,
  }: { readonly held: CodedValue | null; readonly version: number; readonly tried?: Tried },
): CodingFieldPage {
  const { key, name, how } = field.field;
  const place = codedFields.findIndex((each) => each.key === key);
  const model = form({
    action: codingPaths.field(one.ref, key),
    button: 'Save and go to the next field',
    fields: codeFields(held),
    version,
    tried,
    cancel: { text: 'Back to all fields', href: codingPaths.show(one.ref) },
  });
  const { text: readText, note } = readingCell(field, one);
  return {
    title: `${name}: code ${one.ref}`,
    heading: name,
    caption: `${one.ref}, field ${place + 1} of ${codedFields.length}`,
    how,
    breadcrumbs: [...crumbs, { text: one.ref, href: codingPaths.show(one.ref) }],
    errors: model.errors,
    read: { rows: [{ label: 'As the record reads it', text: readText ?? '', note }] },
    form: model,
  };
}

/** What two coders agree on: for the form, and for bringing two windows together. */
export const settleFields = (
  held: { readonly value: string; readonly reason: string } | null,
): readonly FieldMaker[] => [
  text({ name: 'value', label: 'Agreed value', value: held?.value ?? null }),
  prose({
    name: 'reason',
    label: 'Reason',
    hint: 'What you both looked at, and why it decides',
    value: held?.reason ?? null,
    rows: 4,
  }),
];

export function settlePage(
  one: RecoveryCase,
  field: ComparedField,
  { version, tried = null }: { readonly version: number; readonly tried?: Tried },
): CodingFieldPage {
  const name = codebook.find(({ key }) => key === field.field)?.name ?? field.field;
  const model = form({
    action: codingPaths.settle(one.ref, field.field),
    button: 'Save what you agreed on',
    fields: settleFields(field.settled),
    version,
    tried,
    cancel: { text: 'Back to all fields', href: codingPaths.show(one.ref) },
  });
  return {
    title: `${name}: settle ${one.ref}`,
    heading: `Settle: ${name}`,
    caption: one.ref,
    how: 'Neither coder’s own code is changed. What you settle stands beside both, with the reason.',
    breadcrumbs: [...crumbs, { text: one.ref, href: codingPaths.show(one.ref) }],
    errors: model.errors,
    read: {
      rows: [
        { ...codeCell(field.first), label: 'Coder 1' },
        { ...codeCell(field.second), label: 'Coder 2' },
      ],
    },
    form: model,
  };
}

export type CodingsPage = PageFacts & {
  readonly table: Table;
  readonly agreement: Table | null;
  readonly overall: string | null;
  /** Where to begin; null where the empty table says so itself. */
  readonly chooseHref: string | null;
};

/** The cases that somebody codes, and how far they and the other coder agree, field by field. */
export function codingsPage(
  cases: readonly { readonly one: RecoveryCase; readonly coded: CodedCase }[],
  accountId: string,
): CodingsPage {
  const shared = cases.filter(({ coded }) => seenBy(accountId, coded.codings).length === 2);
  const compared = shared.map(({ coded }) => compareCodings(coded.codings, coded.settlements));
  const byField = codedFields.map(({ key, name }) => ({
    name,
    pairs: compared.flatMap((fields) => pairsOf(fields.filter(({ field }) => field === key))),
  }));
  const measured = byField.filter(({ pairs }) => pairs.length > 0);
  return {
    title: 'Cases that you code',
    breadcrumbs: crumbs.slice(0, 1),
    chooseHref: cases.length > 0 ? comparePaths.choose() : null,
    table: stacked(
      {
        id: 'codings',
        caption: plural(cases.length, 'case'),
        head: tableHead([
          { text: 'Case' },
          { text: 'Yours' },
          { text: 'Filled', numeric: true },
          { text: 'Agreement' },
        ]),
        rows: cases.map(({ one, coded }) => {
          const own = coded.codings.find((coding) => coding.accountId === accountId);
          const isShared = seenBy(accountId, coded.codings).length === 2;
          return {
            cells: [
              { text: nameOfCase(one), href: codingPaths.show(one.ref), header: true, note: one.ref },
              { text: own?.state === 'finished' ? 'Finished' : 'Under way' },
              { text: `${own?.values.length ?? 0} of ${codedFields.length}`, numeric: true },
              {
                text: isShared
                  ? agreementWords(
                      agreementOver(pairsOf(compareCodings(coded.codings, coded.settlements)).map((pair) => [pair])),
                    )
                  : 'Not until both have finished',
              },
            ],
          };
        }),
        empty: {
          text: 'You code no case yet. Set cases side by side: each can be coded from there.',
          link: { text: 'Compare cases', href: comparePaths.choose() },
        },
      },
      ['', 'Yours', 'Filled', 'Agreement'],
    ),
    overall: measured.length === 0 ? null : agreementWords(agreementOver(measured.map(({ pairs }) => pairs))),
    agreement:
      measured.length === 0
        ? null
        : stacked(
            {
              id: 'agreement',
              caption: 'Agreement by field',
              captionHidden: true,
              head: tableHead([{ text: 'Field' }, { text: 'Pairs', numeric: true }, { text: 'Agreement' }]),
              rows: measured.map(({ name, pairs }) => ({
                cells: [
                  { text: name, header: true },
                  { text: formatCount(pairs.length), numeric: true },
                  { text: agreementWords(agreementOf(pairs as readonly Pair[])) },
                ],
              })),
            },
            ['', 'Pairs', 'Agreement'],
          ),
  };
}
