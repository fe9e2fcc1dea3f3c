/**
 * What one feature tells those above it, without knowing them. Listeners run in turn inside the announcer's
 * transaction, and a failure of one undoes all.
 */
export class Announcements<Told extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Told, ((news: never) => Promise<void>)[]>();

  listen<Key extends keyof Told>(key: Key, listener: (news: Told[Key]) => Promise<void>): void {
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
  }

  async announce<Key extends keyof Told>(key: Key, news: Told[Key]): Promise<void> {
    for (const listener of this.#listeners.get(key) ?? []) await listener(news as never);
  }
}
