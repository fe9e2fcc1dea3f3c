import { fitText, textWidth } from './text-width.js';

describe('fitting a text', () => {
  it('keeps whole words, and says that there is more', () => {
    expect(fitText('Statutory direction to set up a company', 16, 400)).toBe('Statutory direction to set up a company');
    expect(fitText('Statutory direction to set up a company', 16, 180)).toBe('Statutory direction…');
    expect(fitText('Statutory', 16, 20)).toBe('');
  });

  it('leaves no comma before the ellipsis', () => {
    expect(fitText('Direction, and then another', 16, textWidth('Direction, and', 16))).toBe('Direction…');
  });

  it('takes wide letters as wider than narrow ones', () => {
    expect(textWidth('WWW', 16)).toBeGreaterThan(textWidth('ill', 16) * 2);
  });
});
