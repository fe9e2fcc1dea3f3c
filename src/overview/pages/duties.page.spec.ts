import { day } from '../../kernel/calendar-day.js';
import type { Holdings } from '../data/holdings.row.js';
import { aboutPage, contactOf, methodsPage } from './duties.page.js';

const holdings: Holdings = {
  organisations: 9,
  inspections: 100_001,
  episodes: 6,
  interventions: 0,
  warnings: 29,
  measures: 34,
  evidence: 38,
  frameworks: 79,
  sources: 392,
  conflicts: 16,
};

const options = { countedTo: 100_000, today: day('2026-11-23'), publicUrl: 'https://turnaround.example', email: null };

describe('the page about the record', () => {
  it('says what it holds, and stops counting where counting stops', () => {
    const counts = aboutPage(holdings, options).holdings.rows.map(({ cells }) => [cells[0]?.text, cells[1]?.text]);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['Organisations', '9'],
        ['Inspections and other looks from outside', '100,000+'],
        ['Interventions', '0'],
      ]) as unknown[],
    );
  });

  it('gives a line to cite with the day of reading', () => {
    expect(aboutPage(holdings, options).citation).toBe(
      'Turnaround: About this record. https://turnaround.example/about. Accessed 23\u00a0November\u00a02026.',
    );
  });
});

describe('whom to write to', () => {
  it('is nobody where no address was given', () => {
    expect(contactOf(null)).toEqual({ address: null, writeHref: null });
  });

  it('is the address that was given', () => {
    expect(contactOf('a@example.org')).toEqual({ address: 'a@example.org', writeHref: 'mailto:a@example.org' });
  });
});

describe('the page about methods', () => {
  const result = { key: 'd2-1', rule: 2, title: 'A count of 1', expected: ['c'], got: ['c'], passed: true };

  it('shows the eight rules of disclosure, and how their cases came out', () => {
    const page = methodsPage([result]);
    expect(page.disclosureRules.map(({ rule }) => rule)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(page.disclosureVerdict.replaceAll('\u00a0', ' ')).toContain('All 1 case came out');
    expect(page.disclosureCases.rows[0]?.cells.map(({ text }) => text)).toEqual(['A count of 1', '2', 'c']);
  });

  it('says so when a case comes out wrong', () => {
    const page = methodsPage([result, { ...result, got: ['1'], passed: false }]);
    expect(page.disclosureVerdict).toContain('Do not publish');
    expect(page.disclosureCases.rows[1]?.cells[2]?.note).toBe('Wrong: it must be c');
  });

  it('shows every band with its shape and what puts a grade in it', () => {
    const { rows } = methodsPage([]).bands;
    expect(rows.map(({ cells }) => cells[0]?.grade?.word)).toEqual([
      'Failing',
      'Below expected',
      'Meeting',
      'Exceeding',
      'No band',
    ]);
    expect(new Set(rows.map(({ cells }) => cells[0]?.grade?.path)).size).toBeGreaterThanOrEqual(4);
  });
});
