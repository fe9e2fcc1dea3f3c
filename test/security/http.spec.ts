import {
  brokenDatabase,
  charsets,
  errorPages,
  forwardedFor,
  hiddenFiles,
  largeBodies,
  otherBodies,
  otherMethods,
  smuggling,
  strangeHosts,
} from './proofs/http.js';
import { openSite, type Site } from './site.js';

describe('over HTTP', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  });
  afterAll(() => site.close());

  it.each([
    ['answers only to its own name, and repeats nobody else’s', strangeHosts],
    ['refuses every method but reading and posting, TRACE above all', otherMethods],
    ['never reads one request as two', smuggling],
    ['shows no file of the program or the machine', hiddenFiles],
    ['cuts off a body that is larger than any form', largeBodies],
    ['reads nothing that is not a form', otherBodies],
    ['believes nobody’s word about where they come from', forwardedFor],
    ['says on every text what letters it is in', charsets],
    ['answers any identifier with a page, never with its insides', errorPages],
    ['says that something went wrong without its insides when the database is gone', brokenDatabase],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    180_000,
  );
});
