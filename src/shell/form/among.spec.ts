import { among } from './among.js';
import { checkboxes, dayBoxes, form, radios, text } from './form.js';

const model = form({
  action: '/there',
  button: 'Save',
  version: 3,
  tried: { posted: { note: 'words' }, errors: { note: 'Too short', elsewhere: 'Not here' } },
  fields: [
    radios({
      name: 'answer',
      label: 'Answer',
      choices: [
        { value: 'a', text: 'A', hint: 'First' },
        { value: 'b', text: 'B' },
      ],
    }),
    text({ name: 'note', label: 'Note', hint: 'A line' }),
    dayBoxes({ name: 'on', label: 'On' }),
    checkboxes({ name: 'field-like', label: 'Many', choices: [{ value: 'x', text: 'X' }] }),
  ],
});

describe('a form among others', () => {
  const one = among('MS-0001', model);

  it('has ids of its own throughout', () => {
    const [answer, note, on, many] = one.fields;
    expect(answer?.radios?.options.map(({ id }) => id)).toEqual(['MS-0001-answer', 'MS-0001-answer-2']);
    expect(note?.id).toBe('MS-0001-note');
    expect(note?.describedBy).toBe('MS-0001-note-hint MS-0001-note-error');
    expect(on?.boxes?.map(({ id }) => id)).toEqual(['MS-0001-on', 'MS-0001-on-month', 'MS-0001-on-year']);
    expect(many?.checkboxes?.options.map(({ id }) => id)).toEqual(['MS-0001-field-like']);
    expect(one.errors.map(({ href }) => href)).toEqual(['#MS-0001-answer', '#MS-0001-note']);
  });

  it('sends what it would send alone', () => {
    expect(one.fields.map(({ name }) => name)).toEqual(model.fields.map(({ name }) => name));
    expect(one.fields[2]?.boxes?.map(({ name }) => name)).toEqual(model.fields[2]?.boxes?.map(({ name }) => name));
    expect([one.action, one.hidden, one.button]).toEqual([model.action, model.hidden, model.button]);
  });

  it('may be where the keyboard begins', () => {
    expect(one.fields.some(({ focused }) => focused)).toBe(false);
    expect(among('a', model, 'note').fields.map(({ focused }) => focused)).toEqual([false, true, false, false]);
  });

  it('is the same among nobody', () => {
    expect(among('field', model)).toEqual(model);
  });
});
