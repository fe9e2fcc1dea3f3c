import { matchingName, slugOf, sortNameOf } from './names.js';

describe('matching names', () => {
  it.each([
    ['London Borough of Barking & Dagenham', 'Barking and Dagenham Council'],
    ['West Sussex County Council', 'West Sussex'],
    ['Bristol, City of', 'Bristol City Council'],
    ['Royal Borough of Kensington and Chelsea', 'Kensington and Chelsea'],
    ['Doncaster Metropolitan Borough Council', 'City of Doncaster Council'],
    ['Herefordshire, County of', 'Herefordshire Council'],
    ['Durham County Council', 'County Durham'],
    ['St. Helens', 'St Helens Metropolitan Borough Council'],
    ['Kingston upon Hull, City of', 'Kingston Upon Hull City Council'],
  ])('takes %s and %s for one', (a, b) => expect(matchingName(a)).toBe(matchingName(b)));

  it.each([
    ['Nottingham City Council', 'Nottinghamshire County Council'],
    ["West Sussex children's services", 'West Sussex County Council'],
    ['Council of the Isles of Scilly', 'Isle of Wight Council'],
    ['Cheshire East', 'Cheshire West and Chester'],
  ])('tells %s from %s', (a, b) => expect(matchingName(a)).not.toBe(matchingName(b)));

  it('keeps a name that has nothing else', () => {
    expect(matchingName('The Council')).toBe('the');
    expect(matchingName('City Council')).toBe('city council');
  });
});

describe('sorting names', () => {
  it.each([
    ['The Royal Free Hospital', 'royal free hospital'],
    ['Ynys Môn', 'ynys mon'],
    ['The', 'the'],
  ])('sorts %s by "%s"', (name, sorted) => expect(sortNameOf(name)).toBe(sorted));
});

describe('the part of an address', () => {
  it.each([
    ["King's Lynn & West Norfolk", 'kings-lynn-and-west-norfolk'],
    ['Ynys Môn', 'ynys-mon'],
    ['…', 'organisation'],
    ['Ελλάς', 'organisation'],
  ])('makes %s into %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it('ends at a word when the name is long', () => {
    const slug = slugOf('word '.repeat(60));
    expect(slug.length).toBeLessThanOrEqual(100);
    expect(slug).toMatch(/^word(-word)*$/);
  });
});
