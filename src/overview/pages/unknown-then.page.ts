import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import { asKnown, knownParameter, type KnownRefusal } from '../../shell/as-known.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';

export type UnknownThenPage = PageFacts & { readonly text: string; readonly organisation: Link };

type About = { readonly what: string; readonly path: string; readonly organisation: Link };

/** Stands for a record on a day on which nobody could know of it yet. */
export function unknownThenPage(
  { what, path, organisation }: About,
  known: Result<CalendarDay | null, KnownRefusal>,
): UnknownThenPage {
  const day = known.ok ? known.value : null;
  return {
    title: `${what} was not known then`,
    breadcrumbs: [organisation],
    asKnown: asKnown(known, { path }),
    text: day
      ? `Nothing about it had become known on ${formatDay(day)}, or nobody knows when it became known.`
      : 'Nothing about it is known.',
    organisation: { text: organisation.text, href: address(organisation.href, { [knownParameter]: day }) },
  };
}
