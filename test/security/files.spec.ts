import { formsOfFiles, namesOfFiles, strangeFiles } from './proofs/files.js';
import { everyUpload } from './proofs/uploads.js';
import { openSite } from './site.js';

const minutes = 60_000;

describe('a file that somebody hands in', () => {
  it.each([
    ['is what its name says, of a kind that nothing runs or unpacks, and not too large', strangeFiles],
    ['keeps of its name what may be printed, and is saved under it', namesOfFiles],
    ['is refused at every route that takes files where it is none that may be taken', everyUpload],
    ['comes in a form that has an end, and breaks nothing where it has none', formsOfFiles],
  ])(
    '%s',
    async (_, proof) => {
      const site = await openSite({ fewPeople: true });
      try {
        expect(await proof(site)).toEqual([]);
        expect(site.test.faults).toEqual([]);
      } finally {
        await site.close();
      }
    },
    3 * minutes,
  );
});
