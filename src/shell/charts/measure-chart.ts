import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodText } from '../../kernel/period.js';
import type { Drawing } from './drawing.js';
import { markPath, round } from './marks.js';
import { packRows } from './pack-rows.js';
import { Sheet } from './sheet.js';
import { fitText, textWidth } from './text-width.js';
import { type TimeScale, timeScale, timeTicks } from './time-scale.js';
import { type ValueScale, valueScale } from './value-scale.js';

/** One number on the chart, or the gap that its letter stands for. */
export type MeasurePoint = {
  readonly on: Period;
  readonly value: number | null;
  /** The letter under the axis where there is no number. */
  readonly letter: string | null;
  /** Both ends where the source gives a range. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether a line leads to it from the point before. */
  readonly joined: boolean;
  /** The way in which it stands out: up or down, and what that means. Null: chance. */
  readonly special: {
    readonly side: 'high' | 'low';
    readonly meaning: 'improvement' | 'concern' | 'neither';
    /** The word beside the first of several in a row; null beside the others. */
    readonly word: string | null;
  } | null;
  /** The value as it is printed. */
  readonly text: string;
  readonly title: string;
};

export type MeasureLimits = {
  readonly from: Period;
  readonly to: Period;
  readonly mean: number;
  readonly upper: number;
  readonly lower: number;
  /** The sides on which the band ends without a line and without a name, since no number can lie beyond. */
  readonly open: readonly ('upper' | 'lower')[];
  readonly trial: boolean;
};

/** A dip that was written down beforehand: for how long, and how far at most. */
export type MeasureBand = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly limit: number;
  readonly text: string;
};

/** Where another scale or definition begins. */
export type MeasureBreak = { readonly on: Period; readonly title: string };

/** The day from which the numbers are read as after a failure. */
export type MeasureTrigger = { readonly on: Period; readonly text: string };

/** The lowest point of a dip, by the value that stands there; `side`: where a fall of this measure leads to. */
export type MeasureTrough = { readonly on: Period; readonly text: string; readonly side: 'high' | 'low' };

/** Something that happened, pinned on its day by the number under which it is listed. */
export type MeasurePin = { readonly on: Period; readonly number: number; readonly title: string };

export type MeasureChartFacts = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly points: readonly MeasurePoint[];
  readonly limits: readonly MeasureLimits[];
  readonly target: number | null;
  readonly pins: readonly MeasurePin[];
  readonly bands?: readonly MeasureBand[];
  readonly breaks?: readonly MeasureBreak[];
  readonly triggers?: readonly MeasureTrigger[];
  readonly trough?: MeasureTrough | null;
  /** A number of the axis in words: "20%". */
  readonly say: (value: number) => string;
};

type About = { readonly id: string; readonly title: string; readonly description: string };

type Metrics = {
  readonly size: 'large' | 'narrow';
  readonly width: number;
  readonly text: number;
  readonly plot: number;
  readonly mark: number;
  /** As many values have their number beside them; more would only stand in each other's way. */
  readonly labelled: number;
  /** Room at the right for the names of the limits; none where they have no room. */
  readonly names: number;
};

const desk: Metrics = { size: 'large', width: 960, text: 16, plot: 270, mark: 9, labelled: 10, names: 150 };
const phone: Metrics = { size: 'narrow', width: 343, text: 14, plot: 220, mark: 8, labelled: 5, names: 0 };

type Frame = Metrics & {
  readonly facts: MeasureChartFacts;
  readonly time: TimeScale;
  readonly values: ValueScale;
  readonly top: number;
  readonly bottom: number;
};

const pinRow = 28;

/** Half a pin. */
const pinHalf = (text: number): number => text * 0.85;

/** Room above the plot: for the words of its highest point, and above them for the pins. */
const roomAbove = (text: number, pinRows: number): number =>
  text * 1.5 + (pinRows === 0 ? 0 : 8 + (pinRows - 1) * pinRow + pinHalf(text) * 2);

/** Every number that must find room between the top and the bottom. */
const numbersOf = ({ points, limits, target, bands = [] }: MeasureChartFacts): number[] =>
  [
    ...points.flatMap(({ value, low, high }) => [value, low, high]),
    ...limits.flatMap(({ upper, lower }) => [upper, lower]),
    target,
    ...bands.map(({ limit }) => limit),
  ].flatMap((number) => number ?? []);

