import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { EvidenceRow } from '../../plans/data/plan.row.js';
import { evidenceIndependences, evidenceLevels } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { parsePeriod } from '../../kernel/period.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { form, prose, radios, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, formatPeriod } from '../../shell/format.js';
import { outsideHref } from '../../shell/links.js';
import type { SummaryRow } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import type { RefusalWords } from './case-desk.js';
import { historyPaths } from './history.paths.js';
import { bare, type PlanPage, section } from './plan-frame.page.js';
import { planSentences, who } from './plan-words.page.js';

export type EvidenceInput = {
  readonly evidence: EvidenceRow;
  readonly milestones: readonly { readonly ref: string; readonly title: string; readonly planRef: string }[];
  readonly names: ReadonlyMap<string, string>;
  /** Why this person cannot accept it; null: they can. */
  readonly cannot: string | null;
  readonly mayWithdraw: boolean;
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

const stateOf = ({ acceptedOn, notAcceptedBecause }: EvidenceRow) => {
  if (acceptedOn) return { text: 'Accepted', colour: 'turquoise' } as const;
  return notAcceptedBecause
    ? ({ text: 'Not accepted', colour: 'orange' } as const)
    : ({ text: 'To be looked at', colour: 'grey' } as const);
};

function factsOf({ evidence, milestones, names, today }: EvidenceInput): readonly SummaryRow[] {
  const from = evidence.periodFrom && parsePeriod(evidence.periodFrom);
  const outside = evidence.url && outsideHref(evidence.url);
  const where = [
    evidence.page ? `page ${evidence.page}` : '',
    evidence.paragraph ? `paragraph ${evidence.paragraph}` : '',
  ].filter(Boolean);
  const isOld = evidence.goodUntil !== null && evidence.goodUntil < today;
  return [
    { label: 'What it says', text: evidence.summary },
    { label: 'Shows', text: evidenceLevels[evidence.level] },
    { label: 'Comes from', text: evidenceIndependences[evidence.independence] },
    { label: 'Kind', text: evidenceKinds[evidence.kind as keyof typeof evidenceKinds] },
    { label: 'Of', text: formatDay(evidence.onDay), note: from ? `It covers ${formatPeriod(from)} on` : null },
    ...(evidence.goodUntil
      ? [
          {
            label: 'Says enough until',
            text: formatDay(evidence.goodUntil),
            note: isOld ? 'That day has passed: look for newer evidence' : null,
          },
        ]
      : []),
    ...(evidence.fileId
      ? [{ label: 'File', text: 'Download the file', href: planPaths.evidenceFile(evidence.ref) }]
      : []),
    ...(outside ? [{ label: 'Published at', text: evidence.url, href: outside, note: where.join(', ') || null }] : []),
    ...(!outside && where.length > 0 ? [{ label: 'Where in it', text: where.join(', ') }] : []),
    {
      label: 'On',
      links: milestones.map(({ ref, title, planRef }) => ({
        text: `${ref} ${title}`,
        href: planPaths.milestone(planRef, ref),
      })),
    },
    { label: 'Added', text: formatMoment(evidence.recordedAt), note: `By ${who(names, evidence.recordedBy)}` },
    evidence.acceptedOn
      ? { label: 'Accepted', text: formatDay(evidence.acceptedOn), note: `By ${who(names, evidence.acceptedBy)}` }
      : { label: 'Accepted', text: evidence.notAcceptedBecause ? 'No' : 'Not yet', note: evidence.notAcceptedBecause },
  ];
}

/** "Accepted on 4 March 2026 by Ada Member", for whoever sends it after somebody else. */
const judgedWords = ({ evidence, names }: EvidenceInput): string =>
  evidence.acceptedOn
    ? `Accepted on ${formatDay(evidence.acceptedOn)} by ${who(names, evidence.acceptedBy)}`
    : stateOf(evidence).text;

export function evidencePage(input: EvidenceInput, tried: Tried = null, triedToWithdraw: Tried = null): PlanPage {
  const { evidence, milestones, cannot } = input;
  const model =
    cannot === null
      ? form({
          action: planPaths.evidenceAcceptance(evidence.ref),
          button: 'Record it',
          version: evidence.version,
          tried,
          standing: [
            {
              field: 'accepted',
              saved: evidence.acceptedOn || evidence.notAcceptedBecause ? judgedWords(input) : 'Nobody has judged it',
            },
            { field: 'because', saved: evidence.notAcceptedBecause },
          ],
          fields: [
            radios({
              name: 'accepted',
              label: 'Does it show what it is said to show?',
              choices: [
                { value: 'yes', text: 'Yes, it is accepted' },
                { value: 'no', text: 'No' },
              ],
              value: null,
            }),
            prose({ name: 'because', label: 'If not, why?', hint: 'Up to 500 characters', rows: 3, value: null }),
          ],
        })
      : null;
  const withdrawal = input.mayWithdraw
    ? form({
        action: planPaths.evidenceWithdrawal(evidence.ref),
        button: 'Withdraw this evidence',
        version: evidence.version,
        tried: triedToWithdraw,
        standing: [{ label: 'Accepted', saved: judgedWords(input), typed: 'Not changed here' }],
        isWarning: true,
        fields: [
          prose({
            name: 'reason',
            label: 'Why should it not stand?',
            hint: 'What was concluded from it stays, and says that the evidence was withdrawn. Up to 500 characters',
            rows: 3,
            value: null,
          }),
        ],
      })
    : null;
  const [first] = milestones;
  return {
    ...bare,
    title: `${evidence.title} (${evidence.ref})`,
    heading: evidence.title,
    caption: `Evidence ${evidence.ref}, ${evidence.organisationName}`,
    tag: stateOf(evidence),
    said: saidAfter(input.query, planSentences),
    breadcrumbs: [
      { text: evidence.organisationName, href: organisationPaths.show(evidence.organisationSlug) },
      ...(first
        ? [
            { text: first.planRef, href: planPaths.show(first.planRef) },
            { text: `${first.ref} ${first.title}`, href: planPaths.milestone(first.planRef, first.ref) },
          ]
        : []),
    ],
    historyHref: historyPaths.of('evidence', evidence.ref),
    facts: { rows: factsOf(input) },
    hasForm: true,
    errors: [...(model?.errors ?? []), ...(withdrawal?.errors ?? [])],
    sections: [
      section({
        id: 'acceptance',
        heading: 'Is it accepted?',
        intro: cannot,
        form: model,
      }),
      ...(withdrawal ? [section({ id: 'withdrawal', heading: 'Is it a mistake?', form: withdrawal })] : []),
    ],
  };
}

export const evidenceWords: RefusalWords = {
  'added-it': { text: 'Impact must be accepted by someone other than the person who added the evidence' },
  'no-reason': { at: 'because', text: 'Enter why it is not accepted' },
};
