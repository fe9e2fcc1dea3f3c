import type { SealedLine } from '../../access/domain/audit-chain.js';
import { isRole, roleNames } from '../../access/domain/roles.js';
import { boardPaths } from '../../boards/pages/boards.paths.js';
import { registerPaths } from '../../boards/pages/registers.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatCount, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { recordKinds } from '../../sources/domain/record-kinds.js';
import type { HistoryObjectRow } from '../data/history.row.js';
import { correctionPaths } from './corrections.paths.js';
import { changesOf, type HistoryChange } from './history-fields.page.js';
import { doingOf, openOf } from './history-sentences.page.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { historyPaths } from './history.paths.js';

/** Acts to a page. */
export const actsPerPage = 50;

export type HistoryFacts = {
  readonly kind: string;
  readonly object: HistoryObjectRow;
  readonly scope: 'full' | 'named' | 'public';
  /** The latest first, one more than a page holds where there are more. */
  readonly lines: readonly SealedLine[];
  readonly names: ReadonlyMap<string, string>;
  /** The names of people by the references of their accounts; empty for whoever may not know them. */
  readonly people: ReadonlyMap<string, string>;
};

export type HistoryAct = {
  readonly id: string;
  readonly sentence: string;
  readonly at: string;
  readonly reason: string | null;
  /** What was changed, each with its old and its new value. */
  readonly changes: readonly HistoryChange[];
  /** What was written down for the first time: long, so closed until asked for. */
  readonly first: readonly HistoryChange[];
};

export type HistoryPage = PageFacts & {
  readonly heading: string;
  readonly intro: string;
  readonly about: Link | null;
  readonly acts: readonly HistoryAct[];
  readonly empty: { readonly text: string } | null;
  readonly earlier: Link | null;
};

const placesOf: Readonly<Record<string, (place: string) => string>> = {
  organisation: organisationPaths.show,
  inspection: inspectionPaths.show,
  failure_episode: episodePaths.show,
  measure: measurePaths.show,
  plan: planPaths.show,
  milestone: planPaths.show,
  evidence: planPaths.evidence,
  programme: programmePaths.show,
  source: sourcePaths.show,
  framework: frameworkPaths.show,
  board: boardPaths.show,
  review: reviewPaths.show,
  decision: registerPaths.decision,
  challenge: registerPaths.challenge,
  board_action: registerPaths.action,
  correction_request: correctionPaths.shown,
};

const others: Readonly<Record<string, string>> = {
  Turnaround: 'The service',
  'Command line': 'The operator of the service',
  Visitor: 'A visitor',
  Nobody: 'Somebody unknown',
};

/** "An inspector", "A record keeper". */
function roleWords(role: string): string {
  const name = isRole(role) ? roleNames[role].toLowerCase() : role === 'signed-in' ? 'person who was signed in' : role;
  return `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name.replaceAll('-', ' ')}`;
}

/** Who did it: by name to those who may know it, otherwise by role. */
export function whoWords(
  { actor, role }: Pick<SealedLine, 'actor' | 'role'>,
  people: ReadonlyMap<string, string>,
): string {
  const other = others[actor];
  if (other) return other;
  const name = people.get(actor);
  if (!name) return roleWords(role);
  return isRole(role) ? `${name} (${roleNames[role].toLowerCase()})` : name;
}

/** "together with 11 others", of an act that covered many. */
const together = ({ entityId }: Pick<SealedLine, 'entityId'>): string => {
  const count = Number(/^(\d+) records$/.exec(entityId)?.[1] ?? 1);
  return count > 1 ? `, together with ${formatCount(count - 1)} other${count === 2 ? '' : 's'}` : '';
};

function actOf(line: SealedLine, { scope, names, people }: HistoryFacts): HistoryAct {
  const isOpen = scope !== 'full';
  const shown = !isOpen || openOf(line.action) === 'values';
  const changes = shown ? changesOf(line, { entity: line.entity, names, onlyKnown: isOpen }) : [];
  const isFirst = line.before === null && changes.length > 2;
  return {
    id: `act-${line.seq}`,
    sentence: `${whoWords(line, people)} ${doingOf(line.action)}${together(line)}.`,
    at: formatMoment(line.at),
    reason: shown ? line.reason : null,
    changes: isFirst ? [] : changes,
    first: isFirst ? changes : [],
  };
}

const sealed =
  'Each line is sealed with the one before it, so that none can be changed or taken out unseen. Times are UK times.';

const intros: Readonly<Record<HistoryFacts['scope'], string>> = {
  full: `Everything that was done to it here, the latest first. ${sealed}`,
  named: `What was done to it here since it became public, the latest first, and by whom. ${sealed}`,
  public: `What was done to it here since it became public, the latest first, and in which role. ${sealed}`,
};

/** The history of one object in sentences, the latest act first. */
export function historyPage(facts: HistoryFacts): HistoryPage {
  const { kind, object, scope, lines } = facts;
  const page = lines.slice(0, actsPerPage);
  const last = page.at(-1);
  const placeOf = placesOf[kind];
  const about = object.place && placeOf ? { text: object.title, href: placeOf(object.place) } : null;
  const path = historyPaths.of(kind, object.ref ?? object.id);
  const earlier = last && lines.length > actsPerPage ? address(path, { before: last.seq }) : null;
  const kindName = (recordKinds as Readonly<Record<string, string>>)[kind] ?? null;
  return {
    title: `History of ${object.title}${kindName && !object.ref ? ` (${object.id.slice(0, 8)})` : object.ref ? ` (${object.ref})` : ''}`,
    heading: `History of ${object.title}`,
    breadcrumbs: about ? [about] : [],
    intro: intros[scope],
    about,
    acts: page.map((line) => actOf(line, facts)),
    empty:
      page.length === 0
        ? {
            text: 'Nothing was done to it on its own. It came with the reference data that this service was shipped with.',
          }
        : null,
    earlier: earlier ? { text: 'Earlier changes', href: earlier } : null,
  };
}
