import { formatDay, formatList } from '../../shell/format.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { regions } from '../../vocabulary/domain/regions.js';
import type { ImportedBody, ImportedLook, ImportedRow, ImportedStep } from '../domain/read-row.js';

/** A row as a profile reads it, in words: what it is about, and what it says of that. */
export type RowInWords = { readonly about: string; readonly says: readonly string[] };

/** A day as pages say it; what is known to the month or year alone as the file has it. */
const dayWords = (on: string): string => {
  const day = parseCalendarDay(on);
  return day ? formatDay(day) : on;
};

function lookWords(look: ImportedLook): string[] {
  const { startedOn, endedOn, publishedOn, framework } = look;
  const visited = startedOn
    ? `Inspected ${dayWords(startedOn)}${endedOn && endedOn !== startedOn ? ` to ${dayWords(endedOn)}` : ''}`
    : null;
  return [
    ...(look.unit ? [`Of its part ${look.unit}`] : []),
    ...(publishedOn ? [`Published ${dayWords(publishedOn)}`] : []),
    ...(visited ? [visited] : []),
    framework
      ? `Framework ${framework}${look.frameworkInferred ? ', worked out from the date' : ''}`
      : (look.publishedFramework ?? 'No framework on record'),
    ...look.judgements.map(
      ({ areaText, label, absence }) => `${areaText}: ${label ?? (absence ? gradeAbsences[absence] : 'nothing')}`,
    ),
  ];
}

function bodyWords(body: ImportedBody): string[] {
  const others = body.names.filter((name) => name !== body.name);
  const later = body.links.filter(({ from }) => from.value === body.code).map(({ to }) => to.value);
  const earlier = body.links.filter(({ to }) => to.value === body.code).map(({ from }) => from.value);
  return [
    ...(body.codes.length > 0
      ? [`Codes: ${body.codes.map(({ scheme, value }) => `${scheme} ${value}`).join(', ')}`]
      : []),
    ...(others.length > 0 ? [`Also called ${formatList(others)}`] : []),
    ...(body.region ? [`In ${regions[body.region]}`] : []),
    ...(body.within ? [`In the authority with the code ${body.within.scheme} ${body.within.value}`] : []),
    ...(body.openedOn ? [`Began ${dayWords(body.openedOn)}`] : []),
    ...(body.closedOn ? [`Ended ${dayWords(body.closedOn)}`] : []),
    ...(later.length > 0 ? [`Replaced by ${formatList(later)}`] : []),
    ...(earlier.length > 0 ? [`Took the place of ${formatList(earlier)}`] : []),
  ];
}

const stepWords = ({ startedOn, text }: ImportedStep): string => `${dayWords(startedOn)}: ${text}`;

export function rowInWords({ body, looks, steps }: ImportedRow): RowInWords {
  const judged = looks.length > 0 && body.code !== '';
  return {
    about: judged ? `${body.name} (${body.code})` : body.name,
    says: [...(judged ? [] : bodyWords(body)), ...looks.flatMap(lookWords), ...steps.map(stepWords)],
  };
}
