import {
  noDefaultAccount,
  passwordHashes,
  quietLogs,
  sameAnswer,
  sessionsAreEnded,
  sessionsEnd,
  toldInTheTrail,
  tokens,
} from './proofs/sessions.js';
import { openSite, type Site } from './site.js';

/** What takes the time of a sign-in is counted, not timed. */
jest.mock('@node-rs/argon2', () =>
  jest.requireActual<typeof import('./watched-argon2.js')>('./watched-argon2').watchedArgon2(),
);

const minutes = 60_000;

describe('whoever signs in', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['finds no account that nobody set up', noDefaultAccount],
    ['has a password that is kept as argon2id, two at a time', passwordHashes],
    ['is answered the same, in the same time, whether there is such an account or not', sameAnswer],
    ['has a token of 256 bits, new each time, that is with them only', tokens],
    ['is out after half an hour of silence and half a day at most', sessionsEnd],
    ['is out at once when they leave, are shut out or lose their role', sessionsAreEnded],
    ['leaves one line for each sign-in and each refusal', toldInTheTrail],
    ['leaves no secret and no made-up line in any log', quietLogs],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
    },
    2 * minutes,
  );
});
