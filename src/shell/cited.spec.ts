import { type CitedSource, cite, dateOrNotKnown, writtenDate } from './cited.js';
import { Citations } from './parts.js';

const source: CitedSource = {
  ref: 'SO-0001',
  title: 'Inspection report',
  publisher: 'Ofsted',
  publishedOn: '2019-05',
  url: 'https://example.org/report',
  archiveUrl: 'javascript:alert(1)',
  verified: false,
};

describe('a source that is cited', () => {
  it('keeps its number when it is cited again', () => {
    const citations = new Citations();
    cite(citations, source, '/sources/SO-0001');
    cite(citations, { ...source, ref: 'SO-0002' }, '/sources/SO-0002');
    expect(cite(citations, source, '/sources/SO-0001').number).toBe(1);
    expect(citations.list()).toHaveLength(2);
  });

  it('says when it was published as exactly as that is known, and that nobody has read it', () => {
    const citations = new Citations();
    cite(citations, source, '/sources/SO-0001');
    expect(citations.list()[0]).toMatchObject({ date: 'May\u00a02019', verified: 'Not verified' });
  });

  it('links outside only to what is an address of the web', () => {
    const citations = new Citations();
    cite(citations, source, '/sources/SO-0001');
    expect(citations.list()[0]).toMatchObject({ outside: 'https://example.org/report', archive: null });
  });
});

describe('a date that may not be known', () => {
  it.each([
    ['2019-05-08', '8\u00a0May\u00a02019'],
    ['2019', '2019'],
    [null, 'Not known'],
    ['soon', 'Not known'],
  ])('of %j is written %j', (text, written) => {
    expect(dateOrNotKnown(text)).toBe(written);
  });

  it('is nothing where a sentence leaves it out', () => {
    expect(writtenDate(null)).toBeNull();
  });
});
