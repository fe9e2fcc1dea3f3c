import type { EpisodeClock, EpisodeFacts, Measure, PlannedEndGap } from '../../episodes/domain/episode-clock.js';
import { firstWarning, isMeasured } from '../../episodes/domain/episode-clock.js';
import { isFormal } from '../../interventions/domain/intervention.js';
import type { LighterCover } from '../../interventions/domain/lighter-cover.js';
import { type Months, type Period, periodText } from '../../kernel/period.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import { formatList, formatMonths, formatPeriod, plural } from '../../shell/format.js';

/** Where a record is shown: its own page, or its row in the timeline. */
export type FactHref = (factId: string) => string | null;

type End = {
  readonly lead: string;
  readonly text: string;
  readonly href: string | null;
  readonly on?: Period;
};

/** One measure with the whole way to it. */
export type ClockRow = {
  readonly label: string;
  readonly value: string;
  readonly note: string | null;
  /** For a file; null where the measure is no length or was not reckoned. */
  readonly months: Months | null;
  /** Null where nothing could be reckoned. */
  readonly working: {
    readonly formula: string;
    readonly ends: readonly End[];
    readonly count: string;
    readonly precision: string;
  } | null;
};

const method = 'Days between the two dates, divided by 30.4375, to one decimal.';

const precisionWords = ({ uncertainty }: Months): string =>
  uncertainty === 0
    ? 'Both dates are known to the day.'
    : `The dates are not known to the day. A month counts from its 15th, a year from 1 July; the result may be ${uncertainty} ${uncertainty === 1 ? 'month' : 'months'} more or less.`;

type Row = {
  readonly label: string;
  readonly measure: Measure;
  readonly count: string;
  readonly note?: (months: Months) => string | null;
  /** Said where the record has nothing to measure to: an absence that may simply not have come. */
  readonly notCome?: string | null;
};

function rowOf({ label, measure, count, note, notCome }: Row, href: FactHref): ClockRow {
  if (!isMeasured(measure)) {
    if (notCome) return { label, value: notCome, note: null, months: null, working: null };
    return {
      label,
      value: 'Not known',
      note: `Missing: ${formatList(measure.missing.map(lower))}.`,
      months: null,
      working: null,
    };
  }
  const { months, from, to, formula } = measure;
  return {
    label,
    value: formatMonths(months),
    note: note?.(months) ?? null,
    months,
    working: {
      formula: `${formula}. ${method}`,
      ends: [
        { lead: 'From', text: `${from.label}, ${formatPeriod(from.on)}`, href: href(from.factId), on: from.on },
        { lead: 'To', text: `${to.label}, ${formatPeriod(to.on)}`, href: href(to.factId), on: to.on },
      ],
      count,
      precision: precisionWords(months),
    },
  };
}

const lower = (text: string): string =>
  /^(The|A|An|When|Help|Nothing) ?/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const sideWords = ({ months, uncertainty }: Months): string | null => {
  if (Math.abs(months) <= uncertainty) return 'The dates are not exact enough to say which came first.';
  return months < 0 ? 'Powers were used first.' : 'Peers came first.';
};

/** Every measure of one episode, in the order of its story. */
export function clockRows(clock: EpisodeClock, facts: EpisodeFacts, href: FactHref): readonly ClockRow[] {
  const signs = facts.warnings.filter(({ on }) => on).length;
  const peers = facts.peers.length;
  const steps = facts.interventions.filter(({ level }) => isFormal(level)).length;
  const first = firstWarning(facts);
  const warningCount = `Counted from the earliest of ${plural(signs, 'dated warning sign')} on the record${first ? '' : '; none lies in the window'}. A case that is better documented looks slower.`;
  const peerCount = `${plural(peers, 'spell')} of help from peers on the record.`;
  const stepCount = `${plural(steps, 'step')} of level 3 or more on the record.`;
  const one = 'One date from judgements at each end.';
  const { noKnownEnd, length } = clock.intervention;
  const unended =
    noKnownEnd.length > 0
      ? `No end is on the record for ${formatList(noKnownEnd.map(({ label }) => label))}: this is the least that the record shows.`
      : null;
  return [
    rowOf({ label: 'First warning to trigger', measure: clock.warningToTrigger, count: warningCount }, href),
    rowOf(
      {
        label: 'First warning to first help from peers',
        measure: clock.warningToPeerHelp,
        count: `${warningCount} ${peerCount}`,
      },
      href,
    ),
    rowOf(
      {
        label: 'Help from peers before powers',
        measure: clock.peerHelpToPowers,
        count: `${peerCount} ${stepCount}`,
        note: sideWords,
      },
      href,
    ),
    rowOf({ label: 'Length of intervention', measure: length, count: stepCount, note: () => unended }, href),
    ...clock.plannedEnds.map((gap) => plannedRow(gap, href)),
    lighterRow(clock.lighterCover, href),
    rowOf(
      {
        label: 'Trigger to first judgement not failing',
        measure: clock.triggerToNotFailing,
        count: one,
        notCome: facts.notFailing ? null : 'No such judgement on the record',
      },
      href,
    ),
    rowOf(
      {
        label: 'Trigger to good',
        measure: clock.triggerToGood,
        count: one,
        notCome: facts.good ? null : 'No such judgement on the record',
      },
      href,
    ),
    rowOf(
      {
        label: 'First judgement not failing to next trigger',
        measure: clock.notFailingToNextTrigger,
        count: one,
        notCome: facts.nextTrigger ? null : 'No later failure on the record',
      },
      href,
    ),
    rowOf(
      {
        label: 'Recovery to later decline',
        measure: clock.goodToDecline,
        count: one,
        notCome: facts.laterDecline ? null : 'No later decline on the record',
        note: () => 'A decline here opened no episode.',
      },
      href,
    ),
  ];
}

