import { Writable } from 'node:stream';
import { drained } from './drained.js';

/** Takes each piece a turn later, and one at a time. */
const slow = (): Writable =>
  new Writable({ highWaterMark: 1, write: (_piece, _encoding, taken) => void setImmediate(taken) });

describe('an answer that is read slowly', () => {
  it('is waited for any number of times without a listener staying behind', async () => {
    const answer = slow();
    const names = ['drain', 'close', 'error'];
    const before = names.map((name) => answer.listenerCount(name));
    for (let piece = 0; piece < 50; piece += 1) {
      expect(answer.write('some')).toBe(false);
      await drained(answer);
    }
    expect(names.map((name) => answer.listenerCount(name))).toEqual(before);
  });

  it('is waited for no longer when nobody reads it any more', async () => {
    const answer = new Writable({ highWaterMark: 1, write: () => undefined });
    answer.write('some');
    const waiting = drained(answer);
    answer.destroy();
    await expect(waiting).resolves.toBeUndefined();
  });
});
