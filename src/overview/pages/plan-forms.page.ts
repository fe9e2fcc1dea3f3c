import type { BodyRow, MilestoneRow, PlanRow, PriorityRow } from '../../plans/data/plan.row.js';
import {
  evidenceIndependences,
  evidenceLevels,
  horizonHints,
  horizons,
  leverHints,
  levers,
  ownerRatings,
  reasonCodes,
  weights,
} from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import {
  dayBoxes,
  type FieldMaker,
  file,
  form,
  prose,
  radios,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { bare, type PlanPage, planFormPage } from './plan-frame.page.js';
import { choicesOf, firstDateWords } from './plan-words.page.js';

type Case = { readonly id: string; readonly ref: string; readonly title: string };

const planFields = (
  cases: readonly Case[],
  plan: Pick<PlanRow, 'title' | 'episodeId'> | null,
): readonly FieldMaker[] => [
  text({
    name: 'title',
    label: 'What is the plan called?',
    hint: 'For example, Children’s services improvement plan',
    value: plan?.title,
  }),
  select({
    name: 'episodeId',
    label: 'Which case does it answer?',
    any: 'None',
    choices: cases.map(({ id, ref, title }) => ({ value: id, text: `${ref}: ${title}` })),
    value: plan?.episodeId,
  }),
];

export function newPlanPage(body: BodyRow, cases: readonly Case[], tried: Tried = null): PlanPage {
  const model = form({
    action: planPaths.creating(),
    button: 'Begin the plan',
    fields: planFields(cases, null),
    tried,
    hidden: { organisation: body.slug },
    cancel: { text: 'Cancel', href: planPaths.ofOrganisation(body.slug) },
  });
  return {
    ...bare,
    title: `Begin a plan: ${body.name}`,
    heading: 'Begin a plan',
    caption: body.name,
    breadcrumbs: [
      { text: body.name, href: `/organisations/${body.slug}` },
      { text: 'Plan', href: planPaths.ofOrganisation(body.slug) },
    ],
    lead: [
      'Its people and its board read it. First dates are fixed when the board agrees a version, or when work is first reported.',
    ],
    form: model,
    errors: model.errors,
    hasForm: true,
  };
}

export const editPlanPage = (plan: PlanRow, cases: readonly Case[], tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: 'Edit the plan',
      action: planPaths.edit(plan.ref),
      button: 'Save',
      fields: planFields(cases, plan),
      cancel: planPaths.show(plan.ref),
      version: plan.version,
    },
    tried,
  );

export const priorityFormPage = (plan: PlanRow, priority: PriorityRow | null, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: priority ? `Edit priority ${priority.number}` : 'Add a priority',
      action: priority ? planPaths.priority(plan.ref, priority.id) : planPaths.newPriority(plan.ref),
      button: priority ? 'Save' : 'Add the priority',
      version: priority?.version ?? null,
      cancel: planPaths.show(plan.ref),
      fields: [
        text({
          name: 'title',
          label: 'What is it called?',
          hint: 'For example, The front door',
          value: priority?.title,
        }),
        prose({
          name: 'outcome',
          label: 'What will be different for people?',
          hint: 'Not what is done, but what somebody will notice. For example, children who need help are seen within a day',
          rows: 3,
          value: priority?.outcome,
        }),
        text({
          name: 'leadPost',
          label: 'Post that leads it',
          hint: 'A post, never a name',
          value: priority?.leadPost,
        }),
        text({
          name: 'sponsor',
          label: 'Post that sponsors it',
          hint: 'A post, never a name',
          value: priority?.sponsor,
        }),
      ],
    },
    tried,
  );

type Kept = Pick<
  MilestoneRow,
  | 'priorityId'
  | 'title'
  | 'doneMeans'
  | 'ownerPost'
  | 'deputyPost'
  | 'lever'
  | 'horizon'
  | 'weight'
  | 'startOn'
  | 'theirRef'
  | 'adaptedFrom'
  | 'safetyCritical'
>;

const wordFields = (
  priorities: readonly PriorityRow[],
  kept: Kept | null,
  due: readonly FieldMaker[],
): readonly FieldMaker[] => [
  select({
    name: 'priorityId',
    label: 'Priority',
    choices: priorities.map(({ id, number, title }) => ({ value: id, text: `${number} ${title}` })),
    value: kept?.priorityId ?? (priorities.length === 1 ? priorities[0]?.id : null),
  }),
  text({
    name: 'title',
    label: 'What will be done?',
    hint: 'Up to 120 characters, and no other action of the plan',
    value: kept?.title,
  }),
  prose({
    name: 'doneMeans',
    label: 'What will be true when this is done?',
    hint: 'Something that somebody else could check',
    rows: 3,
    value: kept?.doneMeans,
  }),
  text({ name: 'ownerPost', label: 'Post that owns it', hint: 'A post, never a name', value: kept?.ownerPost }),
  text({ name: 'deputyPost', label: 'Post that stands in', value: kept?.deputyPost }),
  ...due,
  radios({
    name: 'lever',
    label: 'What kind of change is it?',
    hint: 'The main one',
    choices: choicesOf(levers, leverHints),
    value: kept?.lever,
  }),
  radios({
    name: 'horizon',
    label: 'How far does it reach?',
    choices: choicesOf(horizons, horizonHints),
    value: kept?.horizon,
  }),
  radios({
    name: 'weight',
    label: 'How large is it?',
    choices: choicesOf(weights),
    value: kept?.weight ?? 'medium',
    inline: true,
  }),
  dayBoxes({
    name: 'startOn',
    label: 'When does it start, if that is known?',
    hint: 'For example, 1 3 2027',
    value: kept?.startOn,
  }),
  text({ name: 'theirRef', label: 'What your own papers call it', width: 10, value: kept?.theirRef }),
  text({
    name: 'adaptedFrom',
    label: 'Where the idea came from',
    hint: 'Learning shared here (such as LS-0001), a case (EP-0001) or a source (SO-0001) by its reference, or another place or programme by name',
    value: kept?.adaptedFrom,
  }),
  tick({
    name: 'safetyCritical',
    label: 'Safety',
    words: 'People could come to harm if it is late',
    value: kept?.safetyCritical === 1,
  }),
];

