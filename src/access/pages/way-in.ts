import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { address } from '../../shell/links.js';
import { safeReturn } from '../../shell/return-to.js';
import { clearCookie, cookieNames, readCookie, setCookie } from '../../shell/visitor.js';
import type { Admitted } from '../signing-in.service.js';
import { accessPaths } from './access.paths.js';

/** The cookies with which people come in, go on and leave. */
@Injectable()
export class WayIn {
  readonly #isHttps: boolean;
  readonly #names: ReturnType<typeof cookieNames>;

  constructor(settings: Settings) {
    this.#isHttps = settings.values.publicUrl.startsWith('https:');
    this.#names = cookieNames(this.#isHttps);
  }

  /** Where somebody was on the way to, if it is a page of ours. */
  returnTo(text: unknown): string {
    return safeReturn(typeof text === 'string' ? text : null, '/');
  }

  /** Lets somebody in, or asks for their one-time code first. */
  admit(response: Response, { token, isWholeWay }: Admitted, returnTo: string): void {
    if (isWholeWay) {
      this.begin(response, token);
      clearCookie(response, this.#names.step, this.#isHttps);
      response.redirect(303, returnTo);
      return;
    }
    setCookie(response, this.#names.step, token, this.#isHttps);
    response.redirect(303, address(accessPaths.signInCode, { returnTo }));
  }

  /** A session of their own, in place of whatever they had. */
  begin(response: Response, token: string): void {
    setCookie(response, this.#names.session, token, this.#isHttps);
  }

  leave(response: Response): void {
    clearCookie(response, this.#names.session, this.#isHttps);
  }

  stepToken(request: Request): string | null {
    return readCookie(request.headers.cookie, this.#names.step);
  }

  depart(response: Response, baggage: string): void {
    setCookie(response, this.#names.journey, baggage, this.#isHttps);
  }

  /** What was packed for the way to the directory; it is taken once. */
  arrive(request: Request, response: Response): string | null {
    clearCookie(response, this.#names.journey, this.#isHttps);
    return readCookie(request.headers.cookie, this.#names.journey);
  }
}
