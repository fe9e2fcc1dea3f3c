import { createHash } from 'node:crypto';
import { NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { attachmentNamed } from '../../shell/send-file.js';
import { workbookAsked } from '../../shell/spreadsheet.js';

/** The media type of a file of a package, by its name. */
export function typeOfFile(name: string): string {
  if (name.endsWith('.csv')) return 'text/csv; charset=utf-8; header=present';
  if (name.endsWith('.json')) return 'application/json; charset=utf-8';
  return 'text/plain; charset=utf-8';
}

/** Sends what never changes: to be saved, with a mark of its content, so that whoever holds it is sent nothing. */
export function sendFrozen(
  request: Request,
  response: Response,
  { name, contentType, content }: { readonly name: string; readonly contentType: string; readonly content: Uint8Array },
): void {
  // A frozen file has the bytes that it has, and no other form.
  if (workbookAsked(response)) throw new NotFoundException();
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Disposition', attachmentNamed(name));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`);
  if (request.fresh) response.status(304).end();
  else response.end(content);
}
