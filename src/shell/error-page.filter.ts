import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Answers, KeptFormsService } from '../access/kept-forms.service.js';
import { accessPaths } from '../access/pages/access.paths.js';
import { plural } from './format.js';
import { address } from './links.js';
import { Log } from './log.token.js';
import { Pages } from './pages.js';
import { NotAllowed, SecondFactorNeeded, SessionEnded, SignInNeeded, TooOften } from './refusals.js';
import { safeReturn } from './return-to.js';
import { visitorOf } from './visitor.js';
import { isWithoutTrace } from './without-trace.js';

type ErrorPage = { readonly view: string; readonly title: string };

const pagesByStatus: Record<number, ErrorPage> = {
  400: { view: 'errors/not-understood', title: 'We could not read that request' },
  403: { view: 'errors/not-allowed', title: 'You cannot do that here' },
  404: { view: 'errors/not-found', title: 'Page not found' },
  409: { view: 'errors/sent-before', title: 'This was already sent' },
  429: { view: 'errors/too-often', title: 'You asked for too much at once' },
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
    private readonly keptForms: KeptFormsService,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (error instanceof SignInNeeded) return signInFirst(request, response, error.returnTo);
    if (error instanceof SecondFactorNeeded) return response.redirect(303, accessPaths.secondFactor);
    if (error instanceof SessionEnded) {
      this.#keepAnswers(request, error).then(
        (returnTo) => signInFirst(request, response, returnTo),
        (fault: unknown) => this.#show(fault, request, response),
      );
      return;
    }
    this.#show(error, request, response);
  }

  /** Where to go once they have signed in again: to what they had typed, if it was kept. */
  async #keepAnswers(request: Request, { postedTo, isToBeKept }: SessionEnded): Promise<string> {
    const { ended } = visitorOf(request);
    const path = safeReturn(postedTo, '/');
    if (!ended || !isToBeKept) return path;
    await this.keptForms.keep(ended, path, answersIn(request.body));
    return accessPaths.answers;
  }

  #show(error: unknown, request: Request, response: Response): void {
    const asked = error instanceof HttpException ? error.getStatus() : statusOf(error);
    const status = pagesByStatus[asked] ? asked : asked >= 400 && asked < 500 ? 400 : 500;
    const page = pagesByStatus[status] ?? failure;
    const reference = status === 500 ? randomUUID() : null;
    if (reference) this.log.to.error({ ...toldFault(error, request.path), reference }, 'A page failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(status);
    response.setHeader('Cache-Control', 'no-store');
    const wait = error instanceof TooOften ? error.waitSeconds : null;
    if (wait !== null) response.setHeader('Retry-After', String(wait));
    const who = error instanceof NotAllowed ? error.who : null;
    const until = wait === null ? null : plural(wait, 'second');
    const model = { title: page.title, address: request.path.slice(0, 200), reference, who, until };
    try {
      this.pages.show(request, response, page.view, model);
    } catch (second) {
      this.log.to.error({ err: second }, 'The page that tells of a fault failed too');
      response.type('text/plain').send(page.title);
    }
  }
}

function signInFirst(request: Request, response: Response, returnTo: string): void {
  const { ended, endedWhy } = visitorOf(request);
  response.setHeader('Cache-Control', 'no-store');
  response.redirect(303, address('/sign-in', { ended: ended ? (endedWhy ?? 'time') : null, returnTo }));
}

/** What a form sent, as far as it is words. */
const answersIn = (body: unknown): Answers =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter(
      (pair): pair is [string, string | string[]] =>
        typeof pair[1] === 'string' || (Array.isArray(pair[1]) && pair[1].every((one) => typeof one === 'string')),
    ),
  );

/** Of what fails where nobody is to be known, the log has its kind alone: a fault may carry what was typed. */
const toldFault = (error: unknown, path: string) =>
  isWithoutTrace(path)
    ? { fault: error instanceof Error ? error.name : typeof error, path: 'without trace' }
    : { err: error, path: loggedPath(path) };

/** A link that works once is in no log. */
const loggedPath = (path: string): string => path.replace(/^\/(set-up|invitations|reset)\/.*$/, '/$1/…');

const statusOf = (error: unknown): number => Number((error as { status?: unknown } | null)?.status ?? 500);
