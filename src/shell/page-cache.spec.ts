import { createHash } from 'node:crypto';
import { createServer, get, type IncomingHttpHeaders, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Response } from 'express';
import { answerFirst, pageCache } from './page-cache.js';

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** 60 kB that compress to half. */
const noise = Array.from({ length: 960 }, (_, number) => createHash('sha256').update(`${number}`).digest('hex')).join(
  '',
);

describe('The page cache', () => {
  let version = 1;
  let today = '2026-11-23';
  let megabytes = 1;
  let made: string[] = [];
  let whileMaking: () => Promise<void> | void = () => undefined;
  let decorate: (response: Response) => void = () => undefined;
  let server: Server;
  let port = 0;

  const read = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = ask({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
        );
      });
      asked.once('error', reject);
      asked.end();
    });

  beforeEach(async () => {
    version = 1;
    today = '2026-11-23';
    megabytes = 1;
    made = [];
    whileMaking = () => undefined;
    decorate = () => undefined;
    const express = new ExpressAdapter().getInstance<Express>();
    express.disable('etag');
    express.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', "default-src 'none'");
      next();
    });
    express.use(async (request, response) => {
      made.push(request.originalUrl);
      const text = `<p>${version} ${request.originalUrl} ${noise}</p>`;
      await whileMaking();
      decorate(response);
      if (request.path === '/missing') response.status(404);
      if (request.path === '/data') response.json({ version });
      else response.send(text);
    });
    server = createServer(express);
    const cache = pageCache({ dataVersion: async () => String(version), today: () => today, megabytes });
    answerFirst(server, (request, response, next) => cache(request, response, next));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('makes a page once for all who ask, and sends them all the same', async () => {
    const first = await read('/a');
    const second = await read('/a');
    expect(made).toEqual(['/a']);
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.headers).toEqual({ ...first.headers, date: second.headers.date });
    expect(second.headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, no-cache',
      vary: 'Accept-Encoding, Cookie',
    });
  });

  it('makes it anew after anything was committed, and after midnight', async () => {
    await read('/a');
    version = 2;
    expect((await read('/a')).body.toString()).toContain('<p>2 /a');
    today = '2026-11-24';
    await read('/a');
    expect(made).toHaveLength(3);
  });

  it('gives, and does not remember, a page during whose making something was committed', async () => {
    whileMaking = () => {
      version += 1;
    };
    expect((await read('/a')).body.toString()).toContain('<p>1 /a');
    whileMaking = () => undefined;
    expect((await read('/a')).body.toString()).toContain('<p>2 /a');
  });

  it('never remembers what is one person’s: a request with our session, a page that sets one or asks not to be kept', async () => {
    await read('/a', { cookie: 'other=2; turnaround=1' });
    await read('/a', { cookie: 'other=2; turnaround=1' });
    expect(made).toHaveLength(2);
    decorate = (response) => response.setHeader('Set-Cookie', 'sid=2');
    expect((await read('/b')).headers['set-cookie']).toEqual(['sid=2']);
    await read('/b');
    expect(made).toHaveLength(4);
    decorate = (response) => response.setHeader('Cache-Control', 'no-store');
    expect((await read('/c')).headers['cache-control']).toBe('no-store');
    await read('/c');
    expect(made).toHaveLength(6);
  });

  it('remembers pages alone: not what is missing, not data, not what is posted', async () => {
    expect((await read('/missing')).status).toBe(404);
    expect((await read('/missing')).status).toBe(404);
    expect(JSON.parse((await read('/data')).body.toString())).toEqual({ version: 1 });
    await read('/data');
    await read('/a', {}, 'POST');
    await read('/a', {}, 'POST');
    expect(made).toHaveLength(6);
  });

  it('tells whoever has the page already that it has not changed', async () => {
    const { etag } = (await read('/a')).headers;
    const again = await read('/a', { 'if-none-match': String(etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    version = 2;
    expect((await read('/a', { 'if-none-match': String(etag) })).status).toBe(200);
  });

  it('compresses for those who can read that, and answers HEAD without the page', async () => {
    const plain = await read('/a');
    const zipped = await read('/a', { 'accept-encoding': 'gzip, br' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    const head = await read('/a', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      String(plain.body.length),
    ]);
    expect(made).toEqual(['/a']);
  });

  it('forgets the page that nobody has asked for longest when its memory is full', async () => {
    for (let number = 0; number < 16; number += 1) await read(`/${number}`);
    await read('/0');
    expect(made).toHaveLength(16);
    await read('/more');
    await read('/even-more');
    made = [];
    await read('/0');
    await read('/1');
    expect(made).toEqual(['/1']);
  });

  it('counts the compressed page as memory too', async () => {
    for (let number = 0; number < 16; number += 1) await read(`/${number}`, { 'accept-encoding': 'gzip' });
    made = [];
    await read('/15');
    await read('/0');
    expect(made).toEqual(['/0']);
  });

  it('does not stop for what the page is served with', async () => {
    await new Promise((resolve) => get({ host: '127.0.0.1', port, path: '/assets/app.css', agent: false }, resolve));
    await read('/assets/app.css');
    expect(made).toHaveLength(2);
  });
});
