import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import { type PackBlock, type PackCell, type PackForm, type PackSection } from '../domain/pack/pack-data.js';
import type {
  PackDecision,
  PackFacts,
  PackLeftOut,
  PackMilestone,
  PackMove,
  PackOnTime,
} from '../domain/pack/pack-facts.js';

export const cell = (text: string | null, note: string | null = null, strong = false): PackCell => ({
  text: text || '–',
  ...(note ? { note } : {}),
  ...(strong ? { strong } : {}),
});

export const dayCell = (day: CalendarDay | null, otherwise = 'No date'): string => (day ? formatDay(day) : otherwise);

/** So many on the cover; more stand with the minutes, and the cover says so. */
const onCover = 8;

/** A challenge that waits longer is named: the board asked for 45 days. */
export const longestForAnswer = 45;

export const purposes = { decide: 'To decide', discuss: 'To discuss', note: 'To note' } as const;

const kinds = { decision: 'Decision', recommendation: 'Recommendation', advice: 'Advice' } as const;

const doneWords = ({ actions, done }: PackDecision): string => {
  if (actions === 0) return 'No action was set with it';
  if (done === actions)
    return actions === 1 ? 'Its action is done' : `All ${formatCount(actions)} of its actions are done`;
  return `${formatCount(done)} of ${formatCount(actions)} of its actions done`;
};

function decisionsTable(decisions: readonly PackDecision[]): PackBlock {
  return {
    kind: 'table',
    caption: 'What the last meeting decided, and whether it is done',
    columns: [
      { text: 'Reference', width: 12 },
      { text: 'What was decided', width: 54 },
      { text: 'Whether it is done', width: 34 },
    ],
    rows: decisions.map((decision) => [
      cell(decision.ref),
      cell(decision.text, kinds[decision.kind]),
      cell(doneWords(decision), decision.reviewOn ? `To be looked at again on ${formatDay(decision.reviewOn)}` : null),
    ]),
  };
}

function lastDecisions(facts: PackFacts, isCover: boolean): readonly PackBlock[] {
  const { decisions, lastMeeting } = facts;
  const isHere = decisions.length <= onCover === isCover;
  if (!lastMeeting)
    return isCover ? [{ kind: 'text', text: 'This is the first meeting of this board on the record.' }] : [];
  if (decisions.length === 0)
    return isCover && facts.leftOut.decisions === 0
      ? [{ kind: 'text', text: `No decision of the meeting on ${formatDay(lastMeeting.heldOn)} is on the record.` }]
      : [];
  if (isHere) return [decisionsTable(decisions)];
  return isCover
    ? [
        {
          kind: 'text',
          text: `What became of the ${plural(decisions.length, 'decision')} of ${formatDay(lastMeeting.heldOn)} stands in part 3.`,
        },
      ]
    : [];
}

const askedWords = ({ title, minutes, leadPost }: PackFacts['agenda'][number]): string => {
  const beside = [leadPost ? `led by the ${leadPost}` : '', minutes === null ? '' : plural(minutes, 'minute')];
  const said = beside.filter(Boolean).join(', ');
  return said ? `${title} (${said})` : title;
};

/** Section 1: the cover. `minutesToRead` is reckoned from the words of the other sections. */
export function coverSection(facts: PackFacts, form: PackForm, minutesToRead: number): PackSection {
  const asked = facts.agenda.filter(({ purpose }) => purpose === 'decide');
  const others = facts.agenda.filter(({ purpose }) => purpose !== 'decide');
  const line = (item: PackFacts['agenda'][number]): string => {
    const words = askedWords(item);
    return item.inPrivate !== null && form === 'confidential' ? `${words}. In private: ${item.inPrivate}` : words;
  };
  return {
    number: '1',
    heading: 'What we ask you to decide',
    startsPage: false,
    blocks: [
      asked.length === 0
        ? { kind: 'text', text: 'Nothing on this agenda is to be decided.' }
        : { kind: 'list', numbered: true, items: asked.map(line) },
      ...(others.length === 0
        ? []
        : ([
            { kind: 'heading', text: 'Also on the agenda' },
            { kind: 'list', items: others.map((item) => `${purposes[item.purpose]}: ${line(item)}`) },
          ] as const)),
      { kind: 'note', text: `Reading time: about ${plural(minutesToRead, 'minute')}. ${movedSentence(facts)}` },
      ...lastDecisions(facts, true),
      ...leftOutBlocks(facts, 'decisions'),
    ],
  };
}

