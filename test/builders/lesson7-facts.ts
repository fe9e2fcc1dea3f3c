import { addDays, day } from '../../src/kernel/calendar-day.js';
import { onDay } from '../../src/kernel/period.js';
import type { DirectionChange, Lesson7Facts, MeasureFact } from '../../src/lessons/domain/lesson7/facts.js';
import type { DipPoint } from '../../src/measures/domain/dip.js';
import { aRun, on, used } from './signal-facts.js';

/** The trigger of `aRun`. */
const trigger = day('2024-06-01');
/** Numbers come every thirty days, so that every date may be moved by days; the first after the trigger two weeks on. */
const step = 30;
export const numberDay = (place: number): ReturnType<typeof day> => addDays(trigger, place * step + 14);

/** Twelve values of mean 11 whose ranges are all 2: one deviation is 2 / 1.128. */
const before = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
/** A value so many deviations above the level. */
export const at = (z: number): number => 11 + (z * 2) / 1.128;

/** Twelve numbers before the trigger and, after it, those that lie so many deviations from the level. */
export const points = (zs: readonly number[]): readonly DipPoint[] =>
  [...before, ...zs.map(at)].map((value, index) => ({
    on: onDay(numberDay(index - before.length)),
    value,
    isWithheld: false,
    startsScale: false,
  }));

/** A measure of what is done, of which more is better. */
export const aMeasure = (label: string, zs: readonly number[], more: Partial<MeasureFact> = {}): MeasureFact => ({
  fact: { kind: 'measure', id: label, ref: `ME-${label}`, label, on: null },
  role: 'process',
  polarity: 'higher',
  frequency: 'irregular',
  lagDays: null,
  safetyCritical: false,
  points: points(zs),
  charted: [],
  written: [],
  rebasedOn: [],
  ...more,
});

export const steady = [0, 0, 0, 0];
/** Found with its third number, 74 days after the trigger, and from its first. */
export const fallen = [-2, -3, -3, -2];
export const turned = [-2, -2, -3, -3, -3, -1, -1, -1, -1, -1, -1];
export const back = [-3, -3, -3, -1, 0, 0, 0, 0, 0];
export const better = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];

export const lesson7Facts = (more: Partial<Lesson7Facts> = {}): Lesson7Facts => ({
  run: aRun(),
  measures: [],
  changes: [],
  ...more,
});

export const aChange = (id: string, date: string, more: Partial<DirectionChange> = {}): DirectionChange => {
  const when = on(date);
  if (!when) throw new Error(`There is no date ${date}`);
  return { fact: { ...used(id, date), on: when }, kind: 'post', dropped: null, ...more };
};
