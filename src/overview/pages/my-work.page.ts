import { type Role, roleNames } from '../../access/domain/roles.js';
import { type CalendarDay, day, daysBetween } from '../../kernel/calendar-day.js';
import type { BoardRow } from '../../boards/data/board.row.js';
import { boardPaths } from '../../boards/pages/boards.paths.js';
import { registerPaths } from '../../boards/pages/registers.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { openingPaths } from '../../episodes/pages/cases.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { thresholdPaths } from '../../lessons/pages/thresholds.paths.js';
import { versionPaths } from '../../inspections/pages/framework-versions.paths.js';
import { calendarPaths } from '../../office/pages/calendar.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { formatDay, formatList } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { EmptyState, Notification, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import type { WatchedBody } from '../data/watching.queries.js';
import { type Task, taskGroups, type TaskPlace } from '../domain/task.js';
import { entryPaths } from '../../exchange/pages/entries.paths.js';
import { importPaths } from '../../exchange/pages/imports.paths.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { accountsPaths } from './accounts.paths.js';
import { deadlinePaths } from './deadlines.paths.js';
import { healthPaths } from './health.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { selfAssessmentPaths } from '../../inspections/pages/self-assessments.paths.js';
import { returnPaths } from './return.paths.js';
import { codeListPaths } from './code-lists.paths.js';
import { holdPaths } from './holds.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { codingPaths } from '../../research/pages/coding.paths.js';
import { comparePaths } from '../../research/pages/compare.paths.js';
import { comparisonPaths } from '../../research/pages/comparisons.paths.js';
import { researchPaths } from '../../research/pages/research.paths.js';
import { recordCheckPaths } from './record-checks.paths.js';
import { concernPaths, reviewPathsOfLearning } from '../../voice/pages/voice.paths.js';
import { myWorkPaths } from './my-work.paths.js';

type TaskLine = {
  readonly id: string;
  readonly what: string;
  readonly href: string;
  readonly about: string | null;
  readonly tag: Tag | null;
};

type TaskList = { readonly id: string; readonly heading: string; readonly tasks: readonly TaskLine[] };

export type MyWorkPage = PageFacts & {
  readonly heading: string;
  readonly roles: string;
  readonly done: Notification | null;
  readonly lists: readonly TaskList[];
  readonly nothing: EmptyState | null;
  readonly watching: readonly {
    readonly name: string;
    readonly href: string;
    readonly since: string;
    readonly stop: FormModel;
  }[];
  readonly notWatching: EmptyState | null;
  /** Where letters can be sent and something is watched. */
  readonly digest: { readonly text: string; readonly change: FormModel } | null;
  /** The boards whose papers the reader may read. */
  readonly boards: readonly Link[];
  /** What the reader may begin. */
  readonly starts: readonly Link[];
  readonly registers: readonly Link[];
  readonly tools: readonly Link[];
};

const sentences = {
  unwatched: 'You no longer watch that organisation.',
  'digest-wanted': 'You will get a letter on each day on which something became public.',
  'digest-ended': 'You will get no more daily letters.',
};

const hrefOf = ({ page, of }: TaskPlace): string => {
  const what = of ?? '';
  switch (page) {
    case 'concerns':
      return concernPaths.desk();
    case 'import':
      return importPaths.show(what);
    case 'entry':
      return entryPaths.show(what);
    case 'organisation':
      return organisationPaths.show(what);
    case 'health':
      return healthPaths.show();
    case 'accounts':
      return accountsPaths.list;
    case 'return':
      return returnPaths.show(what);
    case 'milestone': {
      const [plan = '', ref = ''] = what.split('/');
      return planPaths.milestone(plan, ref);
    }
    case 'complete':
      return address(planPaths.show(what), { state: 'action_complete' });
    case 'versions':
      return planPaths.versions(what);
    case 'evidence':
      return planPaths.evidence(what);
    case 'risk':
      return planPaths.risk(what);
    case 'proposal': {
      const [ref = '', id = ''] = what.split('/');
      return measurePaths.proposal(ref, id);
    }
    case 'deadlines':
      return address(deadlinePaths.index(), { whose: of });
    case 'review':
      return reviewPaths.show(what);
    case 'minutes':
      return reviewPaths.minutes(what);
    case 'pack':
      return reviewPaths.pack(what);
    case 'decision':
    case 'challenge':
    case 'action':
      return registerPaths[page](what);
    case 'workspace':
    case 'accuracy':
    case 'check':
    case 'publish':
      return inspectionPaths[page](what);
  }
};

function tagOf(dueOn: CalendarDay | null, today: CalendarDay): Tag | null {
  if (!dueOn) return null;
  const left = daysBetween(today, dueOn);
  if (left < 0) return { text: `Overdue since ${formatDay(dueOn)}`, colour: 'orange' };
  if (left === 0) return { text: 'Due today', colour: 'yellow' };
  return { text: `Due ${formatDay(dueOn)}`, colour: left <= 14 ? 'yellow' : 'grey' };
}

const digestOf = (isWanted: boolean) => ({
  text: isWanted
    ? 'A letter each morning says what became public about them.'
    : 'You get no letter about what becomes public about them.',
  change: form({
    action: myWorkPaths.digest(),
    button: isWanted ? 'Send me no letters' : 'Send me a daily letter',
    hidden: isWanted ? {} : { wanted: 'yes' },
    fields: [],
  }),
});

/** A way in, and what an account must be allowed to be shown it. */
type Entrance = Link & { readonly needs: string };

