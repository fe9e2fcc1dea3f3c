import { join } from 'node:path';
import { readDatabaseAddress, readEnvironment, SettingError } from './environment.js';
import { rootFolder } from './paths.js';

const read = (from: Record<string, string>) => readEnvironment(from);

describe('the settings', () => {
  it('hold without any', () => {
    expect(read({})).toEqual({
      port: 3000,
      host: 'localhost',
      publicUrl: 'http://localhost:3000',
      database: { kind: 'sqlite', path: join(rootFolder, 'var/turnaround.sqlite') },
      caseLibrary: true,
      files: join(rootFolder, 'var/files'),
      contactEmail: null,
      smtpUrl: null,
      mailFrom: 'turnaround@localhost',
      logLevel: 'warn',
      pageCacheMegabytes: 64,
      secretKey: null,
      keyFile: join(rootFolder, 'var/turnaround.sqlite-key'),
      costlyPerMinute: 60,
      trustedProxies: [],
      singleSignOn: null,
    });
  });

  it('are the same when each is there and empty', () => {
    const names = [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'DATABASE_URL',
      'CASE_LIBRARY',
      'FILES',
      'CONTACT_EMAIL',
      'SMTP_URL',
      'MAIL_FROM',
      'LOG_LEVEL',
      'PAGE_CACHE_MB',
      'SECRET_KEY',
      'COSTLY_PER_MINUTE',
      'TRUSTED_PROXIES',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'OIDC_NAME',
    ];
    expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(read({}));
  });

  it('are taken as they are given', () => {
    expect(
      read({
        PORT: '8080',
        HOST: '10.0.0.5',
        PUBLIC_URL: 'https://turnaround.example/',
        DATABASE_URL: 'postgres://a:b@db.example/turnaround',
        CASE_LIBRARY: 'none',
        FILES: '/srv/files',
        CONTACT_EMAIL: 'team@turnaround.example',
        SMTP_URL: 'smtps://name:word@mail.example',
        MAIL_FROM: 'record@turnaround.example',
        LOG_LEVEL: 'debug',
        PAGE_CACHE_MB: '0',
        SECRET_KEY: 'x'.repeat(32),
        COSTLY_PER_MINUTE: '600',
        TRUSTED_PROXIES: '10.0.0.1, 2001:db8::1',
        OIDC_ISSUER: 'https://login.northshire.example',
        OIDC_CLIENT_ID: 'turnaround',
        OIDC_CLIENT_SECRET: 'secret',
        OIDC_NAME: 'Northshire Council',
      }),
    ).toEqual({
      port: 8080,
      host: '10.0.0.5',
      publicUrl: 'https://turnaround.example',
      database: { kind: 'postgres', url: 'postgres://a:b@db.example/turnaround' },
      caseLibrary: false,
      files: '/srv/files',
      contactEmail: 'team@turnaround.example',
      smtpUrl: 'smtps://name:word@mail.example',
      mailFrom: 'record@turnaround.example',
      logLevel: 'debug',
      pageCacheMegabytes: 0,
      secretKey: 'x'.repeat(32),
      keyFile: join(rootFolder, 'var/turnaround-key'),
      costlyPerMinute: 600,
      trustedProxies: ['10.0.0.1', '2001:db8::1'],
      singleSignOn: {
        issuer: 'https://login.northshire.example',
        clientId: 'turnaround',
        clientSecret: 'secret',
        name: 'Northshire Council',
      },
    });
  });

  it('follow the port in the address that people see', () => {
    expect(read({ PORT: '3001' }).publicUrl).toBe('http://localhost:3001');
  });

  it('open the service to other machines only once its address is sealed', () => {
    expect(read({}).host).toBe('localhost');
    expect(read({ PUBLIC_URL: 'https://turnaround.example' }).host).toBe('0.0.0.0');
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://127.1.2.3:8080', 'http://[::1]:3000'])(
    'let %s be unsealed: it is this machine',
    (url) => {
      expect(read({ PUBLIC_URL: url }).publicUrl).toBe(url);
    },
  );

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '3000.5', 'PORT must be'],
    ['PORT', '-1', 'PORT must be'],
    ['PORT', '65536', 'PORT must be'],
    ['PAGE_CACHE_MB', '-1', 'PAGE_CACHE_MB must be'],
    ['PAGE_CACHE_MB', '1e99', 'PAGE_CACHE_MB must be'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of silent, error, warn, info, debug'],
    ['CASE_LIBRARY', 'yes', 'CASE_LIBRARY must be load or none'],
    ['PUBLIC_URL', 'turnaround.example', 'PUBLIC_URL must be a full address'],
    ['PUBLIC_URL', 'http://turnaround.example', 'PUBLIC_URL must begin with https://'],
    ['PUBLIC_URL', 'http://localhost.example', 'PUBLIC_URL must begin with https://'],
    ['PUBLIC_URL', 'http://127.0.0.1.example', 'PUBLIC_URL must begin with https://'],
    ['PUBLIC_URL', 'ftp://localhost', 'PUBLIC_URL must begin with https://'],
    ['SMTP_URL', 'mail.example:25', 'SMTP_URL must begin with smtp:// or smtps://'],
    ['SMTP_URL', 'https://mail.example', 'SMTP_URL must begin with smtp:// or smtps://'],
    ['MAIL_FROM', 'Turnaround <a@b.example>', 'MAIL_FROM must be one address'],
    ['DATABASE_URL', 'mysql://a', 'DATABASE_URL must begin with sqlite: or postgres://'],
    ['DATABASE_URL', 'sqlite:', 'DATABASE_URL names no file'],
    ['SECRET_KEY', 'short', 'SECRET_KEY must have 32 characters or more'],
    ['COSTLY_PER_MINUTE', '0', 'COSTLY_PER_MINUTE must be a whole number from 1 to 1000000'],
    ['TRUSTED_PROXIES', '10.0.0.1, proxy', 'TRUSTED_PROXIES must be network addresses'],
    ['OIDC_ISSUER', 'https://login.example', 'Single sign-on needs OIDC_ISSUER'],
  ])('say what to put right: %s=%s', (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(SettingError);
    expect(() => read({ [name]: value })).toThrow(sentence);
  });
});

it('takes a directory on this machine without https, and on no other', () => {
  const directory = (issuer: string) =>
    read({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }).singleSignOn?.issuer;
  expect(directory('http://localhost:4000')).toBe('http://localhost:4000');
  expect(() => directory('http://login.example')).toThrow('OIDC_ISSUER must begin with https://');
  expect(() => directory('login')).toThrow('OIDC_ISSUER must begin with https://');
});

describe('the address of a database', () => {
  it.each([
    ['sqlite:var/a.sqlite', { kind: 'sqlite', path: join(rootFolder, 'var/a.sqlite') }],
    ['sqlite:/srv/a.sqlite', { kind: 'sqlite', path: '/srv/a.sqlite' }],
    ['postgres://db/a', { kind: 'postgres', url: 'postgres://db/a' }],
    ['postgresql://db/a', { kind: 'postgres', url: 'postgresql://db/a' }],
  ])('is read from %s', (text, address) => {
    expect(readDatabaseAddress(text)).toEqual(address);
  });
});
