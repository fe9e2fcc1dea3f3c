import { isWithoutTrace } from './without-trace.js';

describe('an address at which nobody is known', () => {
  it.each(['/raise-a-concern', '/concern', '/concern/harbour-otter-maple-293'])('is %s', (path) => {
    expect(isWithoutTrace(path)).toBe(true);
  });

  it.each(['/', '/concerns', '/concerns/CN-0001', '/organisations/northwick/concerns', '/report-a-mistake'])(
    'is not %s',
    (path) => {
      expect(isWithoutTrace(path)).toBe(false);
    },
  );
});
