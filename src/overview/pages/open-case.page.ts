import type { CandidateBody, OpeningRow, UntoldRow } from '../../episodes/data/cases.row.js';
import { triggerKinds } from '../../episodes/domain/episode.js';
import { stateRules } from '../../episodes/domain/episode-state.js';
import { isAnswered, type Opening, type OpeningTask, openingTasks } from '../../episodes/domain/opening.js';
import { openingPaths } from '../../episodes/pages/cases.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import type { OpeningFile } from '../../episodes/opening-cases.service.js';
import type { StepRow, WarningRow } from '../../interventions/data/case-work.row.js';
import {
  dayBoxes,
  form,
  type FormModel,
  type FieldMaker,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Search, SummaryList, Tag } from '../../shell/parts.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { labelOf } from './dossier-words.page.js';
import { whenWords, whoCanDo } from './manage-frame.page.js';
import type { RefusalTexts } from './manage-words.page.js';

export type BeginPage = PageFacts & {
  readonly search: Search;
  readonly form: FormModel | null;
  readonly note: string | null;
  readonly openings: readonly (Link & { readonly note: string })[];
};

const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));
const whenHint = 'For example, 27 3 2026. A month and a year, or a year, will do where more is not known.';

export const candidateLimit = 25;

export function beginPage({
  bodies,
  asked,
  openings,
  tried = null,
}: {
  readonly bodies: readonly CandidateBody[];
  readonly asked: string;
  readonly openings: readonly OpeningRow[];
  readonly tried?: Tried;
}): BeginPage {
  const shown = bodies.slice(0, candidateLimit);
  const model =
    shown.length === 0
      ? null
      : form({
          action: openingPaths.begin(),
          button: 'Begin',
          tried,
          fields: [
            radios({
              name: 'organisation',
              label: 'For which organisation?',
              choices: shown.map(({ id, name, kind }) => ({
                value: id,
                text: name,
                hint: labelOf(organisationKinds, kind),
              })),
              value: shown.length === 1 ? (shown[0]?.id ?? null) : null,
            }),
          ],
        });
  return {
    title: 'Open a case',
    description: 'Open a failure episode and begin to run it.',
    breadcrumbs: [{ text: 'Episodes', href: episodePaths.index() }],
    hasForm: true,
    errors: model?.errors ?? [],
    search: {
      id: 'organisation-search',
      action: openingPaths.begin(),
      name: 'q',
      label: 'Find the organisation',
      hint: 'A part of its name. Only organisations for which you may open a case are found.',
      value: asked,
      button: 'Find',
    },
    form: model,
    note: noteOf(bodies.length, asked),
    openings: openings.map(({ ref, organisationName, recordedAt }) => ({
      text: `${organisationName} (${ref})`,
      href: openingPaths.tasks(ref),
      note: `begun ${whenWords(recordedAt.slice(0, 10))}`,
    })),
  };
}

function noteOf(found: number, asked: string): string | null {
  if (found > candidateLimit) return `More than ${candidateLimit} organisations match. Enter more of the name.`;
  if (found > 0) return null;
  return asked === ''
    ? 'There is no organisation for which you may open a case. A lead inspector may where their inspectorate has looked at the work; a board secretary may for their own body.'
    : `Nothing found for ‘${asked}’. ${whoCanDo('episodes.open')}`;
}

export type TaskLine = {
  readonly text: string;
  readonly href: string | null;
  readonly hint: string;
  readonly tag: Tag;
};

export type TasksPage = PageFacts & {
  readonly caption: string;
  readonly lead: string;
  readonly tasks: readonly TaskLine[];
  readonly opened: Link | null;
  readonly drop: FormModel | null;
};

const taskWords: Readonly<Record<OpeningTask, { readonly text: string; readonly hint: string }>> = {
  area: { text: 'Area and title', hint: 'Which part of the work failed, and what the case is called' },
  trigger: { text: 'Trigger', hint: stateRules.open },
  dates: { text: 'Dates', hint: 'When the failure began, as exactly as it is known' },
  warning: { text: 'First warning', hint: 'The earliest sign that could have been seen' },
  people: { text: 'People to tell', hint: 'Posts that are to hear of it' },
};

