import { day } from '../../kernel/calendar-day.js';
import { lessonGuides, signalGuideOf } from './lesson-guide.js';
import { guideInForce, limitSentence, limitWords, withLimits } from './limit-words.js';
import { initialLimits } from './limits.js';
import { signals } from './signals.js';

describe('a limit in words', () => {
  it.each([
    ['share', 0.8, '80%'],
    ['points', -0.1, '−10 points'],
    ['months', 6, '6 months'],
    ['months', 1, '1 month'],
    ['exit criteria', 1, '1 exit criterion'],
    ['quarters without a concern', 1, '1 quarter without a concern'],
    ['pieces of learning', 2, '2 pieces of learning'],
  ])('of %s, %s: %s', (unit, value, words) => {
    expect(limitWords({ unit }, value)).toBe(words);
  });

  it('reads after its label', () => {
    expect(limitSentence({ name: 'supports', label: 'Supported up to', unit: 'months', initial: 6 }, 8)).toBe(
      'Supported up to 8 months',
    );
  });
});

describe('the guide with the limits in force', () => {
  const other = {
    signalKey: 'L1.1',
    edition: 2,
    limits: { supports: 8, challenge: 10 },
    validFrom: day('2026-06-01'),
    reason: 'Because',
    owner: 'The makers',
  };

  it('says the limits of the day, and never those of the code', () => {
    const guide = signalGuideOf('L1.1');
    expect(guideInForce(guide, [other], day('2026-06-01')).discuss).toBe('More than 8 months and up to 10 months');
    expect(guideInForce(guide, [], day('2026-06-01')).discuss).toBe('More than 6 months and up to 12 months');
  });

  it('leaves no limit of a signal unsaid, and none in braces that there is not', () => {
    for (const signal of signals) {
      const { measure, supports, discuss, challenge, needs } = signalGuideOf(signal.key);
      const text = [measure, supports, discuss, challenge, needs].join(' | ');
      const unsaid = signal.limits.filter(({ name }) => !text.includes(`{${name}}`)).map(({ name }) => name);
      expect([signal.key, unsaid]).toEqual([signal.key, []]);
      expect(withLimits(text, signal.limits, initialLimits(signal))).not.toContain('{');
    }
  });

  it('has at most six limits a signal, so that a form can hold them', () => {
    expect(signals.filter(({ limits }) => limits.length > 6)).toEqual([]);
    expect(lessonGuides).toHaveLength(8);
  });
});
