import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import type { FrozenMilestone } from '../../plans/domain/frozen-plan.js';
import { isSame, type PlanDifference, type ReWorded } from '../../plans/domain/plan-difference.js';
import { planVersionStates } from '../../plans/domain/plan-version.js';
import { levers, horizons, weights } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { dayBoxes, form, prose, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { slipWords } from '../../plans/domain/slip.js';
import type { RefusalWords } from './case-desk.js';
import type { RecordedDecision } from './decision-choice.js';
import { decisionFields } from './milestone-moves.page.js';
import { type PlanPage, planFormPage, planPage, type PlanSection, section } from './plan-frame.page.js';
import { planSentences, who } from './plan-words.page.js';

const stateTag = (state: PlanVersionRow['state']): Tag => ({
  text: planVersionStates[state],
  colour: state === 'agreed' ? 'turquoise' : state === 'proposed' ? 'yellow' : 'grey',
});

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
                tag: stateTag(one.state),
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
            { label: 'State', tag: stateTag(version.state) },
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

const above = (plan: PlanRow) => [{ text: 'Versions', href: planPaths.versions(plan.ref) }];

export const proposalPage = (plan: PlanRow, version: PlanVersionRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Propose version ${version.number}`,
      action: planPaths.proposal(plan.ref, version.number),
      button: 'Propose it to the board',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      lead: [
        'What the plan says now is kept as this version: the board agrees what it has read, whatever is edited meanwhile.',
      ],
      fields: [
        prose({
          name: 'summary',
          label:
            version.baseNumber === null
              ? 'What is there to say about it?'
              : `What changed since version ${version.baseNumber}, and why?`,
          rows: 5,
          value: version.summaryOfChange,
        }),
      ],
    },
    tried,
  );

export const takingBackPage = (plan: PlanRow, version: PlanVersionRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Take version ${version.number} back`,
      action: planPaths.takingBack(plan.ref, version.number),
      button: 'Make it a draft again',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      lead: ['It is a draft again, and what was kept of it is kept anew when it is proposed the next time.'],
      fields: [],
    },
    tried,
  );

export const agreementPage = (
  plan: PlanRow,
  version: PlanVersionRow,
  { decisions, today }: { readonly decisions: readonly RecordedDecision[]; readonly today: CalendarDay },
  tried: Tried = null,
): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Version ${version.number} was agreed`,
      action: planPaths.agreement(plan.ref, version.number),
      button: 'Record the agreement',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      warning:
        'First dates in this version are fixed for ever, and the version before it is superseded. This cannot be undone.',
      fields: [
        dayBoxes({ name: 'on', label: 'When did the board agree it?', value: today }),
        ...decisionFields(decisions),
      ],
    },
    tried,
  );

/** `agreedOn`: when the version that stands was agreed. */
export const versionWords = (agreedOn: CalendarDay | null): RefusalWords => ({
  'not-a-draft': { text: 'This version is not a draft any more' },
  'nothing-in-it': { text: 'Add at least one milestone before you propose the plan' },
  'no-summary': { at: 'summary', text: 'Enter what changed, and why' },
  'not-proposed': { text: 'This version is not proposed. Propose it first' },
  'no-decision': { at: 'decisionRef', text: 'Select the decision that agreed this version, or enter its reference' },
  'after-today': { at: 'on', text: 'Date agreed must be today or in the past' },
  'another-was-agreed': {
    text: `Another plan version was agreed on ${agreedOn ? formatDay(agreedOn) : 'another day'}. Make a new version instead`,
  },
});
