import { conflict } from './conflict.js';
import { checkboxes, dayBoxes, fieldsFor, form, prose, radios, select, text } from './form.js';

const choices = [
  { value: 'a', text: 'First' },
  { value: 'b', text: 'Second', hint: 'After the first' },
];

describe('a form', () => {
  it('stands with what is held', () => {
    const model = form({
      action: '/x',
      button: 'Save',
      version: 3,
      fields: [
        text({ name: 'name', label: 'Name', value: 'Northwick' }),
        dayBoxes({ name: 'on', label: 'On', value: '2018-03' }),
        radios({ name: 'kind', label: 'Kind', choices, value: 'b' }),
        select({ name: 'other', label: 'Other', choices }),
        checkboxes({ name: 'many', label: 'Many', choices, values: ['a'] }),
      ],
    });
    expect(model.hidden[0]).toEqual({ name: 'version', value: '3' });
    expect(JSON.parse(model.hidden[1]?.value ?? '')).toMatchObject({
      name: 'Northwick',
      'on-year': '2018',
      many: ['a'],
    });
    expect(model.errors).toEqual([]);
    const [name, on, kind, other, many] = model.fields;
    expect(name?.text?.value).toBe('Northwick');
    expect(on?.boxes?.map(({ value }) => value)).toEqual(['', '3', '2018']);
    expect(kind?.radios?.options.map(({ chosen }) => chosen)).toEqual([false, true]);
    expect(other?.select?.options.map(({ chosen }) => chosen)).toEqual([true, false, false]);
    expect(many?.checkboxes?.options.map(({ chosen }) => chosen)).toEqual([true, false]);
  });

  it('stands with what was typed, its errors in the order of the fields, each leading to its own', () => {
    const model = form({
      action: '/x',
      button: 'Save',
      fields: [
        text({ name: 'name', label: 'Name', value: 'held' }),
        prose({ name: 'why', label: 'Why', value: 'held', hint: 'In a sentence' }),
        dayBoxes({ name: 'on', label: 'On', value: '2018-03-09' }),
        radios({ name: 'kind', label: 'Kind', choices }),
      ],
      tried: {
        posted: { name: '', why: 'typed', 'on-day': '31', 'on-month': 'x' },
        errors: { kind: 'Select a kind', on: 'On must be a real date', name: 'Enter the name' },
      },
    });
    expect(model.errors).toEqual([
      { text: 'Enter the name', href: '#field-name' },
      { text: 'On must be a real date', href: '#field-on' },
      { text: 'Select a kind', href: '#field-kind' },
    ]);
    expect(model.fields.map(({ describedBy }) => describedBy)).toEqual([
      'field-name-error',
      'field-why-hint',
      'field-on-error',
      'field-kind-error',
    ]);
    expect(model.fields[0]?.text?.value).toBe('');
    expect(model.fields[1]?.prose?.value).toBe('typed');
    expect(model.fields[2]?.boxes?.map(({ value }) => value)).toEqual(['31', 'x', '']);
    expect(model.fields[2]?.boxes?.[0]?.id).toBe('field-on');
    expect(model.fields[3]?.radios?.options[0]?.id).toBe('field-kind');
  });

  it('never sends a password back', () => {
    const { password } = fieldsFor(
      { posted: { password: 'a secret of mine' }, errors: {} },
      { password: text({ name: 'password', label: 'Password', type: 'password', value: 'held' }) },
    );
    expect(password.text?.value).toBe('');
  });

  it('says first what somebody else saved meanwhile', () => {
    const model = form({
      action: '/x',
      button: 'Save',
      fields: [text({ name: 'name', label: 'Name', value: 'theirs' })],
      version: 4,
      tried: {
        posted: { name: 'mine' },
        errors: {},
        conflict: conflict({
          thing: 'inspection',
          at: '10:42 on 4 March 2026',
          rows: [
            { label: 'Name', saved: 'theirs', typed: 'mine' },
            { label: 'Reason', saved: '', typed: null },
          ],
        }),
      },
    });
    expect(model.errors).toEqual([
      {
        text: 'Someone changed this inspection at 10:42 on 4 March 2026. Your version is below. Check it and save again',
        href: '#conflict',
      },
    ]);
    const told = model.conflict?.rows.map(({ label, saved, typed, differs }) => [
      label,
      saved.map((part) => part.text).join(''),
      typed.map((part) => part.text).join(''),
      differs,
    ]);
    expect(told).toEqual([
      ['Name', 'theirs', 'mine', true],
      ['Reason', 'Nothing', 'Nothing', false],
    ]);
    expect(model.fields[0]?.text?.value).toBe('mine');
    expect(model.hidden).toEqual([
      { name: 'version', value: '4' },
      { name: 'was', value: '{"name":"theirs"}' },
    ]);
  });
});
