import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { signalGuideOf } from '../../lessons/domain/lesson-guide.js';
import { limitSentence, withLimits } from '../../lessons/domain/limit-words.js';
import type { SignalOutcome, UsedFact } from '../../lessons/domain/signal.js';
import { type SignalReading, signals } from '../../lessons/domain/signals.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { knownParameter } from '../../shell/as-known.js';
import { formatCount, formatPeriod } from '../../shell/format.js';
import { address, type Link } from '../../shell/links.js';
import type { SummaryList } from '../../shell/parts.js';
import { readLine, type SignalLine } from './assessment-part.page.js';
import type { LessonReadings } from './lesson-readings-desk.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';

/** So many facts stand under a signal; years of a board leave hundreds, and all of them are on the signal's own page. */
const mostFacts = 5;

export type FactLine = { readonly text: string; readonly href: string | null; readonly when: string | null };

/** `overview/_signal-working`: one signal with what its result was made from. */
export type SignalWorking = SignalLine & {
  readonly anchor: string;
  /** What it says, beside its name. Where it says that too little is on the record, its tag says so already. */
  readonly says: string | null;
  /** What it says, told with what to add. */
  readonly saysInside: string | null;
  readonly working: SummaryList;
  /** "The facts that it uses", or how many of them these are. */
  readonly factsLabel: string;
  readonly facts: readonly FactLine[];
  /** Where all of them are, if there are more. */
  readonly allFacts: Link | null;
  readonly notes: readonly string[];
};

export function signalWorking(signal: SignalReading, readings: LessonReadings): SignalWorking {
  const { outcome } = signal;
  const facts = outcome.used;
  const isCut = facts.length > mostFacts;
  return {
    ...readLine(signal),
    anchor: `signal-${signal.key.replace('.', '-').toLowerCase()}`,
    says: isSilent(outcome) ? null : outcome.sentence,
    saysInside: isSilent(outcome) ? outcome.sentence : null,
    working: workingOf(signal),
    factsLabel: isCut
      ? `The newest ${mostFacts} of the ${formatCount(facts.length)} facts that it uses`
      : 'The facts that it uses',
    facts: facts.slice(0, mostFacts).map((fact) => factLine(fact, readings)),
    allFacts: isCut ? { text: `See all ${formatCount(facts.length)} facts`, href: ownPage(signal, readings) } : null,
    notes: [...outcome.notes],
  };
}

/** The page of one signal of the failure, on the day that is read. */
function ownPage({ key }: SignalReading, { episode, reading }: LessonReadings): string {
  const path = lessonReadingPaths.signal(episode?.ref ?? '', key);
  return address(path, { [knownParameter]: reading.mode === 'known' ? reading.asOf : null });
}

/** How a result was worked out: formula, limits, the least that it needs, and what it rests on. */
export function workingOf({ key, outcome, limits, edition, version }: SignalReading): SummaryList {
  const guide = signalGuideOf(key);
  const limited = signals.find((one) => one.key === key)?.limits ?? [];
  return {
    rows: [
      {
        label: 'Formula',
        text: withLimits(guide.measure, limited, limits),
        note: `Version ${version} of the formula.`,
      },
      {
        label: 'Limits',
        text:
          limited.map((limit) => `${limitSentence(limit, limits[limit.name] ?? limit.initial)}.`).join(' ') ||
          'It has none.',
        note: `Edition ${edition} of the limits.`,
      },
      { label: 'Needs at least', text: withLimits(guide.needs, limited, limits) },
      { label: 'Rests on', text: outcome.n === 0 ? 'No fact that can be counted' : `n = ${formatCount(outcome.n)}` },
    ],
  };
}

const isSilent = ({ result }: SignalOutcome): boolean => result === 'not_enough' || result === 'not_yet';

export function factLine(fact: UsedFact, readings: LessonReadings): FactLine {
  const { asOf, mode } = readings.reading;
  const href = hrefOf(fact, readings);
  return {
    text: fact.label,
    href: href && withKnown(href, mode === 'known' ? asOf : null),
    when: fact.on && formatPeriod(fact.on),
  };
}

/** The day as known goes before the place on the page. */
function withKnown(href: string, day: string | null): string {
  const [path = href, fragment] = href.split('#');
  return `${address(path, { [knownParameter]: day })}${fragment ? `#${fragment}` : ''}`;
}

/** Where a fact is told. What stands in papers of the board alone leads to its plan for those who may read it. */
function hrefOf({ kind, ref }: UsedFact, { subject, episode, reading }: LessonReadings): string | null {
  const ofEpisode = episode ? episodePaths.show(episode.ref) : null;
  switch (kind) {
    case 'inspection':
      return ref && inspectionPaths.show(ref);
    case 'failure_episode':
      return ref && episodePaths.show(ref);
    case 'measure':
    case 'expected_dip':
      return ref && measurePaths.show(ref);
    case 'milestone':
    case 'plan_version':
    case 'finding':
    case 'challenge':
    case 'review':
      return reading.scope === 'board' ? planPaths.ofOrganisation(subject.slug) : ofEpisode;
    case 'warning_sign':
    case 'peer_support':
    case 'intervention':
    case 'peer_finding':
    case 'exit_criterion':
    case 'sustainment_check':
    case 'structural_change':
    case 'post_holding':
    case 'organisation_event':
      return organisationPaths.timeline(subject.slug);
    default:
      return ofEpisode;
  }
}
