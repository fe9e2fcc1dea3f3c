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

type Wanted = { readonly publicUrl: string; readonly headers: RequestHandler };

/**
 * Looks at a request before anything else does: it must be meant for this service (the name in `PUBLIC_URL`, or this
 * machine itself), name a path, and read or post. What else there is in HTTP nobody here needs, and TRACE would hand
 * back a cookie that no script may see.
 */
export function door({ publicUrl, headers }: Wanted): Handler {
  const own = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');

  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, words: string): void => {
    headers(request as never, response as never, () => {
      response.statusCode = status;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.setHeader('Cache-Control', 'no-store');
      if (status === 405) response.setHeader('Allow', [...methods].join(', '));
      // What the refused request brought along is not read.
      response.setHeader('Connection', 'close');
      response.end(request.method === 'HEAD' ? undefined : `${words}\n`);
    });
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
    return next();
  };
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
