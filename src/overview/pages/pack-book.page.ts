import { groupBy } from '../../kernel/group-by.js';
import { formatCount, formatDay, formatMoment, plural } from '../../shell/format.js';
import type { PackBlock, PackData, PackForm, PackSection, PackTitle } from '../domain/pack/pack-data.js';
import { packDifference } from '../domain/pack/pack-difference.js';
import type { PackFacts, PackMilestone, PackPlan } from '../domain/pack/pack-facts.js';
import { differenceBlocks } from './pack-difference.page.js';
import {
  forwardSection,
  inspectionSection,
  lessonsSection,
  measuresSection,
  risksSection,
} from './pack-middle.page.js';
import { peopleSection } from './pack-people.page.js';
import {
  cell,
  coverSection,
  dayCell,
  exceptionsSection,
  leftOutBlocks,
  minutesSection,
  movesSection,
} from './pack-opening.page.js';

/** How many words a member of a board reads in a minute. */
const wordsPerMinute = 200;

/** Measures have a picture each to look at: half a minute. */
const perPicture = 0.5;

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** Every word of a block, for reckoning how long it takes to read and for finding what may identify a person. */
export function textsOf(block: PackBlock): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
    case 'heading':
      return [block.text];
    case 'list':
      return block.items;
    case 'figures':
      return block.items.flatMap(({ number, text, note }) => [number, text, note]);
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ text }) => text),
        ...block.rows.flatMap((row) => row.flatMap(({ text, note }) => [text, note ?? ''])),
      ];
    case 'measure':
      return [block.name, block.newest, ...block.lines];
  }
}

/** Whole minutes, rounded up: 200 words a minute and half a minute for each picture. Annexes are for looking things up. */
export function minutesToRead(sections: readonly PackSection[]): number {
  const blocks = sections.flatMap((section) => section.blocks);
  const words = blocks.flatMap(textsOf).reduce((sum, text) => sum + wordsIn(text), 0);
  const pictures = blocks.filter((block) => block.kind === 'measure' && block.chart !== null).length;
  return Math.max(1, Math.ceil(words / wordsPerMinute + pictures * perPicture));
}

const milestoneRow = ({
  ref,
  theirRef,
  title,
  ownerPost,
  first,
  current,
  state,
  recordSays,
  evidence,
  moves,
}: PackMilestone) => [
  cell(`${ref} ${title}`, theirRef ? `Their reference: ${theirRef}` : null),
  cell(ownerPost),
  cell(dayCell(first)),
  cell(dayCell(current), moves > 0 ? `moved ${moves === 1 ? 'once' : `${formatCount(moves)} times`}` : null),
  cell(state, state === recordSays ? null : recordSays),
  cell(formatCount(evidence)),
];

const planSentence = ({ ref, title, version, agreedOn, summaryOfChange }: PackPlan): string =>
  version === null
    ? `${title} (${ref}). No version has been agreed yet.`
    : `${title} (${ref}), version ${version}${agreedOn ? `, agreed on ${formatDay(agreedOn)}` : ''}.${summaryOfChange ? ` ${summaryOfChange}` : ''}`;

function planBlocks(plan: PackPlan, all: readonly PackMilestone[]): readonly PackBlock[] {
  const own = all.filter((milestone) => milestone.plan === plan.ref);
  const priorities = [...groupBy(own, ({ priority }) => priority).entries()].toSorted(([a], [b]) => a - b);
  return [
    { kind: 'text', text: planSentence(plan) },
    ...priorities.map(([number, milestones]): PackBlock => ({
      kind: 'table',
      caption: `${number}. ${milestones[0]?.priorityTitle ?? ''}`,
      columns: [
        { text: 'Milestone', width: 32 },
        { text: 'Owner', width: 16 },
        { text: 'First date', width: 14 },
        { text: 'Date now', width: 14 },
        { text: 'Where it stands', width: 14 },
        { text: 'Evidence', width: 10, numeric: true },
      ],
      rows: milestones.map(milestoneRow),
    })),
  ];
}

