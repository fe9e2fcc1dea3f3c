import { readdirSync } from 'node:fs';
import { rootFolder } from '../../../src/config/paths.js';
import { leastWork } from '../processor-time.js';
import { addressOf, get, post, type Proof, sendRaw, type Site, stampOf, statusIn, tokenOf } from '../site.js';

const line = (path: string, method = 'GET', headers = ''): string =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n`;

/** A name that is not ours, wherever a request can put one, is refused or means nothing. */
export const strangeHosts: Proof = async (site) => {
  const faults: string[] = [];
  for (const host of [
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1.evil',
  ])
    for (const path of ['/', '/sign-in', '/organisations.csv', '/assets/app.css', '/nowhere']) {
      const { status, text } = await get(site, path).set('Host', host);
      if (status !== 421 && status !== 400) faults.push(`${path} for the host ${host} answers ${status}`);
      if (text?.includes('evil')) faults.push(`${path} for the host ${host} repeats it`);
    }
  for (const [name, value] of [
    ['X-Forwarded-Host', 'evil.example'],
    ['X-Host', 'evil.example'],
    ['Forwarded', 'host=evil.example'],
    ['X-Forwarded-Proto', 'evil'],
    ['X-Original-URL', '/evil'],
    ['X-Rewrite-URL', '/evil'],
  ] as const)
    for (const path of ['/', '/sign-in', '/about']) {
      const { status, text, headers } = await get(site, path).set(name, value);
      if (status !== 200 || text.includes('evil') || JSON.stringify(headers).includes('evil'))
        faults.push(`${path} listens to ${name}`);
    }
  const { text } = await sendRaw(
    site,
    `GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  );
  if (statusIn(text) !== 400) faults.push(`an address of another site answers ${statusIn(text)}`);
  return faults;
};

