import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { pagesOfPlan, planPaths } from '../../plans/pages/plans.paths.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import type { SummaryList } from '../../shell/parts.js';
import type { Asked, Check, ClosedWithMeasure, MeasureSince, Moved, ThreadMilestone } from '../domain/golden-thread.js';
import { fewestSince } from '../domain/golden-thread.js';
import type { PlanThread } from '../thread.service.js';

type Section = {
  readonly id: string;
  readonly heading: string;
  /** "3 of 14". */
  readonly verdict: string;
  readonly formula: string;
  readonly table: Table | null;
};

export type ThreadPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly lead: string;
  readonly summary: SummaryList;
  readonly sections: readonly Section[];
  readonly subNavigation: SubNavigation;
};

const kinds: Readonly<Record<Asked['kind'], string>> = {
  finding: 'Finding',
  direction: 'Direction',
  exit_criterion: 'Exit criterion',
};

const movedWords: Readonly<Record<Moved, string>> = {
  moved: 'has moved for the better',
  worse: 'has moved for the worse',
  'not-moved': 'has not moved beyond chance',
  'too-early': `has fewer than ${fewestSince} numbers since`,
  'no-limits': 'has too few numbers to tell chance from change',
};

const count = ({ broken, of }: Check<unknown>): string =>
  of === 0 ? 'None to look at' : `${formatCount(broken.length)} of ${formatCount(of)}`;

export function threadPage({ plan, thread, facts }: PlanThread): ThreadPage {
  const actionCells = (one: ThreadMilestone): Cell => ({
    text: `${one.ref}: ${one.title}`,
    href: planPaths.milestone(plan.ref, one.ref),
    header: true,
  });
  const actions = (id: string, caption: string, { broken }: Check<ThreadMilestone>): Table | null =>
    tableOf(
      id,
      caption,
      ['Action'],
      broken.map((one) => [actionCells(one)]),
    );
  const sections: Section[] = [
    {
      id: 'asked-without-action',
      heading: 'Asked, and no action answers it',
      verdict: count(thread.askedWithoutAction),
      formula:
        'Of the published findings that ask for something and that no inspector has confirmed, the directions that are not closed and the exit criteria that are not met: those that no action of this plan is tied to.',
      table: tableOf(
        'asked',
        'Asked, and no action answers it',
        ['What was asked', 'Kind', 'From'],
        thread.askedWithoutAction.broken.map(askedCells),
      ),
    },
    {
      id: 'actions-without-finding',
      heading: 'Actions that answer nothing that was asked',
      verdict: count(thread.actionsWithoutFinding),
      formula: 'Of the actions that are not cancelled: those tied to no finding, no direction and no exit criterion.',
      table: actions('unasked', 'Actions that answer nothing that was asked', thread.actionsWithoutFinding),
    },
    {
      id: 'actions-without-measure',
      heading: 'Actions without a measure',
      verdict: count(thread.actionsWithoutMeasure),
      formula: 'Of the actions that are not cancelled: those tied to no measure.',
      table: actions('unmeasured', 'Actions without a measure', thread.actionsWithoutMeasure),
    },
    {
      id: 'actions-without-evidence',
      heading: 'Actions without evidence',
      verdict: count(thread.actionsWithoutEvidence),
      formula: 'Of the actions on which work has begun and that are not cancelled: those with no piece of evidence.',
      table: actions('unproven', 'Actions without evidence', thread.actionsWithoutEvidence),
    },
    {
      id: 'measures-without-numbers',
      heading: 'Measures of the plan without a number',
      verdict: count(thread.measuresWithoutNumbers),
      formula: 'Of the measures that an action is tied to: those without a dated number that you may see.',
      table: tableOf(
        'numberless',
        'Measures of the plan without a number',
        ['Measure'],
        thread.measuresWithoutNumbers.broken.map(({ ref, name }) => [
          { text: name, href: measurePaths.show(ref), header: true },
        ]),
      ),
    },
    {
      id: 'closed-not-moved',
      heading: 'Complete, and its measure has not moved',
      verdict: count(thread.closedNotMoved),
      formula: `Of the complete actions with a measure that can tell: those of which no measure has had a special cause for the better in a period that ended after the action was complete, by the limits of its chart. ${tooEarlyWords(thread.closedTooEarly)}`,
      table: closedTable(
        'closed',
        'Complete, and its measure has not moved',
        thread.closedNotMoved.broken,
        actionCells,
      ),
    },
    ...(thread.closedMoved.length > 0
      ? [
          {
            id: 'closed-moved',
            heading: 'Complete, and a measure has moved for the better',
            verdict: `${formatCount(thread.closedMoved.length)} of ${formatCount(thread.closedNotMoved.of)}`,
            formula: 'That a measure moved after an action does not show that it moved because of it.',
            table: closedTable(
              'moved',
              'Complete, and a measure has moved for the better',
              thread.closedMoved,
              actionCells,
            ),
          },
        ]
      : []),
    coverage(plan.ref, facts),
  ];
  return {
    title: `The golden thread: ${plan.title} (${plan.ref})`,
    heading: 'The golden thread',
    caption: `${plan.organisationName}, ${plan.title}`,
    breadcrumbs: [
      { text: plan.organisationName, href: organisationPaths.show(plan.organisationSlug) },
      { text: plan.title, href: planPaths.show(plan.ref) },
    ],
    lead: 'From what was found, through what is done about it, to what shows that it works: where this plan breaks.',
    summary: {
      rows: sections.slice(0, 6).map(({ heading, verdict, id }) => ({ label: heading, text: verdict, href: `#${id}` })),
    },
    sections,
    subNavigation: subNavigation(`Pages of ${plan.ref}`, pagesOfPlan(plan.ref), planPaths.thread(plan.ref)),
  };
}

