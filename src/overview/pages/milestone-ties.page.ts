import type { PlanRow } from '../../plans/data/plan.row.js';
import { dependencyKinds, linkKinds } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { form, radios, select, type Tried } from '../../shell/form/form.js';
import type { MilestoneInput, Target } from './milestone-input.page.js';
import { targetText } from './milestone-parts.page.js';
import { type PlanPage, planPage, section } from './plan-frame.page.js';
import { choicesOf } from './plan-words.page.js';

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
      radios({ name: 'tied', label: 'Which does it answer no longer?', choices: bound.map(choice), value: null }),
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
        name: 'awaited',
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
