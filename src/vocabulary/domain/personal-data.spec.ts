import { personalDataIn } from './personal-data.js';

describe('words that could identify a person', () => {
  it.each([
    ['We spoke with Mrs Smith about her son.', 'name'],
    ['The child, Amelia, had been seen twice.', 'name'],
    ['The social worker Jane Brown left in May.', 'name'],
    ['A boy called Thomas was moved.', 'name'],
    ['DOB 03/04/2012, seen at home.', 'date_of_birth'],
    ['She was born on 12 March 2014.', 'date_of_birth'],
    ['NHS number 943 476 5919 was on the file.', 'nhs_number'],
    ['On file: 9434765919.', 'nhs_number'],
    ['Pupil A123456789012 was off roll.', 'pupil_number'],
    ['QQ was wrong, AB 12 34 56 C was right.', 'national_insurance_number'],
    ['See case number 104556.', 'case_number'],
    ['LCS ID: 88213', 'case_number'],
    ['The family moved to RH12 1AB.', 'postcode'],
    ['Child A waited nine weeks.', 'initials'],
    ['Write to jo.bloggs@council.gov.uk.', 'email'],
    ['Ring 07700 900123.', 'phone'],
  ])('%s', (text, sign) => {
    expect(personalDataIn(text)).toContain(sign);
  });

  it.each([
    'Of 24 case files, 19 showed a visit within 10 working days (pages 3 to 5).',
    'The child protection conference met on 12 March 2024.',
    'Children in Need plans were late in 2023/24.',
    'The Director of Children’s Services told inspectors that 14% of posts were vacant.',
    'Inspectors tracked 12 cases and spoke with 30 staff.',
    'The child Protection Plan was out of date.',
    'Telephone calls rose from 1200 to 3400 a month.',
    'The number 943 476 5918 has the wrong check digit.',
    'Pupil premium spending was not evaluated.',
    'The Mother and Baby Unit was closed.',
    'In March 2024 the social worker changed.',
  ])('and words that could not: %s', (text) => {
    expect(personalDataIn(text)).toEqual([]);
  });
});