const tooEarlyWords = (early: readonly ClosedWithMeasure[]): string =>
  early.length === 0
    ? ''
    : `${plural(early.length, 'complete action')} more ${early.length === 1 ? 'has' : 'have'} a measure of which it is too early to tell, or with too few numbers.`;

const askedCells = ({ text, kind, parent }: Asked): readonly Cell[] => [
  { text, header: true },
  { text: kinds[kind] },
  {
    text: `${parent.title} (${parent.ref})`,
    href: kind === 'finding' ? inspectionPaths.show(parent.ref) : interventionPaths.show(parent.ref),
  },
];

function tableOf(
  id: string,
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Table | null {
  if (rows.length === 0) return null;
  return stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead(columns.map((text) => ({ text }))),
    rows: rows.map((cells) => ({ cells })),
  });
}

const measureCell = (own: readonly MeasureSince[]): Cell => ({
  links: own.map(({ measure }) => ({ text: measure.name, href: measurePaths.show(measure.ref) })),
  note: formatList(
    own.map(({ measure, moved, since }) => `${measure.ref} ${movedWords[moved]} (${plural(since, 'number')})`),
  ),
});

function closedTable(
  id: string,
  caption: string,
  closed: readonly ClosedWithMeasure[],
  actionCell: (one: ThreadMilestone) => Cell,
): Table | null {
  const rows = closed.map(({ milestone, measures }): readonly Cell[] => [
    actionCell(milestone),
    { text: milestone.completedOn ? formatDay(milestone.completedOn) : 'Not known' },
    measureCell(measures),
  ]);
  return tableOf(id, caption, ['Action', 'Complete on', 'What its measures say since'], rows);
}

/** Everything that was asked, with the actions that answer it. */
function coverage(planRef: string, { asked, milestones }: Pick<PlanThread['facts'], 'asked' | 'milestones'>): Section {
  const rows = asked.map((one): readonly Cell[] => {
    const answering = milestones.filter(({ links }) => links.some(({ targetId }) => targetId === one.id));
    const links = answering.map(({ ref }) => ({ text: ref, href: planPaths.milestone(planRef, ref) }));
    return [...askedCells(one), links.length === 0 ? { text: 'None' } : { links }];
  });
  return {
    id: 'coverage',
    heading: 'Everything that was asked, and what answers it',
    verdict: plural(asked.length, 'thing'),
    formula:
      'One action may answer several, and one may need several actions. That an action is tied to it does not say that it is enough.',
    table: tableOf(
      'all-asked',
      'Everything that was asked, and what answers it',
      ['What was asked', 'Kind', 'From', 'Actions'],
      rows,
    ),
  };
}
