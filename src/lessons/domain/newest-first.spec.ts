import { period } from '../../kernel/period.js';
import { newestFirst } from './newest-first.js';

const fact = (id: string, on: string | null) => ({
  kind: 'milestone',
  id,
  ref: null,
  label: id,
  on: on === null ? null : period(on),
});

describe('facts with the newest first', () => {
  it('go by the first day on which each may have happened', () => {
    const facts = [fact('a', '2024'), fact('b', '2025-03-02'), fact('c', '2024-06'), fact('d', '2025-03-01')];
    expect(newestFirst(facts).map(({ id }) => id)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('leave those without a date to the end, and keep the order of those of the same day', () => {
    const facts = [fact('a', null), fact('b', '2024-01-01'), fact('c', null), fact('d', '2024-01-01')];
    expect(newestFirst(facts).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
  });
});
