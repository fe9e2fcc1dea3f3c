import { addDays, type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { type Account, may } from './account.js';
import type { Permission } from './permissions.js';

/**
 * What a token lets a program read, and the permission that its person needs for it. A token never changes anything,
 * whatever its person may do.
 */
export const tokenScopes = {
  record: 'everyone',
  plans: 'plans.read',
  measures: 'papers.read',
  comparisons: 'comparisons.keep',
} as const satisfies Readonly<Record<string, Permission>>;

export type TokenScope = keyof typeof tokenScopes;
export const tokenScopeKeys = Object.keys(tokenScopes) as readonly TokenScope[];

export const isTokenScope = (text: string): text is TokenScope => Object.hasOwn(tokenScopes, text);

/** What a token was given, as it is kept: a list of words as JSON. A word that there is no longer gives nothing. */
export const scopesIn = (json: string): readonly TokenScope[] => (JSON.parse(json) as string[]).filter(isTokenScope);

/** What a person may put into a token: nothing that they may not do themselves. */
export const scopesFor = (account: Pick<Account, 'grants'> | null): readonly TokenScope[] =>
  tokenScopeKeys.filter((scope) => may(account, tokenScopes[scope]));

/** The longest that a token lives, in days. */
export const longestLife = 365;
/** How many tokens that still work one person has at most. */
export const mostTokens = 20;

export const latestEnd = (today: CalendarDay): CalendarDay => addDays(today, longestLife);

/** How many days before its end the person of a token is told of it. */
export const toldDaysBefore = 7;

/** Whether its person is to be told that it ends soon: not of one that was made for no longer than that. */
export const isToldOf = (
  token: { readonly madeOn: CalendarDay; readonly endsOn: CalendarDay },
  today: CalendarDay,
): boolean =>
  token.endsOn >= today &&
  daysBetween(today, token.endsOn) <= toldDaysBefore &&
  daysBetween(token.madeOn, token.endsOn) > toldDaysBefore;

export type EndRefusal = 'not-ahead' | 'too-late';

/** Why a token may not end on that day; null: it may. It works on its last day. */
export function refuseEnd(endsOn: CalendarDay, today: CalendarDay): EndRefusal | null {
  if (endsOn <= today) return 'not-ahead';
  return endsOn > latestEnd(today) ? 'too-late' : null;
}

export type TokenState = 'live' | 'over' | 'revoked';

export const tokenState = (
  { endsOn, revokedAt }: { readonly endsOn: CalendarDay; readonly revokedAt: string | null },
  today: CalendarDay,
): TokenState => {
  if (revokedAt !== null) return 'revoked';
  return endsOn < today ? 'over' : 'live';
};

/** Told apart from every other secret, so that whoever finds one knows what it opens, and can look for more. */
const mark = 'turnaround_';
export const tokenText = (secret: string): string => `${mark}${secret}`;

/** 256 bits after the mark. */
export const isTokenText = (text: string): boolean =>
  text.length === mark.length + 43 && text.startsWith(mark) && /^[\w-]{43}$/.test(text.slice(mark.length));

/** Somebody put a token where it does not belong: in an address. */
export const holdsToken = (text: string): boolean => {
  const at = text.indexOf(mark);
  return at >= 0 && isTokenText(text.slice(at, at + mark.length + 43));
};
