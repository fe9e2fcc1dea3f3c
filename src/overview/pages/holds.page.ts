import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { type HoldRefusal, type HoldRow, isInForce } from '../../office/domain/retention-hold.js';
import { dayBoxes, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { type Table, tableHead } from '../../shell/table.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { holdPaths } from './holds.paths.js';

export const holdMessages: Readonly<Record<HoldRefusal | 'no-record', Readonly<Record<string, string>>>> = {
  'no-record': { record: 'There is no public record with that reference. Check it on the page of the record' },
  'held-already': { record: 'That record is held already' },
  'until-past': { until: 'Last day of the hold must be today or in the future' },
};

const sentences = {
  placed: 'The record is held. It cannot be withdrawn or removed until the hold ends.',
  ended: 'The hold has ended.',
};

export type HoldsPage = PageFacts & {
  readonly heading: string;
  readonly done: Notification | null;
  readonly table: Table;
  readonly form: FormModel;
};

type Names = ReadonlyMap<string, string>;

const stateOf = (hold: HoldRow, today: CalendarDay): Tag => {
  if (isInForce(hold, today)) return { text: 'Held', colour: 'turquoise' };
  return { text: 'Ended', colour: 'grey' };
};

const onDay = (instant: string): string => formatDay(day(instant.slice(0, 10)));
const whoOf = (names: Names, ref: string): string => names.get(ref) ?? ref;

const pageOf = ({ recordKind, recordRef }: HoldRow): string | null => {
  if (recordKind === 'inspection') return inspectionPaths.show(recordRef);
  if (recordKind === 'episode') return episodePaths.show(recordRef);
  return recordKind === 'source' ? sourcePaths.show(recordRef) : null;
};

export function holdsPage(
  holds: readonly HoldRow[],
  {
    names,
    today,
    query,
    tried = null,
  }: {
    readonly names: Names;
    readonly today: CalendarDay;
    readonly query: Readonly<Record<string, unknown>>;
    readonly tried?: Tried;
  },
): HoldsPage {
  const model = form({
    action: holdPaths.index(),
    button: 'Hold this record',
    tried,
    fields: [
      text({
        name: 'record',
        label: 'Reference of the record',
        hint: 'An organisation, inspection, episode, source or deadline, for example IN-0004',
        width: 10,
      }),
      prose({
        name: 'reason',
        label: 'Why it is held',
        hint: 'For example, the inquiry or the law that asks for it, and its reference',
        rows: 3,
      }),
      dayBoxes({ name: 'until', label: 'Last day of the hold, if it is known', hint: 'For example, 31 3 2028' }),
    ],
  });
  const standing = holds.filter((hold) => isInForce(hold, today)).length;
  return {
    title: 'Retention holds',
    heading: `${plural(standing, 'record')} held`,
    errors: model.errors,
    done: saidAfter(query, sentences),
    table: {
      id: 'holds',
      caption: 'Retention holds',
      captionHidden: true,
      head: tableHead(['Record', 'Why', 'By and since', 'Until'].map((heading) => ({ text: heading }))),
      rows: holds.map((hold) => ({
        cells: [
          {
            header: true,
            text: `${hold.recordRef}: ${hold.title}`,
            href: holdPaths.show(hold.ref),
            tag: stateOf(hold, today),
          },
          { text: hold.reason, note: hold.endReason ? `Ended: ${hold.endReason}` : null },
          { text: whoOf(names, hold.placedBy), note: onDay(hold.placedAt) },
          { text: hold.until ? formatDay(hold.until) : 'Until it is ended' },
        ],
      })),
      empty: { text: 'No record is held. A held record cannot be withdrawn or removed until the hold ends.' },
    },
    form: model,
  };
}

export type HoldPage = PageFacts & {
  readonly heading: string;
  readonly facts: SummaryList;
  readonly form: FormModel | null;
};

export function holdPage(
  hold: HoldRow,
  { names, today, tried = null }: { readonly names: Names; readonly today: CalendarDay; readonly tried?: Tried },
): HoldPage {
  const model =
    hold.endedAt === null
      ? form({
          action: holdPaths.ending(hold.ref),
          button: 'End the hold',
          isWarning: true,
          tried,
          fields: [prose({ name: 'reason', label: 'Why the hold ends', rows: 3 })],
          cancel: { text: 'Cancel', href: holdPaths.index() },
        })
      : null;
  const heading = `Hold on ${hold.recordRef}`;
  return {
    title: heading,
    heading,
    errors: model?.errors ?? [],
    breadcrumbs: [{ text: 'Retention holds', href: holdPaths.index() }],
    facts: {
      rows: [
        { label: 'Record', text: hold.title, href: pageOf(hold) },
        { label: 'State', tag: stateOf(hold, today) },
        { label: 'Why it is held', text: hold.reason },
        { label: 'Held by', text: whoOf(names, hold.placedBy), note: onDay(hold.placedAt) },
        { label: 'Last day', text: hold.until ? formatDay(hold.until) : 'Until it is ended' },
        ...(hold.endedAt ? [{ label: 'Ended', text: onDay(hold.endedAt), note: hold.endReason }] : []),
      ],
    },
    form: model,
  };
}
