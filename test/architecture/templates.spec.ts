import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Handlebars from 'handlebars';
import { rootFolder, viewsFolder } from '../../src/config/paths.js';
import { compileViews } from '../../src/shell/handlebars.js';

type Template = { readonly name: string; readonly text: string };

const templates: readonly Template[] = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.hbs'))
  .map((file) => ({
    name: file.slice(0, -'.hbs'.length).replaceAll('\\', '/'),
    text: readFileSync(join(viewsFolder, file), 'utf8'),
  }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const sourceFolder = join(rootFolder, 'src');
const source = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(sourceFolder, file), 'utf8'))
  .join('\n');

/** The partials that a template takes in; a name that is put together at run time is `null`. */
class Partials extends Handlebars.Visitor {
  readonly names: (string | null)[] = [];

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.#note(partial.name);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.#note(partial.name);
    super.PartialBlockStatement(partial);
  }

  #note(name: hbs.AST.PathExpression | hbs.AST.SubExpression): void {
    this.names.push('original' in name && name.type === 'PathExpression' ? name.original : null);
  }
}

const partialsOf = (text: string): (string | null)[] => {
  const partials = new Partials();
  partials.accept(Handlebars.parse(text));
  return partials.names.filter((name) => name !== '@partial-block');
};

/** Every template that a page asks for, and those that they take in. */
function usedTemplates(all: readonly Template[], code: string): Set<string> {
  const textOf = new Map(all.map(({ name, text }) => [name, text]));
  const used = new Set<string>();
  const waiting = all.map(({ name }) => name).filter((name) => code.includes(`'${name}'`));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    for (const partial of partialsOf(textOf.get(name) ?? '')) if (partial !== null) waiting.push(partial);
  }
  return used;
}

const comment = /\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}|<!--[\s\S]*?-->/g;
const tag = /<[a-zA-Z][^\s/>{]*(?:\{\{[^}]*\}\}|"[^"]*"|'[^']*'|[^>"'{])*>/g;
const addressAttribute = /\s(?:href|src|action|formaction|xlink:href|srcset|poster)="([^"]*)"/gi;
/** What a page model has made an address of: named so, or one of the assets. */
const madeAddress =
  /^(?:\.\.\/)*(?:[\w.]+\.)?(?:href|[a-z]\w*Href|action|outside|archive|canonicalPath)$|\bassets\.\w+$/;

/** The one way in which a page has a script (decision 70): a file of ours, after the page. */
const theScript = '<script src="{{frame.assets.script}}" defer>';

