import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { ChangeRow, FindingRow, SupportRow, TriggerRow } from '../../interventions/data/case-work.row.js';
import {
  findingAnswers,
  peerSupportRules,
  type PeerSupportState,
  peerSupportStates,
  supportMovesFrom,
} from '../../interventions/domain/peer-support-state.js';
import { dayBoxes, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import { type ManagedCase, readable } from '../managed-case.js';
import type { RefusalWords } from './case-desk.js';
import type { RecordedDecision } from './decision-choice.js';
import { basisWords, labelOf, supportWords } from './dossier-words.page.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, choicesOf, notHere } from './manage-form.page.js';
import {
  addTo,
  caseFrame,
  type CaseItem,
  type CaseListPage,
  linkIf,
  recordedWords,
  seenByWords,
  whenWords,
  type Around,
  whenOrNull,
} from './manage-frame.page.js';
import { supportBases, supportTypes } from './manage-help.form.js';

export function supportPage(
  managed: ManagedCase,
  {
    support,
    findings,
    changes,
    said,
    names,
  }: Around & {
    readonly support: readonly SupportRow[];
    readonly findings: readonly FindingRow[];
    readonly changes: readonly ChangeRow[];
  },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, support);
  return {
    ...caseFrame(managed, { title: 'Help from peers', here: casePaths.support(ref), said }),
    lead: 'Help from people who do the same work elsewhere: offered, accepted, given, reported, and each finding answered.',
    sections: [
      {
        id: 'support',
        heading: 'The help',
        intro: 'Help is told in public once it has come. An offer is seen by those who run the case.',
        ...addTo(managed, 'help.record', { text: 'Record an offer', href: casePaths.newSupport(ref) }),
        empty: rows.length === 0 ? { text: 'No help from peers recorded. Record the first offer.', link: null } : null,
        items: rows.map((one) => supportItem(managed, one, { findings: readable(managed, findings), changes, names })),
      },
    ],
  };
}

const supportMoveWords: Readonly<Record<PeerSupportState, string>> = {
  offered: 'Offered',
  accepted: 'Accepted',
  declined: 'Declined',
  visited: 'They have come',
  fell_through: 'It did not come about',
  reported: 'They have reported',
};

