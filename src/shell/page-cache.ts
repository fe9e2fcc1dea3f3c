import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

type Kept = {
  readonly state: string;
  readonly etag: string;
  /** What is sent before the page, a value after each name: all that was set for the page that was made. */
  readonly head: readonly string[];
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

type Next = (error?: unknown) => void;
type Handler = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

/** An answer on which Express makes a page: `send` is called once, with all of it. */
type Sendable = ServerResponse & { send: (body: unknown) => unknown };

const longestAddress = 2_000;

/** A visitor with our own session may be shown more than everybody; other sites' cookies mean nothing here. */
const isSignedIn = ({ headers }: IncomingMessage): boolean =>
  /(^|;\s*)(__Host-)?turnaround=/.test(headers.cookie ?? '');

/**
 * Remembers public pages until anything at all is committed, by this process or another, or until the day turns. The
 * question is asked anew on every request, so no page is ever stale; a page is remembered only if nothing was
 * committed while it was made. A remembered page is sent with everything that was sent before it the first time, the
 * security headers among it, so it may stand before whatever sets them.
 */
export function pageCache({ dataVersion, today, megabytes }: Asked): Handler {
  const pages = new Map<string, Kept>();
  const limit = megabytes * 1024 * 1024;
  let held = 0;

  const sizeOf = (page: Kept): number => page.plain.length + (page.zipped?.length ?? 0);
  const stateNow = async (): Promise<string> => `${await dataVersion()} ${today()}`;

  function forget(address: string): void {
    const page = pages.get(address);
    if (!page) return;
    held -= sizeOf(page);
    pages.delete(address);
  }

  function makeRoom(): void {
    for (const oldest of pages.keys()) {
      if (held <= limit) return;
      forget(oldest);
    }
  }

  function keep(address: string, page: Kept): void {
    forget(address);
    if (sizeOf(page) > limit / 8) return;
    pages.set(address, page);
    held += sizeOf(page);
    makeRoom();
  }

  function zip(address: string, page: Kept): Buffer {
    if (page.zipped) return page.zipped;
    const zipped = gzipSync(page.plain, { level: 6 });
    const isKept = pages.get(address) === page;
    page.zipped = zipped;
    if (isKept) {
      held += zipped.length;
      makeRoom();
    }
    return zipped;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, next: Next): Promise<void> {
    const address = request.url ?? '';
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // What is served under a name that changes with its content needs no remembering.
    if (isSignedIn(request) || address.length > longestAddress || address.startsWith('/assets/')) return next();
    const state = await stateNow();
    const kept = pages.get(address);
    if (kept?.state === state) {
      pages.delete(address);
      pages.set(address, kept);
      return send(request, response, kept, () => zip(address, kept));
    }
    const made = response as Sendable;
    made.send = (body) => {
      // From here on the answer has the `send` that Express gave it.
      Reflect.deleteProperty(made, 'send');
      const type = String(response.getHeader('Content-Type') ?? 'text/html; charset=utf-8');
      const isOnePersons =
        response.hasHeader('Set-Cookie') || /no-store|private/.test(String(response.getHeader('Cache-Control')));
      if (response.statusCode !== 200 || typeof body !== 'string' || !type.startsWith('text/html') || isOnePersons)
        return made.send(body);
      const page = pageOf(response, Buffer.from(body), { state, type });
      // Remembered before it is sent, so that whoever asks after having read it finds it remembered.
      stateNow()
        .then(
          (after) => {
            if (after === state) keep(address, page);
          },
          () => undefined,
        )
        .then(() => send(request, response, page, () => zip(address, page)))
        .catch(next);
      return response;
    };
    return next();
  }

  return (request, response, next) => {
    answer(request, response, next).catch(next);
  };
}

/** Lets `handler` answer before the server's own listener, at a fifth of what a walk through Express costs. */
export function answerFirst(server: Server, handler: Handler): void {
  const listeners = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handler(request, response, (error) => {
      // The database cannot be asked: whoever makes the page will find that out, and say so as a page.
      if (error) Reflect.deleteProperty(response, 'send');
      for (const listener of listeners) listener(request, response);
    });
  });
}

function pageOf(response: ServerResponse, plain: Buffer, { state, type }: { state: string; type: string }): Kept {
  // Weak: the same page goes out zipped and plain.
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'public, no-cache');
  response.setHeader('Vary', 'Accept-Encoding, Cookie');
  response.setHeader('ETag', etag);
  const head = Object.entries(response.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
  return { state, etag, head, plain, zipped: null };
}

/** Whether the visitor has this page already; proxies may have listed several or dropped the mark of weakness. */
function holds(tags: string | undefined, etag: string): boolean {
  if (!tags) return false;
  const strong = etag.slice(2);
  return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === strong);
}

function takesGzip(encodings: string | undefined): boolean {
  const gzip = (encodings ?? '').split(',').find((one) => /^\s*(gzip|\*)\s*(;|$)/i.test(one));
  return gzip !== undefined && !/;\s*q=0(\.0*)?\s*$/i.test(gzip);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { etag, head, plain }: Kept,
  zipped: () => Buffer,
): void {
  if (holds(request.headers['if-none-match'], etag)) {
    response.writeHead(304, [...head]).end();
    return;
  }
  const isZipped = takesGzip(request.headers['accept-encoding']);
  const body = isZipped ? zipped() : plain;
  const rest = isZipped
    ? ['content-encoding', 'gzip', 'content-length', `${body.length}`]
    : ['content-length', `${body.length}`];
  response.writeHead(200, [...head, ...rest]);
  response.end(request.method === 'HEAD' ? undefined : body);
}
