import { byFit, headingAlike, headingsToChoose, isWhole, lackedBy, passedOver, placesOf } from './column-mapping.js';

const profile = { key: 'a', columns: ['urn', 'local_authority', 'grade'] };

describe('the columns of a publication in a file', () => {
  it('are found by their names, whatever stands around them and before them', () => {
    const places = placesOf(profile, ['\uFEFFgrade', ' urn ', 'x', 'local_authority']);
    expect(places.map(({ place }) => place)).toEqual([1, 3, 0]);
    expect(places.every(({ how }) => how === 'same')).toBe(true);
    expect(isWhole(places)).toBe(true);
  });

  it('are lacking, or stand twice, and then the file is not read', () => {
    const places = placesOf(profile, ['urn', 'urn', 'grade']);
    expect(places.map(({ how, place }) => [how, place])).toEqual([
      ['twice', null],
      ['lacking', null],
      ['same', 2],
    ]);
    expect(isWhole(places)).toBe(false);
  });

  it('are read under another name where somebody says so', () => {
    const headings = ['urn', 'Local Authority', 'grade'];
    const places = placesOf(profile, headings, { local_authority: 'Local Authority' });
    expect(places[1]).toEqual({ column: 'local_authority', place: 1, heading: 'Local Authority', how: 'said' });
    expect(placesOf(profile, headings, { local_authority: 'gone' })[1]?.how).toBe('lacking');
    // A name that every object has is no name that somebody said.
    expect(placesOf({ columns: ['constructor'] }, headings)[0]?.how).toBe('lacking');
  });

  it('may be looked for among headings that stand once and are no column themselves', () => {
    expect(headingsToChoose(profile, ['urn', 'a', 'b', 'b', '', 'c'])).toEqual(['a', 'c']);
  });

  it.each([
    ['Local Authority', ['Local Authority', 'place'], 'Local Authority'],
    ['two that are alike', ['Local Authority', 'LOCAL-AUTHORITY'], null],
    ['none', ['authority'], null],
  ])('are proposed where one heading spells them otherwise: %s', (_what, headings, proposed) => {
    expect(headingAlike('local_authority', headings)).toBe(proposed);
  });

  it('leave the others passed over', () => {
    const headings = ['urn', 'x', 'local_authority', 'grade', ''];
    expect(passedOver(placesOf(profile, headings), headings)).toEqual(['x']);
  });

  it('put the publication first that lacks least, and of those the one that reads most', () => {
    const short = { key: 'short', columns: ['urn'] };
    const other = { key: 'other', columns: ['name'] };
    expect(byFit([other, short, profile], ['urn', 'local_authority', 'grade'])).toEqual([profile, short, other]);
    expect(lackedBy(other, ['urn'])).toBe(1);
  });
});
