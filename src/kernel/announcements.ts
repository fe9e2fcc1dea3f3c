type Listener = (news: never) => Promise<void>;
type AboutBodies = { readonly organisationIds: readonly string[] };

/**
 * News of bodies that wait for the end of an act in many parts, by who listens. Acts announce within their transaction,
 * and of those there is one at a time.
 */
let waiting: Map<Listener, Set<string>> | null = null;

const isAboutBodies = (news: unknown): news is AboutBodies =>
  typeof news === 'object' && news !== null && 'organisationIds' in news && Object.keys(news).length === 1;

/**
 * Runs an act in many parts, each of which announces something, and tells every listener once, at its end, of all the
 * bodies concerned: what follows from them is worked out once and not for every part. Belongs inside the act's
 * transaction. Within another such act, news wait for the end of the outer one.
 */
export async function toldAtTheEnd<Value>(work: () => Promise<Value>): Promise<Value> {
  if (waiting) return work();
  const kept = new Map<Listener, Set<string>>();
  waiting = kept;
  let value: Value;
  try {
    value = await work();
  } finally {
    waiting = null;
  }
  for (const [listener, ids] of kept) await listener({ organisationIds: [...ids] } as never);
  return value;
}

/**
 * What one feature tells those above it, without knowing them. Listeners run in turn inside the announcer's
 * transaction, and a failure of one undoes all.
 */
export class Announcements<Told extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Told, Listener[]>();

  listen<Key extends keyof Told>(key: Key, listener: (news: Told[Key]) => Promise<void>): void {
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
  }

  async announce<Key extends keyof Told>(key: Key, news: Told[Key]): Promise<void> {
    const kept = waiting;
    for (const listener of this.#listeners.get(key) ?? []) {
      if (!kept || !isAboutBodies(news)) {
        await listener(news as never);
        continue;
      }
      const ids = kept.get(listener) ?? new Set<string>();
      for (const id of news.organisationIds) ids.add(id);
      kept.set(listener, ids);
    }
  }
}
