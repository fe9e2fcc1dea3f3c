import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import type { PlanRow } from '../data/plan.row.js';

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
