import type { CalendarDay } from '../../kernel/calendar-day.js';
import { fold } from '../../office/domain/fold.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import { type FailureTest, isCategoryTest } from './framework.js';
import type { OwnScale } from './own-scale.js';
import type { RecoveredRule } from './recovered-rule.js';

/** What a version that is added by hand makes a failure. */
export const failingKinds = ['same', 'formal', 'by-area', 'none'] as const;
export type FailingKind = (typeof failingKinds)[number];

/** What is typed about a version. */
export type VersionContent = {
  readonly title: string;
  readonly unit: string;
  readonly episodeArea: EpisodeArea;
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
  readonly effectiveFrom: CalendarDay;
  readonly effectiveTo: CalendarDay | null;
  readonly headline: readonly string[];
  readonly others: readonly string[];
  /** A scale of the record, or `own`: the one that is written with the version. */
  readonly scaleId: string;
  readonly ownScale: OwnScale | null;
  readonly failing: FailingKind;
  readonly recoveredRule: RecoveredRule;
  /** Working days from the report to the action plan; null: as in the version copied, or none. */
  readonly planDays: number | null;
  readonly note: string | null;
  readonly sourceUrl: string | null;
};

type BaseArea = {
  readonly key: string;
  readonly label: string;
  readonly conditional: number;
  readonly scaleId: string | null;
};

/** The version that is copied, so far as the rules ask. */
export type Base = {
  readonly scaleId: string | null;
  readonly areas: readonly BaseArea[];
  readonly formal: readonly FailureTest[];
  readonly serious: readonly FailureTest[];
};

export type VersionArea = {
  readonly key: string;
  readonly label: string;
  readonly isOverall: number;
  readonly conditional: number;
  readonly scaleId: string | null;
};

export type VersionRefusal =
  | 'ends-before-it-starts'
  | 'no-areas'
  | 'too-many-areas'
  | 'area-too-long'
  | 'area-twice'
  | 'too-many-headlines'
  | 'rule-needs-a-base'
  | 'rule-needs-its-scale'
  | 'rule-needs-its-areas'
  | 'rule-needs-a-headline'
  | 'rule-needs-failing-grades'
  | 'recovery-needs-a-headline';

export const mostAreas = 40;
const mostHeadlines = 2;
const longestArea = 200;

/**
 * The key of a version: its name and the year from which it is used. The keys of the shipped file have no hyphen, so
 * that a later edition of the file never meets one of these.
 */
export const versionKey = (title: string, effectiveFrom: CalendarDay): string => {
  const year = `-${effectiveFrom.slice(0, 4)}`;
  const words = fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replaceAll(/^-+|-+$/g, '');
  return words.endsWith(year) ? words : `${words || 'version'}${year}`;
};

/** What somebody typed on lines of their own. */
export const linesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);

/** The areas in their order, the headline judgements first. One that is called as before keeps its key and its scale. */
export function areasOf({ headline, others }: VersionContent, base: Base | null): readonly VersionArea[] {
  const before = new Map((base?.areas ?? []).map((area) => [fold(area.label), area]));
  const taken = new Set(base?.areas.map(({ key }) => key));
  const keyFor = (label: string): string => {
    const plain =
      fold(label)
        .replaceAll(/[^a-z0-9]+/g, '_')
        .slice(0, 70) || 'area';
    let key = plain;
    for (let count = 2; taken.has(key); count += 1) key = `${plain}_${count}`;
    taken.add(key);
    return key;
  };
  const area = (label: string, isOverall: number): VersionArea => {
    const same = before.get(fold(label));
    return {
      key: same?.key ?? keyFor(label),
      label,
      isOverall,
      conditional: same?.conditional ?? 0,
      scaleId: same?.scaleId ?? null,
    };
  };
  return [...headline.map((label) => area(label, 1)), ...others.map((label) => area(label, 0))];
}

type Tests = { readonly formal: readonly FailureTest[]; readonly serious: readonly FailureTest[] };

/** What makes a judgement a failure, by the kind that was chosen. `failing`: the failing grades of the scale. */
export function testsOf(
  { failing: kind }: VersionContent,
  { areas, failing, base }: { areas: readonly VersionArea[]; failing: readonly string[]; base: Base | null },
): Tests {
  const tests = (some: readonly VersionArea[]): FailureTest[] =>
    some.map(({ key }) => ({ area: key, grades: failing }));
  if (kind === 'same') return { formal: base?.formal ?? [], serious: base?.serious ?? [] };
  if (kind === 'by-area') return { formal: [], serious: tests(areas) };
  if (kind === 'none') return { formal: [], serious: [] };
  return {
    formal: tests(areas.filter(({ isOverall }) => isOverall === 1)),
    serious: tests(areas.filter(({ isOverall }) => isOverall === 0)),
  };
}

/** Why a version cannot stand as it is typed, or null. */
export function whyNotVersion(
  content: VersionContent,
  { base, failing }: { readonly base: Base | null; readonly failing: readonly string[] },
): VersionRefusal | null {
  const { headline, others, effectiveFrom, effectiveTo } = content;
  const labels = [...headline, ...others];
  if (effectiveTo !== null && effectiveTo < effectiveFrom) return 'ends-before-it-starts';
  if (labels.length === 0) return 'no-areas';
  if (labels.length > mostAreas) return 'too-many-areas';
  if (headline.length > mostHeadlines) return 'too-many-headlines';
  if (labels.some((label) => label.length > longestArea)) return 'area-too-long';
  if (new Set(labels.map(fold)).size < labels.length) return 'area-twice';
  if (content.recoveredRule.startsWith('headline') && headline.length === 0) return 'recovery-needs-a-headline';
  return whyNotRule(content, { base, failing });
}

function whyNotRule(
  content: VersionContent,
  { base, failing }: { readonly base: Base | null; readonly failing: readonly string[] },
): VersionRefusal | null {
  if (content.failing === 'none') return null;
  if (content.failing !== 'same') {
    if (content.failing === 'formal' && content.headline.length === 0) return 'rule-needs-a-headline';
    return failing.length === 0 ? 'rule-needs-failing-grades' : null;
  }
  if (!base) return 'rule-needs-a-base';
  if (base.scaleId !== content.scaleId) return 'rule-needs-its-scale';
  const keys = new Set(areasOf(content, base).map(({ key }) => key));
  const named = [...base.formal, ...base.serious].flatMap((test) => (isCategoryTest(test) ? [] : [test.area]));
  return named.every((key) => keys.has(key)) ? null : 'rule-needs-its-areas';
}
