import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { parseSync } from '@swc/core';
import { rootFolder } from '../../src/config/paths.js';

type Package = {
  readonly version: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
};

const lock = JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Package>;
};
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, one]) => ({ name: path.replace(/^.*node_modules\//, ''), ...one }));
const production = packages.filter(({ dev }) => !dev);

/** Below these a fault is known that would reach us. */
const floors: Readonly<Record<string, string>> = {
  multer: '2.3.0',
  handlebars: '4.7.9',
  express: '5.2.0',
  'body-parser': '2.2.1',
  qs: '6.14.1',
  'path-to-regexp': '8.3.0',
  helmet: '8.0.0',
  nodemailer: '7.0.11',
  'class-validator': '0.14.0',
  typeorm: '0.3.26',
  pg: '8.11.0',
};

const isBelow = (version: string, floor: string): boolean => {
  const numbers = (text: string): number[] => text.split('-')[0]?.split('.').map(Number) ?? [];
  const [a, b] = [numbers(version), numbers(floor)];
  const at = [0, 1, 2].find((index) => a[index] !== b[index]);
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
};

describe('what the service is made of', () => {
  it('is known to be free of what was found in older versions', () => {
    const below = production
      .filter(({ name, version }) => floors[name] && isBelow(version, floors[name]))
      .map(({ name, version }) => `${name} ${version} is below ${floors[name]}`);
    expect(below).toEqual([]);
    expect(isBelow('2.2.9', '2.3.0') && isBelow('1.9.0', '2.0.0') && !isBelow('2.10.0', '2.3.0')).toBe(true);
    const known = new Set(production.map(({ name }) => name));
    expect(['multer', 'handlebars', 'express'].filter((name) => !known.has(name))).toEqual([]);
  });

  it('is few packages, of which one runs a script when it is installed', () => {
    expect(production.length).toBeLessThanOrEqual(255);
    const scripted = production.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect([...new Set(scripted)].filter((name) => !/^better-sqlite3(-napi)?$/.test(name))).toEqual([]);
    const { allowScripts } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
      allowScripts: object;
    };
    expect(Object.keys(allowScripts)).toEqual(['better-sqlite3']);
  });

  it('can be listed in full, each with its exact version and seal', () => {
    const { stdout, status } = spawnSync(
      'npm',
      ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
      {
        cwd: rootFolder,
        encoding: 'utf8',
        maxBuffer: 64_000_000,
      },
    );
    expect(status).toBe(0);
    const { components } = JSON.parse(stdout) as { components: { name: string; version: string; hashes?: object[] }[] };
    expect(components.length).toBeGreaterThan(50);
    expect(
      components
        .filter(({ version, hashes }) => !/^\d+\.\d+\.\d+/.test(version) || !hashes?.length)
        .map(({ name }) => name),
    ).toEqual([]);
  }, 60_000);
});

type Pattern = { readonly place: string; readonly source: string; readonly flags: string };

/** Every regular expression that is written in a file. */
function patternsOf(path: string, text: string): Pattern[] {
  const found: Pattern[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(look);
    else if (node !== null && typeof node === 'object') {
      const { type, pattern, flags } = node as { type?: string; pattern?: string; flags?: string };
      if (type === 'RegExpLiteral' && pattern !== undefined)
        found.push({ place: path, source: pattern, flags: flags ?? '' });
      Object.values(node).forEach(look);
    }
  };
  look(parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2022' }));
  return found;
}

const bits = ['a', ' ', '0', '-', '.', '"', ',', '\t', 'a ', '0-', 'a.', '@a', '\n', '<', '((', 'é'];
const seeds = bits.flatMap((bit) => ['!', '\0', 'x'].map((end) => ({ bit, end })));
const longestInMilliseconds = 50;

const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/**
 * How much of the processor the worst of 48 texts of 8 kB takes, so that whatever else the machine does is not counted;
 * endless where it would hold up everybody.
 */
function worstOf({ source, flags }: Pattern): number {
  const context = createContext({ pattern: new RegExp(source, flags.replaceAll(/[gy]/g, '')), text: '' });
  const script = new Script('pattern.test(text)');
  let worst = 0;
  for (const { bit, end } of seeds) {
    context.text = bit.repeat(Math.ceil(8_000 / bit.length)) + end;
    const start = processorMilliseconds();
    try {
      script.runInContext(context, { timeout: 1_000 });
    } catch {
      return Infinity;
    }
    worst = Math.max(worst, processorMilliseconds() - start);
  }
  return worst;
}

describe('the regular expressions', () => {
  const files = readdirSync(join(rootFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => ({ path, text: readFileSync(join(rootFolder, 'src', path), 'utf8') }));

  it('are none of them slow, whatever they are given', () => {
    const patterns = files.flatMap(({ path, text }) => patternsOf(path, text));
    expect(patterns.length).toBeGreaterThan(30);
    // What else this process does may fall into one of the three; a bad pattern is slow every time.
    const isSlow = (pattern: Pattern): boolean => [1, 2, 3].every(() => worstOf(pattern) > longestInMilliseconds);
    const slow = patterns.filter(isSlow);
    expect(slow.map(({ place, source }) => `${place}: ${source}`)).toEqual([]);
  }, 300_000);

  it('are found slow where they are', () => {
    expect(worstOf({ place: '', source: '^(a+)+$', flags: '' })).toBe(Infinity);
    expect(worstOf({ place: '', source: String.raw`\s+$`, flags: '' })).toBeGreaterThan(5);
    expect(patternsOf('a.ts', 'const a: string = b.replace(/x+y/g, "");')).toEqual([
      { place: 'a.ts', source: 'x+y', flags: 'g' },
    ]);
  });
});
