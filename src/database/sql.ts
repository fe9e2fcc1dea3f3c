/** A piece of SQL with the values bound to it. Pieces nest, so that a WHERE can be put together without any text. */
export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** The text with this driver's placeholders, and the values in their order. */
  bind(placeholder: (position: number) => string): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const text = this.#write(values, placeholder);
    return { text, values };
  }

  #write(values: unknown[], placeholder: (position: number) => string): string {
    return this.texts.reduce((written, next, index) => {
      const value = this.values[index - 1];
      if (value instanceof Sql) return written + value.#write(values, placeholder) + next;
      values.push(value);
      return written + placeholder(values.length) + next;
    });
  }
}

export const sql = (texts: TemplateStringsArray, ...values: unknown[]): Sql => new Sql([...texts], values);

export const nothing = new Sql([''], []);

/** `a, b, c` as bound values, for IN. Throws on an empty list: no row can be in it, so do not ask. */
export function list(values: readonly unknown[]): Sql {
  if (values.length === 0) throw new Error('An empty list cannot be asked for');
  return new Sql(['', ...values.slice(1).map(() => ', '), ''], values);
}

/** `WHERE a AND b`, or nothing where there is no condition. */
export function where(conditions: readonly (Sql | null)[]): Sql {
  const present = conditions.filter((condition) => condition !== null);
  if (present.length === 0) return nothing;
  return new Sql([' WHERE ', ...present.slice(1).map(() => ' AND '), ''], present);
}

/** A column or a keyword that code chose from a fixed list; never text that a person sent. */
export const fixed = (text: string): Sql => new Sql([text], []);
