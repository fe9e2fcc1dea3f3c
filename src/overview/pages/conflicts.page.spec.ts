import type { ConflictFact } from '../domain/dossier.js';
import { Citing } from './citing.page.js';
import { conflictParts } from './conflicts.page.js';

const source = (ref: string) => ({
  ref,
  title: ref,
  publisher: null,
  publishedOn: null,
  url: null,
  archiveUrl: null,
  verified: true,
});

describe('where sources disagree', () => {
  it('keeps every claim with its sources, the one that is shown first, and says why', () => {
    const conflict: ConflictFact = {
      id: 'c',
      ref: 'SC-0001',
      topic: 'When it became an academy',
      shownFirst: 1,
      why: 'The report shows it as it was.',
      claims: [
        { id: 'a', position: 0, text: '2011' },
        { id: 'b', position: 1, text: '2012' },
        { id: 'd', position: 2, text: '2013' },
      ],
      subjectIds: [],
    };
    const citing = new Citing(
      new Map([
        ['b', [source('SO-2')]],
        ['a', [source('SO-1'), source('SO-2')]],
      ]),
    );
    const [part] = conflictParts([conflict], citing);
    expect(
      part?.claims.map(({ lead, text, citations }) => [lead, text, citations.map(({ number }) => number)]),
    ).toEqual([
      ['Shown here', '2012', [1]],
      ['Also claimed', '2011', [1, 2]],
      ['Also claimed', '2013', []],
    ]);
    expect(part?.why).toBe('The report shows it as it was.');
    expect(citing.list().map(({ id }) => id)).toEqual(['SO-2', 'SO-1']);
  });
});
