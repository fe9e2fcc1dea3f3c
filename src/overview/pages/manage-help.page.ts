import { casePaths } from '../../episodes/pages/cases.paths.js';
import type {
  BreachRow,
  ChangeRow,
  FindingRow,
  SupportRow,
  TriggerRow,
  WarningRow,
} from '../../interventions/data/case-work.row.js';
import {
  findingAnswers,
  peerSupportRules,
  type PeerSupportState,
  peerSupportStates,
  supportMovesFrom,
} from '../../interventions/domain/peer-support-state.js';
import { triggerConditions } from '../../interventions/domain/support-trigger.js';
import { dayBoxes, prose, radios, select, text, tick, type Tried } from '../../shell/form/form.js';
import type { Notification } from '../../shell/parts.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { basisWords, labelOf, supportWords } from './dossier-words.page.js';
import { caseFormPage, type CaseFormPage, seenByField } from './manage-form.page.js';
import {
  addTo,
  caseFrame,
  type CaseItem,
  type CaseListPage,
  linkIf,
  recordedWords,
  seenByWords,
  whenOrNull,
  whenWords,
} from './manage-frame.page.js';
import { supportBases, supportTypes } from './manage-help.form.js';
import type { RefusalTexts } from './manage-words.page.js';

type Around = { readonly said: Notification | null; readonly names: ReadonlyMap<string, string> };

const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));

const whenHint = 'For example, 27 3 2026. A month and a year, or a year, will do where more is not known.';

const responseRows = (respondedOn: string | null, response: string | null) => [
  {
    label: 'Answer',
    text: respondedOn ? `${whenWords(respondedOn)}: ${response ?? ''}` : 'Not answered yet',
  },
];

export function warningsPage(
  managed: ManagedCase,
  {
    warnings,
    firstIds,
    said,
    names,
  }: Around & { readonly warnings: readonly WarningRow[]; readonly firstIds: readonly string[] },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, warnings);
  return {
    ...caseFrame(managed, { title: 'Warning signs', here: casePaths.warnings(ref), said }),
    lead: 'What could have been seen before the failure was judged, and what was done about it.',
    sections: [
      {
        id: 'warnings',
        heading: 'The signs',
        intro: null,
        ...addTo(managed, 'help.record', { text: 'Add a warning sign', href: casePaths.newWarning(ref) }),
        empty:
          rows.length === 0 ? { text: 'No warning signs recorded. Add the first one you know of.', link: null } : null,
        items: rows.map((warning) => ({
          id: `warning-${warning.id}`,
          heading: `${labelOf(warningKinds, warning.kind)}, ${whenWords(warning.occurredOn)}`,
          href: null,
          tag: firstIds.includes(warning.id)
            ? { text: 'First sign', colour: 'teal' as const }
            : warning.respondedOn
              ? null
              : { text: 'Not answered', colour: 'grey' as const },
          seenBy: seenByWords(warning),
          paragraphs: [warning.text],
          rows: responseRows(warning.respondedOn, warning.response),
          parts: [],
          actions: [
            ...(warning.respondedOn
              ? []
              : linkIf(managed, 'help.record', {
                  text: 'Record the answer',
                  href: casePaths.warningAnswer(ref, warning.id),
                })),
            ...linkIf(managed, 'help.record', {
              text: 'Withdraw this sign',
              href: casePaths.withdrawal(ref, 'warning_sign', warning.id),
            }),
          ],
          recorded: recordedWords(warning, names, warning.occurredOn),
        })),
      },
    ],
  };
}

export function newWarningPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Add a warning sign',
      here: casePaths.warnings(ref),
      above: [{ text: 'Warning signs', href: casePaths.warnings(ref) }],
      action: casePaths.newWarning(ref),
      button: 'Add',
      cancel: casePaths.warnings(ref),
      fields: [
        select({ name: 'kind', label: 'What was it seen in?', choices: choicesOf(warningKinds) }),
        dayBoxes({ name: 'on', label: 'When?', hint: whenHint }),
        prose({
          name: 'text',
          label: 'What could be seen',
          hint: 'No names, and nothing that could identify a person.',
        }),
        tick({ name: 'first', label: 'First sign', words: 'It is the first warning sign of this failure' }),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}

export function answerPage(
  managed: ManagedCase,
  {
    what,
    quoted,
    action,
    back,
    version,
    tried = null,
  }: {
    readonly what: string;
    readonly quoted: string;
    readonly action: string;
    readonly back: { readonly text: string; readonly href: string };
    readonly version: number;
    readonly tried?: Tried;
  },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: what,
      here: back.href,
      above: [back],
      action,
      button: 'Save the answer',
      cancel: back.href,
      version,
      intro: [quoted],
      fields: [
        dayBoxes({ name: 'on', label: 'When was it answered?', hint: whenHint }),
        prose({ name: 'response', label: 'What was done' }),
      ],
    },
    tried,
  );
}

