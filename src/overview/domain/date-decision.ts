import { withoutFullStop } from '../../kernel/full-stop.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { DateAnswer } from '../../plans/domain/date-request.js';

type Dated = {
  readonly ref: string;
  readonly title: string;
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly askedTo: CalendarDay;
  readonly moves: number;
};

type Said = { readonly answer: DateAnswer; readonly to: CalendarDay | null; readonly words: string | null };

const months = 'January February March April May June July August September October November December'.split(' ');

const dayWords = (value: CalendarDay): string => {
  const [year = '', month = '', date = ''] = value.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year}`;
};

/**
 * The decision about a date in the words of the minutes: what moves from where to where, what was first agreed, how
 * often it has moved, and what the board said with it.
 */
export function dateDecisionWords(
  { ref, title, baselineDue, currentDue, askedTo, moves }: Dated,
  { answer, to, words }: Said,
): string {
  const said = words ? ` ${withoutFullStop(words)}.` : '';
  const first = baselineDue ? ` First date: ${dayWords(baselineDue)}.` : '';
  const name = `${ref} ${title}`;
  if (answer === 'refused')
    return `The date of ${name} stays ${dayWords(currentDue)}. ${dayWords(askedTo)} was asked for and refused.${first}${said}`;
  const chosen = answer === 'different' && to ? to : askedTo;
  const instead = chosen === askedTo ? '' : `, not to ${dayWords(askedTo)} as asked`;
  return `The date of ${name} moves from ${dayWords(currentDue)} to ${dayWords(chosen)}${instead}. This is move ${moves + 1}.${first}${said}`;
}
