import { bands, compareGrades, isMeetingOrBetter } from './grade-scale.js';

const grade = (ordinal: number) => ({ scale: 'oria4', ordinal });

describe('two grades', () => {
  it('compare on one scale by how far they are from the worst', () => {
    expect(compareGrades(grade(1), grade(2))).toBe('better');
    expect(compareGrades(grade(3), grade(2))).toBe('worse');
    expect(compareGrades(grade(2), grade(2))).toBe('same');
  });

  it('never compare across scales', () => {
    expect(compareGrades({ scale: 'ogai4', ordinal: 2 }, { scale: 'oria4', ordinal: 3 })).toBe('different_scale');
  });
});

it('calls meeting and exceeding good enough, and nothing else', () => {
  expect(Object.keys(bands).filter((band) => isMeetingOrBetter(band as keyof typeof bands))).toEqual([
    'meeting',
    'exceeding',
  ]);
});
