import { contactsAreDone } from '../domain/accuracy.js';
import { isInConfidence, isOut } from '../domain/inspection-state.js';
import { evidenceOf, isDecided, missingConfirmations, missingWork } from '../domain/provisional-gate.js';
import { isInspecting } from '../domain/relation.js';
import { parsePeriod } from '../../kernel/period.js';
import { formatDay, formatList, formatPeriod, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Block, Sheet, Task } from './sheet.js';
import { endOfCheck, frameOf, namesIn, partWords, stateTag, wholeArea, workspaceTitle } from './workspace-words.js';

const formatPeriodText = (text: string | null): string => {
  const on = text === null ? null : parsePeriod(text);
  return on ? formatPeriod(on) : 'a day that is not known';
};

const sentences = {
  started: 'The inspection is started. Add evidence to each area, then choose its grade',
  details: 'The details are saved',
  team: 'The team is saved',
  judged: 'The judgement is saved',
  report: 'The report is saved',
  note: 'The note is saved',
  confirmed: 'You have confirmed these judgements',
  provisional: 'The judgements are provisional. They change from here only with a reason',
  sent: 'The report is with the organisation, and its time runs',
  returned: 'The inspection is provisional again',
  withdrawn: 'The inspection is withdrawn. It never becomes public',
  published: 'Judgement published',
  finished: 'The visit is finished. It is not public',
  asked: 'Your request is made. The other person must confirm it',
  corrected: 'The correction is published',
  removed: 'The published inspection is withdrawn. Its page stays with the statement',
  declined: 'The request is closed',
};

/** Page 19: where an inspection stands, what there is to do, and who does it. */
export function workspacePage(view: WorkView, query: Readonly<Record<string, unknown>>): Sheet {
  const { work } = view;
  return {
    ...frameOf(view, workspaceTitle, { done: saidAfter(query, sentences) }),
    breadcrumbs: [],
    blocks: [
      stateBlock(view),
      ...(view.relation.part === 'contact' || view.relation.part === null ? [] : [areasBlock(view), wordsBlock(view)]),
      stepsBlock(view),
      factsBlock(view),
      ...(isOut(work.state) ? [afterBlock(view)] : []),
    ],
  };
}

function stateBlock(view: WorkView): Block {
  const { work, background } = view;
  const sentence: Readonly<Record<typeof work.state, string>> = {
    draft: `${background.subject}. Only the team can see it.`,
    provisional: work.provisionalShared
      ? 'The judgements are provisional. The team and the named contacts of the organisation can see them.'
      : 'The judgements are provisional. Only the team can see them.',
    accuracy_check: `The organisation checks the report. It can send points until ${endOfCheck(view)}.`,
    published:
      background.visibility === 'public'
        ? `It is public since ${formatPeriodText(background.publishedOn)}.`
        : 'It is finished. As the first monitoring visit it is never public.',
    superseded: `A later inspection, ${background.supersededByRef ?? 'of the same kind'}, took its place.`,
    withdrawn: `It was withdrawn. Reason: ${background.withdrawnReason ?? 'not recorded'}`,
  };
  const isShown = isOut(work.state) && background.visibility === 'public';
  return {
    id: 'state',
    summary: {
      rows: [
        { label: 'Stands at', tag: stateTag(work.state), text: null, note: sentence[work.state] },
        { label: 'You are', text: partWords(view.relation) },
      ],
    },
    ...(isShown ? { links: [{ text: 'Read the public page', href: inspectionPaths.show(work.ref) }] } : {}),
  };
}

/** How far each area is: its evidence, what speaks against it, and whether it is judged. */
function areasBlock({ work, evidence }: WorkView): Block {
  const tasks = (work.judgements.length > 0 ? work.judgements : [null]).map((judgement, index): Task => {
    const area = judgement?.area ?? null;
    const count = judgement ? evidenceOf(work, area) : [...work.evidence.values()].reduce((sum, one) => sum + one, 0);
    const against = evidence.filter((piece) => piece.area === area && piece.contradicts === 1).length;
    const hint = [
      count === 0 ? 'No evidence yet' : plural(count, 'piece of evidence', 'pieces of evidence'),
      against > 0 ? `${plural(against, 'speaks', 'speak')} against the rest` : '',
    ];
    const status: Tag = !judgement
      ? { text: count > 0 ? 'Evidence added' : 'To do', colour: count > 0 ? 'teal' : 'grey' }
      : isDecided(judgement)
        ? { text: 'Judged', colour: 'teal' }
        : { text: count > 0 ? 'To judge' : 'Add evidence', colour: 'grey' };
    const text = judgement?.areaText ?? 'What was looked at';
    return {
      id: `area-${index + 1}`,
      link: { text, href: inspectionPaths.area(work.ref, area ?? wholeArea) },
      text,
      hint: hint.filter(Boolean).join('. '),
      status,
    };
  });
  return { id: 'areas', heading: 'Areas', tasks };
}

function wordsBlock({ work }: WorkView): Block {
  const written = (isWritten: boolean): Tag =>
    isWritten ? { text: 'Written', colour: 'teal' } : { text: 'To do', colour: 'grey' };
  const task = (id: string, text: string, href: string, isWritten: boolean, hint: string | null): Task => ({
    id,
    link: { text, href },
    text,
    hint,
    status: written(isWritten),
  });
  return {
    id: 'words',
    heading: 'Report',
    tasks: [
      ...(work.type === 'monitoring'
        ? [
            task(
              'note',
              'What the visit found',
              inspectionPaths.note(work.ref),
              work.hasNote,
              'What improved, what did not, the pace, what comes next',
            ),
          ]
        : []),
      task(
        'report',
        'Summary and report',
        inspectionPaths.report(work.ref),
        work.summary !== null && work.reportText !== null,
        null,
      ),
    ],
  };
}

