import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';

const notOurs = new Set(['node_modules', 'dist', '.git', '.cache', 'var']);
const mostBytes = 1024 * 1024;

function filesBelow(folder: string): string[] {
  return readdirSync(join(rootFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

const files = filesBelow('');
const read = (path: string): string => readFileSync(join(rootFolder, path), 'utf8');
const isText = (path: string): boolean =>
  /\.(ts|mjs|cjs|js|json|hbs|css|svg|md|txt|yml|example)$|(^|\/)(run|\.gitignore)$/.test(path);
const texts = files.filter((path) => isText(path) && path !== 'package-lock.json');

/** Addresses on somebody's own machine, put together here so that this file does not hold them. */
const machinePaths = new RegExp(
  ['home', 'Users', 'root', 'work', 'workspace', 'mnt'].map((folder) => `(?<![\\w.:/-])/${folder}/[\\w.-]`).join('|'),
);
const leftOver = new RegExp([...'TFH'].map((letter) => `\\b${letter}(?:ODO|IXME|ACK)\\b`).join('|'));

const linesWith = (pattern: RegExp): string[] =>
  texts.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );

describe('the repository', () => {
  it('names no place on anybody’s machine', () => {
    expect(linesWith(machinePaths)).toEqual([]);
    const [planted, address] = ['see /@/somebody/notes', 'https://example.org/@/page'].map((text) =>
      text.replace('@', 'home'),
    );
    expect(machinePaths.test(planted ?? '')).toBe(true);
    expect(machinePaths.test(address ?? '')).toBe(false);
  });

  it('leaves nothing for later without saying so in the open', () => {
    expect(linesWith(leftOver)).toEqual([]);
  });

  it('holds no file that is better kept elsewhere', () => {
    const large = files.filter((path) => statSync(join(rootFolder, path)).size > mostBytes);
    expect(large.filter((path) => path !== 'package-lock.json')).toEqual([]);
    expect(
      files.filter((path) => /\.(sqlite|sqlite-wal|sqlite-shm|db|dump|xlsx|zip|pem|key|log)$|(^|\/)\.env$/.test(path)),
    ).toEqual([]);
  });

  it('has a nest-cli.json that tells the framework where the program begins', () => {
    const nest = JSON.parse(read('nest-cli.json')) as {
      sourceRoot: string;
      entryFile: string;
      compilerOptions: { tsConfigPath: string };
    };
    expect(existsSync(join(rootFolder, nest.sourceRoot, `${nest.entryFile.replace(/^src\//, '')}.ts`))).toBe(true);
    expect(existsSync(join(rootFolder, nest.compilerOptions.tsConfigPath))).toBe(true);
  });

  it('runs from package.json only what is there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = Object.values(scripts).flatMap((script) => script.match(/[\w./-]+\.m?js\b/g) ?? []);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !path.startsWith('dist/') && !existsSync(join(rootFolder, path)))).toEqual([]);
  });

  it('writes JSON that can be read', () => {
    const broken = files
      .filter((path) => path.endsWith('.json'))
      .filter((path) => {
        try {
          JSON.parse(read(path));
          return false;
        } catch {
          return true;
        }
      });
    expect(broken).toEqual([]);
  });

  it('keeps the house: no barrels, no default exports, no drawers for everything', () => {
    const ours = files.filter((path) => /^(src|migrations|test)\/.*\.ts$/.test(path));
    expect(ours.filter((path) => /\/(index|utils?|helpers?|types|constants|interfaces)(\/|\.ts$)/.test(path))).toEqual(
      [],
    );
    expect(
      ours.filter((path) => /^export default /m.test(read(path)) && path !== 'test/architecture/imports.spec.ts'),
    ).toEqual([]);
  });
});
