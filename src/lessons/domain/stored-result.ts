import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import type { SignalResult } from './signal.js';
import type { SignalReading } from './signals.js';

/** What a signal said in public of a failure, as it was stored. `number` counts what it has said, from 1. */
export type StoredResult = {
  readonly key: string;
  readonly lesson: LessonNumber;
  readonly number: number;
  readonly version: number;
  readonly edition: number;
  readonly result: SignalResult;
  readonly value: number | null;
  readonly uncertainty: number | null;
  readonly n: number;
  readonly sentence: string;
  readonly missing: readonly string[];
  readonly notes: readonly string[];
};

/**
 * The readings that say something else than what was stored last, each with the number that it gets: only these are
 * added, so that the store tells when a signal began to say what it says.
 */
export function newResults(
  stored: readonly StoredResult[],
  readings: readonly SignalReading[],
): readonly { readonly number: number; readonly reading: SignalReading }[] {
  const last = new Map(stored.map((one) => [one.key, one]));
  return readings.flatMap((reading) => {
    const held = last.get(reading.key);
    return held && saysTheSame(held, reading) ? [] : [{ number: (held?.number ?? 0) + 1, reading }];
  });
}

const said = ({
  version,
  edition,
  result,
  value,
  uncertainty,
  n,
  sentence,
  missing,
  notes,
}: Omit<StoredResult, 'key' | 'lesson' | 'number'>) =>
  JSON.stringify([version, edition, result, value, uncertainty, n, sentence, missing, notes]);

const saysTheSame = (held: StoredResult, { version, edition, outcome }: SignalReading): boolean =>
  said(held) === said({ version, edition, ...outcome });
