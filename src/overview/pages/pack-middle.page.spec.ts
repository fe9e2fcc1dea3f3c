import { day } from '../../kernel/calendar-day.js';
import type { PackForecast, PackPlan } from '../domain/pack/pack-facts.js';
import { forecastWords } from './pack-middle.page.js';

const words = (forecast: Partial<PackForecast> | null): string | null => {
  const whole = { open: 12, laterThanAny: 0, closed: 9, needed: null, dates: null, ...forecast };
  const plan = { title: 'Getting to good', forecast: forecast && whole } as PackPlan;
  return forecastWords(plan)?.replaceAll('\u00a0', ' ') ?? null;
};
const dates = { count: 12, p50: day('2027-03-01'), p80: day('2027-06-01') };

it.each<[string, Partial<PackForecast> | null, string | null]>([
  ['nothing in the public form', null, null],
  [
    'that there are too few',
    { closed: 3, needed: 8 },
    'Getting to good: too few to forecast. 3 of 8 milestones that it takes have closed.',
  ],
  ['that all have closed', { open: 0 }, 'Getting to good: every milestone has closed.'],
  [
    'both days',
    { dates },
    'Getting to good: an even chance that all 12 that are open are finished by 1 March 2027, a four in five chance by 1 June 2027.',
  ],
  [
    'how many are later than any',
    { laterThanAny: 2, dates: { ...dates, count: 10, p80: null } },
    'Getting to good: an even chance that 10 of the 12 that are open are finished by 1 March 2027, and no day with a four in five chance. 2 open milestones are later already than every one that closed, and no day is given for them.',
  ],
  [
    'that no day is likely',
    { dates: { ...dates, p50: null, p80: null } },
    'Getting to good: no day can be given by which it is more likely finished than not.',
  ],
  [
    'that nothing can be said',
    { laterThanAny: 1 },
    'Getting to good: no open milestone can be forecast. 1 open milestone is later already than every one that closed, and no day is given for it.',
  ],
])('says %s', (_what, forecast, said) => {
  expect(words(forecast)).toBe(said);
});
