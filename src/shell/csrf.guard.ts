import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Settings } from '../config/settings.js';
import { keepOnce } from './once.js';
import { neverKeptKey, permissionKey } from './allow.js';
import { SessionEnded } from './refusals.js';
import { visitorOf } from './visitor.js';

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The name of the field in which a form carries its token. */
export const formTokenField = '_csrf';

/** Takes what is posted only from our own pages: the browser says where it comes from, and the form carries a token. */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(
    private readonly settings: Settings,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (readingMethods.has(request.method)) return true;
    if (!this.#isFromHere(request)) throw new ForbiddenException();
    const body = request.body as Record<string, unknown> | undefined;
    const token = body?.[formTokenField];
    if (body) Reflect.deleteProperty(body, formTokenField);
    keepOnce(request);
    const visitor = visitorOf(request);
    if (!visitor.owns(token)) throw new ForbiddenException();
    // What anybody may send, signed in or not, is taken as from anybody.
    const handler = context.getHandler();
    if (!visitor.ended || this.reflector.get(permissionKey, handler) === 'everyone') return true;
    throw new SessionEnded(request.originalUrl, !this.reflector.get<boolean | undefined>(neverKeptKey, handler));
  }

  #isFromHere({ headers }: Request): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const { origin } = headers;
    if (origin === undefined) return true;
    const { publicUrl } = this.settings.values;
    // On the machine itself the port may be another than the one that readers use.
    return origin === publicUrl || (publicUrl.startsWith('http:') && origin === `http://${headers.host}`);
  }
}