export function tasksPage({ row, opening, missing }: OpeningFile): TasksPage {
  const isOpen = row.episodeRef !== null;
  return {
    title: `Open a case for ${row.organisationName}`,
    breadcrumbs: [
      { text: 'Episodes', href: episodePaths.index() },
      { text: 'Open a case', href: openingPaths.begin() },
    ],
    hasForm: true,
    caption: row.ref,
    lead: isOpen
      ? 'This case has been opened.'
      : 'Nothing is public before the last step. You can leave and come back.',
    opened:
      isOpen && row.episodeRef ? { text: `Open ${row.episodeRef}`, href: `/episodes/${row.episodeRef}/manage` } : null,
    drop: isOpen
      ? null
      : form({ action: openingPaths.removal(row.ref), button: 'Do not open this case', fields: [], isWarning: true }),
    tasks: isOpen
      ? []
      : [
          ...openingTasks.map((task): TaskLine => ({
            ...taskWords[task],
            href: openingPaths.task(row.ref, task),
            tag: isAnswered(opening, task) ? { text: 'Done', colour: 'teal' } : { text: 'To do', colour: 'grey' },
          })),
          {
            text: 'Check answers and open',
            hint: 'What becomes public',
            href: missing.length === 0 ? openingPaths.check(row.ref) : null,
            tag:
              missing.length === 0
                ? { text: 'Ready', colour: 'turquoise' }
                : { text: 'Cannot begin yet', colour: 'grey' },
          },
        ],
  };
}

export type TaskPage = PageFacts & {
  readonly caption: string;
  readonly form: FormModel;
  readonly intro: readonly string[];
};

export type TaskInput = {
  readonly file: OpeningFile;
  readonly notices: readonly StepRow[];
  readonly warnings: readonly WarningRow[];
  readonly tried?: Tried;
};

const frameOf = ({ row }: OpeningFile): Pick<PageFacts, 'breadcrumbs' | 'hasForm'> & { readonly caption: string } => ({
  breadcrumbs: [
    { text: 'Episodes', href: episodePaths.index() },
    { text: `Open a case for ${row.organisationName}`, href: openingPaths.tasks(row.ref) },
  ],
  hasForm: true,
  caption: `${row.organisationName}, ${row.ref}`,
});

export function taskPage(task: OpeningTask, input: TaskInput): TaskPage {
  const { row } = input.file;
  const model = form({
    action: openingPaths.task(row.ref, task),
    button: 'Save and go on',
    tried: input.tried ?? null,
    version: row.version,
    cancel: { text: 'Back to the list of tasks', href: openingPaths.tasks(row.ref) },
    fields: fieldsOf[task](input),
  });
  return {
    ...frameOf(input.file),
    title: taskWords[task].text,
    intro: [taskWords[task].hint],
    form: model,
    errors: model.errors,
  };
}

