import {
  everyFormHasItsKey,
  literalSigns,
  longFields,
  prototypes,
  repeatedFields,
  storedAddresses,
  storedFormulas,
  storedWords,
  strangeFields,
  strangeQuestions,
  unrealDates,
} from './proofs/input.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;

describe('what a form or an address says', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['is taken for a word in every question that a page understands', strangeQuestions],
    ['is looked for as it is written, and sorts only by what is offered', literalSigns],
    ['cannot bring a field that the form has not', strangeFields],
    ['cannot say one thing twice', repeatedFields],
    ['is answered soon, however much of the worst it says', longFields],
    ['names no day that there is not', unrealDates],
    ['never reaches the root of all objects', prototypes],
    ['is known again when it is sent twice', everyFormHasItsKey],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    // Every form there is, many times over: their number grows.
    5 * minutes,
  );
});

describe('what the record holds', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterEach(() => site.close());

  it.each([
    ['is words on every page, whatever stands in it', storedWords],
    ['leads nowhere that runs', storedAddresses],
    ['is run by no spreadsheet', storedFormulas],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
    },
    3 * minutes,
  );
});
