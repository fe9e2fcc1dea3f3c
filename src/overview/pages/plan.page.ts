import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import type { PlanRow, PriorityRow } from '../../plans/data/plan.row.js';
import { derivedRatings } from '../../plans/domain/derived-rating.js';
import { milestoneStates } from '../../plans/domain/milestone-state.js';
import { slipWords } from '../../plans/domain/slip.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import type { CsvColumn } from '../../shell/csv.js';
import { filterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import { formatDay, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Notification } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { historyPaths } from './history.paths.js';
import { bare, type PlanPage, planPage, section } from './plan-frame.page.js';
import { choicesOf, firstDateWords, ownerTag, planSentences, ratingTag, slipNote } from './plan-words.page.js';
import { saidAfter } from '../../shell/said.js';

const choices = (words: Readonly<Record<string, string>>) =>
  choicesOf(words).map(({ value, text }) => ({ value, text }));

export const planFilters = {
  state: { kind: 'many', label: 'State', choices: choices(milestoneStates) },
  rating: { kind: 'many', label: 'The record says', choices: choices(derivedRatings) },
  q: { kind: 'text', label: 'Words', hint: 'In the action, its owner or a reference' },
} as const satisfies Filters;

export type PlanFilter = FilterValues<typeof planFilters>;

const holds = (one: ReadMilestone, words: string): boolean =>
  [one.ref, one.theirRef, one.title, one.ownerPost, one.deputyPost].some((text) =>
    text?.toLowerCase().includes(words.toLowerCase()),
  );

export const filtered = (all: readonly ReadMilestone[], { state, rating, q }: PlanFilter): readonly ReadMilestone[] =>
  all.filter(
    (one) =>
      (state.length === 0 || state.includes(one.stateToday)) &&
      (rating.length === 0 || rating.includes(one.rated.rating)) &&
      (q === null || holds(one, q)),
  );

const columns = [
  { text: 'Action' },
  { text: 'First date' },
  { text: 'Current date' },
  { text: 'Slip' },
  { text: 'State' },
  { text: 'Owner says' },
  { text: 'The record says' },
];

function cellsOf(one: ReadMilestone): readonly Cell[] {
  return [
    {
      header: true,
      text: `${one.ref} ${one.title}`,
      href: planPaths.milestone(one.planRef, one.ref),
      note: [
        one.ownerPost ?? 'No owner',
        one.theirRef ? `their reference ${one.theirRef}` : '',
        one.safetyCritical === 1 ? 'safety-critical' : '',
      ]
        .filter(Boolean)
        .join(', '),
    },
    { text: firstDateWords(one) },
    { text: formatDay(one.currentDue), note: one.forecastDue && `Expected ${formatDay(one.forecastDue)}` },
    { text: one.slipDays === null ? 'Not known yet' : slipWords(one.slipDays), note: slipNote(one) },
    { text: one.stateWords, note: plural(one.evidenceCount, 'piece of evidence', 'pieces of evidence') },
    one.ownerRating === null ? { text: 'Nothing yet' } : { tag: ownerTag(one.ownerRating) },
    { tag: ratingTag(one.rated.rating), note: one.rated.because },
  ];
}

const tableOf = (priority: PriorityRow, milestones: readonly ReadMilestone[], isFiltered: boolean): Table =>
  stacked({
    id: `priority-${priority.number}`,
    caption: `Milestones of priority ${priority.number}`,
    captionHidden: true,
    head: tableHead(columns),
    rows: milestones.map((one) => ({ cells: cellsOf(one) })),
    empty: { text: isFiltered ? 'No milestone of this priority matches.' : 'No milestones yet under this priority.' },
  });

/** With more milestones than this, a plan is too long to be looked through: its priorities are listed above it. */
const shortPlan = 12;

export type PlanInput = {
  readonly plan: PlanRow;
  readonly priorities: readonly PriorityRow[];
  readonly milestones: readonly ReadMilestone[];
  readonly filter: PlanFilter;
  readonly notes: readonly string[];
  readonly standing: { readonly number: number; readonly agreedOn: PlanDay } | null;
  /** The newest version that everybody may read; null: none. */
  readonly publicNumber: number | null;
  readonly mayEdit: boolean;
  readonly query: Readonly<Record<string, unknown>>;
  readonly others: readonly Link[];
};
type PlanDay = Parameters<typeof formatDay>[0];

/** How many milestones stand where, in a sentence that can be read aloud. */
export function planSentence(milestones: readonly ReadMilestone[]): string {
  const live = milestones.filter(({ stateToday }) => stateToday !== 'cancelled');
  const count = (rating: string): number => live.filter(({ rated }) => rated.rating === rating).length;
  const complete = live.filter(({ isComplete }) => isComplete).length;
  const impact = live.filter(({ stateToday }) => stateToday === 'impact_shown' || stateToday === 'embedded').length;
  const differ = live.filter(({ mismatch }) => mismatch !== null).length;
  return [
    `${plural(live.length, 'milestone')}: ${complete} complete, of which ${impact} with impact shown;`,
    `${count('on_track')} on track, ${count('at_risk')} at risk, ${count('off_track')} off track,`,
    `${count('no_recent_update')} without a recent update.`,
    differ === 0 ? '' : `Owner and record differ about ${differ}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

export function showPlanPage(input: PlanInput): PlanPage {
  const { plan, priorities, milestones, filter, standing, publicNumber, mayEdit, others } = input;
  const path = planPaths.show(plan.ref);
  const shown = filtered(milestones, filter);
  const isFiltered = shown.length < milestones.length;
  const actions = mayEdit
    ? [
        ...(priorities.length > 0 ? [{ text: 'Add a milestone', href: planPaths.newMilestone(plan.ref) }] : []),
        { text: 'Add a priority', href: planPaths.newPriority(plan.ref) },
        { text: 'Edit the plan', href: planPaths.edit(plan.ref) },
      ]
    : [];
  const sections = priorities.map((priority) =>
    section({
      id: `p-${priority.number}`,
      heading: `${priority.number} ${priority.title}`,
      intro: `What will be different: ${priority.outcome.replace(/\.$/, '')}.${priority.leadPost ? ` Lead: ${priority.leadPost}.` : ''}${priority.sponsor ? ` Sponsor: ${priority.sponsor}.` : ''}`,
      table: tableOf(
        priority,
        shown.filter(({ priorityId }) => priorityId === priority.id),
        isFiltered,
      ),
      links: mayEdit
        ? [{ text: `Edit priority ${priority.number}`, href: planPaths.priority(plan.ref, priority.id) }]
        : [],
    }),
  );
  const none =
    milestones.length === 0
      ? [
          section({
            id: 'nothing',
            heading: 'Nothing in it yet',
            empty: {
              text: 'No milestones yet. Add them one at a time or paste from a spreadsheet.',
              link:
                mayEdit && priorities.length === 0
                  ? { text: 'Add the first priority', href: planPaths.newPriority(plan.ref) }
                  : null,
            },
          }),
        ]
      : [];
  return planPage(plan, {
    heading: plan.title,
    here: path,
    said: saidAfter(input.query, planSentences),
    notices: input.notes.map((text) => ({ text })),
    historyHref: historyPaths.of('plan', plan.ref),
    lead: milestones.length === 0 ? [] : [planSentence(milestones)],
    actions,
    facts: {
      rows: [
        {
          label: 'Version',
          text: standing
            ? `Version ${standing.number}, agreed ${formatDay(standing.agreedOn)}`
            : 'No version is agreed yet: first dates are fixed when the board agrees one, or when work is reported',
          href: planPaths.versions(plan.ref),
        },
        {
          label: 'Public',
          text: publicNumber === null ? 'No version: only the board reads it' : `Version ${publicNumber}`,
          href:
            publicNumber === null
              ? planPaths.versions(plan.ref)
              : planPaths.published(plan.organisationSlug, plan.ref, publicNumber),
        },
        ...(plan.episodeRef
          ? [{ label: 'Case', text: plan.episodeTitle ?? plan.episodeRef, href: episodePaths.show(plan.episodeRef) }]
          : []),
        { label: 'Also', links: [...others, { text: 'Risks', href: planPaths.risks() }] },
      ],
    },
    filter: milestones.length > 0 ? filterForm(planFilters, filter, { path }) : null,
    contents:
      milestones.length > shortPlan ? sections.map(({ id, heading }) => ({ text: heading, href: `#${id}` })) : [],
    sections: [
      ...none,
      ...sections,
      ...(milestones.length === 0
        ? []
        : [
            section({
              id: 'download',
              heading: 'Take it with you',
              links: [{ text: 'Download the whole plan (CSV)', href: planPaths.csv(plan.ref) }],
            }),
          ]),
    ],
  });
}

