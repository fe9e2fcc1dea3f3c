import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

type Kept = {
  readonly state: string;
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  /** Made when somebody first asks for it. */
  zipped: Buffer | null;
};

type Asked = {
  /** Changes whenever any process has committed anything. */
  readonly dataVersion: () => Promise<string>;
  readonly today: () => string;
  readonly megabytes: number;
};

const longestAddress = 2_000;

/**
 * Remembers public pages until anything at all is committed, by this process or another, or until the day turns. The
 * question is asked anew on every request, so no page is ever stale; a page is remembered only if nothing was
 * committed while it was made.
 */
export function pageCache({ dataVersion, today, megabytes }: Asked): RequestHandler {
  const pages = new Map<string, Kept>();
  const limit = megabytes * 1024 * 1024;
  let held = 0;

  const sizeOf = (page: Kept): number => page.plain.length + (page.zipped?.length ?? 0);

  function forget(address: string): void {
    const page = pages.get(address);
    if (!page) return;
    held -= sizeOf(page);
    pages.delete(address);
  }

  function keep(address: string, page: Kept): void {
    forget(address);
    if (sizeOf(page) > limit / 8) return;
    pages.set(address, page);
    held += sizeOf(page);
    makeRoom();
  }

  function makeRoom(): void {
    for (const oldest of pages.keys()) {
      if (held <= limit) return;
      forget(oldest);
    }
  }

  function packed(address: string, page: Kept): Buffer {
    if (page.zipped) return page.zipped;
    const zipped = gzipSync(page.plain, { level: 6 });
    page.zipped = zipped;
    if (pages.get(address) === page) {
      held += zipped.length;
      makeRoom();
    }
    return zipped;
  }

  async function answer(request: Request, response: Response, next: NextFunction): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (request.headers.cookie || request.originalUrl.length > longestAddress) return next();
    const address = request.originalUrl;
    const state = `${await dataVersion()} ${today()}`;
    const kept = pages.get(address);
    if (kept?.state === state) {
      pages.delete(address);
      pages.set(address, kept);
      return send(request, response, kept, () => packed(address, kept));
    }
    const sendAsIs = response.send.bind(response);
    response.send = (body: unknown): Response => {
      response.send = sendAsIs;
      const type = String(response.getHeader('Content-Type') ?? 'text/html; charset=utf-8');
      if (response.statusCode !== 200 || typeof body !== 'string' || !type.startsWith('text/html')) return sendAsIs(body);
      const plain = Buffer.from(body);
      const page: Kept = {
        state,
        plain,
        zipped: null,
        type,
        etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      };
      dataVersion().then(
        (version) => {
          if (`${version} ${today()}` === state) keep(address, page);
        },
        () => undefined,
      );
      send(request, response, page, () => packed(address, page));
      return response;
    };
    next();
  }

  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}

function send(request: Request, response: Response, page: Kept, packed: () => Buffer): void {
  response.setHeader('Content-Type', page.type);
  response.setHeader('Cache-Control', 'public, no-cache');
  response.setHeader('Vary', 'Accept-Encoding, Cookie');
  response.setHeader('ETag', page.etag);
  if (request.headers['if-none-match'] === page.etag) {
    response.status(304).end();
    return;
  }
  const zipped = /\bgzip\b/.test((request.headers['accept-encoding'] ?? ''));
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  const body = zipped ? packed() : page.plain;
  response.setHeader('Content-Length', body.length);
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}
