import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../src/config/environment.js';
import { rootFolder } from '../../src/config/paths.js';

const sourceFolder = join(rootFolder, 'src');
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
  .map((path) => readFileSync(join(sourceFolder, path), 'utf8'));

/** Every variable that the program reads; one that it sets for itself is not a setting. */
const readNames = (texts: readonly string[]): string[] => {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:from|process\.env)(?:\.([A-Z][A-Z0-9_]*)\b|\[['"](\w+)['"]\])(?!\s*=[^=])/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
  return [...new Set(names)].toSorted();
};

const example = readFileSync(join(rootFolder, '.env.example'), 'utf8');
const exampleLines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const exampleValues = Object.fromEntries(
  exampleLines.map((line): [string, string] => {
    const end = line.indexOf('=');
    return [line.slice(0, end), line.slice(end + 1)];
  }),
);

describe('.env.example', () => {
  it('names every variable that the program reads, and no other', () => {
    expect(Object.keys(exampleValues).toSorted()).toEqual(readNames(sources));
    expect(exampleLines.filter((line) => !/^[A-Z][A-Z0-9_]*=/.test(line))).toEqual([]);
  });

  it('shows what holds without it', () => {
    expect(readEnvironment(exampleValues)).toEqual(readEnvironment({}));
  });

  it('says of each what it is for', () => {
    const paragraphs = example.split('\n\n').filter((paragraph) => /^[A-Z]/m.test(paragraph.replace(/^#.*$/gm, '')));
    expect(paragraphs.filter((paragraph) => !paragraph.startsWith('# '))).toEqual([]);
  });

  it('is read by the program in one place', () => {
    const readers = sources.filter((text) => /process\.env(?!\.TZ = )/.test(text));
    // The server, the command line and TypeORM's own command line hand it over; `config/environment.ts` reads it.
    expect(readers.filter((text) => !text.includes('readEnvironment(process.env)'))).toEqual([]);
  });

  it('would be found to lack a variable', () => {
    expect(readNames([`readWhole('X', from.PLANTED, 1)`, `process.env['OTHER']`, `process.env.TZ = 'UTC'`])).toEqual([
      'OTHER',
      'PLANTED',
    ]);
  });
});
