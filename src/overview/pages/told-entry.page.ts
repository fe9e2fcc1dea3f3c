import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { inverseLinkLabels, organisationLinkTypes } from '../../vocabulary/domain/organisation-link-types.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { eventKinds } from '../../interventions/domain/timeline-event.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { formatDay, formatList, formatPeriod, plural } from '../../shell/format.js';
import type { Grade } from '../../shell/grade.js';
import type { Citation } from '../../shell/parts.js';
import type { Body, BodyLink, Dossier, InspectionFact, InterventionFact, PeerSupportFact } from '../domain/dossier.js';
import {
  besideOf,
  type Beside,
  bodiesById,
  kindsOf,
  type TimelineEntry,
  type TimelineKind,
} from '../domain/timeline.js';
import type { Citing } from './citing.page.js';
import {
  basisWords,
  certaintyWords,
  changeWords,
  checkWords,
  dateWords,
  gradeMark,
  headlineWords,
  labelOf,
  outcomeWords,
  postSpan,
  postWords,
  settingWords,
  spanWords,
  supportWords,
} from './dossier-words.page.js';

export const kindWords: Readonly<Record<TimelineKind, string>> = {
  intervention: 'Intervention',
  support: 'Help from peers',
  post: 'Post',
  judgement: 'Judgement',
  visit: 'Visit or review',
  warning: 'Warning sign',
  change: 'Change of structure',
  event: 'Event',
  check: 'Check after the exit',
  outcome: 'Where it stood',
};

/** One row of a timeline, ready to read. */
export type ToldEntry = {
  readonly id: string;
  /** Records that this row tells too, so that links to them lead here. */
  readonly alsoIds: readonly string[];
  readonly date: string;
  readonly kinds: readonly string[];
  /** Its kinds and, where the page tells of more than one body, whose story it is. */
  readonly lead: string;
  readonly title: string;
  readonly href: string | null;
  readonly grades: readonly Grade[];
  readonly paragraphs: readonly string[];
  readonly certainty: string | null;
  readonly knownOn: string;
  /** Null where the page says it once for all rows: see `recordedTogether`. */
  readonly recordedOn: string | null;
  readonly citations: readonly Citation[];
};

type Told = {
  readonly title: string;
  readonly href?: string;
  readonly grades?: readonly Grade[];
  readonly paragraphs?: readonly (string | null)[];
};

/** What entries are told from: gathered once for a page. */
export type Telling = {
  readonly dossier: Dossier;
  readonly citing: Citing;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly beside: ReadonlyMap<string, Beside>;
};

export const tellingOf = (dossier: Dossier, citing: Citing): Telling => ({
  dossier,
  citing,
  bodies: bodiesById(dossier),
  beside: besideOf(dossier),
});

/** An entry in words, with its marks. Sources are numbered in the order in which entries are told. */
export function toldEntry(entry: TimelineEntry, telling: Telling): ToldEntry {
  const { dossier, citing, bodies } = telling;
  const { certainty } = entry.fact;
  const told = tell(entry, telling);
  const kinds = kindsOf(entry).map((kind) => kindWords[kind]);
  const body = dossier.family.length > 1 ? bodies.get(entry.bodyId)?.name : undefined;
  const parts = entry.kind === 'intervention' ? partIds(entry.fact) : [];
  return {
    id: entry.id,
    alsoIds: [...entry.help.map(({ id }) => id), ...parts],
    date: entry.kind === 'post' ? postSpan(entry.fact) : spanWords(entry.on, entry.until, entry.lasts),
    kinds,
    lead: body ? `${kinds.join(', ')}. ${body}` : kinds.join(', '),
    title: told.title,
    href: told.href ?? null,
    grades: told.grades ?? [],
    paragraphs: [...(told.paragraphs ?? []), ...entry.help.map(alsoHelp)].flatMap((text) => text ?? []),
    certainty: certaintyWords(certainty),
    knownOn: certainty.knownOn ? formatPeriod(certainty.knownOn) : 'Not known when',
    recordedOn: certainty.recordedOn ? formatDay(certainty.recordedOn) : 'a day that is not known',
    citations: citing.marks(entry.id, ...entry.help.map(({ id }) => id), ...parts),
  };
}

