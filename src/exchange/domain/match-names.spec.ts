import { councilKey, withCapitals } from './match-names.js';

describe('the key of a council’s name', () => {
  it.each([
    [
      'doncaster',
      ['doncaster', 'City of Doncaster Council', 'Doncaster Metropolitan Borough Council', 'Doncaster MBC'],
    ],
    [
      'bournemouth christchurch and poole',
      ['bournemouth, christchurch & poole', 'Bournemouth, Christchurch and Poole Council'],
    ],
    ['bristol', ['Bristol, City of', 'Bristol City Council', 'bristol']],
    ['herefordshire', ['Herefordshire, County of', 'Herefordshire Council']],
    ['st helens', ['St. Helens', 'St Helens Metropolitan Borough Council']],
    ['windsor and maidenhead', ['Royal Borough of Windsor & Maidenhead', 'windsor and maidenhead']],
    ['kingston upon thames', ['Royal Borough of Kingston upon Thames', 'kingston upon thames']],
    ['barnet', ['London Borough of Barnet', 'Barnet Council']],
    ['kings lynn', ['King’s Lynn', "King's Lynn"]],
  ])('%s', (key, names) => {
    expect(names.map(councilKey)).toEqual(names.map(() => key));
  });

  it.each([
    ['Nottingham City Council', 'Nottinghamshire County Council'],
    ['Derby', 'Derbyshire'],
    ['Cheshire East', 'Cheshire West and Chester'],
    ['North Somerset Council', 'Somerset Council'],
    ['North Northamptonshire', 'Northamptonshire'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(councilKey(one)).not.toBe(councilKey(other));
  });

  it('leaves a name that is made of such words alone', () => {
    expect(councilKey('The Council')).toBe('the council');
  });
});

describe('a name printed without capitals', () => {
  it.each([
    ['kingston upon thames', 'Kingston upon Thames'],
    ['bournemouth, christchurch & poole', 'Bournemouth, Christchurch and Poole'],
    ['stockton-on-tees', 'Stockton-on-Tees'],
    ['isle of wight', 'Isle of Wight'],
  ])('%s is written %s', (published, written) => {
    expect(withCapitals(published)).toBe(written);
  });
});