function drawAxes(sheet: Sheet, { values, time, text, bottom, width, facts }: Frame): void {
  for (const tick of values.ticks) {
    const y = values.y(tick);
    sheet.line('chart__grid', [time.left, y], [time.right, y]);
    sheet.text('chart__value', time.left - 8, y + text * 0.35, facts.say(tick));
  }
  for (const tick of timeTicks(time, text, [0, width])) {
    sheet.line('chart__tick', [tick.x, bottom], [tick.x, bottom + 6]);
    sheet.text('chart__year', tick.textAt, bottom + 10 + text * 1.1 + lettersRoom(facts, text), tick.text);
  }
  sheet.line('chart__axis', [time.left, bottom], [time.right, bottom]);
}

const lettersRoom = ({ points }: MeasureChartFacts, text: number): number =>
  points.some(({ letter }) => letter !== null) ? text * 1.2 : 0;

/** The names of the three lines at the right, moved apart where they would touch. */
function nameLimits(sheet: Sheet, { values, time, text, facts, names }: Frame): void {
  const last = facts.limits.at(-1);
  if (!last || names === 0 || endOfScale(last.to, facts, time) < time.right) return;
  const kind = last.trial ? 'Trial limit' : 'Limit';
  const limitName = (side: 'upper' | 'lower'): string =>
    last.open.includes(side) ? '' : `${kind} ${facts.say(last[side])}`;
  const wanted = [
    { y: values.y(last.upper), words: limitName('upper') },
    { y: values.y(last.mean), words: `Mean ${facts.say(last.mean)}` },
    { y: values.y(last.lower), words: limitName('lower') },
  ];
  const gap = text * 1.15;
  const middle = wanted[1]?.y ?? 0;
  for (const [index, { y, words }] of wanted.entries()) {
    const apart = index === 0 ? Math.min(y, middle - gap) : index === 2 ? Math.max(y, middle + gap) : y;
    if (words) sheet.text('chart__name', time.right + 8, apart + text * 0.35, words);
  }
}

/** Where the scale of a period ends: no limits reach over a break. */
function endOfScale(to: Period, { breaks = [] }: MeasureChartFacts, time: TimeScale): number {
  const next = breaks.filter(({ on }) => on.start > to.start).toSorted((a, b) => (a.on.start < b.on.start ? -1 : 1))[0];
  return next ? time.x(next.on.start) : time.right;
}

function drawLimits(sheet: Sheet, { values, time, facts }: Frame): void {
  for (const [index, { from, to, mean, upper, lower, open, trial }] of facts.limits.entries()) {
    const isLast = index === facts.limits.length - 1;
    const left = index === 0 ? time.left : time.at(from);
    const next = facts.limits[index + 1];
    const right = Math.min(isLast ? time.right : next ? time.at(next.from) : time.at(to), endOfScale(to, facts, time));
    const kind = trial ? ' chart__limit--trial' : '';
    sheet.rect('chart__band', [left, right], values.y(upper), values.y(lower) - values.y(upper));
    sheet.line('chart__mean', [left, values.y(mean)], [right, values.y(mean)], `Mean ${facts.say(mean)}`);
    for (const [side, limit] of [
      ['upper', upper],
      ['lower', lower],
    ] as const)
      if (!open.includes(side))
        sheet.line(
          `chart__limit${kind}`,
          [left, values.y(limit)],
          [right, values.y(limit)],
          `Limit ${facts.say(limit)}`,
        );
  }
}

function drawTarget(sheet: Sheet, { values, time, text, facts }: Frame): void {
  if (facts.target === null) return;
  const y = values.y(facts.target);
  const words = `Target ${facts.say(facts.target)}`;
  sheet.line('chart__target', [time.left, y], [time.right, y], words);
  sheet.text('chart__target-name', time.left + 6, y - text * 0.35, words);
}

/**
 * A dip that was expected: the days for which it was written down, down to its limit. Its name stands across from the
 * limit, where a dip within it does not come.
 */
