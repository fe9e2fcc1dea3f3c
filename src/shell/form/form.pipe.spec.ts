import { BadRequestException } from '@nestjs/common';
import { IsEmail } from 'class-validator';
import { DayBoxes, Many, Text } from './fields.js';
import { FormPipe } from './form.pipe.js';

class PlaceForm {
  @Text({ required: 'Enter the place' })
  place: string;

  @IsEmail({}, { message: 'Enter an email address in the right form, like name@example.com' })
  @Text({ max: 254 })
  email: string | null;
}

class VisitForm extends PlaceForm {
  @DayBoxes({ label: 'Date of the visit', required: 'Enter the date of the visit' })
  on: string;

  @Many(null)
  team: string[];
}

const pipe = new FormPipe(VisitForm);
const visit = { place: 'Northwick', email: '', 'on-day': '1', 'on-month': '2', 'on-year': '2026' };

describe('a form that was posted', () => {
  it('gives its values, those of the class it extends too, and what was typed', () => {
    const form = pipe.transform({ ...visit, team: ['a', 'b'] });
    expect(form).toEqual({
      ok: true,
      value: { place: 'Northwick', email: null, on: '2026-02-01', team: ['a', 'b'] },
      posted: { ...visit, team: ['a', 'b'] },
    });
    expect(form.ok && form.value).toBeInstanceOf(VisitForm);
  });

  it('gives one message a field, and everything that was typed', () => {
    const posted = { ...visit, place: ' ', email: 'not one', 'on-year': '' };
    expect(pipe.transform(posted)).toEqual({
      ok: false,
      errors: {
        place: 'Enter the place',
        email: 'Enter an email address in the right form, like name@example.com',
        on: 'Date of the visit must include a year',
      },
      posted,
    });
  });

  it.each([
    ['a field that it has not', { ...visit, role: 'administrator' }],
    ['a field sent twice', { ...visit, place: ['Northwick', 'Eastmere'] }],
    ['an object for a text', { ...visit, place: { $gt: '' } }],
    ['a list for a form', [visit]],
    ['a text for a form', 'place=Northwick'],
    ['its own prototype', JSON.parse('{"__proto__":{"isAdmin":"yes"},"place":"Northwick"}') as unknown],
  ])('is not understood with %s', (_, body) => {
    expect(() => pipe.transform(body)).toThrow(BadRequestException);
  });

  it('is empty where nothing came: every message is told', () => {
    const form = pipe.transform(undefined);
    expect(form.ok ? [] : Object.keys(form.errors)).toEqual(['place', 'on']);
  });
});
