import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { compileViews, viewEngine } from './handlebars.js';

let root: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'views-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the templates', () => {
  it('are partials by their path, and layouts are blocks', () => {
    write({
      'layouts/main.hbs': '<main>{{frame.title}}: {{> @partial-block}}</main>',
      'partials/name.hbs': '<b>{{name}}</b>',
      'home/index.hbs': '{{#> layouts/main}}{{#each people}}{{> partials/name}}{{/each}}{{/layouts/main}}',
    });
    const views = compileViews(root, { strict: true });
    expect(views.names).toEqual(['home/index', 'layouts/main', 'partials/name']);
    expect(views.render('home/index', { frame: { title: 'T' }, people: [{ name: 'a' }, { name: '<b' }] })).toBe(
      '<main>T: <b>a</b><b>&lt;b</b></main>',
    );
  });

  it('refuse a name that the model does not have, when strict', () => {
    write({ 'a.hbs': '{{title}}{{#if more}}{{more}}{{/if}}' });
    expect(() => compileViews(root, { strict: true }).render('a', {})).toThrow('"title" not defined');
    expect(compileViews(root, { strict: true }).render('a', { title: 'T' })).toBe('T');
    expect(compileViews(root).render('a', {})).toBe('');
  });

  it.each([
    ['{{{title}}}', 'unescaped'],
    ['{{&title}}', 'unescaped'],
    ['{{#if a}}{{{b}}}{{/if}}', 'unescaped'],
    ['{{lookup a b}}', 'lookup'],
    ['{{#unless a}}b{{/unless}}', 'unless'],
    ['{{#if a}}', 'Parse error'],
  ])('do not compile with %s', (text, reason) => {
    write({ 'pages/bad.hbs': text });
    expect(() => compileViews(root)).toThrow('views/pages/bad.hbs');
    expect(() => compileViews(root)).toThrow(reason);
  });

  it('keep every reference that they print as text whole, and none in a tag or where only text may stand', () => {
    write({
      'parts/name.hbs': '<b>{{ref}}</b>',
      'a.hbs':
        '<title>{{ref}}</title><a href="/x/{{ref}}"{{#if ref}} title="a > {{ref}}"{{/if}}>{{ref}}</a><option>{{ref}}</option>{{> parts/name}}{{#each refs}}{{this}}{{/each}}',
    });
    const whole = '<span class="ref">EP-0001</span>';
    expect(compileViews(root, { strict: true }).render('a', { ref: 'EP-0001', refs: ['<EP-0001'] })).toBe(
      `<title>EP-0001</title><a href="/x/EP-0001" title="a > EP-0001">${whole}</a><option>EP-0001</option><b>${whole}</b>&lt;${whole}`,
    );
  });

  it('leave what data looks like a template as it is', () => {
    write({ 'a.hbs': '{{title}}' });
    expect(compileViews(root).render('a', { title: "{{constructor.constructor 'x'}}" })).toBe(
      '{{constructor.constructor &#x27;x&#x27;}}',
    );
  });

  it('are read again at every page when asked to', () => {
    write({ 'a.hbs': 'one' });
    const views = compileViews(root, { reload: true });
    const kept = compileViews(root);
    write({ 'a.hbs': 'two' });
    expect(views.render('a', {})).toBe('two');
    expect(kept.render('a', {})).toBe('one');
  });

  it('answer Express by the path of the file', () => {
    write({ 'home/index.hbs': 'Hello {{name}}' });
    const done = jest.fn();
    const engine = viewEngine(compileViews(root, { strict: true }), root);
    engine(join(root, 'home', 'index.hbs'), { name: 'you' }, done);
    expect(done).toHaveBeenCalledWith(null, 'Hello you');
    engine(join(root, 'home', 'index.hbs'), {}, done);
    expect(done).toHaveBeenLastCalledWith(expect.any(Error));
  });
});
