import {
  cookies,
  forgedForms,
  headersEverywhere,
  keptByNobody,
  noOtherOrigins,
  nothingInline,
  noTokenInAddresses,
  openRedirects,
  readingChangesNothing,
  sealedOnly,
} from './proofs/browser.js';
import { openSite, type Site } from './site.js';

const minutes = 60_000;

describe('in the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['is sent what keeps it safe with every answer there is', headersEverywhere],
    ['is told by no answer that another site may read it', noOtherOrigins],
    ['can forge no form, on any route', forgedForms],
    ['changes nothing by reading, on any route', readingChangesNothing],
    ['runs nothing that stands in a page', nothingInline],
    ['is led nowhere but here', openRedirects],
    ['keeps nothing that one person saw', keptByNobody],
    ['sees no token in an address or a page', noTokenInAddresses],
  ])(
    '%s',
    async (_, proof) => {
      expect(await proof(site)).toEqual([]);
      expect(site.test.faults).toEqual([]);
    },
    2 * minutes,
  );
});

describe('in the browser, on https', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ publicUrl: 'https://turnaround.example', fewPeople: true });
  }, minutes);
  afterAll(() => site.close());

  it.each([
    ['binds its cookie to this very address', cookies],
    ['is told with every answer that nothing but https will do', sealedOnly],
  ])('%s', async (_, proof) => {
    expect(await proof(site)).toEqual([]);
  });
});
