import { conflict } from './conflict.js';
import type { Posted } from './posted.js';
import { readWas, valuesIn } from './held.js';
import { mergeConflict } from './merging.js';
import { checkboxes, dayBoxes, form, prose, select, text } from './form.js';

const choices = [
  { value: 'a', text: 'First' },
  { value: 'b', text: 'Second' },
];

const fieldsWith = (held: { name: string; why: string; on: string; kind: string; many: string[] }) => [
  text({ name: 'name', label: 'Name', value: held.name }),
  prose({ name: 'why', label: 'Why', value: held.why }),
  dayBoxes({ name: 'on', label: 'On', value: held.on }),
  select({ name: 'kind', label: 'Kind', choices, value: held.kind }),
  checkboxes({ name: 'many', label: 'Many', choices, values: held.many }),
];

const first = { name: 'Northwick', why: 'A council', on: '2018-03-09', kind: 'a', many: ['a'] };
const postedOf = (held: typeof first) => valuesIn(fieldsWith(held).map((make) => make(null)));

const merge = (saved: typeof first, typed: typeof first, was: typeof first | null = first) =>
  mergeConflict({
    thing: 'organisation',
    at: '10:42',
    fields: fieldsWith(saved),
    posted: { ...postedOf(typed), version: '1', was: JSON.stringify(postedOf(first)) },
    was: was && postedOf(was),
  });

describe('two people who changed the same', () => {
  it('see both, word by word', () => {
    const told = conflict({
      thing: 'report',
      at: '10:42',
      rows: [{ label: 'Why', saved: 'it is old', typed: 'it is new' }],
    });
    expect(told.message).toBe('Someone changed this report at 10:42. Your version is below. Check it and save again');
    expect(told.rows[0]).toMatchObject({
      differs: true,
      saved: [
        { text: 'it is ', only: false },
        { text: 'old', only: true },
      ],
    });
  });

  it('get together what each of them changed in different fields', () => {
    const merged = merge(
      { ...first, name: 'Northwick Council', on: '2019-04' },
      { ...first, why: 'A district council' },
    );
    expect(merged.posted).toMatchObject({
      name: 'Northwick Council',
      why: 'A district council',
      'on-day': '',
      'on-month': '4',
      'on-year': '2019',
      kind: 'a',
      many: ['a'],
    });
    expect(merged.conflict?.rows.map(({ label, standing }) => [label, standing])).toEqual([
      ['Name', 'You did not change this: what is saved is in the form'],
      ['Why', 'Only you changed this: yours is in the form'],
      ['On', 'You did not change this: what is saved is in the form'],
    ]);
  });

  it('keep their own words where both changed the same field, and are told so', () => {
    const merged = merge({ ...first, kind: 'b', many: ['a', 'b'] }, { ...first, kind: '', many: [] });
    expect(merged.posted).toMatchObject({ kind: '', many: [] });
    expect(merged.conflict?.rows.map(({ standing }) => standing)).toEqual([
      'Both of you changed this: yours is in the form',
      'Both of you changed this: yours is in the form',
    ]);
  });

  it('keep every word of theirs where nobody knows what they began with', () => {
    const merged = merge({ ...first, name: 'Saved' }, first, null);
    expect(merged.posted).toMatchObject({ name: 'Northwick' });
    expect(merged.conflict?.rows[0]?.standing).toBe('Yours is in the form');
  });

  it('send back what they began with only as long as it is that', () => {
    expect(merge(first, first).posted).not.toHaveProperty('was');
    expect(readWas({ was: JSON.stringify({ name: 'x', many: ['a'] }) })).toEqual({ name: 'x', many: ['a'] });
    for (const was of ['', 'x', '[]', 'null', '{"a":1}', '{"a":{"b":"c"}}']) expect(readWas({ was })).toBeNull();
  });

  it('carry in the form what it held when it was first shown, also after a field could not stand', () => {
    const asked = { action: '/x', button: 'Save', version: 2, merges: true, fields: fieldsWith(first) };
    const was = { name: 'was', value: JSON.stringify(postedOf(first)) };
    expect(form(asked).hidden).toContainEqual(was);
    const tried = { posted: { ...postedOf({ ...first, name: '' }), was: was.value }, errors: { name: 'Enter it' } };
    expect(form({ ...asked, tried }).hidden).toContainEqual(was);
  });
});

describe('a form that was sent after somebody else saved', () => {
  const message = 'Someone changed this criterion at 10:42. Your version is below. Check it and save again';
  const sent = (fields: ReturnType<typeof fieldsWith>, posted: Posted, standing = []) =>
    form({
      action: '/x',
      button: 'Save',
      version: 2,
      fields,
      standing,
      tried: { posted, errors: {}, conflict: { message, rows: [] } },
    });

  it('sets what is saved beside what was typed by itself, and brings both together', () => {
    const saved = fieldsWith({ ...first, name: 'Northwick Council' });
    const typed = { ...postedOf({ ...first, why: 'A district' }), version: '1', was: JSON.stringify(postedOf(first)) };
    const model = sent(saved, typed);
    expect(model.conflict?.rows.map(({ label, standing }) => [label, standing])).toEqual([
      ['Name', 'You did not change this: what is saved is in the form'],
      ['Why', 'Only you changed this: yours is in the form'],
    ]);
    expect(model.fields.slice(0, 2).map((field) => (field.text ?? field.prose)?.value)).toEqual([
      'Northwick Council',
      'A district',
    ]);
    expect(model.hidden[0]).toEqual({ name: 'version', value: '2' });
  });

  it('says how the record stands where the form itself starts empty', () => {
    const model = form({
      action: '/x',
      button: 'Save',
      version: 2,
      fields: [prose({ name: 'why', label: 'Why' })],
      standing: [
        { label: 'Where it stands', saved: 'Met', typed: 'Partly met' },
        { field: 'why', saved: 'Six months held' },
      ],
      tried: { posted: { why: 'Mine' }, errors: {}, conflict: { message, rows: [] } },
    });
    expect(model.conflict?.rows).toMatchObject([
      { label: 'Where it stands', saved: [{ text: 'Met' }], standing: null },
      { label: 'Why', standing: 'Yours is in the form' },
    ]);
    // Nothing was held before, so nothing is sent along to be compared.
    expect(model.hidden.map(({ name }) => name)).toEqual(['version']);
  });
});
