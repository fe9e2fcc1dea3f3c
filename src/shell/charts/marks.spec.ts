import { bands, markPath, round } from './marks.js';

describe('the mark of a band', () => {
  it('has a shape of its own, so that it survives without colour', () => {
    const failing = markPath('failing', 8, 8, 13);
    const outlines = bands
      .filter((band) => band !== 'none')
      .map((band) => markPath(band, 8, 8, 13).replaceAll(/[\d. -]/g, ''));
    expect(failing).toMatch(/^M.*Z$/);
    expect(new Set(outlines).size).toBe(4);
  });

  it.each(bands)('is closed and finite: %s', (band) => {
    expect(markPath(band, 100.123456, 3, 16)).toMatch(/^M[^NI]+Z$/);
  });

  it('never prints a minus before nothing', () => {
    expect(Object.is(round(-0.0001), 0)).toBe(true);
  });
});
