import type { JudgedInspection } from '../../inspections/domain/judgement.js';
import { type DerivationRules, type DerivedEpisode, deriveEpisodes } from './derive-episodes.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';

/** An episode that is on the record, by the inspection that opened it. */
export type OfEpisode = { readonly triggerInspectionId: string; readonly area: string; readonly unit: string | null };

/**
 * What publishing one inspection would do to the failing spells of a body:
 * - `opens`: it opens one; `relapseOf` is the one that it would then be a relapse of
 * - `takes-over`: it lies before the trigger of one, which then begins with it
 * - `prolongs`, `ends`, `good`: it is the last failing, the first not failing, the first good judgement of one
 * - `ends-later`, `good-later`: one that ended or was good before no longer is, or with another judgement
 * - `serious`: a serious finding within one
 */
export type PublishingEffect =
  | {
      readonly kind: 'opens';
      readonly area: string;
      readonly unit: string | null;
      readonly relapseOf: OfEpisode | null;
    }
  | {
      readonly kind: 'takes-over' | 'prolongs' | 'ends' | 'good' | 'ends-later' | 'good-later' | 'serious';
      readonly of: OfEpisode;
    };

const ofEpisode = ({ trigger, area, unit }: DerivedEpisode): OfEpisode => ({
  triggerInspectionId: trigger.inspectionId,
  area,
  unit,
});

const keyOf = ({ organisationId, area, unit, trigger }: DerivedEpisode): string =>
  JSON.stringify([organisationId, area, unit, trigger.inspectionId]);

const placeOf = ({ organisationId, area, unit }: DerivedEpisode): string =>
  JSON.stringify([organisationId, area, unit]);

/**
 * A dry run: the same rules that derive episodes, over the judgements as they are and over the same with this one
 * published. What differs is what publishing would do. An inspection without a date or a verdict does nothing.
 */
export function publishingEffects(
  inspections: readonly JudgedInspection[],
  published: JudgedInspection,
  rules: DerivationRules,
): readonly PublishingEffect[] {
  const others = inspections.filter(({ id }) => id !== published.id);
  const before = deriveEpisodes(others, rules);
  const after = deriveEpisodes([...others, published], rules);
  const heldByKey = new Map(before.map((episode) => [keyOf(episode), episode]));
  const stillThere = new Set(after.map(keyOf));
  const gone = before.filter((episode) => !stillThere.has(keyOf(episode)));
  return after.flatMap((episode): PublishingEffect[] => {
    const held = heldByKey.get(keyOf(episode));
    if (held) return changesOf(held, episode, published.id);
    const replaced = gone.find((other) => placeOf(other) === placeOf(episode));
    if (replaced) return [{ kind: 'takes-over', of: ofEpisode(replaced) }];
    const earlier = episode.relapseOf === null ? null : (after[episode.relapseOf] ?? null);
    const { area, unit } = episode;
    return [{ kind: 'opens', area, unit, relapseOf: earlier && ofEpisode(earlier) }];
  });
}

function changesOf(before: DerivedEpisode, after: DerivedEpisode, id: string): PublishingEffect[] {
  const of = ofEpisode(after);
  const isBy = (turn: { readonly inspectionId: string } | null): boolean => turn?.inspectionId === id;
  const effects: PublishingEffect[] = [];
  if (isBy(after.notFailing) && !isBy(before.notFailing)) effects.push({ kind: 'ends', of });
  else if (before.notFailing?.inspectionId !== after.notFailing?.inspectionId) effects.push({ kind: 'ends-later', of });
  if (isBy(after.good) && !isBy(before.good)) effects.push({ kind: 'good', of });
  else if (before.good?.inspectionId !== after.good?.inspectionId && before.good !== null)
    effects.push({ kind: 'good-later', of });
  if (isBy(after.lastFailing)) effects.push({ kind: 'prolongs', of });
  if (after.serious.some(isBy)) effects.push({ kind: 'serious', of });
  return effects;
}

const words: Readonly<Record<Exclude<PublishingEffect['kind'], 'opens'>, string>> = {
  'takes-over': 'Moves the beginning of this episode of failure to this inspection:',
  prolongs: 'Keeps this episode of failure open:',
  ends: 'Is the first judgement that is not failing in this episode of failure:',
  good: 'Is the first judgement of good or better after this episode of failure:',
  'ends-later': 'Changes which judgement ended this episode of failure:',
  'good-later': 'Changes which judgement was the first good one after this episode of failure:',
  serious: 'Is a serious finding within this episode of failure:',
};

/** What an effect is in words, and the episode of which they speak; null where it is a new one. */
export function effectWords(effect: PublishingEffect): { readonly text: string; readonly of: OfEpisode | null } {
  if (effect.kind !== 'opens') return { text: words[effect.kind], of: effect.of };
  const area = ((episodeAreas as Readonly<Record<string, string>>)[effect.area] ?? effect.area).toLowerCase();
  if (effect.relapseOf)
    return {
      text: `Opens an episode of failure (${area}) and marks this earlier one as relapsed:`,
      of: effect.relapseOf,
    };
  return { text: `Opens an episode of failure: ${area}${effect.unit ? `, ${effect.unit}` : ''}.`, of: null };
}
