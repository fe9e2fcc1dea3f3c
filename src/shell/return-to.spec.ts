import { safeReturn } from './return-to.js';

describe('the page to go back to', () => {
  it.each(['/', '/organisations/doncaster?known=2019-03-27', '/inspections/IN-0001/workspace#areas'])(
    'may be %s',
    (path) => {
      expect(safeReturn(path, '/my-work')).toBe(path);
    },
  );

  it.each([
    null,
    '',
    '//evil.example',
    'https:evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/%0a//evil.example\n',
    'javascript:alert(1)',
    '/..//evil.example',
    'organisations',
  ])('is never %j', (path) => {
    expect(safeReturn(path, '/my-work')).toBe('/my-work');
  });
});