/** Rows that all came onto the record on one day need it said once, above them. One row says it itself. */
export function recordedTogether(entries: readonly ToldEntry[]): {
  readonly entries: readonly ToldEntry[];
  readonly recorded: string | null;
} {
  const day = entries[0]?.recordedOn ?? null;
  if (entries.length < 2 || day === null || entries.some(({ recordedOn }) => recordedOn !== day))
    return { entries, recorded: null };
  return {
    entries: entries.map((entry) => ({ ...entry, recordedOn: null })),
    recorded: `All of this was recorded here on ${day}.`,
  };
}

const partIds = ({ plannedEnds, directions, exitCriteria }: InterventionFact): readonly string[] =>
  [...plannedEnds, ...directions, ...exitCriteria].map(({ id }) => id);

function tell(entry: TimelineEntry, telling: Telling): Told {
  switch (entry.kind) {
    case 'intervention':
      return tellIntervention(entry.fact, telling);
    case 'support':
      return tellSupport(entry.fact);
    case 'judgement':
    case 'visit':
      return tellInspection(entry.fact);
    case 'warning': {
      const { kind, text, response, respondedOn } = entry.fact;
      const answered = respondedOn ? `Answered ${formatPeriod(respondedOn)}: ` : 'Response: ';
      return { title: labelOf(warningKinds, kind), paragraphs: [text, response && `${answered}${response}`] };
    }
    case 'post': {
      const { post, holder, interim, leavingPlanned } = entry.fact;
      const held = [
        interim === true ? 'Interim.' : null,
        leavingPlanned === true ? 'The leaving was planned.' : null,
        leavingPlanned === false ? 'The leaving was not planned.' : null,
      ];
      return { title: `${labelOf(postWords, post)}: ${holder ?? 'name not known'}`, paragraphs: held };
    }
    case 'change': {
      const { fact } = entry;
      if ('fromId' in fact) return { title: linkSentence(fact, telling.bodies) };
      return {
        title: labelOf(changeWords, fact.kind),
        paragraphs: [fact.text, fact.reason && `Reason given: ${fact.reason}`],
      };
    }
    case 'event':
      return { title: labelOf(eventKinds, entry.fact.kind), paragraphs: [entry.fact.text] };
    case 'check': {
      const { byWhom, doneOn, dueOn, result, text } = entry.fact;
      const who = byWhom === 'external' ? 'From outside' : 'By the organisation itself';
      const outcome = doneOn
        ? result
          ? labelOf(checkWords, result)
          : 'Result not known'
        : 'Not known to have been done';
      return { title: outcome, paragraphs: [`${who}${dueOn ? `, due ${dateWords(dueOn)}` : ''}.`, text] };
    }
    case 'outcome':
      return { title: labelOf(outcomeWords, entry.fact.state), paragraphs: [entry.fact.text] };
  }
}

function tellInspection(fact: InspectionFact): Told {
  const type = fact.typeText ?? labelOf(inspectionTypes, fact.type);
  const grades = fact.judgements
    .filter(({ isOverall }) => isOverall)
    .flatMap(({ grade, label }) => (grade ? [gradeMark(grade, label)] : []));
  const setting = settingWords(fact.setting);
  return {
    title: `${fact.inspectorate}: ${type}${fact.unit ? `, ${fact.unit}` : ''}`,
    href: inspectionPaths.show(fact.ref),
    grades,
    paragraphs: [grades.length === 0 ? headlineWords(fact) : null, fact.headline, setting && `${setting}.`],
  };
}

