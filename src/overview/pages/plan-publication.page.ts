import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import type { FrozenPlan } from '../../plans/domain/frozen-plan.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { prose, tick, type Tried } from '../../shell/form/form.js';
import type { Standing } from '../../shell/form/merging.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import { planVersionStates } from '../../plans/domain/plan-version.js';
import type { SummaryRow } from '../../shell/parts.js';
import type { RefusalWords } from './case-desk.js';
import { type PlanPage, planFormPage, section } from './plan-frame.page.js';
import { publishedSections, publishedSentence } from './published-plan.page.js';

type Publication = {
  readonly plan: PlanRow;
  readonly version: PlanVersionRow;
  readonly held: FrozenPlan;
  /** Words in it that look as if they could identify a person. */
  readonly suspect: readonly string[];
  /** The version that everybody can read now; null: none. */
  readonly publicNow: number | null;
};

const above = (plan: PlanRow) => [{ text: 'Versions', href: planPaths.versions(plan.ref) }];

/** For whoever sends it after somebody else: who can read the version as it is saved now. */
const whereItStands = ({ number, state, visibility, publishedAt }: PlanVersionRow, typed: string): Standing => ({
  label: `Version ${number}`,
  saved:
    visibility === 'public'
      ? `Everybody can read it${publishedAt ? `, since ${formatMoment(publishedAt)}` : ''}`
      : `${planVersionStates[state]}. Only the board can read it`,
  typed,
});

const effectRows = ({ plan, version, held, publicNow }: Publication): readonly SummaryRow[] => [
  {
    label: 'What everybody can read',
    text: `Version ${version.number} word for word: ${publishedSentence(held)}`,
    note: 'Titles, outcomes, what done means, owners and deputies as posts, first dates, dates and states as the board agreed them, where each action was adapted from, how many findings it answers, on which days an update called it at risk or off track, and their CSV. The lessons that everybody reads are read from it.',
  },
  {
    label: 'Where',
    text: `On the page of ${plan.organisationName}, without signing in`,
    href: planPaths.published(plan.organisationSlug, plan.ref, version.number),
  },
  {
    label: 'In public packs',
    text: 'Packs that are frozen from now on tell of these milestones as they stand then: dates, moves with their reasons, both ratings, and the last words said of each. Packs that were issued stay as they are.',
  },
  {
    label: 'What stays with the board',
    text: 'Milestones that are not in this version, evidence, risks, requests for dates, what updates said, and whatever is edited before the next version is agreed and published.',
  },
  {
    label: 'Who is told',
    text: `People who watch ${plan.organisationName} and want a daily letter find it there. Nobody else is written to.`,
  },
  ...(publicNow === null
    ? []
    : [
        {
          label: 'Public until now',
          text: `Version ${publicNow}. It stays readable as an older version, with what changed since.`,
        },
      ]),
];

/** The interruption before a version becomes public: what everybody will read, and what stays inside. */
export function publicationPage(input: Publication, tried: Tried = null): PlanPage {
  const { plan, version, held, suspect } = input;
  const page = planFormPage(
    plan,
    {
      heading: `Publish version ${version.number}`,
      blocked:
        version.state === 'agreed' ? null : 'Only a version that the board agreed, and that stands, can be published.',
      standing: [whereItStands(version, 'Everybody can read it')],
      action: planPaths.publication(plan.ref, version.number),
      button: 'Publish now',
      isWarning: true,
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      warning: 'Everybody will read this version. What others have copied by then cannot be taken back.',
      facts: { rows: effectRows(input) },
      fields:
        suspect.length === 0
          ? []
          : [
              tick({
                name: 'confirmed',
                label: `${plural(suspect.length, 'passage')} could identify a person or tell of fewer than 5`,
                hint: suspect.map((words) => `“${words}”`).join(' '),
                words: 'I have read every one of these, and nobody can be identified by them',
              }),
            ],
    },
    tried,
  );
  return {
    ...page,
    sections: [
      section({
        id: 'preview',
        heading: 'As everybody will read it',
        intro: version.agreedOn
          ? `Agreed ${formatDay(version.agreedOn)}, decision ${version.decisionRef ?? 'not known'}.`
          : null,
      }),
      ...publishedSections('preview', held),
    ],
  };
}

export const hidingPage = (plan: PlanRow, version: PlanVersionRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Take version ${version.number} back from the public page`,
      blocked: version.visibility === 'public' ? null : 'This version is not public.',
      standing: [whereItStands(version, 'Only the board can read it')],
      action: planPaths.hiding(plan.ref, version.number),
      button: 'Take it back',
      isWarning: true,
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      warning:
        'Nobody outside the board will find this version here any more. Packs that were issued with it stay as they are, and so does what others have copied.',
      fields: [
        prose({
          name: 'reason',
          label: 'Why is it taken back?',
          hint: '20 characters or more. The reason is kept in the history of the plan',
          rows: 3,
        }),
      ],
    },
    tried,
  );

export const publicationWords: RefusalWords = {
  'not-agreed': { text: 'Only a version that the board agreed, and that stands, can be published' },
  'published-already': { text: 'Everybody can read this version already' },
  'not-public': { text: 'This version is not public' },
  'unread-words': {
    at: 'confirmed',
    text: 'Confirm that you have read what looks as if it could identify a person, or have the board agree other words',
  },
};
