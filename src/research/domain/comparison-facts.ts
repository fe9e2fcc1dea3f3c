import { type Period, periodText } from '../../kernel/period.js';
import type { Aligned } from './clock-range.js';
import type { ComparedFact } from './compared-case.js';

/**
 * One fact that a comparison was read from, as a line that can be kept and set against itself later: by `key`, the
 * record that says it (or the turn of the case), and `text`, everything that the comparison shows of it.
 */
export type FactLine = { readonly key: string; readonly ref: string; readonly text: string };

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
 * the cases: two comparisons of the same facts have the same lines. How far the record was followed is left out, since
 * it grows by itself every day.
 */
export function factLines(cases: readonly Aligned[]): readonly FactLine[] {
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
  return lines.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

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

/** The words whose hash is kept: one line a fact. Anybody who has the lines can work the hash out again. */
export const hashedText = (lines: readonly FactLine[]): string =>
  lines.map(({ key, text }) => `${key}\t${text}\n`).join('');