export const answerRefusals: RefusalTexts = {
  'already-answered': { text: 'It has been answered already' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-detected': { at: 'on', text: 'The answer must not be before what it answers' },
  'no-words': { at: 'response', text: 'Enter what was done' },
};

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
          ? `${findingAnswers[finding.accepted]}${finding.answeredOn ? `, ${whenWords(finding.answeredOn)}` : ''}.${finding.reason ? ` ${finding.reason}` : ''}`
          : 'Not answered yet.',
        actions: finding.accepted
          ? []
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

export const moveRefusalsOf = (missing: string): RefusalTexts => ({
  'no-such-move': { text: 'It cannot go there from where it is now' },
  'no-reason': { at: 'why', text: missing },
  'no-words': { at: 'why', text: missing },
  'no-evidence': { text: 'Add at least one piece of evidence first' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-last-change': { at: 'on', text: 'The date must not be before the last change' },
});

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
      fields: [
        radios({ name: 'accepted', label: 'Is the finding accepted?', choices: choicesOf(findingAnswers) }),
        prose({ name: 'reason', label: 'The reason', hint: 'Needed unless it is accepted as it stands.', rows: 3 }),
        dayBoxes({ name: 'on', label: 'When was it answered?', hint: whenHint }),
      ],
    },
    tried,
  );
}

export function triggersPage(
  managed: ManagedCase,
  {
    triggers,
    breaches,
    said,
    names,
  }: Around & { readonly triggers: readonly TriggerRow[]; readonly breaches: readonly BreachRow[] },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, triggers);
  return {
    ...caseFrame(managed, { title: 'Triggers of help', here: casePaths.triggers(ref), said }),
    lead: 'What was agreed beforehand to bring help, and what came of it each time.',
    sections: [
      {
        id: 'triggers',
        heading: 'The triggers',
        intro: null,
        ...addTo(managed, 'help.record', { text: 'Agree a trigger', href: casePaths.newTrigger(ref) }),
        empty:
          rows.length === 0
            ? { text: 'No triggers agreed. Agree the first: what should bring help by itself?', link: null }
            : null,
        items: rows.map((trigger) => {
          const own = breaches.filter(({ triggerId }) => triggerId === trigger.id);
          const open = own.filter(({ respondedOn }) => respondedOn === null).length;
          return {
            id: `trigger-${trigger.id}`,
            heading: `${trigger.ref}: ${labelOf(triggerConditions, trigger.condition)}`,
            href: null,
            tag: open > 0 ? { text: 'Breach not answered', colour: 'orange' as const } : null,
            seenBy: seenByWords(trigger),
            paragraphs: [trigger.text],
            rows: [
              { label: 'Who comes', text: trigger.provider ?? 'Not agreed' },
              { label: 'Owner', text: trigger.ownerPost ?? 'Nobody named' },
              { label: 'Agreed', text: whenWords(trigger.agreedOn) },
              { label: 'Last tested', text: whenOrNull(trigger.lastTestedOn) ?? 'Never' },
            ],
            parts: own.map((breach) => ({
              text: `Breach, ${whenWords(breach.detectedOn)}: ${breach.text}`,
              note: breach.respondedOn
                ? `Answered ${whenWords(breach.respondedOn)}: ${breach.response ?? ''}`
                : 'Not answered yet.',
              actions: breach.respondedOn
                ? []
                : linkIf(managed, 'help.record', {
                    text: 'Record the answer',
                    href: casePaths.breachAnswer(ref, breach.id),
                  }),
            })),
            actions: [
              ...linkIf(managed, 'help.record', { text: 'Note a breach', href: casePaths.newBreach(ref, trigger.id) }),
              ...linkIf(managed, 'help.record', { text: 'Note a test', href: casePaths.triggerTest(ref, trigger.id) }),
            ],
            recorded: recordedWords(trigger, names, trigger.agreedOn),
          };
        }),
      },
    ],
  };
}

export function newTriggerPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Agree a trigger of help',
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.newTrigger(ref),
      button: 'Agree it',
      cancel: casePaths.triggers(ref),
      fields: [
        radios({ name: 'condition', label: 'What does it watch?', choices: choicesOf(triggerConditions) }),
        prose({
          name: 'text',
          label: 'The condition',
          hint: 'For example, “caseloads above 20 for two months running”, or “the director leaves”',
          rows: 3,
        }),
        text({ name: 'provider', label: 'Who comes? (optional)' }),
        text({ name: 'owner', label: 'Which post watches it? (optional)' }),
        dayBoxes({ name: 'on', label: 'When was it agreed?', hint: whenHint }),
        ...seenByField(managed, 'board'),
      ],
    },
    tried,
  );
}

export function triggerTestPage(managed: ManagedCase, trigger: TriggerRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Note a test of ${trigger.ref}`,
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.triggerTest(ref, trigger.id),
      button: 'Save',
      cancel: casePaths.triggers(ref),
      version: trigger.version,
      intro: [trigger.text],
      fields: [dayBoxes({ name: 'on', label: 'When was it tested?', hint: whenHint })],
    },
    tried,
  );
}

export function newBreachPage(managed: ManagedCase, trigger: TriggerRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Note a breach of ${trigger.ref}`,
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.newBreach(ref, trigger.id),
      button: 'Note the breach',
      cancel: casePaths.triggers(ref),
      intro: [trigger.text],
      fields: [
        dayBoxes({ name: 'on', label: 'When was it detected?', hint: whenHint }),
        prose({ name: 'text', label: 'What happened', rows: 3 }),
      ],
    },
    tried,
  );
}

export const breachRefusals: RefusalTexts = {
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-agreed': { at: 'on', text: 'A breach must not be before the trigger was agreed' },
  'no-words': { at: 'text', text: 'Enter what happened' },
};
