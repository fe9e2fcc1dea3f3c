import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { SentFormsService } from '../access/sent-forms.service.js';
import { onceOf } from './once.js';
import { SentBefore } from './refusals.js';
import { isWithoutTrace } from './without-trace.js';

const longestWaitInMilliseconds = 15_000;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whoever is let in or out by an answer needs that very answer. */
const changesSession = (response: Response): boolean => {
  const cookies: unknown = response.getHeader('Set-Cookie');
  return (Array.isArray(cookies) ? cookies : [cookies]).some((cookie) =>
    /^(?:__Host-)?turnaround=/.test(String(cookie)),
  );
};

/**
 * A form that is sent twice does its work once: the second waits for the first and is led where that one was. A form
 * that came to nothing (something in it could not stand) may be sent again.
 */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(private readonly sent: SentFormsService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    // Who raises a concern is not known afterwards, nor when: its own service knows a form that is sent twice.
    const key = isWithoutTrace(request.path) ? null : onceOf(request);
    return key === null ? next.handle() : from(this.#once(key, next, http.getResponse<Response>()));
  }

  async #once(key: string, next: CallHandler, response: Response): Promise<unknown> {
    const deadline = performance.now() + longestWaitInMilliseconds;
    while (!(await this.sent.claim(key))) {
      const outcome = await this.#outcome(key, deadline);
      if (outcome === null) continue;
      if (!outcome.location) throw new SentBefore();
      response.redirect(303, outcome.location);
      return undefined;
    }
    try {
      const value: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const location = response.statusCode === 303 && !changesSession(response) && response.getHeader('Location');
      if (typeof location === 'string' && location.length <= 2_000) await this.sent.answered(key, location);
      else await this.sent.release(key);
      return value;
    } catch (error) {
      // A refusal did nothing. A fault may have come after the deed: whoever sends it again is told so.
      if (error instanceof HttpException) await this.sent.release(key);
      else await this.sent.answered(key, '');
      throw error;
    }
  }

  async #outcome(key: string, deadline: number): Promise<{ readonly location: string | null } | null> {
    for (;;) {
      const outcome = await this.sent.outcome(key);
      if (outcome?.location !== null || performance.now() > deadline) return outcome;
      await pause(25);
    }
  }
}