const fieldsOf: Readonly<Record<OpeningTask, (input: TaskInput) => readonly FieldMaker[]>> = {
  area: ({ file: { opening } }) => [
    select({
      name: 'area',
      label: 'Which part of its work failed?',
      choices: choicesOf(episodeAreas),
      value: opening.area,
    }),
    text({
      name: 'unit',
      label: 'Which part of that, if not the whole? (optional)',
      hint: 'For example, maternity at one hospital',
      value: opening.unit,
    }),
    text({
      name: 'title',
      label: 'What is the case called?',
      hint: 'For example, children’s services, 2026. This is public.',
      value: opening.title,
    }),
    prose({
      name: 'summary',
      label: 'In one paragraph (optional)',
      hint: 'What failed, when, and what was done. No names below director level. This is public.',
      value: opening.summary,
    }),
  ],
  trigger: ({ file: { opening, untold }, notices }) => [
    radios({
      name: 'kind',
      label: 'What opens the case?',
      choices: choicesOf(triggerKinds),
      value: opening.trigger?.kind ?? null,
    }),
    ...(untold.length > 0
      ? [
          select({
            name: 'judgement',
            label: 'A judgement: which one?',
            hint: 'Failures that published judgements tell and nobody runs',
            choices: untold.map((one) => ({
              value: one.id,
              text: `${one.ref}: ${one.title}, judged ${whenWords(one.triggerOn)}`,
            })),
            value: opening.trigger?.kind === 'judgement' ? opening.trigger.recordId : null,
          }),
        ]
      : []),
    ...(notices.length > 0
      ? [
          select({
            name: 'notice',
            label: 'A formal notice: which one?',
            hint: 'Public steps of level 3 or more on the record',
            choices: notices.map((step) => ({
              value: step.id,
              text: `${step.ref}: ${step.typeText}, ${whenWords(step.startedOn)}`,
            })),
            value: opening.trigger?.kind === 'formal_notice' ? opening.trigger.recordId : null,
          }),
        ]
      : []),
    text({
      name: 'declaredBy',
      label: 'A declaration: by whom?',
      hint: 'The governing body that declared it, for example full council',
      value: opening.trigger?.declaredBy ?? null,
    }),
    dayBoxes({
      name: 'declaredOn',
      label: 'A declaration: when?',
      hint: whenHint,
      value: opening.trigger?.declaredOn ?? null,
    }),
  ],
  dates: ({ file: { opening } }) => [
    dayBoxes({
      name: 'onset',
      label: 'When did the failure begin? (optional)',
      hint: `Leave it empty where nobody can say. ${whenHint}`,
      value: opening.onset?.on ?? null,
    }),
    prose({ name: 'basis', label: 'How that is known (optional)', rows: 3, value: opening.onset?.basis ?? null }),
  ],
  warning: ({ file: { opening }, warnings }) => [
    radios({
      name: 'known',
      label: 'What was the first warning sign?',
      choices: [
        ...warnings.map((one) => ({
          value: one.id,
          text: `${labelOf(warningKinds, one.kind)}, ${whenWords(one.occurredOn)}`,
          hint: one.text.slice(0, 160),
        })),
        { value: 'new', text: 'One that is not on the record yet: told below' },
        { value: 'none', text: 'Nobody knows of one' },
      ],
      value: opening.warning
        ? opening.warning.known === 'recorded'
          ? opening.warning.id
          : opening.warning.known
        : null,
    }),
    dayBoxes({
      name: 'on',
      label: 'A new one: when?',
      hint: whenHint,
      value: opening.warning?.known === 'new' ? opening.warning.on : null,
    }),
    select({
      name: 'kind',
      label: 'A new one: what was it seen in?',
      choices: choicesOf(warningKinds),
      value: opening.warning?.known === 'new' ? opening.warning.kind : null,
    }),
    prose({
      name: 'text',
      label: 'A new one: what could be seen?',
      rows: 4,
      value: opening.warning?.known === 'new' ? opening.warning.text : null,
    }),
  ],
  people: ({ file: { opening } }) => [
    prose({
      name: 'people',
      label: 'Who is to be told?',
      hint: 'One post on a line: the post, its body, and an email address if there is one, with commas between. For example: Director of children’s services, The council, dcs@council.example. Leave it empty for nobody.',
      rows: 8,
      value: (opening.people ?? [])
        .map(({ post, body, email }) => [post, body, email].flatMap((part) => part ?? []).join(', '))
        .join('\n'),
    }),
  ],
};

export type CheckPage = PageFacts & {
  readonly caption: string;
  readonly answers: SummaryList;
  readonly becomesPublic: readonly string[];
  readonly form: FormModel;
};

