import type { LinkTargetRow } from '../../plans/data/link-targets.queries.js';
import type {
  DateChangeRow,
  DateRequestRow,
  DependencyRow,
  EvidenceRow,
  MilestoneCheckRow,
  MilestoneLinkRow,
  MilestoneMoveRow,
  MilestoneUpdateRow,
  PlanRow,
} from '../../plans/data/plan.row.js';
import { dateRequestStates } from '../../plans/domain/date-request.js';
import { milestoneMovesFrom, milestoneStates, moveName } from '../../plans/domain/milestone-state.js';
import {
  checkResults,
  dependencyKinds,
  horizons,
  levers,
  linkKinds,
  reasonCodes,
  weights,
} from '../../plans/domain/milestone-words.js';
import { slipWords } from '../../plans/domain/slip.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { form, radios, select, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { SummaryRow } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, tableHead } from '../../shell/table.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { historyPaths } from './history.paths.js';
import { type PlanEvent, type PlanPage, planPage, type PlanSection, section } from './plan-frame.page.js';
import { choicesOf, firstDateWords, ownerTag, planSentences, ratingTag, slipNote, who } from './plan-words.page.js';

export type MilestoneActs = {
  readonly edit: boolean;
  readonly update: boolean;
  readonly complete: boolean;
  readonly accept: boolean;
  readonly stop: boolean;
  readonly ask: boolean;
  readonly addEvidence: boolean;
};

export type Target = { readonly kind: string; readonly id: string; readonly text: string; readonly parentRef: string };

export type MilestoneInput = {
  readonly plan: PlanRow;
  readonly milestone: ReadMilestone;
  readonly all: readonly ReadMilestone[];
  readonly acts: MilestoneActs;
  readonly updates: readonly MilestoneUpdateRow[];
  readonly moves: readonly MilestoneMoveRow[];
  readonly checks: readonly MilestoneCheckRow[];
  readonly changes: readonly DateChangeRow[];
  readonly requests: readonly DateRequestRow[];
  readonly links: readonly MilestoneLinkRow[];
  readonly targets: readonly Target[];
  readonly waits: readonly DependencyRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayCorrect: boolean;
  readonly query: Readonly<Record<string, unknown>>;
};

const moveActs = ({ stop, accept, complete }: MilestoneActs, from: string, to: string): boolean => {
  if (to === 'paused' || to === 'cancelled' || from === 'paused') return stop;
  if (to === 'in_progress' && from === 'not_started') return complete;
  return to === 'action_complete' && from === 'in_progress' ? complete : accept;
};

/** The moves that this reader may make from where the milestone stands. */
export const movesFor = ({
  milestone,
  acts,
  plan,
}: Pick<MilestoneInput, 'milestone' | 'acts' | 'plan'>): readonly Link[] =>
  milestoneMovesFrom(milestone.stateToday)
    .filter((to) => moveActs(acts, milestone.stateToday, to))
    .map((to) => ({
      text: moveName(milestone.stateToday, to),
      href: planPaths.move(plan.ref, milestone.ref, to),
    }));

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

export const targetText = ({ text, parentRef }: Pick<LinkTargetRow, 'text' | 'parentRef'>): string =>
  `${shorten(text)} (${parentRef})`;

