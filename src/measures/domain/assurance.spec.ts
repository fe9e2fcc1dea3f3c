import { assuranceOf } from './assurance.js';

const limits = { upper: 80, lower: 60 };

describe('whether the target will be met', () => {
  it.each([
    ['higher', 90, 'will-not'],
    ['higher', 70, 'by-chance'],
    ['higher', 50, 'will-meet'],
    ['lower', 90, 'will-meet'],
    ['lower', 70, 'by-chance'],
    ['lower', 50, 'will-not'],
    ['higher', 80, 'by-chance'],
    ['higher', 60, 'by-chance'],
    ['neither', 70, 'no-direction'],
    ['higher', null, 'no-target'],
  ] as const)('where %s is better and the target is %p: %s', (polarity, target, assurance) => {
    expect(assuranceOf(limits, { polarity, target })).toBe(assurance);
  });

  it('cannot be told without limits', () => {
    expect(assuranceOf(null, { polarity: 'higher', target: 70 })).toBe('no-limits');
  });
});
