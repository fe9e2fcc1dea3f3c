import { type Placement, packRows } from './pack-rows.js';

type Item = { readonly name: string; readonly from: number; readonly to: number; readonly label: number };

const placements = ({ from, to, label }: Item): readonly Placement<string>[] => [
  { from, to: to + label, where: 'right' },
  { from: from - label, to, where: 'left' },
  { from, to, where: 'bare' },
];

const packed = (items: readonly Item[], labelRows: number): string[] =>
  packRows(items, placements, { gap: 1, labelRows }).placed.map(({ item, row, where }) => `${item.name}${row}${where}`);

const crowd: readonly Item[] = [
  { name: 'a', from: 50, to: 60, label: 30 },
  { name: 'b', from: 65, to: 70, label: 30 },
  { name: 'c', from: 66, to: 71, label: 30 },
];

describe('packing into rows', () => {
  it('puts what does not touch into one row', () => {
    expect(packed([crowd[0], { name: 'z', from: 200, to: 210, label: 30 }], 3)).toEqual(['a0right', 'z0right']);
  });

  it('gives what touches a row of its own, with its label while there are rows for labels', () => {
    expect(packed(crowd, 3)).toEqual(['a0right', 'b1right', 'c2right']);
    expect(packed(crowd, 1)).toEqual(['a0right', 'b1bare', 'c2bare']);
  });

  it('fills the first row with what has room there', () => {
    expect(packed([crowd[0], { name: 'z', from: 95, to: 99, label: 10 }], 2)).toEqual(['a0right', 'z0right']);
  });
});
