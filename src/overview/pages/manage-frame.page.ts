import { rolesWith, type Permission } from '../../access/domain/permissions.js';
import { roleNames } from '../../access/domain/roles.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { episodeStates, isRecordedLater } from '../../episodes/domain/episode-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import type { KeptRow } from '../../interventions/data/case-work.row.js';
import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, formatList, formatPeriod } from '../../shell/format.js';
import type { Standing } from '../../shell/form/merging.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import type { Notification, SummaryRow, Tag } from '../../shell/parts.js';
import { type CaseAct, type ManagedCase, mayDo } from '../managed-case.js';

/** Above everything that belongs to a case: whose it is, where it stands, and what stands in the way of writing in it. */
export type CaseFrame = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly identity: { readonly name: string; readonly ref: string; readonly state: Tag; readonly about: string };
  readonly subNavigation: SubNavigation;
  readonly said: Notification | null;
  /** Why nothing may be written, and who can change that. */
  readonly shut: { readonly text: string; readonly link: Link | null } | null;
};

/** One record on a list: what it is, what is known of it, and what can be done. */
export type CaseItem = {
  readonly id: string;
  readonly heading: string;
  readonly href: string | null;
  readonly tag: Tag | null;
  /** "For the board only". */
  readonly seenBy: string | null;
  readonly paragraphs: readonly string[];
  readonly rows: readonly SummaryRow[];
  readonly parts: readonly CasePart[];
  readonly actions: readonly Link[];
  readonly recorded: string | null;
};

/** Something that belongs to a record: a finding, a breach, a piece of evidence. */
export type CasePart = { readonly text: string; readonly note: string | null; readonly actions: readonly Link[] };

export type CaseSection = {
  readonly id: string;
  readonly heading: string;
  readonly intro: string | null;
  readonly items: readonly CaseItem[];
  readonly empty: { readonly text: string; readonly link: Link | null } | null;
  readonly add: Link | null;
  /** Who can add, for somebody who cannot. */
  readonly whoCan: string | null;
};

export type CaseListPage = CaseFrame & { readonly lead: string | null; readonly sections: readonly CaseSection[] };

/** What a list is told besides its records: what was just done, and who the people are that wrote them down. */
export type Around = { readonly said: Notification | null; readonly names: ReadonlyMap<string, string> };

const pagesOf = (ref: string): readonly Link[] => [
  { text: 'Run it', href: casePaths.manage(ref) },
  { text: 'Warnings', href: casePaths.warnings(ref) },
  { text: 'Help from peers', href: casePaths.support(ref) },
  { text: 'Triggers', href: casePaths.triggers(ref) },
  { text: 'Interventions', href: casePaths.interventions(ref) },
  { text: 'Checks and watch', href: casePaths.checks(ref) },
  { text: 'Events', href: casePaths.events(ref) },
];

export function caseFrame(
  managed: ManagedCase,
  {
    title,
    here,
    said = null,
    above = [],
    hasForm = false,
  }: {
    readonly title: string;
    /** The page of the case that is open, or to which this one belongs. */
    readonly here: string;
    readonly said?: Notification | null;
    readonly above?: readonly Link[];
    readonly hasForm?: boolean;
  },
): CaseFrame {
  const { theCase } = managed;
  const { ref } = theCase;
  return {
    title: `${title}: ${theCase.title} (${ref})`,
    heading: title,
    caption: `${theCase.organisationName}, ${theCase.title}`,
    breadcrumbs: [
      { text: theCase.organisationName, href: organisationPaths.show(theCase.organisationSlug) },
      { text: theCase.title, href: episodePaths.show(ref) },
      ...(here === casePaths.manage(ref) && above.length === 0
        ? []
        : [{ text: 'Run it', href: casePaths.manage(ref) }]),
      ...above,
    ],
    identity: { name: theCase.organisationName, ref, state: stateTag(managed), about: theCase.title },
    subNavigation: subNavigation(`Pages for running ${ref}`, pagesOf(ref), here),
    said,
    shut: shutWords(managed),
    hasForm,
  };
}

export const stateTag = ({ theCase }: ManagedCase): Tag =>
  theCase.pausedOn
    ? { text: 'Paused', colour: 'grey' }
    : theCase.status
      ? { text: episodeStates[theCase.status], colour: 'teal' }
      : { text: 'Nobody runs it', colour: 'grey' };

