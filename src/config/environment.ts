import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { rootFolder } from './paths.js';

export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type Environment = {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly database: DatabaseAddress;
  readonly caseLibrary: boolean;
  /** The folder of the files that people hand in. */
  readonly files: string;
  readonly contactEmail: string | null;
  /** The mail server, `smtp://…` or `smtps://…`; null: no letters are sent. */
  readonly smtpUrl: string | null;
  /** The address that letters come from. */
  readonly mailFrom: string;
  readonly logLevel: string;
  readonly pageCacheMegabytes: number;
  /** What seals second factors and kept answers; null: the key in `keyFile`. */
  readonly secretKey: string | null;
  readonly keyFile: string;
  /** The proxies whose word about a visitor's address is taken. */
  /** Searches and downloads that one person may ask for in a minute. */
  readonly costlyPerMinute: number;
  readonly trustedProxies: readonly string[];
  /** The directory with which people may sign in; null: with a password only. */
  readonly singleSignOn: SingleSignOn | null;
};

export type SingleSignOn = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: "Sign in with Northshire Council". */
  readonly name: string;
};

/** What the person who runs the service must put right, in one sentence. */
export class SettingError extends Error {}

const defaultDatabase = 'sqlite:var/turnaround.sqlite';
const logLevels = ['silent', 'error', 'warn', 'info', 'debug'];

export function readDatabaseAddress(text: string): DatabaseAddress {
  if (text.startsWith('sqlite:')) {
    const path = text.slice('sqlite:'.length);
    if (path === '')
      throw new SettingError('DATABASE_URL names no file. Write for example sqlite:var/turnaround.sqlite');
    return { kind: 'sqlite', path: folderOf(path) };
  }
  if (/^postgres(ql)?:\/\//.test(text)) return { kind: 'postgres', url: text };
  throw new SettingError('DATABASE_URL must begin with sqlite: or postgres://');
}

const folderOf = (path: string): string => (isAbsolute(path) ? path : join(rootFolder, path));

function readWhole(name: string, text: string | undefined, fallback: number, from: number, to: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new SettingError(`${name} must be a whole number from ${from} to ${to}`);
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** A service on plain http is for the machine itself: cookies and words would travel unsealed otherwise. */
function readPublicUrl(text: string | undefined, port: number): string {
  const written = text || `http://localhost:${port}`;
  if (!URL.canParse(written))
    throw new SettingError('PUBLIC_URL must be a full address such as https://turnaround.example');
  const url = new URL(written);
  if (url.protocol === 'https:') return url.origin;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url.origin;
  throw new SettingError('PUBLIC_URL must begin with https:// unless it is on this machine (http://localhost)');
}

function readSmtpUrl(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '') return text;
  throw new SettingError(
    'SMTP_URL must begin with smtp:// or smtps://, for example smtps://name:password@mail.example',
  );
}

function readMailFrom(text: string | undefined, publicUrl: string): string {
  if (!text) return `turnaround@${new URL(publicUrl).hostname}`;
  if (/^[^\s@<>"]+@[^\s@<>"]+$/.test(text)) return text;
  throw new SettingError('MAIL_FROM must be one address such as turnaround@council.example');
}

/** Beside the database, so that each has its own; a backup of the database does not hold it. */
export const keyFileOf = (database: DatabaseAddress): string =>
  database.kind === 'sqlite' ? `${database.path}-key` : join(rootFolder, 'var', 'turnaround-key');

function readSecretKey(text: string | undefined): string | null {
  if (!text) return null;
  if (text.length >= 32) return text;
  throw new SettingError('SECRET_KEY must have 32 characters or more. Make one with: openssl rand -base64 32');
}

function readProxies(text: string | undefined): string[] {
  const proxies = (text ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const wrong = proxies.find((one) => isIP(one) === 0);
  if (wrong) throw new SettingError(`TRUSTED_PROXIES must be network addresses such as 10.0.0.5, and ${wrong} is not`);
  return proxies;
}

function readSingleSignOn(from: NodeJS.ProcessEnv): SingleSignOn | null {
  const issuer = from.OIDC_ISSUER;
  const clientId = from.OIDC_CLIENT_ID;
  const clientSecret = from.OIDC_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new SettingError('Single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, all three');
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))))
    throw new SettingError('OIDC_ISSUER must begin with https:// unless it is on this machine (http://localhost)');
  return { issuer, clientId, clientSecret, name: from.OIDC_NAME || 'your organisation' };
}

/** Reads the environment once, or says which setting cannot stand. */
export function readEnvironment(from: NodeJS.ProcessEnv): Environment {
  const port = readWhole('PORT', from.PORT, 3000, 0, 65535);
  const logLevel = from.LOG_LEVEL || 'warn';
  if (!logLevels.includes(logLevel)) throw new SettingError(`LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  const caseLibrary = from.CASE_LIBRARY || 'load';
  if (!['load', 'none'].includes(caseLibrary)) throw new SettingError('CASE_LIBRARY must be load or none');
  const publicUrl = readPublicUrl(from.PUBLIC_URL, port);
  const database = readDatabaseAddress(from.DATABASE_URL || defaultDatabase);
  return {
    port,
    publicUrl,
    host: from.HOST || (publicUrl.startsWith('https:') ? '0.0.0.0' : 'localhost'),
    database,
    caseLibrary: caseLibrary === 'load',
    files: folderOf(from.FILES || 'var/files'),
    contactEmail: from.CONTACT_EMAIL || null,
    smtpUrl: readSmtpUrl(from.SMTP_URL),
    mailFrom: readMailFrom(from.MAIL_FROM, publicUrl),
    logLevel,
    pageCacheMegabytes: readWhole('PAGE_CACHE_MB', from.PAGE_CACHE_MB, 64, 0, 4096),
    costlyPerMinute: readWhole('COSTLY_PER_MINUTE', from.COSTLY_PER_MINUTE, 60, 1, 1_000_000),
    secretKey: readSecretKey(from.SECRET_KEY),
    keyFile: keyFileOf(database),
    trustedProxies: readProxies(from.TRUSTED_PROXIES),
    singleSignOn: readSingleSignOn(from),
  };
}

/** Takes settings from `.env` beside package.json, where there is one. What the environment says already stands. */
export function loadSettingsFile(): void {
  const path = join(rootFolder, '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}
