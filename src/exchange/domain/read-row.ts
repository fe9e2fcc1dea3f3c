import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, periodEnd, periodText } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { OrganisationKind } from '../../vocabulary/domain/organisation-kinds.js';
import { type Region, regionNamed } from '../../vocabulary/domain/regions.js';
import type { Sector } from '../../vocabulary/domain/sectors.js';
import { plainWord } from './check-profile.js';
import { readDate } from './date-forms.js';
import { type NamedRow, quoted, type RowReading, type RowRemark } from './file-row.js';
import { withCapitals } from './match-names.js';
import type {
  AreaData,
  CodeData,
  ConditionData,
  InspectionData,
  LinkData,
  ProfileData,
  VersionData,
  WordData,
} from './profile-data.js';

export type OwnCode = { readonly scheme: string; readonly value: string };

/** What a row says of one area. One of `grade` and `absence` is given. */
export type ImportedJudgement = {
  /** A key of the framework; null where it has none such. */
  readonly area: string | null;
  readonly areaText: string;
  readonly isOverall: boolean;
  /** The key of the grade on `scale`, or on the framework's main one. */
  readonly grade: string | null;
  readonly scale?: string;
  /** The words of the file, with a capital. */
  readonly label: string | null;
  readonly absence: GradeAbsence | null;
};

/** Who succeeded whom, by a publisher's numbers. */
export type ImportedLink = {
  readonly from: OwnCode;
  readonly to: OwnCode;
  readonly type: 'predecessor' | 'replaced_by';
  readonly on: string | null;
};

export type ImportedBody = {
  readonly kind: OrganisationKind;
  readonly kindText: string | null;
  readonly sector: Sector;
  /** The scheme in which the publisher numbers its own bodies, and the number: empty where it has none. */
  readonly scheme: string;
  readonly code: string;
  readonly codes: readonly OwnCode[];
  /** What to call it: its name, or what it is called until a register names it. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly officialName: string | null;
  readonly names: readonly string[];
  readonly region: Region | null;
  /** The code of the authority in whose area it lies, where the row names no region. */
  readonly within: OwnCode | null;
  readonly country: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly links: readonly ImportedLink[];
};

/** Dates as exactly as they are known: `2018-03-09`, `2018-03`. */
export type ImportedLook = {
  readonly inspectorate: string;
  readonly subject: string;
  readonly service: 'children' | null;
  readonly unit: string | null;
  readonly reportUrl: string | null;
  readonly publishedOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly type: InspectionType;
  readonly typeText: string | null;
  readonly framework: string | null;
  readonly publishedFramework: string | null;
  /** True when the file does not say which framework it was and the date had to. */
  readonly frameworkInferred: boolean;
  readonly category: string | null;
  readonly judgements: readonly ImportedJudgement[];
};

export type ImportedStep = {
  readonly kind: string;
  readonly typeText: string;
  readonly level: number;
  readonly authority: string;
  readonly area: EpisodeArea | null;
  readonly startedOn: string;
  readonly text: string;
};

export type ImportedRow = {
  readonly line: number;
  readonly body: ImportedBody;
  readonly looks: readonly ImportedLook[];
  readonly steps: readonly ImportedStep[];
};

/** One look at a body, as it lands. */
export type ImportedInspection = ImportedLook & { readonly line: number; readonly body: ImportedBody };

export const inspectionsOf = ({ line, body, looks }: ImportedRow): ImportedInspection[] =>
  looks.map((look) => ({ ...look, line, body }));

const longestName = 300;

/** Why a row is refused, thrown within this file alone. */
class Refused extends Error {
  constructor(
    readonly column: string,
    text: string,
  ) {
    super(text);
  }
}

type RowReader = (row: NamedRow, today: CalendarDay) => RowReading<ImportedRow>;

