import { address, outsideHref } from './links.js';

describe('an address', () => {
  it('leaves out what is empty and repeats what has several values', () => {
    expect(address('/organisations', { q: '', kind: ['council', 'school'], page: null, sort: 'name' })).toBe(
      '/organisations?kind=council&kind=school&sort=name',
    );
    expect(address('/organisations', {})).toBe('/organisations');
  });

  it('encodes what would change its meaning', () => {
    expect(address('/organisations', { q: 'a&b=c #1' })).toBe('/organisations?q=a%26b%3Dc+%231');
  });
});

describe('an address outside', () => {
  it.each([
    ['https://example.org/report?id=1', 'https://example.org/report?id=1'],
    [' http://example.org ', 'http://example.org/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['//example.org', null],
    ['http://user@example.org', null],
    ['/organisations', null],
    ['', null],
    [null, null],
  ])('made from %j is %j', (text, href) => {
    expect(outsideHref(text)).toBe(href);
  });
});
