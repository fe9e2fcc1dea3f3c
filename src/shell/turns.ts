import { Injectable } from '@nestjs/common';

/** After long work the process is everybody else's for so many times as long as it took, and so long at most. */
const restsFor = 3;
const longestRestInMilliseconds = 500;

/**
 * How long the process rests from long work that took so long, in milliseconds. What takes seconds is the first reading of
 * a record that has changed, mostly a wait for the database: to rest for three times that would keep the next reader
 * waiting while nobody works.
 */
export const restAfter = (tookMilliseconds: number): number =>
  Math.min(tookMilliseconds * restsFor, longestRestInMilliseconds);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());

/**
 * Long work in memory is done one after another, and together takes no more than a quarter of the process's time, so that
 * a hundred such pages at once keep nobody else waiting (quality 8, item 47).
 */
@Injectable()
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /**
   * Does `work` once all before it have had their turn and the process has rested. Undefined, and nothing was done,
   * where whoever asked has gone meanwhile.
   */
  async take<Value>(isGone: () => boolean, work: () => Promise<Value>): Promise<Value | undefined> {
    let end: (tookMilliseconds: number) => void = () => undefined;
    const own = new Promise<number>((resolve) => {
      end = resolve;
    });
    const before = this.#last;
    this.#last = before.then(() => own).then((took) => pause(restAfter(took)));
    await before;
    const startedAt = performance.now();
    try {
      return isGone() ? undefined : await work();
    } finally {
      end(performance.now() - startedAt);
    }
  }
}
