import { everyReference } from './every-reference.js';
import { aConfidentialInspection, guessedAddresses } from './scope.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;

describe('what only a team may know of', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it(
    'is found at no guessed address, by whoever is not of it',
    async () => {
      expect(await guessedAddresses(site, await aConfidentialInspection(site))).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    2 * minutes,
  );
});

describe('what belongs to one place', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it(
    'is found at no route that takes a reference, by whoever works at another place',
    async () => {
      expect(await everyReference(site)).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    4 * minutes,
  );
});
