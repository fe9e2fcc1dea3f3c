import type { PlanRow } from '../../plans/data/plan.row.js';
import type { PublishedVersionRow } from '../../plans/data/published-plans.queries.js';
import type { FrozenPlan } from '../../plans/domain/frozen-plan.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { EmptyState, SummaryList } from '../../shell/parts.js';
import {
  type DossierPageInput,
  knownDay,
  organisationFrame,
  type OrganisationFrame,
} from './organisation-frame.page.js';
import type { PlanSection } from './plan-frame.page.js';
import { changesSection, publishedSections, publishedSentence } from './published-plan.page.js';

/** A plan as everybody may read it: one version, what it changed, and the others that can be read. */
export type PublishedPlan = {
  readonly shown: PublishedVersionRow;
  readonly held: FrozenPlan;
  /** The version that everybody could read before it; null: it is the first. */
  readonly before: { readonly number: number; readonly held: FrozenPlan } | null;
  readonly versions: readonly PublishedVersionRow[];
};

export type OrganisationPlanInput = DossierPageInput & {
  readonly published: readonly PublishedPlan[];
  /** Plans of this body on which the reader works. */
  readonly own: readonly Pick<PlanRow, 'ref' | 'title'>[];
  readonly mayBegin: boolean;
};

export type OrganisationPlanPage = PageFacts &
  OrganisationFrame & {
    readonly actions: readonly Link[];
    readonly empty: EmptyState | null;
    readonly plans: readonly {
      readonly id: string;
      readonly heading: string;
      readonly lead: string;
      readonly older: string | null;
      readonly facts: SummaryList;
      readonly sections: readonly PlanSection[];
      readonly download: Link;
    }[];
  };

/** The plans of a body as its board agreed them and let everybody read them. */
export function organisationPlanPage(input: OrganisationPlanInput): OrganisationPlanPage {
  const { self } = input.dossier;
  const day = knownDay(input);
  return {
    ...organisationFrame(input, { path: planPaths.ofOrganisation(self.slug) }),
    title: `Plan of ${self.name}`,
    description: `What ${self.name} will do to recover, as its board agreed and published it.`,
    notices: day ? [{ text: `Plans are shown as they had been published by ${formatDay(day)}.` }] : [],
    actions: [
      ...input.own.map(({ ref, title }) => ({
        text: input.own.length === 1 ? 'Work on the plan' : `Work on ${title}`,
        href: planPaths.show(ref),
      })),
      ...(input.mayBegin ? [{ text: 'Begin a plan', href: planPaths.create(self.slug) }] : []),
    ],
    empty: input.published.length === 0 ? { text: 'No plan has been published.' } : null,
    plans: input.published.map((plan) => planOf(plan, self.slug)),
  };
}

function planOf({ shown, held, before, versions }: PublishedPlan, slug: string) {
  const { planRef, number } = shown;
  const id = planRef.toLowerCase();
  const newest = versions[0];
  return {
    id,
    heading: held.title,
    lead: publishedSentence(held),
    older:
      newest && newest.number !== number
        ? `This is an older version. The board has agreed version ${newest.number} since.`
        : null,
    facts: {
      rows: [
        { label: 'Reference', text: planRef },
        {
          label: 'Version',
          text: `Version ${number}, agreed ${formatDay(shown.agreedOn)}`,
          note: `${shown.approvedBy ?? 'The board'}${shown.decisionRef ? `, decision ${shown.decisionRef}` : ''}`,
        },
        ...(shown.summaryOfChange ? [{ label: 'What the board was told', text: shown.summaryOfChange }] : []),
        { label: 'Published', text: formatMoment(shown.publishedAt) },
        ...(versions.length > 1
          ? [
              {
                label: 'Other versions',
                links: versions
                  .filter((one) => one.number !== number)
                  .map((one) => ({
                    text: `Version ${one.number}, agreed ${formatDay(one.agreedOn)}`,
                    href: planPaths.published(slug, planRef, one.number),
                  })),
              },
            ]
          : []),
      ],
    },
    sections: [
      ...(before ? [changesSection(id, { before: before.held, after: held, number: before.number })] : []),
      ...publishedSections(id, held),
    ],
    download: {
      text: 'Download this version (CSV)',
      href: planPaths.publishedVersionCsv(slug, planRef, number),
    },
  };
}
