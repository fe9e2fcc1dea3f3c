import { sayShort } from '../../measures/domain/measure-words.js';
import { recordInWords } from '../../lessons/domain/assessment-words.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import { type AssessmentLevel, assessmentLevels } from '../../vocabulary/domain/lessons.js';
import { packChart } from '../domain/pack/pack-chart.js';
import type { PackBlock, PackCell, PackForm, PackSection } from '../domain/pack/pack-data.js';
import type { PackFacts, PackLesson, PackMeasure, PackPlan, PackRisk } from '../domain/pack/pack-facts.js';
import { cell, dayCell, leftOutBlocks } from './pack-opening.page.js';
import { lately, whenWords } from './pack-people.page.js';

function measureBlock(measure: PackMeasure): PackBlock {
  const { ref, name, newest, newestOn, sentence, assurance, target, readWith, notes, unit, series } = measure;
  const newestWords = newestOn ? `${newest}, ${whenWords(newestOn)}` : newest;
  return {
    kind: 'measure',
    name: `${ref} ${name}${measure.safetyCritical ? ' (safety-critical)' : ''}`,
    newest: newestWords,
    lines: [
      sentence,
      target ? `Target ${target}. ${assurance}` : assurance,
      ...(readWith ? [`Read with: ${readWith}.`] : []),
      ...notes,
    ],
    chart: packChart(series, {
      title: name,
      description: `${plural(series.points.filter(({ value }) => value !== null).length, 'number')}, the newest ${newestWords}. ${sentence}`,
      say: (value) => sayShort(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value), unit),
      when: whenWords,
    }),
  };
}

/** The two measures of a pair stand together, the first of them where it stands by itself. */
function inPairs(measures: readonly PackMeasure[]): readonly PackMeasure[] {
  const byName = new Map(measures.map((measure) => [measure.ref, measure]));
  const placed = new Set<string>();
  return measures.flatMap((measure) => {
    if (placed.has(measure.ref)) return [];
    const pair = measures.find(
      (other) =>
        other.ref !== measure.ref &&
        !placed.has(other.ref) &&
        (measure.readWith?.startsWith(`${other.ref} `) || other.readWith?.startsWith(`${measure.ref} `)),
    );
    placed.add(measure.ref);
    if (pair) placed.add(pair.ref);
    return [measure, ...(pair ? [byName.get(pair.ref) ?? pair] : [])];
  });
}

/** Section 5: one line a measure, pairs together. */
export function measuresSection(facts: PackFacts): PackSection {
  const { measures, leftOut } = facts;
  return {
    number: '5',
    heading: 'Measures',
    startsPage: true,
    blocks: [
      ...(measures.length === 0
        ? leftOut.measures > 0
          ? []
          : ([{ kind: 'text', text: 'No measures are on the record of this organisation yet.' }] as const)
        : inPairs(measures).map(measureBlock)),
      ...leftOutBlocks(facts, 'measures'),
    ],
  };
}

/** What of a lesson's record is worth a sentence: a challenge before what is to be discussed, and that before the rest. */
const mostTelling = ['challenge', 'discuss', 'supports', 'not_enough'] as const;

function lessonSentence({ mismatch, whyDifferent, record }: PackLesson): { text: string; note: string | null } {
  if (mismatch) return { text: mismatch, note: whyDifferent && `Why the board sees it otherwise: ${whyDifferent}` };
  const said = mostTelling.flatMap((result) => record.find((one) => one.result === result) ?? [])[0];
  return { text: said ? `${said.key}: ${said.sentence}` : 'Nothing can be read from the record yet.', note: null };
}

const lessonDirections = {
  first: 'First assessment',
  worse: 'Worse than before',
  same: 'The same as before',
  better: 'Better than before',
} as const;

function lessonRow(lesson: PackLesson): readonly PackCell[] {
  const { number, name, level, assessedOn, direction, record } = lesson;
  const { text, note } = lessonSentence(lesson);
  const results = record.map(({ key, result }) => ({ key, result }));
  return [
    cell(`${number}. ${name}`, null, true),
    cell(
      assessmentLevels[(level ?? 0) as AssessmentLevel],
      assessedOn ? `${formatDay(assessedOn)}. ${direction ? lessonDirections[direction] : ''}` : null,
    ),
    cell(results.length === 0 ? 'Nothing' : recordInWords(results)),
    cell(text, note),
  ];
}

