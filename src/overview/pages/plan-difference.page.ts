import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import type { FrozenMilestone } from '../../plans/domain/frozen-plan.js';
import { isSame, type PlanDifference, type ReWorded } from '../../plans/domain/plan-difference.js';
import { horizons, levers, weights } from '../../plans/domain/milestone-words.js';
import { slipWords } from '../../plans/domain/slip.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { daysBetween } from '../../kernel/calendar-day.js';
import { formatDay } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { type PlanPage, planPage, type PlanSection, section } from './plan-frame.page.js';
import { versionTag } from './plan-words.page.js';

const difference = (count: number, heading: string): string => `${heading} (${count})`;

const milestoneLink = (plan: PlanRow, { ref, title }: { readonly ref: string; readonly title: string }) => ({
  header: true,
  text: `${ref} ${title}`,
  href: planPaths.milestone(plan.ref, ref),
});

const told: Readonly<Record<string, string>> = { ...levers, ...horizons, ...weights };

const changesTable = (plan: PlanRow, id: string, caption: string, rows: readonly ReWorded[], empty: string): Table =>
  stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead([{ text: 'Milestone' }, { text: 'What' }, { text: 'Before' }, { text: 'Now' }]),
    rows: rows.flatMap((one) =>
      one.changes.map(({ what, from, to }) => ({
        cells: [
          one.ref.startsWith('Priority') ? { header: true, text: `${one.ref} ${one.title}` } : milestoneLink(plan, one),
          { text: what },
          { text: told[from] ?? from },
          { text: told[to] ?? to },
        ],
      })),
    ),
    empty: { text: empty },
  });

function addedSection(plan: PlanRow, added: readonly FrozenMilestone[]): PlanSection {
  return section({
    id: 'added',
    heading: difference(added.length, 'Added'),
    table: stacked({
      id: 'added-table',
      caption: 'Milestones that were added',
      captionHidden: true,
      head: tableHead([{ text: 'Milestone' }, { text: 'Done means' }, { text: 'Owner' }, { text: 'Due' }]),
      rows: added.map((one) => ({
        cells: [
          milestoneLink(plan, one),
          { text: one.doneMeans },
          { text: one.ownerPost ?? 'No owner' },
          { text: formatDay(one.dueOn) },
        ],
      })),
      empty: { text: 'Nothing was added.' },
    }),
  });
}

export function differencePage(
  plan: PlanRow,
  {
    from,
    to,
    found,
    version,
  }: {
    readonly from: number;
    readonly to: number | 'now';
    readonly found: PlanDifference;
    readonly version: PlanVersionRow | null;
  },
): PlanPage {
  const until = to === 'now' ? 'the plan as it stands now' : `version ${to}`;
  return planPage(plan, {
    heading: `What changed from version ${from} to ${until}`,
    here: planPaths.versions(plan.ref),
    above: [{ text: 'Versions', href: planPaths.versions(plan.ref) }],
    lead: [
      isSame(found)
        ? 'Nothing changed.'
        : `${found.added.length} added, ${found.removed.length} removed, ${found.reDated.length} re-dated, ${found.reOwned.length} re-owned, ${found.reWorded.length} re-worded; ${found.unchanged} unchanged.`,
      ...(version?.summaryOfChange ? [version.summaryOfChange] : []),
    ],
    facts: version
      ? {
          rows: [
            { label: 'State', tag: versionTag(version.state) },
            version.agreedOn
              ? {
                  label: 'Decision',
                  text: version.decisionRef,
                  note: `${version.approvedBy ?? 'The board'}, ${formatDay(version.agreedOn)}`,
                }
              : { label: 'Decision', text: 'None yet' },
          ],
        }
      : null,
    sections: [
      addedSection(plan, found.added),
      section({
        id: 'removed',
        heading: difference(found.removed.length, 'Removed'),
        table: stacked({
          id: 'removed-table',
          caption: 'Milestones that were removed',
          captionHidden: true,
          head: tableHead([{ text: 'Milestone' }, { text: 'How' }]),
          rows: found.removed.map((one) => ({
            cells: [milestoneLink(plan, one), { text: one.isCancelled ? 'Cancelled' : 'Not in this version' }],
          })),
          empty: { text: 'Nothing was removed.' },
        }),
      }),
      section({
        id: 're-dated',
        heading: difference(found.reDated.length, 'Re-dated'),
        table: stacked({
          id: 're-dated-table',
          caption: 'Milestones with another date',
          captionHidden: true,
          head: tableHead([{ text: 'Milestone' }, { text: 'Before' }, { text: 'Now' }, { text: 'By' }]),
          rows: found.reDated.map((one) => ({
            cells: [
              milestoneLink(plan, one),
              { text: formatDay(one.from) },
              { text: formatDay(one.to) },
              { text: slipWords(daysBetween(one.from, one.to)) },
            ],
          })),
          empty: { text: 'No dates moved.' },
        }),
      }),
      section({
        id: 're-owned',
        heading: difference(found.reOwned.length, 'Re-owned'),
        table: changesTable(
          plan,
          're-owned-table',
          'Milestones with another owner or deputy',
          found.reOwned,
          'No owners changed.',
        ),
      }),
      section({
        id: 're-worded',
        heading: difference(found.reWorded.length, 'Re-worded'),
        table: changesTable(
          plan,
          're-worded-table',
          'Milestones with other words',
          found.reWorded,
          'No words changed.',
        ),
      }),
      section({
        id: 'priorities',
        heading: difference(found.priorities.length, 'Priorities'),
        table: changesTable(
          plan,
          'priorities-table',
          'Priorities that changed',
          found.priorities,
          'No priorities changed.',
        ),
      }),
    ],
  });
}
