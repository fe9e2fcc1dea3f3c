import { type Filters, filterForm, readFilters } from './filters.js';

const filters = {
  q: { kind: 'text', label: 'Name' },
  kind: {
    kind: 'many',
    label: 'Kind',
    choices: [
      { value: 'council', text: 'Council' },
      { value: 'school', text: 'School' },
    ],
  },
  state: { kind: 'one', label: 'State', any: 'Any state', choices: [{ value: 'open', text: 'Open' }] },
} as const satisfies Filters;

describe('reading a filter', () => {
  it('gives the chosen values in the form each filter declares', () => {
    expect(readFilters(filters, { q: ' sussex ', kind: ['council', 'school', 'council'], state: 'open' })).toEqual({
      values: { q: 'sussex', kind: ['council', 'school'], state: 'open' },
      notes: [],
    });
    expect(readFilters(filters, { kind: 'council', utm_source: 'mail', state: '' })).toEqual({
      values: { q: null, kind: ['council'], state: null },
      notes: [],
    });
  });

  it('leaves out what makes no sense, and says what', () => {
    const { values, notes } = readFilters(filters, {
      kind: ['council', 'zoo', { $gt: '' }],
      state: ['open', 'open'],
      q: { a: 1 },
    });
    expect(values).toEqual({ q: null, kind: ['council'], state: null });
    expect(notes[0]).toContain('“Name” could not be read');
    expect(notes[1]).toContain('“zoo” is not one of the choices under “Kind”');
    expect(notes[2]).toContain('One value is not one of the choices');
    expect(notes[3]).toContain('“State” was given more than once');
  });

  it('keeps a long text short and takes control characters out', () => {
    expect(readFilters(filters, { q: 'x'.repeat(5000) }).values.q).toHaveLength(100);
    expect(readFilters(filters, { q: 'a\u0000\u202Eb' }).values.q).toBe('a  b');
  });

  it('does not mistake what every object has for a value', () => {
    const query = JSON.parse('{"__proto__": {"q": "x"}, "constructor": "y"}') as Record<string, unknown>;
    expect(readFilters(filters, query).values).toEqual({ q: null, kind: [], state: null });
  });
});

describe('the filter beside a list', () => {
  const { values } = readFilters(filters, { q: 'sussex', kind: ['council', 'school'] });
  const form = filterForm(filters, values, { path: '/organisations', keep: { sort: 'name', page: 3, known: null } });

  it('offers each chosen value to be taken away, with the rest and the order kept', () => {
    expect(form.selected).toEqual([
      { label: 'Name', tags: [{ text: 'sussex', href: '/organisations?kind=council&kind=school&sort=name' }] },
      {
        label: 'Kind',
        tags: [
          { text: 'Council', href: '/organisations?q=sussex&kind=school&sort=name' },
          { text: 'School', href: '/organisations?q=sussex&kind=council&sort=name' },
        ],
      },
    ]);
    expect(form.clearHref).toBe('/organisations?sort=name');
    expect(form.isFiltered).toBe(true);
  });

  it('draws each field in one way, with what was chosen', () => {
    expect(form.fields.map((field) => [field.text !== null, field.many !== null, field.one !== null])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
    expect(form.fields[1]?.many?.options.every((option) => option.chosen)).toBe(true);
    expect(form.fields[2]?.one?.options[0]).toMatchObject({ value: '', text: 'Any state', chosen: true });
    expect(form.hidden).toEqual([{ name: 'sort', value: 'name' }]);
  });
});
