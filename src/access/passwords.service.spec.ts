import { PasswordsService, TooBusy } from './passwords.service.js';

describe('hashing passwords', () => {
  it('uses argon2id with 19 MiB, two passes and one lane, and never the same hash twice', async () => {
    const passwords = new PasswordsService();
    const [one, other] = [await passwords.hash('four quiet herons'), await passwords.hash('four quiet herons')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.matches('four quiet herons', one)).toBe(true);
    expect(await passwords.matches('four quiet heron', one)).toBe(false);
  });

  it('knows a password however the keyboard composed it', async () => {
    const passwords = new PasswordsService();
    const hash = await passwords.hash('cafe\u0301 at the corner');
    expect(await passwords.matches('caf\u00e9 at the corner', hash)).toBe(true);
  });

  it('works for nobody as hard as for somebody, and lets them not in', async () => {
    const passwords = new PasswordsService();
    const hash = await passwords.hash('four quiet herons');
    await passwords.matches('anything', null);
    const took = async (against: string | null): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 9; round += 1) {
        const start = performance.now();
        expect(await passwords.matches('not the password', against)).toBe(false);
        times.push(performance.now() - start);
      }
      return times.toSorted((a, b) => a - b)[4] ?? 0;
    };
    const ratio = (await took(null)) / (await took(hash));
    // Without the same work it would be a hundredth; a busy machine makes it no more than uneven.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('lets so many wait and refuses the rest at once, then works on', async () => {
    const passwords = new PasswordsService();
    const asked = Array.from({ length: 80 }, () =>
      passwords.hash('four quiet herons').catch((error: unknown) => error),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer instanceof TooBusy)).toHaveLength(80 - 2 - 64);
    expect(answers.filter((answer) => typeof answer === 'string')).toHaveLength(66);
    expect(await passwords.hash('four quiet herons')).toContain('$argon2id$');
  });
});
