/**
 * A load for a server: so many connections, each asking for one page after another. On a machine of two cores whoever
 * asks must cost little, or it is measured instead of the server; so answers are counted by their length and not
 * unpacked, and nothing but the standard library stands between.
 */
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/** Asks on one connection until the time is over. Gives how long each answer took, in milliseconds. */
function ask({ hostname, port }, requests, first, until) {
  return new Promise((resolve, reject) => {
    const took = [];
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let turn = first;
    let askedAt = 0;
    /** Bytes of the answer still to come; -1 while its head is not read. */
    let left = -1;
    let head = Buffer.alloc(0);

    const next = () => {
      askedAt = performance.now();
      if (askedAt >= until) {
        socket.end();
        resolve(took);
        return;
      }
      socket.write(requests[turn % requests.length].bytes);
      turn += 1;
    };
    const fail = (why) => {
      socket.destroy();
      const { path } = requests[Math.max(first, turn - 1) % requests.length];
      reject(new Error(`http://${hostname}:${port}${path}: ${why}`));
    };
    const readHead = (piece) => {
      head = head.length === 0 ? piece : Buffer.concat([head, piece]);
      const end = head.indexOf(headEnd);
      if (end === -1) return;
      const text = head.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
      if (!text.startsWith('HTTP/1.1 200 ')) return fail(`answered ${text.slice(0, 40)}`);
      if (length === undefined) return fail('does not say how long its answer is');
      left = Number(length) - (head.length - end - headEnd.length);
      head = Buffer.alloc(0);
    };
    socket.on('data', (piece) => {
      if (left === -1) readHead(piece);
      else left -= piece.length;
      if (left !== 0) return;
      left = -1;
      took.push(performance.now() - askedAt);
      next();
    });
    socket.once('connect', next);
    socket.once('error', (error) => fail(error.message));
    socket.once('close', () => reject(new Error('The connection was closed')));
  });
}

/**
 * Asks for the paths one after another on so many connections for some seconds, each connection beginning elsewhere.
 * Every answer must be a 200. Neither side compresses: the pages are compared, not two ways of packing them.
 */
export async function load(origin, paths, { connections, seconds, cookie = null }) {
  const url = new URL(origin);
  const own = cookie === null || cookie === undefined ? '' : `Cookie: ${String(cookie)}\r\n`;
  const requests = paths.map((path) => ({
    path,
    bytes: Buffer.from(
      `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/html\r\n${own}Connection: keep-alive\r\n\r\n`,
    ),
  }));
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const each = await Promise.all(Array.from({ length: connections }, (_, index) => ask(url, requests, index, until)));
  const milliseconds = each.flat();
  return { milliseconds, perSecond: milliseconds.length / ((performance.now() - startedAt) / 1_000) };
}
