import type { NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import { type Sector, sectorOfFrameworks, sectors } from '../../vocabulary/domain/sectors.js';
import { writtenDate } from '../../shell/cited.js';

/** The words that the pages about frameworks share. A code that is not known is printed as it is kept. */

const statuses: Readonly<Record<string, string>> = {
  current: 'In use',
  historic: 'No longer in use',
  announced: 'Announced',
};
export const statusWords = (status: string): string => statuses[status] ?? status;
export const statusChoices = Object.entries(statuses).map(([value, text]) => ({ value, text }));

const kinds: Readonly<Record<string, string>> = {
  inspection: 'Inspection',
  aggregate_assessment: 'Assessment put together from several',
  statutory_intervention: 'Statutory intervention',
  oversight_segmentation: 'Oversight level',
  status: 'Status',
  risk_rating: 'Risk rating',
  audit: 'Audit',
};
export const kindWords = (kind: string): string => kinds[kind] ?? kind;

/** A JSON list of codes as a list; anything else is an empty one. */
export function codesIn(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((one): one is string => typeof one === 'string') : [];
}

/** Ours, whether the reference file's code or ours is kept. */
export function sectorCode(code: string): Sector | null {
  const ours = Object.hasOwn(sectorOfFrameworks, code)
    ? sectorOfFrameworks[code as keyof typeof sectorOfFrameworks]
    : code;
  return Object.hasOwn(sectors, ours) ? (ours as Sector) : null;
}

/** The sectors of a framework, each once, in our words. */
export const sectorsIn = (json: string): readonly Sector[] => [
  ...new Set(codesIn(json).flatMap((code) => sectorCode(code) ?? [])),
];

type Use = { readonly effectiveFrom: string | null; readonly effectiveTo: string | null; readonly status: string };

/** "January 2018 to December 2022", "since April 2026", "from December 2026 (announced)", "not known". */
export function yearsInUse({ effectiveFrom, effectiveTo, status }: Use): string {
  const from = writtenDate(effectiveFrom);
  const to = writtenDate(effectiveTo);
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (to) return `until ${to}`;
  if (!from) return 'not known';
  if (status === 'announced') return `from ${from} (announced)`;
  return status === 'historic' ? `from ${from}; its end is not known` : `since ${from}`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a framework puts at the top of a judgement. An overall grade is never made up where there is none. */
export function headlineWords({
  overallCount,
  overallKind,
}: {
  overallCount: number;
  overallKind: string | null;
}): string {
  if (overallCount === 0) return 'No overall grade is given under this framework';
  if (overallCount > 1)
    return `${overallCount === 2 ? 'Two' : overallCount} headline judgements, never joined into one`;
  if (overallKind === 'status') return 'One status, which is not a grade';
  if (overallKind === 'outcome') return 'One outcome, which is not a grade';
  return 'One overall grade';
}

/** The same for a narrow column. */
export const headlineCount = (count: number): string => ['None', 'One', 'Two'][count] ?? String(count);

/** How the grades are published, and which way numbers run. The order here is always worst to best. */
export function publishedWords(published: string | null): string | null {
  if (!published) return null;
  const numbered = /^(?<what>[a-z ]+), (?<best>\d) best(?: \((?<more>[^)]*)\))?$/i.exec(published)?.groups;
  if (!numbered) return `Published as ${published.replaceAll('/', ' or ')}.`;
  const turned =
    numbered.more === 'REVERSED'
      ? ' The numbers run the other way from this table, which goes from worst to best.'
      : '';
  const more = numbered.more && !turned ? ` (${numbered.more})` : '';
  return `Published as ${numbered.what}: ${numbered.best} is the best${more}.${turned}`;
}

const bases: Readonly<Record<string, string>> = {
  'absolute-standard': 'Each grade is held against a fixed standard.',
  compliance: 'It says whether a requirement is met.',
  'aggregate-composite': 'It is put together from several measures, so it is not compared with single judgements.',
  'relative-rank':
    'It is a rank among others: somebody is always in the lowest group. It is never compared with judgements.',
  'support-need':
    'It says how much support is needed, not how good a service is. It is never compared with judgements.',
  risk: 'It says how likely harm is, not how good a service is. It is never compared with judgements.',
  trajectory: 'It says which way things are going, not where they stand. It is never compared with judgements.',
  'intervention-status':
    'It says which powers are in force, not how good a service is. It is never compared with judgements.',
  ungraded: 'It gives no grades.',
};
export const basisWords = (basis: string): string | null => bases[basis] ?? null;

/** What each reason for giving no grade means. */
export const notRatedMeanings: Readonly<Record<NotRatedReason, string>> = {
  ungraded_by_design:
    'Visits of this kind never give a grade, for example focused and monitoring visits. What inspectors wrote is kept; no band is read into it.',
  not_yet_rated: 'Nobody has inspected it under this framework yet. That is neither good nor bad.',
  insufficient_evidence: 'Inspectors looked and could not say, for the whole or for a part of it.',
  suspended: 'A grade was given and its publisher has taken it back for the time being.',
  withheld: 'A grade exists and was not published.',
  incomplete_return:
    'Inspectors stopped before they had finished and will come back. Until then there is no judgement.',
  inherited: 'The grade shown was given to an earlier provider or before a change of body. It keeps its own date.',
  not_applicable: 'This part does not exist there, for example a school without a sixth form.',
  exempt: 'The rules of the day left it out of grading or of routine inspection.',
};
