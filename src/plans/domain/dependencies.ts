export type DependencyEdge = { readonly fromId: string; readonly toId: string };

/**
 * The circle that a new dependency would close, as the ids round it with the first one repeated at the end, or null.
 * `fromId` waits for `toId`.
 */
export function circleThrough(edges: readonly DependencyEdge[], added: DependencyEdge): readonly string[] | null {
  const way = wayBetween(edges, added.toId, added.fromId);
  return way ? [added.fromId, ...way] : null;
}

/** The shortest way along what milestones wait for, both ends included; null: there is none. */
function wayBetween(edges: readonly DependencyEdge[], start: string, goal: string): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === goal) return wayBack(cameFrom, goal);
    for (const { fromId, toId } of edges) {
      if (fromId !== next || cameFrom.has(toId)) continue;
      cameFrom.set(toId, next);
      queue.push(toId);
    }
  }
  return null;
}

function wayBack(cameFrom: ReadonlyMap<string, string | null>, goal: string): readonly string[] {
  const way: string[] = [];
  for (let at: string | null = goal; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at);
  return way;
}
