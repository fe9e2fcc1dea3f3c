import { cite, type CitedSource, dateOrNotKnown } from '../../shell/cited.js';
import { dayBoxes, form, type FormModel, prose, radios, text, type Tried } from '../../shell/form/form.js';
import { formatCount, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { Citations, type Notification, type SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import type { HeadcountRow } from '../data/headcounts.queries.js';
import { headcountBases } from '../domain/headcount.js';
import { headcountPaths } from './headcounts.paths.js';
import { organisationPaths } from './organisations.paths.js';

type Body = { readonly slug: string; readonly name: string };

export type HeadcountsPage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  readonly counts: Table;
  readonly form: FormModel | null;
};

export const headcountSaid: Readonly<Record<string, string>> = {
  recorded: 'The number was recorded.',
  withdrawn: 'The number was withdrawn. It no longer stands behind any rate.',
};

export const headcountMessages = {
  'in-the-future': { countedOn: 'When they were counted must be today or in the past' },
  'counted-already': {
    countedOn: 'There is a number of that kind for that date. Withdraw it first, or give another date',
  },
  'no-source': { source: 'Enter the reference of a source on the record, such as SO-0012, or leave it empty' },
} as const;

const basisWords = (basis: string): string => (headcountBases as Readonly<Record<string, string>>)[basis] ?? basis;

export const headcountTable = (
  body: Body,
  rows: readonly HeadcountRow[],
  {
    mayRecord,
    marks,
  }: { readonly mayRecord: boolean; readonly marks?: (id: string) => Table['rows'][0]['cells'][0]['citations'] },
): Table =>
  withFile(
    stacked({
      id: 'headcounts',
      caption: 'Staff, count by count',
      head: tableHead([
        { text: 'Counted' },
        { text: 'Number', numeric: true },
        { text: 'How' },
        { text: 'Reference' },
        ...(mayRecord ? [{ text: 'Put right' }] : []),
      ]),
      rows: rows.map((row) => ({
        cells: [
          { text: dateOrNotKnown(row.countedOn), header: true, written: row.countedOn },
          { text: formatCount(row.value), numeric: true, written: row.value, citations: marks?.(row.id) ?? [] },
          { text: basisWords(row.basis), note: row.note },
          { text: row.ref },
          ...(mayRecord ? [{ text: `Withdraw ${row.ref}`, href: headcountPaths.withdrawal(row.ref) }] : []),
        ],
      })),
      empty: { text: 'Nobody has recorded how many people work here. Rates for every 100 staff wait for it.' },
    }),
    headcountPaths.csv(body.slug),
  );

export function headcountsPage(
  body: Body,
  rows: readonly HeadcountRow[],
  {
    sources,
    mayRecord,
    tried = null,
    said = null,
  }: {
    readonly sources: ReadonlyMap<string, readonly CitedSource[]>;
    readonly mayRecord: boolean;
    readonly tried?: Tried;
    readonly said?: Notification | null;
  },
): HeadcountsPage {
  const citations = new Citations();
  const marks = (id: string) =>
    (sources.get(id) ?? []).map((source) => cite(citations, source, sourcePaths.show(source.ref)));
  const counts = headcountTable(body, rows, { mayRecord, marks });
  const model = mayRecord ? headcountForm(body, tried) : null;
  return {
    title: `Staff of ${body.name}`,
    heading: rows.length === 0 ? `Staff of ${body.name}` : `Staff of ${body.name} (${plural(rows.length, 'count')})`,
    description: `How many people work in ${body.name}, by date and source.`,
    breadcrumbs: [{ text: body.name, href: organisationPaths.show(body.slug) }],
    hasForm: mayRecord,
    errors: model?.errors ?? [],
    sources: citations.list(),
    said,
    counts,
    form: model,
  };
}

const headcountForm = (body: Body, tried: Tried): FormModel =>
  form({
    action: headcountPaths.index(body.slug),
    button: 'Record the number',
    tried,
    fields: [
      dayBoxes({
        name: 'countedOn',
        label: 'When they were counted',
        hint: 'For example, 31 3 2026. A month and a year, or a year alone, will do.',
      }),
      radios({
        name: 'basis',
        label: 'How they were counted',
        choices: [
          { value: 'people', text: headcountBases.people, hint: 'Each person counts one.' },
          {
            value: 'full_time_equivalent',
            text: headcountBases.full_time_equivalent,
            hint: 'By the hours of a full week.',
          },
        ],
      }),
      text({ name: 'value', label: 'How many', inputMode: 'numeric', width: 10 }),
      text({
        name: 'source',
        label: 'Source, if it is on the record',
        hint: 'Its reference, such as SO-0012.',
        width: 10,
      }),
      text({ name: 'note', label: 'Note', hint: 'Who is counted and who is not: agency staff, schools.' }),
    ],
  });

export type WithdrawHeadcountPage = PageFacts & {
  readonly heading: string;
  readonly summary: SummaryList;
  readonly form: FormModel;
};

export function withdrawHeadcountPage(body: Body, row: HeadcountRow, tried: Tried = null): WithdrawHeadcountPage {
  const model = form({
    action: headcountPaths.withdrawal(row.ref),
    button: 'Withdraw the number',
    isWarning: true,
    tried,
    cancel: { text: 'Keep it', href: headcountPaths.index(body.slug) },
    fields: [prose({ name: 'reason', label: 'Why is it withdrawn?', rows: 3 })],
  });
  return {
    title: `Withdraw ${row.ref}`,
    heading: `Withdraw a number of staff`,
    breadcrumbs: [
      { text: body.name, href: organisationPaths.show(body.slug) },
      { text: 'Staff', href: headcountPaths.index(body.slug) },
    ],
    hasForm: true,
    errors: model.errors,
    summary: {
      rows: [
        { label: 'Counted', text: dateOrNotKnown(row.countedOn) },
        { label: 'Number', text: `${formatCount(row.value)} ${basisWords(row.basis).toLowerCase()}` },
      ],
    },
    form: model,
  };
}
