import { sparkline } from './sparkline.js';

const about = { id: 'spark', title: 'Visits: 3 values', target: null };
const points = (values: readonly (number | null)[]) => values.map((value, index) => ({ value, joined: index > 0 }));
const pathsOf = (values: readonly (number | null)[], target: number | null = null) =>
  sparkline(points(values), { ...about, target })?.layers.flatMap(({ paths }) =>
    paths.map(({ className, d }) => [className, d]),
  );

describe('a series in a line of a table', () => {
  it('is nothing below two values', () => {
    expect(sparkline(points([1, null]), about)).toBeNull();
    expect(sparkline([], about)).toBeNull();
  });

  it('goes from left to right, low to high, and ends in a dot', () => {
    expect(pathsOf([0, 10])).toEqual([
      ['spark__line', 'M4 31L6 31'],
      ['spark__line', 'M5 31L135 5'],
      ['spark__end', 'M132 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z'],
    ]);
  });

  it('leaves a gap where a value is missing, and finds room for the target', () => {
    const drawn = pathsOf([0, null, 10], 20) ?? [];
    expect(drawn[0]).toEqual(['spark__target', 'M0 5L140 5']);
    expect(drawn.filter(([name]) => name === 'spark__line')).toHaveLength(2);
  });

  it('stands in the middle where nothing ever moved, and shows the newest of many', () => {
    expect(pathsOf([5, 5])?.[1]).toEqual(['spark__line', 'M5 18L135 18']);
    expect(pathsOf(Array.from({ length: 100 }, (_unused, index) => index))?.length).toBe(37);
  });
});
