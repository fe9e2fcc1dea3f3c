import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { aFramework, aJudgement, anInspection, certain } from '../../../test/builders/a-dossier.js';
import {
  absenceWords,
  certaintyWords,
  frameworkWords,
  headlineWords,
  judgementValue,
  labelOf,
  precisionOf,
  spanWords,
} from './dossier-words.page.js';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

describe('the words of a dossier', () => {
  it.each([
    ['2010-06-30', '2014-11-11', true, '30 June 2010 to 11 November 2014'],
    ['2010-06-30', null, true, '30 June 2010, no end on the record'],
    ['2010-06-30', null, false, '30 June 2010'],
    [null, '2010-01', true, 'Until January 2010, start not known'],
    ['2018-06', '2018-06', true, 'June 2018'],
    [null, null, true, 'Date not known'],
  ] as const)('say a span from %s to %s', (from, to, lasts, expected) => {
    expect(plain(spanWords(from && period(from), to && period(to), lasts))).toBe(expected);
  });

  it('say that a fact was not verified or was partly inferred, with the note', () => {
    expect(certaintyWords(certain('2010'))).toBeNull();
    expect(certaintyWords(certain('2010', { verified: false }))).toBe('Not verified.');
    expect(certaintyWords(certain('2010', { inferred: true, note: 'The end was worked out.' }))).toBe(
      'Partly inferred: the end was worked out.',
    );
    expect(certaintyWords(certain('2010', { verified: false, inferred: true, note: 'Kent said so.' }))).toBe(
      'Not verified. Partly inferred: Kent said so.',
    );
    expect(certaintyWords(certain('2010', { note: 'Seen on its page.' }))).toBe('Seen on its page.');
  });

  it('never mix the three absences of a grade', () => {
    expect(absenceWords('ungraded_by_design')).toBe('Not rated: not graded by design');
    expect(absenceWords('not_in_the_source')).toBe('Grade not known: not in the source');
    expect(absenceWords('no_such_judgement')).toBe('No such judgement in this framework');
    expect(absenceWords(null)).toBe('Grade not known');
  });

  it('print the published word first and say whose the band is', () => {
    const { grade } = judgementValue(aJudgement('j', 'inadequate'));
    expect([grade?.word, grade?.note, grade?.band]).toEqual(['Inadequate', 'Failing band, ours', 'failing']);
  });

  it('never make an overall grade out of areas', () => {
    const area = aJudgement('a', 'good', { areaKey: 'leaders', isOverall: false });
    const none = anInspection('n', '2026-05-01', 'good', {
      overallLabel: null,
      framework: aFramework('new', { overallCount: 0 }),
      judgements: [area],
    });
    expect(headlineWords(none)).toBe('No overall grade is given under this framework');
    expect(headlineWords({ ...none, framework: aFramework('old') })).toBe('Overall grade not known');
  });

  it('print both of two headlines', () => {
    const two = anInspection('t', '2010-12-17', 'inadequate', {
      judgements: [
        aJudgement('a', 'inadequate', { areaText: 'Safeguarding' }),
        aJudgement('b', 'good', { areaText: 'Looked after children', position: 1 }),
      ],
    });
    expect(headlineWords(two)).toBe('Inadequate (safeguarding) and Good (looked after children)');
  });

  it('say that no framework is on record, and that one was inferred', () => {
    const inspection = anInspection('i', '2011', 'good', { frameworkInferred: true });
    expect(frameworkWords(inspection)).toBe('Framework ilacs (inferred)');
    expect(frameworkWords({ ...inspection, framework: null })).toBe('ILACS (no framework on record)');
    expect(frameworkWords({ ...inspection, framework: null, publishedFramework: null })).toBe('No framework on record');
  });

  it('make a code readable where the list does not have it', () => {
    expect(labelOf({}, 'wing_commander')).toBe('Wing commander');
  });

  it('name a precision for downloads, and nothing without a date', () => {
    expect(precisionOf(period('2010-Q2'))).toBe('quarter');
    expect(precisionOf(null)).toBe('');
    expect(certain('2010').recordedOn).toBe(day('2026-11-01'));
  });
});