/** How a case stands now, for whoever moves it after somebody else. */
export const caseStanding = (managed: ManagedCase, typed: string): readonly Standing[] => {
  const { title, summary, pauseReason } = managed.theCase;
  const { text } = stateTag(managed);
  const notHere = (label: string, saved: string | null) => ({ label, saved, typed: 'Not changed here' });
  return [
    { label: 'Where the case stands', saved: pauseReason ? `${text}: ${pauseReason}` : text, typed },
    notHere('Title', title),
    notHere('In one paragraph', summary),
  ];
};

/** Who can do what this person cannot: "The board secretary or the lead inspector can do this." */
export const whoCanDo = (permission: Permission): string => {
  const names = rolesWith(permission).map((role) =>
    role === 'board_member' && isForTheChair(permission)
      ? 'the chair of the board'
      : `a ${roleNames[role].toLowerCase()}`,
  );
  const words = formatList(names).replace(/ and (?=[^ ]+( [^ ]+)*$)/, ' or ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1).replace('a inspector', 'an inspector').replace('a organisation', 'an organisation')} can do this.`;
};

const chairs: readonly Permission[] = [
  'interventions.decide',
  'exit.move',
  'exit.mark_met',
  'directions.move',
  'directions.judge',
];
const isForTheChair = (permission: Permission): boolean => chairs.includes(permission);

function shutWords(managed: ManagedCase): CaseFrame['shut'] {
  const { shut, theCase, acts } = managed;
  const { ref } = theCase;
  const runs = acts.has('episodes.open');
  if (!shut) return null;
  if (shut.because === 'not-run')
    return {
      text: `Nobody runs this case yet, so nothing can be recorded in it. ${runs ? '' : whoCanDo('episodes.open')}`.trim(),
      link: null,
    };
  if (shut.because === 'paused')
    return {
      text: `This case has been paused since ${formatDay(shut.since)}, so nothing can be recorded in it. Why: ${shut.why} ${runs ? '' : `To take it up again: ${whoCanDo('episodes.open').toLowerCase()}`}`.trim(),
      link: runs ? { text: 'Take it up again', href: casePaths.resumption(ref) } : null,
    };
  if (shut.because === 'relapsed')
    return {
      text: `This case has failed again, so nothing can be recorded in it any more.`,
      link: theCase.failedAgainRef
        ? { text: `Its story goes on in ${theCase.failedAgainRef}`, href: casePaths.manage(theCase.failedAgainRef) }
        : null,
    };
  return {
    text: `This case was closed${theCase.closedOn ? ` (${whenWords(theCase.closedOn)})` : ''}, so nothing can be recorded in it any more. Why: ${theCase.statusReason ?? 'no reason was kept.'}`,
    link: null,
  };
}

/** A date as it is kept, in words; null stays null. */
export const whenOrNull = (text: string | null): string | null => {
  const on = text === null ? null : parsePeriod(text);
  return on && formatPeriod(on);
};
export const whenWords = (text: string | null): string => whenOrNull(text) ?? 'date not known';

export const recordedDay = (recordedAt: string): CalendarDay => day(recordedAt.slice(0, 10));

/** "Recorded 23 November 2026 by Person 1", and that it was later than it happened. */
export function recordedWords(
  { recordedAt, recordedBy }: Pick<KeptRow, 'recordedAt' | 'recordedBy'>,
  names: ReadonlyMap<string, string>,
  happenedOn: string | null = null,
): string {
  const on = recordedDay(recordedAt);
  const happened = happenedOn === null ? null : parsePeriod(happenedOn);
  const later = happened && isRecordedLater(happened, on) ? 'Recorded later, on' : 'Recorded';
  return `${later} ${formatDay(on)} by ${names.get(recordedBy) ?? recordedBy}`;
}

export const seenByWords = ({ visibility }: Pick<KeptRow, 'visibility'>): string | null =>
  visibility === 'board' ? 'Only the organisation and its board see this' : null;

/** The link where the person may do it now; nothing otherwise. */
export const linkIf = (managed: ManagedCase, act: CaseAct, link: Link): readonly Link[] =>
  mayDo(managed, act) ? [link] : [];

export const addTo = (managed: ManagedCase, act: CaseAct, link: Link): Pick<CaseSection, 'add' | 'whoCan'> => ({
  add: mayDo(managed, act) ? link : null,
  whoCan: managed.shut === null && !managed.acts.has(act) ? whoCanDo(act) : null,
});

export const stepLink = (ref: string, text: string): Link => ({ text, href: interventionPaths.show(ref) });