/** Where a template would let a text become something else than text, or set aside the strict policy of the page. */
function faultsOf(written: string): string[] {
  const text = written.replace(comment, '');
  const faults: string[] = [];
  if (/\{\{\{|\{\{~?&/.test(text)) faults.push('prints unescaped');
  for (const [element] of text.matchAll(tag)) {
    const name = /^<([\w-]+)/.exec(element)?.[1]?.toLowerCase() ?? '';
    if (name === 'script' && element === theScript) continue;
    if (['script', 'style', 'iframe', 'object', 'embed', 'base', 'foreignobject'].includes(name))
      faults.push(`has a <${name}>`);
    const bare = element.replace(/"[^"]*"|'[^']*'/g, '""');
    if (/=\s*(?!"")[^\s>]/.test(bare.replace(/\{\{[^}]*\}\}/g, ' ')))
      faults.push(`has an unquoted attribute: ${element}`);
    if (/=\s*\{\{/.test(bare)) faults.push(`has an unquoted value: ${element}`);
    if (/(?:^|[\s}])style\s*=/i.test(bare)) faults.push(`has a style: ${element}`);
    if (/(?:^|[\s}])on[a-z]+\s*=/i.test(bare)) faults.push(`has a handler: ${element}`);
    for (const [, address = ''] of ` ${element}`.matchAll(addressAttribute)) {
      if (/^\s*(?:javascript|data|vbscript):/i.test(address)) faults.push(`has an address that runs: ${address}`);
      const [first = ''] = /^\{\{~?\s*([^}]*?)\s*~?\}\}/.exec(address)?.slice(1) ?? [];
      if (first && !madeAddress.test(first)) faults.push(`takes its address from ${first}`);
    }
  }
  return faults;
}

const rendering = (files: Readonly<Record<string, string>>, name: string, model: object): string => {
  const folder = mkdtempSync(join(tmpdir(), 'turnaround-views-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return compileViews(folder, { strict: true }).render(name, model);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the templates', () => {
  it('all compile', () => {
    expect(compileViews(viewsFolder, { strict: true }).names.toSorted()).toEqual(
      templates.map(({ name }) => name).toSorted(),
    );
    expect(templates.length).toBeGreaterThan(0);
  });

  it('are all used by a page or by one that is', () => {
    const used = usedTemplates(templates, source);
    expect(templates.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('take in only what is there, by a name that stands in them', () => {
    const names = new Set(templates.map(({ name }) => name));
    const missing = templates.flatMap(({ name, text }) =>
      partialsOf(text)
        .filter((partial) => partial === null || !names.has(partial))
        .map((partial) => `${name} takes in ${partial ?? 'a name made at run time'}`),
    );
    expect(missing).toEqual([]);
  });

  it('are all asked for by a name that is one of theirs', () => {
    const names = new Set(templates.map(({ name }) => name));
    const folders = [...new Set(templates.map(({ name }) => name.split('/')[0]))].join('|');
    const asked = [...source.matchAll(new RegExp(`\\.(?:show|render)\\([^;]*?'((?:${folders})/[\\w/-]+)'`, 'g'))];
    expect(asked.map((match) => match[1] ?? '').filter((name) => !names.has(name))).toEqual([]);
  });

  it('let no text become anything else, and need nothing inline', () => {
    expect(templates.flatMap(({ name, text }) => faultsOf(text).map((fault) => `views/${name}.hbs ${fault}`))).toEqual(
      [],
    );
  });

  it('have one place for a script, in the frame, and one page that fills it', () => {
    expect(templates.filter(({ text }) => /<script/i.test(text.replace(comment, ''))).map(({ name }) => name)).toEqual([
      'layouts/main',
    ]);
    expect([...source.matchAll(/script: '([^']+)'/g)].map((match) => match[1])).toEqual(['meeting.js']);
  });

  it('leave the one main heading of a page to its own template', () => {
    const wrong = templates.filter(({ name, text }) => {
      const count = [...text.replace(comment, '').matchAll(/<h1[\s>]/g)].length;
      return /^(layouts|partials)\//.test(name) ? count > 0 : false;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('what is planted in a template', () => {
  it.each([
    ['<p>{{{words}}}</p>', 'prints unescaped'],
    ['<p>{{& words}}</p>', 'prints unescaped'],
    ['<p title={{words}}>', 'has an unquoted value'],
    ['<p class=lede>', 'has an unquoted attribute'],
    ['<p style="color: {{colour}}">', 'has a style'],
    ['<p {{#if a}}style="color: red"{{/if}}>', 'has a style'],
    ['<button onclick="go()">', 'has a handler'],
    ['<svg ONLOAD="go()">', 'has a handler'],
    ['<script>go()</script>', 'has a <script>'],
    ['<script src="{{href}}" defer></script>', 'has a <script>'],
    ['<script src="{{frame.assets.script}}"></script>', 'has a <script>'],
    ['<style>p { color: red }</style>', 'has a <style>'],
    ['<a href="javascript:go()">', 'has an address that runs'],
    ['<a href="{{source.url}}">', 'takes its address from source.url'],
    ['<a href="{{this}}">', 'takes its address from this'],
  ])('is found: %s', (text, fault) => {
    expect(faultsOf(text).join('\n')).toContain(fault);
  });

  it.each([
    '<a class="govuk-link" href="{{href}}">{{text}}</a>',
    '<a href="/organisations/{{slug}}">{{name}}</a>',
    '<p{{#if quiet}} class="quiet"{{/if}} title="a > b">{{words}}</p>',
    '<input type="checkbox" value="{{value}}"{{#if chosen}} checked{{/if}}>',
    '{{!-- <p style="color: red"> --}}<p>Conditions = {{n}}</p>',
    '<script src="{{frame.assets.script}}" defer></script>',
    '<option value="{{value}}" selected>{{text}}</option>',
  ])('is no fault where it is none: %s', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it('is refused when its page model has no such name', () => {
    expect(() => rendering({ 'page.hbs': '<p>{{nonsense}}</p>' }, 'page', { words: 'a' })).toThrow('nonsense');
    expect(rendering({ 'page.hbs': '<p>{{words}}</p>' }, 'page', { words: '<b>' })).toBe('<p>&lt;b&gt;</p>');
  });

  it('is refused when it decides something', () => {
    expect(() => rendering({ 'page.hbs': '{{#unless a}}x{{/unless}}' }, 'page', { a: 1 })).toThrow('page.hbs');
    expect(() => rendering({ 'page.hbs': '{{lookup a b}}' }, 'page', { a: {}, b: 'c' })).toThrow('page.hbs');
  });

  it('is found when nobody uses it', () => {
    const all = [
      { name: 'a/page', text: '{{> partials/b}}{{#> layouts/c}}{{> d/e}}{{/layouts/c}}' },
      { name: 'partials/b', text: '' },
      { name: 'layouts/c', text: '{{> @partial-block}}' },
      { name: 'd/e', text: '' },
      { name: 'f/forgotten', text: '' },
    ];
    expect([...usedTemplates(all, `render('a/page')`)].toSorted()).toEqual([
      'a/page',
      'd/e',
      'layouts/c',
      'partials/b',
    ]);
  });
});
