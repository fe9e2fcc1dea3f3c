import { grade } from './grade.js';
import { subNavigation } from './navigation.js';
import { Citations } from './parts.js';

describe('the sources of a page', () => {
  it('are numbered in the order in which they are first cited', () => {
    const citations = new Citations();
    const report = { id: 'SO-2', title: 'Report' };
    expect(citations.cite({ id: 'SO-9', title: 'Letter' }).number).toBe(1);
    expect(citations.cite(report)).toEqual({ number: 2, href: '#source-2', title: 'Report' });
    expect(citations.cite({ id: 'SO-9', title: 'Letter' }).number).toBe(1);
    expect(citations.list().map((source) => `${source.number} ${source.id}`)).toEqual(['1 SO-9', '2 SO-2']);
  });
});

describe('a grade', () => {
  it('keeps the published word and says what the band means', () => {
    expect(grade('below', 'Requires improvement', 'ILACS')).toMatchObject({
      word: 'Requires improvement',
      meaning: 'below what is expected',
      note: 'ILACS',
    });
  });
});

describe('the pages of an organisation', () => {
  it('mark the one that is open', () => {
    const pages = subNavigation(
      'Somewhere',
      [
        { text: 'Overview', href: '/o' },
        { text: 'Timeline', href: '/o/timeline' },
      ],
      '/o',
    );
    expect(pages.items.map((item) => item.current)).toEqual([true, false]);
  });
});
