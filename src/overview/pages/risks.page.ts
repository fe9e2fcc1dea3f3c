import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { ActionRow, PlanRow, RiskReviewRow, RiskRow } from '../../plans/data/plan.row.js';
import {
  consequences,
  likelihoods,
  riskBand,
  riskDirection,
  riskDirections,
  riskScore,
  riskStatuses,
} from '../../plans/domain/risk.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import type { CsvColumn } from '../../shell/csv.js';
import { dayBoxes, type FieldMaker, form, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, tableHead } from '../../shell/table.js';
import { historyPaths } from './history.paths.js';
import { bare, type PlanPage, planFormPage, section } from './plan-frame.page.js';
import { choicesOf, planSentences, who } from './plan-words.page.js';

export type RiskLine = { readonly risk: RiskRow; readonly reviews: readonly RiskReviewRow[] };

export function riskLines(risks: readonly RiskRow[], reviews: readonly RiskReviewRow[]): readonly RiskLine[] {
  const byRisk = groupBy(reviews, ({ riskId }) => riskId);
  return risks.map((risk) => ({ risk, reviews: byRisk.get(risk.id) ?? [] }));
}

const bandColours = { Low: 'grey', Moderate: 'grey', High: 'yellow', Extreme: 'orange' } as const;

const scoreTag = (risk: Pick<RiskRow, 'likelihood' | 'consequence'>): Tag => {
  const score = riskScore(risk);
  const band = riskBand(score);
  return { text: `${score} ${band}`, colour: bandColours[band] };
};

const directionWords = (reviews: readonly RiskReviewRow[]): string => {
  const direction = riskDirection(reviews);
  return direction === null ? 'Looked at once' : riskDirections[direction];
};

const reviewWords = ({ reviewOn, status }: RiskRow, today: CalendarDay): string => {
  if (status === 'closed') return 'Closed';
  if (reviewOn === null) return 'No day set';
  return `${formatDay(reviewOn)}${reviewOn < today ? ', overdue' : ''}`;
};

export function risksPage({
  lines,
  today,
  plans,
  query,
}: {
  readonly lines: readonly RiskLine[];
  readonly today: CalendarDay;
  /** Plans to which this person may add a risk. */
  readonly plans: readonly PlanRow[];
  readonly query: Readonly<Record<string, unknown>>;
}): PlanPage {
  const open = lines.filter(({ risk }) => risk.status === 'open').length;
  return {
    ...bare,
    title: 'Risks',
    heading: plural(open, 'open risk'),
    caption: 'Registers of risks',
    breadcrumbs: [{ text: 'My plans', href: planPaths.index() }],
    said: saidAfter(query, planSentences),
    actions: plans.map(({ ref, title, organisationName }): Link => ({
      text: plans.length === 1 ? 'Add a risk' : `Add a risk to ${title}, ${organisationName}`,
      href: planPaths.newRisk(ref),
    })),
    sections: [
      section({
        id: 'register',
        heading: 'The register',
        table: stacked({
          id: 'risks',
          caption: 'Risks, gravest first',
          captionHidden: true,
          csvHref: planPaths.risksCsv(),
          head: tableHead([
            { text: 'Risk' },
            { text: 'Organisation' },
            { text: 'Score' },
            { text: 'Direction' },
            { text: 'Owner' },
            { text: 'Aimed at' },
            { text: 'Next look' },
          ]),
          rows: lines.map(({ risk, reviews }) => ({
            cells: [
              { header: true, text: risk.title, href: planPaths.risk(risk.ref), note: risk.ref },
              { text: risk.organisationName, note: risk.planRef },
              { tag: scoreTag(risk) },
              { text: directionWords(reviews) },
              { text: risk.ownerPost ?? 'No owner' },
              { text: targetWords(risk) },
              { text: reviewWords(risk, today) },
            ],
          })),
          empty: { text: 'None recorded.' },
        }),
      }),
    ],
  };
}

const targetWords = ({ targetLikelihood, targetConsequence }: RiskRow): string =>
  targetLikelihood === null || targetConsequence === null
    ? 'Nothing set'
    : String(targetLikelihood * targetConsequence);

export const riskCsvColumns: readonly CsvColumn<RiskLine>[] = [
  { header: 'Reference', value: ({ risk }) => risk.ref },
  { header: 'Risk', value: ({ risk }) => risk.title },
  { header: 'Organisation', value: ({ risk }) => risk.organisationName },
  { header: 'Plan', value: ({ risk }) => risk.planRef },
  { header: 'Cause', value: ({ risk }) => risk.cause },
  { header: 'Effect', value: ({ risk }) => risk.effect },
  { header: 'Likelihood', value: ({ risk }) => risk.likelihood },
  { header: 'Consequence', value: ({ risk }) => risk.consequence },
  { header: 'Score', value: ({ risk }) => riskScore(risk) },
  { header: 'Band', value: ({ risk }) => riskBand(riskScore(risk)) },
  { header: 'Direction', value: ({ reviews }) => directionWords(reviews) },
  { header: 'Controls', value: ({ risk }) => risk.controls },
  { header: 'Owner', value: ({ risk }) => risk.ownerPost },
  { header: 'Aimed at', value: ({ risk }) => targetWords(risk) },
  { header: 'Next look', value: ({ risk }) => risk.reviewOn },
  { header: 'Status', value: ({ risk }) => riskStatuses[risk.status] },
];

