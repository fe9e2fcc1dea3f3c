import { inOrder } from './fact-rows.js';

const row = (id: string, startsOn: string | null, amount: number | null = null) => ({ id, startsOn, amount });

describe('rows in order', () => {
  it('go by the columns in turn, with nothing first and text by its code units on every database', () => {
    const rows = [row('b', '2024'), row('a', '2024'), row('C', null), row('é', '2023'), row('B', '2024')];
    expect(inOrder(rows, 'startsOn', 'id').map(({ id }) => id)).toEqual(['C', 'é', 'B', 'a', 'b']);
  });

  it('go by numbers as numbers, and leave what they were given as it was', () => {
    const rows = [row('a', null, 10), row('b', null, 9), row('c', null)];
    expect(inOrder(rows, 'amount').map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
