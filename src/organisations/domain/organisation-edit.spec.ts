import { closedBeforeOpened, differences, linesIn, type OrganisationEdit, readCodes } from './organisation-edit.js';

const edit: OrganisationEdit = {
  kind: 'council',
  kindText: null,
  sector: 'councils',
  region: null,
  country: null,
  parentId: null,
  openedOn: '1974',
  closedOn: null,
  statusNote: null,
  website: null,
  aliases: ['Northwick'],
  codes: ['ons E08000017'],
};

describe('editing an organisation', () => {
  it.each([
    ['1974', '2020', false],
    ['2020', '1974', true],
    ['2020-05', '2020', false],
    ['2020-05-02', '2020-05-01', true],
    [null, '1974', false],
    ['1974', null, false],
  ])('opened %s and closed %s is the wrong way round: %p', (opened, closed, wrong) => {
    expect(closedBeforeOpened(opened, closed)).toBe(wrong);
  });

  it('keeps what differs, as it was and as it is', () => {
    expect(differences(edit, edit)).toBeNull();
    expect(differences(edit, { ...edit, website: 'https://n.example', aliases: [] })).toEqual({
      before: { website: null, aliases: ['Northwick'] },
      after: { website: 'https://n.example', aliases: [] },
    });
  });

  it('reads codes a line each, and names the first line that is none', () => {
    expect(readCodes(['ONS E08000017', 'urn: 80437'])).toEqual({
      codes: [
        { scheme: 'ons', value: 'E08000017' },
        { scheme: 'urn', value: '80437' },
      ],
      odd: null,
    });
    expect(readCodes(['ons E1', 'what is this']).odd).toBe('what is this');
  });

  it('takes each line once', () => {
    expect(linesIn(' a  b \n\na b\nc')).toEqual(['a b', 'c']);
    expect(linesIn(null)).toEqual([]);
  });
});