function drawBands(sheet: Sheet, { values, time, facts, top, bottom, text: size }: Frame): void {
  const { bands = [], triggers = [] } = facts;
  for (const { from, to, limit, text } of bands) {
    const [left, right] = [time.x(from), time.x(to)];
    if (right <= left) continue;
    const y = values.y(limit);
    sheet.rect('chart__dip', [left, right], top, bottom - top, text);
    sheet.line('chart__dip-limit', [left, y], [right, y], text);
    const names = ['Dip written down in advance', 'Expected dip', 'Expected'];
    const name = names.find((words) => textWidth(words, size) <= right - left - 8) ?? '';
    const above = top + size * (1 + triggers.length * 1.2);
    sheet.text('chart__dip-name', (left + right) / 2, y > (top + bottom) / 2 ? above : bottom - size * 0.5, name);
  }
}

/** A dotted line where the definition or the scale changed: no series crosses it. */
function drawBreaks(sheet: Sheet, { time, facts, top, bottom }: Frame): void {
  for (const { on, title } of facts.breaks ?? []) {
    const x = time.x(on.start);
    if (x > time.left && x < time.right) sheet.line('chart__break', [x, top], [x, bottom], title);
  }
}

/** A line from which on the numbers are those after a failure, with its name on the side that has more room. */
function drawTriggers(sheet: Sheet, { time, facts, top, bottom, text: size }: Frame): void {
  for (const [index, { on, text }] of (facts.triggers ?? []).entries()) {
    const x = time.at(on);
    const isLeft = x - time.left > time.right - x;
    const room = (isLeft ? x - time.left : time.right - x) - 8;
    const words = fitText(text, size, room) || fitText(text.split(':')[0] ?? '', size, room);
    sheet.line('chart__trigger', [x, top], [x, bottom], text);
    sheet.text(
      `chart__trigger-name${isLeft ? ' chart__trigger-name--before' : ''}`,
      isLeft ? x - 6 : x + 6,
      top + size * (1 + index * 1.2),
      words,
    );
  }
}

function drawPins(sheet: Sheet, { facts, time, top, bottom, text }: Frame): number {
  const half = pinHalf(text);
  const { placed, rows } = packRows(
    facts.pins,
    ({ on }) => {
      const x = Math.min(time.right - half, Math.max(time.left + half, time.at(on)));
      return [{ from: x - half, to: x + half, where: x }];
    },
    { gap: 2, labelRows: 0 },
  );
  const middleOf = (row: number): number => top - text * 1.5 - 4 - row * pinRow - half;
  // All lines lie under all pins: the line of a pin in a higher row must not run through the number of a lower one.
  for (const { item, row } of placed)
    sheet.line('chart__pin-line', [time.at(item.on), bottom], [time.at(item.on), middleOf(row) + half], item.title);
  for (const { item, row, where } of placed) {
    sheet.path('chart__pin', markPath('meeting', where, middleOf(row), half * 2), item.title);
    sheet.text('chart__pin-number', where, middleOf(row) + text * 0.35, String(item.number));
  }
  return rows;
}

/** Up for high, down for low. */
function triangle(x: number, y: number, size: number, side: 'high' | 'low'): string {
  const way = side === 'high' ? -1 : 1;
  const half = size * 0.95;
  return `M${round(x)} ${round(y + way * size)}L${round(x + half)} ${round(y - way * size * 0.7)}H${round(x - half)}Z`;
}

function drawLine(sheet: Sheet, { facts, time, values }: Frame): void {
  for (const [index, point] of facts.points.entries()) {
    const before = facts.points[index - 1];
    if (!point.joined || !before || before.value === null || point.value === null) continue;
    sheet.line('chart__line', [time.at(before.on), values.y(before.value)], [time.at(point.on), values.y(point.value)]);
  }
}

function drawPoint(sheet: Sheet, point: MeasurePoint, { time, values, mark, bottom, text }: Frame): void {
  const x = time.at(point.on);
  if (point.value === null) {
    sheet.text('chart__letter', x, bottom + 6 + text, point.letter ?? '');
    return;
  }
  const y = values.y(point.value);
  if (point.low !== null && point.high !== null) {
    const [low, high] = [values.y(point.low), values.y(point.high)];
    sheet.path(
      'chart__range',
      `M${round(x - 5)} ${round(high)}H${round(x + 5)}M${round(x)} ${round(high)}V${round(low)}M${round(x - 5)} ${round(low)}H${round(x + 5)}`,
      point.title,
    );
  }
  if (point.special)
    sheet.path(
      `chart__point chart__point--${point.special.meaning}`,
      triangle(x, y, mark * 0.85, point.special.side),
      point.title,
    );
  else sheet.path('chart__point', markPath('meeting', x, y, mark), point.title);
}