/** What nobody here needs of HTTP, TRACE above all, is refused on every route and on none. */
export const otherMethods: Proof = async (site) => {
  const faults: string[] = [];
  const paths = [...new Set(site.handlers.map(({ path }) => addressOf(path)))];
  for (const method of ['TRACE', 'TRACK', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
    for (const path of method === 'TRACE' || method === 'DELETE'
      ? [...paths, '/nowhere']
      : ['/', '/sign-in', '/nowhere']) {
      const before = await stampOf(site);
      const { text } = await sendRaw(site, line(path, method, 'Cookie: secret=mark\r\n'));
      const status = statusIn(text);
      // A method that HTTP does not know is not even parsed.
      if (status !== 405 && !(status === 400 && method === 'TRACK')) faults.push(`${method} ${path} answers ${status}`);
      if (text.includes('secret=mark')) faults.push(`${method} ${path} hands a cookie back`);
      if ((await stampOf(site)) !== before) faults.push(`${method} ${path} changes something`);
    }
  return faults;
};

/** One request must never be read as two. */
export const smuggling: Proof = async (site) => {
  const faults: string[] = [];
  const inner = 'GET /about HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const head = 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  const attempts: Readonly<Record<string, string>> = {
    'a length and chunks': `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    'two lengths': `${head}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    'a length that is no number': `${head}Content-Length: +5\r\n\r\nabcde${inner}`,
    'chunks that are not': `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    'chunks twice': `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${inner}`,
    'a blank before the colon': `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    'a bare line end': `${head}X: a\nContent-Length: 0\r\n\r\n${inner}`,
    'a chunk with a wrong length': `${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n${inner}`,
  };
  for (const [name, bytes] of Object.entries(attempts)) {
    const { text, closed } = await sendRaw(site, bytes);
    if (![400, 411].includes(statusIn(text))) faults.push(`${name} answers ${statusIn(text)}`);
    if (!closed) faults.push(`${name} leaves the connection open`);
    if ((text.match(/HTTP\/1\.1 \d/g) ?? []).length > 1) faults.push(`${name} gets two answers`);
  }
  return faults;
};

/** Files of the program and of the machine are not pages. */
export const hiddenFiles: Proof = async (site) => {
  const faults: string[] = [];
  const ours = readdirSync(rootFolder).map((name) => `/${name}`);
  const others = [
    '/.git/HEAD',
    '/.git/config',
    '/.env',
    '/.env.example',
    '/db.sqlite',
    '/var/turnaround.sqlite',
    '/..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/app.css%00.png',
    '/assets/',
    '/assets',
    '/metrics',
    '/health/secret',
    '/api-docs',
    '/swagger',
    '/debug',
    '/server-status',
    '/actuator/env',
    '/src/main.ts',
    '/dist/src/main.js',
    '/views/layouts/main.hbs',
    '//etc/passwd',
    '/organisations/..%2f..%2f..%2fpackage.json',
  ];
  for (const path of [...ours, ...others]) {
    const { text } = await sendRaw(site, line(path));
    const status = statusIn(text);
    if (![400, 404].includes(status)) faults.push(`${path} answers ${status}`);
    if (/root:.*:0:0|"dependencies"|ref: refs\/|\[core\]|DATABASE_URL/.test(text)) faults.push(`${path} shows a file`);
  }
  return faults;
};

const mebibyte = 1024 * 1024;

/** What is larger than any form of ours is cut off early, and costs no memory. */
export const largeBodies: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  const most = 512 * 1024;
  const posts = site.handlers.filter(({ method }) => method === 'POST').map(({ path }) => addressOf(path));
  for (const path of posts) {
    const frame = `_csrf=${token}&x=`;
    const { answer, took } = await leastWork(1_000, () =>
      post(site, path, { cookie, fields: { _csrf: token, x: 'a'.repeat(most - frame.length + 1) } }),
    );
    if (answer.status !== 413) faults.push(`POST ${path} with one byte too many answers ${answer.status}`);
    if (took > 1_000) faults.push(`POST ${path} works ${Math.round(took)} ms`);
  }
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const path = posts[0] ?? '/sign-in';
  // An honest length, a body without an end in chunks, and a body that is packed.
  const long = await sendRaw(
    site,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${1024 * mebibyte}\r\n\r\n${'a'.repeat(mebibyte)}`,
  );
  if (statusIn(long.text) !== 413) faults.push(`a body of a gibibyte answers ${statusIn(long.text)}`);
  const chunk = `${(64 * 1024).toString(16)}\r\n${'a'.repeat(64 * 1024)}\r\n`;
  const endless = await sendRaw(
    site,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(64)}`,
  );
  if (statusIn(endless.text) !== 411) faults.push(`a body without an end answers ${statusIn(endless.text)}`);
  const grown = (process.memoryUsage().rss - before) / mebibyte;
  // The bytes sent from this very process are counted too.
  if (grown > 40) faults.push(`memory grew by ${Math.round(grown)} MiB`);
  const fields = Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`f${index}`, 'x']));
  const many = await post(site, path, { cookie, fields: { ...fields, _csrf: token } });
  if (many.status !== 413 && many.status !== 400) faults.push(`2,001 fields answer ${many.status}`);
  const address = await sendRaw(site, line(`/?${'a'.repeat(20_000)}`));
  if (![414, 431].includes(statusIn(address.text))) faults.push(`a long address answers ${statusIn(address.text)}`);
  const { status } = await get(site, '/about');
  if (status !== 200) faults.push('the service does not answer afterwards');
  return faults;
};

