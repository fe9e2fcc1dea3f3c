import { type Period, periodText } from '../../kernel/period.js';
import type { Aligned } from './clock-range.js';
import type { ComparedFact } from './compared-case.js';
import { type ComparedSeries, numberLines } from './comparison-numbers.js';
import type { FactLine } from './fact-line.js';

export type FactDifference = {
  readonly added: readonly FactLine[];
  readonly changed: readonly { readonly before: FactLine; readonly after: FactLine }[];
  readonly withdrawn: readonly FactLine[];
};

const on = (date: Period | null | undefined): string => (date ? periodText(date) : 'not known');

function textOf(fact: ComparedFact): string {
  const { kind, from, to, code, label, detail, unit, band, framework, scale, level, flag } = fact;
  const lasts = kind === 'intervention' || kind === 'support' || kind === 'post' || kind === 'board';
  return [
    kind,
    lasts ? `${on(from)} to ${on(to)}` : on(from),
    label,
    detail,
    unit,
    code,
    kind === 'judgement' ? `band ${band}` : null,
    framework,
    scale,
    kind === 'intervention' ? `level ${level}` : kind === 'plan' ? `version ${level}` : null,
    kind === 'post' ? (flag ? 'interim' : 'not interim') : flag ? 'an area failing' : null,
    fact.verified ? 'verified' : null,
    fact.inferred ? 'partly inferred' : null,
  ]
    .filter(Boolean)
    .join('; ');
}

/**
 * Everything that a comparison shows of its cases, each fact a line, in the order of their keys whatever the order of
 * the cases: two comparisons of the same facts have the same lines. The numbers of the measure that is shown beside
 * them are among these. How far the record was followed is left out, since it grows by itself every day.
 */
export function factLines(cases: readonly Aligned[], series: readonly ComparedSeries[] = []): readonly FactLine[] {
  const lines = cases.flatMap(({ one, zero }): FactLine[] => {
    const { of } = one;
    const turn = (name: string, text: string): FactLine => ({
      key: `${of.ref} turn ${name}`,
      ref: of.ref,
      text: `${name}: ${text}`,
    });
    return [
      turn('title', `${of.title}; ${of.organisation}; ${of.area}; ${of.unit ?? 'all of it'}; ${of.kind}; ${of.sector}`),
      turn('month zero', on(zero)),
      turn('trigger', `${on(of.triggered.on)}; ${of.triggerKind}; ${of.framework?.key ?? 'no framework'}`),
      turn('not failing', `${on(of.notFailing?.on)}; ${of.endFramework?.key ?? 'no framework'}`),
      turn('good', on(of.good?.on)),
      turn('failed again', on(of.failedAgain?.on)),
      turn('ended otherwise', of.stopped ? `${of.stopped.as}; ${on(of.stopped.on)}` : 'no'),
      ...one.facts.map((fact) => ({ key: `${of.ref} ${fact.kind} ${fact.id}`, ref: of.ref, text: textOf(fact) })),
    ];
  });
  return [...lines, ...numberLines(series)]
    .map(onOneLine)
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** A line that is kept as one: words of the record may hold breaks. */
const onOneLine = ({ text, ...line }: FactLine): FactLine => ({ ...line, text: text.replaceAll(/[\t\r\n]+/g, ' ') });

/** What is there now that was not, what says something else, and what is there no more. */
export function differenceOf(saved: readonly FactLine[], now: readonly FactLine[]): FactDifference {
  const before = new Map(saved.map((line) => [line.key, line]));
  const after = new Map(now.map((line) => [line.key, line]));
  return {
    added: now.filter(({ key }) => !before.has(key)),
    changed: now.flatMap((line) => {
      const old = before.get(line.key);
      return old && old.text !== line.text ? [{ before: old, after: line }] : [];
    }),
    withdrawn: saved.filter(({ key }) => !after.has(key)),
  };
}

export const isUnchanged = ({ added, changed, withdrawn }: FactDifference): boolean =>
  added.length + changed.length + withdrawn.length === 0;

/** The lines as a file: one a fact, its key, a tab, and what is said. */
export const factsText = (lines: readonly FactLine[]): string =>
  lines.map(({ key, text }) => `${key}\t${text}\n`).join('');

/** Reads what `factsText` wrote. A line without a tab goes on from the one before it: older versions kept breaks. */
export function readFactsText(content: string): readonly FactLine[] {
  const lines: { key: string; ref: string; text: string }[] = [];
  for (const line of content.split('\n')) {
    const at = line.indexOf('\t');
    const before = lines.at(-1);
    if (at >= 0) {
      const key = line.slice(0, at);
      lines.push({ key, ref: key.split(' ', 1)[0] ?? '', text: line.slice(at + 1) });
    } else if (before && line !== '') before.text += ` ${line}`;
  }
  return lines;
}
