import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const lookEvery = 25;

/**
 * Stops taking requests and waits until every one that was begun has its answer: whoever is told nothing must be able
 * to trust that nothing was done. A connection is closed after the answer that is under way on it; whatever is still
 * open after `patience` milliseconds is cut.
 */
export async function drain(server: Server, patience: number): Promise<void> {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  });
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // Kept-alive connections whose answer was under way become idle later than the call to close.
  const idle = setInterval(() => server.closeIdleConnections(), lookEvery);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  try {
    await closed;
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}
