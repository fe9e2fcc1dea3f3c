type Kept<Value> = { readonly version: string; readonly value: Promise<Value> };

/**
 * Answers that are dear to work out, kept until anything at all is committed. The version is asked for each time, so
 * that an answer is never older than the data; an answer during which something was committed is given, not kept.
 * Questions asked at the same moment are worked out once.
 */
export class Remembered<Value> {
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(
    private readonly version: () => Promise<string>,
    private readonly most = 500,
  ) {}

  async of(key: string, workOut: () => Promise<Value>): Promise<Value> {
    const version = await this.version();
    const kept = this.#kept.get(key);
    if (kept?.version === version) {
      this.#keep(key, kept);
      return kept.value;
    }
    const asked: Kept<Value> = { version, value: workOut() };
    this.#keep(key, asked);
    try {
      const value = await asked.value;
      if ((await this.version()) !== version) this.#forget(key, asked);
      return value;
    } catch (error) {
      this.#forget(key, asked);
      throw error;
    }
  }

  /**
   * For an answer that comes along with another: what is remembered, or null, and a way to keep what was found
   * instead. What is given to `keep` is dropped when something was committed since the question.
   */
  async recall(key: string): Promise<{ readonly value: Value | null; readonly keep: (value: Value) => Promise<void> }> {
    const version = await this.version();
    const kept = this.#kept.get(key);
    if (kept?.version === version) return { value: await kept.value, keep: async () => undefined };
    const keep = async (value: Value): Promise<void> => {
      if ((await this.version()) === version) this.#keep(key, { version, value: Promise.resolve(value) });
    };
    return { value: null, keep };
  }

  /** The newest stands last, so that the first is the one that nobody has asked for longest. */
  #keep(key: string, kept: Kept<Value>): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.most) return;
      this.#kept.delete(oldest);
    }
  }

  #forget(key: string, kept: Kept<Value>): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }
}