/** Section 6: eight rows, what the board last said beside what the record shows. Nothing is added up. */
export function lessonsSection({ lessons, asOf }: PackFacts): PackSection {
  const { rows = [], due = [], episode = null } = lessons ?? {};
  return {
    number: '6',
    heading: 'Lessons',
    startsPage: true,
    blocks: [
      {
        kind: 'text',
        text:
          episode === null
            ? 'No episode of failure is on the record, so nothing can be read beside what the board says.'
            : `What the board last said of each lesson, beside what the record of ${episode} shows on ${formatDay(asOf)}. Neither changes the other.`,
      },
      {
        kind: 'table',
        caption: 'The eight lessons',
        columns: [
          { text: 'Lesson', width: 24 },
          { text: 'What the board last said', width: 18 },
          { text: 'What the record shows', width: 24 },
          { text: 'In a sentence', width: 34 },
        ],
        rows: rows.map(lessonRow),
      },
      ...(due.length === 0
        ? []
        : ([
            {
              kind: 'text',
              text: `Due to be assessed: ${due.length === rows.length ? 'all eight' : formatList(due.map((number) => `lesson ${number}`))}.`,
            },
          ] as const)),
    ],
  };
}

/** Section 8: letters, conditions and clocks. */
export function inspectionSection(facts: PackFacts): PackSection {
  const { inspections, conditions, deadlines, asOf } = facts;
  const open = conditions.filter(({ isMet }) => !isMet);
  return {
    number: '8',
    heading: 'Inspection and government',
    startsPage: true,
    blocks: [
      { kind: 'heading', text: `Letters and reports ${lately(facts)}` },
      inspections.length === 0
        ? { kind: 'text', text: 'None is on the record.' }
        : { kind: 'list', items: inspections.map(({ ref, on, text }) => `${whenWords(on)}: ${text} (${ref})`) },
      { kind: 'heading', text: 'Directions and exit criteria' },
      conditions.length === 0
        ? { kind: 'text', text: 'No direction and no exit criterion is on the record.' }
        : {
            kind: 'table',
            caption: `${formatCount(conditions.length - open.length)} of ${formatCount(conditions.length)} met`,
            columns: [
              { text: 'What is asked', width: 52 },
              { text: 'Where it stands', width: 20 },
              { text: 'Due', width: 16 },
              { text: 'Evidence', width: 12, numeric: true },
            ],
            rows: conditions.map(({ ref, kind, text, state, dueOn, evidence, isMet }) => [
              cell(`${ref} ${text}`, kind === 'direction' ? 'Direction' : 'Exit criterion'),
              cell(state, null, !isMet),
              cell(dayCell(dueOn, '–'), dueOn && !isMet && dueOn < asOf ? 'Overdue' : null),
              cell(formatCount(evidence)),
            ]),
          },
      { kind: 'heading', text: 'Deadlines' },
      deadlines.length === 0
        ? { kind: 'text', text: `No clock runs, and none stopped ${lately(facts)}.` }
        : {
            kind: 'table',
            caption: `Clocks that run, and those that stopped ${lately(facts)}`,
            columns: [
              { text: 'What is due', width: 56 },
              { text: 'Due', width: 20 },
              { text: 'Met', width: 24 },
            ],
            rows: deadlines.map(({ ref, text, dueOn, metOn }) => [
              cell(`${ref} ${text}`),
              cell(formatDay(dueOn)),
              metOn
                ? cell(formatDay(metOn), metOn > dueOn ? 'Late' : 'In time')
                : cell(dueOn < asOf ? 'Overdue' : 'Not yet', null, dueOn < asOf),
            ]),
          },
      ...leftOutBlocks(facts, 'conditions', 'deadlines'),
    ],
  };
}

const shownRisks = 10;

const score = ({ likelihood, consequence }: PackRisk): number => likelihood * consequence;

/** Section 9: the ten highest of the register. The register is the board's: everybody is told only that there is one. */
export function risksSection({ risks }: PackFacts, form: PackForm): PackSection {
  const head = { number: '9', heading: 'Risks', startsPage: false };
  if (form === 'public' || risks === null)
    return { ...head, blocks: [{ kind: 'text', text: 'The register of risks is for the board only.' }] };
  if (risks.length === 0) return { ...head, blocks: [{ kind: 'text', text: 'No risk is on the register.' }] };
  const highest = risks.toSorted((a, b) => score(b) - score(a) || a.ref.localeCompare(b.ref)).slice(0, shownRisks);
  return {
    ...head,
    blocks: [
      {
        kind: 'table',
        caption:
          risks.length > highest.length
            ? `The ${formatCount(highest.length)} highest of ${plural(risks.length, 'risk')} on the register`
            : `${plural(risks.length, 'risk')} on the register, the highest first`,
        columns: [
          { text: 'Risk', width: 38 },
          { text: 'Likelihood by consequence', width: 20 },
          { text: 'Controls', width: 26 },
          { text: 'Whose', width: 16 },
        ],
        rows: highest.map((risk) => [
          cell(`${risk.ref} ${risk.title}`, risk.state, true),
          cell(
            `${formatCount(score(risk))} (${formatCount(risk.likelihood)} by ${formatCount(risk.consequence)})`,
            risk.target === null ? null : `Target ${formatCount(risk.target)}`,
          ),
          cell(risk.controls),
          cell(risk.ownerPost),
        ]),
      },
    ],
  };
}

