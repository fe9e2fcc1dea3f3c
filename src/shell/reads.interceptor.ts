import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import type { Request, Response } from 'express';
import { concatMap, type Observable, of } from 'rxjs';
import type { Actor } from '../access/audit.service.js';
import { type Read, ReadsService } from '../access/reads.service.js';
import { actorOf } from './allow.js';
import { bearerOf, takenBy } from './bearer.js';
import { Log } from './log.token.js';
import { visitorOf } from './visitor.js';

export const readKindKey = 'read-kind';

/** A page whose words only a few may read: that it was read, and by whom, goes into the trail. */
export const ReadsRestricted = (): MethodDecorator => SetMetadata(readKindKey, 'restricted');

/** A page that is taken away though it is shown like any other: a pack, to be printed. */
export const TakenAway = (): MethodDecorator => SetMetadata(readKindKey, 'export');

const longestAddress = 500;

/** What was asked for. An address that is itself a secret (`key`) stands in the trail without it. */
function addressOf({ originalUrl }: Request): string {
  const [path = '', asked = ''] = originalUrl.split('?');
  const query = new URLSearchParams(asked);
  query.delete('key');
  const rest = query.toString();
  return (rest ? `${path}?${rest}` : path).slice(0, longestAddress);
}

/**
 * Notes in the trail, for whoever is signed in, every file that a page gives and every page of restricted words; and for
 * whoever shows a token, every answer that is not for everybody. It is found by the answer itself, so that a new download
 * cannot be forgotten. It is written through the queue of writers
 * once the answer was given: what failed was not read, and reading waits for nobody's writing.
 */
@Injectable()
export class ReadsInterceptor implements NestInterceptor {
  constructor(
    private readonly reads: ReadsService,
    private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const isKnown = visitorOf(request).account !== null || bearerOf(request) !== null;
    if (request.method !== 'GET' || !isKnown) return next.handle();
    return next.handle().pipe(
      concatMap((value: unknown) => {
        const response = http.getResponse<Response>();
        if (bearerOf(request)) void this.#noteToken(request, response);
        else {
          const kind = kindOf(context, response);
          if (kind) void this.#note(actorOf(context), request, { kind, viewingAs: visitorOf(request).viewingAs });
        }
        return of(value);
      }),
    );
  }

  async #noteToken(request: Request, response: Response): Promise<void> {
    const by = response.statusCode === 200 ? takenBy(request, visitorOf(request).requestId) : null;
    if (by) await this.#note(by.actor, request, { kind: 'export', viewingAs: null, token: by.token });
  }

  async #note(actor: Actor, request: Request, read: Omit<Read, 'address'>): Promise<void> {
    const address = addressOf(request);
    try {
      await this.reads.note(actor, { ...read, address });
    } catch (error) {
      this.log.to.error({ err: error, address }, 'what was read could not be written into the trail');
    }
  }
}

function kindOf(context: ExecutionContext, response: Response): Read['kind'] | null {
  if (response.statusCode !== 200) return null;
  const marked = Reflect.getMetadata(readKindKey, context.getHandler()) as Read['kind'] | undefined;
  if (marked) return marked;
  return String(response.getHeader('Content-Disposition') ?? '').startsWith('attachment') ? 'export' : null;
}
