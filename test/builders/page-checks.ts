import { attributeOf, type Element, named, type Page, textWithin } from './html.js';

const serviceName = ' – Turnaround';

/** What a browser asks for beside the page itself, or runs. */
const loading: Readonly<Record<string, string>> = {
  img: 'src',
  script: 'src',
  link: 'href',
  iframe: 'src',
  image: 'href',
  use: 'href',
};

const referring = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list'];

const isWithin = (element: Element, name: string): boolean => {
  for (let outer = element.parent; outer; outer = outer.parent) if (outer.name === name) return true;
  return false;
};

const isHidden = (element: Element): boolean => {
  for (let outer: Element | null = element; outer; outer = outer.parent)
    if (outer.attributes.get('aria-hidden') === 'true' || outer.attributes.has('hidden')) return true;
  return false;
};

function headingFaults(page: Page): string[] {
  // The summary of errors stands before the main heading, as readers know it from other services.
  const headings = named(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').filter(
    (heading) => attributeOf(heading, 'id') !== 'error-summary-title',
  );
  const first = headings.filter(({ name }) => name === 'h1');
  const faults = first.length === 1 ? [] : [`has ${first.length} main headings`];
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.name.slice(1));
    if (next > level + 1) faults.push(`steps from h${level} to ${heading.name}: ${textWithin(heading)}`);
    if (!textWithin(heading)) faults.push(`has an empty ${heading.name}`);
    level = next;
  }
  return faults;
}

function idFaults(page: Page): string[] {
  const ids = page.elements.map((element) => attributeOf(element, 'id')).filter((id) => id !== null);
  const known = new Set(ids);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `has the id ${id} twice`);
  const lost = page.elements.flatMap((element) =>
    referring.flatMap((name) =>
      (attributeOf(element, name) ?? '')
        .split(/\s+/)
        .filter((id) => id !== '' && !known.has(id))
        .map((id) => `refers by ${name} to ${id}, which is not there`),
    ),
  );
  const fragments = named(page, 'a')
    .map((link) => attributeOf(link, 'href') ?? '')
    .filter((href) => href.startsWith('#') && !known.has(decodeURIComponent(href.slice(1))))
    .map((href) => `links to ${href}, which is not there`);
  return [...twice, ...lost, ...fragments];
}

function inlineFaults(page: Page): string[] {
  return page.elements.flatMap((element) => [
    ...[...element.attributes.keys()]
      .filter((name) => name === 'style' || name.startsWith('on'))
      .map((name) => `has ${name}= on a <${element.name}>`),
    ...(element.name === 'style' ? ['has a <style>'] : []),
    ...(element.name === 'script' && (!element.attributes.has('src') || textWithin(element))
      ? ['has an inline <script>']
      : []),
    ...(['iframe', 'object', 'embed', 'base', 'foreignobject'].includes(element.name)
      ? [`has a <${element.name}>`]
      : []),
    ...(loading[element.name] && /^(?:[a-z]+:)?\/\//i.test(attributeOf(element, loading[element.name] ?? '') ?? '')
      ? [`loads from elsewhere: ${attributeOf(element, loading[element.name] ?? '')}`]
      : []),
  ]);
}

