import type { CalendarDay } from '../../../kernel/calendar-day.js';
import type { GradeAbsence } from '../../../vocabulary/domain/not-rated-reasons.js';
import type { InspectionType } from '../../../vocabulary/domain/inspection-types.js';
import { readBritishDay } from '../dates.js';
import { type NamedRow, type Profile, quoted, type RowReading, type RowRemark } from '../file-row.js';

/** What a row says of one area. One of `grade` and `absence` is given. */
export type ImportedJudgement = {
  readonly area: string;
  readonly areaText: string;
  readonly isOverall: boolean;
  /** The key of the grade on the framework's main scale. */
  readonly grade: string | null;
  /** The words of the file, which writes grades without capitals. */
  readonly label: string | null;
  readonly absence: GradeAbsence | null;
};

export type ImportedInspection = {
  readonly line: number;
  readonly body: { readonly scheme: string; readonly code: string; readonly name: string };
  readonly reportUrl: string | null;
  readonly publishedOn: CalendarDay;
  readonly startedOn: CalendarDay | null;
  readonly endedOn: CalendarDay | null;
  readonly type: InspectionType;
  readonly typeText: string | null;
  readonly framework: string;
  /** True when the file does not say which framework it was and the date had to. */
  readonly frameworkInferred: boolean;
  readonly judgements: readonly ImportedJudgement[];
};

const grades = new Map(
  Object.entries({
    inadequate: 'inadequate',
    'requires improvement': 'requires_improvement',
    'requires improvement to be good': 'requires_improvement',
    good: 'good',
    outstanding: 'outstanding',
  }),
);

/** Markers of the file for a grade that is not there. An empty cell is one too. */
const absences = new Map<string, GradeAbsence>(
  Object.entries({
    '': 'not_in_the_source',
    data_unreadable: 'unreadable',
    inspection_pre_dates_judgement: 'no_such_judgement',
    not_reported_post_reform: 'no_such_judgement',
  } as const),
);

const types = new Map<string, InspectionType>(
  Object.entries({
    standard: 'full',
    'inspection duration longer than standard framework': 'full',
    short: 'short',
  } as const),
);

type Version = { readonly from: string; readonly framework: string; readonly named: boolean };

/** Which framework was in force on the first day of the inspection. Before 2018 the file does not name it. */
const versions: readonly Version[] = [
  { from: '2026-04-01', framework: 'ofsted_ilacs_2026', named: true },
  { from: '2023-01-01', framework: 'ofsted_ilacs_2023', named: true },
  { from: '2018-01-01', framework: 'ofsted_ilacs_2018', named: true },
  { from: '2013-11-01', framework: 'ofsted_sif_2013', named: false },
  { from: '2012-06-01', framework: 'ofsted_cp_2012', named: false },
  { from: '2009-04-01', framework: 'ofsted_slac_2009', named: false },
];

type Area = { readonly column: string; readonly area: string; readonly text: string };

const leaders: Area = {
  column: 'impact_of_leaders_grade',
  area: 'leaders_impact',
  text: 'Impact of leaders on social work practice',
};
const protection: Area = {
  column: 'help_and_protection_grade',
  area: 'help_protection',
  text: 'Children who need help and protection',
};
const inCare: Area = { column: 'in_care_grade', area: 'children_in_care', text: 'Children in care' };
const careLeavers: Area = { column: 'care_leavers_grade', area: 'care_leavers', text: 'Care leavers' };
const inCareAndCareLeavers: Area = {
  column: 'in_care_grade',
  area: 'children_in_care_and_care_leavers',
  text: 'Children in care and care leavers',
};

/** Areas of each framework that the file has a column for. Earlier frameworks had other areas: nothing is read for them. */
const areasOf: Readonly<Record<string, readonly Area[]>> = {
  ofsted_ilacs_2018: [leaders, protection, inCareAndCareLeavers],
  ofsted_ilacs_2023: [leaders, protection, inCare, careLeavers],
  ofsted_ilacs_2026: [leaders, protection, inCare, careLeavers],
};

const overallColumn = 'overall_effectiveness_grade';
const withoutOverall = 'ofsted_ilacs_2026';

/**
 * Ofsted's inspections of local authority children's services, one row an inspection, as collected from its reports.
 * The inspectors' names in the file are passed over. Grades that the file does not have are not known, with the
 * reason; reports since April 2026 have no headline and none is made up.
 */