const senseWords: Readonly<Record<PlannedEndGap['sense'], (gap: string) => string>> = {
  early: (gap) => `${gap} early`,
  late: (gap) => `${gap} late`,
  as_planned: () => 'On the day planned',
  not_exact_enough: (gap) => `${gap}: the dates are not exact enough to say`,
};

function plannedRow(
  { factId, label, plannedEndOn, announcedOn, endedOn, gap, sense, note }: PlannedEndGap,
  href: FactHref,
): ClockRow {
  const announced = announcedOn ? `announced ${formatPeriod(announcedOn)}` : 'announced on a date that is not known';
  const size = formatMonths({ ...gap, months: Math.abs(gap.months) });
  return {
    label: `End against the plan: ${label}`,
    value: senseWords[sense](size),
    note: `Against the planned end of ${formatPeriod(plannedEndOn)}, ${announced}${note ? ` (${note.replace(/\.$/, '')})` : ''}.`,
    months: gap,
    working: {
      formula: `From the actual end to the planned end. ${method}`,
      ends: [
        { lead: 'Actual end', text: formatPeriod(endedOn), href: href(factId), on: endedOn },
        {
          lead: 'Planned end',
          text: `${formatPeriod(plannedEndOn)}, ${announced}`,
          href: href(factId),
          on: plannedEndOn,
        },
      ],
      count: 'Each end that was announced has a line of its own.',
      precision: precisionWords(gap),
    },
  };
}

const shownBy = { 'its dates': 'shown by its dates', 'a source': 'a source says that it went on' } as const;

function lighterRow(cover: LighterCover, href: FactHref): ClockRow {
  const label = 'Lighter cover after the end of intervention';
  const rule =
    'Lighter support, or a lower level, in force 31 days after the end and still 183 days after it; or a source says that support went on.';
  const working = { formula: rule, count: '', precision: '' };
  switch (cover.answer) {
    case 'yes':
      return {
        label,
        value: 'Yes, on the record',
        note: null,
        months: null,
        working: {
          ...working,
          ends: cover.found.map((one) => ({
            lead: 'Cover',
            text: `${one.label} (${shownBy[one.shownBy]})`,
            href: one.factId ? href(one.factId) : null,
          })),
        },
      };
    case 'no':
      return {
        label,
        value: 'Nothing on the record shows it',
        note: null,
        months: null,
        working: {
          ...working,
          ends: cover.noKnownEnd.map((one) => ({
            lead: 'Without a known end',
            text: one.label,
            href: href(one.factId),
          })),
        },
      };
    case 'not_known':
      return {
        label,
        value: 'Not known',
        note: `Missing: ${formatList(cover.missing.map(lower))}.`,
        months: null,
        working: { ...working, ends: [] },
      };
  }
}

/** The measures as a file: months alone, with both dates as they are kept. */
export const clockCsv = (rows: readonly ClockRow[]): CsvFile =>
  csvFile(
    [
      { header: 'Measure', value: ({ label }) => label },
      { header: 'Months', value: ({ months }) => months?.months },
      { header: 'Plus or minus', value: ({ months }) => months?.uncertainty },
      { header: 'From', value: ({ working }) => writtenEnd(working?.ends[0]) },
      { header: 'From is', value: ({ working }) => working?.ends[0]?.text.replaceAll('\u00a0', ' ') },
      { header: 'To', value: ({ working }) => writtenEnd(working?.ends[1]) },
      { header: 'To is', value: ({ working }) => working?.ends[1]?.text.replaceAll('\u00a0', ' ') },
      { header: 'In words', value: ({ value }) => value.replaceAll('\u00a0', ' ') },
      { header: 'Note', value: ({ note }) => note?.replaceAll('\u00a0', ' ') },
      { header: 'How it was worked out', value: ({ working }) => working?.formula },
    ] satisfies readonly CsvColumn<ClockRow>[],
    rows,
  );

const writtenEnd = (end: End | undefined): string | null => (end?.on ? periodText(end.on) : null);
