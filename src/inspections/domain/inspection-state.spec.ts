import { type InspectionState, inspectionStates, isInConfidence, isOut, mayMove } from './inspection-state.js';

const states = Object.keys(inspectionStates) as InspectionState[];

describe('an inspection', () => {
  const allowed: readonly [InspectionState, InspectionState][] = [
    ['draft', 'provisional'],
    ['draft', 'withdrawn'],
    ['provisional', 'accuracy_check'],
    ['provisional', 'withdrawn'],
    ['accuracy_check', 'provisional'],
    ['accuracy_check', 'published'],
    ['accuracy_check', 'withdrawn'],
    ['published', 'published'],
    ['published', 'superseded'],
    ['published', 'withdrawn'],
    ['superseded', 'published'],
    ['superseded', 'superseded'],
    ['superseded', 'withdrawn'],
  ];
  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
    expect(mayMove(from, to)).toBe(allowed.some(([a, b]) => a === from && b === to));
  });

  it('is in confidence, out, or withdrawn', () => {
    expect(states.filter(isInConfidence)).toEqual(['draft', 'provisional', 'accuracy_check']);
    expect(states.filter(isOut)).toEqual(['published', 'superseded']);
  });
});