function linkFaults(page: Page): string[] {
  return named(page, 'a').flatMap((link) => {
    const href = attributeOf(link, 'href');
    const name = textWithin(link) || attributeOf(link, 'aria-label');
    const faults: string[] = [];
    if (href === null || href === '') faults.push(`has a link without an address: ${name ?? ''}`);
    else if (!/^(?:\/(?!\/)|#|\?|https?:\/\/[\w.-]+|mailto:[\w.+-]+@[\w.-]+$)/.test(href))
      faults.push(`links to ${href}`);
    if (!name && !isHidden(link)) faults.push(`has a link without words: ${href ?? ''}`);
    return faults;
  });
}

function fieldFaults(page: Page): string[] {
  const labelled = new Set(named(page, 'label').map((label) => attributeOf(label, 'for')));
  return named(page, 'input', 'select', 'textarea').flatMap((field) => {
    const type = attributeOf(field, 'type');
    if (type === 'hidden' || type === 'submit') return [];
    const hasLabel =
      labelled.has(attributeOf(field, 'id')) ||
      isWithin(field, 'label') ||
      field.attributes.has('aria-label') ||
      field.attributes.has('aria-labelledby');
    return hasLabel ? [] : [`has a field without a label: ${attributeOf(field, 'name') ?? ''}`];
  });
}

/** Words that a person never wrote: a value that was not there, or was printed as the machine holds it. */
const machineWords =
  /\bundefined\b|\bnull\b|\bNaN\b|\[object \w+\]|Invalid Date|\bInfinity\b|\{\{|\}\}|\d{4}-\d\d-\d\dT\d\d:/;

/** A place in a sentence that nobody filled in. */
const unfilled = /\{\w+\}/g;

/** Sentences with a place left open. Code may hold one: an address such as `/episodes/{ref}`. */
function unfilledFaults(said: string, page: Page): string[] {
  const inCode = named(page, 'code').flatMap((code) => textWithin(code).match(unfilled) ?? []);
  const open = [...said.matchAll(unfilled)].filter(([place]) => !inCode.includes(place));
  return open.slice(0, 1).map(({ index }) => `leaves open: ${said.slice(Math.max(0, index - 40), index + 40)}`);
}

function wordFaults(page: Page): string[] {
  const faults: string[] = [];
  const body = named(page, 'body')[0];
  const said = body ? textWithin(body) : '';
  const machine = machineWords.exec(said);
  if (machine) faults.push(`prints ${machine[0]}: ${said.slice(Math.max(0, machine.index - 40), machine.index + 40)}`);
  const drawn = page.elements
    .flatMap((element) => [...element.attributes].map(([name, value]) => ({ name, value })))
    .filter(
      ({ name, value }) =>
        ['d', 'x', 'y', 'width', 'height', 'viewbox', 'href', 'points'].includes(name) &&
        /NaN|undefined|null\b/.test(value),
    );
  return [
    ...faults,
    ...unfilledFaults(said, page),
    ...drawn.map(({ name, value }) => `draws ${name}="${value.slice(0, 60)}"`),
  ];
}

/** What is wrong with a page whatever it is about, each in words. */
export function pageFaults(page: Page): string[] {
  const title = named(page, 'title').find((element) => !isWithin(element, 'svg'));
  const titleText = title ? textWithin(title) : '';
  return [
    ...page.faults.map((fault) => `has ${fault}`),
    ...(titleText.endsWith(serviceName) && titleText.length > serviceName.length ? [] : [`has the title ${titleText}`]),
    ...(attributeOf(named(page, 'html')[0] ?? page.root, 'lang') === 'en' ? [] : ['does not say its language']),
    ...(named(page, 'main').length === 1 ? [] : ['has not one main part']),
    ...named(page, 'img')
      .filter((image) => !image.attributes.has('alt'))
      .map((image) => `has a picture without words: ${attributeOf(image, 'src') ?? ''}`),
    ...named(page, 'svg')
      .filter(
        (svg) =>
          !isHidden(svg) &&
          !(
            attributeOf(svg, 'role') === 'img' &&
            (svg.attributes.has('aria-label') || svg.attributes.has('aria-labelledby'))
          ),
      )
      .map(() => 'has a drawing without words'),
    ...named(page, 'table')
      .filter(
        (table) => !named({ ...page, elements: [...within(table)] }, 'caption').some((caption) => textWithin(caption)),
      )
      .map(() => 'has a table without a caption'),
    ...headingFaults(page),
    ...idFaults(page),
    ...inlineFaults(page),
    ...linkFaults(page),
    ...fieldFaults(page),
    ...wordFaults(page),
    ...referenceFaults(page),
  ];
}

/** Elements that hold text only: there a reference cannot be kept whole, and a span would be read as text. */
const textOnly = new Set(['title', 'textarea', 'option', 'text', 'tspan', 'desc']);

/** A line is not broken within a reference: each stands in a span of its own, wherever a page prints one. */
function referenceFaults(page: Page): string[] {
  return page.elements.flatMap((element) => {
    const isWhole = attributeOf(element, 'class') === 'ref';
    if (textOnly.has(element.name))
      return element.children.some((child) => typeof child !== 'string' && attributeOf(child, 'class') === 'ref')
        ? [`has a span in a <${element.name}>`]
        : [];
    if (isWhole) return [];
    return element.children
      .filter((child) => typeof child === 'string')
      .flatMap((text) => text.match(/\b[A-Z]{2}-\d{4,}(?![\w-])/g) ?? [])
      .map((ref) => `may break ${ref} over two lines in a <${element.name}>`);
  });
}

function* within(element: Element): Generator<Element> {
  for (const child of element.children)
    if (typeof child !== 'string') {
      yield child;
      yield* within(child);
    }
}

type Headers = Readonly<Record<string, string | undefined>>;

/** What every answer must carry, whatever it is. */
export function headerFaults(headers: Headers): string[] {
  const policy = new Map(
    (headers['content-security-policy'] ?? '')
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...values]): [string, string] => [name, values.join(' ')]),
  );
  const wanted: readonly (readonly [boolean, string])[] = [
    [policy.get('default-src') === `'none'`, 'default-src is not none'],
    [policy.get('object-src') === `'none'`, 'object-src is not none'],
    [policy.get('base-uri') === `'none'`, 'base-uri is not none'],
    [policy.get('frame-ancestors') === `'none'`, 'frame-ancestors is not none'],
    [policy.get('form-action') === `'self'`, 'form-action is not self'],
    [!/unsafe|\*|data:|https?:/.test(headers['content-security-policy'] ?? ''), 'the policy is open'],
    [headers['x-content-type-options'] === 'nosniff', 'nosniff is missing'],
    [/^(no-referrer|same-origin|strict-origin)/.test(headers['referrer-policy'] ?? ''), 'no referrer policy'],
    [!headers['x-powered-by'] && !headers.server, 'says what it runs on'],
    [!headers['access-control-allow-origin'], 'lets other sites read it'],
    [
      /charset=utf-8/i.test(headers['content-type'] ?? '') || !headers['content-type']?.startsWith('text/'),
      'no charset',
    ],
    [Boolean(headers['cache-control']), 'does not say how long it may be kept'],
  ];
  return wanted.filter(([holds]) => !holds).map(([, fault]) => fault);
}