function tellIntervention(fact: InterventionFact, { dossier, beside: all }: Telling): Told {
  const named = (id: string): string =>
    dossier.interventions.find((one) => one.id === id)?.title ?? 'another intervention';
  const beside = all.get(fact.id);
  const level = interventionLevels[fact.level as keyof typeof interventionLevels] ?? '';
  return {
    title: fact.title,
    paragraphs: [
      fact.text,
      together(
        `By ${fact.authority}${fact.legalBasis ? `. Legal basis: ${fact.legalBasis}` : ''}.`,
        `Level ${fact.level} of 5, our reading: ${level.toLowerCase()}.`,
        fact.levelNote,
      ),
      together(...plannedEndWords(fact), fact.endReason && `How it ended: ${fact.endReason}`),
      together(
        fact.replacesId ? `It took the place of: ${named(fact.replacesId)}.` : null,
        beside && beside.certain.length > 0 ? `It ran beside: ${formatList(beside.certain.map(named))}.` : null,
        beside && beside.possible.length > 0
          ? `It may have run beside: ${formatList(beside.possible.map(named))}. The dates leave it open.`
          : null,
      ),
      together(
        fact.exitCriteria.length > 0
          ? `Test for its end: ${fact.exitCriteria.map(({ text }) => text).join(' ')}`
          : null,
        fact.directions.length > 0 ? `It gave ${plural(fact.directions.length, 'direction')}.` : null,
      ),
    ],
  };
}

/** Sentences that belong together, as one paragraph; null where there is none. */
const together = (...sentences: readonly (string | null | undefined)[]): string | null =>
  sentences.filter(Boolean).join(' ') || null;

export const plannedEndWords = ({ plannedEnds }: Pick<InterventionFact, 'plannedEnds'>): readonly string[] =>
  plannedEnds.map(
    ({ announcedOn, plannedEndOn, note }) =>
      `Planned end ${formatPeriod(plannedEndOn)}, ${announcedOn ? `announced ${formatPeriod(announcedOn)}` : 'announced on a date that is not known'}${note ? ` (${note.replace(/\.$/, '')})` : ''}.`,
  );

function tellSupport(fact: PeerSupportFact): Told {
  return {
    title: `${labelOf(supportWords, fact.type)}: ${fact.provider}`,
    paragraphs: [
      fact.text,
      fact.basis && `${labelOf(basisWords, fact.basis)} help.`,
      ...fact.findings.map(findingWords),
    ],
  };
}

const acceptedWords: Readonly<Record<string, string>> = {
  yes: 'accepted',
  part: 'accepted in part',
  no: 'not accepted',
};

const findingWords = ({ text, accepted, reason }: PeerSupportFact['findings'][number]): string =>
  `Found: ${text} ${accepted ? `This was ${acceptedWords[accepted] ?? accepted}.` : 'Whether this was accepted is not known.'}${reason ? ` ${reason}` : ''}`;

const alsoHelp = (fact: PeerSupportFact): string =>
  [
    `Help from peers: ${labelOf(supportWords, fact.type).toLowerCase()}, ${fact.provider}.`,
    ...fact.findings.map(findingWords),
  ].join(' ');

/** "Eltham Foundation School was replaced by Harris Academy Greenwich". */
export function linkSentence(
  { fromId, toId, type }: Pick<BodyLink, 'fromId' | 'toId' | 'type'>,
  bodies: ReadonlyMap<string, Body>,
): string {
  const from = bodies.get(fromId)?.name ?? 'A body that is not on the record';
  const to = bodies.get(toId)?.name ?? 'a body that is not on the record';
  const words = labelOf(organisationLinkTypes, type);
  return `${from}: ${words.charAt(0).toLowerCase()}${words.slice(1)} ${to}`;
}

/** How a link reads from the side of one of its two bodies. */
export const linkLabelFrom = (bodyId: string, { fromId, type }: Pick<BodyLink, 'fromId' | 'type'>): string =>
  bodyId === fromId ? labelOf(organisationLinkTypes, type) : labelOf(inverseLinkLabels, type);