const things: Readonly<Record<keyof PackLeftOut, readonly [string, string]>> = {
  milestones: ['milestone', 'milestones'],
  moves: ['move of a date', 'moves of dates'],
  decisions: ['decision', 'decisions'],
  actions: ['action', 'actions'],
  challenges: ['challenge', 'challenges'],
  conditions: ['direction or exit criterion', 'directions and exit criteria'],
  deadlines: ['deadline', 'deadlines'],
  measures: ['measure', 'measures'],
};

/** That something is left out of the public form is itself said, where it would have stood. */
export function leftOutBlocks({ leftOut }: PackFacts, ...kinds: readonly (keyof PackLeftOut)[]): readonly PackBlock[] {
  const said = kinds.filter((kind) => leftOut[kind] > 0).map((kind) => plural(leftOut[kind], ...things[kind]));
  const many = kinds.reduce((sum, kind) => sum + leftOut[kind], 0) !== 1;
  return said.length === 0
    ? []
    : [{ kind: 'text', text: `${formatList(said)} ${many ? 'are' : 'is'} for the board only and not in this form.` }];
}

export const sinceWords = ({ before }: PackFacts): string =>
  before ? `since the last pack (${before.ref})` : 'since the plan began';

const movedSentence = (facts: PackFacts): string =>
  facts.timeliness.moved === 0
    ? `No dates moved ${sinceWords(facts)}.`
    : `${facts.timeliness.moved === 1 ? 'One date' : `${formatCount(facts.timeliness.moved)} dates`} moved ${sinceWords(facts)}: part 2.`;

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const ordinal = (number: number): string => ordinals[number - 1] ?? `${formatCount(number)}th`;

const moveRow = ({
  milestone,
  title,
  ownerPost,
  first,
  from,
  to,
  number,
  why,
  reason,
  decision,
  agreedBy,
}: PackMove): readonly PackCell[] => [
  cell(`${milestone} ${title}`, ownerPost, true),
  cell(dayCell(first)),
  cell(formatDay(from)),
  cell(
    formatDay(to),
    daysBetween(from, to) >= 0
      ? `${plural(daysBetween(from, to), 'day')} later`
      : `${plural(-daysBetween(from, to), 'day')} earlier`,
  ),
  cell(`${why}: ${reason}`, `The ${ordinal(number)} move of this date`),
  cell(decision ?? 'No decision', agreedBy),
];

/** Of so many that fell due, how many were done in time: in words, and never a share of nothing. */
const share = ({ due, met }: PackOnTime): string => (due === 0 ? '–' : `${Math.round((met / due) * 100)}%`);

