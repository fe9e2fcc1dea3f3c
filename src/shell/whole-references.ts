import Handlebars from 'handlebars';

/** Elements in which a span may not stand: the browser reads text there and nothing else, or a drawing. */
const textOnly = new Set(['title', 'textarea', 'option', 'script', 'style', 'text', 'tspan', 'desc']);

/** Where in a page a template stands after what it has written so far. */
class Place {
  #tag = '';
  #inTag = false;
  #quote: string | null = null;
  #only: string | null = null;

  /** Whether what comes next is read as text that may hold other elements. */
  get isText(): boolean {
    return !this.#inTag && this.#only === null;
  }

  pass(written: string): void {
    for (const letter of written) {
      if (!this.#inTag) this.#begin(letter);
      else if (this.#quote !== null) this.#quote = letter === this.#quote ? null : this.#quote;
      else if (letter === '"' || letter === "'") this.#quote = letter;
      else if (letter === '>') this.#end();
      else this.#tag += letter;
    }
  }

  #begin(letter: string): void {
    if (letter !== '<') return;
    this.#inTag = true;
    this.#tag = '';
  }

  #end(): void {
    this.#inTag = false;
    const [, closing, name = ''] = /^(\/?)([a-zA-Z][\w-]*)/.exec(this.#tag) ?? [];
    if (this.#only === null && closing === '' && textOnly.has(name)) this.#only = name;
    else if (closing === '/' && name === this.#only) this.#only = null;
  }
}

/**
 * Has every text that a template prints as text of the page go through the helper `refs`, and leaves alone what it prints
 * into a tag or into an element that holds text only. So no template has to think of references, and none is forgotten.
 */
export class ReferencesWhole extends Handlebars.Visitor {
  readonly #place = new Place();

  override ContentStatement({ value }: hbs.AST.ContentStatement): void {
    this.#place.pass(value);
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!this.#place.isText || statement.params.length > 0 || statement.path.type !== 'PathExpression') return;
    const text = statement.path as hbs.AST.PathExpression;
    // A name that the model does not have is as wrong here as where it is printed without help.
    statement.params = [Object.assign(text, { strict: true })];
    statement.path = {
      type: 'PathExpression',
      data: false,
      depth: 0,
      parts: ['refs'],
      original: 'refs',
      loc: text.loc,
    } satisfies hbs.AST.PathExpression;
  }
}
