import { sealedByTriggers, tamperedTrail } from './proofs/audit.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;

describe('the trail of who did what', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['is sealed by the database itself', sealedByTriggers],
    ['names the first line that somebody changed, took out or moved', tamperedTrail],
  ])('%s', async (_, proof) => {
    expect(await proof(site)).toEqual([]);
  });
});
