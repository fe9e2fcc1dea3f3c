import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { address, type QueryValues } from './links.js';
import { Log } from './log.token.js';
import { Pages } from './pages.js';
import { NotAllowed, SessionEnded, SignInNeeded } from './refusals.js';

type ErrorPage = { readonly view: string; readonly title: string };

const pagesByStatus: Record<number, ErrorPage> = {
  400: { view: 'errors/not-understood', title: 'We could not read that request' },
  403: { view: 'errors/not-allowed', title: 'You cannot do that here' },
  404: { view: 'errors/not-found', title: 'Page not found' },
  409: { view: 'errors/sent-before', title: 'This was already sent' },
  413: { view: 'errors/too-large', title: 'That is too large' },
};

const failure: ErrorPage = { view: 'errors/failure', title: 'Something went wrong' };

/** Says what happened in a sentence, without a trace, a path or a line of SQL. */
@Catch()
@Injectable()
export class ErrorPageFilter implements ExceptionFilter {
  constructor(
    private readonly pages: Pages,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (error instanceof SignInNeeded) return signInFirst(response, { returnTo: error.returnTo });
    if (error instanceof SessionEnded) return signInFirst(response, { ended: 'yes', returnTo: error.returnTo });
    const asked = error instanceof HttpException ? error.getStatus() : statusOf(error);
    const status = pagesByStatus[asked] ? asked : asked >= 400 && asked < 500 ? 400 : 500;
    const page = pagesByStatus[status] ?? failure;
    const reference = status === 500 ? randomUUID() : null;
    if (reference) this.log.to.error({ err: error, reference, path: request.path }, 'A page failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(status);
    response.setHeader('Cache-Control', 'no-store');
    const who = error instanceof NotAllowed ? error.who : null;
    const model = { title: page.title, address: request.path.slice(0, 200), reference, who };
    try {
      this.pages.show(request, response, page.view, model);
    } catch (second) {
      this.log.to.error({ err: second }, 'The page that tells of a fault failed too');
      response.type('text/plain').send(page.title);
    }
  }
}

const signInFirst = (response: Response, query: QueryValues): void => {
  response.setHeader('Cache-Control', 'no-store');
  response.redirect(303, address('/sign-in', query));
};

const statusOf = (error: unknown): number => Number((error as { status?: unknown } | null)?.status ?? 500);
