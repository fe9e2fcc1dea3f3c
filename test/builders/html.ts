/** An element of a page, with what is within it. */
export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  readonly parent: Element | null;
};

export type Page = {
  readonly root: Element;
  /** Every element in the order of the page. */
  readonly elements: readonly Element[];
  /** What a browser would have to guess: a tag left open, an attribute given twice. */
  readonly faults: readonly string[];
};

const voidElements = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const rawElements = new Set(['script', 'style', 'textarea', 'title']);

const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
};

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return namedCharacters[name ?? ''] ?? whole;
  });

const tagPattern = /^<([a-zA-Z][\w:-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*(\/?)>/;
const attributePattern = /([^\s"'<>/=]+)(?:="([^"]*)")?/g;

/**
 * Reads a page as strictly as it should be written: every element closed, every value in double quotes. What it
 * cannot read so is a fault, told with the text where it stands.
 */
export function readHtml(html: string): Page {
  const faults: string[] = [];
  const elements: Element[] = [];
  const root: Element = { name: '#document', attributes: new Map(), children: [], parent: null };
  let open = root;
  let at = 0;

  const addText = (text: string): void => {
    if (/&(?!#?\w+;)|<|>/.test(text.trim())) faults.push(`a bare & or angle bracket: ${text.trim().slice(0, 60)}`);
    open.children.push(decoded(text));
  };
  const close = (name: string): void => {
    if (open.name === name && open.parent) {
      open = open.parent;
      return;
    }
    faults.push(`</${name}> where <${open.name}> is open`);
    for (let outer: Element | null = open; outer; outer = outer.parent)
      if (outer.name === name && outer.parent) {
        open = outer.parent;
        return;
      }
  };
  const openTag = (match: RegExpExecArray): void => {
    const [, written = '', attributeText = '', slash] = match;
    const name = written.toLowerCase();
    const attributes = new Map<string, string>();
    for (const [, key = '', value] of attributeText.matchAll(attributePattern)) {
      if (attributes.has(key.toLowerCase())) faults.push(`${key} twice in <${name}>`);
      attributes.set(key.toLowerCase(), decoded(value ?? ''));
    }
    const element: Element = { name, attributes, children: [], parent: open };
    open.children.push(element);
    elements.push(element);
    at += match[0].length;
    if (voidElements.has(name) || slash === '/') return;
    open = element;
    if (!rawElements.has(name)) return;
    const end = html.toLowerCase().indexOf(`</${name}`, at);
    element.children.push(decoded(html.slice(at, end === -1 ? html.length : end)));
    at = end === -1 ? html.length : end;
  };

  while (at < html.length) {
    const rest = html.slice(at);
    if (rest.startsWith('<!--')) at = html.indexOf('-->', at) + 3 || html.length + 3;
    else if (/^<!doctype html>/i.test(rest)) at += '<!doctype html>'.length;
    else if (rest.startsWith('</')) {
      const end = /^<\/([a-zA-Z][\w:-]*)\s*>/.exec(rest);
      at += end?.[0].length ?? 2;
      close(end?.[1]?.toLowerCase() ?? '?');
    } else if (rest.startsWith('<')) {
      const match = tagPattern.exec(rest);
      if (match) openTag(match);
      else {
        faults.push(`a tag that cannot be read: ${rest.slice(0, 60)}`);
        at += 1;
      }
    } else {
      const next = rest.indexOf('<');
      addText(next === -1 ? rest : rest.slice(0, next));
      at += next === -1 ? rest.length : next;
    }
  }
  if (open !== root) faults.push(`<${open.name}> is never closed`);
  return { root, elements, faults };
}

/** A page as it is written, without what keeps a reference whole on its line: for whoever looks for words around one. */
export const withoutRefSpans = (html: string): string => html.replaceAll(/<span class="ref">([^<]*)<\/span>/g, '$1');

/** All the text within an element, its white space squeezed. */
export function textWithin(element: Element): string {
  // A reference that is kept whole on its line is part of the words around it.
  const isWithin = (node: Element | string | undefined): boolean =>
    typeof node === 'object' && attributeOf(node, 'class') === 'ref';
  const text = (node: Element | string): string =>
    typeof node === 'string'
      ? node
      : node.children
          .map((child, place, all) => {
            const before = all[place - 1];
            const joins =
              (isWithin(child) && typeof before === 'string') || (isWithin(before) && typeof child === 'string');
            return `${joins || place === 0 ? '' : ' '}${text(child)}`;
          })
          .join('');
  return text(element).replace(/\s+/g, ' ').trim();
}

export const attributeOf = (element: Element, name: string): string | null => element.attributes.get(name) ?? null;

export const named = (page: Page, ...names: readonly string[]): Element[] =>
  page.elements.filter(({ name }) => names.includes(name));
