import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { finalize, from, mergeMap, type Observable, of } from 'rxjs';

const inTurnKey = 'in-turn';

/**
 * That a handler works long in memory: curves and simulations of a whole record. Such pages are made one after another
 * and together take no more than a quarter of the process's time, so that a hundred of them at once keep nobody else
 * waiting (quality 8, item 47).
 */
export const InTurn = (): MethodDecorator => SetMetadata(inTurnKey, true);

/** After such a page the process is everybody else's for so many times as long as the page took, and so long at most. */
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

/** Makes what is marked as long work wait for its turn. Whoever has gone meanwhile is passed over. */
@Injectable()
export class InTurnInterceptor implements NestInterceptor {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(inTurnKey, context.getHandler())) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return from(this.#turn()).pipe(
      mergeMap((end) => {
        const startedAt = performance.now();
        const work = response.closed ? of(undefined) : next.handle();
        return work.pipe(finalize(() => end(performance.now() - startedAt)));
      }),
    );
  }

  /** Comes when all before have had theirs and the process has rested; gives how to end it, with what it took. */
  async #turn(): Promise<(tookMilliseconds: number) => void> {
    let ended: (tookMilliseconds: number) => void = () => undefined;
    const own = new Promise<number>((resolve) => {
      ended = resolve;
    });
    const before = this.#last;
    this.#last = before.then(() => own).then((took) => pause(restAfter(took)));
    await before;
    return ended;
  }
}