/** Bodies that are no form are not read, whatever they call themselves. */
export const otherBodies: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  const bodies: readonly (readonly [string, string, string])[] = [
    ['JSON', 'application/json', JSON.stringify({ _csrf: token })],
    ['JSON, deeply nested', 'application/json', '['.repeat(40_000)],
    ['XML', 'application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['text', 'text/plain', `_csrf=${token}`],
    ['nothing named', '', `_csrf=${token}`],
    ['a packed form', 'application/x-www-form-urlencoded', `_csrf=${token}`],
    ['a form in UTF-16', 'application/x-www-form-urlencoded; charset=utf-16', `_csrf=${token}`],
    ['parts without a boundary', 'multipart/form-data', '--x\r\n'],
    [
      'parts that are cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf',
    ],
    [
      'parts with a number for a name',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a[99999999999]"\r\n\r\n1\r\n--x--\r\n',
    ],
    [
      'a thousand parts',
      'multipart/form-data; boundary=x',
      `${Array.from({ length: 1_000 }, (_, index) => `--x\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n1\r\n`).join('')}--x--\r\n`,
    ],
  ];
  for (const { path } of site.handlers.filter(({ method }) => method === 'POST'))
    for (const [name, type, body] of bodies) {
      const before = await stampOf(site);
      const packed = name === 'a packed form' ? 'Content-Encoding: gzip\r\n' : '';
      const { text } = await sendRaw(
        site,
        `POST ${addressOf(path)} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n${type ? `Content-Type: ${type}\r\n` : ''}${packed}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      const status = statusIn(text);
      if (status < 400 || status >= 500) faults.push(`POST ${path} with ${name} answers ${status}`);
      if ((await stampOf(site)) !== before) faults.push(`POST ${path} with ${name} changes something`);
    }
  if ((await get(site, '/about')).status !== 200) faults.push('the service does not answer afterwards');
  return faults;
};

/** An address that cannot be read, a broken database: a page that says so, without the machine's insides. */
export const errorPages: Proof = async (site) => {
  const insides =
    /\bat \w[\w.<>]* \(|node_modules|node:internal|SQLITE_|SELECT |\.ts:\d|\.js:\d|Error:|\/src\/|\/dist\//;
  const faults: string[] = [];
  const looks = [
    '/nowhere',
    '/%',
    '/%E0%A4%A',
    '/organisations/%00',
    '/organisations/%F0',
    '/episodes/%2e%2e%2f',
    '/sign-in?returnTo=%',
  ];
  const ids = ['%27', '1%20OR%201=1', '-1', '9'.repeat(400), '%F0%9F%92%A9', '__proto__', 'constructor', '%00', 'null'];
  const paths = [
    ...looks,
    ...site.handlers
      .filter(({ method, path }) => method === 'GET' && path.includes(':'))
      .flatMap(({ path }) => ids.map((id) => addressOf(path, id))),
  ];
  for (const path of paths) {
    const { status, text } = await site.everybody.get(path);
    if (status >= 500) faults.push(`${path} answers ${status}`);
    if (insides.test(text ?? '')) faults.push(`${path} shows ${insides.exec(text)?.[0]}`);
  }
  return faults;
};

/** With the database gone, every readable route says in a sentence that something went wrong, with a number to name. */
export const brokenDatabase: Proof = async (site) => {
  const insides = /\bat \w[\w.<>]* \(|node_modules|SQLITE_|SELECT |\.ts:\d|\.js:\d|Error:|\/src\/|broken on purpose/;
  const faults: string[] = [];
  const { database } = site.test;
  const broken = new Error('broken on purpose: SELECT secret');
  const rows = jest.spyOn(database, 'rows').mockRejectedValue(broken);
  const version = jest.spyOn(database, 'version').mockRejectedValue(broken);
  try {
    for (const path of ['/', '/organisations', '/episodes', '/frameworks', '/sources', '/organisations/northwick']) {
      const { status, text, headers } = await get(site, path);
      if (status !== 500) faults.push(`${path} answers ${status}`);
      if (insides.test(text)) faults.push(`${path} shows ${insides.exec(text)?.[0]}`);
      if (!/[0-9a-f]{8}-[0-9a-f]{4}/.test(text)) faults.push(`${path} gives no number to name`);
      if (!headers['content-security-policy']) faults.push(`${path} comes without its headers`);
    }
  } finally {
    rows.mockRestore();
    version.mockRestore();
    site.test.faults.length = 0;
  }
  return faults;
};

/** What a stranger claims about where they come from is nowhere believed: the answers are the same, and so are the logs. */
export const forwardedFor: Proof = async (site) => {
  const faults: string[] = [];
  const plain = await get(site, '/about');
  for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'True-Client-IP', 'CF-Connecting-IP']) {
    const { status, text } = await get(site, '/about').set(name, '203.0.113.99');
    if (status !== 200 || text !== plain.text) faults.push(`${name} changes the page`);
  }
  const trust: unknown = site.test.app.getHttpAdapter().getInstance().get('trust proxy');
  if (trust !== false && trust !== undefined) faults.push('every proxy is trusted');
  return faults;
};

/** Text says what letters it is in, on whatever is answered. */
export const charsets: Proof = async (site: Site) => {
  const faults: string[] = [];
  for (const path of [
    '/',
    '/nowhere',
    '/sign-in',
    '/organisations.csv',
    '/assets/app.css',
    ...site.handlers.filter(({ method }) => method === 'GET').map(({ path }) => addressOf(path)),
  ]) {
    const { headers } = await get(site, path);
    const type = headers['content-type'] ?? '';
    if (type.startsWith('text/') && !/charset=utf-8/i.test(type)) faults.push(`${path} is ${type}`);
  }
  return faults;
};
