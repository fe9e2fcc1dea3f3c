import type { CalendarDay } from '../../kernel/calendar-day.js';
import { letterDay } from '../../office/domain/letter-day.js';

/** Something that became public about a body. */
export type DigestNews = {
  readonly organisationId: string;
  readonly what: string;
  readonly title: string;
  readonly href: string;
};

export type DigestBody = { readonly organisationId: string; readonly name: string; readonly slug: string };

type Around = {
  readonly name: string;
  readonly publicUrl: string;
  readonly endPath: string;
  readonly until: CalendarDay;
};

/** So many of one body stand in a letter; its page has the others. */
const mostOfOne = 20;

/** The daily letter, or null when there is nothing to tell. */
export function digestLetter(
  bodies: readonly DigestBody[],
  news: readonly DigestNews[],
  { name, publicUrl, endPath, until }: Around,
): { readonly subject: string; readonly text: string } | null {
  const told = bodies.flatMap((body) => {
    const of = news.filter(({ organisationId }) => organisationId === body.organisationId);
    return of.length > 0 ? [{ body, of }] : [];
  });
  if (told.length === 0) return null;
  const paragraphs = told.map(({ body, of }) =>
    [
      body.name,
      ...of.slice(0, mostOfOne).map(({ what, title, href }) => `- ${what}: ${title}\n  ${publicUrl}${href}`),
      ...(of.length > mostOfOne
        ? [`- and ${of.length - mostOfOne} more: ${publicUrl}/organisations/${body.slug}/timeline`]
        : []),
    ].join('\n'),
  );
  return {
    subject:
      told.length === 1 && told[0]
        ? `What became public about ${told[0].body.name}`
        : `What became public about ${told.length} organisations that you watch`,
    text: [
      `Hello ${name},`,
      `This became public about organisations that you watch, up to ${letterDay(until)}.`,
      ...paragraphs,
      `All that you watch: ${publicUrl}/my-work`,
      `To get no more of these letters, open ${publicUrl}${endPath}. You need not sign in.`,
    ].join('\n\n'),
  };
}
