import { interventionLevels, isInterventionLevel } from '../../interventions/domain/intervention.js';
import { interventionKinds } from '../../interventions/domain/intervention-record.js';
import { triggerKinds } from '../../episodes/domain/episode.js';
import { monthsBetween, type Period } from '../../kernel/period.js';
import { formatDecimal, formatMonths, formatPeriod, notKnown } from '../../shell/format.js';
import type { Grade } from '../../shell/grade.js';
import { grade } from '../../shell/grade.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import type { ComparedFact, StateSpell } from '../domain/compared-case.js';
import { postWords, supportWords } from '../domain/compared-words.js';
import { type OnClock } from '../domain/clock-range.js';
import { competingWords, type RecoveryCase } from '../domain/recovery-case.js';

export const stateWords: Readonly<Record<StateSpell['state'], string>> = {
  failing: 'Failing',
  'not-failing': 'Not failing',
  good: 'Good or better',
};

const nameIn = (names: Readonly<Record<string, string>>, code: string | null, otherwise = ''): string =>
  (code === null ? null : names[code]) ?? otherwise;

export const levelWords = (level: number): string =>
  isInterventionLevel(level) ? `level ${level}, ${interventionLevels[level].toLowerCase()}` : `level ${level}`;

/** What a fact says, in a line of a table. */
export function factWords(fact: ComparedFact): string {
  switch (fact.kind) {
    case 'judgement':
      return [fact.detail, fact.unit].filter(Boolean).join(', ');
    case 'intervention':
      return `${fact.label} (${levelWords(fact.level)})`;
    case 'support':
      return [fact.label, nameIn(supportWords, fact.code)].filter(Boolean).join(': ');
    case 'warning':
      return [nameIn(warningKinds, fact.code, 'Warning'), fact.label].filter(Boolean).join(': ');
    case 'post':
      return `${postOf(fact)}: ${fact.label || 'name not known'}`;
    case 'plan':
      return `${fact.label}, version ${fact.level}`;
    case 'board':
    case 'structure':
      return fact.label;
  }
}

export const postOf = ({ code, flag }: ComparedFact): string =>
  `${nameIn(postWords, code, 'Post')}${flag ? ' (interim)' : ''}`;

/** Said in few words beside a mark of a drawing. */
export function shortWords(fact: ComparedFact): string {
  switch (fact.kind) {
    case 'judgement':
      return fact.label || 'no overall grade';
    case 'warning':
      return nameIn(warningKinds, fact.code, 'Warning');
    case 'post':
      return postOf(fact);
    case 'plan':
      return `Version ${fact.level}`;
    case 'intervention':
    case 'support':
    case 'board':
    case 'structure':
      return fact.label;
  }
}

/** Beside the words of a fact: the framework and its scale, and how surely it is known. */
export const factNote = ({
  kind,
  framework,
  scaleLabel,
  code,
  flag,
  verified,
  inferred,
}: ComparedFact): string | null =>
  [
    kind === 'judgement' ? (framework ?? 'no framework on record') : null,
    kind === 'judgement' && scaleLabel ? scaleLabel : null,
    kind === 'judgement' && flag ? 'an area found failing' : null,
    kind === 'intervention' ? nameIn(interventionKinds, code) : null,
    inferred ? 'partly inferred' : null,
    kind === 'plan' || kind === 'board' ? null : verified ? null : 'not verified',
  ]
    .filter(Boolean)
    .join('; ') || null;

export const gradeOfFact = (fact: ComparedFact): Grade | null =>
  fact.kind === 'judgement' ? grade(fact.band, fact.label || 'no overall grade') : null;

/** "± 0.5": how far the true number of months may lie from the one shown; null where it is exact. */
const sayUncertainty = ({ uncertainty }: OnClock): string | null =>
  uncertainty > 0 ? `\u00b1\u00a0${formatDecimal(uncertainty).replace('.0', '')}` : null;

/** "14.2", "−3.5 (± 0.5)": months on the clock. */
export function sayClock(at: OnClock): string {
  const uncertain = sayUncertainty(at);
  return `${formatDecimal(at.months)}${uncertain ? ` (${uncertain})` : ''}`;
}

/** The same in a narrow column: what is not certain stands below. */
export const clockCell = (at: OnClock): { readonly text: string; readonly note: string | null } => ({
  text: formatDecimal(at.months),
  note: sayUncertainty(at),
});

export const sayWhen = ({ from, to, kind }: ComparedFact): string => {
  if (!from && !to) return notKnown;
  if (kind === 'judgement' || kind === 'warning' || kind === 'plan' || kind === 'structure')
    return from ? formatPeriod(from) : notKnown;
  return `${from ? formatPeriod(from) : 'not known when'} to ${to ? formatPeriod(to) : 'no known end'}`;
};

/** What an episode is called where no page says whose it is: titles that judgements gave do not name the body. */
export const nameOfCase = ({ origin, organisation, title }: RecoveryCase): string =>
  origin === 'library' ? title : `${organisation}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;

/** How an episode went, in a few words, from its trigger. */
export function howItWent(one: RecoveryCase): string {
  const { triggered, notFailing, stopped } = one;
  const after = (on: Period): string => formatMonths(monthsBetween(triggered.on, on));
  if (stopped && (!notFailing || stopped.day < notFailing.day))
    return `${competingWords[stopped.as]} after ${after(stopped.on)}`;
  if (!notFailing) return `Not over after ${after({ start: one.followedTo, precision: 'day' })}`;
  return `Not failing after ${after(notFailing.on)}${one.failedAgain ? '; failed again' : ''}`;
}

export const triggerWords = ({ triggered, triggerKind }: RecoveryCase): string =>
  `${formatPeriod(triggered.on)}: ${nameIn(triggerKinds, triggerKind, triggerKind).toLowerCase()}`;
