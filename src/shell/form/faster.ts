import type { AuditQueries } from '../../access/data/audit.queries.js';
import { formatMoment } from '../format.js';
import { type Conflict, messageOf } from './conflict.js';

/** What is changed by a form: as it is called ("milestone"), and by its name and id in the trail. */
export type Thing = { readonly words: string; readonly entity: string; readonly id: string };

/** A thing, or how to find it: asked only where somebody was faster. */
export type ThingAsked = Thing | (() => Promise<Thing>);

/**
 * That somebody else saved the thing meanwhile, and when; `now` where the trail does not say. The form sets what is
 * saved beside what was typed.
 */
export async function faster(asked: ThingAsked, trail: AuditQueries, now: string): Promise<Conflict> {
  const { words, entity, id } = typeof asked === 'function' ? await asked() : asked;
  const [last] = await trail.ofObject(entity, [id], { limit: 1 });
  return { message: messageOf(words, formatMoment(last?.at ?? now)), rows: [] };
}
