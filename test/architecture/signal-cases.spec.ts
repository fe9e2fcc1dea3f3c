import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';

/**
 * Every signal is proved by the same cases, whatever it reads: each of the results that it can give, dates that are not
 * exact, what was known then beside what came to light later, facts that are not its business, and all dates moved.
 * This finds a signal whose tests leave one out; whether a case is a good one only its reader can tell.
 */
const folder = join(rootFolder, 'src/lessons/domain');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /^lesson\d\/l\d-\d-.*(?<!\.spec)\.ts$/.test(path))
  .toSorted();

/** The names of the tests of a file. */
const namesIn = (spec: string): readonly string[] =>
  [...spec.matchAll(/\bit(?:\.each\([\s\S]*?\]\s*(?:as const)?\s*\))?\(\s*['"`]([^'"`]+)/g)].map(
    ([, name = '']) => name,
  );

type Read = { readonly source: string; readonly spec: string; readonly names: readonly string[] };

const says =
  (result: string) =>
  ({ spec }: Read): boolean =>
    new RegExp(`['"]${result}['"]`).test(spec);

const isNamed =
  (words: RegExp) =>
  ({ names }: Read): boolean =>
    names.some((name) => words.test(name));

/** Of these two no signal says more than its source does. */
const canSay =
  (made: RegExp, result: string) =>
  (read: Read): boolean =>
    !made.test(read.source) || says(result)(read);

const cases: readonly (readonly [string, (read: Read) => boolean])[] = [
  ['supported', says('supports')],
  ['discuss', says('discuss')],
  ['challenge', says('challenge')],
  ['not enough on the record', canSay(/\bnotEnough\(/, 'not_enough')],
  ['not due yet', canSay(/\b(notYet|noTrigger)\(/, 'not_yet')],
  [
    'dates that are not exact',
    isNamed(
      /leaves? .*open|exact|dates? (of the trigger )?decides?|known by its (month|year)|asks for no date|month in which/,
    ),
  ],
  [
    'what was known then, and what came to light later',
    (read) => /'known'/.test(read.spec) && /'hindsight'/.test(read.spec) && isNamed(/hindsight/)(read),
  ],
  [
    'facts that are not its business',
    (read) => isNamed(/(is|are) changed by (no|nothing)/)(read) && /isChangedByNone\(|fc\.property\(/.test(read.spec),
  ],
  [
    'every date moved by the same days',
    (read) => isNamed(/not changed when every date moves/)(read) && /isMovedByNoDays\(|\bmoved\(/.test(read.spec),
  ],
];

const read = (path: string): Read => {
  const spec = readFileSync(join(folder, path.replace(/\.ts$/, '.spec.ts')), 'utf8');
  return { source: readFileSync(join(folder, path), 'utf8'), spec, names: namesIn(spec) };
};

describe('the cases by which every signal is proved', () => {
  it('are those of 32 signals', () => {
    expect(files).toHaveLength(32);
  });

  it.each(files)('%s has each of them', (path) => {
    const found = read(path);
    expect(cases.filter(([, isThere]) => !isThere(found)).map(([name]) => name)).toEqual([]);
  });

  it('are missed where they are not there', () => {
    const nothing = { source: 'notEnough( notYet(', spec: '', names: [] };
    expect(cases.filter(([, isThere]) => isThere(nothing))).toEqual([]);
  });
});
