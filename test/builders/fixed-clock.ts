import { type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';
import { addMinutes } from '../../src/kernel/instant.js';

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

/** It stands still until a test moves it on. */
export class MovingClock extends Clock {
  constructor(private instant = '2026-11-23T09:00:00.000Z') {
    super();
  }

  now(): string {
    return this.instant;
  }

  today(): CalendarDay {
    return day(this.instant.slice(0, 10));
  }

  forward(minutes: number): void {
    this.instant = addMinutes(this.instant, minutes);
  }
}