export function riskPage({
  risk,
  reviews,
  names,
  mayEdit,
  answering,
  today,
  query,
}: RiskLine & {
  /** What is done about it, of the plans that the reader may read. */
  readonly answering: readonly ActionRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayEdit: boolean;
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
}): PlanPage {
  return {
    ...bare,
    title: `${risk.title} (${risk.ref})`,
    heading: risk.title,
    caption: `Risk ${risk.ref}, ${risk.organisationName}`,
    tag: scoreTag(risk),
    breadcrumbs: [
      { text: risk.organisationName, href: organisationPaths.show(risk.organisationSlug) },
      { text: 'Risks', href: planPaths.risks() },
    ],
    said: saidAfter(query, planSentences),
    historyHref: historyPaths.of('risk', risk.ref),
    actions: mayEdit
      ? [
          { text: 'Look at it again', href: planPaths.reviewRisk(risk.ref) },
          { text: 'Edit', href: planPaths.editRisk(risk.ref) },
        ]
      : [],
    facts: {
      rows: [
        { label: 'Cause', text: risk.cause },
        { label: 'Effect', text: risk.effect },
        { label: 'Likelihood', text: likelihoods[String(risk.likelihood)] ?? String(risk.likelihood) },
        { label: 'Consequence', text: consequences[String(risk.consequence)] ?? String(risk.consequence) },
        { label: 'Direction', text: directionWords(reviews) },
        { label: 'Controls', text: risk.controls ?? 'None written down' },
        { label: 'Owner', text: risk.ownerPost ?? 'No owner' },
        { label: 'Score aimed at', text: targetWords(risk) },
        { label: 'Next look', text: reviewWords(risk, today) },
        ...(risk.planRef ? [{ label: 'Plan', text: risk.planRef, href: planPaths.show(risk.planRef) }] : []),
      ],
    },
    sections: [
      section({
        id: 'actions',
        heading: 'What is done about it',
        links: answering.map((one) => ({
          text: `${one.ref} ${one.title}`,
          href: planPaths.milestone(one.planRef, one.ref),
        })),
        empty: answering.length === 0 ? { text: 'No action of a plan is tied to it.' } : null,
      }),
      section({
        id: 'looks',
        heading: 'Every look at it',
        events: reviews.toReversed().map((one) => ({
          when: formatMoment(one.recordedAt),
          heading: one.status === 'closed' ? 'Closed' : `Score ${riskScore(one)}`,
          tag: scoreTag(one),
          paragraphs: [one.note, `As of ${formatDay(one.onDay)}.`],
          by: `by ${who(names, one.recordedBy)}`,
        })),
      }),
    ],
  };
}

const scale = choicesOf(likelihoods);
const grave = choicesOf(consequences);

const rating = (risk: Pick<RiskRow, 'likelihood' | 'consequence'> | null): readonly FieldMaker[] => [
  radios({ name: 'likelihood', label: 'How likely is it?', choices: scale, value: risk && String(risk.likelihood) }),
  radios({
    name: 'consequence',
    label: 'How bad would it be?',
    choices: grave,
    value: risk && String(risk.consequence),
  }),
];

const nextLook = (value: string | null): FieldMaker =>
  dayBoxes({ name: 'reviewOn', label: 'When is it looked at again?', hint: 'For example, 31 3 2027', value });

const riskFields = (risk: RiskRow | null): readonly FieldMaker[] => [
  text({ name: 'title', label: 'What could happen?', value: risk?.title }),
  prose({ name: 'cause', label: 'What would cause it?', rows: 3, value: risk?.cause }),
  prose({ name: 'effect', label: 'What would it do?', hint: 'To people first', rows: 3, value: risk?.effect }),
  ...(risk ? [] : rating(null)),
  prose({ name: 'controls', label: 'What is done about it?', rows: 3, value: risk?.controls }),
  text({ name: 'ownerPost', label: 'Post that owns it', hint: 'A post, never a name', value: risk?.ownerPost }),
  select({
    name: 'targetLikelihood',
    label: 'Likelihood aimed at',
    any: 'Nothing set',
    choices: scale,
    value: risk?.targetLikelihood ? String(risk.targetLikelihood) : null,
  }),
  select({
    name: 'targetConsequence',
    label: 'Consequence aimed at',
    any: 'Nothing set',
    choices: grave,
    value: risk?.targetConsequence ? String(risk.targetConsequence) : null,
  }),
  nextLook(risk?.reviewOn ?? null),
];

export const newRiskPage = (plan: PlanRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: 'Add a risk',
      action: planPaths.newRisk(plan.ref),
      button: 'Add the risk',
      fields: riskFields(null),
      cancel: planPaths.risks(),
    },
    tried,
  );

export function riskFormPage(risk: RiskRow, what: 'edit' | 'review', tried: Tried = null): PlanPage {
  const fields =
    what === 'edit'
      ? riskFields(risk)
      : [
          ...rating(risk),
          radios({
            name: 'status',
            label: 'Is it open?',
            choices: choicesOf(riskStatuses),
            value: risk.status,
            inline: true,
          }),
          prose({ name: 'note', label: 'What changed?', hint: 'Or that nothing did, and why', rows: 3, value: null }),
          nextLook(null),
        ];
  const model = form({
    action: what === 'edit' ? planPaths.editRisk(risk.ref) : planPaths.reviewRisk(risk.ref),
    button: what === 'edit' ? 'Save' : 'Record the look',
    fields,
    tried,
    version: risk.version,
    cancel: { text: 'Cancel', href: planPaths.risk(risk.ref) },
  });
  const heading = what === 'edit' ? 'Edit the risk' : 'Look at the risk again';
  return {
    ...bare,
    title: `${heading}: ${risk.title} (${risk.ref})`,
    heading,
    caption: risk.title,
    breadcrumbs: [
      { text: 'Risks', href: planPaths.risks() },
      { text: risk.title, href: planPaths.risk(risk.ref) },
    ],
    form: model,
    errors: model.errors,
    hasForm: true,
  };
}