function planAnnex(facts: PackFacts, before: PackData | null): PackSection {
  const { plans, milestones, leftOut } = facts;
  return {
    number: 'A',
    heading: 'The plan, and what changed since the last pack',
    startsPage: true,
    blocks: [
      ...(plans.length === 0 && leftOut.milestones === 0
        ? [{ kind: 'text', text: 'There is no plan on the record yet.' } as const]
        : plans.flatMap((plan) => planBlocks(plan, milestones))),
      ...leftOutBlocks(facts, 'milestones'),
      { kind: 'heading', text: 'What changed since the last pack' },
      ...(before
        ? differenceBlocks(packDifference(before.facts, facts), `${before.title.ref}, frozen at ${before.title.frozen}`)
        : [{ kind: 'text', text: 'This is the first pack of this board on the record.' } as const]),
    ],
  };
}

function notesAnnex({ dataNotes }: PackFacts): PackSection {
  return {
    number: 'B',
    heading: 'Notes on the data',
    startsPage: true,
    blocks: [
      dataNotes.length === 0
        ? { kind: 'text', text: 'No definition changed, no number is missing and no baseline was moved.' }
        : { kind: 'list', items: dataNotes },
    ],
  };
}

function checksAnnex({ checks }: PackFacts): PackSection {
  return {
    number: 'C',
    heading: 'Checks of the record',
    startsPage: false,
    blocks: [
      checks.length === 0
        ? { kind: 'text', text: 'The checks found nothing missing.' }
        : {
            kind: 'list',
            items: checks.map(({ rule, of }) => `${rule}: ${plural(of.length, 'record')}. ${of.join(', ')}.`),
          },
      { kind: 'text', text: 'Evidence without a level and a milestone without a priority cannot be recorded.' },
    ],
  };
}

const wordsAnnex: PackSection = {
  number: 'D',
  heading: 'Words used',
  startsPage: false,
  blocks: [
    {
      kind: 'list',
      items: [
        'First date: the date of the first agreed version of the plan. It is never written again. Date now: the date as the board last moved it.',
        'Owner says: what the owner of a milestone last chose. The record says: what follows by rule from its dates, its updates and what it depends on. Neither overwrites the other.',
        'Off track: the date has passed, or the forecast is more than 30 days after it. At risk: the forecast is after the date, it is due within 30 days and has not begun, it was moved twice or more, or something that it waits for is late. No recent update: nothing was said for 45 days.',
        'Action complete: what was to be done is done, and evidence shows it. Impact shown: somebody other than the owner accepted evidence that it made a difference. Embedded: it still held half a year later.',
        'No change: the newest number is within what chance brings. Improvement and concern: it is outside the limits, close to one of them with another, or part of a run or trend of seven or more. In the charts such a number is a square and others are dots; the band lies between the limits, the thin line is the mean, the broken line the target.',
        'Limits: the mean and 2.66 mean moving ranges to either side of it. Below 12 numbers they are trial limits; below 6 none are drawn.',
        'Lessons: how far the board says that a lesson of “Failing Well” is in place, from Not in place over Starting and In place to Embedded. Beside it what the record shows by rule: Supported, Discuss, Challenge, Not enough on the record, Not due yet. They begin a conversation; neither changes the other.',
        'c: withheld, so that nobody can be recognised. k: not zero, and rounds to it. x: not known. z: does not apply.',
      ],
    },
  ],
};

export type PackBook = {
  readonly facts: PackFacts;
  readonly title: Omit<PackTitle, 'frozen' | 'held' | 'heldOn'>;
  /** The pack before, in the same form. */
  readonly before: PackData | null;
};

/** Lays a whole pack out: its facts, and the words of each page. */
export function packOf({ facts, title, before }: PackBook): PackData {
  const form: PackForm = title.form;
  const inner = [
    movesSection(facts),
    minutesSection(facts),
    exceptionsSection(facts),
    measuresSection(facts),
    lessonsSection(facts),
    peopleSection(facts),
    inspectionSection(facts),
    risksSection(facts, form),
    forwardSection(facts),
  ];
  const { heldOn } = facts.review;
  return {
    format: 'turnaround-pack',
    version: 1,
    title: { ...title, frozen: formatMoment(title.frozenAt), heldOn, held: formatDay(heldOn) },
    facts,
    sections: [
      coverSection(facts, form, minutesToRead(inner)),
      ...inner,
      planAnnex(facts, before),
      notesAnnex(facts),
      checksAnnex(facts),
      wordsAnnex,
    ],
  };
}
