import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { doingOf, tellings } from '../../src/overview/pages/history-sentences.page.js';

const sourceFolder = join(rootFolder, 'src');

/** Every act that a text of the source writes into the trail: the words after `action:`, and the first of `actOf`. */
function actionsIn(text: string): string[] {
  const written = [
    ...text.matchAll(/\baction:\s*([^,}\n]*(?:\n\s*[?:][^,}\n]*)*)/g),
    ...text.matchAll(/\bactOf\(\s*([^,)]*)/g),
  ].map(([, words = '']) => words);
  return written.flatMap((words) => [...words.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action = '']) => action));
}

const actions = [
  ...new Set(
    readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.service.ts') || file.startsWith('cli'))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .flatMap((file) => actionsIn(readFileSync(join(sourceFolder, file), 'utf8'))),
  ),
].toSorted();

describe('the sentences of the history', () => {
  it('tell every act that is written anywhere', () => {
    expect(actions.length).toBeGreaterThan(30);
    expect(actions.filter((action) => !Object.hasOwn(tellings, action))).toEqual([]);
  });

  it('are found missing where one is', () => {
    expect(
      actionsIn(
        `record(actor, { action: isNew ? 'thing.made' : 'thing.changed', entity }); actOf(\n 'thing.moved', 'thing')`,
      ),
    ).toEqual(['thing.made', 'thing.changed', 'thing.moved']);
  });

  it('read as words even where nobody has worded an act', () => {
    expect(doingOf('thing.moved_on')).toBe('did this: thing moved on');
  });

  it('go on after the words for who did it, and end without a full stop', () => {
    const odd = Object.values(tellings).filter(({ does }) => !/^[a-z]/.test(does) || /[.!]$/.test(does));
    expect(odd).toEqual([]);
  });
});
