import { circleThrough } from './dependencies.js';

const edges = (...pairs: readonly string[]) => pairs.map((pair) => ({ fromId: pair.charAt(0), toId: pair.charAt(1) }));

describe('what waits for what', () => {
  it.each([
    ['nothing else', [], 'ab', null],
    ['another way round the same end', ['ab', 'bd', 'ac'], 'cd', null],
    ['itself', [], 'aa', 'a a'],
    ['its own waiter', ['ab'], 'ba', 'b a b'],
    ['one at the far end', ['ab', 'bc', 'cd'], 'da', 'd a b c d'],
    ['one with a shorter way', ['ab', 'bc', 'cd', 'ad'], 'da', 'd a d'],
    ['another circle', ['ab', 'ba'], 'ca', null],
  ] as const)('through %s', (_what, there, added, circle) => {
    const [edge] = edges(added);
    expect(edge && (circleThrough(edges(...there), edge)?.join(' ') ?? null)).toBe(circle);
  });
});
