import { groupBy } from '../kernel/group-by.js';
import type { MeasureSeries } from '../measures/data/measure-facts.js';
import type { ReadMilestone } from '../plans/reading-plans.service.js';
import type { AskedRow } from './data/thread.queries.js';
import type { PackCheck } from './domain/pack/pack-facts.js';
import { isOpen } from './pack-plan-facts.js';

export type Checked = {
  readonly milestones: readonly ReadMilestone[];
  /** The milestones and what they are tied to. */
  readonly links: readonly { readonly milestoneId: string; readonly targetId: string }[];
  /** What was found or demanded and is not settled. */
  readonly asked: readonly AskedRow[];
  readonly measures: readonly MeasureSeries[];
};

const shortWords = 60;
const short = (text: string): string => (text.length > shortWords ? `${text.slice(0, shortWords).trimEnd()}…` : text);

/**
 * What the record itself finds missing, for annex C. What the database refuses is not among it: evidence without a
 * level, a milestone without a priority.
 */
export function packChecks({ milestones, links, asked, measures }: Checked): readonly PackCheck[] {
  const open = milestones.filter(isOpen);
  const answering = new Set(links.map(({ milestoneId }) => milestoneId));
  const answered = new Set(links.map(({ targetId }) => targetId));
  const titles = groupBy(milestones, ({ title }) => title.toLowerCase());
  const pairs = new Set(measures.map(({ row }) => row.pairRef));
  const refs = (found: readonly { readonly ref: string }[]) => found.map(({ ref }) => ref);
  const left = (kind: AskedRow['kind']) =>
    asked
      .filter((one) => one.kind === kind && !answered.has(one.id))
      .map(({ parentRef, text }) => `${parentRef} “${short(text)}”`);
  const checks: readonly (readonly [string, readonly string[]])[] = [
    ['Findings that no milestone answers', left('finding')],
    ['Directions that no milestone answers', left('direction')],
    ['Exit criteria that no milestone answers', left('exit_criterion')],
    ['Milestones with the same title', refs([...titles.values()].filter((same) => same.length > 1).flat())],
    ['Milestones without an owner', refs(open.filter(({ ownerPost }) => ownerPost === null))],
    ['Milestones without a lever', refs(open.filter(({ lever }) => lever === null))],
    [
      'Milestones that answer no finding, direction, criterion, risk or measure',
      refs(open.filter(({ id }) => !answering.has(id))),
    ],
    [
      'Complete milestones without evidence',
      refs(milestones.filter(({ isComplete, evidenceCount }) => isComplete && evidenceCount === 0)),
    ],
    [
      'Measures of how work is done that are read with no other',
      measures.flatMap(({ row }) =>
        row.role === 'process' && row.pairRef === null && !pairs.has(row.ref) ? [row.ref] : [],
      ),
    ],
    ['Measures without a number', measures.flatMap(({ row, values }) => (values.length === 0 ? [row.ref] : []))],
  ];
  return checks.flatMap(([rule, of]) => (of.length === 0 ? [] : [{ rule, of }]));
}
