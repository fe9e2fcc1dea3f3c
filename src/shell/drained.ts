import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * Waits until more may be written, or nobody reads any more. What it listened for it listens for no longer: a long
 * answer waits thousands of times, and each listener that stays is kept until its end.
 */
export async function drained(answer: Writable): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(answer, 'drain', { signal }), once(answer, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
