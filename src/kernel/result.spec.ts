import { ok, refused, type Result } from './result.js';

const halve = (value: number): Result<number, 'odd'> => (value % 2 === 0 ? ok(value / 2) : refused('odd'));

describe('a result', () => {
  it('is a value or a refusal, and never both', () => {
    expect(halve(4)).toEqual({ ok: true, value: 2 });
    expect(halve(3)).toEqual({ ok: false, error: 'odd' });
  });
});
