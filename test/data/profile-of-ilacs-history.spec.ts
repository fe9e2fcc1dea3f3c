import { shippedProfiles } from '../../src/exchange/data/profile-files.js';
import type { NamedRow } from '../../src/exchange/domain/file-row.js';
import type { Profile } from '../../src/exchange/domain/profile.js';
import { inspectionsOf } from '../../src/exchange/domain/read-row.js';
import { day } from '../../src/kernel/calendar-day.js';

const ofstedIlacsHistory = shippedProfiles().find(({ key }) => key === 'ofsted-ilacs-history') as Profile;

const cells: Record<string, string> = {
  urn: '80999',
  local_authority: 'westshire',
  inspection_link: 'https://files.ofsted.gov.uk/v1/file/1',
  publication_date: '11/05/23',
  inspection_framework: 'standard',
  inspection_start_date: '13/03/2023',
  inspection_end_date: '24/03/2023',
  overall_effectiveness_grade: 'requires improvement',
  impact_of_leaders_grade: 'good',
  help_and_protection_grade: 'requires improvement',
  in_care_grade: 'good',
  care_leavers_grade: 'requires improvement',
};

const read = (changed: Record<string, string> = {}) => {
  const all = { ...cells, ...changed };
  const row: NamedRow = { line: 7, cell: (column) => all[column] ?? '' };
  return ofstedIlacsHistory.readRow(row, day('2026-11-23'));
};

const value = (changed: Record<string, string> = {}) => {
  const reading = read(changed);
  if (!reading.ok) throw new Error(reading.remark.text);
  const [inspection] = inspectionsOf(reading.value);
  if (!inspection) throw new Error('There is no inspection in the row');
  return inspection;
};

describe('a row of Ofsted’s history', () => {
  it('is read with its framework, its dates and its grades', () => {
    expect(value()).toMatchObject({
      body: { scheme: 'ofsted-la', code: '80999', name: 'westshire' },
      publishedOn: '2023-05-11',
      startedOn: '2023-03-13',
      endedOn: '2023-03-24',
      framework: 'ofsted_ilacs_2023',
      frameworkInferred: false,
      type: 'full',
    });
    expect(value().judgements.map(({ area, grade }) => [area, grade])).toEqual([
      ['overall', 'requires_improvement'],
      ['leaders_impact', 'good'],
      ['help_protection', 'requires_improvement'],
      ['children_in_care', 'good'],
      ['care_leavers', 'requires_improvement'],
    ]);
  });

  it('has one judgement for children in care and care leavers before 2023', () => {
    const areas = value({
      publication_date: '08/05/19',
      inspection_start_date: '25/02/2019',
      inspection_end_date: '08/03/2019',
      care_leavers_grade: 'inspection_pre_dates_judgement',
    }).judgements.map(({ area }) => area);
    expect(areas).toEqual(['overall', 'leaders_impact', 'help_protection', 'children_in_care_and_care_leavers']);
  });

  it('has no overall grade under the framework of April 2026, and none is made up', () => {
    const { framework, judgements } = value({
      publication_date: '03/08/26',
      inspection_start_date: '08/06/2026',
      inspection_end_date: '19/06/2026',
      overall_effectiveness_grade: 'not_reported_post_reform',
      impact_of_leaders_grade: 'inadequate',
    });
    expect(framework).toBe('ofsted_ilacs_2026');
    expect(judgements.some(({ isOverall }) => isOverall)).toBe(false);
    expect(judgements[0]).toMatchObject({ area: 'leaders_impact', grade: 'inadequate' });
  });

  it('leaves grades that the file does not have as not known, with the reason', () => {
    const { judgements, frameworkInferred } = value({
      publication_date: '27/11/15',
      inspection_start_date: '',
      inspection_end_date: '',
      inspection_framework: '',
      overall_effectiveness_grade: '',
    });
    expect(frameworkInferred).toBe(true);
    expect(judgements).toEqual([
      expect.objectContaining({ isOverall: true, grade: null, absence: 'not_in_the_source' }),
    ]);
    expect(value({ overall_effectiveness_grade: 'data_unreadable' }).judgements[0]).toMatchObject({
      absence: 'unreadable',
    });
  });

  it('does not guess at words that are not a grade, and says so', () => {
    const reading = read({ help_and_protection_grade: 'to requires improvement' });
    expect(reading.ok && reading.value.looks[0]?.judgements[2]).toMatchObject({ grade: null, absence: 'unreadable' });
    expect(reading.ok && reading.remarks).toEqual([
      { line: 7, column: 'help_and_protection_grade', text: expect.stringContaining('to requires improvement') },
    ]);
  });

  it('knows no grade by a name that every object has', () => {
    expect(value({ overall_effectiveness_grade: 'constructor' }).judgements[0]).toMatchObject({
      grade: null,
      absence: 'unreadable',
    });
  });

  it('does not carry the inspector’s name', () => {
    expect(ofstedIlacsHistory.columns).not.toContain('inspector_name');
  });

  it.each([
    ['urn', 'abc'],
    ['local_authority', ''],
    ['publication_date', '31/02/23'],
    ['publication_date', '2023-05-11'],
    ['inspection_start_date', 'soon'],
    ['inspection_end_date', '01/03/2023'],
    ['publication_date', '24/11/26'],
    ['inspection_framework', 'surprise'],
    ['inspection_framework', 'constructor'],
  ])('is refused when %s is “%s”', (column, text) => {
    const reading = read({ [column]: text });
    expect(reading.ok).toBe(false);
    expect(!reading.ok && reading.remark).toMatchObject({ line: 7, column });
  });

  it('is refused when the report comes before the inspection ended', () => {
    const reading = read({ publication_date: '20/03/23' });
    expect(!reading.ok && reading.remark.column).toBe('publication_date');
  });

  it('keeps only addresses of government sites', () => {
    expect(value({ inspection_link: 'javascript:alert(1)' }).reportUrl).toBeNull();
    expect(value({ inspection_link: 'https://files.ofsted.gov.uk@evil.example/' }).reportUrl).toBeNull();
  });
});
