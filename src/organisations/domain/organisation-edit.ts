import { parsePeriod, periodEnd } from '../../kernel/period.js';
import type { OrganisationKind } from '../../vocabulary/domain/organisation-kinds.js';
import type { Region } from '../../vocabulary/domain/regions.js';
import type { Sector } from '../../vocabulary/domain/sectors.js';

/** What a person may say of a body: everything but its official name, which changes by renaming. */
export type OrganisationEdit = {
  readonly kind: OrganisationKind;
  readonly kindText: string | null;
  readonly sector: Sector;
  readonly region: Region | null;
  readonly country: string | null;
  readonly parentId: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly statusNote: string | null;
  readonly website: string | null;
  /** Names by which it is also called. */
  readonly aliases: readonly string[];
  /** "scheme value", in order. */
  readonly codes: readonly string[];
};

export type EditRefusal = 'not-found' | 'stale' | 'closed-before-opened' | 'part-of-itself' | 'code-taken';

export type CodeText = { readonly scheme: string; readonly value: string };

/** Reads lines of "scheme value"; the first line that is no such thing is given back as it was typed. */
export function readCodes(lines: readonly string[]): {
  readonly codes: readonly CodeText[];
  readonly odd: string | null;
} {
  const codes: CodeText[] = [];
  for (const line of lines) {
    const match = /^([a-z][a-z0-9-]{1,29})[\s:]+(\S{1,60})$/i.exec(line);
    if (!match?.[1] || !match[2]) return { codes, odd: line };
    codes.push({ scheme: match[1].toLowerCase(), value: match[2] });
  }
  return { codes, odd: null };
}

/** The lines of a text, each once, without the empty ones. */
export const linesIn = (text: string | null): readonly string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter(Boolean),
  ),
];

/** Whether it closed before it opened, so far as the two dates tell. */
export function closedBeforeOpened(openedOn: string | null, closedOn: string | null): boolean {
  const [opened, closed] = [openedOn && parsePeriod(openedOn), closedOn && parsePeriod(closedOn)];
  return Boolean(opened && closed && periodEnd(closed) < opened.start);
}

/** The fields that differ, as they were and as they are: what the trail keeps. */
export function differences(
  was: OrganisationEdit,
  is: OrganisationEdit,
): { readonly before: Partial<OrganisationEdit>; readonly after: Partial<OrganisationEdit> } | null {
  const names = (Object.keys(is) as (keyof OrganisationEdit)[]).filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return null;
  const only = (edit: OrganisationEdit) => Object.fromEntries(names.map((name) => [name, edit[name]]));
  return { before: only(was), after: only(is) };
}