function datesOf({ milestone, plan, acts, requests, mayCorrect }: MilestoneInput): readonly SummaryRow[] {
  const open = requests.find(({ status }) => status === 'asked');
  const canAsk = acts.ask && milestone.baselineDue !== null && !open;
  const links = [
    ...(canAsk ? [{ text: 'Ask for a new date', href: planPaths.askForDate(plan.ref, milestone.ref) }] : []),
    ...(mayCorrect
      ? [{ text: 'Put a mistake in the date right', href: planPaths.correctDate(plan.ref, milestone.ref) }]
      : []),
  ];
  return [
    {
      label: 'First date',
      text: firstDateWords(milestone),
      note:
        milestone.baselineDue === null
          ? 'It is fixed when the board agrees the plan, or when work is reported'
          : 'Never changed',
    },
    {
      label: 'Current date',
      text: formatDay(milestone.currentDue),
      note: open ? `${formatDay(open.askedTo)} was asked for (${open.ref}) and is not decided` : null,
      links,
    },
    {
      label: 'Slip',
      text: milestone.slipDays === null ? 'Not known yet' : slipWords(milestone.slipDays),
      note: slipNote(milestone),
    },
    ...(milestone.forecastDue
      ? [{ label: 'Expected', text: formatDay(milestone.forecastDue), note: 'The owner’s forecast' }]
      : []),
    ...(milestone.evidenceOwedUntil
      ? [
          {
            label: 'Evidence owed',
            text: `Until ${formatDay(milestone.evidenceOwedUntil)}`,
            note: 'Until it comes the action counts as not complete; after that day it is in progress again',
          },
        ]
      : []),
    ...(milestone.completedOn ? [{ label: 'Action complete', text: formatDay(milestone.completedOn) }] : []),
    ...(milestone.impactDue && milestone.impactShownOn === null
      ? [{ label: 'Impact due', text: formatDay(milestone.impactDue) }]
      : []),
    ...(milestone.impactShownOn ? [{ label: 'Impact shown', text: formatDay(milestone.impactShownOn) }] : []),
  ];
}

const factsOf = (input: MilestoneInput): readonly SummaryRow[] => {
  const { milestone } = input;
  return [
    { label: 'Done means', text: milestone.doneMeans },
    { label: 'State', text: milestone.stateWords },
    {
      label: 'Owner says',
      ...(milestone.ownerRating ? { tag: ownerTag(milestone.ownerRating) } : { text: 'Nothing yet' }),
    },
    {
      label: 'The record says',
      tag: ratingTag(milestone.rated.rating),
      note: `The rule that fired: ${milestone.rated.because}`,
    },
    ...datesOf(input),
    {
      label: 'Owner',
      text: milestone.ownerPost ?? 'No owner',
      note: milestone.deputyPost && `Deputy: ${milestone.deputyPost}`,
    },
    { label: 'Priority', text: `${milestone.priorityNumber} ${milestone.priorityTitle}` },
    {
      label: 'Kind of change',
      text: [
        milestone.lever ? levers[milestone.lever] : 'Kind not said',
        milestone.horizon ? horizons[milestone.horizon] : 'horizon not said',
        `${weights[milestone.weight]} weight`,
      ].join(', '),
      note: milestone.safetyCritical === 1 ? 'Safety-critical' : null,
    },
    ...(milestone.startOn ? [{ label: 'Starts', text: formatDay(milestone.startOn) }] : []),
    ...(milestone.theirRef ? [{ label: 'Their reference', text: milestone.theirRef }] : []),
    ...(milestone.adaptedFrom ? [{ label: 'Adapted from', text: milestone.adaptedFrom }] : []),
  ];
};

type Dated = PlanEvent & { readonly at: string };