export function checkPage({ file, notices, warnings, tried = null }: TaskInput): CheckPage {
  const { row, opening, untold } = file;
  const model = form({
    action: openingPaths.check(row.ref),
    button: 'Open the case',
    tried,
    version: row.version,
    cancel: { text: 'Back to the list of tasks', href: openingPaths.tasks(row.ref) },
    fields: [],
  });
  const change = (task: OpeningTask): readonly Link[] => [{ text: 'Change', href: openingPaths.task(row.ref, task) }];
  return {
    ...frameOf(file),
    title: 'Check answers and open the case',
    answers: {
      rows: [
        { label: 'Organisation', text: row.organisationName },
        {
          label: 'Area',
          text: `${opening.area ? episodeAreas[opening.area] : 'Not answered'}${opening.unit ? `: ${opening.unit}` : ''}`,
          links: change('area'),
        },
        { label: 'Title', text: opening.title ?? 'Not answered', links: change('area') },
        { label: 'Trigger', text: triggerWords(opening, { untold, notices }), links: change('trigger') },
        {
          label: 'Failure began',
          text: opening.onset?.on ? whenWords(opening.onset.on) : 'Not known',
          note: opening.onset?.basis ?? null,
          links: change('dates'),
        },
        { label: 'First warning', text: warningWords(opening, warnings), links: change('warning') },
        {
          label: 'People to tell',
          text: (opening.people ?? []).map(({ post, body }) => `${post}, ${body}`).join('; ') || 'Nobody',
          links: change('people'),
        },
      ],
    },
    becomesPublic: [
      'The case with its title, summary, area, trigger and dates.',
      opening.warning?.known === 'new' ? 'The first warning sign that you told.' : '',
      'That it is open, by whom it was opened as a role, and when.',
    ].filter(Boolean),
    form: model,
    errors: model.errors,
  };
}

function triggerWords(
  { trigger }: Opening,
  { untold, notices }: { readonly untold: readonly UntoldRow[]; readonly notices: readonly StepRow[] },
): string {
  if (!trigger) return 'Not answered';
  if (trigger.kind === 'judgement') {
    const judged = untold.find(({ id }) => id === trigger.recordId);
    return judged
      ? `${triggerKinds.judgement}: ${judged.title}, ${whenWords(judged.triggerOn)} (${judged.ref})`
      : triggerKinds.judgement;
  }
  if (trigger.kind === 'formal_notice') {
    const notice = notices.find(({ id }) => id === trigger.recordId);
    return notice
      ? `${notice.typeText}, level ${notice.level}, ${whenWords(notice.startedOn)} (${notice.ref})`
      : triggerKinds.formal_notice;
  }
  return `Declared by ${trigger.declaredBy ?? ''}, ${whenWords(trigger.declaredOn)}`;
}

function warningWords({ warning }: Opening, warnings: readonly WarningRow[]): string {
  if (!warning || warning.known === 'none') return 'Nobody knows of one';
  if (warning.known === 'new') return `${warningKinds[warning.kind]}, ${whenWords(warning.on)}: ${warning.text}`;
  const sign = warnings.find(({ id }) => id === warning.id);
  return sign ? `${labelOf(warningKinds, sign.kind)}, ${whenWords(sign.occurredOn)} (${sign.ref})` : 'On the record';
}

export const openRefusals: RefusalTexts = {
  'not-answered': { text: 'Answer every task first' },
  'no-trigger': { text: 'Select the judgement or the notice that opens the case' },
  'not-published': { text: 'Only a published judgement opens a case' },
  'not-failing': { text: 'Only a failing judgement opens a case' },
  'not-public': { text: 'Only a notice that everyone may read opens a case' },
  'level-too-low': { text: 'Only a notice of level 3 or more opens a case' },
  'nobody-declared': { text: 'Enter who declared it' },
  'no-date': { text: 'The trigger has no date on the record. A case needs one' },
  'after-today': { text: 'The trigger must be today or in the past' },
  'onset-after-trigger': { text: 'The failure must have begun before its trigger' },
  'warning-after-trigger': { text: 'The first warning sign must be before the trigger' },
  'already-run': { text: 'A case of this part of its work is being run already' },
  'judged-already': { text: 'Published judgements tell this failure already. Choose that judgement as the trigger' },
  'not-yours': {
    text: 'Your inspectorate has not looked at this part of its work. The board secretary of the organisation can open this case',
  },
};
