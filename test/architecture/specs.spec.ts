import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';

const notOurs = new Set(['node_modules', 'dist', '.git', '.cache', 'var']);

function filesBelow(folder: string): string[] {
  return readdirSync(join(rootFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });
}

const listed = (): string[] => {
  const { stdout } = spawnSync(
    process.execPath,
    [join(rootFolder, 'node_modules/jest/bin/jest.js'), '--listTests', '--json'],
    {
      cwd: rootFolder,
      encoding: 'utf8',
      env: { ...process.env, RUN_BROWSER: '1' },
    },
  );
  return (JSON.parse(stdout) as string[]).map((path) => path.slice(rootFolder.length + 1)).toSorted();
};

describe('the specs', () => {
  const files = filesBelow('');

  it('are all found by Jest', () => {
    expect(listed()).toEqual(files.filter((path) => path.endsWith('.spec.ts')).toSorted());
  });

  it('are not named so that Jest passes them by', () => {
    expect(
      files.filter((path) => /(\.test\.[cm]?[jt]sx?|\.spec\.([cm]?js|tsx|mts|cts)|_test\.ts|\.specs?\.t$)$/.test(path)),
    ).toEqual([]);
  });

  it('lie beside the code or in one of the folders that the runner runs', () => {
    const places = /^(src\/|test\/(architecture|data|journeys|security|browser)\/)/;
    expect(files.filter((path) => path.endsWith('.spec.ts') && !places.test(path))).toEqual([]);
  });
});
