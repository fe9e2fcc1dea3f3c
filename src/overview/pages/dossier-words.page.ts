import { type Band, bands } from '../../inspections/domain/grade-scale.js';
import { type Months, type Period, precisions } from '../../kernel/period.js';
import { formatList, formatPeriod } from '../../shell/format.js';
import { type Grade, grade } from '../../shell/grade.js';
import { absenceKind, gradeAbsences, type GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { Certainty, GradeFact, InspectionFact, JudgementFact, PostFact } from '../domain/dossier.js';

export const dateNotKnown = 'Date not known';

export const dateWords = (on: Period | null): string => (on ? formatPeriod(on) : dateNotKnown);

/** How exactly a date is known, for downloads: "day", "month", "quarter", "year"; empty without a date. */
export const precisionOf = (on: Period | null): string => precisions.find((one) => one === on?.precision) ?? '';

/** "8 May 2019", "June 2010 to November 2014", "June 2010, no end on the record". */
export function spanWords(from: Period | null, to: Period | null, lasts: boolean): string {
  if (!from && !to) return dateNotKnown;
  if (!from) return `Until ${dateWords(to)}, start not known`;
  if (to)
    return formatPeriod(from) === formatPeriod(to)
      ? formatPeriod(from)
      : `${formatPeriod(from)} to ${formatPeriod(to)}`;
  return lasts ? `${formatPeriod(from)}, no end on the record` : formatPeriod(from);
}

/** When a post was held: a spell, or only a date on which a source shows it as held. */
export function postSpan({ from, to, seenOn }: Pick<PostFact, 'from' | 'to' | 'seenOn'>): string {
  if (from || to || !seenOn) return spanWords(from, to, true);
  return `In post ${seenOn.precision === 'day' ? 'on' : 'in'} ${formatPeriod(seenOn)}`;
}

/** "Not verified. Partly inferred: the end was worked out." Null where a verified fact needs no word. */
export function certaintyWords({ verified, inferred, note }: Certainty): string | null {
  const flags = [verified ? '' : 'Not verified', inferred ? 'Partly inferred' : ''].filter(Boolean).join('. ');
  if (!note) return flags ? `${flags}.` : null;
  return flags ? `${flags}: ${lowerFirst(note)}` : note;
}

/** In the middle of a sentence: no capital, unless the word is a name made of capitals. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z’]+ /.test(text) && commonStarts.has(text.split(' ')[0] ?? '')
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** Words that may lose their capital: names of people and places must not. */
const commonStarts: ReadonlySet<string> = new Set(
  'The A An Its It This That These Those No Not Most Only Start End Planned Date Dates Day Level Reported Draft Their There One Two In On At After Before When Where What Who Whether Several Some All'.split(
    ' ',
  ),
);

/** A word from a list in code, or the code itself made readable where the list does not have it. */
export const labelOf = (labels: Readonly<Record<string, string>>, code: string): string => labels[code] ?? spoken(code);

export const spoken = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

const isBand = (text: string): text is Band => Object.hasOwn(bands, text);

const bandNotes: Readonly<Record<Band, string | null>> = {
  failing: 'Failing band, ours',
  below: 'Below expected band, ours',
  meeting: 'Meeting band, ours',
  exceeding: 'Exceeding band, ours',
  none: null,
};

/** The published word with the shape of its band, which is ours and said to be. */
export function gradeMark(fact: GradeFact, label: string | null): Grade {
  const band = isBand(fact.band) ? fact.band : 'none';
  return grade(band, label ?? fact.label, bandNotes[band]);
}

/** What stands where no grade does: never mixed, and never empty. */
export function absenceWords(absence: string | null): string {
  if (!absence || !Object.hasOwn(gradeAbsences, absence)) return 'Grade not known';
  const code = absence as GradeAbsence;
  const words = gradeAbsences[code];
  const kind = absenceKind(code);
  if (kind === 'no_such_judgement') return words;
  return kind === 'not_rated'
    ? `Not rated: ${lowerFirstWord(words)}`
    : `Grade not known: ${words.replace(/^Not known: /, '')}`;
}

export const lowerFirstWord = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The grade of one area, or why there is none. */
export const judgementValue = (fact: JudgementFact): { readonly grade: Grade | null; readonly text: string | null } =>
  fact.grade
    ? { grade: gradeMark(fact.grade, fact.label), text: null }
    : { grade: null, text: fact.label && !fact.absence ? fact.label : absenceWords(fact.absence) };

/** Same for a download, where a shape cannot stand. */
export const judgementWords = (fact: JudgementFact): string =>
  fact.grade ? (fact.label ?? fact.grade.label) : (judgementValue(fact).text ?? '');

export const bandWords = (fact: JudgementFact): string =>
  fact.grade && isBand(fact.grade.band) ? bands[fact.grade.band] : '';

/** The headlines of an inspection in one line: "Inadequate", "Inadequate (safeguarding) and Adequate (looked after children)". */
export function headlineWords(inspection: InspectionFact): string {
  const headlines = inspection.judgements.filter(({ isOverall }) => isOverall);
  if (headlines.length === 0) return inspection.overallLabel ?? noOverall(inspection);
  if (headlines.length === 1 && headlines[0]) return judgementWords(headlines[0]);
  return formatList(headlines.map((one) => `${judgementWords(one)} (${lowerFirstWord(one.areaText)})`));
}

const noOverall = ({ graded, framework }: InspectionFact): string => {
  if (!graded) return 'No grade';
  return framework?.overallCount === 0 ? 'No overall grade is given under this framework' : 'Overall grade not known';
};

/** What its framework is called, and that it was worked out where it was. */
export function frameworkWords(inspection: InspectionFact): string {
  const name = inspection.framework?.title ?? inspection.publishedFramework;
  if (!inspection.framework) return name ? `${name} (no framework on record)` : 'No framework on record';
  return inspection.frameworkInferred ? `${inspection.framework.title} (inferred)` : inspection.framework.title;
}

export const settingWords = (setting: string | null): string | null =>
  setting === 'before' ? 'Before takeover' : setting === 'after' ? 'After takeover' : null;

export const postWords: Readonly<Record<string, string>> = {
  chief_executive: 'Chief executive',
  director: 'Director',
  lead_member: 'Lead member',
  chair: 'Chair',
  section_151: 'Chief finance officer (section 151)',
  monitoring: 'Monitoring officer',
  head: 'Head teacher',
  medical_director: 'Medical director',
  mayor: 'Elected mayor',
};

export const supportWords: Readonly<Record<string, string>> = {
  peer_challenge: 'Peer challenge',
  buddy: 'Buddy organisation',
  improvement_partner: 'Improvement partner',
  mentor: 'Mentor',
  secondment: 'Secondment',
  school_to_school: 'School-to-school support',
  network: 'Network',
};

export const basisWords: Readonly<Record<string, string>> = {
  voluntary: 'Voluntary',
  commissioned: 'Commissioned',
  required: 'Required',
};

export const changeWords: Readonly<Record<string, string>> = {
  reorganisation: 'Reorganisation',
  merger: 'Merger',
  transfer: 'Transfer of a service',
  new_body: 'New body',
};

export const checkWords: Readonly<Record<string, string>> = {
  held: 'The improvement had held',
  partly_held: 'The improvement had partly held',
  slipped: 'The improvement had slipped',
};

export const outcomeWords: Readonly<Record<string, string>> = {
  failing: 'Failing',
  partial_recovery: 'Recovered in part',
  out_of_failure: 'Out of failure',
  stalled: 'Stalled',
  recovered: 'Recovered',
  strong: 'Strong',
  sustained: 'Held',
  decline: 'Decline',
  relapse: 'Relapse',
  relapse_in_part: 'Relapse in part',
};

export const schemeWords: Readonly<Record<string, string>> = {
  ons: 'ONS',
  'ons-area': 'ONS, of the area it stands in',
  urn: 'URN (schools)',
  'cqc-provider': 'CQC provider',
  'cqc-location': 'CQC location',
  ods: 'ODS (NHS)',
};

/** A length as a file says it: the number and what the dates leave open, each in a column of its own. */
export const writtenMonths = (length: Months | null): Readonly<Record<string, number | null>> => ({
  Months: length?.months ?? null,
  'Plus or minus': length?.uncertainty ?? null,
});
