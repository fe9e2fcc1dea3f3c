/** An item of an agenda, as far as it says what is private. */
export type AgendaSecrecy = {
  readonly inPrivate: string | null;
  /** What of the record it is about: a kind and an id, as it was proposed, or as the secretary wrote it. */
  readonly source: { readonly kind: string; readonly id: string } | null;
};

export type PrivateRecords = {
  /** Why a record is private; null: it is not. `kinds`: the bundles that the record is part of. */
  readonly reasonOf: (ref: string, ...kinds: readonly string[]) => string | null;
};

/**
 * Which records an agenda takes in private: an item that is about one record makes it private wherever the pack tells of
 * it, and an item that is about all of a kind makes all of that kind private. `requests`: the milestone that each
 * request for a date is for.
 */
export function privateRecords(
  agenda: readonly AgendaSecrecy[],
  requests: ReadonlyMap<string, string> = new Map(),
): PrivateRecords {
  const byRef = new Map<string, string>();
  const byKind = new Map<string, string>();
  for (const { inPrivate, source } of agenda) {
    if (inPrivate === null || source === null) continue;
    const { kind, id } = source;
    byKind.set(kind, inPrivate);
    byRef.set(id.split(' ')[0] ?? id, inPrivate);
    const milestone = requests.get(id);
    if (milestone) byRef.set(milestone, inPrivate);
  }
  return {
    reasonOf: (ref, ...kinds) => byRef.get(ref) ?? kinds.flatMap((kind) => byKind.get(kind) ?? [])[0] ?? null,
  };
}
