import { planPaths } from '../../plans/pages/plans.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { selfAssessmentPaths } from '../../inspections/pages/self-assessments.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { day } from '../../kernel/calendar-day.js';
import { formatDay, formatList, formatPeriod, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { MilestoneOwed } from '../domain/return-parts.js';
import type { MeasureDue } from '../domain/measures-due.js';
import { returnPaths } from './return.paths.js';

/** One part of a return: what is owed of one kind, or that nothing is. */
type Part = {
  readonly id: string;
  readonly heading: string;
  readonly state: string;
  readonly isDone: boolean;
  readonly table: Table | null;
  readonly link: Link | null;
};

export type ReturnPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly lead: string;
  readonly parts: readonly Part[];
};

export type ReturnInput = {
  readonly body: { readonly name: string; readonly slug: string };
  readonly measures: readonly MeasureDue[];
  readonly milestones: readonly MilestoneOwed[];
  /** When the body last judged itself, and what is still a draft. */
  readonly selfAssessed: { readonly on: CalendarDay | null; readonly drafts: number };
};

/** "August and September 2026": at most three by name. */
function periodsSaid(periods: readonly string[]): string {
  const [named, more] = [periods.slice(0, 3), periods.length - 3];
  return more > 0 ? `${named.join(', ')} and ${more} more` : formatList(named);
}

function numbersPart({ measures, body }: ReturnInput): Part {
  const due = measures.filter(({ owed }) => owed.length > 0);
  const count = due.reduce((sum, { owed }) => sum + owed.length, 0);
  const next = measures.flatMap((one) => one.next?.dueOn ?? []).toSorted()[0];
  const state =
    measures.length === 0
      ? 'No measures yet. Add the first.'
      : count > 0
        ? `${plural(count, 'number')} ${count === 1 ? 'is' : 'are'} due.`
        : `Every number that is due is there.${next ? ` The next is due on ${formatDay(next)}.` : ''}`;
  return {
    id: 'numbers',
    heading: 'Numbers',
    state,
    isDone: count === 0,
    link:
      measures.length === 0
        ? { text: 'Add a measure', href: measurePaths.begin(body.slug) }
        : { text: 'All measures', href: organisationPaths.measures(body.slug) },
    table:
      due.length === 0
        ? null
        : stacked({
            id: 'due',
            caption: 'Numbers that are due',
            captionHidden: true,
            head: tableHead(['Measure', 'For', 'Due since', 'What to do'].map((text) => ({ text }))),
            rows: due.map(({ name, ref, owed }) => ({
              cells: [
                { text: name, href: measurePaths.show(ref), header: true },
                { text: periodsSaid(owed.map(({ on }) => formatPeriod(on))) },
                { text: owed[0] ? formatDay(owed[0].dueOn) : '' },
                { text: `Enter ${owed.length === 1 ? 'it' : 'them'}`, href: measurePaths.enter(ref) },
              ],
            })),
          }),
  };
}

function provisionalPart({ measures }: ReturnInput): Part {
  const some = measures.filter(({ provisional }) => provisional.length > 0);
  const count = some.reduce((sum, { provisional }) => sum + provisional.length, 0);
  return {
    id: 'provisional',
    heading: 'Provisional numbers',
    state:
      count === 0
        ? 'No number is provisional.'
        : `${plural(count, 'number')} ${count === 1 ? 'is' : 'are'} provisional. Say when ${count === 1 ? 'it is' : 'they are'} final.`,
    isDone: count === 0,
    link: null,
    table:
      some.length === 0
        ? null
        : stacked({
            id: 'not-final',
            caption: 'Provisional numbers',
            captionHidden: true,
            head: tableHead(['Measure', 'For', 'What to do'].map((text) => ({ text }))),
            rows: some.map(({ name, ref, provisional }) => ({
              cells: [
                { text: name, href: measurePaths.show(ref), header: true },
                { text: periodsSaid(provisional.map(formatPeriod)) },
                { text: 'Make final', href: measurePaths.enter(ref) },
              ],
            })),
          }),
  };
}

