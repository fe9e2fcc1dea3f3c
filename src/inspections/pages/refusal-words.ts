import type { EvidenceRefusal } from '../gathering-evidence.service.js';
import type { ReturnRefusal } from '../accuracy-check.service.js';
import type { DecideRefusal, RaiseRefusal } from '../domain/accuracy.js';
import type { RequestRefusal, WithdrawRefusal } from '../domain/publishing-gate.js';
import type { CategoryRefusal, FindingRefusal, JudgeRefusal, TextsRefusal } from '../judging.service.js';
import type { AnswerRefusal, AskRefusal } from '../two-people.service.js';
import type { DetailsRefusal, MemberRefusal, StartRefusal, TeamRefusal } from '../starting-inspections.service.js';
import type { Tried } from '../../shell/form/form.js';
import type { Posted } from '../../shell/form/posted.js';
import { fileRefusalText } from '../../office/domain/file-kind.js';

/** Message 21. */
export const looksPersonal =
  'This looks like it could identify a person. Take out names, dates of birth and case numbers';

/** Message 14. */
export const gradeWithoutEvidence = (area: string): string =>
  `Add at least one piece of evidence for ${area} before you choose a grade`;

/** At which field a refusal is told, and how. What is not here is told about the whole form. */
export type AtField = { readonly field: string | null; readonly message: string };

const whole = (message: string): AtField => ({ field: null, message });
const at = (field: string, message: string): AtField => ({ field, message });

const locked = whole('The inspection is no longer a draft, so its evidence cannot change');
const notYours = whole('Only the lead inspector and the inspectors on the team can do this');

export const evidenceRefusals: Readonly<Record<Exclude<EvidenceRefusal, 'not-found' | 'stale'>, AtField>> = {
  'not-yours': notYours,
  locked,
  'no-such-area': whole('The framework has no such area'),
  'looks-personal': at('summary', looksPersonal),
  'last-of-a-judged-area': whole(
    'It is the only evidence for an area that is judged already. Add other evidence first, or take the judgement back',
  ),
  empty: at('file', fileRefusalText.empty),
  'too-big': at('file', fileRefusalText['too-big']),
  'wrong-kind': at('file', fileRefusalText['wrong-kind']),
};

export const judgeRefusals = (
  area: string,
): Readonly<Record<Exclude<JudgeRefusal, 'not-found' | 'stale'>, AtField>> => ({
  'not-yours': notYours,
  'only-the-lead': whole('The judgements are provisional. Only the lead inspector can change them, with a reason'),
  locked: whole('The inspection is published. Ask for a correction instead'),
  'no-evidence': at('grade', gradeWithoutEvidence(area)),
  'grade-and-reason': at('grade', 'Choose a grade or a reason for giving none, not both'),
  neither: at('grade', 'Choose a grade, or a reason for giving none'),
  'no-such-grade': at('grade', 'Choose a grade of this framework'),
  'no-reason': at('reason', 'Enter why the judgement changes'),
  'return-first': at('grade', 'Return the inspection to provisional before you change a grade'),
  'no-limiting-headline': whole('The overall judgement cannot limit itself'),
});

export const findingRefusals: Readonly<Record<Exclude<FindingRefusal, 'not-found' | 'stale'>, AtField>> = {
  'not-yours': notYours,
  'only-the-lead': whole('Once it is provisional only the lead inspector can change what it says'),
  locked: whole('The inspection is published. Ask for a correction instead'),
  'no-such-area': whole('The framework has no such area'),
};

const datesAgree = at('endedOn', 'Last day of the visit must be on or after its first day');

const teamRefusals = {
  'not-that-role': 'This person does not hold the role that this part needs. An administrator can give it',
  'of-the-organisation': 'This person works for the organisation, so they cannot inspect it',
  'was-on-the-visit': 'This person was on the visit, so they cannot be the quality assurer',
  'one-lead': 'An inspection has one lead inspector',
  'is-the-lead': 'This person leads the inspection',
} as const satisfies Record<TeamRefusal, string>;

export const startRefusals: Readonly<Record<StartRefusal, AtField>> = {
  'not-your-inspectorate': whole('The framework belongs to another inspectorate'),
  'no-such-organisation': whole('Choose an organisation that is on the public record'),
  'no-such-framework': whole('Choose a framework'),
  'ends-before-it-starts': datesAgree,
  'lead-among-inspectors': at('inspectors', 'Select somebody other than the lead inspector'),
  'not-that-role': at('lead', teamRefusals['not-that-role']),
  'of-the-organisation': at('inspectors', teamRefusals['of-the-organisation']),
  'was-on-the-visit': at('inspectors', teamRefusals['was-on-the-visit']),
  'one-lead': at('lead', teamRefusals['one-lead']),
  'is-the-lead': at('inspectors', teamRefusals['is-the-lead']),
};

export const detailsRefusals: Readonly<Record<Exclude<DetailsRefusal, 'not-found' | 'stale'>, AtField>> = {
  'not-yours': whole('Once it is provisional only the lead inspector can change this'),
  locked: whole('The inspection is published. Ask for a correction instead'),
  'ends-before-it-starts': datesAgree,
};

