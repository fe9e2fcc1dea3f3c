import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedLetter = { readonly to: readonly string[]; readonly from: string; readonly source: string };

export type TestMailServer = {
  readonly url: string;
  readonly letters: ReceivedLetter[];
  /** What the server answers to the next letters instead of taking them. */
  readonly refuseWith: (code: number, words: string) => void;
  readonly takeAgain: () => void;
  readonly close: () => Promise<void>;
};

/** A mail server on this machine that keeps what it is sent. */
export async function startMailServer(): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = [];
  let refusal: { code: number; words: string } | null = null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
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
        letters.push({ to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '', source });
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
