import type { DateChangeRow, PlanRow } from '../../plans/data/plan.row.js';
import { reasonCodes } from '../../plans/domain/milestone-words.js';
import { slipWords } from '../../plans/domain/slip.js';
import {
  isLateMove,
  type LedgerMilestone,
  lateMoveDays,
  type Share,
  type SlipGroup,
  type SlipLedger,
} from '../../plans/domain/slip-ledger.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { groupBy } from '../../kernel/group-by.js';
import type { CsvColumn } from '../../shell/csv.js';
import { formatDay, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { type PlanPage, planPage, section } from './plan-frame.page.js';
import { who } from './plan-words.page.js';

export function ledgerMilestones(
  milestones: readonly ReadMilestone[],
  changes: readonly DateChangeRow[],
): readonly LedgerMilestone[] {
  const byMilestone = groupBy(changes, ({ milestoneId }) => milestoneId);
  return milestones.map((one) => ({
    ...one,
    priority: `${one.priorityNumber} ${one.priorityTitle}`,
    changes: byMilestone.get(one.id) ?? [],
  }));
}

type Moved = { readonly change: DateChangeRow; readonly milestone: ReadMilestone };

/** Every change of a date with its milestone, latest first. */
export function movedRows(milestones: readonly ReadMilestone[], changes: readonly DateChangeRow[]): readonly Moved[] {
  const byId = new Map(milestones.map((one) => [one.id, one]));
  return changes
    .flatMap((change) => {
      const milestone = byId.get(change.milestoneId);
      return milestone ? [{ change, milestone }] : [];
    })
    .toSorted((a, b) => (a.change.at < b.change.at ? 1 : -1));
}

/** "3 of 4 (75%)"; a share of nothing is said as such. */
export const shareWords = ({ met, of }: Share): string =>
  of === 0 ? 'none has come due' : `${met} of ${of} (${Math.round((100 * met) / of)}%)`;

const shareCell = (share: Share): string => (share.of === 0 ? 'None has come due' : shareWords(share));

const daysWords = (days: number): string => plural(days, 'day');

const groupTable = (id: string, caption: string, first: string, groups: readonly SlipGroup[]): Table =>
  stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead([
      { text: first },
      { text: 'Milestones', numeric: true },
      { text: 'Moves', numeric: true },
      { text: 'Late moves', numeric: true },
      { text: 'Days later', numeric: true },
      { text: 'On time, first date' },
      { text: 'On time, current date' },
    ]),
    rows: groups.map(({ name, figures }) => ({
      cells: [
        { header: true, text: name },
        { text: String(figures.milestones), numeric: true },
        { text: String(figures.moves), numeric: true },
        { text: String(figures.lateMoves), numeric: true },
        { text: String(figures.daysLater), numeric: true },
        { text: shareCell(figures.onTimeFirst) },
        { text: shareCell(figures.onTimeCurrent) },
      ],
    })),
    empty: { text: 'No milestones yet.' },
  });

export function slipPage(
  plan: PlanRow,
  {
    ledger,
    milestones,
    changes,
    names,
  }: {
    readonly ledger: SlipLedger;
    readonly milestones: readonly ReadMilestone[];
    readonly changes: readonly DateChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): PlanPage {
  const { all } = ledger;
  const moved = movedRows(milestones, changes);
  return planPage(plan, {
    heading: 'Dates and slip',
    here: planPaths.slip(plan.ref),
    lead: [
      `On time against the first date: ${shareWords(all.onTimeFirst)}. Against the current date: ${shareWords(all.onTimeCurrent)}.`,
    ],
    facts: {
      rows: [
        {
          label: 'Slip in all',
          text: daysWords(all.daysLater),
          note:
            all.daysEarlier > 0
              ? `Others were brought forward by ${daysWords(all.daysEarlier)} in all; they make nothing good`
              : null,
        },
        { label: 'Moves', text: `${plural(all.moves, 'move')} of ${plural(all.moved, 'milestone')}` },
        {
          label: 'Late moves',
          text: String(all.lateMoves),
          note: `Made ${lateMoveDays} days or less before the date that they moved, or after it`,
        },
        { label: 'Without a first date', text: plural(all.withoutFirst, 'milestone') },
      ],
    },
    sections: [
      section({
        id: 'priorities',
        heading: 'By priority',
        intro:
          'A milestone is judged when it is complete or when its date has passed. Cancelled and paused ones are judged with the others, and evidence that is owed completes nothing.',
        table: groupTable('by-priority', 'Dates by priority', 'Priority', ledger.byPriority),
      }),
      section({
        id: 'owners',
        heading: 'By owner',
        table: groupTable('by-owner', 'Dates by owner', 'Owner', ledger.byOwner),
      }),
      section({
        id: 'moved',
        heading: 'Dates that moved',
        table: stacked({
          id: 'dates-that-moved',
          caption: 'Dates that moved',
          captionHidden: true,
          csvHref: planPaths.slipCsv(plan.ref),
          head: tableHead([
            { text: 'Milestone' },
            { text: 'First date' },
            { text: 'From' },
            { text: 'To' },
            { text: 'Move' },
            { text: 'Why' },
            { text: 'Who agreed' },
          ]),
          rows: moved.map(({ change, milestone }) => ({
            cells: [
              {
                header: true,
                text: `${milestone.ref} ${milestone.title}`,
                href: planPaths.milestone(plan.ref, milestone.ref),
                note: `Now ${milestone.slipDays === null ? 'without a first date' : slipWords(milestone.slipDays).toLowerCase()}`,
              },
              { text: milestone.baselineDue ? formatDay(milestone.baselineDue) : 'Not fixed' },
              { text: formatDay(change.fromDue) },
              { text: formatDay(change.toDue) },
              {
                text: `Number ${change.number}`,
                note: `On ${formatDay(change.onDay)}${isLateMove(change) ? ', late' : ''}`,
              },
              { text: reasonCodes[change.reasonCode], note: change.reason },
              change.decisionRef === null
                ? { text: 'Nobody: a mistake put right', note: `By ${who(names, change.byName)}` }
                : {
                    text: `${change.approvedBy ?? 'The board'}, ${change.decisionRef}`,
                    note: `Asked for by ${who(names, change.askedBy)}`,
                  },
            ],
          })),
          empty: { text: 'No dates moved.' },
        }),
      }),
    ],
  });
}

export const slipCsvColumns: readonly CsvColumn<Moved>[] = [
  { header: 'Milestone', value: ({ milestone }) => milestone.ref },
  { header: 'Action', value: ({ milestone }) => milestone.title },
  { header: 'Owner', value: ({ milestone }) => milestone.ownerPost },
  { header: 'First date', value: ({ milestone }) => milestone.baselineDue },
  { header: 'From', value: ({ change }) => change.fromDue },
  { header: 'To', value: ({ change }) => change.toDue },
  { header: 'Number', value: ({ change }) => change.number },
  { header: 'Moved on', value: ({ change }) => change.onDay },
  { header: 'Late', value: ({ change }) => (isLateMove(change) ? 'yes' : 'no') },
  { header: 'Reason', value: ({ change }) => reasonCodes[change.reasonCode] },
  { header: 'Why', value: ({ change }) => change.reason },
  { header: 'Decision', value: ({ change }) => change.decisionRef },
  { header: 'Approved by', value: ({ change }) => change.approvedBy },
];
