import { type QueryValues, address, queryPairs } from './links.js';

export type Choice = { readonly value: string; readonly text: string };

/** A box to type in. */
export type TextFilter = { readonly kind: 'text'; readonly label: string; readonly hint?: string };
/** Boxes to tick, any number of them. */
export type ManyFilter = { readonly kind: 'many'; readonly label: string; readonly choices: readonly Choice[] };
/** One of a list, or any. */
export type OneFilter = {
  readonly kind: 'one';
  readonly label: string;
  readonly any: string;
  readonly choices: readonly Choice[];
};

/** Everything a list may be filtered by: the name in the address, and what it allows. */
export type Filters = Readonly<Record<string, TextFilter | ManyFilter | OneFilter>>;

export type FilterValues<F extends Filters> = {
  readonly [Name in keyof F]: F[Name] extends ManyFilter ? readonly string[] : string | null;
};

/** Longer than any name of an organisation, short enough never to hurt. */
const longestText = 100;

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const given = (raw: unknown): readonly unknown[] =>
  Array.isArray(raw) ? raw : raw === undefined || raw === '' ? [] : [raw];

function readChoices(filter: ManyFilter | OneFilter, raw: unknown): { known: string[]; notes: string[] } {
  const known: string[] = [];
  const notes: string[] = [];
  for (const value of given(raw)) {
    if (value === '') continue;
    const choice = filter.choices.find((one) => one.value === value);
    if (choice && !known.includes(choice.value)) known.push(choice.value);
    if (!choice) {
      const said = typeof value === 'string' ? `“${shorten(value)}”` : 'One value';
      notes.push(`${said} is not one of the choices under “${filter.label}”, so it was left out.`);
    }
  }
  return { known, notes: [...new Set(notes)].slice(0, 3) };
}

function readOne(filter: OneFilter | TextFilter, raw: unknown): { value: string | null; notes: string[] } {
  if (given(raw).length > 1) {
    return { value: null, notes: [`“${filter.label}” was given more than once, so it was left out.`] };
  }
  if (filter.kind === 'one') {
    const { known, notes } = readChoices(filter, raw);
    return { value: known[0] ?? null, notes };
  }
  const [text] = given(raw);
  if (text === undefined) return { value: null, notes: [] };
  if (typeof text !== 'string')
    return { value: null, notes: [`“${filter.label}” could not be read, so it was left out.`] };
  const trimmed = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  if (trimmed.length <= longestText) return { value: trimmed || null, notes: [] };
  return {
    value: trimmed.slice(0, longestText),
    notes: [`“${filter.label}” was longer than ${longestText} characters. The rest was left out.`],
  };
}

/**
 * Reads a query against what a list allows. Only listed choices come back, in the form that the filter declares; what
 * makes no sense is left out and told in a note, never an error. Parameters that no filter has are not looked at.
 */
export function readFilters<F extends Filters>(
  filters: F,
  query: Readonly<Record<string, unknown>>,
): { readonly values: FilterValues<F>; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const values: Record<string, string | null | readonly string[]> = {};
  for (const [name, filter] of Object.entries(filters)) {
    const raw = Object.hasOwn(query, name) ? query[name] : undefined;
    if (filter.kind === 'many') {
      const read = readChoices(filter, raw);
      values[name] = read.known;
      notes.push(...read.notes);
    } else {
      const read = readOne(filter, raw);
      values[name] = read.value;
      notes.push(...read.notes);
    }
  }
  return { values: values as FilterValues<F>, notes };
}

type Option = Choice & { readonly id: string; readonly chosen: boolean };

export type FilterField = {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  /** Exactly one of the three is there: it says which kind of field to draw. */
  readonly text: { readonly value: string; readonly hint: string | null } | null;
  readonly many: { readonly options: readonly Option[] } | null;
  readonly one: { readonly options: readonly Option[] } | null;
};

/** `partials/filter`. */
export type FilterForm = {
  readonly action: string;
  readonly fields: readonly FilterField[];
  /** Kept when the filter is applied: the order of the list, the day as known. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly selected: readonly {
    readonly label: string;
    readonly tags: readonly { readonly text: string; readonly href: string }[];
  }[];
  readonly clearHref: string;
  readonly isFiltered: boolean;
  /** What it does, where it is no list that is filtered. */
  readonly purpose?: string;
};

/**
 * The filter beside a list. `keep` is what else is in the address and stays (order, day as known); the page number does
 * not, since another filter has other pages.
 */
export function filterForm<F extends Filters>(
  filters: F,
  values: FilterValues<F>,
  { path, keep = {} }: { path: string; keep?: QueryValues },
): FilterForm {
  const all = values as Readonly<Record<string, string | null | readonly string[]>>;
  const valuesOf = (name: string): readonly string[] => {
    const value = all[name] ?? [];
    return typeof value === 'string' ? [value] : value;
  };
  const without = (name: string, gone: string): string =>
    address(path, { ...all, [name]: valuesOf(name).filter((value) => value !== gone), ...keep, page: null });

  const selected = Object.entries(filters).flatMap(([name, filter]) => {
    const tags = valuesOf(name).map((value) => ({
      text: filter.kind === 'text' ? value : (filter.choices.find((one) => one.value === value)?.text ?? value),
      href: without(name, value),
    }));
    return tags.length > 0 ? [{ label: filter.label, tags }] : [];
  });

  return {
    action: path,
    fields: Object.entries(filters).map(([name, filter]) => fieldOf(name, filter, valuesOf(name))),
    hidden: queryPairs({ ...keep, page: null }),
    selected,
    clearHref: address(path, { ...keep, page: null }),
    isFiltered: selected.length > 0,
  };
}

function fieldOf(name: string, filter: Filters[string], chosen: readonly string[]): FilterField {
  const id = `filter-${name}`;
  const field = { name, id, label: filter.label, text: null, many: null, one: null };
  if (filter.kind === 'text') return { ...field, text: { value: chosen[0] ?? '', hint: filter.hint ?? null } };
  const options = filter.choices.map((choice, index) => ({
    ...choice,
    id: `${id}-${index + 1}`,
    chosen: chosen.includes(choice.value),
  }));
  if (filter.kind === 'many') return { ...field, many: { options } };
  const any = { value: '', text: filter.any, id: `${id}-any`, chosen: chosen.length === 0 };
  return { ...field, one: { options: [any, ...options] } };
}
