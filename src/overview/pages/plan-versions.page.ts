import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { form, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, tableHead } from '../../shell/table.js';
import { type PlanPage, planPage, section } from './plan-frame.page.js';
import { planSentences, versionTag, who } from './plan-words.page.js';

export type VersionsInput = {
  readonly plan: PlanRow;
  readonly versions: readonly PlanVersionRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayEdit: boolean;
  readonly mayAgree: boolean;
  readonly mayPublish: boolean;
  readonly query: Readonly<Record<string, unknown>>;
};

const isPublic = ({ visibility }: PlanVersionRow): boolean => visibility === 'public';
const isKept = ({ state }: PlanVersionRow): boolean => state !== 'draft';

function linksOf(input: VersionsInput, one: PlanVersionRow): readonly Link[] {
  const { plan, mayEdit, mayAgree, versions } = input;
  const { number, state, baseNumber } = one;
  const previous = versions.filter((other) => other.number < number && isKept(other)).at(-1);
  const base = baseNumber ?? previous?.number ?? null;
  return [
    ...(base !== null
      ? [
          {
            text: `What changed since version ${base}`,
            href: planPaths.difference(plan.ref, base, isKept(one) ? number : 'now'),
          },
        ]
      : []),
    ...(state === 'draft' && mayEdit
      ? [{ text: 'Propose it to the board', href: planPaths.proposal(plan.ref, number) }]
      : []),
    ...(isPublic(one)
      ? [{ text: 'As everybody reads it', href: planPaths.published(plan.organisationSlug, plan.ref, number) }]
      : []),
    ...(state === 'agreed' && !isPublic(one) && input.mayPublish
      ? [{ text: 'Publish it', href: planPaths.publication(plan.ref, number) }]
      : []),
    ...(isPublic(one) && input.mayPublish
      ? [{ text: 'Take it back from the public page', href: planPaths.hiding(plan.ref, number) }]
      : []),
    ...(state === 'proposed' && mayAgree
      ? [{ text: 'Record that the board agreed it', href: planPaths.agreement(plan.ref, number) }]
      : []),
    ...(state === 'proposed' && mayEdit
      ? [{ text: 'Take it back', href: planPaths.takingBack(plan.ref, number) }]
      : []),
  ];
}

export function versionsPage(input: VersionsInput, tried: Tried = null): PlanPage {
  const { plan, versions, names, mayEdit } = input;
  const agreed = versions.find(({ state }) => state === 'agreed');
  const open = versions.some(({ state }) => state === 'draft' || state === 'proposed');
  const drafting =
    mayEdit && !open
      ? form({ action: planPaths.versions(plan.ref), button: 'Begin a new version', fields: [], tried })
      : null;
  return planPage(plan, {
    heading: 'Versions',
    here: planPaths.versions(plan.ref),
    said: saidAfter(input.query, planSentences),
    lead: [versions.length === 1 ? 'This is the first version.' : `${plural(versions.length, 'version')}.`],
    actions: agreed
      ? [
          {
            text: `What changed since version ${agreed.number}`,
            href: planPaths.difference(plan.ref, agreed.number, 'now'),
          },
        ]
      : [],
    hasForm: true,
    sections: [
      section({
        id: 'versions',
        heading: 'Every version',
        table: stacked({
          id: 'version-list',
          caption: 'Versions of the plan, latest first',
          captionHidden: true,
          head: tableHead([
            { text: 'Version' },
            { text: 'State' },
            { text: 'Agreed' },
            { text: 'What changed' },
            { text: 'Also' },
          ]),
          rows: versions.toReversed().map((one) => ({
            cells: [
              { header: true, text: `Version ${one.number}`, note: `Begun by ${who(names, one.recordedBy)}` },
              {
                tag: versionTag(one.state),
                note: one.publishedAt
                  ? `Public since ${formatMoment(one.publishedAt)}`
                  : one.proposedAt && `Proposed ${formatMoment(one.proposedAt)}`,
              },
              one.agreedOn
                ? {
                    text: formatDay(one.agreedOn),
                    note: `${one.approvedBy ?? 'The board'}, decision ${one.decisionRef ?? 'not known'}`,
                  }
                : { text: 'Not agreed' },
              { text: one.summaryOfChange ?? (one.baseNumber === null ? 'The first version' : 'Not said yet') },
              { text: '', links: linksOf(input, one) },
            ],
          })),
        }),
      }),
      ...(drafting
        ? [
            section({
              id: 'new-version',
              heading: 'A new version',
              intro:
                'Edit the plan as it should be, then propose it. The board agrees it by a decision, and the version before it is superseded.',
              form: drafting,
            }),
          ]
        : []),
    ],
  });
}
