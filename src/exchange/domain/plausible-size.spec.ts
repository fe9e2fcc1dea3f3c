import type { Profile } from './profile.js';
import { shrinkage } from './plausible-size.js';

const profile = (holds: Profile['holds'], smallest: number): Profile => ({ holds, smallest }) as Profile;

describe('the size of a publication', () => {
  it('is plausible from the smallest whole one on', () => {
    expect(shrinkage(profile('snapshot', 140), 140, null)).toBeNull();
    expect(shrinkage(profile('snapshot', 140), 139, null)).toContain(
      'has 139 rows; a whole publication has at least 140',
    );
  });

  it('of a snapshot or register is held against the last before it', () => {
    expect(shrinkage(profile('snapshot', 1), 90, 100)).toBeNull();
    expect(shrinkage(profile('register', 1), 89, 100)).toContain('the last import of it had 100');
  });

  it('of events is not: a later file may hold the latest only', () => {
    expect(shrinkage(profile('events', 1), 1, 100_000)).toBeNull();
  });
});