function selfPart({ selfAssessed: { on, drafts } }: ReturnInput): Part {
  return {
    id: 'self',
    heading: 'Self-assessment',
    state:
      drafts > 0
        ? `${plural(drafts, 'draft')} ${drafts === 1 ? 'waits' : 'wait'} to be submitted.`
        : on
          ? `Last submitted on ${formatDay(on)}.`
          : 'None has been submitted. It can be laid beside what your board and your inspectors judge.',
    isDone: drafts === 0,
    link: { text: 'Self-assessments', href: selfAssessmentPaths.index() },
    table: null,
  };
}

function updatesPart({ milestones }: ReturnInput): Part {
  const due = milestones.filter(({ owes }) => owes === 'update');
  return {
    id: 'updates',
    heading: 'Updates of the plan',
    state:
      due.length === 0
        ? 'Something was said of every action in the last four weeks.'
        : `Nothing was said of ${plural(due.length, 'action')} in the last four weeks.`,
    isDone: due.length === 0,
    link: null,
    table:
      due.length === 0
        ? null
        : stacked({
            id: 'updates-due',
            caption: 'Updates that are due',
            captionHidden: true,
            head: tableHead(['Action', 'Due', 'Last update', 'What to do'].map((text) => ({ text }))),
            rows: due.map(({ title, ref, planRef, currentDue, updatedAt }) => ({
              cells: [
                { text: title, href: planPaths.milestone(planRef, ref), note: ref, header: true },
                { text: formatDay(currentDue) },
                { text: updatedAt ? formatDay(day(updatedAt.slice(0, 10))) : 'Never' },
                { text: 'Update it', href: planPaths.update(planRef, ref) },
              ],
            })),
          }),
  };
}

function evidencePart({ milestones }: ReturnInput): Part {
  const due = milestones.filter(({ owes }) => owes === 'evidence');
  return {
    id: 'evidence',
    heading: 'Evidence to add',
    state:
      due.length === 0
        ? 'No evidence is owed.'
        : `Evidence is owed for ${plural(due.length, 'action')} said to be complete.`,
    isDone: due.length === 0,
    link: null,
    table:
      due.length === 0
        ? null
        : stacked({
            id: 'evidence-owed',
            caption: 'Evidence that is owed',
            captionHidden: true,
            head: tableHead(['Action', 'Owed until', 'What to do'].map((text) => ({ text }))),
            rows: due.map(({ title, ref, planRef, evidenceOwedUntil }) => ({
              cells: [
                { text: title, href: planPaths.milestone(planRef, ref), note: ref, header: true },
                { text: evidenceOwedUntil ? formatDay(evidenceOwedUntil) : 'Not known' },
                { text: 'Add evidence', href: planPaths.addEvidence(planRef, ref) },
              ],
            })),
          }),
  };
}

/** What a body owes this month, each part with what to do, or that it is done. */
export function returnPage(input: ReturnInput): ReturnPage {
  const { body } = input;
  const parts = [numbersPart(input), provisionalPart(input), updatesPart(input), evidencePart(input), selfPart(input)];
  const left = parts.filter(({ isDone }) => !isDone).length;
  return {
    title: `Monthly return: ${body.name}`,
    caption: body.name,
    heading: 'Monthly return',
    breadcrumbs: [
      { text: 'Organisations', href: organisationPaths.index() },
      { text: body.name, href: organisationPaths.show(body.slug) },
    ],
    lead:
      left === 0
        ? 'Your return is complete.'
        : `${left} of ${parts.length} parts ${left === 1 ? 'is' : 'are'} not complete yet.`,
    parts,
  };
}

export const returnLink = (slug: string): Link => ({ text: 'Monthly return', href: returnPaths.show(slug) });
