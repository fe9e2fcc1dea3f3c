import { verify } from '@node-rs/argon2';
import { PasswordsService, TooBusy } from './passwords.service.js';

/** As it is, and seen at its work. */
jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});

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
    const verified = jest.mocked(verify);
    const against: string[] = [];
    for (const held of [hash, null]) {
      verified.mockClear();
      expect(await passwords.matches('not the password', held)).toBe(false);
      expect(verified).toHaveBeenCalledTimes(1);
      against.push(String(verified.mock.calls[0]?.[0]));
    }
    const strengthOf = (made: string): string => made.split('$').slice(1, 4).join(' ');
    expect(against[0]).toBe(hash);
    expect(strengthOf(against[1] ?? '')).toBe(strengthOf(hash));
    expect(await passwords.matches('of nobody at all', null)).toBe(false);
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
