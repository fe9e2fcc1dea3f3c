import { aPackMeasure, packFacts } from '../../../test/builders/pack-facts.js';
import { day } from '../../kernel/calendar-day.js';
import type { PackPeople } from '../domain/pack/pack-facts.js';
import { publicFacts } from '../domain/pack/public-facts.js';
import { textsOf } from './pack-book.page.js';
import { peopleSection } from './pack-people.page.js';

const people: PackPeople = {
  concerns: {
    years: [{ year: 2025, raised: '31' }],
    quarters: [
      { year: 2026, quarter: 1, raised: '8', acknowledgedInTime: '100%', toldInTime: 'Told from 31 May 2026' },
      { year: 2025, quarter: 4, raised: 'c', acknowledgedInTime: 'c', toldInTime: 'c' },
    ],
  },
  reviews: [
    {
      ref: 'LR-0001',
      type: 'Huddle',
      promptedBy: 'The telephones failed',
      begunOn: day('2026-04-03'),
      finishedOn: day('2026-04-12'),
      learned: 'Nobody owned the list.',
      actions: ['Test it each month', 'Name a second tester'],
    },
    {
      ref: 'LR-0002',
      type: 'Round table',
      promptedBy: 'The system was down',
      begunOn: day('2026-04-20'),
      finishedOn: null,
      learned: null,
      actions: [],
    },
  ],
  shared: [
    {
      ref: 'LS-0001',
      title: 'A list that nobody owns',
      didNotWork: true,
      change: 'corrected',
      on: day('2026-04-14'),
      reason: 'The tester left.',
    },
  ],
};
const facts = packFacts({ people, measures: [aPackMeasure(1, { name: 'Posts that are vacant', role: 'capacity' })] });
const read = (of: typeof facts): string =>
  peopleSection(of).blocks.flatMap(textsOf).join('\n').replaceAll('\u00a0', ' ');

describe('the section about people and culture', () => {
  it('tells concerns by quarter, with a letter where few spoke', () => {
    const told = read(facts);
    expect(told).toContain('January to March 2026\n\n8\n\n100%\n\nTold from 31 May 2026');
    expect(told).toContain('October to December 2025\n\nc\n\nc\n\nc');
  });

  it('tells what was learned, what is done because of it, and what has not ended', () => {
    const told = read(facts);
    expect(told).toContain(
      'LR-0001 Huddle, ended on 12 April 2026. The telephones failed. Learned: Nobody owned the list. What is done: Test it each month; Name a second tester.',
    );
    expect(told).toContain('LR-0002 Round table, begun on 20 April 2026, not ended yet. The system was down.');
    expect(told).toContain(
      '14 April 2026: LS-0001 A list that nobody owns. It tells what did not work. It was corrected. The tester left.',
    );
  });

  it('has the measures of capacity with what they say', () => {
    expect(read(facts)).toContain('Posts that are vacant (ME-0001): 83%, January 2026. No change');
  });

  it('tells everybody whole years alone, and of no review', () => {
    const open = publicFacts(facts, { measures: [], dataNotes: [], minutes: null, plans: [] });
    const told = read(open);
    expect(told).toContain('2025\n\n31');
    expect(JSON.stringify(open)).not.toContain('LR-0001');
    expect(JSON.stringify(open)).not.toContain('January to March');
    expect(told).not.toContain('100%');
    expect(told).toContain('Learning reviews are papers of the organisation and its board.');
    expect(told).toContain('LS-0001');
  });

  it.each([
    [null, 'Nobody hears concerns of staff of this organisation here yet.'],
    [{ years: [], quarters: [] }, 'No quarter is over yet since concerns are heard here.'],
    [{ years: [], quarters: null }, 'No whole year is over yet since concerns are heard here.'],
  ])('says why there is no number: %j', (concerns, words) => {
    expect(read(packFacts({ people: { ...people, concerns } }))).toContain(words);
  });

  it('leaves out what a pack of an earlier time did not hold', () => {
    expect(read(packFacts({}))).not.toContain('Concerns that staff raised');
  });
});