type Step = {
  readonly text: string;
  readonly href: string | null;
  readonly hint: string;
  readonly state: 'done' | 'now' | 'later';
};

const stepTags: Readonly<Record<Step['state'], Tag>> = {
  done: { text: 'Done', colour: 'teal' },
  now: { text: 'Next', colour: 'yellow' },
  later: { text: 'Later', colour: 'grey' },
};

/** The way to publication. */
function stepsBlock(view: WorkView): Block {
  const { work, relation } = view;
  const order = ['draft', 'provisional', 'accuracy_check', 'published'] as const;
  const at = work.state === 'superseded' ? 3 : order.findIndex((state) => state === work.state);
  const state = (step: number): Step['state'] => (at > step ? 'done' : at === step ? 'now' : 'later');
  const lacks = missingWork(work).length;
  const unconfirmed = missingConfirmations(work, view.digest).length;
  const open = work.points.filter(({ isDecided: decided }) => !decided).length;
  const isTeam = relation.part !== 'contact' && relation.part !== null;
  const { ref } = work;
  const steps: readonly Step[] = [
    {
      text: 'Check and make provisional',
      href: isTeam ? inspectionPaths.check(ref) : null,
      hint:
        lacks > 0
          ? `${plural(lacks, 'thing is', 'things are')} missing`
          : unconfirmed > 0
            ? 'To be confirmed by two inspectors'
            : 'Nothing is missing',
      state: state(0),
    },
    {
      text: 'Send for its accuracy',
      href: isTeam ? inspectionPaths.check(ref) : null,
      hint: 'By the lead inspector, with summary and report',
      state: state(1),
    },
    {
      text: 'Points of the organisation',
      href: at >= 2 ? inspectionPaths.accuracy(ref) : null,
      hint:
        work.points.length === 0
          ? contactsAreDone(work)
            ? 'The organisation has no points'
            : 'No points yet'
          : `${plural(work.points.length, 'point')}, ${open} to decide`,
      state: state(2),
    },
    {
      text: 'Publish',
      href: isTeam && at === 2 ? inspectionPaths.publish(ref) : null,
      hint: `By the quality assurer: ${formatList(namesIn(view, 'quality_assurer')) || 'nobody is named yet'}`,
      state: at === 3 ? 'done' : 'later',
    },
  ];
  return {
    id: 'steps',
    heading: 'To publication',
    tasks: steps.map(({ text, href, hint, state: how }, index) => ({
      id: `step-${index + 1}`,
      link: href ? { text, href } : null,
      text,
      hint,
      status: stepTags[how],
    })),
  };
}

function factsBlock(view: WorkView): Block {
  const { work, background, relation } = view;
  const mayChange = isInspecting(relation) && isInConfidence(work.state);
  const people = (part: 'inspector' | 'quality_assurer' | 'contact'): string =>
    formatList(namesIn(view, part)) || 'Nobody is named';
  const links: Link[] = [
    ...(mayChange ? [{ text: 'Change dates and subject', href: inspectionPaths.details(work.ref) }] : []),
    ...(relation.part === 'lead' ? [{ text: 'Change who takes part', href: inspectionPaths.team(work.ref) }] : []),
    ...(relation.part === 'lead' && isInConfidence(work.state)
      ? [{ text: 'Withdraw this inspection', href: inspectionPaths.withdraw(work.ref) }]
      : []),
  ];
  return {
    id: 'about',
    heading: 'About this inspection',
    summary: {
      rows: [
        { label: 'Framework', text: background.frameworkTitle, note: background.inspectorateName },
        { label: 'Type', text: background.typeText ?? inspectionTypes[work.type] },
        { label: 'Looks at', text: background.subject, note: background.unit ? `Part only: ${background.unit}` : null },
        {
          label: 'Visit',
          text: `${formatDay(work.startedOn)} to ${work.endedOn ? formatDay(work.endedOn) : 'not yet known'}`,
        },
        ...(background.previousRef
          ? [{ label: 'Follows', text: background.previousRef, href: inspectionPaths.show(background.previousRef) }]
          : []),
        ...(work.isFirstMonitoring ? [{ label: 'Public', text: 'Never: it is the first monitoring visit' }] : []),
        { label: 'Lead inspector', text: formatList(namesIn(view, 'lead')) },
        { label: 'Inspectors', text: people('inspector') },
        { label: 'Quality assurer', text: people('quality_assurer') },
        { label: 'Contacts of the organisation', text: people('contact') },
      ],
    },
    links,
  };
}

/** What two people may do to what is published, and what waits for one of them. */
function afterBlock({ work, relation, requests }: WorkView): Block {
  const waiting = requests.find(({ answer }) => answer === null);
  const links: Link[] = [
    ...(waiting
      ? [{ text: `Answer the request: ${waiting.kind}`, href: inspectionPaths.request(work.ref, waiting.id) }]
      : []),
    ...(!waiting && relation.part === 'lead'
      ? [{ text: 'Ask for a correction', href: inspectionPaths.correct(work.ref) }]
      : []),
    ...(!waiting && (relation.part === 'lead' || relation.isAdministrator)
      ? [{ text: 'Ask for its withdrawal', href: inspectionPaths.withdraw(work.ref) }]
      : []),
  ];
  return {
    id: 'after',
    heading: 'After publication',
    paragraphs: [
      'What is published is put right by the lead inspector and the quality assurer together, and withdrawn by the lead inspector and an administrator together. Both editions stay readable.',
    ],
    links,
  };
}
