import type { RecoveryCase } from '../domain/recovery-case.js';
import type { GroupReading, RecoveryReading } from '../domain/recovery-reading.js';
import type { RecoveryValues } from './recovery-question.js';
import { seriesOf } from './recovery.page.js';

/** What a machine is given: the answer in the form that `/research/for-machines` describes. */
export type RecoveryAnswer = {
  readonly definition: Readonly<Record<string, string>>;
  readonly groups: readonly {
    readonly key: string;
    readonly n: number;
    readonly events: number;
    readonly competing: number;
    readonly censored: number;
    readonly medianDays: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly points: readonly {
      readonly days: number;
      readonly atRisk: number;
      readonly events: number;
      readonly censored: number;
      readonly survival: number;
      readonly lower: number | null;
      readonly upper: number | null;
    }[];
  }[];
  readonly logRank: { readonly chiSquare: number; readonly degreesOfFreedom: number; readonly p: number } | null;
  readonly naive: { readonly n: number; readonly medianDays: number | null };
  readonly sources: ReturnType<typeof seriesOf>;
};

const groupOf = ({
  key,
  n,
  events,
  competing,
  censored,
  median,
  curve,
}: GroupReading): RecoveryAnswer['groups'][number] => ({
  key,
  n,
  events,
  competing,
  censored,
  medianDays: median.days,
  lower: median.lower,
  upper: median.upper,
  points: (curve?.points ?? []).map((point) => ({
    days: point.days,
    atRisk: point.atRisk,
    events: point.events,
    censored: point.censored,
    survival: point.survival,
    lower: point.lower,
    upper: point.upper,
  })),
});

/** The same answer as on the page. `definition` says everything that was asked, so that a kept answer explains itself. */
export function recoveryAnswer(
  { question, groups, all, logRank }: RecoveryReading,
  values: RecoveryValues,
  cases: readonly RecoveryCase[],
): RecoveryAnswer {
  const chosen = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null);
  return {
    definition: {
      key: question.definition,
      interval: question.interval,
      ...Object.fromEntries(chosen.filter(([name]) => name !== 'definition')),
    },
    groups: (groups.length > 0 ? groups : [all]).map(groupOf),
    logRank: logRank && { chiSquare: logRank.chiSquare, degreesOfFreedom: logRank.degreesOfFreedom, p: logRank.p },
    naive: all.naive,
    sources: seriesOf(cases),
  };
}
