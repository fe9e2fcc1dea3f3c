import { drawnLimits, limitLines } from './drawn-limits.js';

describe('limits as they are drawn', () => {
  it.each([
    ['people', 'children', { upper: 12, lower: -1.5 }, { upper: 12, lower: 0, open: ['lower'] }],
    ['people', 'children', { upper: 12, lower: 0 }, { upper: 12, lower: 0, open: [] }],
    ['share', '%', { upper: 104, lower: 88 }, { upper: 100, lower: 88, open: ['upper'] }],
    ['share', '%', { upper: 104, lower: -2 }, { upper: 100, lower: 0, open: ['upper', 'lower'] }],
    ['share', 'of 1', { upper: 104, lower: 2 }, { upper: 104, lower: 2, open: [] }],
    ['other', '£ million', { upper: 4, lower: -3 }, { upper: 4, lower: -3, open: [] }],
  ] as const)('%s in %s: %j as %j', (kind, unit, limits, drawn) => {
    expect(drawnLimits(limits, { kind, unit, numbers: [0, 3] })).toEqual(drawn);
  });

  it('stay where they are where a number went beyond the edge', () => {
    const limits = { upper: 4, lower: -3 };
    expect(drawnLimits(limits, { kind: 'people', unit: 'people', numbers: [2, -1] })).toEqual({ ...limits, open: [] });
    const share = { upper: 112, lower: 80 };
    expect(drawnLimits(share, { kind: 'share', unit: '%', numbers: [101] })).toEqual({ ...share, open: [] });
  });

  it('have a line on each side that is not open', () => {
    expect(limitLines({ upper: 12, lower: 0, open: ['lower'] })).toEqual([12]);
    expect(limitLines({ upper: 12, lower: 3, open: [] })).toEqual([12, 3]);
    expect(limitLines({ upper: 100, lower: 0, open: ['upper', 'lower'] })).toEqual([]);
  });
});