/** Makes of a profile the function that reads its rows. It never guesses: what it cannot read it refuses, or marks. */
export function rowReader(data: ProfileData): RowReader {
  const missing = new Set(data.missing.map(plainWord));
  const noDates = new Set(data.noDates);
  const cellOf =
    (row: NamedRow) =>
    (column: string | null): string => {
      if (column === null) return '';
      const text = row.cell(column);
      return text !== '' && missing.has(plainWord(text)) ? '' : text;
    };
  return (row, today) => {
    const cell = cellOf(row);
    const dateIn = (column: string | null): string | null => {
      const text = cell(column);
      if (column === null || text === '' || noDates.has(text)) return null;
      const on = readDate(text, data.dates);
      if (!on) throw new Refused(column, `${quoted(text)} is not a date (${data.dates.join(', ')})`);
      return periodText(on);
    };
    const reading: Reading = { data, row, cell, dateIn, today, remarks: [] };
    try {
      const body = readBody(reading);
      const looks = data.inspections.flatMap((inspection) => readLook(reading, inspection) ?? []);
      const steps = data.interventions.map((step) => {
        const startedOn = dateIn(step.startedOn);
        if (!startedOn) throw new Refused(step.startedOn, 'There is no date');
        return { ...step, area: step.area as EpisodeArea | null, startedOn, text: filled(step.text, cell) };
      });
      return { ok: true, remarks: reading.remarks, value: { line: row.line, body, looks, steps } };
    } catch (error) {
      if (error instanceof Refused)
        return { ok: false, remark: { line: row.line, column: error.column, text: error.message } };
      throw error;
    }
  };
}

type Reading = {
  readonly data: ProfileData;
  readonly row: NamedRow;
  readonly cell: (column: string | null) => string;
  readonly dateIn: (column: string | null) => string | null;
  readonly today: CalendarDay;
  readonly remarks: RowRemark[];
};

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** `{column}` is what that column holds, `{before|column|after}` the same with words around it where it holds something. */
function filled(text: string, cell: (column: string) => string): string {
  return text
    .split('{')
    .map((piece, index) => {
      if (index === 0) return piece;
      const end = piece.indexOf('}');
      const parts = piece.slice(0, end).split('|');
      const told = cell(parts[1] ?? parts[0]);
      const shown = parts.length === 3 && told !== '' ? `${parts[0]}${told}${parts[2]}` : told;
      return shown + piece.slice(end + 1);
    })
    .join('');
}

const characters: Readonly<Record<string, (code: number) => boolean>> = {
  digits: (code) => code >= 48 && code <= 57,
  capitals: (code) => code >= 65 && code <= 90,
  letters: (code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122),
  hyphen: (code) => code === 45,
};

/** Whether a code has the form that its publisher gives it. */
function hasForm(value: string, { first, of, length }: CodeData['form']): boolean {
  if (value.length < length[0] || value.length > length[1]) return false;
  if (first !== null && !first.includes(value.charAt(0))) return false;
  for (let index = first === null ? 0 : 1; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (!of.some((kind) => characters[kind]?.(code))) return false;
  }
  return true;
}

/** `145210.0` is the number 145210, as a spreadsheet wrote it. */
const withoutDecimals = (text: string): string => (text.endsWith('.0') ? text.slice(0, -2) : text);

function readCodes({ data: { body }, cell }: Reading): OwnCode[] {
  return body.codes.flatMap(({ scheme, column, form, what, otherwise, decimal }, index) => {
    const text = decimal ? withoutDecimals(cell(column)) : cell(column);
    if (text === '' && index > 0) return [];
    if (hasForm(text, form)) return [{ scheme, value: text }];
    if (otherwise === 'leave_out') return [];
    throw new Refused(column, `${quoted(text)} is not ${what}`);
  });
}

function readBody(reading: Reading): ImportedBody {
  const { data, cell, dateIn } = reading;
  const { body } = data;
  const codes = readCodes(reading);
  const [own] = body.codes;
  const number = codes.find(({ scheme }) => scheme === own?.scheme)?.value ?? '';
  const written = tidy(cell(body.name));
  const withheld = body.namesWithheld.includes(written) || written === '';
  if (body.name !== null && written === '' && body.lacking !== null) throw new Refused(body.name, body.lacking);
  if (body.name !== null && written.length > longestName)
    throw new Refused(body.name, `The name has more than ${longestName} characters`);
  const named = body.recase ? withCapitals(written.toLowerCase()) : written;
  const name = withheld ? body.unnamed.replace('#', number) : named;
  const isOfficial = body.nameIs === 'official' && !withheld;
  const others = body.names
    .map((column) => tidy(cell(column)))
    .filter((other) => other !== '' && other.length <= longestName);
  const kindWord = body.kinds ? plainWord(cell(body.kinds.column)) : '';
  const country = typeof body.country === 'string' ? body.country : cell(body.country.column);
  // Wales, Scotland and Northern Ireland are regions of their own; England is none.
  const region =
    body.region.reduce<Region | null>((found, column) => found ?? regionNamed(cell(column)), null) ??
    regionNamed(country);
  const authority = tidy(cell(body.within?.column ?? null));
  const openedOn = dateIn(body.openedOn);
  const closedOn = dateIn(body.closedOn);
  return {
    kind: ((body.kinds && Object.hasOwn(body.kinds.are, kindWord) ? body.kinds.are[kindWord] : null) ??
      body.kind) as OrganisationKind,
    kindText: cell(body.kindText).slice(0, 200) || null,
    sector: body.sector as Sector,
    scheme: own?.scheme ?? '',
    code: number,
    codes,
    name,
    isNamed: !withheld,
    officialName: isOfficial ? name : null,
    names: isOfficial || withheld ? others : [name, ...others],
    region,
    within:
      region === null && authority !== '' && body.within ? { scheme: body.within.scheme, value: authority } : null,
    country,
    openedOn,
    closedOn,
    links: own ? body.links.flatMap((link) => readLinks(reading, link, { scheme: own.scheme, value: number })) : [],
  };
}

