import { type Period, periodText } from '../../kernel/period.js';
import type { CsvColumn } from '../../shell/csv.js';
import { type Aligned, onClock } from '../domain/clock-range.js';
import type { ComparedFact, Zero } from '../domain/compared-case.js';
import { comparedKindWords } from '../domain/compared-words.js';
import { factWords } from './compare-words.page.js';

export type ComparedLine = { readonly aligned: Aligned; readonly zeroName: Zero; readonly fact: ComparedFact };

export const comparedLines = (cases: readonly Aligned[], zeroName: Zero): readonly ComparedLine[] =>
  cases.flatMap((aligned) => aligned.one.facts.map((fact) => ({ aligned, zeroName, fact })));

const month = ({ aligned: { zero } }: ComparedLine, on: Period | null): number | null =>
  zero && on ? onClock(zero, on).months : null;
const unsure = ({ aligned: { zero } }: ComparedLine, on: Period | null): number | null =>
  zero && on ? onClock(zero, on).uncertainty : null;

/** Every fact of the comparison, drawn or not: dates as exactly as they are known, and months from zero. */
export const comparedCsv: readonly CsvColumn<ComparedLine>[] = [
  { header: 'case', value: ({ aligned }) => aligned.one.of.ref },
  { header: 'title', value: ({ aligned }) => aligned.one.of.title },
  { header: 'organisation', value: ({ aligned }) => aligned.one.of.organisation },
  { header: 'aligned_on', value: ({ zeroName }) => zeroName },
  { header: 'month_zero', value: ({ aligned }) => aligned.zero && periodText(aligned.zero) },
  { header: 'kind', value: ({ fact }) => comparedKindWords[fact.kind] },
  { header: 'reference', value: ({ fact }) => fact.ref },
  { header: 'from', value: ({ fact }) => fact.from && periodText(fact.from) },
  { header: 'from_known_to_the', value: ({ fact }) => fact.from?.precision ?? null },
  { header: 'until', value: ({ fact }) => fact.to && periodText(fact.to) },
  { header: 'until_known_to_the', value: ({ fact }) => fact.to?.precision ?? null },
  { header: 'from_month', value: (line) => month(line, line.fact.from) },
  { header: 'from_month_plus_or_minus', value: (line) => unsure(line, line.fact.from) },
  { header: 'until_month', value: (line) => month(line, line.fact.to) },
  { header: 'until_month_plus_or_minus', value: (line) => unsure(line, line.fact.to) },
  { header: 'what', value: ({ fact }) => factWords(fact) },
  { header: 'published_label', value: ({ fact }) => (fact.kind === 'judgement' ? fact.label : null) },
  { header: 'band', value: ({ fact }) => (fact.kind === 'judgement' ? fact.band : null) },
  { header: 'framework', value: ({ fact }) => fact.framework },
  { header: 'scale', value: ({ fact }) => fact.scale },
  { header: 'level', value: ({ fact }) => (fact.kind === 'intervention' ? fact.level : null) },
  { header: 'interim', value: ({ fact }) => (fact.kind === 'post' ? (fact.flag ? 'yes' : 'no') : null) },
  {
    header: 'verified',
    value: ({ fact }) => (fact.kind === 'plan' || fact.kind === 'board' ? null : fact.verified ? 'yes' : 'no'),
  },
  { header: 'partly_inferred', value: ({ fact }) => (fact.inferred ? 'yes' : 'no') },
];
