import { dateRequestStates } from '../../plans/domain/date-request.js';
import { milestoneStates } from '../../plans/domain/milestone-state.js';
import { checkResults, reasonCodes } from '../../plans/domain/milestone-words.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import type { MilestoneInput } from './milestone-input.page.js';
import type { PlanEvent } from './plan-frame.page.js';
import { ownerTag, who } from './plan-words.page.js';

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
