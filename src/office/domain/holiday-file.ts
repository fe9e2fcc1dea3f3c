import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';

/** `library/holidays.json`: the bank holidays that ship with the product. */
export type HolidayFile = {
  readonly title: string;
  readonly asAt: string;
  readonly firstYear: number;
  readonly lastYear: number;
  /** The last year whose days were published or proclaimed; later ones follow the standing rules. */
  readonly publishedTo: number;
  readonly note: string;
  readonly sources: readonly { readonly title: string; readonly publisher: string; readonly url: string }[];
  readonly days: readonly {
    readonly on: CalendarDay;
    readonly name: string;
    /** It stands in the place of a holiday that falls on a weekend. */
    readonly substitute: boolean;
    readonly nations: readonly Nation[];
  }[];
};
