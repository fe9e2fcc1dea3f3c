import type { Profile } from './profile.js';
import { leastShareOfRows } from './shrunken.js';

const shown = (count: number): string => count.toLocaleString('en-GB');

/**
 * Why a publication has too few rows to be whole, in a sentence; null: it may be. Rows that vanish are no closures, and
 * a publication can be broken for an hour: Ofsted's of 11 February 2025 had 100 of 153 councils.
 */
export function shrinkage(profile: Profile, rows: number, rowsBefore: number | null): string | null {
  const what = `This file has ${shown(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const then = 'It may be a broken edition. If it is whole, say so with a reason and import it again';
  if (rows < profile.smallest) return `${what}; a whole publication has at least ${shown(profile.smallest)}. ${then}.`;
  if (profile.holds !== 'events' && rowsBefore !== null && rows < rowsBefore * leastShareOfRows)
    return `${what}; the last import of it had ${shown(rowsBefore)}. ${then}.`;
  return null;
}
