import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { censored, type Followed, happened } from './follow-up.js';

/** One judgement of a series, as far as failing goes. What has no grade says nothing and is not given. */
export type Look = { readonly body: string; readonly on: CalendarDay; readonly isFailing: boolean };

/** That a spell ended because its body did. */
export const closed = 2;

export type Spell = {
  readonly body: string;
  /** The failing judgement that began it. */
  readonly from: CalendarDay;
  /** The last judgement by which it still failed. Recovery lies somewhere between this day and `until`. */
  readonly lastFailing: CalendarDay;
  readonly until: CalendarDay;
  /** Whole days from `from` to `until`. */
  readonly days: number;
  readonly end: typeof censored | typeof happened | typeof closed;
};

export type Series = {
  /** The day on which the series ends: a spell without an end runs at least up to it. */
  readonly lastDay: CalendarDay;
  /** When bodies closed, by body. */
  readonly closures?: ReadonlyMap<string, CalendarDay>;
};

/**
 * The spells of failure in a series of judgements: from a failing judgement whose predecessor was not failing, or
 * absent, to the next judgement of the body that is better. Of several on one day the worst counts. A body that closed
 * during a spell, before it was judged better, ended it so; a closure dated before the spell is a mistake in the series
 * and is passed over. All others run to the last day of the series.
 *
 * Spells come by body (in the order of its name) and day; the order of the judgements does not matter. O(n log n).
 */
export function spellsOf(looks: readonly Look[], { lastDay, closures = new Map() }: Series): readonly Spell[] {
  const spells: Spell[] = [];
  let open: { body: string; from: CalendarDay; lastFailing: CalendarDay } | null = null;
  const end = (better: CalendarDay | null): void => {
    if (!open) return;
    const closedOn = closures.get(open.body);
    const hasClosed = closedOn !== undefined && closedOn >= open.from && closedOn < (better ?? lastDay);
    const until: CalendarDay = hasClosed ? closedOn : (better ?? lastDay);
    const lastFailing = open.lastFailing < until ? open.lastFailing : until;
    const how = hasClosed ? closed : better ? happened : censored;
    spells.push({
      body: open.body,
      from: open.from,
      lastFailing,
      until,
      days: daysBetween(open.from, until),
      end: how,
    });
    open = null;
  };
  for (const { body, on, isFailing } of oneADay(looks)) {
    if (open && open.body !== body) end(null);
    if (!isFailing) end(on);
    else if (open) open.lastFailing = on;
    else open = { body, from: on, lastFailing: on };
  }
  end(null);
  return spells;
}

/** In the order of bodies and days, the worst of each day. */
function oneADay(looks: readonly Look[]): readonly Look[] {
  const inOrder = looks.toSorted((a, b) =>
    a.body !== b.body ? (a.body < b.body ? -1 : 1) : a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
  );
  const kept: Look[] = [];
  for (const look of inOrder) {
    const last = kept.at(-1);
    if (last?.body !== look.body || last.on !== look.on) kept.push(look);
    else if (look.isFailing) kept[kept.length - 1] = look;
  }
  return kept;
}

/**
 * How long recoveries held: from the judgement that ended a spell to the next spell of the same body; to its closing, or
 * to the end of the series, where no other came. Takes spells as `spellsOf` gives them.
 */
export function relapseFree(spells: readonly Spell[], { lastDay, closures = new Map() }: Series): readonly Followed[] {
  return spells.flatMap((spell, index): Followed[] => {
    if (spell.end !== happened) return [];
    const next = spells[index + 1];
    if (next?.body === spell.body) return [{ days: daysBetween(spell.until, next.from), end: happened }];
    const closedOn = closures.get(spell.body);
    const hasClosed = closedOn !== undefined && closedOn >= spell.until && closedOn < lastDay;
    return [{ days: daysBetween(spell.until, hasClosed ? closedOn : lastDay), end: hasClosed ? closed : censored }];
  });
}

/**
 * The same spells with each recovery dated as early as it may have come: right after the last failing judgement. Those
 * that did not recover are followed up to theirs. What is known of a recovery lies between this reading and the usual one.
 */
export const asEarlyAsPossible = (spells: readonly Spell[]): readonly Followed[] =>
  spells.map(({ from, lastFailing, until, end }) => ({
    days: daysBetween(from, end === closed ? until : lastFailing),
    end,
  }));
