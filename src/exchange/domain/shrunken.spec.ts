import { shrunken } from './shrunken.js';

const earlier = { ref: 'IM-0001', rows: 1_000, at: '2026-11-23T09:00:00.000Z' };

describe('a publication that has shrunk', () => {
  it.each([
    [1_000, false],
    [1_200, false],
    [900, false],
    [899, true],
    [1, true],
  ])('with %i rows where there were 1,000: %s', (rows, isIt) => {
    expect(shrunken(rows, earlier)).toEqual(isIt ? { rows, earlier, smallest: 1 } : null);
  });

  it('is held against nothing the first time', () => {
    expect(shrunken(1, null)).toBeNull();
  });

  it('is no whole publication with fewer rows than its profile says, also the first time', () => {
    expect(shrunken(99, null, 100)).toEqual({ rows: 99, earlier: null, smallest: 100 });
    expect(shrunken(100, null, 100)).toBeNull();
  });
});
