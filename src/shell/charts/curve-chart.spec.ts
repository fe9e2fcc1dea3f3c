import { type CurveChartFacts, curveCharts, curvePanel } from './curve-chart.js';
import type { Drawing } from './drawing.js';

const about = { id: 'a', title: 'Still failing', description: 'Half within 24 months.' };
const facts: CurveChartFacts = {
  steps: [
    { x: 12, share: 0.75, lower: null, upper: null, ticks: 0 },
    { x: 24, share: 0.5, lower: 0.2, upper: 0.8, ticks: 1 },
  ],
  beside: [],
  changes: [24],
  changeTitle: 'On another scale',
  until: 36,
  every: 12,
  atRisk: (x) => (x > 24 ? null : 8 - x / 6),
  atRiskName: 'Episodes still followed:',
  axisName: 'Months since the trigger',
  half: { x: 24, text: 'Half: 24.0 months' },
};

const paths = (drawing: Drawing | undefined, className: string) =>
  (drawing?.layers ?? []).flatMap((layer) => layer.paths).filter((path) => path.className === className);
const texts = (drawing: Drawing | undefined) => (drawing?.layers ?? []).flatMap((layer) => layer.texts);

describe('the picture of a share that falls', () => {
  const [wide, narrow] = curveCharts(facts, about);

  it('is a staircase that begins with all on the left and goes nowhere after its last step', () => {
    expect(paths(wide, 'curve__line').map(({ d }) => d)).toEqual([
      expect.stringMatching(/^M[\d.]+ 16H[\d.]+V91H[\d.]+V166$/),
    ]);
  });

  it('has its doubt behind it, from the first step that has bounds', () => {
    const [ribbon] = paths(wide, 'curve__ribbon');
    // The top of the ribbon stands at 80%, its foot at 20% of 300 units above a bottom of 316.
    expect(ribbon?.d).toMatch(/V76H[\d.]+V256H[\d.]+Z$/);
    expect(paths(curveCharts({ ...facts, steps: facts.steps.slice(0, 1) }, about)[0], 'curve__ribbon')).toEqual([]);
  });

  it('prints under the axis how many are left, and a dash where the line has stopped', () => {
    const words = texts(wide).map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(['0', '12', '24', '36', '8', '6', '4', '–']));
    expect(words).toEqual(expect.arrayContaining(['Months since the trigger', 'Episodes still followed:']));
  });

  it('marks who is followed no longer, where a scale changed and where half is reached', () => {
    expect(paths(wide, 'curve__tick').length).toBe(1);
    expect(paths(wide, 'chart__break').map(({ title }) => title)).toEqual(['On another scale']);
    expect(paths(wide, 'curve__half').length).toBe(1);
    expect(paths(curveCharts({ ...facts, half: null }, about)[0], 'curve__half')).toEqual([]);
  });

  it('draws one mark for many that would lie over one another', () => {
    const crowd = Array.from({ length: 500 }, (_unused, index) => 10 + index / 1_000);
    const [marks] = paths(curveCharts({ ...facts, changes: crowd }, about)[0], 'chart__break');
    expect(marks?.d.split('M').length).toBeLessThan(6);
  });

  it('weighs little, however many steps there are, and ends where the curve does', () => {
    const steps = Array.from({ length: 5_000 }, (_unused, index) => ({
      x: (index * 36) / 5_000,
      share: 1 - index / 6_000,
      lower: 0.9 - index / 6_000,
      upper: 1,
      ticks: 1,
    }));
    const [large] = curveCharts({ ...facts, steps }, about);
    expect(JSON.stringify(large).length).toBeLessThan(30_000);
    expect(paths(large, 'curve__line')[0]?.d).toMatch(/V266$/);
  });

  it('is there for a desk, for a phone and small, each under its own name, with nothing outside', () => {
    const panel = curvePanel({ ...facts, beside: facts.steps }, about);
    expect([wide?.id, narrow?.id, panel.id]).toEqual(['a-wide', 'a-narrow', 'a-panel']);
    expect(paths(panel, 'curve__beside').length).toBe(1);
    for (const drawing of [wide, narrow, panel])
      for (const { x, y } of texts(drawing)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(drawing?.width ?? 0);
        expect(y).toBeLessThanOrEqual(drawing?.height ?? 0);
      }
  });

  it('leaves numbers of the axis out where they would touch', () => {
    const years = texts(curveCharts({ ...facts, until: 480, atRisk: () => 12_345 }, about)[1]).filter(
      ({ text }) => text === '12345',
    );
    expect(years.length).toBeLessThan(8);
    expect(years.length).toBeGreaterThan(2);
  });
});