/** Section 2: every move of a date. */
export function movesSection(facts: PackFacts): PackSection {
  const { timeliness, moves } = facts;
  const of = ({ due, met }: PackOnTime): string =>
    due === 0 ? 'none had fallen due' : `${formatCount(met)} of ${formatCount(due)} that had fallen due`;
  return {
    number: '2',
    heading: 'Dates that moved',
    startsPage: true,
    blocks: [
      {
        kind: 'figures',
        items: [
          {
            number: share(timeliness.first),
            text: 'on time against the first date',
            note: of(timeliness.first),
          },
          {
            number: share(timeliness.current),
            text: 'on time against the current date',
            note: of(timeliness.current),
          },
          {
            number: formatCount(timeliness.moved),
            text: timeliness.moved === 1 ? 'date moved' : 'dates moved',
            note: sinceWords(facts),
          },
        ],
      },
      moves.length === 0
        ? { kind: 'note', text: facts.leftOut.moves === 0 ? 'No dates moved.' : 'No date that is public moved.' }
        : {
            kind: 'table',
            caption: `Every date that was moved ${sinceWords(facts)}`,
            columns: [
              { text: 'Milestone', width: 25 },
              { text: 'First date', width: 13 },
              { text: 'Was', width: 13 },
              { text: 'Is now', width: 13 },
              { text: 'Why', width: 23 },
              { text: 'Agreed', width: 13 },
            ],
            rows: moves.map(moveRow),
          },
      ...leftOutBlocks(facts, 'moves'),
    ],
  };
}

function minutesBlocks({ lastMeeting }: PackFacts): readonly PackBlock[] {
  if (!lastMeeting) return [{ kind: 'text', text: 'There was no meeting before this one.' }];
  const { heldOn, minutes, agreedOn, items, quorate } = lastMeeting;
  const held = formatDay(heldOn);
  const informal: readonly PackBlock[] =
    quorate === false
      ? [{ kind: 'note', text: `The meeting on ${held} had no quorum: what it decided are recommendations.` }]
      : [];
  if (minutes === 'none')
    return [...informal, { kind: 'text', text: `No minutes of the meeting on ${held} are on the record yet.` }];
  if (minutes === 'drafted')
    return [
      ...informal,
      {
        kind: 'text',
        text: `The minutes of the meeting on ${held} are drafted. The board has not agreed them yet, and is asked to.`,
      },
    ];
  return [
    ...informal,
    {
      kind: 'text',
      text: `The minutes of the meeting on ${held} were agreed${agreedOn ? ` on ${formatDay(agreedOn)}` : ''}.`,
    },
    ...items.flatMap(({ title, text, inPrivate }): PackBlock[] => [
      { kind: 'heading', text: title },
      { kind: 'text', text: inPrivate === null ? text : `${text} (In private: ${inPrivate})` },
    ]),
  ];
}

/** Section 3: minutes, actions and what the board asked and got no answer to. */
export function minutesSection(facts: PackFacts): PackSection {
  const { asOf } = facts;
  const open = facts.actions.filter(({ doneOn }) => doneOn === null);
  const late = open.filter(({ dueOn }) => dueOn !== null && dueOn < asOf);
  const asked = facts.challenges.filter(({ answeredOn }) => answeredOn === null);
  const waiting = asked.filter(({ raisedOn }) => daysBetween(raisedOn, asOf) > longestForAnswer);
  return {
    number: '3',
    heading: 'Minutes and actions',
    startsPage: true,
    blocks: [
      ...minutesBlocks(facts),
      ...lastDecisions(facts, false),
      { kind: 'heading', text: 'Actions that are late' },
      late.length === 0
        ? {
            kind: 'text',
            text:
              open.length === 0 ? 'No action is open.' : `None of the ${plural(open.length, 'open action')} is late.`,
          }
        : {
            kind: 'table',
            caption: `${formatCount(late.length)} of ${plural(open.length, 'open action')} ${late.length === 1 ? 'is' : 'are'} late`,
            columns: [
              { text: 'Action', width: 52 },
              { text: 'Whose', width: 24 },
              { text: 'Was due', width: 24 },
            ],
            rows: late.map(({ ref, text, ownerPost, dueOn }) => [
              cell(`${ref} ${text}`),
              cell(ownerPost),
              cell(dayCell(dueOn), dueOn ? `${plural(daysBetween(dueOn, asOf), 'day')} ago` : null),
            ]),
          },
      { kind: 'heading', text: `Challenges without an answer for more than ${longestForAnswer} days` },
      waiting.length === 0
        ? {
            kind: 'text',
            text:
              asked.length === 0
                ? 'Every challenge has been answered.'
                : `None. ${plural(asked.length, 'challenge')} ${asked.length === 1 ? 'waits' : 'wait'} for an answer for less long.`,
          }
        : {
            kind: 'table',
            caption: 'Challenges without an answer',
            columns: [
              { text: 'What was asked', width: 52 },
              { text: 'Of whom', width: 24 },
              { text: 'Asked', width: 24 },
            ],
            rows: waiting.map(({ ref, text, toPost, raisedOn, dueOn }) => [
              cell(`${ref} ${text}`),
              cell(toPost),
              cell(formatDay(raisedOn), dueOn ? `Due ${formatDay(dueOn)}` : null),
            ]),
          },
      ...leftOutBlocks(facts, 'actions', 'challenges'),
    ],
  };
}

