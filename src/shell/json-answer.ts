import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { apiPaths } from '../overview/pages/api.paths.js';
import { bearerOf } from './bearer.js';
import { visitorOf } from './visitor.js';

/**
 * Marks an answer for machines by what it is made from; true where whoever asks holds that answer, and was told so. What
 * somebody asked for with a token or while signed in is kept by nobody between, and its mark is nobody else’s.
 */
export function isHeld(request: Request, response: Response, madeFrom: string): boolean {
  const bearer = bearerOf(request);
  const made = bearer ? `${bearer.tokenId} ${madeFrom}` : madeFrom;
  const isOnePersons = bearer !== null || visitorOf(request).account !== null;
  response.setHeader('ETag', `"${createHash('sha256').update(made).digest('base64url').slice(0, 22)}"`);
  response.setHeader('Cache-Control', isOnePersons ? 'private, no-store' : 'public, no-cache');
  response.setHeader('Vary', 'Authorization, Cookie');
  if (!request.fresh) return false;
  response.status(304).end();
  return true;
}

type Problem = { readonly status: number; readonly title: string; readonly messages: readonly string[] };

/** What was wrong, after RFC 9457. */
export function sendProblem(response: Response, { status, title, messages }: Problem): void {
  response.removeHeader('ETag');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Authorization, Cookie');
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `${apiPaths.page()}#errors`, title, status, detail: messages.join(' '), messages }));
}
