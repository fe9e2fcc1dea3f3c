import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedLetter = {
  readonly to: readonly string[];
  readonly from: string;
  /** As it came over the wire. */
  readonly source: string;
  /** What the reader reads. */
  readonly text: string;
};

export type TestMailServer = {
  readonly url: string;
  readonly letters: ReceivedLetter[];
  /** What the server answers to the next letters instead of taking them. */
  readonly refuseWith: (code: number, words: string) => void;
  readonly takeAgain: () => void;
  readonly close: () => Promise<void>;
};

/** The text of a plain letter, whichever way it was wrapped for the journey. */
function textOf(source: string): string {
  const split = source.indexOf('\r\n\r\n');
  const [head, body] = [source.slice(0, split), source.slice(split + 4)];
  const how = /^content-transfer-encoding: *([\w-]+)/im.exec(head)?.[1]?.toLowerCase();
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (how !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A mail server on this machine that keeps what it is sent. */
export async function startMailServer(): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = [];
  let refusal: { code: number; words: string } | null = null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    // Nobody is asked for the name of this machine: how long that takes is not ours.
    disableReverseLookup: true,
    onData(stream, session, done) {
      let source = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        source += text;
      });
      stream.on('end', () => {
        if (refusal) {
          done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : '',
          source,
          text: textOf(source),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuseWith: (code, words) => {
      refusal = { code, words };
    },
    takeAgain: () => {
      refusal = null;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