/** The way along the chart that words take, on one side of the points. */
type Taken = { readonly side: 'above' | 'below'; readonly from: number; readonly to: number };

/**
 * The lowest point of a dip, the word of a special cause, or the number itself where there are few, above its point;
 * below it for what stands out downwards, where there is room. Words on one side never touch: a number gives way, and a
 * word goes to the other side. The lowest point comes first.
 */
function labelPoints(sheet: Sheet, frame: Frame): void {
  const { facts, time, values, text, width, labelled, mark, names, bottom } = frame;
  const { trough = null } = facts;
  const shown = facts.points.filter(({ value }) => value !== null);
  const taken: Taken[] = [];
  const isLowest = ({ on }: MeasurePoint): boolean => trough !== null && periodText(on) === periodText(trough.on);
  for (const point of [...shown.filter(isLowest), ...shown.filter((one) => !isLowest(one))]) {
    const named = isLowest(point) ? trough : null;
    const words = named?.text ?? point.special?.word ?? (shown.length <= labelled ? point.text : '');
    if (!words || point.value === null) continue;
    const half = textWidth(words, text) / 2;
    const right = names > 0 && facts.limits.length > 0 ? time.right : width;
    const x = Math.min(right - half, Math.max(time.left + half, time.at(point.on)));
    const above = values.y(point.high ?? point.value) - mark - 2;
    const below = values.y(point.low ?? point.value) + mark + text;
    const isLow = (named?.side ?? point.special?.side) === 'low' && below < bottom - 2;
    const sides = isLow ? (['below', 'above'] as const) : (['above', 'below'] as const);
    const isFree = (one: Taken['side']): boolean =>
      taken.every(({ side, from, to }) => side !== one || x + half + 6 <= from || x - half >= to);
    const side = (named || point.special?.word ? sides : sides.slice(0, 1)).find(isFree);
    if (!side) continue;
    sheet.text('chart__label', x, side === 'above' ? above : below, words);
    taken.push({ side, from: x - half, to: x + half + 6 });
  }
}

function draw(facts: MeasureChartFacts, metrics: Metrics, about: About): Drawing {
  const { width, text, plot, names } = metrics;
  const numbers = numbersOf(facts);
  const probe = valueScale(numbers, { top: 0, bottom: plot });
  const left = Math.ceil(Math.max(...probe.ticks.map((tick) => textWidth(facts.say(tick), text)))) + 12;
  const right = width - (facts.limits.length > 0 && names > 0 ? names : 16);
  const time = timeScale(facts.from, facts.to, left, right);
  const frameAt = (top: number): Frame => ({
    ...metrics,
    facts,
    time,
    top,
    bottom: top + plot,
    values: valueScale(numbers, { top, bottom: top + plot }),
  });
  const pinRows = facts.pins.length === 0 ? 0 : drawPins(new Sheet(), frameAt(0));
  const frame = frameAt(roomAbove(text, pinRows));
  const ground = new Sheet();
  drawBands(ground, frame);
  drawLimits(ground, frame);
  drawBreaks(ground, frame);
  drawAxes(ground, frame);
  const over = new Sheet();
  if (facts.pins.length > 0) drawPins(over, frame);
  drawTriggers(over, frame);
  drawTarget(over, frame);
  const front = new Sheet();
  drawLine(front, frame);
  for (const point of facts.points) drawPoint(front, point, frame);
  nameLimits(front, frame);
  labelPoints(front, frame);
  const height = Math.ceil(frame.bottom + 14 + text * 1.4 + lettersRoom(facts, text));
  return {
    id: `${about.id}-${metrics.size}`,
    className: `chart chart--${metrics.size}`,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    title: about.title,
    description: about.description,
    layers: [ground, over, front],
  };
}

/**
 * A measure over time, for a desk and for a phone: its numbers with what limits, target and events there are. Special
 * causes stand out by shape (a triangle that points the way) and by word. Takes at least one number; numbers without a
 * line between them are not to be compared. For `Figure.pictures`.
 */
export const measureCharts = (facts: MeasureChartFacts, about: About): readonly Drawing[] => [
  draw(facts, desk, about),
  draw(facts, phone, about),
];