export const planCsvColumns: readonly CsvColumn<ReadMilestone>[] = [
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Their reference', value: ({ theirRef }) => theirRef },
  { header: 'Priority', value: ({ priorityNumber, priorityTitle }) => `${priorityNumber} ${priorityTitle}` },
  { header: 'Action', value: ({ title }) => title },
  { header: 'Done means', value: ({ doneMeans }) => doneMeans },
  { header: 'Owner', value: ({ ownerPost }) => ownerPost },
  { header: 'Deputy', value: ({ deputyPost }) => deputyPost },
  { header: 'Kind of change', value: ({ lever }) => lever },
  { header: 'Horizon', value: ({ horizon }) => horizon },
  { header: 'Weight', value: ({ weight }) => weight },
  { header: 'First date', value: ({ baselineDue }) => baselineDue },
  { header: 'Current date', value: ({ currentDue }) => currentDue },
  { header: 'Slip in days', value: ({ slipDays }) => slipDays },
  { header: 'Moves', value: ({ moves }) => moves },
  { header: 'Expected', value: ({ forecastDue }) => forecastDue },
  { header: 'State', value: ({ stateWords }) => stateWords },
  { header: 'Owner says', value: ({ ownerRating }) => ownerRating },
  { header: 'The record says', value: ({ rated }) => derivedRatings[rated.rating] },
  { header: 'Because', value: ({ rated }) => rated.because },
  { header: 'Completed', value: ({ completedOn }) => completedOn },
  { header: 'Impact due', value: ({ impactDue }) => impactDue },
  { header: 'Impact shown', value: ({ impactShownOn }) => impactShownOn },
  { header: 'Evidence', value: ({ evidenceCount }) => evidenceCount },
];

