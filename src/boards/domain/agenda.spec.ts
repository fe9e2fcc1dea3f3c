import { moved } from './agenda.js';

describe('the order of an agenda', () => {
  it.each([
    ['b', 'up', ['b', 'a', 'c']],
    ['b', 'down', ['a', 'c', 'b']],
    ['a', 'up', ['a', 'b', 'c']],
    ['c', 'down', ['a', 'b', 'c']],
    ['x', 'up', ['a', 'b', 'c']],
  ] as const)('%s %s', (id, way, after) => {
    expect(moved(['a', 'b', 'c'], id, way)).toEqual(after);
  });
});