export const memberRefusals: Readonly<Record<Exclude<MemberRefusal, 'not-found'>, AtField>> = {
  'not-yours': whole('Only the lead inspector can say who takes part'),
  locked: at('part', 'The inspection is published: nobody can join its visit'),
  'not-that-role': at('part', teamRefusals['not-that-role']),
  'of-the-organisation': at('person', teamRefusals['of-the-organisation']),
  'was-on-the-visit': at('part', teamRefusals['was-on-the-visit']),
  'one-lead': at('part', teamRefusals['one-lead']),
  'is-the-lead': at('person', teamRefusals['is-the-lead']),
};

export const triedWith = (posted: Posted, { field, message }: AtField): Tried =>
  field === null ? { posted, errors: {}, problem: message } : { posted, errors: { [field]: message } };

export const textsRefusals: Readonly<Record<Exclude<TextsRefusal, 'not-found' | 'stale'>, AtField>> = {
  'not-yours': notYours,
  'only-the-lead': whole('Once it is provisional only the lead inspector can change what it says'),
  locked: whole('The inspection is published. Ask for a correction instead'),
};

export const categoryRefusals: Readonly<Record<Exclude<CategoryRefusal, 'not-found'>, AtField>> = {
  ...textsRefusals,
  'no-such-category': at('category', 'Choose a category of this framework'),
  'no-reason': at('reason', 'Enter why the category changes'),
  'return-first': whole('Return the inspection to provisional before you change its category'),
};

/** Message 17. */
export const afterTheDeadline = (day: string): string =>
  `Points could be sent until 5pm on ${day}. Contact the lead inspector`;

export const raiseRefusals = (day: string): Readonly<Record<RaiseRefusal, AtField>> => ({
  'not-a-contact': whole('Points are sent by the named contacts of the organisation'),
  'not-in-accuracy-check': whole('The report is not with the organisation for its check'),
  'after-the-deadline': whole(afterTheDeadline(day)),
});

export const decideRefusals: Readonly<Record<DecideRefusal, AtField>> = {
  'led-it': whole('Points must be decided by an inspector who did not lead the inspection'),
  'was-on-the-visit': whole('Points must be decided by an inspector who was not on the visit'),
  'not-an-inspector-here': whole('Points are decided by the quality assurer of the inspection'),
  'not-in-accuracy-check': whole('The inspection is no longer in its accuracy check'),
  'no-reason': at('reason', 'Enter the reason for the decision'),
  'nothing-chosen': at('decision', 'Select what you decide'),
};

const twoPeople = {
  'not-published': whole('Only a published inspection is corrected, or withdrawn by two people'),
  'not-one-of-the-two': whole(
    'This takes two people: the lead inspector, and the quality assurer for a correction or an administrator for a withdrawal',
  ),
  'same-person': whole('Somebody else must confirm what you asked for'),
  'led-it': whole('Somebody who did not lead the inspection must confirm it'),
  'was-on-the-visit': whole('Somebody who was not on the visit must confirm it'),
  'not-an-inspector-here': whole('The quality assurer of the inspection must confirm it'),
} as const satisfies Record<RequestRefusal, AtField>;

export const askRefusals: Readonly<Record<Exclude<AskRefusal, 'not-found'>, AtField>> = {
  ...twoPeople,
  stale: whole('Another edition was published meanwhile. Read it before you ask'),
  'one-waits': whole('Another request waits for its answer. It must be answered first'),
  held: whole('An administrator holds this inspection, so it must stay as it is. The hold must end first'),
  'changes-nothing': whole('Change at least one thing'),
  ahead: at('publishedOn', 'Date published must be today or in the past'),
};

export const answerRefusals: Readonly<Record<Exclude<AnswerRefusal, 'not-found'>, AtField>> = {
  ...twoPeople,
  held: whole('An administrator holds this inspection, so it must stay as it is. The hold must end first'),
  'none-waits': whole('This request is answered already'),
  stale: whole('Another edition was published meanwhile. The request no longer fits it'),
  'no-reason': at('reason', 'Enter why you refuse'),
};

export const withdrawRefusals: Readonly<Record<WithdrawRefusal | 'stale', AtField>> = {
  'not-the-lead': whole('Only the lead inspector can withdraw an inspection before it is published'),
  'two-people': whole('A published inspection is withdrawn by two people'),
  'withdrawn-already': whole('The inspection is withdrawn already'),
  stale: whole('Somebody changed the inspection meanwhile. Look at it before you withdraw it'),
};

export const returnRefusals: Readonly<Record<Exclude<ReturnRefusal, 'not-found'>, AtField>> = {
  'not-yours': whole('Only the lead inspector or the quality assurer can return it to provisional'),
  locked: whole('The inspection is no longer in its accuracy check'),
  'no-reason': at('reason', 'Enter which point changes a judgement, and how'),
};
