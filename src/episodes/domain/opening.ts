import { parsePeriod } from '../../kernel/period.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { type WarningKind, warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { type TriggerKind, triggerKinds } from './episode.js';
import type { NewPersonToTell } from './new-case.js';

/** Answers given so far by somebody who opens a case. Dates are text, exactly as they are known. */
export type Opening = {
  readonly area: EpisodeArea | null;
  readonly unit: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly trigger: OpeningTrigger | null;
  readonly onset: { readonly on: string | null; readonly basis: string | null } | null;
  readonly warning: OpeningWarning | null;
  readonly people: readonly NewPersonToTell[] | null;
};

export type OpeningTrigger = {
  readonly kind: TriggerKind;
  /** The episode that the judgement opened, or the notice. */
  readonly recordId: string | null;
  readonly declaredBy: string | null;
  readonly declaredOn: string | null;
};

/** A sign on the record, a sign told here, or that nobody knows of one. */
export type OpeningWarning =
  | { readonly known: 'none' }
  | { readonly known: 'recorded'; readonly id: string }
  | { readonly known: 'new'; readonly on: string; readonly kind: WarningKind; readonly text: string };

export const noAnswers: Opening = {
  area: null,
  unit: null,
  title: null,
  summary: null,
  trigger: null,
  onset: null,
  warning: null,
  people: null,
};

/** The tasks of opening a case, in the order in which they are asked. */
export const openingTasks = ['area', 'trigger', 'dates', 'warning', 'people'] as const;
export type OpeningTask = (typeof openingTasks)[number];

export const isOpeningTask = (text: string): text is OpeningTask => openingTasks.some((task) => task === text);

/** What has been answered. Who is to be told may be nobody, and has then been answered too. */
export function isAnswered(opening: Opening, task: OpeningTask): boolean {
  if (task === 'area') return opening.area !== null && opening.title !== null;
  if (task === 'dates') return opening.onset !== null;
  return opening[task] !== null;
}

export const missingTasks = (opening: Opening): readonly OpeningTask[] =>
  openingTasks.filter((task) => !isAnswered(opening, task));

/** Reads what was kept. What cannot be read any more has not been answered. */
export function readOpening(json: string): Opening {
  const kept = JSON.parse(json) as Record<string, unknown>;
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    area: isOneOf(episodeAreas, kept.area) ? kept.area : null,
    unit: text(kept.unit),
    title: text(kept.title),
    summary: text(kept.summary),
    trigger: readTrigger(kept.trigger as Partial<OpeningTrigger> | null),
    onset: (kept.onset as Opening['onset']) ?? null,
    warning: readWarning(kept.warning as OpeningWarning | null),
    people: Array.isArray(kept.people) ? (kept.people as NewPersonToTell[]) : null,
  };
}

const isOneOf = <List extends object>(list: List, value: unknown): value is keyof List & string =>
  typeof value === 'string' && Object.hasOwn(list, value);

function readTrigger(kept: Partial<OpeningTrigger> | null): OpeningTrigger | null {
  if (!kept || !isOneOf(triggerKinds, kept.kind)) return null;
  const { kind, recordId = null, declaredBy = null, declaredOn = null } = kept;
  return { kind, recordId, declaredBy, declaredOn };
}

function readWarning(kept: OpeningWarning | null): OpeningWarning | null {
  if (kept?.known !== 'new') return kept;
  return isOneOf(warningKinds, kept.kind) && parsePeriod(kept.on) ? kept : null;
}
