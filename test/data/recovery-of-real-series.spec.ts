import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { rootFolder } from '../../src/config/paths.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { followUp } from '../../src/research/domain/follow-up.js';
import { type LogRank, logRank } from '../../src/research/domain/log-rank.js';
import { asEarlyAsPossible, type Look, type Series, type Spell, spellsOf } from '../../src/research/domain/spells.js';
import {
  curveDifferences,
  type CurveVector,
  incidenceDifferences,
  type IncidenceVector,
  logRankDifferences,
  readVector,
} from '../builders/survival-vectors.js';

/** What R makes of a real series with spells of its own counting, of which only these answers are kept. */
type SeriesVector = {
  readonly spells: number;
  readonly recovered: number;
  readonly closed: number;
  readonly censored: number;
  readonly days: number;
  readonly all: CurveVector;
  readonly earliest: CurveVector;
  readonly competing: IncidenceVector | null;
  readonly groups: readonly (string | number)[];
  readonly logRank: LogRank;
};
type Row = Readonly<Record<string, string>>;
type Real = Series & {
  readonly rows: number;
  readonly looks: readonly Look[];
  readonly groupOf: (spell: Spell) => string | number;
};

const folder = join(rootFolder, '../shared/data/open');
const rowsOf = (path: string): readonly Row[] =>
  Papa.parse<Row>(readFileSync(join(folder, path), 'utf8'), { header: true, skipEmptyLines: true }).data;

const latest = (days: readonly CalendarDay[]): CalendarDay => days.reduce((last, each) => (each > last ? each : last));
const fives = ({ from }: Spell): number => 5 * Math.floor(Number(from.slice(0, 4)) / 5);

/** Dated by the start of the inspection, as the file has it. */
function schools(): Real {
  const rows = rowsOf('ofsted_schools/judgements_2005_2020.csv');
  const looks = rows.map((row) => ({
    body: row.URN ?? '',
    on: day((row['Inspection Date'] ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')),
    isFailing: row.Rating === 'Inadequate',
  }));
  return { rows: rows.length, looks, lastDay: latest(looks.map(({ on }) => on)), groupOf: fives };
}

/** Dated by publication. Reports without a grade say nothing, and the series goes on to the last of them. */
function children(): Real {
  const rows = rowsOf('ofsted_la_childrens_services/la_overall_history_2012_2026_DERIVED.csv');
  const graded = rows.filter(({ overall }) => overall !== '');
  return {
    rows: rows.length,
    looks: graded.map((row) => ({
      body: row.urn ?? '',
      on: day(row.publication_date ?? ''),
      isFailing: row.overall === 'inadequate',
    })),
    lastDay: latest(rows.map((row) => day(row.publication_date ?? ''))),
    groupOf: fives,
  };
}

/** Dated by the report. Closings are in days since 1960, as Stata counts. */
function cqc(): Real {
  const rows = rowsOf('cqc/all_inspections_non_care_homes_2014_2025.csv');
  const looks = rows.map((row) => ({
    body: row.locationid ?? '',
    on: day(row.reportdate ?? ''),
    isFailing: row.rating === 'Inadequate',
  }));
  const closures = new Map<string, CalendarDay>();
  for (const { locationid = '', location_end_2025: end = 'NA' } of rows)
    if (end !== 'NA') closures.set(locationid, addDays(day('1960-01-01'), Number(end)));
  const owners = new Map<string, string>();
  for (const { locationid = '', ownership = '' } of rows)
    if (!owners.has(locationid)) owners.set(locationid, ownership);
  return {
    rows: rows.length,
    looks,
    lastDay: latest(looks.map(({ on }) => on)),
    closures,
    groupOf: ({ body }) => owners.get(body) ?? '',
  };
}

const count = (spells: readonly Spell[], end: number): number => spells.filter((spell) => spell.end === end).length;

if (existsSync(folder))
  describe.each<[string, number, () => Real]>([
    ['schools', 60_134, schools],
    ['children', 497, children],
    ['cqc', 29_459, cqc],
  ])('the real series of %s', (name, rows, read) => {
    const vector = readVector(name) as SeriesVector;
    const series = read();
    const spells = spellsOf(series.looks, series);

    it('has the spells that R counts in another way', () => {
      expect(series.rows).toBe(rows);
      const days = spells.reduce((sum, spell) => sum + spell.days, 0);
      expect([spells.length, count(spells, 1), count(spells, 2), count(spells, 0), days]).toEqual([
        vector.spells,
        vector.recovered,
        vector.closed,
        vector.censored,
        vector.days,
      ]);
    });

    it('gives the curve, the bounds, the quartiles and the mean of R to twelve digits', () => {
      expect(curveDifferences(followUp(spells), vector.all)).toEqual([]);
    });

    it('gives those of the earliest dates too', () => {
      expect(curveDifferences(followUp(asEarlyAsPossible(spells)), vector.earliest)).toEqual([]);
    });

    it('gives the shares of R where closing competes', () => {
      expect(vector.competing === null).toBe(name !== 'cqc');
      expect(vector.competing ? incidenceDifferences(followUp(spells), vector.competing) : []).toEqual([]);
    });

    it('gives the log-rank test of R', () => {
      const groups = vector.groups.map((group) => followUp(spells.filter((spell) => series.groupOf(spell) === group)));
      expect(groups.length).toBeGreaterThan(2);
      expect(logRankDifferences(logRank([groups]), vector.logRank)).toEqual([]);
    });
  });
else
  describe('the real series', () => {
    it('are not here; their answers are', () => {
      expect(['schools', 'children', 'cqc'].map((name) => (readVector(name) as SeriesVector).spells)).toEqual([
        2880, 65, 892,
      ]);
    });
  });
