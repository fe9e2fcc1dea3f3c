import type { CodedValue } from '../coding.js';
import { agreementOn, agreementTable, codingsTable, type PackagedCode } from './coding-tables.js';
import type { Cell, PackageTable } from './package-table.js';
import { qcaTable } from './qca.js';

const said = (value: string): CodedValue => ({
  field: '',
  value,
  noValue: null,
  confidence: 'high',
  note: 'A note',
  source: null,
});
const code = (episode: string, field: string, one: string | null, two: string | null): PackagedCode => ({
  episode,
  field,
  coders: ['C1', 'C2'],
  first: one === null ? null : said(one),
  second: two === null ? null : said(two),
  result: one === null || two === null ? 'one-only' : one === two ? 'agreed' : 'differs',
  settled: null,
  final: one !== null && one === two ? one : null,
});

const rowsOf = ({ columns, rows }: PackageTable): readonly Record<string, Cell>[] =>
  rows.map((cells) => Object.fromEntries(cells.map((cell, place) => [columns[place]?.name ?? '', cell])));
const rowOf = (table: PackageTable, key: string, value: string) => rowsOf(table).find((row) => row[key] === value);

/** Ten cases: of these seven agree, five of them on yes; chance alone would have half of them agree. */
const tenPairs: readonly (readonly [string, string])[] = [
  ...Array.from({ length: 5 }, () => ['yes', 'yes'] as const),
  ['no', 'no'],
  ['no', 'no'],
  ['yes', 'no'],
  ['yes', 'no'],
  ['no', 'yes'],
];
const codes = tenPairs.map(([one, two], index) => code(`EP-${String(index)}`, 'chief_officer_change', one, two));

describe('codings', () => {
  it('stand with both codes, without notes, and say what was left out', () => {
    const table = codingsTable([code('EP-1', 'region', 'London', null)], () => false);
    expect(rowsOf(table)[0]).toMatchObject({
      first: 'London',
      first_confidence: 'high',
      second: null,
      second_missing: 'not recorded',
      final_missing: 'not yet',
      settled: 'false',
    });
    expect(JSON.stringify(table.rows)).not.toContain('A note');
  });

  it('are withheld where they would tell of somebody', () => {
    const table = codingsTable([code('EP-1', 'region', 'Mr Smith', 'London')], (text) => text.includes('Mr'));
    expect(rowsOf(table)[0]).toMatchObject({ first: null, first_missing: 'suppressed', second: 'London' });
  });
});

describe('agreement', () => {
  it('is given with its pairs, its share and Cohen’s kappa from ten pairs on', () => {
    // By hand: observed 0.7; the first says yes 7 times, the second 6: expected 0.7 × 0.6 + 0.3 × 0.4 = 0.54.
    const field = rowOf(agreementTable(codes), 'field', 'chief_officer_change');
    expect(field).toMatchObject({ n: 10, agreed: 7, observed: 0.7, expected: 0.54, kappa: 0.347826 });
    expect(rowOf(agreementTable(codes), 'field', 'all')).toMatchObject({ n: 10, kappa: 0.347826 });
  });

  it('has no kappa of nine pairs, nor where both said one thing of everything', () => {
    const nine = rowOf(agreementTable(codes.slice(1)), 'field', 'chief_officer_change');
    expect(nine).toMatchObject({ n: 9, kappa: null, kappa_missing: 'not yet' });
    const same = codes.map(({ episode }) => code(episode, 'region', 'London', 'London'));
    expect(rowOf(agreementTable(same), 'field', 'region')).toMatchObject({
      observed: 1,
      kappa: null,
      kappa_missing: 'not applicable',
    });
  });

  it('of a condition is that of the fields that it rests on, in its episode and over all', () => {
    const raw = { value: 1, missing: 'not recorded' as const };
    const cases = (['NEWLEAD', 'EARLYPEER', 'OPEN'] as const).map((condition) => ({
      episode: 'EP-7',
      condition,
      raw: condition === 'OPEN' ? { ...raw, value: 0.5 } : raw,
      isCensored: false,
    }));
    const table = qcaTable(cases, { chosen: {}, agreementOn: agreementOn(codes) });
    expect(rowOf(table, 'condition', 'NEWLEAD')).toMatchObject({
      coder_agreement: 0,
      coder_kappa: 0.347826,
      coder_kappa_n: 10,
    });
    expect(rowOf(table, 'condition', 'EARLYPEER')).toMatchObject({
      coder_agreement_missing: 'not recorded',
      coder_kappa_missing: 'not yet',
      coder_kappa_n: 0,
    });
    expect(rowOf(table, 'condition', 'OPEN')).toMatchObject({ coder_agreement_missing: 'not applicable' });
  });
});
