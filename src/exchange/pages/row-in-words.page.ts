import { formatDay, formatList } from '../../shell/format.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { regions } from '../../vocabulary/domain/regions.js';
import type { ImportedInspection } from '../domain/profiles/ofsted-ilacs-history.js';
import type { RegisteredBody } from '../domain/profiles/registers.js';

/** A row as a profile reads it, in words: what it is about, and what it says of that. */
export type RowInWords = { readonly about: string; readonly says: readonly string[] };

const has = (value: object, names: readonly string[]): boolean => names.every((name) => name in value);

function inspectionInWords(row: ImportedInspection): RowInWords {
  const { startedOn, endedOn } = row;
  const visited = startedOn && endedOn ? `Inspected ${formatDay(startedOn)} to ${formatDay(endedOn)}` : null;
  return {
    about: `${row.body.name} (${row.body.code})`,
    says: [
      `Published ${formatDay(row.publishedOn)}`,
      ...(visited ? [visited] : []),
      `Framework ${row.framework}${row.frameworkInferred ? ', worked out from the date' : ''}`,
      ...row.judgements.map(
        ({ areaText, label, absence }) => `${areaText}: ${label ?? (absence ? gradeAbsences[absence] : 'nothing')}`,
      ),
    ],
  };
}

function bodyInWords(row: RegisteredBody): RowInWords {
  const [name = '', ...others] = [...(row.officialName ? [row.officialName] : []), ...row.names];
  return {
    about: name,
    says: [
      `Codes: ${row.codes.map(({ scheme, value }) => `${scheme} ${value}`).join(', ')}`,
      ...(others.length > 0 ? [`Also called ${formatList(others)}`] : []),
      ...(row.region ? [`In ${regions[row.region]}`] : []),
      ...(row.openedOn ? [`Began ${formatDay(row.openedOn)}`] : []),
      ...(row.closedOn ? [`Ended ${formatDay(row.closedOn)}`] : []),
      ...(row.replacedBy.length > 0 ? [`Replaced by ${formatList(row.replacedBy)}`] : []),
    ],
  };
}

const plainValue = (value: unknown): string | null => {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
};

/** What has no wording of its own is said by the names that its profile gives. */
const anythingInWords = (row: object): RowInWords => ({
  about: 'A row',
  says: Object.entries(row).flatMap(([name, value]) => {
    const text = plainValue(value);
    return text === null || name === 'line' ? [] : [`${name}: ${text}`];
  }),
});

export function rowInWords(row: unknown): RowInWords {
  if (typeof row !== 'object' || row === null) return { about: 'A row', says: [] };
  if (has(row, ['body', 'judgements', 'publishedOn'])) return inspectionInWords(row as ImportedInspection);
  return has(row, ['codes', 'replacedBy', 'names']) ? bodyInWords(row as RegisteredBody) : anythingInWords(row);
}
