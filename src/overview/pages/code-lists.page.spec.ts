import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { codeLists, codeListsPage } from './code-lists.page.js';

describe('the lists of codes', () => {
  it('print every code with its words', () => {
    const rows = codeListsPage().lists.find(({ id }) => id === 'warning-kinds')?.table.rows ?? [];
    expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual(
      Object.entries(warningKinds).map(([code, words]) => [words, code]),
    );
  });

  it('have a place of their own, and none is empty', () => {
    expect(new Set(codeLists.map(({ id }) => id)).size).toBe(codeLists.length);
    expect(codeLists.filter(({ words }) => Object.keys(words).length === 0)).toEqual([]);
  });
});
