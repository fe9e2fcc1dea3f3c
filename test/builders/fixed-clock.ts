import { type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';

/** It is always nine in the morning of the same day, until a test turns it. */
export class FixedClock extends Clock {
  #date: CalendarDay;
  #time = '09:00';

  constructor(date: CalendarDay = day('2026-11-23')) {
    super();
    this.#date = date;
  }

  /** `time`: on the clocks of Greenwich, `16:59`. */
  turnTo(date: CalendarDay, time = '09:00'): void {
    this.#date = date;
    this.#time = time;
  }

  now(): string {
    return `${this.#date}T${this.#time}:00.000Z`;
  }

  today(): CalendarDay {
    return this.#date;
  }
}