export const ofstedIlacsHistory: Profile<ImportedInspection> = {
  key: 'ofsted-ilacs-history',
  title: 'Inspections of local authority children’s services, history',
  publisher: 'Ofsted',
  address: 'https://reports.ofsted.gov.uk/',
  licence: 'Open Government Licence v3.0',
  columns: [
    'urn',
    'local_authority',
    'inspection_link',
    'publication_date',
    'inspection_framework',
    'inspection_start_date',
    'inspection_end_date',
    overallColumn,
    leaders.column,
    protection.column,
    inCare.column,
    careLeavers.column,
  ],
  readRow,
};

function readRow(row: NamedRow, today: CalendarDay): RowReading<ImportedInspection> {
  const refuse = (column: string, text: string): RowReading<never> => ({
    ok: false,
    remark: { line: row.line, column, text },
  });
  const code = row.cell('urn');
  if (!/^\d{4,8}$/.test(code))
    return refuse('urn', `${quoted(code)} is not a number that Ofsted gives to an authority`);
  const name = row.cell('local_authority');
  if (name === '' || name.length > 200) return refuse('local_authority', 'The authority has no name');
  const publishedOn = readBritishDay(row.cell('publication_date'));
  if (!publishedOn)
    return refuse('publication_date', `${quoted(row.cell('publication_date'))} is not a date (dd/mm/yy)`);

  if (publishedOn > today)
    return refuse('publication_date', `The report is dated ${publishedOn}, which is in the future`);

  const startedOn = readOptionalDay(row.cell('inspection_start_date'));
  if (startedOn === 'unreadable')
    return refuse('inspection_start_date', `${quoted(row.cell('inspection_start_date'))} is not a date (dd/mm/yyyy)`);
  const endedOn = readOptionalDay(row.cell('inspection_end_date'));
  if (endedOn === 'unreadable')
    return refuse('inspection_end_date', `${quoted(row.cell('inspection_end_date'))} is not a date (dd/mm/yyyy)`);
  if (startedOn && endedOn && endedOn < startedOn)
    return refuse('inspection_end_date', 'The inspection ends before it begins');
  if (endedOn && publishedOn < endedOn)
    return refuse('publication_date', 'The report is published before the inspection ended');

  const version = versions.find(({ from }) => (startedOn ?? publishedOn) >= from);
  if (!version) return refuse('publication_date', 'No framework on the record was in force on that day');

  const remarks: RowRemark[] = [];
  const typeWords = row.cell('inspection_framework');
  const type = typeWords === '' ? 'full' : types.get(typeWords);
  if (!type)
    return refuse('inspection_framework', `${quoted(typeWords)} is not a kind of inspection that this profile knows`);

  return {
    ok: true,
    remarks,
    value: {
      line: row.line,
      body: { scheme: 'ofsted-la', code, name },
      reportUrl: readAddress(row.cell('inspection_link')),
      publishedOn,
      startedOn,
      endedOn,
      type,
      typeText: typeWords === '' ? null : typeWords,
      framework: version.framework,
      frameworkInferred: !version.named,
      judgements: readJudgements(row, version.framework, remarks),
    },
  };
}

function readJudgements(row: NamedRow, framework: string, remarks: RowRemark[]): ImportedJudgement[] {
  const overall: Area = { column: overallColumn, area: 'overall', text: 'Overall effectiveness' };
  const headline = framework === withoutOverall ? [] : [readGrade(row, overall, true, remarks)];
  if (framework === withoutOverall && grades.has(row.cell(overallColumn)))
    remarks.push({
      line: row.line,
      column: overallColumn,
      text: `“${row.cell(overallColumn)}” was left out: this framework gives no overall grade`,
    });
  return [...headline, ...(areasOf[framework] ?? []).map((area) => readGrade(row, area, false, remarks))];
}

function readGrade(
  row: NamedRow,
  { column, area, text }: Area,
  isOverall: boolean,
  remarks: RowRemark[],
): ImportedJudgement {
  const words = row.cell(column);
  const grade = grades.get(words) ?? null;
  const absence = grade ? null : (absences.get(words) ?? 'unreadable');
  if (!grade && !absences.has(words))
    remarks.push({
      line: row.line,
      column,
      text: `${quoted(words)} is not a grade of this framework, so the grade is not known`,
    });
  return { area, areaText: text, isOverall, grade, absence, label: grade ? withCapital(words) : null };
}

const withCapital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function readOptionalDay(text: string): CalendarDay | null | 'unreadable' {
  if (text === '') return null;
  return readBritishDay(text) ?? 'unreadable';
}

const readAddress = (text: string): string | null =>
  text.length <= 1000 && /^https:\/\/[^\s/@]+\.gov\.uk\//.test(text) ? text : null;
