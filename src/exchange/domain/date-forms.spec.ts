import { periodText } from '../../kernel/period.js';
import { readDate } from './date-forms.js';
import { type DateForm, dateForms } from './profile-data.js';

const read = (text: string, ...forms: DateForm[]): string | null => {
  const on = readDate(text, forms);
  return on && periodText(on);
};

describe('a date of a publication', () => {
  it.each<[string, DateForm, string]>([
    ['2018-03-09', 'yyyy-mm-dd', '2018-03-09'],
    ['2018-03-09T00:00:00', 'yyyy-mm-dd', '2018-03-09'],
    ['09/03/2018', 'dd/mm/yyyy', '2018-03-09'],
    ['09/03/18', 'dd/mm/yy', '2018-03-09'],
    ['09-03-2018', 'dd-mm-yyyy', '2018-03-09'],
    ['20180309', 'yyyymmdd', '2018-03-09'],
    ['3/9/2018 12:00:00 AM', 'm/d/yyyy time', '2018-03-09'],
    ['February 2025', 'month yyyy', '2025-02'],
    ['2020-21', 'financial year', '2020'],
    ['18602', 'days since 1960', '2010-12-06'],
  ])('%s is read as %s', (text, form, on) => {
    expect(read(text, form)).toBe(on);
  });

  it.each<[string, DateForm]>([
    ['31/02/2018', 'dd/mm/yyyy'],
    ['9/3/2018', 'dd/mm/yyyy'],
    ['٠٩/٠٣/٢٠١٨', 'dd/mm/yyyy'],
    ['20181309', 'yyyymmdd'],
    ['13/1/2018 12:00:00 AM', 'm/d/yyyy time'],
    ['3/9/2018', 'm/d/yyyy time'],
    ['Smarch 2025', 'month yyyy'],
    ['2020-22', 'financial year'],
    ['99999', 'days since 1960'],
    ['', 'yyyy-mm-dd'],
  ])('%s is none in %s', (text, form) => {
    expect(read(text, form)).toBeNull();
  });

  it('is read in the first form that fits, and never as another day of the same digits', () => {
    expect(read('09/03/2018', 'm/d/yyyy time', 'dd/mm/yyyy')).toBe('2018-03-09');
    expect(read('2018-03-09', ...dateForms)).toBe('2018-03-09');
  });
});
