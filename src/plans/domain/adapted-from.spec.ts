import { referencesIn } from './adapted-from.js';

describe('the references in words', () => {
  it('are those of programmes', () => {
    expect(referencesIn('No Wrong Door (pg-0001)')).toEqual(['PG-0001']);
  });

  it('are those of cases, sources and what was shared, each once', () => {
    expect(referencesIn('Adapted from EP-0003 (see ls-0001, LS-0001) and SO-0012.')).toEqual([
      'EP-0003',
      'LS-0001',
      'SO-0012',
    ]);
  });

  it.each(['Doncaster', '', 'MS-0001', 'EP-3', 'DEEP-0003', 'EP-0003-X'])('are not found in “%s”', (words) => {
    expect(referencesIn(words)).toEqual([]);
  });
});
