/** Argon2 as it is, and seen at its work: for `jest.mock('@node-rs/argon2', …)` in a spec. */
export function watchedArgon2(): object {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
}
