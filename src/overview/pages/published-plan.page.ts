import type { FrozenMilestone, FrozenPlan, FrozenPriority } from '../../plans/domain/frozen-plan.js';
import { milestoneStates } from '../../plans/domain/milestone-state.js';
import { horizons, levers, weights } from '../../plans/domain/milestone-words.js';
import { isSame, planDifference } from '../../plans/domain/plan-difference.js';
import { slipWords } from '../../plans/domain/slip.js';
import { withoutFullStop } from '../../kernel/full-stop.js';
import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import type { CsvColumn } from '../../shell/csv.js';
import { formatDay, plural } from '../../shell/format.js';
import { stacked, tableHead } from '../../shell/table.js';
import { type PlanSection, section } from './plan-frame.page.js';

/** The first date of a milestone once its version is agreed: the one that it had, or the one that this version fixed. */
export const firstDateIn = ({ firstDue, dueOn }: FrozenMilestone): CalendarDay => firstDue ?? dueOn;
export const slipIn = (one: FrozenMilestone): number => daysBetween(firstDateIn(one), one.dueOn);

/** "60 milestones under 6 priorities. 52 have the date that they were first given, 8 a later one." */
export function publishedSentence({ milestones, priorities }: FrozenPlan): string {
  const live = milestones.filter(({ state }) => state !== 'cancelled');
  const later = live.filter((one) => slipIn(one) > 0).length;
  const earlier = live.filter((one) => slipIn(one) < 0).length;
  const cancelled = milestones.length - live.length;
  const moved = [later > 0 ? `${later} a later one` : '', earlier > 0 ? `${earlier} an earlier one` : ''].filter(
    Boolean,
  );
  return [
    `${plural(milestones.length, 'milestone')} under ${plural(priorities.length, 'priority', 'priorities')}.`,
    moved.length === 0
      ? 'Each has the date that it was first given.'
      : `Of ${live.length} that are to be done, ${live.length - later - earlier} have the date that they were first given, ${moved.join(', ')}.`,
    cancelled > 0 ? `${plural(cancelled, 'milestone')} cancelled.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How many findings of inspectors and peers it answers; null: the version was kept without them. */
const answeredIn = ({ answers }: FrozenMilestone): number | null => answers?.length ?? null;

const noteOf = ({ ref, doneMeans, adaptedFrom, answers }: FrozenMilestone): string =>
  [
    `${ref}. Done means: ${doneMeans}`,
    adaptedFrom ? `Adapted from: ${adaptedFrom}` : '',
    answers && answers.length > 0 ? `Answers ${plural(answers.length, 'finding')}` : '',
  ]
    .filter(Boolean)
    .map(withoutFullStop)
    .join('. ');

/** Days on which an update called it at risk or off track; null: the version was kept without them. */
const warnedOn = ({ history }: FrozenMilestone): string | null => (history ? history.warnedOn.join(' ') : null);

const cellsOf = (one: FrozenMilestone) => [
  { header: true, text: one.title, note: noteOf(one) },
  { text: one.ownerPost ?? 'No owner' },
  { text: formatDay(firstDateIn(one)) },
  { text: formatDay(one.dueOn) },
  { text: slipWords(slipIn(one)) },
  { text: milestoneStates[one.state] },
];

/** One priority of a version, with what is done for it. `id` parts the tables of two plans on one page. */
function priorityOf(id: string, priority: FrozenPriority, milestones: readonly FrozenMilestone[]): PlanSection {
  const { number, title, outcome, leadPost, sponsor } = priority;
  const who = [leadPost ? `Lead: ${leadPost}.` : '', sponsor ? `Sponsor: ${sponsor}.` : ''].filter(Boolean);
  return section({
    id: `${id}-p-${number}`,
    heading: `${number} ${title}`,
    intro: [`What will be different: ${outcome.replace(/\.$/, '')}.`, ...who].join(' '),
    table: stacked({
      id: `${id}-priority-${number}`,
      caption: `What is done for priority ${number}`,
      captionHidden: true,
      head: tableHead([
        { text: 'Action' },
        { text: 'Owner' },
        { text: 'First date' },
        { text: 'Date in this version' },
        { text: 'Slip' },
        { text: 'State when it was proposed' },
      ]),
      rows: milestones.filter((one) => one.priority === number).map((one) => ({ cells: cellsOf(one) })),
      empty: { text: 'Nothing stands under this priority.' },
    }),
  });
}

export const publishedSections = (id: string, { priorities, milestones }: FrozenPlan): readonly PlanSection[] =>
  priorities.map((priority) => priorityOf(id, priority, milestones));

/** What a version changed of the one that everybody could read before it. */
export function changesSection(
  id: string,
  { before, after, number }: { readonly before: FrozenPlan; readonly after: FrozenPlan; readonly number: number },
): PlanSection {
  const found = planDifference(before, after);
  const row = (milestone: { readonly ref: string; readonly title: string }, what: string, to: string) => ({
    cells: [{ header: true, text: milestone.title, note: milestone.ref }, { text: what }, { text: to }],
  });
  return section({
    id: `${id}-changes`,
    heading: `What changed since version ${number}`,
    intro: isSame(found) ? 'Nothing changed.' : null,
    table: isSame(found)
      ? null
      : stacked({
          id: `${id}-changes-table`,
          caption: `What changed since version ${number}`,
          captionHidden: true,
          head: tableHead([{ text: 'Action' }, { text: 'What' }, { text: 'How' }]),
          rows: [
            ...found.added.map((one) => row(one, 'Added', `Due ${formatDay(one.dueOn)}`)),
            ...found.removed.map((one) =>
              row(one, one.isCancelled ? 'Cancelled' : 'Taken out', 'No longer to be done'),
            ),
            ...found.reDated.map((one) =>
              row(one, 'Another date', `${formatDay(one.to)}, before ${formatDay(one.from)}`),
            ),
            ...found.reOwned.flatMap((one) =>
              one.changes.map(({ what, from, to }) => row(one, what, `${to}; before: ${from}`)),
            ),
            ...[...found.reWorded, ...found.priorities].map((one) =>
              row(one, 'Other words', one.changes.map(({ what }) => what).join(', ')),
            ),
          ],
        }),
  });
}

export type PublishedRow = FrozenMilestone & {
  readonly plan: string;
  readonly version: number;
  readonly agreedOn: CalendarDay;
  readonly priorityTitle: string;
};

export const publishedRows = (
  frozen: FrozenPlan,
  of: { readonly ref: string; readonly number: number; readonly agreedOn: CalendarDay },
): readonly PublishedRow[] =>
  frozen.milestones.map((one) => ({
    ...one,
    plan: of.ref,
    version: of.number,
    agreedOn: of.agreedOn,
    priorityTitle: frozen.priorities.find(({ number }) => number === one.priority)?.title ?? '',
  }));

const wordFor = (words: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (words[code] ?? code);

export const publishedCsvColumns: readonly CsvColumn<PublishedRow>[] = [
  { header: 'Plan', value: ({ plan }) => plan },
  { header: 'Version', value: ({ version }) => version },
  { header: 'Agreed on', value: ({ agreedOn }) => agreedOn },
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Their reference', value: ({ theirRef }) => theirRef },
  { header: 'Priority', value: ({ priority, priorityTitle }) => `${priority} ${priorityTitle}` },
  { header: 'Action', value: ({ title }) => title },
  { header: 'Done means', value: ({ doneMeans }) => doneMeans },
  { header: 'Owner', value: ({ ownerPost }) => ownerPost },
  { header: 'Deputy', value: ({ deputyPost }) => deputyPost },
  { header: 'Kind of change', value: ({ lever }) => wordFor(levers, lever) },
  { header: 'Horizon', value: ({ horizon }) => wordFor(horizons, horizon) },
  { header: 'Weight', value: ({ weight }) => wordFor(weights, weight) },
  { header: 'First date', value: firstDateIn },
  { header: 'Date in this version', value: ({ dueOn }) => dueOn },
  { header: 'Slip in days', value: slipIn },
  { header: 'State when it was proposed', value: ({ state }) => milestoneStates[state] },
  { header: 'Adapted from', value: ({ adaptedFrom }) => adaptedFrom ?? null },
  { header: 'Findings that it answers', value: answeredIn },
  { header: 'Called at risk or off track on', value: warnedOn },
];
