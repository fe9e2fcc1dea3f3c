import { milestoneMovesFrom, moveName } from '../../plans/domain/milestone-state.js';
import { horizons, levers, weights } from '../../plans/domain/milestone-words.js';
import { referenceLinks } from './references.page.js';
import { slipWords } from '../../plans/domain/slip.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatDay } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { SummaryRow } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { historyPaths } from './history.paths.js';
import { eventsOf } from './milestone-events.page.js';
import type { MilestoneActs, MilestoneInput } from './milestone-input.page.js';
import { evidenceSection, linksSection, waitsSection } from './milestone-parts.page.js';
import { type PlanPage, planPage, section } from './plan-frame.page.js';
import { firstDateWords, ownerTag, planSentences, ratingTag, slipNote } from './plan-words.page.js';

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
    ...(milestone.adaptedFrom
      ? [{ label: 'Adapted from', text: milestone.adaptedFrom, links: referenceLinks(milestone.adaptedFrom) }]
      : []),
  ];
};

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
