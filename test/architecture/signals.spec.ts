import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { signals } from '../../src/lessons/domain/signals.js';

/** Four signals for each of the eight lessons: the index of the method. */
const index = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((lesson) => [1, 2, 3, 4].map((number) => `L${lesson}.${number}`));
const folder = join(rootFolder, 'src/lessons/domain');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
/** `lesson1/l1-1-time-to-first-peer-help.ts`. */
const filesOf = (key: string): readonly string[] => {
  const [lesson, number] = key.slice(1).split('.');
  return files.filter((path) => path.startsWith(`lesson${lesson}/l${lesson}-${number}-`));
};

describe('the signals', () => {
  it('are those of the index, each once', () => {
    expect(signals.map(({ key }) => key)).toEqual(index);
  });

  it.each(index)('%s stands in one file, with its tests beside it', (key) => {
    const [file = '', ...more] = filesOf(key).filter((path) => !path.endsWith('.spec.ts'));
    expect(more).toEqual([]);
    expect(filesOf(key).filter((path) => path.endsWith('.spec.ts'))).toEqual([file.replace(/\.ts$/, '.spec.ts')]);
    expect(readFileSync(join(folder, file), 'utf8')).toContain(`key: '${key}'`);
  });
});
