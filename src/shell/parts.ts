/**
 * The models of the small partials: what a page model gives, and `views/partials/<name>.hbs` prints. A field that is
 * missing or null is not printed. Words are ready to read: partials format nothing.
 */
import type { Drawing } from './charts/drawing.js';
import type { Grade } from './grade.js';
import type { Link } from './links.js';

/** A superscript number that leads to `sources` at the foot of the page. */
export type Citation = { readonly number: number; readonly href: string; readonly title: string };

/** `partials/tag`: a GOV.UK tag. Turquoise, yellow, orange and grey only where a signal or a state is meant. */
export type Tag = {
  readonly text: string;
  readonly colour?: 'turquoise' | 'yellow' | 'orange' | 'grey' | 'teal' | 'white';
};

/** `partials/value`: what stands in a table's cell or beside a label. Every part is optional but one must be there. */
export type Value = {
  readonly text?: string | null;
  readonly href?: string | null;
  readonly grade?: Grade | null;
  readonly tag?: Tag | null;
  /** Smaller words under the text: whose framework, how it is known. */
  readonly note?: string | null;
  readonly citations?: readonly Citation[];
  readonly links?: readonly Link[];
  readonly lifeLine?: Drawing | null;
};

/** `partials/summary-list`. */
export type SummaryRow = Value & { readonly label: string };
export type SummaryList = { readonly rows: readonly SummaryRow[] };

/** `partials/sources`: one numbered source. `href` is our own page about it; `outside` the publisher's. */
export type Source = {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly href?: string | null;
  readonly publisher?: string | null;
  readonly date?: string | null;
  /** From `outsideHref`: never an address as it came. */
  readonly outside?: string | null;
  readonly archive?: string | null;
  /** "Checked against the publisher's page", "Not checked". */
  readonly verified?: string | null;
};

/** `partials/details`: closed until asked for. */
export type Details = { readonly summary: string; readonly paragraphs: readonly string[] };

/** `partials/inset`, `partials/notification`. */
export type Inset = { readonly text: string; readonly link?: Link | null };
export type Notification = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly link?: Link | null;
};

/** `partials/empty`: what will be here, and how to begin. */
export type EmptyState = { readonly text: string; readonly link?: Link | null };

/** `partials/search`: one box, sent as a GET. */
export type Search = {
  readonly id: string;
  readonly action: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly value?: string | null;
  readonly button: string;
};

/** Numbers a page's sources in the order in which they are first cited, and gives the marks that lead to them. */
export class Citations {
  private readonly numbered = new Map<string, Source>();

  /** The mark for a source; the first call for an id gives it the next number. */
  cite(source: Omit<Source, 'number'>): Citation {
    const known = this.numbered.get(source.id) ?? { ...source, number: this.numbered.size + 1 };
    this.numbered.set(source.id, known);
    return { number: known.number, href: `#source-${known.number}`, title: known.title };
  }

  /** Every source cited so far: for `PageFacts.sources`. */
  list(): readonly Source[] {
    return [...this.numbered.values()];
  }
}
