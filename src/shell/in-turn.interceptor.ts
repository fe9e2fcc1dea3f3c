import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Turns } from './turns.js';

const inTurnKey = 'in-turn';

/**
 * That a handler works long in memory, such as the simulation of a plan, each time it is asked: it waits for its turn. One
 * whose answers are remembered takes a turn by itself, and only for those that are not.
 */
export const InTurn = (): MethodDecorator => SetMetadata(inTurnKey, true);

/** Makes what is marked as long work wait for its turn. Whoever has gone meanwhile is passed over. */
@Injectable()
export class InTurnInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly turns: Turns,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(inTurnKey, context.getHandler())) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.turns.take(() => response.closed, work));
  }
}