function supportItem(
  managed: ManagedCase,
  one: SupportRow,
  {
    findings,
    changes,
    names,
  }: {
    readonly findings: readonly FindingRow[];
    readonly changes: readonly ChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): CaseItem {
  const { ref } = managed.theCase;
  const dated = (label: string, on: string | null) => (on ? [{ label, text: whenWords(on) }] : []);
  const why = changes.filter(({ recordId, text: words }) => recordId === one.id && words !== '').at(-1);
  return {
    id: `support-${one.id}`,
    heading: `${labelOf(supportWords, one.type)}: ${one.provider}`,
    href: null,
    tag: { text: one.status ? peerSupportStates[one.status] : 'From the record', colour: 'teal' },
    seenBy: seenByWords(one),
    paragraphs: one.focus ? [one.focus] : [],
    rows: [
      ...(one.askedBy ? [{ label: 'Asked by', text: one.askedBy }] : []),
      ...(one.basis ? [{ label: 'Basis', text: labelOf(basisWords, one.basis) }] : []),
      ...(one.triggerRef ? [{ label: 'Brought by', text: `Trigger ${one.triggerRef}` }] : []),
      ...dated('Offered', one.offeredOn),
      ...dated('Accepted', one.agreedOn),
      ...dated('Came', one.startedOn),
      ...dated('Reported', one.reportedOn),
      ...dated('Ended', one.endedOn),
      ...(why ? [{ label: 'Last said', text: why.text }] : []),
    ],
    parts: findings
      .filter(({ supportId }) => supportId === one.id)
      .map((finding) => ({
        text: `Found: ${finding.text}`,
        note: finding.accepted
          ? `${findingAnswers[finding.accepted]}${finding.answeredOn ? `, ${whenWords(finding.answeredOn)}` : ''}.${finding.reason ? ` ${finding.reason}` : ''}${decisionWords(finding)}`
          : 'Not answered yet.',
        actions: finding.accepted
          ? finding.accepted === 'no'
            ? []
            : linkIf(managed, 'help.record', {
                text: finding.decisionRef ? 'Change the decision that answers it' : 'Name the decision that answers it',
                href: casePaths.findingDecision(ref, finding.id),
              })
          : linkIf(managed, 'help.record', {
              text: 'Answer this finding',
              href: casePaths.findingAnswer(ref, finding.id),
            }),
      })),
    actions: [
      ...(one.status ? supportMovesFrom(one.status) : []).flatMap((to) =>
        linkIf(managed, 'help.record', { text: supportMoveWords[to], href: casePaths.supportMove(ref, one.id, to) }),
      ),
      ...(one.status === 'reported'
        ? linkIf(managed, 'help.record', { text: 'Add a finding', href: casePaths.newFinding(ref, one.id) })
        : []),
      ...linkIf(managed, 'help.record', {
        text: 'Put this help right',
        href: casePaths.correction(ref, 'peer_support', one.id),
      }),
    ],
    recorded: recordedWords(one, names, one.offeredOn ?? one.startedOn),
  };
}

export function newSupportPage(
  managed: ManagedCase,
  { triggers, tried = null }: { readonly triggers: readonly TriggerRow[]; readonly tried?: Tried },
): CaseFormPage {
  const { ref } = managed.theCase;
  const known = readable(managed, triggers);
  return caseFormPage(
    managed,
    {
      title: 'Record an offer of help',
      here: casePaths.support(ref),
      above: [{ text: 'Help from peers', href: casePaths.support(ref) }],
      action: casePaths.newSupport(ref),
      button: 'Record the offer',
      cancel: casePaths.support(ref),
      rule: peerSupportRules.offered,
      fields: [
        select({ name: 'type', label: 'What kind of help is it?', choices: choicesOf(supportTypes) }),
        text({ name: 'provider', label: 'Who helps?', hint: 'A council, a trust, a school, a network' }),
        dayBoxes({ name: 'on', label: 'When was it offered, or asked for?', hint: whenHint }),
        text({ name: 'askedBy', label: 'Who asked for it? (optional)', hint: 'A post or a body' }),
        radios({ name: 'basis', label: 'On what basis? (optional)', choices: choicesOf(supportBases) }),
        prose({ name: 'focus', label: 'What is it about? (optional)', rows: 3 }),
        ...(known.length > 0
          ? [
              select({
                name: 'trigger',
                label: 'Was it brought by a trigger? (optional)',
                any: 'No',
                choices: known.map((trigger) => ({
                  value: trigger.id,
                  text: `${trigger.ref}: ${trigger.text.slice(0, 80)}`,
                })),
              }),
            ]
          : []),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}

export function supportMovePage(
  managed: ManagedCase,
  {
    support,
    to,
    tried = null,
  }: { readonly support: SupportRow; readonly to: PeerSupportState; readonly tried?: Tried },
): CaseFormPage {
  const { ref } = managed.theCase;
  const isRefusal = to === 'declined' || to === 'fell_through';
  return caseFormPage(
    managed,
    {
      title: `${supportMoveWords[to]}: ${support.provider}`,
      here: casePaths.support(ref),
      above: [{ text: 'Help from peers', href: casePaths.support(ref) }],
      action: casePaths.supportMove(ref, support.id, to),
      button: 'Save',
      cancel: casePaths.support(ref),
      version: support.version,
      rule: peerSupportRules[to],
      standing: [
        {
          label: 'Where it stands',
          saved: support.status ? peerSupportStates[support.status] : 'From the record',
          typed: peerSupportStates[to],
        },
        notHere('What it is about', support.focus),
      ],
      blocked:
        support.status && supportMovesFrom(support.status).includes(to)
          ? null
          : 'This help cannot go there from where it is.',
      fields: [
        dayBoxes({ name: 'on', label: 'When?', hint: whenHint }),
        prose({ name: 'why', label: isRefusal ? 'Why' : 'Anything to say about it (optional)', rows: 3 }),
      ],
    },
    tried,
  );
}

export function newFindingPage(managed: ManagedCase, support: SupportRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Add a finding of ${support.provider}`,
      here: casePaths.support(ref),
      above: [{ text: 'Help from peers', href: casePaths.support(ref) }],
      action: casePaths.newFinding(ref, support.id),
      button: 'Add the finding',
      cancel: casePaths.support(ref),
      blocked: support.status === 'reported' ? null : 'Findings are added once the peers have reported.',
      fields: [
        prose({
          name: 'text',
          label: 'What they found',
          hint: 'One finding. Add each by itself, so that each is answered.',
        }),
      ],
    },
    tried,
  );
}

export function findingAnswerPage(managed: ManagedCase, finding: FindingRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Answer a finding',
      here: casePaths.support(ref),
      above: [{ text: 'Help from peers', href: casePaths.support(ref) }],
      action: casePaths.findingAnswer(ref, finding.id),
      button: 'Save the answer',
      cancel: casePaths.support(ref),
      version: finding.version,
      intro: [finding.text],
      blocked: finding.accepted === null ? null : 'It has been answered already.',
      standing: [
        { field: 'accepted', saved: finding.accepted && findingAnswers[finding.accepted] },
        { field: 'reason', saved: finding.reason },
        { field: 'on', saved: whenOrNull(finding.answeredOn) },
      ],
      fields: [
        radios({ name: 'accepted', label: 'Is the finding accepted?', choices: choicesOf(findingAnswers) }),
        prose({ name: 'reason', label: 'The reason', hint: 'Needed unless it is accepted as it stands.', rows: 3 }),
        dayBoxes({ name: 'on', label: 'When was it answered?', hint: whenHint }),
      ],
    },
    tried,
  );
}

const decisionWords = ({ decisionRef, decisionOn }: FindingRow): string =>
  decisionRef && decisionOn ? ` Answered by decision ${decisionRef} of ${formatDay(decisionOn)}.` : '';

/** Which decision of the board answers what peers found. `decisions`: those that this reader may read. */
export function findingDecisionPage(
  managed: ManagedCase,
  { finding, decisions }: { readonly finding: FindingRow; readonly decisions: readonly RecordedDecision[] },
  tried: Tried = null,
): CaseFormPage {
  const { ref } = managed.theCase;
  const isAccepted = finding.accepted === 'yes' || finding.accepted === 'part';
  return caseFormPage(
    managed,
    {
      title: 'The decision that answers a finding',
      here: casePaths.support(ref),
      above: [{ text: 'Help from peers', href: casePaths.support(ref) }],
      action: casePaths.findingDecision(ref, finding.id),
      button: 'Save',
      cancel: casePaths.support(ref),
      version: finding.version,
      intro: [finding.text],
      rule: 'A finding counts as acted on where an action of the plan, or a decision of the board, is tied to it within 60 days of the peers saying it.',
      blocked: isAccepted ? null : 'Answer the finding first: a decision answers what was accepted, wholly or in part.',
      standing: [{ field: 'decision', saved: finding.decisionRef ?? 'No decision' }],
      fields: [
        select({
          name: 'decision',
          label: 'Which decision answers it?',
          hint:
            decisions.length === 0
              ? 'No decision of a board of this organisation that you may read is on the record yet'
              : 'Decisions that the boards of this organisation took, the newest first',
          any: 'No decision',
          choices: decisions.map(({ id, ref: decisionRef, text: words, board, decidedOn }) => ({
            value: id,
            text: `${decisionRef}, ${formatDay(decidedOn)}, ${board}: ${words.slice(0, 80)}`,
          })),
          value: finding.decisionId,
        }),
      ],
    },
    tried,
  );
}

export const decisionRefusals: RefusalWords = {
  'not-accepted': { text: 'Answer the finding first: a decision answers what was accepted, wholly or in part' },
  'decided-before': { at: 'decision', text: 'Select a decision that was taken after the peers said it' },
  'no-such-decision': { at: 'decision', text: 'Select one of the decisions of the board' },
};