/** Everything that was said and done, latest first. */
export function eventsOf({ updates, moves, changes, requests, checks, names }: MilestoneInput): readonly PlanEvent[] {
  const events: Dated[] = [
    ...updates.map((one) => ({
      at: one.at,
      when: formatMoment(one.at),
      heading: one.reviewRef ? `Reported in ${one.reviewRef}` : 'Reported',
      tag: ownerTag(one.rating),
      paragraphs: [
        one.reasonCode ? `Why: ${reasonCodes[one.reasonCode]}.` : '',
        one.note ?? '',
        one.forecastDue ? `Expected ${formatDay(one.forecastDue)}.` : '',
      ].filter(Boolean),
      by: `by ${who(names, one.byName)}`,
    })),
    ...moves.map((one) => ({
      at: one.at,
      when: formatMoment(one.at),
      heading: `${milestoneStates[one.fromState]} to ${milestoneStates[one.toState].toLowerCase()}`,
      tag: null,
      paragraphs: [
        `As of ${formatDay(one.onDay)}.`,
        one.reason ?? '',
        one.decisionRef ? `By decision ${one.decisionRef}, ${one.approvedBy ?? 'the board'}.` : '',
      ].filter(Boolean),
      by: `by ${who(names, one.byName)}`,
    })),
    ...changes.map((one) => ({
      at: one.at,
      when: formatMoment(one.at),
      heading: `Date moved, number ${one.number}: ${formatDay(one.fromDue)} to ${formatDay(one.toDue)}`,
      tag: null,
      paragraphs: [
        `${reasonCodes[one.reasonCode]}: ${one.reason}`,
        one.decisionRef
          ? `Agreed by ${one.approvedBy ?? 'the board'}, decision ${one.decisionRef}. Asked for by ${who(names, one.askedBy)}.`
          : 'A mistake put right within a day, without a decision.',
      ],
      by: `by ${who(names, one.byName)}`,
    })),
    ...requests
      .filter(({ status }) => status !== 'agreed' && status !== 'different')
      .map((one) => ({
        at: one.askedAt,
        when: formatMoment(one.askedAt),
        heading: `New date asked for: ${formatDay(one.askedTo)} (${one.ref})`,
        tag: { text: dateRequestStates[one.status], colour: 'grey' as const },
        paragraphs: [
          `${reasonCodes[one.reasonCode]}: ${one.reason}`,
          one.decidedDecisionRef ? `Decision ${one.decidedDecisionRef}. ${one.answer ?? ''}`.trim() : '',
        ].filter(Boolean),
        by: `by ${who(names, one.askedBy)}`,
      })),
    ...checks.map((one) => ({
      at: `${one.onDay}T23:59:59.999Z`,
      when: formatDay(one.onDay),
      heading: `Check: ${checkResults[one.result].toLowerCase()}`,
      tag: null,
      paragraphs: [one.text],
      by: `by ${one.byText}`,
    })),
  ];
  return events.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

function evidenceSection({ plan, milestone, evidence, acts, names }: MilestoneInput): PlanSection {
  return section({
    id: 'evidence',
    heading: `Evidence (${evidence.length})`,
    table: stacked({
      id: 'evidence-table',
      caption: 'Evidence',
      captionHidden: true,
      head: tableHead([
        { text: 'Evidence' },
        { text: 'Shows' },
        { text: 'From' },
        { text: 'Of' },
        { text: 'Accepted' },
      ]),
      rows: evidence.map((one) => ({
        cells: [
          { header: true, text: one.title, href: planPaths.evidence(one.ref), note: one.ref },
          { text: capital(one.level), note: evidenceKinds[one.kind as keyof typeof evidenceKinds] },
          { text: capital(one.independence) },
          { text: formatDay(one.onDay) },
          one.acceptedOn
            ? { text: formatDay(one.acceptedOn), note: `By ${who(names, one.acceptedBy)}` }
            : { text: one.notAcceptedBecause ? 'Not accepted' : 'Not yet', note: one.notAcceptedBecause },
        ],
      })),
      empty: { text: 'No evidence yet. Without it the action cannot be complete.' },
    }),
    links: acts.addEvidence ? [{ text: 'Add evidence', href: planPaths.addEvidence(plan.ref, milestone.ref) }] : [],
  });
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function linksSection({ plan, milestone, links, targets, acts }: MilestoneInput): PlanSection {
  const known = new Map(targets.map((target) => [`${target.kind}:${target.id}`, target]));
  return section({
    id: 'links',
    heading: 'What it answers',
    intro: 'The findings, directions, exit criteria, risks and measures that this action is there for.',
    table: {
      id: 'links-table',
      caption: 'What the milestone answers',
      captionHidden: true,
      head: tableHead([{ text: 'Record' }, { text: 'Kind' }, { text: 'From' }]),
      rows: links.map(({ kind, targetId }) => {
        const target = known.get(`${kind}:${targetId}`);
        return {
          cells: [
            { header: true, text: target?.text ?? 'A record that is not there any more' },
            { text: linkKinds[kind] },
            { text: target?.parentRef ?? 'Not known' },
          ],
        };
      }),
      empty: { text: 'It answers nothing on the record yet.' },
    },
    links: acts.edit ? [{ text: 'Change what it answers', href: planPaths.ties(plan.ref, milestone.ref) }] : [],
  });
}

function waitsSection({ plan, milestone, waits, all, acts }: MilestoneInput): PlanSection {
  const byId = new Map(all.map((one) => [one.id, one]));
  const row = (id: string, words: string) => {
    const one = byId.get(id);
    return {
      cells: [
        {
          header: true,
          text: one ? `${one.ref} ${one.title}` : id,
          href: one ? planPaths.milestone(plan.ref, one.ref) : null,
        },
        { text: words },
        { text: one ? formatDay(one.currentDue) : 'Not known' },
        one ? { tag: ratingTag(one.rated.rating) } : { text: 'Not known' },
      ],
    };
  };
  return section({
    id: 'waits',
    heading: 'What waits for what',
    table: stacked({
      id: 'waits-table',
      caption: 'Milestones that this one waits for, and that wait for it',
      captionHidden: true,
      head: tableHead([{ text: 'Milestone' }, { text: 'How' }, { text: 'Due' }, { text: 'The record says' }]),
      rows: waits.flatMap(({ fromId, toId, kind }) =>
        fromId === milestone.id
          ? [row(toId, `This waits for it. ${dependencyKinds[kind]}`)]
          : toId === milestone.id
            ? [row(fromId, 'It waits for this one')]
            : [],
      ),
      empty: { text: 'It waits for nothing, and nothing waits for it.' },
    }),
    links: acts.edit ? [{ text: 'Change what it waits for', href: planPaths.waits(plan.ref, milestone.ref) }] : [],
  });
}

export function milestonePage(input: MilestoneInput): PlanPage {
  const { plan, milestone, acts } = input;
  const { ref } = milestone;
  return planPage(plan, {
    heading: milestone.title,
    title: `${milestone.title} (${ref}): ${plan.title}`,
    caption: `${ref}, ${plan.title}`,
    above: [],
    said: saidAfter(input.query, planSentences),
    historyHref: historyPaths.of('milestone', ref),
    warning: milestone.mismatch,
    actions: [
      ...(acts.update && milestone.stateToday !== 'cancelled'
        ? [{ text: 'Report on it', href: planPaths.update(plan.ref, ref) }]
        : []),
      ...movesFor(input),
      ...(acts.accept && milestone.impactShownOn
        ? [{ text: 'Record a check', href: planPaths.check(plan.ref, ref) }]
        : []),
      ...(acts.edit ? [{ text: 'Edit', href: planPaths.editMilestone(plan.ref, ref) }] : []),
    ],
    facts: { rows: factsOf(input) },
    sections: [
      section({
        id: 'what-happened',
        heading: 'What happened',
        events: eventsOf(input),
        empty: eventsOf(input).length === 0 ? { text: 'Nothing has been reported yet.' } : null,
      }),
      evidenceSection(input),
      linksSection(input),
      waitsSection(input),
    ],
  });
}

type Named = Pick<MilestoneInput, 'plan' | 'milestone' | 'links' | 'targets'>;

/** Ties a milestone to a record, or takes a tie away. */
export function tiesPage(
  { plan, milestone, links, targets }: Named,
  tried: Tried = null,
  removing: Tried = null,
): PlanPage {
  const tied = new Set(links.map(({ kind, targetId }) => `${kind}:${targetId}`));
  const keyOf = ({ kind, id }: Target): string => `${kind}:${id}`;
  const choice = (target: Target) => ({
    value: keyOf(target),
    text: `${linkKinds[target.kind as keyof typeof linkKinds]}: ${targetText(target)}`,
  });
  const free = targets.filter((target) => !tied.has(keyOf(target)));
  const bound = targets.filter((target) => tied.has(keyOf(target)));
  const adding = form({
    action: planPaths.ties(plan.ref, milestone.ref),
    button: 'Tie it',
    version: milestone.version,
    tried,
    fields: [select({ name: 'target', label: 'What does it answer?', choices: free.map(choice), value: null })],
    cancel: { text: 'Go back to the milestone', href: planPaths.milestone(plan.ref, milestone.ref) },
  });
  const untying = form({
    action: planPaths.untie(plan.ref, milestone.ref),
    button: 'Take the tie away',
    version: milestone.version,
    tried: removing,
    fields: [
      radios({ name: 'target', label: 'Which does it answer no longer?', choices: bound.map(choice), value: null }),
    ],
  });
  return tyingPage(plan, milestone, {
    heading: 'What it answers',
    adding: free.length > 0 ? adding : null,
    none: 'There is nothing left to tie it to: no finding, direction, exit criterion, risk or measure of this organisation.',
    removing: bound.length > 0 ? untying : null,
  });
}

/** Says what a milestone waits for, or that it waits no longer. */
export function waitsPage(
  { plan, milestone, all, waits }: Pick<MilestoneInput, 'plan' | 'milestone' | 'all' | 'waits'>,
  tried: Tried = null,
  removing: Tried = null,
): PlanPage {
  const own = waits.filter(({ fromId }) => fromId === milestone.id);
  const awaited = new Set(own.map(({ toId }) => toId));
  const choice = ({ ref, title }: { readonly ref: string; readonly title: string }) => ({
    value: ref,
    text: `${ref} ${title}`,
  });
  const free = all.filter(
    ({ id, stateToday }) => id !== milestone.id && !awaited.has(id) && stateToday !== 'cancelled',
  );
  const adding = form({
    action: planPaths.waits(plan.ref, milestone.ref),
    button: 'Let it wait',
    version: milestone.version,
    tried,
    fields: [
      select({ name: 'on', label: 'Which milestone does it wait for?', choices: free.map(choice), value: null }),
      radios({ name: 'kind', label: 'How does it wait?', choices: choicesOf(dependencyKinds), value: 'start' }),
    ],
    cancel: { text: 'Go back to the milestone', href: planPaths.milestone(plan.ref, milestone.ref) },
  });
  const ending = form({
    action: planPaths.waitNoLonger(plan.ref, milestone.ref),
    button: 'It waits no longer',
    version: milestone.version,
    tried: removing,
    fields: [
      radios({
        name: 'on',
        label: 'For which does it wait no longer?',
        choices: own.map(({ toRef, toTitle }) => choice({ ref: toRef, title: toTitle })),
        value: null,
      }),
    ],
  });
  return tyingPage(plan, milestone, {
    heading: 'What it waits for',
    adding: free.length > 0 ? adding : null,
    none: 'There is no other milestone that it could wait for.',
    removing: own.length > 0 ? ending : null,
  });
}

type FormModel = ReturnType<typeof form>;

function tyingPage(
  plan: PlanRow,
  { ref, title }: ReadMilestone,
  {
    heading,
    adding,
    none,
    removing,
  }: {
    readonly heading: string;
    readonly adding: FormModel | null;
    readonly none: string;
    readonly removing: FormModel | null;
  },
): PlanPage {
  return planPage(plan, {
    heading: `${heading}: ${ref}`,
    above: [{ text: `${ref} ${title}`, href: planPaths.milestone(plan.ref, ref) }],
    hasForm: true,
    errors: [...(adding?.errors ?? []), ...(removing?.errors ?? [])],
    sections: [
      section({ id: 'add', heading: 'Add', form: adding, empty: adding ? null : { text: none } }),
      ...(removing ? [section({ id: 'take-away', heading: 'Take away', form: removing })] : []),
    ],
  });
}