const dueField = (value: string | null): FieldMaker =>
  dayBoxes({
    name: 'due',
    label: 'When is it due?',
    hint: 'For example, 31 3 2027. Once the board has agreed the plan, only the board moves this date',
    value,
  });

export const newMilestonePage = (plan: PlanRow, priorities: readonly PriorityRow[], tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: 'Add a milestone',
      action: planPaths.newMilestone(plan.ref),
      button: 'Add the milestone',
      fields: wordFields(priorities, null, [dueField(null)]),
      cancel: planPaths.show(plan.ref),
    },
    tried,
  );

export const aboveMilestone = (plan: Pick<PlanRow, 'ref'>, { ref, title }: Pick<MilestoneRow, 'ref' | 'title'>) => [
  { text: `${ref} ${title}`, href: planPaths.milestone(plan.ref, ref) },
];

export const editMilestonePage = (
  plan: PlanRow,
  milestone: MilestoneRow,
  priorities: readonly PriorityRow[],
  tried: Tried = null,
): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Edit ${milestone.ref}`,
      action: planPaths.editMilestone(plan.ref, milestone.ref),
      button: 'Save',
      fields: wordFields(priorities, milestone, milestone.baselineDue === null ? [dueField(milestone.currentDue)] : []),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      above: aboveMilestone(plan, milestone),
      version: milestone.version,
      facts:
        milestone.baselineDue === null
          ? null
          : {
              rows: [
                {
                  label: 'First date',
                  text: formatDay(milestone.baselineDue),
                  note: 'It was agreed, and is never changed',
                },
                {
                  label: 'Current date',
                  text: formatDay(milestone.currentDue),
                  links: [{ text: 'Ask for a new date', href: planPaths.askForDate(plan.ref, milestone.ref) }],
                },
              ],
            },
    },
    tried,
  );

export const updatePage = (plan: PlanRow, milestone: ReadMilestone, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Report on ${milestone.ref}`,
      action: planPaths.update(plan.ref, milestone.ref),
      button: 'Record the update',
      above: aboveMilestone(plan, milestone),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      version: milestone.version,
      facts: {
        rows: [
          { label: 'Action', text: milestone.title },
          { label: 'First date', text: firstDateWords(milestone) },
          { label: 'Current date', text: formatDay(milestone.currentDue) },
          { label: 'Last words', text: milestone.lastNote ?? 'Nothing has been said yet' },
        ],
      },
      fields: [
        radios({ name: 'rating', label: 'How is it going?', choices: choicesOf(ownerRatings), value: null }),
        select({
          name: 'reasonCode',
          label: 'If it is at risk or off track, why?',
          choices: choicesOf(reasonCodes),
          value: null,
        }),
        prose({
          name: 'note',
          label: 'What is there to say?',
          hint: 'Up to 500 characters. No names of children, patients or staff',
          rows: 4,
          value: null,
        }),
        dayBoxes({
          name: 'forecast',
          label: 'When do you expect it?',
          hint: 'Yours to say freely. It does not move the date that the board agreed',
          value: milestone.forecastDue,
        }),
      ],
    },
    tried,
  );

export const newEvidencePage = (plan: PlanRow, milestone: ReadMilestone, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Add evidence to ${milestone.ref}`,
      action: planPaths.addEvidence(plan.ref, milestone.ref),
      button: 'Add the evidence',
      above: aboveMilestone(plan, milestone),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      facts: { rows: [{ label: 'Done means', text: milestone.doneMeans }] },
      fields: [
        text({
          name: 'title',
          label: 'What is it?',
          hint: 'For example, Audit of 40 referrals in October',
          value: null,
        }),
        radios({ name: 'level', label: 'What does it show?', choices: choicesOf(evidenceLevels), value: null }),
        radios({
          name: 'independence',
          label: 'Whom does it come from?',
          choices: choicesOf(evidenceIndependences),
          value: null,
        }),
        select({ name: 'kind', label: 'What kind of evidence is it?', choices: choicesOf(evidenceKinds), value: null }),
        dayBoxes({ name: 'on', label: 'What day is it of?', hint: 'For example, 31 10 2026', value: null }),
        prose({
          name: 'summary',
          label: 'What does it say?',
          hint: 'In your own words. No names, no numbers under 5 about people',
          rows: 4,
          value: null,
        }),
        file({
          name: 'file',
          label: 'The file, if there is one',
          hint: 'A PDF, CSV, PNG or JPG smaller than 20MB',
          accept: '.pdf,.csv,.png,.jpg,.jpeg',
        }),
        text({ name: 'url', label: 'Its address, if it is published', type: 'url', value: null }),
        text({ name: 'page', label: 'Page', width: 5, value: null }),
        text({ name: 'paragraph', label: 'Paragraph', width: 5, value: null }),
        dayBoxes({
          name: 'goodUntil',
          label: 'Until when does it say enough about how things are?',
          hint: 'Leave it empty if it does not grow old',
          value: null,
        }),
      ],
    },
    tried,
  );
