import { parsePeriod } from '../../kernel/period.js';
import { formatDay, formatPeriod } from '../../shell/format.js';
import type { PackBlock, PackSection } from '../domain/pack/pack-data.js';
import type {
  PackConcerns,
  PackFacts,
  PackLearningReview,
  PackMeasure,
  PackPeople,
  PackSharedLearning,
} from '../domain/pack/pack-facts.js';
import { cell, sinceWords } from './pack-opening.page.js';

/** A year and a quarter: enough to see the same season twice. */
const quartersShown = 5;

/** A first pack has none before it to count from. */
export const lately = (facts: PackFacts): string => (facts.before ? sinceWords(facts) : 'in the three months before');

/** "January 2026" for `2026-01`; what is no date stays as it is. */
export const whenWords = (on: string): string => {
  const read = parsePeriod(on);
  return read ? formatPeriod(read) : on;
};

const text = (words: string): PackBlock => ({ kind: 'text', text: words });
const listOr = (items: readonly string[], none: string): PackBlock =>
  items.length === 0 ? text(none) : { kind: 'list', items };

/** Section 7: what staff say, who is there to do the work, and what was learned. */
export function peopleSection(facts: PackFacts): PackSection {
  const { people, posts, measures } = facts;
  return {
    number: '7',
    heading: 'People and culture',
    startsPage: false,
    blocks: [
      ...(people ? concernBlocks(people.concerns) : []),
      { kind: 'heading', text: 'Vacancies, agency staff, caseloads and what staff say of them' },
      listOr(
        measures.filter(({ role }) => role === 'capacity').map(capacityWords),
        'No measure of capacity is on the record of this organisation.',
      ),
      { kind: 'heading', text: `Changes in critical posts ${lately(facts)}` },
      listOr(
        posts.map(({ on, text: change }) => `${whenWords(on)}: ${change}`),
        'No change is on the record.',
      ),
      ...(people ? learningBlocks(people, lately(facts)) : []),
    ],
  };
}

const quarterNames = ['January to March', 'April to June', 'July to September', 'October to December'] as const;

function concernBlocks(concerns: PackConcerns | null): readonly PackBlock[] {
  const heading: PackBlock = { kind: 'heading', text: 'Concerns that staff raised' };
  if (concerns === null) return [heading, text('Nobody hears concerns of staff of this organisation here yet.')];
  const { years, quarters } = concerns;
  if (quarters === null)
    return [
      heading,
      years.length === 0
        ? text('No whole year is over yet since concerns are heard here. Everybody is told whole years.')
        : {
            kind: 'table',
            caption: 'Concerns raised in each year',
            columns: [
              { text: 'Year', width: 60 },
              { text: 'Raised', width: 40, numeric: true },
            ],
            rows: years.map(({ year, raised }) => [cell(String(year)), cell(raised)]),
          },
    ];
  if (quarters.length === 0)
    return [heading, text('No quarter is over yet since concerns are heard here. Each is told when it is over.')];
  return [
    heading,
    {
      kind: 'table',
      caption: 'By quarter, the newest first. A rise is not a bad sign',
      columns: [
        { text: 'Quarter', width: 34 },
        { text: 'Raised', width: 14, numeric: true },
        { text: 'Acknowledged within 2 working days', width: 26, numeric: true },
        { text: 'Told the outcome within 60 days', width: 26, numeric: true },
      ],
      rows: quarters
        .slice(0, quartersShown)
        .map(({ year, quarter, raised, acknowledgedInTime, toldInTime }) => [
          cell(`${quarterNames[quarter - 1] ?? ''} ${year}`),
          cell(raised),
          cell(acknowledgedInTime),
          cell(toldInTime),
        ]),
    },
  ];
}

const capacityWords = ({ ref, name, newest, newestOn, sentence }: PackMeasure): string =>
  `${name} (${ref}): ${newestOn ? `${newest}, ${whenWords(newestOn)}` : newest}. ${sentence}`;

function learningBlocks({ reviews, shared }: PackPeople, since: string): readonly PackBlock[] {
  return [
    { kind: 'heading', text: `Learning reviews ${since}, and what changed because of them` },
    reviews === null
      ? text('Learning reviews are papers of the organisation and its board.')
      : listOr(reviews.map(reviewWords), 'No review began or ended.'),
    { kind: 'heading', text: `Learning shared with others ${since}` },
    listOr(shared.map(sharedWords), 'Nothing was shared or looked at again.'),
  ];
}

const stop = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

function reviewWords({ ref, type, promptedBy, begunOn, finishedOn, learned, actions }: PackLearningReview): string {
  const when = finishedOn ? `ended on ${formatDay(finishedOn)}` : `begun on ${formatDay(begunOn)}, not ended yet`;
  return [
    `${ref} ${type}, ${when}. ${stop(promptedBy)}`,
    ...(learned ? [`Learned: ${stop(learned)}`] : []),
    ...(actions.length > 0 ? [`What is done: ${stop(actions.join('; '))}`] : []),
  ].join(' ');
}

const changes = {
  shared: 'shared',
  reviewed: 'looked at again and still true',
  corrected: 'corrected',
  withdrawn: 'withdrawn',
} as const satisfies Record<PackSharedLearning['change'], string>;

const sharedWords = ({ ref, title, didNotWork, change, on, reason }: PackSharedLearning): string =>
  `${formatDay(on)}: ${ref} ${stop(title)} ${didNotWork ? 'It tells what did not work. ' : ''}It was ${changes[change]}.${reason ? ` ${stop(reason)}` : ''}`;
