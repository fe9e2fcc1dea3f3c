import { areasAround, episodeAreas, isWithinArea } from './episode-areas.js';
import { inspectionTypes, isUngradedType, type InspectionType } from './inspection-types.js';
import { assessmentLevels, lessonNumbers, lessonOf, lessons } from './lessons.js';
import {
  absenceKind,
  gradeAbsences,
  type GradeAbsence,
  gradeUnknownReasons,
  isSettledAbsence,
  notRatedReasons,
} from './not-rated-reasons.js';
import { inverseLinkLabels, organisationLinkTypes } from './organisation-link-types.js';
import { regionNamed, regions } from './regions.js';

describe('the eight lessons', () => {
  it('are eight, in order, each with a question and four described levels', () => {
    expect(lessons.map(({ number }) => number)).toEqual(lessonNumbers);
    expect(new Set(lessons.map(({ key }) => key)).size).toBe(8);
    for (const { question, levels } of lessons) {
      expect(question).toMatch(/\?$/);
      expect(Object.keys(levels)).toEqual(Object.keys(assessmentLevels).slice(1));
    }
  });

  it('are found by number', () => {
    expect(lessonOf(2).name).toBe('Interventions may not need to remain in place until the turnaround is complete');
  });
});

describe('regions', () => {
  it.each([
    ['Yorkshire and The Humber', 'yorkshire_and_the_humber'],
    ['yorkshire & the humber', 'yorkshire_and_the_humber'],
    ['east_of_england', 'east_of_england'],
    ['Eastern', 'east_of_england'],
    [' London ', 'london'],
    ['', null],
    ['Rutland', null],
  ])('named %j are %s', (name, expected) => {
    expect(regionNamed(name)).toBe(expected);
  });

  it('are found by their own labels', () => {
    for (const [code, label] of Object.entries(regions)) expect(regionNamed(label)).toBe(code);
  });
});

describe('episode areas', () => {
  it('hold themselves, and finance lies within the running of the organisation', () => {
    for (const area of Object.keys(episodeAreas) as (keyof typeof episodeAreas)[])
      expect(isWithinArea(area, area)).toBe(true);
    expect(isWithinArea('finance', 'corporate')).toBe(true);
    expect(isWithinArea('corporate', 'finance')).toBe(false);
    expect(areasAround('finance')).toEqual(['corporate', 'finance']);
    expect(areasAround('children')).toEqual(['children']);
  });
});

describe('the absences of a grade', () => {
  const all = Object.keys(gradeAbsences) as GradeAbsence[];

  it('are of three kinds that are never mixed', () => {
    expect(all).toHaveLength(Object.keys(notRatedReasons).length + Object.keys(gradeUnknownReasons).length + 1);
    expect(all.filter((absence) => absenceKind(absence) === 'grade_unknown')).toEqual(Object.keys(gradeUnknownReasons));
    expect(all.filter((absence) => absenceKind(absence) === 'no_such_judgement')).toEqual(['no_such_judgement']);
  });

  it('leave nothing to find out only where no grade exists', () => {
    expect(all.filter(isSettledAbsence)).toEqual([
      'ungraded_by_design',
      'not_applicable',
      'exempt',
      'no_such_judgement',
    ]);
  });
});

it('knows which types of inspection are no judgement', () => {
  const types = Object.keys(inspectionTypes) as InspectionType[];
  expect(types.filter(isUngradedType)).toEqual(['monitoring', 'review', 'screening', 'peer', 'self_assessment']);
});

it('reads every relation from both ends', () => {
  expect(Object.keys(inverseLinkLabels)).toEqual(Object.keys(organisationLinkTypes));
});