function readLinks({ cell, dateIn, data }: Reading, link: LinkData, self: OwnCode): ImportedLink[] {
  if (link.only && !link.only.is.includes(cell(link.only.column))) return [];
  const text = cell(link.column);
  if (text === '') return [];
  const parts = link.separator === null ? [text] : text.split(link.separator);
  const on = dateIn(link.rowIs === 'earlier' ? data.body.closedOn : data.body.openedOn);
  return parts
    .map((part) => (link.decimal ? withoutDecimals(tidy(part)) : tidy(part)))
    .filter((value) => value !== '' && !link.none.includes(value) && value !== self.value)
    .map((value) => {
      const other = { scheme: link.scheme, value };
      return link.rowIs === 'earlier'
        ? { from: self, to: other, type: link.type, on }
        : { from: other, to: self, type: link.type, on };
    });
}

function isToldOtherwise({ cell }: Reading, { unless, anyOf, noneOf }: InspectionData): boolean {
  const holds = ({ column, is }: ConditionData): boolean =>
    is.some((word) => plainWord(word) === plainWord(cell(column)));
  return (
    unless.some(holds) ||
    (anyOf.length > 0 && anyOf.every((column) => cell(column) === '')) ||
    noneOf.some((column) => cell(column) !== '')
  );
}

function readLook(reading: Reading, look: InspectionData): ImportedLook | null {
  const { cell, dateIn, today } = reading;
  if (isToldOtherwise(reading, look)) return null;
  const dateColumn = look[look.datedBy] ?? '';
  if (look.undated === 'no_inspection' && cell(dateColumn) === '') return null;
  const dated = dateIn(dateColumn);
  if (!dated) {
    if (look.undated === 'no_inspection') return null;
    throw new Refused(dateColumn, `${quoted(cell(dateColumn))} is not a date (${reading.data.dates.join(', ')})`);
  }
  const publishedOn = dateIn(look.publishedOn);
  const startedOn = dateIn(look.startedOn);
  const endedOn = dateIn(look.endedOn);
  if (dated.slice(0, 10) > today)
    throw new Refused(
      dateColumn,
      look.datedBy === 'publishedOn'
        ? `The report is dated ${dated}, which is in the future`
        : `The inspection is dated ${dated}, which is in the future`,
    );
  if (startedOn && endedOn && endedOn < startedOn)
    throw new Refused(look.endedOn ?? '', 'The inspection ends before it begins');
  const last = endedOn ?? startedOn;
  if (publishedOn && last && endOf(publishedOn) < last)
    throw new Refused(look.publishedOn ?? '', 'The report is published before the inspection ended');

  const from = startedOn ?? dated;
  const version = look.versions.find((each) => from >= each.from);
  if (!version) throw new Refused(dateColumn, 'No framework on the record was in force on that day');
  const { type, typeText } = readType(reading, look);
  const { told, inferred } = versionOf(reading, look, version, startedOn);
  const words = plainWord(cell(look.category));
  const category = Object.hasOwn(told.categories, words) ? (told.categories[words] ?? null) : null;
  return {
    inspectorate: look.inspectorate,
    subject: look.subject,
    service: look.service,
    unit: look.unit === null ? null : cell(look.unit) || null,
    reportUrl: readAddress(cell(look.reportUrl)),
    publishedOn,
    startedOn,
    endedOn,
    type,
    typeText,
    framework: told.framework,
    publishedFramework: told.publishedFramework,
    frameworkInferred: inferred || told.inferred,
    category,
    judgements: readJudgements(reading, told),
  };
}

const endOf = (on: string): string => {
  const read = parsePeriod(on);
  return read ? periodEnd(read) : on;
};

