import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import Handlebars from 'handlebars';
import { withReferencesWhole } from './references.js';
import { ReferencesWhole } from './whole-references.js';

/** Every template, compiled. A name is the path under `views/` without its ending: `organisations/show`. */
export type Views = {
  readonly names: readonly string[];
  render(name: string, model: object): string;
};

export type ViewOptions = {
  /** A name that the model does not have throws. Tests run so; visitors get an empty place instead of an error. */
  readonly strict?: boolean;
  /** Read the templates again at every page: for whoever writes them. */
  readonly reload?: boolean;
};

/**
 * Only `if`, `each` and `with` decide anything in a template; whatever compares or computes belongs in the page model.
 * `refs` keeps a reference from being broken over two lines. No template asks for it: it is put in wherever a text is
 * printed as text of the page (decision 164).
 */
const allowedHelpers = { lookup: false, log: false, unless: false, refs: true };

const printed = (text: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(withReferencesWhole(Handlebars.Utils.escapeExpression(text as string)));

/** Refuses the two ways in which a template could let text through unescaped. */
class EscapedOnly extends Handlebars.Visitor {
  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) throw new Error('A template may not print text unescaped');
    super.MustacheStatement(statement);
  }
}

/** The pass that reads a template for its meaning. It is public, and missing from the package's types. */
const { Compiler } = Handlebars as unknown as {
  readonly Compiler: new () => { compile(tree: hbs.AST.Program, options: CompileOptions): unknown };
};

function compileAll(root: string, strict: boolean): Views {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('refs', printed);
  const options: CompileOptions = {
    strict,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: allowedHelpers,
  };
  const templates = new Map<string, HandlebarsTemplateDelegate<object>>();

  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
    try {
      const tree = handlebars.parse(readFileSync(join(root, file), 'utf8'));
      new EscapedOnly().accept(tree);
      new ReferencesWhole().accept(tree);
      // Code is generated at the first page that needs it; this pass brings out at start what would fail then.
      new Compiler().compile(tree, { ...options });
      const template = handlebars.compile<object>(tree, options);
      handlebars.registerPartial(name, template);
      templates.set(name, template);
    } catch (error) {
      throw new Error(`views/${name}.hbs: ${(error as Error).message}`, { cause: error });
    }
  }

  return {
    names: [...templates.keys()],
    render(name, model) {
      const template = templates.get(name);
      if (!template) throw new Error(`There is no template views/${name}.hbs`);
      return template(model);
    },
  };
}

/**
 * Compiles every `*.hbs` under `root`, each also a partial under its own name. A layout is a partial block:
 * `{{#> layouts/main}} … {{/layouts/main}}`. Throws, naming the file, on a template that does not compile,
 * prints unescaped text, or asks for a helper other than `if`, `each` and `with`.
 */
export function compileViews(root: string, { strict = false, reload = false }: ViewOptions = {}): Views {
  const compiled = compileAll(root, strict);
  if (!reload) return compiled;
  return {
    get names() {
      return compileAll(root, strict).names;
    },
    render: (name, model) => compileAll(root, strict).render(name, model),
  };
}

/** For Express: `app.engine('hbs', viewEngine(views, viewsFolder))`. */
export const viewEngine =
  (views: Views, root: string) =>
  (path: string, model: object, done: (error: unknown, html?: string) => void): void => {
    let html: string;
    try {
      html = views.render(relative(root, path).slice(0, -'.hbs'.length).split(sep).join('/'), model);
    } catch (error) {
      done(error);
      return;
    }
    done(null, html);
  };