type Body = { readonly name: string; readonly slug: string };

/** The plans that a person may read, or those of one body. */
export function plansPage(
  plans: readonly PlanRow[],
  {
    body,
    mayBegin,
    said,
  }: { readonly body: Body | null; readonly mayBegin: readonly Body[]; readonly said: Notification | null },
): PlanPage {
  const heading = body ? `Plans of ${body.name}` : 'My plans';
  return {
    ...bare,
    title: heading,
    heading: body ? 'Plan' : 'My plans',
    caption: body?.name ?? 'Improvement plans that you may read',
    breadcrumbs: body ? [{ text: body.name, href: organisationPaths.show(body.slug) }] : [],
    said,
    actions: mayBegin.map(({ name, slug }) => ({
      text: mayBegin.length === 1 ? 'Begin a plan' : `Begin a plan of ${name}`,
      href: planPaths.create(slug),
    })),
    sections: [
      section({
        id: 'plans',
        heading: plural(plans.length, 'plan'),
        table: {
          id: 'plan-list',
          caption: 'Plans',
          captionHidden: true,
          head: tableHead([{ text: 'Plan' }, { text: 'Organisation' }, { text: 'Case' }]),
          rows: plans.map((plan) => ({
            cells: [
              { header: true, text: plan.title, href: planPaths.show(plan.ref), note: plan.ref },
              { text: plan.organisationName, href: organisationPaths.show(plan.organisationSlug) },
              plan.episodeRef ? { text: plan.episodeRef, href: episodePaths.show(plan.episodeRef) } : { text: 'None' },
            ],
          })),
          empty: { text: body ? 'No plan has been published.' : 'No plan is open to you yet.' },
        },
      }),
    ],
  };
}
