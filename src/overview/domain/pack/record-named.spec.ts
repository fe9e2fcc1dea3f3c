import { recordNamed } from './record-named.js';

describe('a record by the reference that somebody typed', () => {
  it.each([
    ['MS-0004', { kind: 'milestone', id: 'MS-0004' }],
    [' ms-4 ', { kind: 'milestone', id: 'MS-0004' }],
    ['de0007', { kind: 'decision', id: 'DE-0007' }],
    ['CH-12345', { kind: 'challenge', id: 'CH-12345' }],
    ['XX-0001', null],
    ['the plan', null],
    ['', null],
  ])('%p', (typed, record) => {
    expect(recordNamed(typed)).toEqual(record);
  });
});