/** What a role may begin, by what it may do. */
const starts: readonly Entrance[] = [
  { text: 'Start an inspection', href: inspectionPaths.start(), needs: 'inspections.create' },
  { text: 'Set up a board', href: boardPaths.add(), needs: 'reviews.run' },
  { text: 'Open a case', href: openingPaths.begin(), needs: 'episodes.open' },
  { text: 'Compare cases', href: comparePaths.choose(), needs: 'comparisons.keep' },
  { text: 'Code a case', href: codingPaths.index(), needs: 'codings.write' },
  { text: 'Freeze a set of episodes', href: researchPaths.freeze(), needs: 'cohorts.freeze' },
  { text: 'Write down a judgement, a warning sign or an event', href: entryPaths.begin(), needs: 'entries.write' },
  { text: 'Bring in a publication', href: importPaths.begin(), needs: 'imports.run' },
  { text: 'Put a source on the record', href: sourcePaths.add(), needs: 'sources.keep' },
  { text: 'Put an organisation on the record', href: organisationPaths.register(), needs: 'organisations.register' },
];

/** What a role keeps looking at, by what it may do. */
const registers: readonly Entrance[] = [
  { text: 'My plans', href: planPaths.index(), needs: 'plans.read' },
  { text: 'Registers of risks', href: planPaths.risks(), needs: 'plans.read' },
  { text: 'Self-assessments and views of boards', href: selfAssessmentPaths.index(), needs: 'papers.read' },
  { text: 'Concerns of staff', href: concernPaths.desk(), needs: 'concerns.handle' },
  { text: 'Learning reviews', href: reviewPathsOfLearning.index(), needs: 'learning.read' },
  { text: 'Record checks', href: recordCheckPaths.index(), needs: 'checks.read' },
  { text: 'Your comparisons', href: comparisonPaths.index(), needs: 'comparisons.keep' },
  { text: 'Frozen cohorts', href: researchPaths.cohorts(), needs: 'cohorts.freeze' },
  { text: 'How long recovery takes', href: researchPaths.recovery(), needs: 'comparisons.keep' },
  { text: 'Entries of the record keepers', href: entryPaths.index(), needs: 'entries.write' },
  { text: 'Imports', href: importPaths.index(), needs: 'imports.read' },
];

/** What a role runs the service with, by what it may do. */
const tools: readonly Entrance[] = [
  { text: 'Framework versions', href: versionPaths.index(), needs: 'frameworks.manage' },
  { text: 'Limits of signals', href: thresholdPaths.index(), needs: 'thresholds.manage' },
  { text: 'Lists of codes', href: codeListPaths.index(), needs: 'frameworks.manage' },
  { text: 'Working-day calendar', href: calendarPaths.calendar(), needs: 'calendar.manage' },
  { text: 'Health of the service', href: healthPaths.show(), needs: 'service.run' },
  { text: 'Retention holds', href: holdPaths.index(), needs: 'holds.manage' },
];

const open = (entrances: readonly Entrance[], permissions: readonly string[]): readonly Link[] =>
  entrances.filter(({ needs }) => permissions.includes(needs)).map(({ text, href }) => ({ text, href }));

type Shown = {
  readonly roles: readonly Role[];
  readonly permissions: readonly string[];
  readonly tasks: readonly Task[];
  readonly watched: readonly WatchedBody[];
  readonly boards: readonly Pick<BoardRow, 'ref' | 'name' | 'organisationName'>[];
  /** Whether the daily letter is wanted; null where none can be sent. */
  readonly isDigestWanted: boolean | null;
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

export function myWorkPage({
  roles,
  permissions,
  tasks,
  watched,
  boards,
  isDigestWanted,
  today,
  query,
}: Shown): MyWorkPage {
  const lists = Object.entries(taskGroups).flatMap(([group, heading]) => {
    const some = tasks.filter((task) => task.group === group);
    if (some.length === 0) return [];
    return [
      {
        id: group,
        heading,
        tasks: some.map(({ what, about, place, dueOn }, index) => ({
          id: `${group}-${index + 1}`,
          what,
          href: hrefOf(place),
          about,
          tag: tagOf(dueOn, today),
        })),
      },
    ];
  });
  return {
    title: 'My work',
    heading: 'My work',
    roles:
      roles.length === 0
        ? 'You have no role at present. Ask an administrator of this service if you should.'
        : `You are here as ${formatList(roles.map((role) => roleNames[role].toLowerCase()))}.`,
    done: saidAfter(query, sentences),
    lists,
    nothing: lists.length === 0 ? { text: 'You have nothing to do.' } : null,
    watching: watched.map(({ name, slug, since }) => ({
      name,
      href: organisationPaths.show(slug),
      since: formatDay(day(since.slice(0, 10))),
      stop: form({ action: myWorkPaths.watchEnding(slug), button: 'Stop watching', fields: [] }),
    })),
    notWatching:
      watched.length === 0
        ? {
            text: 'You watch no organisation. Open one and choose “Watch”: what becomes public about it then stands here.',
            link: { text: 'Find an organisation', href: organisationPaths.index() },
          }
        : null,
    digest: isDigestWanted === null || watched.length === 0 ? null : digestOf(isDigestWanted),
    boards: boards.map(({ ref, name, organisationName }) => ({
      text: `${name}, ${organisationName}`,
      href: boardPaths.show(ref),
    })),
    starts: open(starts, permissions),
    registers: open(registers, permissions),
    tools: open(tools, permissions),
  };
}
