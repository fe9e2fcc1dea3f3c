import { type CalendarDay, parseCalendarDay } from '../../../kernel/calendar-day.js';
import { type Region, regionNamed } from '../../../vocabulary/domain/regions.js';
import { type NamedRow, type Profile, quoted, type RowReading } from '../file-row.js';

/** A council as a register knows it. */
export type RegisteredBody = {
  readonly line: number;
  readonly codes: readonly { readonly scheme: string; readonly value: string }[];
  readonly officialName: string | null;
  readonly names: readonly string[];
  readonly region: Region | null;
  readonly country: string;
  readonly openedOn: CalendarDay | null;
  readonly closedOn: CalendarDay | null;
  /** Codes, in this register's own scheme, of the bodies that took its place. */
  readonly replacedBy: readonly string[];
  /** The scheme in which the register names its own rows. */
  readonly scheme: string;
};

const longestName = 300;

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function readDay(row: NamedRow, column: string): CalendarDay | null | 'unreadable' {
  const text = row.cell(column);
  return text === '' ? null : (parseCalendarDay(text) ?? 'unreadable');
}

const refuse = (row: NamedRow, column: string, text: string): RowReading<never> => ({
  ok: false,
  remark: { line: row.line, column, text },
});

/** mySociety's register of UK councils, past and current: codes, official names, dates, who replaced whom. */
export const ukLocalAuthorities: Profile<RegisteredBody> = {
  key: 'uk-local-authorities',
  title: 'UK local authorities, names and codes',
  publisher: 'mySociety',
  address: 'https://github.com/mysociety/uk_local_authority_names_and_codes',
  licence: 'Creative Commons Attribution 4.0',
  columns: [
    'local-authority-code',
    'official-name',
    'nice-name',
    'gss-code',
    'start-date',
    'end-date',
    'replaced-by',
    'nation',
    'region',
  ],
  readRow(row) {
    const code = row.cell('local-authority-code');
    if (!/^[A-Z]{2,6}(-[A-Z])?$/.test(code))
      return refuse(row, 'local-authority-code', `${quoted(code)} is not a code of this register`);
    const officialName = tidy(row.cell('official-name'));
    if (officialName === '') return refuse(row, 'official-name', 'The council has no official name');
    if (officialName.length > longestName)
      return refuse(row, 'official-name', `The name has more than ${longestName} characters`);
    const gss = row.cell('gss-code');
    if (gss !== '' && !/^[EWSN]\d{8}$/.test(gss))
      return refuse(row, 'gss-code', `${quoted(gss)} is not a code of the Office for National Statistics`);
    const openedOn = readDay(row, 'start-date');
    if (openedOn === 'unreadable')
      return refuse(row, 'start-date', `${quoted(row.cell('start-date'))} is not a date (yyyy-mm-dd)`);
    const closedOn = readDay(row, 'end-date');
    if (closedOn === 'unreadable')
      return refuse(row, 'end-date', `${quoted(row.cell('end-date'))} is not a date (yyyy-mm-dd)`);
    return {
      ok: true,
      remarks: [],
      value: {
        line: row.line,
        scheme: 'local-authority-code',
        codes: [
          { scheme: 'local-authority-code', value: code },
          ...(gss === '' ? [] : [{ scheme: 'ons', value: gss }]),
        ],
        officialName,
        names: [tidy(row.cell('nice-name'))].filter(Boolean),
        region: regionNamed(row.cell('region')) ?? regionNamed(row.cell('nation')),
        country: row.cell('nation'),
        openedOn,
        closedOn,
        replacedBy: row.cell('replaced-by').split(',').map(tidy).filter(Boolean),
      },
    };
  },
};

/** The register that ties Ofsted's numbers for authorities to the codes of the Office for National Statistics. */
export const ofstedAuthorities: Profile<RegisteredBody> = {
  key: 'ofsted-authorities',
  title: 'Lookup of local authorities inspected by Ofsted',
  publisher: 'Data to Insight',
  address: 'https://github.com/data-to-insight/ofsted-ilacs-scrape-tool',
  licence: 'MIT',
  columns: ['urn', 'la_code', 'la_code_new', 'local_authority_ons_name', 'region_name', 'country'],
  readRow(row) {
    const urn = row.cell('urn');
    if (!/^\d{4,8}$/.test(urn))
      return refuse(row, 'urn', `${quoted(urn)} is not a number that Ofsted gives to an authority`);
    const name = tidy(row.cell('local_authority_ons_name'));
    if (name === '' || name.length > longestName)
      return refuse(row, 'local_authority_ons_name', 'The authority has no name that can be kept');
    const ons = row.cell('la_code_new');
    if (ons !== '' && !/^[EWSN]\d{8}$/.test(ons))
      return refuse(row, 'la_code_new', `${quoted(ons)} is not a code of the Office for National Statistics`);
    const dfe = row.cell('la_code');
    return {
      ok: true,
      remarks: [],
      value: {
        line: row.line,
        scheme: 'ofsted-la',
        codes: [
          { scheme: 'ofsted-la', value: urn },
          ...(/^\d{3}$/.test(dfe) ? [{ scheme: 'dfe-la', value: dfe }] : []),
          ...(ons === '' ? [] : [{ scheme: 'ons', value: ons }]),
        ],
        officialName: null,
        names: [name],
        region: regionNamed(row.cell('region_name')),
        country: row.cell('country'),
        openedOn: null,
        closedOn: null,
        replacedBy: [],
      },
    };
  },
};
