/**
 * A profile as its file holds it: how one publication is read, as data. `docs/profiles.md` tells what each part means;
 * `checkProfile` refuses a file that says something else. A column is always named as the profile names it; `called`
 * lists how the publisher spelt it from year to year.
 */
export type ProfileData = {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly publisher: string;
  readonly address: string | null;
  readonly licence: string;
  /** A register of bodies, a series of events, or a snapshot that repeats the latest of each body. */
  readonly holds: 'register' | 'events' | 'snapshot';
  /** A row that is gone from a later edition says nothing: not that the body closed, nor that a judgement fell. */
  readonly vanished: 'says_nothing';
  /** Fewer rows than this are no whole publication. */
  readonly smallest: number;
  readonly table: TableData;
  readonly columns: Readonly<Record<string, ColumnData>>;
  /** Words that stand for an empty cell, whatever their capitals. */
  readonly missing: readonly string[];
  readonly dates: readonly DateForm[];
  /** Dates that mean none. */
  readonly noDates: readonly string[];
  readonly body: BodyData;
  readonly words: Readonly<Record<string, Readonly<Record<string, WordData>>>>;
  /** Marks for a grade that is not there, and which of the absences each is. */
  readonly absences: Readonly<Record<string, string>>;
  readonly inspections: readonly InspectionData[];
  readonly interventions: readonly InterventionData[];
};

export const dateForms = [
  'yyyy-mm-dd',
  'dd/mm/yyyy',
  'dd/mm/yy',
  'dd-mm-yyyy',
  'yyyymmdd',
  'm/d/yyyy time',
  'month yyyy',
  'financial year',
  'days since 1960',
] as const;
export type DateForm = (typeof dateForms)[number];

export type TableData = {
  /** How far down the heading may stand; null: the file has none, and columns are told by their place. */
  readonly headingWithin: number | null;
  readonly encodings: readonly ('utf-8' | 'windows-1252')[];
  /** The sheet of a workbook; null: the first on which the heading is found. */
  readonly sheet: string | null;
  /** A row in which this column is empty is a note under the table, and no row. */
  readonly rowsHave: string | null;
  /** Rows may be shorter than the heading, or end in empty cells beyond it. */
  readonly ragged: boolean;
  /** Where the rows of a JSON document lie; a document without any gives one row. */
  readonly documentRows: readonly string[];
};

export type ColumnData = {
  readonly called: readonly string[];
  readonly optional: boolean;
  /** In a file without a heading: counted from 1. */
  readonly place: number | null;
  /** In a document: where the value lies. */
  readonly path: string | null;
  /** The column may hold more than a name, an address or a grade. */
  readonly long: boolean;
};

export const characterKinds = ['digits', 'capitals', 'letters', 'hyphen'] as const;

export type CodeData = {
  readonly scheme: string;
  readonly column: string;
  readonly form: {
    /** The letters with one of which it begins. */
    readonly first: string | null;
    readonly of: readonly (typeof characterKinds)[number][];
    readonly length: readonly [number, number];
  };
  /** What it is, for a sentence that refuses it: "a number that Ofsted gives to an authority". */
  readonly what: string;
  /** One that has not this form refuses the row, or is left out. */
  readonly otherwise: 'refuse' | 'leave_out';
  /** A number that a spreadsheet wrote as `145210.0`. */
  readonly decimal: boolean;
};

export type LinkData = {
  readonly column: string;
  readonly scheme: string;
  readonly type: 'predecessor' | 'replaced_by';
  /** Whether the body of the row is the earlier of the two. */
  readonly rowIs: 'earlier' | 'later';
  readonly separator: string | null;
  readonly decimal: boolean;
  readonly none: readonly string[];
  /** Only where this column holds one of these words. */
  readonly only: { readonly column: string; readonly is: readonly string[] } | null;
};

export type BodyData = {
  readonly kind: string;
  readonly sector: string;
  /** Kinds of body by the words of a column; others are of the kind above. */
  readonly kinds: { readonly column: string; readonly are: Readonly<Record<string, string>> } | null;
  readonly kindText: string | null;
  /** The country, or the column that names it. */
  readonly country: string | { readonly column: string };
  /** The first is the publisher's own number, by which a body is known again. */
  readonly codes: readonly CodeData[];
  readonly name: string | null;
  readonly nameIs: 'official' | 'published';
  /** Names that the publisher took out. */
  readonly namesWithheld: readonly string[];
  /** Printed without capitals, or in capitals alone: written as on a page. */
  readonly recase: boolean;
  /** What a body without a name is called until a register names it; `#` is its number. */
  readonly unnamed: string;
  /** What a row without a name is told. */
  readonly lacking: string | null;
  readonly names: readonly string[];
  /** The columns that name its region: the first that names one counts. */
  readonly region: readonly string[];
  /** The authority in whose area it lies, by a code: where no column names a region, it has that of the authority. */
  readonly within: { readonly column: string; readonly scheme: string } | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  /** Known again by its codes alone, or by its name where no code is known. */
  readonly knownBy: 'codes' | 'codes_and_names';
  /** What becomes of a body that is not on the record. */
  readonly strangers: 'register' | 'refuse';
  readonly links: readonly LinkData[];
};

/** The grade that a word stands for: its key, and its scale where that is not the framework's own. */
export type WordData = string | { readonly grade: string; readonly scale: string };

export type AreaData = { readonly column: string; readonly area: string | null; readonly text: string };

export type VersionData = {
  readonly from: string;
  /** A key of the frameworks on the record; null: none on record. */
  readonly framework: string | null;
  readonly publishedFramework: string | null;
  /** The publication does not say which framework it was: the date alone does. */
  readonly inferred: boolean;
  readonly words: string;
  readonly headline: AreaData | null;
  readonly areas: readonly AreaData[];
  readonly categories: Readonly<Record<string, string>>;
};

export type ConditionData = { readonly column: string; readonly is: readonly string[] };

export type InspectionData = {
  readonly inspectorate: string;
  readonly subject: string;
  /** The service of a council that is judged in its own right, where it is a body of its own. */
  readonly service: 'children' | null;
  /** The part of the body that it speaks for. */
  readonly unit: string | null;
  readonly type: { readonly column: string; readonly are: Readonly<Record<string, string>> } | null;
  /** What kind of look it is where the column says nothing; null: a word that the profile lacks refuses the row. */
  readonly typeOtherwise: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string | null;
  /** The date without which there is no inspection: then the row tells of a body alone, or is refused. */
  readonly datedBy: 'publishedOn' | 'startedOn';
  readonly undated: 'refuse' | 'no_inspection';
  readonly category: string | null;
  readonly reportUrl: string | null;
  /** Looks that are not told: where any of these holds. */
  readonly unless: readonly ConditionData[];
  /** Only where one of these columns holds something, and none of those. */
  readonly anyOf: readonly string[];
  readonly noneOf: readonly string[];
  /** The newest first: the first that began by the first day of the inspection is the one. */
  readonly versions: readonly VersionData[];
};

/** A step of an authority that is no judgement. `text` names columns in braces. */
export type InterventionData = {
  readonly kind: string;
  readonly typeText: string;
  readonly level: number;
  readonly authority: string;
  readonly area: string | null;
  readonly startedOn: string;
  readonly text: string;
};
