import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder, packagesFolder, rootFolder, viewsFolder } from './paths.js';

describe('the folders', () => {
  it('are found from the one that holds package.json', () => {
    const { name } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as { name: string };
    expect(name).toBe('turnaround');
  });

  it.each([viewsFolder, packagesFolder, libraryFolder('inspections'), libraryFolder('exchange')])(
    '%s is there',
    (path) => {
      expect(existsSync(path)).toBe(true);
    },
  );
});