/** What the public would be told, made from the record: the board settles the words. */
function summaryDraft(facts: PackFacts): string {
  const { milestones, timeliness, plans, conditions, board, review } = facts;
  const plan = plans.length > 0;
  const met = conditions.filter(({ isMet }) => isMet).length;
  const off = milestones.filter(({ standing }) => standing === 'exception').length;
  return [
    `The ${board.name} meets on ${formatDay(review.heldOn)}.`,
    plan
      ? `Of the ${plural(milestones.length, 'milestone')} of its plan, ${formatCount(off)} ${off === 1 ? 'is' : 'are'} off track or at risk.`
      : '',
    plan
      ? timeliness.moved === 0
        ? 'No dates moved since the last meeting.'
        : `${plural(timeliness.moved, 'date')} moved since the last meeting.`
      : '',
    conditions.length > 0
      ? `${formatCount(met)} of ${formatCount(conditions.length)} directions and exit criteria are met.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function comingBlocks({ nextMeetings, milestones, review }: PackFacts): readonly PackBlock[] {
  const until = nextMeetings[0]?.heldOn ?? null;
  if (until === null) return [];
  const coming = milestones.filter(
    ({ current, standing }) => current !== null && standing !== 'ended' && current >= review.heldOn && current <= until,
  );
  return [
    { kind: 'heading', text: `Falls due by ${formatDay(until)}` },
    coming.length === 0
      ? { kind: 'text', text: 'Nothing.' }
      : { kind: 'list', items: coming.map(({ ref, title, current }) => `${dayCell(current)}: ${ref} ${title}`) },
  ];
}

/** What the record of a plan says of when it is finished; nothing where the form does not tell of all of it. */
export function forecastWords({ title, forecast }: PackPlan): string | null {
  if (!forecast) return null;
  const { open, laterThanAny, closed, needed, dates } = forecast;
  if (needed !== null)
    return `${title}: too few to forecast. ${closed} of ${needed} milestones that it takes have closed.`;
  if (open === 0) return `${title}: every milestone has closed.`;
  const latest =
    laterThanAny === 0
      ? ''
      : ` ${plural(laterThanAny, 'open milestone')} ${laterThanAny === 1 ? 'is' : 'are'} later already than every one that closed, and no day is given for ${laterThanAny === 1 ? 'it' : 'them'}.`;
  if (!dates) return `${title}: no open milestone can be forecast.${latest}`;
  if (!dates.p50) return `${title}: no day can be given by which it is more likely finished than not.${latest}`;
  const likely = dates.p80
    ? `, a four in five chance by ${formatDay(dates.p80)}`
    : ', and no day with a four in five chance';
  const which = dates.count === open ? `all ${open} that are open` : `${dates.count} of the ${open} that are open`;
  return `${title}: an even chance that ${which} are finished by ${formatDay(dates.p50)}${likely}.${latest}`;
}

function forecastBlocks({ plans }: PackFacts): readonly PackBlock[] {
  const items = plans.flatMap((plan) => forecastWords(plan) ?? []);
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: 'If things go on as they have' },
        { kind: 'list', items },
        {
          kind: 'text',
          text: 'Worked out from how milestones closed before, those that are open counted as later than today.',
        },
      ];
}

/** Section 10: the next meetings, what falls due before them, and the draft of what is said. */
export function forwardSection(facts: PackFacts): PackSection {
  const { nextMeetings } = facts;
  return {
    number: '10',
    heading: 'Forward plan and what we will say',
    startsPage: false,
    blocks: [
      nextMeetings.length === 0
        ? { kind: 'text', text: 'No later meeting is on the record yet.' }
        : {
            kind: 'list',
            items: nextMeetings.map(
              ({ ref, heldOn, place }) => `${formatDay(heldOn)}${place ? `, ${place}` : ''} (${ref})`,
            ),
          },
      ...comingBlocks(facts),
      ...forecastBlocks(facts),
      { kind: 'heading', text: 'Draft of the public summary' },
      { kind: 'note', text: summaryDraft(facts) },
      { kind: 'text', text: 'Made from the record. The board settles the words.' },
    ],
  };
}
