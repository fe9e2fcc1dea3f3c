import { withoutFullStop } from './full-stop.js';

describe('words without their full stop', () => {
  it.each([
    ['Staff were named.', 'Staff were named'],
    ['Staff were named. . \n', 'Staff were named'],
    ['St. Mary’s', 'St. Mary’s'],
    [' kept before', ' kept before'],
    ['...', ''],
    ['', ''],
  ])('%j is %j', (text, bare) => {
    expect(withoutFullStop(text)).toBe(bare);
  });
});