const dueCell = ({ current, first, forecast }: PackMilestone): PackCell => {
  const notes = [
    first && first !== current ? `first ${formatDay(first)}` : '',
    forecast ? `forecast ${formatDay(forecast)}` : '',
  ].filter(Boolean);
  return cell(dayCell(current), notes.length > 0 ? formatList(notes) : null);
};

const exceptionRow = (milestone: PackMilestone): readonly PackCell[] => [
  cell(
    `${milestone.ref} ${milestone.title}`,
    [milestone.ownerPost, milestone.safetyCritical ? 'safety-critical' : ''].filter(Boolean).join(', ') || null,
    true,
  ),
  cell(milestone.ownerSays ?? 'Nothing'),
  cell(milestone.recordSays, milestone.because),
  dueCell(milestone),
  cell(milestone.lastWords ?? 'Nothing was said', milestone.lastSaidOn ? formatDay(milestone.lastSaidOn) : null),
];

const noExceptions = (plans: number, hidden: number): string => {
  if (plans > 0) return 'No milestone is off track or at risk.';
  return hidden > 0 ? 'The plan is for the board only.' : 'There is no plan on the record yet.';
};

/** Section 4: what is off track or at risk, and what is complete and has not shown its impact. */
export function exceptionsSection(facts: PackFacts): PackSection {
  const { milestones, plans, asOf, leftOut } = facts;
  const exceptions = milestones.filter(({ standing }) => standing === 'exception');
  const waiting = milestones.filter(({ standing }) => standing === 'impact');
  return {
    number: '4',
    heading: 'Exceptions',
    startsPage: true,
    blocks: [
      exceptions.length === 0
        ? { kind: 'text', text: noExceptions(plans.length, leftOut.milestones) }
        : {
            kind: 'table',
            caption: `${formatCount(exceptions.length)} of ${plural(milestones.length, 'milestone')} ${exceptions.length === 1 ? 'is' : 'are'} off track or at risk`,
            columns: [
              { text: 'Milestone', width: 28 },
              { text: 'Owner says', width: 13 },
              { text: 'The record says', width: 21 },
              { text: 'Due', width: 15 },
              { text: 'Last words', width: 23 },
            ],
            rows: exceptions.map(exceptionRow),
          },
      { kind: 'heading', text: 'Complete, and the impact is overdue' },
      waiting.length === 0
        ? { kind: 'text', text: 'None.' }
        : {
            kind: 'table',
            caption: 'What was done and has not been shown to work',
            columns: [
              { text: 'Milestone', width: 50 },
              { text: 'Whose', width: 25 },
              { text: 'Impact was due', width: 25 },
            ],
            rows: waiting.map(({ ref, title, ownerPost, impactDue }) => [
              cell(`${ref} ${title}`, null, true),
              cell(ownerPost),
              cell(dayCell(impactDue), impactDue ? `${plural(daysBetween(impactDue, asOf), 'day')} ago` : null),
            ]),
          },
      ...leftOutBlocks(facts, 'milestones'),
    ],
  };
}
