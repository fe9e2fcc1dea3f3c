import { lessonGuides } from './lesson-guide.js';
import { signals } from './signals.js';

describe('the list of signals', () => {
  it('names each once, in the order of the lessons, as the guide explains it', () => {
    const keys = signals.map(({ key }) => key);
    const explained = lessonGuides.flatMap((guide) => guide.signals.map(({ key }) => key));
    expect(keys).toEqual(explained);
    expect(keys).toHaveLength(32);
  });

  it('puts each under the lesson that its key begins with', () => {
    expect(signals.filter(({ key, lesson }) => !key.startsWith(`L${lesson}.`))).toEqual([]);
  });

  it('gives every limit a name of its own within its signal, and words', () => {
    for (const { limits } of signals) {
      expect(new Set(limits.map(({ name }) => name)).size).toBe(limits.length);
      expect(limits.filter(({ label, unit }) => label.trim() === '' || unit.trim() === '')).toEqual([]);
    }
  });
});
