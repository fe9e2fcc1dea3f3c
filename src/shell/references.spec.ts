import { withReferencesWhole } from './references.js';

describe('a reference in a text', () => {
  it.each([
    ['EP-0012', '<span class="ref">EP-0012</span>'],
    ['EP-0012, field 3 of 29', '<span class="ref">EP-0012</span>, field 3 of 29'],
    ['of EP-0001 and CH-10432.', 'of <span class="ref">EP-0001</span> and <span class="ref">CH-10432</span>.'],
  ])('stands whole: %s', (text, marked) => {
    expect(withReferencesWhole(text)).toBe(marked);
    expect(marked.replaceAll(/<[^>]*>/g, '')).toBe(text);
  });

  it.each(['CS-2026-03', 'ep-0012', '2018-03-09', 'well-led', 'AEP-0012', 'EP-12', 'no reference', ''])(
    'is nothing else: %s',
    (text) => expect(withReferencesWhole(text)).toBe(text),
  );
});
