import { parsePeriod } from '../kernel/period.js';
import { formatPeriod, notKnown } from './format.js';
import { outsideHref } from './links.js';
import type { Citation, Citations } from './parts.js';

/** A source as the record gives it: what every page needs to number and print it. */
export type CitedSource = {
  /** `SO-0012`. */
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  /** As exactly as it is known: `2018`, `2018-03`, `2018-03-09`. */
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly verified: boolean;
};

/** "8 May 2019", "May 2019", "2019"; null where no date is known. */
export function writtenDate(text: string | null): string | null {
  const period = text === null ? null : parsePeriod(text);
  return period ? formatPeriod(period) : null;
}

/** The same for a cell that must not stay empty: "Not known". */
export const dateOrNotKnown = (text: string | null): string => writtenDate(text) ?? notKnown;

/** How a page says whether anybody has read the source for this record. */
export const sourceCheck = (verified: boolean): string => (verified ? 'Read for this record' : 'Not verified');

/** The mark that leads to the source at the foot of the page. `href` is our own page about the source. */
export const cite = (citations: Citations, source: CitedSource, href: string): Citation =>
  citations.cite({
    id: source.ref,
    title: source.title,
    href,
    publisher: source.publisher,
    date: writtenDate(source.publishedOn),
    outside: outsideHref(source.url),
    archive: outsideHref(source.archiveUrl),
    verified: source.verified ? null : sourceCheck(false),
  });
