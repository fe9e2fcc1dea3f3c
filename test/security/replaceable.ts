type Anything = (...given: never[]) => unknown;

const replacements = new Map<string, Anything>();

/**
 * A module whose functions can be exchanged while a test runs, each by its name: for `jest.mock`. Classes are left
 * alone: their methods are exchanged on the class itself.
 */
export function replaceable(actual: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => {
      if (typeof value !== 'function' || /^[A-Z]/.test(name)) return [name, value];
      const own = value as Anything;
      return [name, (...given: never[]) => (replacements.get(name) ?? own)(...given)];
    }),
  );
}

/** Puts something else in a function's place until the gift is called. */
export function replace(name: string, by: Anything): () => void {
  replacements.set(name, by);
  return () => void replacements.delete(name);
}
