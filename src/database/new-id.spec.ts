import { newId } from './new-id.js';

describe('a new id', () => {
  const ids = Array.from({ length: 20_000 }, newId);

  it('is a UUID of version 7', () => {
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sorts after all before it, however many there are within a millisecond', () => {
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('begins with the time at which it was made', () => {
    const before = Date.now();
    const made = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    // Where thousands were made at once, the time runs ahead by a millisecond for every 4,096 of them.
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made - before).toBeLessThan(1_000);
  });

  it('has random bits, drawn anew for each millisecond, so that two processes do not give the same', () => {
    const moments = new Set(ids.map((id) => id.slice(0, 13)));
    expect(new Set(ids.map((id) => id.slice(20))).size).toBe(moments.size);
  });
});
