import { type Period, periodEnd, periodText } from '../../kernel/period.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import type { TimelineEntry } from '../domain/timeline.js';
import { precisionOf } from './dossier-words.page.js';
import { type Telling, type ToldEntry, toldEntry } from './told-entry.page.js';

type Line = { readonly entry: TimelineEntry; readonly told: ToldEntry };

const written = (on: Period | null): string => (on ? periodText(on) : '');

/** Dated things, one a line: when as exactly as it is known and its span, what, how sure, and on which sources. */
export function eventsCsv(entries: readonly TimelineEntry[], telling: Telling): CsvFile {
  const { bodies, citing } = telling;
  const columns: readonly CsvColumn<Line>[] = [
    { header: 'record', value: ({ entry }) => entry.id },
    { header: 'organisation', value: ({ entry }) => bodies.get(entry.bodyId)?.name },
    { header: 'kind', value: ({ told }) => told.kinds.join('; ') },
    { header: 'date', value: ({ entry }) => written(entry.on) },
    { header: 'precision', value: ({ entry }) => precisionOf(entry.on) },
    { header: 'earliest', value: ({ entry }) => entry.on?.start },
    { header: 'latest', value: ({ entry }) => entry.on && periodEnd(entry.on) },
    { header: 'until', value: ({ entry }) => written(entry.until) },
    { header: 'title', value: ({ told }) => told.title },
    { header: 'grade', value: ({ told }) => told.grades.map(({ word }) => word).join('; ') },
    { header: 'text', value: ({ told }) => told.paragraphs.join(' ') },
    { header: 'became_known', value: ({ entry }) => written(entry.fact.certainty.knownOn) },
    { header: 'recorded_on', value: ({ entry }) => entry.fact.certainty.recordedOn },
    { header: 'verified', value: ({ entry }) => (entry.fact.certainty.verified ? 'yes' : 'no') },
    { header: 'partly_inferred', value: ({ entry }) => (entry.fact.certainty.inferred ? 'yes' : 'no') },
    { header: 'note', value: ({ entry }) => entry.fact.certainty.note },
    { header: 'sources', value: ({ entry }) => citing.references(entry.id) },
  ];
  return csvFile(
    columns,
    entries.map((entry) => ({ entry, told: toldEntry(entry, telling) })),
  );
}
