/** Loads that are put on a server by turns with others, and what their figures come to. */
import { load } from './load.mjs';

export function percentile(values, share) {
  const inOrder = values.toSorted((a, b) => a - b);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
}

export const median = (values) => percentile(values, 0.5);

/** How far apart the rounds lie, as a share of their median. */
export const spread = (values) => (Math.max(...values) - Math.min(...values)) / median(values);

async function figuresOf(target, options) {
  const { milliseconds, perSecond } = await load(target.origin, target.paths, { ...options, cookie: target.cookie });
  return { perSecond, p50: percentile(milliseconds, 0.5), p95: percentile(milliseconds, 0.95) };
}

/** Further from the others than this, a round says more about the machine than about the program. */
const tooFar = 0.25;

/**
 * Loads the targets by turns, the order turned round each time, so that a slow moment of the machine falls on all of
 * them. A round in which the first target, the yardstick, is far from its median is made again once. Gives, for each
 * target, its median figures and the median of its ratios to the yardstick, round by round.
 */
export async function byTurns(targets, { rounds, seconds, connections }) {
  const round = async (number) => {
    const figures = new Map();
    for (const target of number % 2 === 0 ? targets : targets.toReversed())
      figures.set(target.name, await figuresOf(target, { connections, seconds }));
    return figures;
  };
  for (const target of targets)
    await load(target.origin, target.paths, { connections, seconds: 1, cookie: target.cookie });
  const all = [];
  for (let number = 0; number < rounds; number += 1) all.push(await round(number));
  const yardstick = targets[0].name;
  const usual = median(all.map((figures) => figures.get(yardstick).perSecond));
  for (const [number, figures] of all.entries())
    if (Math.abs(figures.get(yardstick).perSecond / usual - 1) > tooFar) all[number] = await round(number);

  return new Map(
    targets.map(({ name }) => {
      const own = all.map((figures) => figures.get(name));
      const ratios = (of) => all.map((figures) => figures.get(name)[of] / figures.get(yardstick)[of]);
      return [
        name,
        {
          perSecond: median(own.map((figure) => figure.perSecond)),
          p50: median(own.map((figure) => figure.p50)),
          p95: median(own.map((figure) => figure.p95)),
          ratio: median(ratios('perSecond')),
          p50Ratio: median(ratios('p50')),
          spread: spread(own.map((figure) => figure.perSecond)),
          ratioSpread: spread(ratios('perSecond')),
        },
      ];
    }),
  );
}
