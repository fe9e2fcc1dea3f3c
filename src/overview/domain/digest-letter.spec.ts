import { day } from '../../kernel/calendar-day.js';
import { digestLetter, type DigestNews } from './digest-letter.js';

const bodies = [
  { organisationId: 'n', name: 'Northwick Council', slug: 'northwick' },
  { organisationId: 'e', name: 'Eastmere Council', slug: 'eastmere' },
];
const around = {
  name: 'Ada',
  publicUrl: 'https://turnaround.example',
  endPath: '/unsubscribe/abc',
  until: day('2026-11-23'),
};
const inspection = (organisationId: string, number: number): DigestNews => ({
  organisationId,
  what: 'Inspection',
  title: `Children’s services ${number}`,
  href: `/inspections/IN-${number}`,
});

describe('the daily letter', () => {
  it('is not written when there is nothing to tell', () => expect(digestLetter(bodies, [], around)).toBeNull());

  it('tells of one body by its name, and how to end the letters', () => {
    const letter = digestLetter(bodies, [inspection('n', 1)], around);
    expect(letter?.subject).toBe('What became public about Northwick Council');
    expect(letter?.text).toBe(
      [
        'Hello Ada,',
        'This became public about organisations that you watch, up to 23 November 2026.',
        'Northwick Council\n- Inspection: Children’s services 1\n  https://turnaround.example/inspections/IN-1',
        'All that you watch: https://turnaround.example/my-work',
        'To get no more of these letters, open https://turnaround.example/unsubscribe/abc. You need not sign in.',
      ].join('\n\n'),
    );
  });

  it('tells of several in the order of the list, and of many of one only the first', () => {
    const many = Array.from({ length: 25 }, (_, index) => inspection('e', index));
    const letter = digestLetter(bodies, [...many, inspection('n', 99)], around);
    expect(letter?.subject).toBe('What became public about 2 organisations that you watch');
    expect(letter?.text.indexOf('Northwick')).toBeLessThan(letter?.text.indexOf('Eastmere') ?? -1);
    expect(letter?.text).toContain('- and 5 more: https://turnaround.example/organisations/eastmere/timeline');
  });
});
