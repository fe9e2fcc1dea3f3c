import { tokensAreTold, tokensEnd, tokensOpenNoPage, tokensReadNoMore, wrongTokens } from './proofs/bearers.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;

describe('a program with a token', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['reads what it was given, and no more than its person may', tokensReadNoMore],
    ['is out with its last day, its role, the password and the account of its person', tokensEnd],
    ['opens no page, writes nothing, and is answered for itself alone', tokensOpenNoPage],
    ['leaves its making, its end and what it took in the trail', tokensAreTold],
    ['is refused and counted where the token is none', wrongTokens],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
    },
    2 * minutes,
  );
});
