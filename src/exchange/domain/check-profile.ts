import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { characterKinds, dateForms, type ProfileData } from './profile-data.js';

/** A profile that cannot be used: one sentence for each fault, saying where in the file it is. */
export class ProfileFault extends Error {
  constructor(
    name: string,
    readonly faults: readonly string[],
  ) {
    super(`${name} is not a profile. ${faults.join(' ')}`);
  }
}

type Json = unknown;
type Part = Record<string, Json>;
type Rule = (value: Json, at: string) => Json;

/** Notes what is wrong as it goes; what it gives is whole only where nothing was noted. */
class Checker {
  readonly faults: string[] = [];
  fault(at: string, what: string): undefined {
    this.faults.push(`${at}: ${what}.`);
    return undefined;
  }
}

const isPart = (value: Json): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

const longestFile = 1_000_000;

/** Reads the text of a profile's file. Throws `ProfileFault`, with every fault in it. */
export function readProfile(text: string, name: string): ProfileData {
  if (text.length > longestFile) throw new ProfileFault(name, ['It is longer than a profile can be.']);
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ProfileFault(name, [`It is not JSON: ${(error as Error).message}.`]);
  }
  return checkProfile(json, name);
}

/** A profile whose every part is what it must be; parts left out have their usual value. Throws `ProfileFault`. */
export function checkProfile(json: Json, name: string): ProfileData {
  const checker = new Checker();
  const rules = rulesOf(checker);
  const profile = rules.profile(json, name) as ProfileData;
  if (checker.faults.length === 0) checkReferences(profile, checker);
  if (checker.faults.length > 0) throw new ProfileFault(name, checker.faults);
  return profile;
}

