import type { CalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { frequencies, type Frequency } from '../../measures/domain/measure.js';
import { dueState, type DueState } from '../../measures/domain/measure-period.js';

/** A measure in use with one period of it that has a number; of one without any, `occurredOn` is null. */
type Row = {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly organisationId: string;
  readonly frequency: string;
  readonly lagDays: number | null;
  readonly occurredOn: string | null;
  readonly status: string | null;
};

export type MeasureDue = Pick<Row, 'id' | 'ref' | 'name' | 'organisationId'> &
  DueState & {
    /** Periods whose numbers are provisional, the oldest first. */
    readonly provisional: readonly Period[];
  };

const isFrequency = (code: string): code is Frequency => Object.hasOwn(frequencies, code);

/** What is due of each measure that is in use, in the order of the rows. */
export const measuresDue = (rows: readonly Row[], today: CalendarDay): readonly MeasureDue[] =>
  [...groupBy(rows, ({ id }) => id).values()].flatMap((own): MeasureDue[] => {
    const [first] = own;
    if (!first) return [];
    const { id, ref, name, organisationId, frequency, lagDays } = first;
    const known = own.flatMap(({ occurredOn, status }) => {
      const on = occurredOn === null ? null : parsePeriod(occurredOn);
      return on ? [{ on, isProvisional: status === 'provisional' }] : [];
    });
    const state = dueState(
      { frequency: isFrequency(frequency) ? frequency : 'irregular', lagDays, isKept: true },
      known.map(({ on }) => on),
      today,
    );
    const provisional = known.filter(({ isProvisional }) => isProvisional).map(({ on }) => on);
    return [{ id, ref, name, organisationId, ...state, provisional }];
  });
