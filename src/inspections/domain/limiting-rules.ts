/** One of the grades that an area may be given, in its place on the scale: 1 is the worst. */
export type RankedGrade = { readonly key: string; readonly ordinal: number; readonly isFailing: boolean };

export type LimitedJudgement = {
  readonly area: string | null;
  readonly areaText: string;
  readonly isOverall: boolean;
  readonly grade: RankedGrade | null;
};

/** A rule by which a framework limits a grade: its own text, and what its reference file says of its working. */
export type LimitingRule = {
  readonly text: string;
  readonly verified: boolean;
  readonly areas: readonly string[];
  /** The best grade that the headline may then have; null where the file does not say. */
  readonly overallMax: string | null;
};

/** `goes-against`: the headline is better than the rule allows. `applies`: it is within. `read`: people must weigh it. */
export type LimitingWarning = {
  readonly kind: 'goes-against' | 'applies' | 'read';
  readonly text: string;
  readonly verified: boolean;
  readonly because: readonly string[];
};

type Detail = { readonly areas?: unknown; readonly effect?: unknown };

/** A rule from a statement of the framework; `detail` is the JSON beside its text. */
export function limitingRule({
  text,
  verified,
  detail,
}: {
  readonly text: string;
  readonly verified: boolean;
  readonly detail: string | null;
}): LimitingRule {
  const { areas, effect } = (detail === null ? {} : JSON.parse(detail)) as Detail;
  const max = typeof effect === 'string' ? /^overall_max=(\w+)$/.exec(effect) : null;
  return {
    text,
    verified,
    areas: Array.isArray(areas) ? areas.map(String) : [],
    overallMax: max?.[1] ?? null,
  };
}

/**
 * What the framework's limiting rules say to these judgements: a warning with the rule's own text, never a refusal,
 * since inspectors may have a reason. A rule without areas looks at every area but the headline. `grades` are those of
 * the framework's main scale.
 */
export function limitingWarnings(
  rules: readonly LimitingRule[],
  judgements: readonly LimitedJudgement[],
  grades: readonly RankedGrade[],
): readonly LimitingWarning[] {
  const headlines = judgements.filter(({ isOverall, grade }) => isOverall && grade !== null);
  return rules.flatMap(({ text, verified, areas, overallMax }): LimitingWarning[] => {
    if (overallMax === null) return [{ kind: 'read', text, verified, because: [] }];
    const max = grades.find(({ key }) => key === overallMax);
    const because = judgements
      .filter(({ area, isOverall, grade }) => {
        const isMeant = areas.length > 0 ? area !== null && areas.includes(area) : !isOverall;
        return isMeant && grade?.isFailing === true;
      })
      .map(({ areaText }) => areaText);
    if (!max || because.length === 0) return [];
    const isOver = headlines.some(({ grade }) => grade !== null && grade.ordinal > max.ordinal);
    return [{ kind: isOver ? 'goes-against' : 'applies', text, verified, because }];
  });
}
