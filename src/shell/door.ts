import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

type Next = () => void;
type Handler = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

const methods = new Set(['GET', 'HEAD', 'POST']);

/** This machine itself, however it is called: a proxy or a check of health beside the service asks so. */
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '::1' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** `turnaround.example:3000` → `turnaround.example`; null: no name that a host can have. */
export function hostnameOf(host: string): string | null {
  const match = /^(?:\[([\da-f:.]{2,45})\]|([\w.-]{1,253}))(?::\d{1,5})?$/i.exec(host);
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/** How long what is too large is still listened to, so that its sender reads the answer instead of a broken line. */
const lingerInMilliseconds = 1_000;

type Wanted = {
  readonly publicUrl: string;
  readonly headers: RequestHandler;
  /** The most bytes that are worth reading to their end, of a form and of a form with files. */
  readonly largest: { readonly form: number; readonly files: number };
};

/**
 * Looks at a request before anything else does: it must be meant for this service (the name in `PUBLIC_URL`, or this
 * machine itself), name a path, and read or post. What else there is in HTTP nobody here needs, and TRACE would hand
 * back a cookie that no script may see.
 */
export function door({ publicUrl, headers, largest }: Wanted): Handler {
  const own = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');

  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, words: string): void => {
    headers(request as never, response as never, () => {
      response.statusCode = status;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.setHeader('Cache-Control', 'no-store');
      if (status === 405) response.setHeader('Allow', [...methods].join(', '));
      response.setHeader('Connection', 'close');
      const text = `${words}\n`;
      response.setHeader('Content-Length', Buffer.byteLength(text));
      if (request.method === 'HEAD') response.end();
      else if (status === 413) linger(request, response, text);
      else response.end(text);
    });
  };

  /** Says how large it is beforehand, as every browser does; what is far too large is not waited for. */
  const sizeFault = ({ headers: sent }: IncomingMessage): { status: number; words: string } | null => {
    if (sent['transfer-encoding'] !== undefined)
      return { status: 411, words: 'A form says how long it is before it is sent.' };
    const isFiles = /^multipart\/form-data\b/i.test(sent['content-type'] ?? '');
    return Number(sent['content-length'] ?? 0) > (isFiles ? largest.files : largest.form)
      ? { status: 413, words: 'What you sent is larger than this service takes. Nothing was changed.' }
      : null;
  };

  return (request, response, next) => {
    const { host } = request.headers;
    if (!request.url?.startsWith('/'))
      return refuse(request, response, 400, 'A request here names a path, such as /organisations.');
    if (!methods.has(request.method ?? '')) return refuse(request, response, 405, 'Pages here are read or posted to.');
    // Whoever names no host (HTTP 1.0) is led nowhere by it.
    if (host !== undefined && host !== '') {
      const hostname = hostnameOf(host);
      if (hostname === null || (hostname !== own && !isLoopback(hostname)))
        return refuse(request, response, 421, `This service answers at ${publicUrl}`);
    }
    const fault = sizeFault(request);
    return fault ? refuse(request, response, fault.status, fault.words) : next();
  };
}

/** All of the answer goes out at once; the line is closed when the sender has ended or after a while. */
function linger(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.write(text);
  const end = (): void => void response.end();
  const timer = setTimeout(end, lingerInMilliseconds);
  request.once('end', end);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

/** Lets `handler` look at every request before the server's own listeners do. */
export function standBefore(server: Server, handler: Handler): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handler(request, response, () => {
      for (const listener of listeners) listener(request, response);
    });
  });
}
