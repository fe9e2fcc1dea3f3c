import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import { derivedRatings } from '../../plans/domain/derived-rating.js';
import { milestoneStates } from '../../plans/domain/milestone-state.js';
import { horizons, levers, ownerRatings, weights } from '../../plans/domain/milestone-words.js';
import { planVersionStates } from '../../plans/domain/plan-version.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import type { ComparisonRow } from '../../research/data/comparison.row.js';
import { comparisonPaths } from '../../research/pages/comparisons.paths.js';
import type { Filters } from '../../shell/filters.js';
import { type ApiResource, type ApiValue, coded, field, listOf, maybe, yes } from './api-resource.page.js';

/** What one person may read and others may not: only with a token, and as its person reads it on the pages. */

const versionFields: readonly ApiValue<PlanVersionRow>[] = [
  field('number', 'integer', 'Its number.', ({ number }) => number),
  coded(
    field('state', 'code', 'Where it stands.', ({ state }) => state),
    planVersionStates,
  ),
  maybe('agreedOn', 'day', 'When the board agreed it.', ({ agreedOn }) => agreedOn),
  maybe('decision', 'code', 'By which decision.', ({ decisionRef }) => decisionRef),
  field('public', 'boolean', 'Whether everybody may read it.', ({ visibility }) => visibility === 'public'),
];

export type PlanWithVersions = PlanRow & { readonly versions: readonly PlanVersionRow[] };

export const plans: ApiResource<PlanWithVersions> = {
  key: 'plans',
  schema: 'Plan',
  says: 'Plans that you may read, drafts too, with their versions.',
  scope: 'plans',
  order: 'as they were recorded',
  filters: {},
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('title', 'text', 'What it is called.', ({ title }) => title),
    field('organisation', 'text', 'The body.', ({ organisationName }) => organisationName),
    field('organisationPage', 'text', 'Its page here.', ({ organisationSlug }) =>
      organisationPaths.show(organisationSlug),
    ),
    maybe('episode', 'code', 'The episode of failure that it answers.', ({ episodeRef }) => episodeRef),
    maybe('episodePage', 'text', 'Its page here.', ({ episodeRef }) => episodeRef && episodePaths.show(episodeRef)),
    listOf({ name: 'versions', says: 'Its versions, the first one first.' }, versionFields, ({ versions }) => versions),
    field('page', 'text', 'Its page here.', ({ ref }) => planPaths.show(ref)),
  ],
};

export const milestoneFilters = {
  plan: { kind: 'text', label: 'Reference of a plan' },
  state: {
    kind: 'one',
    label: 'Where it stands today',
    any: 'Anywhere',
    choices: Object.entries(milestoneStates).map(([value, text]) => ({ value, text })),
  },
} as const satisfies Filters;