function rulesOf(checker: Checker) {
  const words =
    (most = 400): Rule =>
    (value, at) => {
      if (typeof value !== 'string' || value.trim() === '') return checker.fault(at, 'a text is needed');
      return value.length > most ? checker.fault(at, `at most ${most} characters`) : value;
    };
  const optional =
    (rule: Rule, otherwise: Json): Rule =>
    (value, at) =>
      value === undefined ? otherwise : value === null && otherwise === null ? null : rule(value, at);
  const oneOf =
    (choices: readonly string[]): Rule =>
    (value, at) =>
      typeof value === 'string' && choices.includes(value)
        ? value
        : checker.fault(at, `one of ${choices.join(', ')} is needed`);
  const whole =
    (least: number, most: number): Rule =>
    (value, at) =>
      Number.isInteger(value) && (value as number) >= least && (value as number) <= most
        ? value
        : checker.fault(at, `a whole number from ${least} to ${most} is needed`);
  const flag: Rule = (value, at) => (typeof value === 'boolean' ? value : checker.fault(at, 'true or false is needed'));
  const listOf =
    (rule: Rule, least = 0): Rule =>
    (value, at) => {
      if (!Array.isArray(value)) return checker.fault(at, 'a list is needed');
      if (value.length < least) return checker.fault(at, `at least ${least} is needed`);
      return value.map((item, index) => rule(item, `${at}[${index + 1}]`));
    };
  const mapOf =
    (rule: Rule): Rule =>
    (value, at) => {
      if (!isPart(value)) return checker.fault(at, 'names with values are needed');
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rule(item, `${at}.${key}`)]));
    };
  const partOf =
    (fields: Readonly<Record<string, Rule>>): Rule =>
    (value, at) => {
      if (!isPart(value)) return checker.fault(at, 'a part with named fields is needed');
      for (const key of Object.keys(value))
        if (!Object.hasOwn(fields, key))
          checker.fault(at, `there is no field ${key}; there are ${Object.keys(fields).join(', ')}`);
      return Object.fromEntries(
        Object.entries(fields).map(([key, rule]) => [
          key,
          rule(Object.hasOwn(value, key) ? value[key] : undefined, at === '' ? key : `${at}.${key}`),
        ]),
      );
    };
  const day: Rule = (value, at) =>
    parseCalendarDay(value) ? value : checker.fault(at, 'a day such as 2018-01-01 is needed');
  const text = words();
  const column = optional(text, null);
  const texts = optional(listOf(text), []);
  const lowered =
    (rule: Rule): Rule =>
    (value, at) => {
      const map = mapOf(rule)(value, at);
      return isPart(map) ? Object.fromEntries(Object.entries(map).map(([key, item]) => [plainWord(key), item])) : map;
    };
  const chosen = (are: Rule): Rule => optional(partOf({ column: text, are: lowered(are) }), null);
  const conditions = optional(listOf(partOf({ column: text, is: listOf(text, 1) })), []);
  const area = partOf({ column: text, area: optional(text, null), text });
  const word: Rule = (value, at) =>
    typeof value === 'string' ? text(value, at) : partOf({ grade: text, scale: text })(value, at);

  const version = partOf({
    from: day,
    framework: optional(text, null),
    publishedFramework: optional(text, null),
    inferred: optional(flag, false),
    words: text,
    headline: optional(area, null),
    areas: optional(listOf(area), []),
    categories: optional(lowered(text), {}),
  });
  const inspection = partOf({
    inspectorate: text,
    subject: text,
    service: optional(oneOf(['children']), null),
    unit: column,
    type: chosen(oneOf(Object.keys(inspectionTypes))),
    typeOtherwise: optional(oneOf(Object.keys(inspectionTypes)), null),
    startedOn: column,
    endedOn: column,
    publishedOn: column,
    datedBy: oneOf(['publishedOn', 'startedOn']),
    undated: optional(oneOf(['refuse', 'no_inspection']), 'refuse'),
    category: column,
    reportUrl: column,
    unless: conditions,
    anyOf: texts,
    noneOf: texts,
    versions: listOf(version, 1),
  });
  const code = partOf({
    scheme: words(60),
    column: text,
    form: partOf({
      first: optional(words(40), null),
      of: listOf(oneOf(characterKinds), 1),
      length: (value, at) =>
        Array.isArray(value) && value.length === 2 && value[0] >= 1 && value[1] >= value[0] && value[1] <= 60
          ? value
          : checker.fault(at, 'two numbers are needed, from 1 to 60'),
    }),
    what: text,
    otherwise: optional(oneOf(['refuse', 'leave_out']), 'refuse'),
    decimal: optional(flag, false),
  });
  const link = partOf({
    column: text,
    scheme: text,
    type: oneOf(['predecessor', 'replaced_by']),
    rowIs: oneOf(['earlier', 'later']),
    separator: optional(words(3), null),
    decimal: optional(flag, false),
    none: texts,
    only: optional(partOf({ column: text, is: listOf(text, 1) }), null),
  });
  const profile = partOf({
    key: (value, at) =>
      typeof value === 'string' && /^[a-z0-9-]{3,60}$/.test(value)
        ? value
        : checker.fault(at, 'small letters, digits and hyphens are needed'),
    title: words(200),
    description: words(600),
    publisher: words(200),
    address: optional(words(500), null),
    licence: words(200),
    holds: oneOf(['register', 'events', 'snapshot']),
    vanished: oneOf(['says_nothing']),
    smallest: whole(1, 10_000_000),
    table: optional(
      partOf({
        headingWithin: (value, at) => (value === undefined ? 12 : value === null ? null : whole(1, 50)(value, at)),
        encodings: optional(listOf(oneOf(['utf-8', 'windows-1252']), 1), ['utf-8']),
        sheet: column,
        rowsHave: column,
        ragged: optional(flag, false),
        documentRows: texts,
      }),
      { headingWithin: 12, encodings: ['utf-8'], sheet: null, rowsHave: null, ragged: false, documentRows: [] },
    ),
    columns: mapOf(
      partOf({
        called: texts,
        optional: optional(flag, false),
        place: optional(whole(1, 16_384), null),
        path: column,
        long: optional(flag, false),
      }),
    ),
    missing: texts,
    dates: optional(listOf(oneOf(dateForms)), []),
    noDates: texts,
    body: partOf({
      kind: oneOf(Object.keys(organisationKinds)),
      sector: oneOf(Object.keys(sectors)),
      kinds: chosen(oneOf(Object.keys(organisationKinds))),
      kindText: column,
      country: (value, at) => (typeof value === 'string' ? text(value, at) : partOf({ column: text })(value, at)),
      codes: optional(listOf(code), []),
      name: column,
      nameIs: optional(oneOf(['official', 'published']), 'published'),
      namesWithheld: texts,
      recase: optional(flag, false),
      unnamed: optional(text, '#'),
      lacking: column,
      names: texts,
      region: texts,
      within: optional(partOf({ column: text, scheme: text }), null),
      openedOn: column,
      closedOn: column,
      knownBy: optional(oneOf(['codes', 'codes_and_names']), 'codes'),
      strangers: optional(oneOf(['register', 'refuse']), 'register'),
      links: optional(listOf(link), []),
    }),
    words: optional(mapOf(lowered(word)), {}),
    absences: optional((value, at) => {
      const map = mapOf(oneOf(Object.keys(gradeAbsences)))(value, at);
      return isPart(map) ? Object.fromEntries(Object.entries(map).map(([key, item]) => [plainWord(key), item])) : map;
    }, {}),
    inspections: optional(listOf(inspection), []),
    interventions: optional(
      listOf(
        partOf({
          kind: words(60),
          typeText: text,
          level: whole(0, 5),
          authority: text,
          area: optional(oneOf(Object.keys(episodeAreas)), null),
          startedOn: text,
          text,
        }),
      ),
      [],
    ),
  });
  return { profile };
}

