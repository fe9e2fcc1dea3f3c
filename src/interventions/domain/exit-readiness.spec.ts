import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { ExitCriterionState } from './exit-criterion-state.js';
import { exitReadiness, readinessWords } from './exit-readiness.js';

const today = day('2026-11-23');
const criterion = (state: ExitCriterionState | null, metOn: string | null = null) => ({
  state,
  metOn: metOn === null ? null : period(metOn),
});

describe('readiness for the exit', () => {
  it('counts what is met and what has held', () => {
    const readiness = exitReadiness(
      [
        criterion('met', '2025-01-10'),
        criterion('met', '2026-05'),
        criterion('met', '2026-05-23'),
        criterion('met', '2026-05-24'),
        criterion('met', '2026-11-01'),
        criterion('partly_met'),
        criterion('not_met'),
        criterion('withdrawn'),
      ],
      today,
    );
    expect(readiness).toEqual({
      total: 7,
      met: 5,
      partlyMet: 1,
      notMet: 1,
      withdrawn: 1,
      notKnown: 0,
      held: 2,
      share: 5 / 7,
    });
    expect(readinessWords(readiness)).toBe('5 of 7 met, 2 held for 6 months');
  });

  it('holds a month to its last day: a criterion met in May has held from the end of November', () => {
    expect(exitReadiness([criterion('met', '2026-05')], day('2026-11-29')).held).toBe(0);
    expect(exitReadiness([criterion('met', '2026-05')], day('2026-11-30')).held).toBe(1);
  });

  it('has no share without criteria, and does not take the unknown for unmet', () => {
    expect(exitReadiness([], today).share).toBeNull();
    expect(readinessWords(exitReadiness([criterion('withdrawn')], today))).toBe('No exit criteria yet');
    expect(exitReadiness([criterion(null)], today)).toMatchObject({ total: 1, notKnown: 1, notMet: 0, share: 0 });
    expect(readinessWords(exitReadiness([criterion(null)], today))).toBe('0 of 1 met, none held for 6 months');
  });
});
