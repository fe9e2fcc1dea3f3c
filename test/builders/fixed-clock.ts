import { type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';

/** It is always nine in the morning of the same day. */
export class FixedClock extends Clock {
  constructor(private readonly date: CalendarDay = day('2026-11-23')) {
    super();
  }

  now(): string {
    return `${this.date}T09:00:00.000Z`;
  }

  today(): CalendarDay {
    return this.date;
  }
}
