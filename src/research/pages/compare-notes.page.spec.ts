import { notTheSameNotes } from './compare-notes.page.js';

describe('what is not the same between cases, in words', () => {
  it('says to what day one that is not over is followed', () => {
    const [note] = notTheSameNotes([{ kind: 'censored', groups: [{ value: '2026-11-27', refs: ['EP-0011'] }] }]);
    expect(note?.heading).toBe('1\u00a0case not over');
    expect(note?.text).toContain('Followed to 27\u00a0November\u00a02026: EP-0011.');
  });

  it('says of what is not on the record that it is not', () => {
    const [note] = notTheSameNotes([
      {
        kind: 'framework',
        groups: [
          { value: 'school inspection framework 2009', refs: ['EP-0003'] },
          { value: null, refs: ['EP-0010', 'EP-0012'] },
        ],
      },
    ]);
    expect(note?.text).toContain(
      'School inspection framework 2009: EP-0003. Not on the record: EP-0010, EP-0012. A grade says',
    );
  });
});
