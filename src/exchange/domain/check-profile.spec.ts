import { checkProfile, ProfileFault, readProfile } from './check-profile.js';

const whole = (): Record<string, unknown> => ({
  key: 'made-up',
  title: 'A publication',
  description: 'What it holds.',
  publisher: 'Somebody',
  licence: 'OGL',
  holds: 'events',
  vanished: 'says_nothing',
  smallest: 1,
  columns: { number: {}, name: {}, day: {}, rating: {} },
  dates: ['yyyy-mm-dd'],
  body: {
    kind: 'school',
    sector: 'schools',
    country: 'England',
    codes: [{ scheme: 'urn', column: 'number', form: { of: ['digits'], length: [5, 7] }, what: 'a number' }],
    name: 'name',
  },
  words: { four: { Good: 'good' } },
  inspections: [
    {
      inspectorate: 'Ofsted',
      subject: 'School',
      publishedOn: 'day',
      datedBy: 'publishedOn',
      versions: [
        {
          from: '2012-09-01',
          framework: 'ofsted_s5_2012',
          words: 'four',
          headline: { column: 'rating', area: 'overall', text: 'Overall effectiveness' },
        },
      ],
    },
  ],
});

const faultsOf = (change: (profile: ReturnType<typeof whole>) => void): readonly string[] => {
  const profile = whole();
  change(profile);
  try {
    checkProfile(profile, 'made-up.json');
    return [];
  } catch (error) {
    if (error instanceof ProfileFault) return error.faults;
    throw error;
  }
};

describe('a profile', () => {
  it('is whole with what it must have; the rest has its usual value', () => {
    expect(checkProfile(whole(), 'made-up.json')).toMatchObject({
      table: { headingWithin: 12, encodings: ['utf-8'], ragged: false },
      words: { four: { good: 'good' } },
      body: { knownBy: 'codes', strangers: 'register' },
    });
  });

  it.each<[string, (profile: Record<string, never>) => void, string]>([
    [
      'a field that there is none of',
      (profile) => Object.assign(profile, { colour: 'red' }),
      'there is no field colour',
    ],
    ['no title', (profile) => Object.assign(profile, { title: '' }), 'title: a text is needed'],
    [
      'a kind of body that there is none of',
      (profile) => Object.assign(profile.body, { kind: 'pub' }),
      'body.kind: one of',
    ],
    ['a column that is not listed', (profile) => Object.assign(profile.body, { name: 'Name' }), 'no column Name'],
    [
      'a form of date that there is none of',
      (profile) => Object.assign(profile, { dates: ['soon'] }),
      'dates[1]: one of',
    ],
    [
      'an absence that there is none of',
      (profile) => Object.assign(profile, { absences: { x: 'gone' } }),
      'absences.x: one of',
    ],
    ['words that are not there', (profile) => Object.assign(profile, { words: {} }), 'there are no words four'],
    [
      'neither code nor name',
      (profile) => Object.assign(profile.body, { codes: [], name: null }),
      'it needs codes or a name',
    ],
    ['no date', (profile) => Object.assign(profile.inspections[0], { publishedOn: null }), 'names no column'],
    ['a wrong count', (profile) => Object.assign(profile, { smallest: 0 }), 'smallest: a whole number'],
  ])('is refused with %s, saying where', (_what, change, words) => {
    const faults = faultsOf(change as never);
    expect(faults.join(' ')).toContain(words);
  });

  it('is told all its faults at once', () => {
    expect(faultsOf((profile) => Object.assign(profile, { title: '', holds: 'gossip', smallest: -1 }))).toHaveLength(3);
  });

  it('is refused when its file is not JSON', () => {
    expect(() => readProfile('{', 'made-up.json')).toThrow('made-up.json is not a profile. It is not JSON');
  });

  it('knows no word by a name that every object has', () => {
    expect(
      faultsOf((profile) =>
        Object.assign((profile.body as { codes: { column: string }[] }).codes[0], { column: 'constructor' }),
      ).join(),
    ).toContain('no column constructor');
  });
});
