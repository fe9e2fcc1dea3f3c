import { day } from '../../kernel/calendar-day.js';
import { failedAgainLetter, summaryNoticeLetter } from './case-letter.js';

const told = { ref: 'EP-0003', title: 'Children’s services', organisation: 'Northwick Council' };
const url = 'https://turnaround.example';

describe('a letter about a case', () => {
  it('says that a place has failed again, where to read it, and that nobody decided it', () => {
    const { subject, text } = failedAgainLetter(told, { ref: 'EP-0009' }, url);
    expect(subject).toBe('Northwick Council has failed again');
    expect(text).toContain(`The new case is EP-0009: ${url}/episodes/EP-0009`);
    expect(text).toContain(`The earlier case: ${url}/episodes/EP-0003`);
    expect(text).toContain('Nobody decided this');
  });

  it('leads to the earlier case where there is no new one', () => {
    expect(failedAgainLetter(told, null, url).text).toContain(`Read it here: ${url}/episodes/EP-0003`);
  });

  it('brings the words of a summary and the day from which they may be published', () => {
    const { subject, text } = summaryNoticeLetter(told, { text: 'It took two years.', from: day('2026-11-30') }, url);
    expect(subject).toBe('A summary of Northwick Council is to be published: EP-0003');
    expect(text).toContain('It took two years.');
    expect(text).toContain('from 30 November 2026');
    expect(text).toContain(`${url}/report-a-mistake`);
  });
});