export const milestones: ApiResource<ReadMilestone> = {
  key: 'milestones',
  schema: 'Milestone',
  says: 'Milestones of plans that you may read, as they stand today: first and current dates, what their owners say and what the record says.',
  scope: 'plans',
  order: 'plan after plan, as they were recorded',
  filters: milestoneFilters,
  place: ({ planRef, ref }) => [planRef, ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('plan', 'code', 'Its plan.', ({ planRef }) => planRef),
    field('priority', 'integer', 'The number of its priority.', ({ priorityNumber }) => priorityNumber),
    field('priorityTitle', 'text', 'What that is called.', ({ priorityTitle }) => priorityTitle),
    maybe('theirRef', 'text', 'The reference that the body itself uses.', ({ theirRef }) => theirRef),
    field('title', 'text', 'What will be done.', ({ title }) => title),
    field('doneMeans', 'text', 'What will be true when it is done.', ({ doneMeans }) => doneMeans),
    maybe('owner', 'text', 'The post that owns it.', ({ ownerPost }) => ownerPost),
    coded(
      maybe('lever', 'code', 'What kind of change it is.', ({ lever }) => lever),
      levers,
    ),
    coded(
      maybe('horizon', 'code', 'How far it reaches.', ({ horizon }) => horizon),
      horizons,
    ),
    coded(
      field('weight', 'code', 'How much it is.', ({ weight }) => weight),
      weights,
    ),
    maybe('firstDue', 'day', 'The first date that was agreed. It never moves.', ({ baselineDue }) => baselineDue),
    field('currentDue', 'day', 'The date that holds now.', ({ currentDue }) => currentDue),
    maybe('forecastDue', 'day', 'When its owner expects it.', ({ forecastDue }) => forecastDue),
    maybe('slipDays', 'integer', 'Days from the first date to the current one.', ({ slipDays }) => slipDays),
    field('moves', 'integer', 'How often the board has moved its date.', ({ moves }) => moves),
    coded(
      field('state', 'code', 'Where it stands today.', ({ stateToday }) => stateToday),
      milestoneStates,
    ),
    coded(
      field('rating', 'code', 'What the record says.', ({ rated }) => rated.rating),
      derivedRatings,
    ),
    field('because', 'text', 'The rule by which it says so.', ({ rated }) => rated.because),
    coded(
      maybe('ownerRating', 'code', 'What its owner says.', ({ ownerRating }) => ownerRating),
      ownerRatings,
    ),
    maybe('completedOn', 'day', 'When the action was complete.', ({ completedOn }) => completedOn),
    maybe('impactDue', 'day', 'When it is to be shown that it works.', ({ impactDue }) => impactDue),
    maybe('impactShownOn', 'day', 'When that was shown.', ({ impactShownOn }) => impactShownOn),
    field('evidence', 'integer', 'Pieces of evidence.', ({ evidenceCount }) => evidenceCount),
    field('safetyCritical', 'boolean', 'Whether it is safety-critical.', ({ safetyCritical }) => yes(safetyCritical)),
    maybe('updatedAt', 'instant', 'When it was last reported on.', ({ updatedAt }) => updatedAt),
    field('page', 'text', 'Its page here.', ({ planRef, ref }) => planPaths.milestone(planRef, ref)),
  ],
};

export const comparisons: ApiResource<ComparisonRow> = {
  key: 'comparisons',
  schema: 'Comparison',
  says: 'Comparisons that you saved.',
  scope: 'comparisons',
  order: 'as they were saved first',
  filters: {},
  place: ({ ref }) => [ref],
  fields: [
    field('ref', 'code', 'Its reference.', ({ ref }) => ref),
    field('name', 'text', 'What you called it.', ({ name }) => name),
    maybe('note', 'text', 'Your note.', ({ note }) => note),
    listOf<ComparisonRow, { readonly ref: string }>(
      { name: 'episodes', says: 'The cases, in the order in which you picked them.' },
      [field('ref', 'code', 'Its reference.', ({ ref }) => ref)],
      ({ episodes }) => JSON.parse(episodes) as { readonly ref: string }[],
    ),
    field('alignedOn', 'code', 'The event on which their clocks begin.', ({ alignOn }) => alignOn),
    field('asOn', 'day', 'The day of the facts that it holds.', ({ asOn }) => asOn),
    field('edition', 'integer', 'The number of its newest version.', ({ edition }) => edition),
    field('hash', 'text', 'The hash of that version: SHA-256 of its checksums.txt.', ({ hash }) => hash),
    maybe('publishedAt', 'instant', 'When you let everybody open it.', ({ publishedAt }) => publishedAt),
    field('page', 'text', 'Its page here.', ({ ref }) => comparisonPaths.show(ref)),
    field('editionPage', 'text', 'The page of that version, which is cited.', ({ ref, edition }) =>
      comparisonPaths.edition(ref, edition),
    ),
    field('package', 'text', 'All files of that version.', ({ ref, edition }) => comparisonPaths.package(ref, edition)),
  ],
};
