import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import { pagesOfPlan, planPaths } from '../../plans/pages/plans.paths.js';
import type { FilterForm } from '../../shell/filters.js';
import { goneMeanwhile, type Kept, keptOf } from '../../shell/form/kept.js';
import type { Standing } from '../../shell/form/merging.js';
import { form, type FieldMaker, type FormModel, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import type { EmptyState, Notification, SummaryList, Tag } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';

/** One thing that happened, on the line of a milestone. */
export type PlanEvent = {
  readonly when: string;
  readonly heading: string;
  readonly tag: Tag | null;
  readonly paragraphs: readonly string[];
  readonly by: string;
};

export type PlanSection = {
  readonly id: string;
  readonly heading: string;
  readonly intro: string | null;
  readonly facts: SummaryList | null;
  readonly table: Table | null;
  readonly events: readonly PlanEvent[];
  readonly empty: EmptyState | null;
  readonly links: readonly Link[];
  readonly form: FormModel | null;
};

/** Every page of a plan: whose it is, what can be done, and its matter in sections. */
export type PlanPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly subNavigation: SubNavigation | null;
  readonly said: Notification | null;
  readonly tag: Tag | null;
  readonly lead: readonly string[];
  readonly warning: string | null;
  /** Why it cannot be done now, and who can: then there is no form. */
  readonly blocked: string | null;
  readonly actions: readonly Link[];
  readonly facts: SummaryList | null;
  readonly filter: FilterForm | null;
  readonly form: FormModel | null;
  /** What was typed, where it can no longer be sent: kept to be copied. */
  readonly kept: Kept | null;
  /** Where a page is long: the way to its parts. */
  readonly contents: readonly Link[];
  readonly sections: readonly PlanSection[];
};

export const section = (
  asked: Pick<PlanSection, 'id' | 'heading'> & Partial<Omit<PlanSection, 'id' | 'heading'>>,
): PlanSection => ({
  intro: null,
  facts: null,
  table: null,
  events: [],
  empty: null,
  links: [],
  form: null,
  ...asked,
});

type Asked = Partial<Omit<PlanPage, 'heading' | 'subNavigation'>> & {
  readonly heading: string;
  /** The page of the plan that is open, or to which this one belongs. */
  readonly here?: string;
  readonly above?: readonly Link[];
};

type Named = Pick<PlanRow, 'ref' | 'title' | 'organisationName' | 'organisationSlug'>;

export const bare = {
  subNavigation: null,
  said: null,
  tag: null,
  lead: [],
  warning: null,
  blocked: null,
  actions: [],
  facts: null,
  filter: null,
  form: null,
  kept: null,
  contents: [],
  sections: [],
} as const;

export function planPage(plan: Named, { heading, here = '', above, ...asked }: Asked): PlanPage {
  const isPlan = here === planPaths.show(plan.ref) && above === undefined;
  return {
    ...bare,
    title: isPlan ? `${plan.title}: ${plan.organisationName} (${plan.ref})` : `${heading}: ${plan.title} (${plan.ref})`,
    heading,
    caption: isPlan ? `${plan.organisationName}, ${plan.ref}` : `${plan.organisationName}, ${plan.title}`,
    breadcrumbs: [
      { text: plan.organisationName, href: organisationPaths.show(plan.organisationSlug) },
      ...(isPlan ? [] : [{ text: plan.title, href: planPaths.show(plan.ref) }]),
      ...(above ?? []),
    ],
    subNavigation: subNavigation(`Pages of ${plan.ref}`, pagesOfPlan(plan.ref), here),
    ...asked,
  };
}

type FormAsked = {
  readonly heading: string;
  readonly action: string;
  readonly button: string;
  readonly fields: readonly FieldMaker[];
  readonly cancel: string;
  readonly above?: readonly Link[];
  readonly lead?: readonly string[];
  readonly facts?: SummaryList | null;
  readonly warning?: string | null;
  readonly version?: number | null;
  readonly isWarning?: boolean;
  readonly hidden?: Readonly<Record<string, string>>;
  /** Why it cannot be done from where it stands now; then there is no form. */
  readonly blocked?: string | null;
  /** What the record says now, where the form starts empty: for whoever sends it after somebody else. */
  readonly standing?: readonly Standing[];
};

/** A page with one form about a plan. */
export function planFormPage(plan: Named, asked: FormAsked, tried: Tried = null): PlanPage {
  const { action, button, fields, version = null, isWarning = false, hidden = {}, standing = [] } = asked;
  const cancel = { text: 'Cancel', href: asked.cancel };
  const model = form({ action, button, fields, tried, version, isWarning, cancel, hidden, standing });
  const blocked = asked.blocked ?? null;
  return planPage(plan, {
    heading: asked.heading,
    above: asked.above ?? [],
    lead: asked.lead ?? [],
    facts: asked.facts ?? null,
    warning: asked.warning ?? null,
    blocked,
    ...shownOr(blocked !== null, model, tried),
    hasForm: true,
  });
}

/** A form, or what was typed into one that can no longer be sent from where the record stands. */
export const shownOr = (isGone: boolean, model: FormModel, tried: Tried): Pick<PlanPage, 'form' | 'kept' | 'errors'> =>
  isGone
    ? {
        form: null,
        kept: tried ? keptOf(model) : null,
        errors: tried?.conflict ? [{ text: goneMeanwhile(tried.conflict.message), href: '#kept' }] : [],
      }
    : { form: model, kept: null, errors: model.errors };