function readType({ cell }: Reading, look: InspectionData): { type: InspectionType; typeText: string | null } {
  if (!look.type) return { type: (look.typeOtherwise ?? 'full') as InspectionType, typeText: null };
  const words = cell(look.type.column);
  if (words === '') return { type: (look.typeOtherwise ?? 'full') as InspectionType, typeText: null };
  const plain = plainWord(words);
  const type = Object.hasOwn(look.type.are, plain) ? look.type.are[plain] : look.typeOtherwise;
  if (!type)
    throw new Refused(look.type.column, `${quoted(words)} is not a kind of inspection that this profile knows`);
  return { type: type as InspectionType, typeText: words.slice(0, 200) };
}

/**
 * The version in force, or, where the headline is a word that it does not have, the nearest version that has it: reports
 * of the last weeks of a framework came out under the next. That is inferred, and said.
 */
function versionOf(
  { cell, data, row, remarks }: Reading,
  { versions }: InspectionData,
  inForce: VersionData,
  startedOn: string | null,
): { told: VersionData; inferred: boolean } {
  if (!inForce.headline) {
    const withHeadline = versions.find(({ headline }) => headline) ?? null;
    const other = withHeadline?.headline?.column ?? null;
    const isGraded =
      other !== null && Object.values(data.words).some((known) => Object.hasOwn(known, plainWord(cell(other))));
    if (!isGraded || withHeadline === null) return { told: inForce, inferred: false };
    // Where the file does not say when the visit began, a headline tells that it was before the framework without one.
    const isDated = startedOn !== null;
    remarks.push({
      line: row.line,
      column: other,
      text: isDated
        ? `${quoted(cell(other))} was left out: this framework gives no overall grade`
        : `${quoted(cell(other))} is an overall grade, which the framework of that day does not give; read under the one before`,
    });
    return isDated ? { told: inForce, inferred: false } : { told: withHeadline, inferred: true };
  }
  const { column } = inForce.headline;
  const word = plainWord(cell(column));
  const has = ({ words }: VersionData): boolean => Object.hasOwn(data.words[words] ?? {}, word);
  if (word === '' || has(inForce) || Object.hasOwn(data.absences, word)) return { told: inForce, inferred: false };
  const place = versions.indexOf(inForce);
  const other = versions.slice(place + 1).find(has) ?? versions.slice(0, place).findLast(has);
  if (!other) return { told: inForce, inferred: false };
  remarks.push({
    line: row.line,
    column,
    text: `${quoted(cell(column))} is a word of another framework than the one in force on that day; read under that one`,
  });
  return { told: other, inferred: true };
}

function readJudgements(reading: Reading, version: VersionData): ImportedJudgement[] {
  const { headline, areas } = version;
  return [
    ...(headline ? [readGrade(reading, version, headline, true)] : []),
    ...areas.map((area) => readGrade(reading, version, area, false)),
  ];
}

function readGrade(
  { data, row, cell, remarks }: Reading,
  { words: vocabulary }: VersionData,
  { column, area, text }: AreaData,
  isOverall: boolean,
): ImportedJudgement {
  const written = cell(column);
  const word = plainWord(written);
  const known = data.words[vocabulary] ?? {};
  const meant: WordData | null = Object.hasOwn(known, word) ? (known[word] ?? null) : null;
  if (meant !== null) {
    const { grade, scale } = typeof meant === 'string' ? { grade: meant, scale: null } : meant;
    const judged = { area, areaText: text, isOverall, grade, label: withCapital(written), absence: null };
    return scale === null ? judged : { ...judged, scale };
  }
  const isMarked = Object.hasOwn(data.absences, word);
  const isKnown = word === '' || isMarked;
  const usual = word === '' ? 'not_in_the_source' : 'unreadable';
  const absence = ((isMarked ? data.absences[word] : null) ?? usual) as GradeAbsence;
  if (!isKnown)
    remarks.push({
      line: row.line,
      column,
      text: `${quoted(written)} is not a grade of this framework, so the grade is not known`,
    });
  return { area, areaText: text, isOverall, grade: null, label: null, absence };
}

const withCapital = (words: string): string => (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 200);

const longestAddress = 1_000;

/** Only what lies on a site of government: what else a file holds may lead anywhere. */
function readAddress(text: string): string | null {
  if (text.length > longestAddress || !text.startsWith('https://') || text.includes(' ') || text.includes('@'))
    return null;
  const host = text.slice('https://'.length).split('/', 1)[0] ?? '';
  const isPlain = [...host].every((sign) => sign === '.' || sign === '-' || /[a-z0-9]/i.test(sign));
  const isPublic = host.endsWith('.gov.uk') || host.endsWith('.org.uk') || host.endsWith('.gov.scot');
  return isPlain && isPublic && text.length > host.length + 'https://'.length ? text : null;
}