/** A word of a file as the profile's tables hold it: small letters, one space between words. */
export const plainWord = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Every column and vocabulary that a part names is there, and a body can be known again. */
function checkReferences(profile: ProfileData, checker: Checker): void {
  const { columns, body, table, words } = profile;
  const known = (column: string | null, at: string): void => {
    if (column !== null && !Object.hasOwn(columns, column))
      checker.fault(at, `there is no column ${column} in columns`);
  };
  known(table.rowsHave, 'table.rowsHave');
  body.codes.forEach(({ column }, index) => known(column, `body.codes[${index + 1}].column`));
  for (const field of ['kindText', 'name', 'openedOn', 'closedOn'] as const) known(body[field], `body.${field}`);
  known(body.kinds?.column ?? null, 'body.kinds.column');
  known(typeof body.country === 'string' ? null : body.country.column, 'body.country.column');
  known(body.within?.column ?? null, 'body.within.column');
  if (body.within && body.kind === 'council') checker.fault('body.within', 'a council lies in no other’s area');
  [...body.names, ...body.region].forEach((column) => known(column, 'body.names and body.region'));
  body.links.forEach(({ column, only }, index) => {
    known(column, `body.links[${index + 1}].column`);
    known(only?.column ?? null, `body.links[${index + 1}].only.column`);
  });
  if (body.codes.length === 0 && body.knownBy === 'codes')
    checker.fault('body', 'without codes a body must be known by codes_and_names');
  if (body.codes.length === 0 && body.name === null) checker.fault('body', 'it needs codes or a name');
  profile.inspections.forEach((inspection, index) => {
    const at = `inspections[${index + 1}]`;
    for (const field of ['unit', 'startedOn', 'endedOn', 'publishedOn', 'category', 'reportUrl'] as const)
      known(inspection[field], `${at}.${field}`);
    known(inspection.type?.column ?? null, `${at}.type.column`);
    if (inspection[inspection.datedBy] === null)
      checker.fault(at, `${inspection.datedBy} dates it and names no column`);
    for (const column of [...inspection.anyOf, ...inspection.noneOf]) known(column, `${at}.anyOf and noneOf`);
    for (const { column } of inspection.unless) known(column, `${at}.unless`);
    inspection.versions.forEach((version, place) => {
      const versionAt = `${at}.versions[${place + 1}]`;
      if (!Object.hasOwn(words, version.words)) checker.fault(versionAt, `there are no words ${version.words}`);
      for (const area of [...(version.headline ? [version.headline] : []), ...version.areas])
        known(area.column, versionAt);
      const before = inspection.versions[place - 1];
      if (before && before.from <= version.from) checker.fault(versionAt, 'the newest version comes first');
    });
  });
  profile.interventions.forEach(({ startedOn }, index) => known(startedOn, `interventions[${index + 1}].startedOn`));
  if (table.headingWithin === null && table.documentRows.length === 0)
    for (const [name, { place, path }] of Object.entries(columns))
      if (place === null && path === null) checker.fault(`columns.${name}`, 'a file without a heading needs its place');
}
