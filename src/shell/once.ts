import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { uploadsOf } from './uploads.js';
import { visitorOf } from './visitor.js';

/** The field by which a form that is sent twice is known again. */
export const onceField = '_once';

const keys = new WeakMap<Request, string>();

/**
 * Takes the field out of what was posted, and keeps what the form hashes to: its own key, who sent it, where to, and
 * all that it says. Somebody who goes back, writes other words and sends the old page again sends another form.
 */
export function keepOnce(request: Request): void {
  const body = request.body as Record<string, unknown> | undefined;
  const once = body?.[onceField];
  if (!body || once === undefined) return;
  Reflect.deleteProperty(body, onceField);
  if (typeof once !== 'string' || !/^[\w-]{22}$/.test(once)) return;
  const hash = createHash('sha256');
  const { sessionId, formToken } = visitorOf(request);
  hash.update(JSON.stringify([once, sessionId ?? formToken(), request.path, body]));
  for (const { field, name, content } of uploadsOf(request)) {
    hash.update(JSON.stringify([field, name, content.length]));
    hash.update(content);
  }
  keys.set(request, hash.digest('hex'));
}

/** What the form that was posted hashes to; null: it carries no key, and is taken as often as it is sent. */
export const onceOf = (request: Request): string | null => keys.get(request) ?? null;
