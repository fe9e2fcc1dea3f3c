import type { Purpose } from './board.js';

export type NewAgendaItem = {
  readonly title: string;
  readonly purpose: Purpose;
  /** Planned minutes of the meeting. */
  readonly minutesPlanned?: number | null;
  readonly leadPost?: string | null;
  /** Said: the item is taken in private, and the public pack and minutes give this reason instead of it. */
  readonly confidentialReason?: string | null;
  /** What the meeting reads for it. */
  readonly paper?: string | null;
  /** What of the record it was proposed from: `milestone` MS-0004, `challenge` CH-0002. */
  readonly source?: { readonly kind: string; readonly id: string } | null;
};

/** An order with one item moved up or down by a place; the same order where it is at the end already. */
export function moved(ids: readonly string[], id: string, way: 'up' | 'down'): readonly string[] {
  const from = ids.indexOf(id);
  const to = way === 'up' ? from - 1 : from + 1;
  if (from === -1 || to < 0 || to >= ids.length) return ids;
  return ids.map((each, index) => (index === from ? (ids[to] ?? each) : index === to ? id : each));
}
