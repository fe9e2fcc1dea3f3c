import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import type { PlanRow } from '../data/plan.row.js';
import { forecastPaths } from './forecast.paths.js';
import { planPaths } from './plans.paths.js';

/** The pages of a plan, of which one is open, or none where a page lies below them. */
export const planNavigation = (ref: string, here: string): SubNavigation =>
  subNavigation(
    `Pages of ${ref}`,
    [
      { text: 'The plan', href: planPaths.show(ref) },
      { text: 'Dates and slip', href: planPaths.slip(ref) },
      { text: 'Forecast', href: forecastPaths.show(ref) },
      { text: 'Golden thread', href: planPaths.thread(ref) },
      { text: 'Versions', href: planPaths.versions(ref) },
    ],
    here,
  );

/** Above everything that belongs to a plan: whose it is, and the way back to it. */
export const planFrame = (
  plan: Pick<PlanRow, 'ref' | 'title' | 'organisationName' | 'organisationSlug'>,
  heading: string,
): PageFacts & { readonly title: string; readonly heading: string; readonly caption: string } => ({
  title: `${heading}: ${plan.title} (${plan.ref})`,
  heading,
  caption: `${plan.organisationName}, ${plan.title}`,
  breadcrumbs: [
    { text: plan.organisationName, href: organisationPaths.show(plan.organisationSlug) },
    { text: plan.title, href: `/plans/${plan.ref}` },
  ],
});
