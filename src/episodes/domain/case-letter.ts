import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';

/** What a letter about a case says. */
export type CaseLetter = { readonly subject: string; readonly text: string };

export type ToldCase = { readonly ref: string; readonly title: string; readonly organisation: string };

const months = 'January February March April May June July August September October November December'.split(' ');
const dayWords = (value: CalendarDay): string => {
  const { year, month, date } = partsOf(value);
  return `${date} ${months[month - 1] ?? ''} ${year}`;
};

const close = 'You get this letter because you are named as somebody to tell, or work here for this organisation.';

/** That a place has failed again within its watch: to everybody who was to be told of the case. */
export function failedAgainLetter(
  earlier: ToldCase,
  next: { readonly ref: string } | null,
  publicUrl: string,
): CaseLetter {
  return {
    subject: `${earlier.organisation} has failed again`,
    text: [
      `The record shows that ${earlier.organisation} has failed again in what case ${earlier.ref} was about: ${earlier.title}.`,
      'Nobody decided this: it follows from a new judgement or a new formal step within 84 months of the recovery.',
      next
        ? `The new case is ${next.ref}: ${publicUrl}/episodes/${next.ref}`
        : `Read it here: ${publicUrl}/episodes/${earlier.ref}`,
      `The earlier case: ${publicUrl}/episodes/${earlier.ref}`,
      close,
    ].join('\n\n'),
  };
}

/** That a summary is about to be published, with its words: five working days to say whether they are right. */
export function summaryNoticeLetter(
  of: ToldCase,
  { text, from }: { readonly text: string; readonly from: CalendarDay },
  publicUrl: string,
): CaseLetter {
  return {
    subject: `A summary of ${of.organisation} is to be published: ${of.ref}`,
    text: [
      `A summary of case ${of.ref} (${of.title}) may be published from ${dayWords(from)}. Until then it is yours to say whether it is right.`,
      'This is what it says:',
      text,
      `Whoever has an account here reads it with its sources at ${publicUrl}/episodes/${of.ref}/summary. Others say what is wrong at ${publicUrl}/report-a-mistake.`,
      close,
    ].join('\n\n'),
  };
}
