import { day } from '../../kernel/calendar-day.js';
import { aFullPack, aPackLesson, aPackMilestone, aPackMove, packFacts } from '../../../test/builders/pack-facts.js';
import type { PackData, PackForm, PackSection } from '../domain/pack/pack-data.js';
import type { PackFacts } from '../domain/pack/pack-facts.js';
import { publicFacts } from '../domain/pack/public-facts.js';
import { minutesToRead, packOf, textsOf } from './pack-book.page.js';

const book = (
  facts: PackFacts,
  { form = 'confidential', before = null }: { readonly form?: PackForm; readonly before?: PackData | null } = {},
) =>
  packOf({
    facts,
    title: {
      ref: 'PK-0005',
      form,
      edition: 1,
      frozenAt: '2026-02-25T17:02:11.000Z',
      board: facts.board.name,
      organisation: 'Eastmoor Council',
      place: null,
      supersedes: null,
      reason: null,
    },
    before,
  });

const wordsOf = (section: PackSection | undefined): string => (section?.blocks ?? []).flatMap(textsOf).join('\n');
const part = (pack: PackData, number: string) => pack.sections.find((section) => section.number === number);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the book of a pack', () => {
  it('has ten parts and four annexes, the dates that moved on its second page', () => {
    const { sections } = book(aFullPack());
    expect(sections.map(({ number }) => number).join(' ')).toBe('1 2 3 4 5 6 7 8 9 10 A B C D');
    expect(sections[1]).toMatchObject({ heading: 'Dates that moved', startsPage: true });
  });

  it('says “No dates moved.” where none did', () => {
    expect(wordsOf(part(book(packFacts()), '2'))).toContain('No dates moved.');
  });

  it('lists each move with its first date, both dates, its number, why, and who agreed', () => {
    const words = plain(
      wordsOf(
        part(
          book(
            packFacts({
              moves: [aPackMove()],
              timeliness: { first: { due: 3, met: 1 }, current: { due: 4, met: 3 }, moved: 1 },
            }),
          ),
          '2',
        ),
      ),
    );
    for (const said of [
      '33%',
      '1 of 3 that had fallen due',
      '75%',
      '1 February 2026',
      '31 March 2026',
      '29 May 2026',
      '59 days later',
      'Not enough people, time or money: Two posts are still vacant',
      'The second move of this date',
      'DE-0007',
      'The board',
    ])
      expect(words).toContain(said);
    expect(words).not.toContain('No dates moved.');
  });

  it('never prints a share of nothing', () => {
    const words = wordsOf(part(book(packFacts()), '2'));
    expect(words).toContain('none had fallen due');
    expect(words).not.toMatch(/NaN|0%/);
  });

  it('keeps the cover to one page: many decisions go to the minutes, and the cover says where', () => {
    const decisions = Array.from({ length: 9 }, (_, index) => ({
      ...aFullPack().decisions[0],
      ref: `DE-001${index}`,
    })) as never;
    const pack = book({ ...aFullPack(), decisions });
    expect(plain(wordsOf(part(pack, '1')))).toContain(
      'What became of the 9 decisions of 4 February 2026 stands in part 3.',
    );
    expect(wordsOf(part(pack, '3'))).toContain('DE-0018');
    expect(wordsOf(part(book(aFullPack()), '1'))).toContain('DE-0006');
    expect(wordsOf(part(book(aFullPack()), '3'))).not.toContain('DE-0006');
  });

  it('names actions that are late and challenges that wait for more than 45 days, and counts the others', () => {
    const words = plain(wordsOf(part(book(aFullPack()), '3')));
    expect(words).toContain('1 of 2 open actions is late');
    expect(words).toContain('BA-0011');
    expect(words).not.toContain('BA-0012');
    expect(words).toContain('CH-0004');
  });

  it('says plainly what is not recorded yet', () => {
    expect(wordsOf(part(book(aFullPack()), '6'))).toContain('No episode of failure is on the record');
    expect(wordsOf(part(book(aFullPack()), '7'))).toContain('No measure of capacity is on the record');
  });

  it('tells each lesson in both readings, where they differ and why, and which are due', () => {
    const facts = packFacts({
      lessons: {
        episode: 'EP-0001 Children’s services, 2025',
        rows: [
          aPackLesson(1, {
            level: 3,
            assessedOn: day('2025-12-03'),
            direction: 'better',
            mismatch: 'The board says “In place”. The record challenges that: L1.1 Time to first help from peers.',
            whyDifferent: 'Peers came before the record began.',
          }),
          aPackLesson(2),
        ],
        due: [2],
      },
    });
    const words = plain(wordsOf(part(book(facts), '6')));
    expect(words).toContain('what the record of EP-0001 Children’s services, 2025 shows on 25 February 2026');
    expect(words).toMatch(
      /1\. Lesson 1\s+In place\s+3 December 2025\. Better than before\s+Challenge: L1\.1\. Supported: L1\.2\./,
    );
    expect(words).toContain('Why the board sees it otherwise: Peers came before the record began.');
    // Nothing differs: the most telling of what the record says.
    expect(words).toMatch(
      /2\. Lesson 2\s+Not assessed\s+Challenge: L2\.1\. Supported: L2\.2\.\s+L2\.1: It challenges\./,
    );
    expect(words).toContain('Due to be assessed: lesson 2.');
  });

  it('tells in its first annex what changed since the pack before, and what went', () => {
    const before = book(packFacts({ milestones: [aPackMilestone(1), aPackMilestone(2)] }));
    const now = book(packFacts({ milestones: [aPackMilestone(2, { state: 'Paused' })] }), { before });
    const words = wordsOf(part(now, 'A'));
    expect(words).toContain('0 added, 1 removed, 1 changed');
    expect(words).toContain('MS-0001 Milestone 1');
    expect(words).toContain('State: Paused, was In progress');
  });

  it('tells the public nothing of what is private, anywhere', () => {
    const secret = 'It concerns a person who can be recognised';
    const facts = {
      ...aFullPack(),
      milestones: [aPackMilestone(1, { title: 'A secret milestone', inPrivate: secret })],
      moves: [],
    };
    const kept = {
      ...facts,
      lessons: { episode: null, rows: [aPackLesson(1, { reason: 'A secret reason' })], due: [] },
    };
    const open = book(publicFacts(kept, { measures: [], dataNotes: [], minutes: null, plans: [] }), { form: 'public' });
    const text = JSON.stringify(open);
    expect(text).not.toContain('A secret milestone');
    expect(text).not.toContain('A secret reason');
    expect(text).not.toContain('The post of the director');
    expect(text).not.toContain('Experienced social workers leave');
    expect(wordsOf(part(open, '1'))).toContain('This item was discussed in private because it concerns a person');
    expect(wordsOf(part(open, '9'))).toBe('The register of risks is for the board only.');
    expect(plain(wordsOf(part(open, '4')))).toContain('1 milestone is for the board only and not in this form.');
  });

  it('reckons how long it takes to read: 200 words a minute, half a minute a picture', () => {
    const section = (text: string): PackSection => ({
      number: '1',
      heading: '',
      startsPage: false,
      blocks: [{ kind: 'text', text }],
    });
    expect(minutesToRead([section('word '.repeat(400))])).toBe(2);
    expect(minutesToRead([section('word '.repeat(401))])).toBe(3);
    expect(minutesToRead([section('')])).toBe(1);
  });
});
