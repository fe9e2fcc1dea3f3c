import { tokenLetter } from './token-letter.js';

const whom = { name: 'Bea Barnes', publicUrl: 'https://turnaround.example' };
const one = { ref: 'TK-0001', name: 'Nightly copy', until: '1 February 2027' };

describe('the letter about tokens that end', () => {
  it('says which token, its last day, and where another is made', () => {
    const { subject, text } = tokenLetter([one], whom);
    expect(subject).toBe('A token of yours ends on 1 February 2027');
    const lines = text.split('\n');
    expect(lines).toContain('- Nightly copy (TK-0001): its last day is 1 February 2027');
    expect(lines).toContain('https://turnaround.example/account/tokens');
  });

  it('tells of several in one letter', () => {
    const { subject, text } = tokenLetter([one, { ...one, ref: 'TK-0002', name: 'Dashboard' }], whom);
    expect(subject).toBe('2 tokens of yours end within a week');
    expect(text).toContain('(TK-0001)');
    expect(text).toContain('- Dashboard (TK-0002)');
  });
});
