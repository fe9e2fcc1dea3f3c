import Papa from 'papaparse';
import { crawl, type Visit } from '../../builders/crawl.js';
import type { Element } from '../../builders/html.js';
import { pageFaults } from '../../builders/page-checks.js';
import { formsOf } from '../forms.js';
import { leastWork } from '../processor-time.js';
import { get, post, type Proof, type Site, stampOf, tokenOf } from '../site.js';

const mark = 'hostile-mark';
export const hostileWords = `"><${mark} onmouseover=go()>'{{7*7}}{{constructor.constructor 'x'}}</text></title></textarea><script>go()</script><img src=x onerror=go()>`;

/** What no person types: names, codes, dates and what the machine itself writes. */
const notWords =
  /(^|_)(id|ref|slug|key|code|kind|state|status|type|hash|seq|at|on|date|day|month|json|data|pattern|visibility|role|scale|area|before|after|level|band|sector|region|country|nation|scheme|version|view_as|content_type|folded|sort_name|weekday|precision)$/;

type Column = { readonly table: string; readonly column: string; readonly length: number };

/** Every column of the record that holds words, as the entities have them: a new table is found by itself. */
export function wordColumns(site: Site): Column[] {
  return site.test.database.writer.entityMetadatas.flatMap((entity) =>
    entity.tableName === 'audit_entry'
      ? []
      : entity.columns
          .filter(({ type, length }) => type === 'text' || (type === 'varchar' && Number(length) >= 80))
          .filter(({ databaseName }) => !notWords.test(databaseName))
          .map(({ databaseName, length }) => ({
            table: entity.tableName,
            column: databaseName,
            length: length ? Number(length) : 100_000,
          })),
  );
}

/**
 * Writes words into each of them, one after another of those given, wherever a rule of the table does not forbid it;
 * says how many took them. What the machine keeps as JSON is left alone.
 */
export async function writeEverywhere(
  site: Site,
  words: readonly string[],
  columns = wordColumns(site),
  turn = 0,
): Promise<number> {
  const { writer } = site.test.database;
  let taken = 0;
  for (const [index, { table, column, length }] of columns.entries()) {
    const text = (words[(index + turn) % words.length] ?? '').slice(0, length).replaceAll("'", "''");
    try {
      await writer.query(
        `UPDATE "${table}" SET "${column}" = '${text}' WHERE "${column}" NOT LIKE '[%' AND "${column}" NOT LIKE '{%'`,
      );
      taken += 1;
    } catch {
      // A rule of the table keeps such words out: so much the better.
    }
  }
  return taken;
}

const readAll = async (site: Site, get_: Site['test']['get'], most = { plain: 5, asked: 1 }): Promise<Visit[]> =>
  crawl(site.test, {
    get: get_,
    starts: [
      '/',
      '/organisations/northwick',
      '/organisations/eastmere',
      ...site.handlers.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path),
    ],
    most,
  });

/** Words that would be markup, a template or a script in every field of every table stay words on every page. */
export const storedWords: Proof = async (site) => {
  const taken = await writeEverywhere(site, [hostileWords]);
  const visits = [...(await readAll(site, site.test.get)), ...(await readAll(site, site.everybody.get))];
  const faults = visits.flatMap(({ address, page, text, status, headers }) => {
    const type = headers['content-type'] ?? '';
    const isMarkup = /html|svg|xml/.test(type);
    return [
      ...(status >= 500 ? [`${address} answers ${status}`] : []),
      ...(isMarkup && text.includes(`<${mark}`) ? [`${address} prints the words as markup`] : []),
      ...(page
        ? pageFaults(page)
            .filter((fault) => !fault.startsWith('prints {{'))
            .filter((fault) => /inline|handler| on\w+=|<script|<iframe|style=/.test(fault))
        : []
      ).map((fault) => `${address} ${fault}`),
      ...(page &&
      page.elements.some(
        ({ name, attributes }) => name === mark || [...attributes.keys()].some((key) => key.startsWith('on')),
      )
        ? [`${address} runs the words`]
        : []),
      ...(isMarkup && text.includes('onerror=go()>') && !text.includes('&lt;img')
        ? [`${address} prints an image`]
        : []),
    ];
  });
  const shown = visits.filter(({ text }) => text.includes(`&lt;${mark}`)).length;
  if (taken < 20) faults.push(`only ${taken} columns took the words`);
  if (shown < 10) faults.push(`only ${shown} pages showed the words`);
  return faults;
};

const runningAddresses = [
  'javascript:go()',
  'data:text/html,<script>go()</script>',
  '//evil.example/a',
  'https://name@evil.example/',
  'vbscript:go()',
  ' \tjavascript:go()',
];

/** An address that would run leads nowhere, wherever it was written. */
export const storedAddresses: Proof = async (site) => {
  const faults: string[] = [];
  const columns = site.test.database.writer.entityMetadatas.flatMap((entity) =>
    entity.columns
      .filter(({ databaseName }) => /(^|_)(url|website|href|link|address)$/.test(databaseName))
      .map(({ databaseName, length }) => ({
        table: entity.tableName,
        column: databaseName,
        length: Number(length || 1_000),
      })),
  );
  if (columns.length < 4) faults.push(`only ${columns.length} columns hold addresses`);
  for (const turn of [0, 1]) {
    await writeEverywhere(site, runningAddresses, columns, turn);
    for (const { address: at, page } of await readAll(site, site.test.get))
      for (const { name, attributes } of page?.elements ?? []) {
        const target = ['href', 'src', 'action', 'xlink:href'].map((key) => attributes.get(key) ?? '').join(' ');
        if (/^\s*(javascript|data|vbscript):|^\s*\/\/|(?<!mailto:contact)@/i.test(target))
          faults.push(`${at} has a <${name}> that leads to ${target}`);
      }
  }
  return [...new Set(faults)];
};

const formulas = [
  '=HYPERLINK("https://evil.example")',
  "+1+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  ' =1+1',
];

/** What a spreadsheet would run is text in every file, and comes back as it was. */
export const storedFormulas: Proof = async (site) => {
  const faults: string[] = [];
  let cells = 0;
  for (const turn of [0, 1, 2]) {
    await writeEverywhere(site, formulas, wordColumns(site), turn);
    for (const { address, text, headers } of await readAll(site, site.test.get, { plain: 2, asked: 0 })) {
      if (!headers['content-type']?.startsWith('text/csv')) continue;
      if (!headers['content-disposition']?.startsWith('attachment')) faults.push(`${address} is not a download`);
      for (const row of Papa.parse<string[]>(text.replace('\uFEFF', ''), { skipEmptyLines: true }).data)
        for (const cell of row) {
          if (/^[\s\p{C}]*[=+\-@＝]|^[\t\r\n]/u.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell))
            faults.push(`${address} has a cell ${cell.slice(0, 30)}`);
          if (cell.startsWith("'") && formulas.includes(cell.slice(1))) cells += 1;
        }
    }
  }
  if (cells < 10) faults.push(`only ${cells} cells held such words`);
  return [...new Set(faults)];
};

const strangers = [
  'id',
  'roles',
  'isAdmin',
  'is_admin',
  'createdAt',
  'recordedBy',
  'recorded_at',
  'passwordHash',
  'account_id',
  'constructor',
  'prototype',
  'toString',
  '__defineGetter__',
  'hasOwnProperty',
  'a[b]',
  'a.b',
];

/**
 * A form takes its own fields and no other, whatever they are called. One without a name and one called `__proto__` are
 * dropped by the reader of forms before anybody sees them: the thousand bodies tell.
 */
export const strangeFields: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  for (const { path, address, fields } of formsOf(site)) {
    const own = new Set(fields.flatMap(({ names }) => names));
    for (const name of [...strangers, 'role', 'organisationId', 'version', 'visibility', 'status'].filter(
      (one) => !own.has(one),
    )) {
      const before = await stampOf(site);
      const { status } = await post(site, address, {
        cookie,
        fields: Object.fromEntries([
          ['_csrf', token],
          [name, 'administrator'],
        ]),
      });
      if (status !== 400) faults.push(`POST ${path} with ${name} answers ${status}`);
      if ((await stampOf(site)) !== before) faults.push(`POST ${path} with ${name} changes something`);
    }
  }
  return faults;
};

/** A field that comes once comes once: sent twice, as a list or as an object it is not understood. */
export const repeatedFields: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  for (const { path, address, fields } of formsOf(site))
    for (const { names, many } of fields)
      for (const name of names) {
        const attempts: Readonly<Record<string, string | readonly string[]>>[] = [
          ...(many ? [] : [{ [name]: ['a', 'b'] }]),
          { [`${name}[]`]: 'a' },
          { [`${name}[$gt]`]: '1' },
          { [`${name}[__proto__][x]`]: '1' },
        ];
        for (const attempt of attempts) {
          const { status } = await post(site, address, { cookie, fields: { _csrf: token, ...attempt } });
          if (status !== 400) faults.push(`POST ${path} with ${Object.keys(attempt)[0]} answers ${status}`);
        }
      }
  return faults;
};

/** However much of the worst is typed into a field, the answer comes soon and is no fault. */
export const longFields: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  const worst = ['a', ' ', '0', '.', '@', '-', '\n', '<', '(', 'é', '\u0000', '💩', 'a@a.', 'Child A 1 '];
  for (const { path, address, fields } of formsOf(site).filter((form) => form.fields.length > 0))
    for (const character of worst) {
      const text = character.repeat(Math.floor(100_000 / (fields.length * 4 + 1)));
      const all = Object.fromEntries(fields.flatMap(({ names }) => names).map((name) => [name, text]));
      const { answer, took } = await leastWork(1_500, () =>
        post(site, address, { cookie, fields: { _csrf: token, ...all } }),
      );
      const { status } = answer;
      if (status >= 500) faults.push(`POST ${path} full of ${JSON.stringify(character)} answers ${status}`);
      if (took > 1_500) faults.push(`POST ${path} full of ${JSON.stringify(character)} works ${Math.round(took)} ms`);
    }
  return faults;
};

/** No thirtieth of February, no thirteenth month, no year of three numbers is taken anywhere. */
export const unrealDates: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  for (const { path, address, fields } of formsOf(site))
    for (const { names } of fields.filter((field) => field.names.length === 3))
      for (const boxes of [
        ['30', '2', '2025'],
        ['1', '13', '2025'],
        ['0', '1', '2025'],
        ['1', '1', '025'],
        ['1', '1', '20255'],
        ['1e0', '1', '2025'],
        ['-1', '1', '2025'],
        ['١', '1', '2025'],
      ]) {
        const before = await stampOf(site);
        const { status } = await post(site, address, {
          cookie,
          fields: { _csrf: token, ...Object.fromEntries(names.map((name, index) => [name, boxes[index] ?? ''])) },
        });
        if (status < 400 || status >= 500) faults.push(`POST ${path} with ${boxes.join(' ')} answers ${status}`);
        if ((await stampOf(site)) !== before) faults.push(`POST ${path} with ${boxes.join(' ')} changes something`);
      }
  return faults;
};

/** A thousand bodies that reach for the root of all objects leave it as it was. */
export const prototypes: Proof = async (site) => {
  const before = Object.getOwnPropertyNames(Object.prototype).toSorted().join();
  const { cookie } = site.everybody;
  const token = await tokenOf(site, site.everybody);
  const names = [
    '__proto__',
    '__proto__[polluted]',
    'constructor[prototype][polluted]',
    'constructor.prototype.polluted',
    '__proto__.polluted',
    'a[__proto__][polluted]',
    'prototype',
    '["__proto__"]["polluted"]',
    '__proto__[]',
    'constructor',
  ];
  const forms = formsOf(site).filter(({ fields }) => fields.length > 0);
  let sent = 0;
  while (sent < 1_000) {
    const batch = forms.slice(0, 20).map(({ address }, index) => {
      const name = names[(sent + index) % names.length] ?? '';
      return post(site, address, {
        cookie,
        fields: Object.fromEntries([
          ['_csrf', token],
          [name, 'yes'],
        ]),
      });
    });
    sent += (await Promise.all(batch)).length;
    forms.push(...forms.splice(0, 20));
  }
  for (const name of names) await get(site, `/organisations?${encodeURIComponent(name)}=yes`);
  const faults =
    Object.getOwnPropertyNames(Object.prototype).toSorted().join() === before ? [] : ['Object.prototype changed'];
  return ({} as { polluted?: string }).polluted === undefined
    ? faults
    : [...faults, 'every object has what a form said'];
};

const asked = (site: Site, visits: readonly Visit[]): Map<string, Set<string>> => {
  const names = new Map<string, Set<string>>();
  for (const { address, page } of visits) {
    const path = address.split('?')[0] ?? '';
    const known = names.get(path) ?? new Set<string>();
    for (const name of new URL(address, site.test.url).searchParams.keys()) known.add(name);
    for (const form of page?.elements.filter(
      ({ name, attributes }) => name === 'form' && (attributes.get('method') ?? 'get').toLowerCase() === 'get',
    ) ?? []) {
      const target = form.attributes.get('action') || path;
      const own = names.get(target) ?? known;
      for (const field of page?.elements ?? []) {
        let outer = field.parent;
        while (outer && outer !== form) outer = outer.parent;
        const name = field.attributes.get('name');
        if (outer && name && ['input', 'select', 'textarea'].includes(field.name)) own.add(name);
      }
      names.set(target, own);
    }
    names.set(path, known);
  }
  return names;
};

const hostileValues = [
  "'",
  "''--",
  '";',
  "1' OR '1'='1",
  '%',
  '_',
  '\\',
  '1;DROP TABLE account',
  '{"a":1}',
  '[1]',
  '-1',
  '0',
  '1e9',
  '9'.repeat(30),
  'NaN',
  '\u0000',
  'a'.repeat(3_000),
  '<script>',
  '../../etc/passwd',
  '{{7*7}}',
  'name DESC; SELECT',
  'id',
  'password_hash',
];

/** Whatever an address asks for in words, it is a word: nothing breaks, nothing else is shown. */
export const strangeQuestions: Proof = async (site) => {
  const faults: string[] = [];
  const visits = await readAll(site, site.test.get, { plain: 2, asked: 3 });
  // Pages of one kind understand the same questions: one of each kind is asked.
  const kinds = new Set<string>();
  const questions = [...asked(site, visits)].filter(([path, names]) => {
    const kind = `${path.split('/')[1]} ${[...names].toSorted().join()}`;
    return !kinds.has(kind) && kinds.add(kind);
  });
  let count = 0;
  for (const [path, names] of questions)
    for (const name of names)
      for (const value of hostileValues) {
        count += 1;
        const { status, text } = await get(site, `${path}?${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
        if (status >= 500 || (status !== 200 && status !== 400 && status !== 404))
          faults.push(`${path} with ${name}=${value.slice(0, 20)} answers ${status}`);
        if (/SQLITE|syntax error|no such column|\$argon2/.test(text ?? ''))
          faults.push(`${path} with ${name}=${value.slice(0, 20)} shows its insides`);
      }
  for (const [path, names] of questions)
    for (const name of names) {
      const twice = await get(site, `${path}?${name}=1&${name}=2`);
      const list = await get(site, `${path}?${name}[]=1&${name}[a]=2`);
      if (![200, 400, 404].includes(twice.status)) faults.push(`${path} with ${name} twice answers ${twice.status}`);
      if (![200, 400, 404].includes(list.status)) faults.push(`${path} with ${name}[] answers ${list.status}`);
    }
  if (count < 300) faults.push(`only ${count} questions were asked`);
  return faults;
};

/** `%` and `_` are signs that a person looks for, not any letters at all. */
export const literalSigns: Proof = async (site) => {
  const faults: string[] = [];
  const found = async (words: string): Promise<boolean> =>
    (await get(site, `/organisations?q=${encodeURIComponent(words)}`)).text.includes('/organisations/northwick');
  if (!(await found('Northwick'))) faults.push('the search finds nothing at all');
  for (const words of [
    '%',
    '_',
    'North%',
    'N_rthwick',
    'North*',
    '"Northwick" OR',
    "Northwick' OR '1'='1",
    'Northwick NEAR Council',
    '*',
    '^Northwick',
  ])
    if (
      words !== '"Northwick" OR' &&
      words !== 'Northwick NEAR Council' &&
      words !== '^Northwick' &&
      (await found(words)) &&
      !/north/i.test(words.replaceAll(/[^a-z]/gi, ''))
    )
      faults.push(`${words} finds any letters`);
  for (const path of ['/organisations', '/episodes'])
    for (const sort of ['id', 'password_hash', 'name--', '1', 'name;DROP', 'CASE'])
      if ((await get(site, `${path}?sort=${encodeURIComponent(sort)}`)).status !== 200)
        faults.push(`${path} does not pass over the sort ${sort}`);
  return faults;
};

/** Every form that a page shows carries its token and the key by which it is known when it is sent twice. */
export const everyFormHasItsKey: Proof = async (site) => {
  const visits = [...(await readAll(site, site.test.get)), ...(await readAll(site, site.everybody.get))];
  const forms = visits.flatMap(({ address, page }) =>
    (page?.elements ?? [])
      .filter(({ name, attributes }) => name === 'form' && attributes.get('method')?.toLowerCase() === 'post')
      .filter(({ attributes }) => attributes.get('action') !== '/sign-out')
      .map((form) => ({ address, form, page })),
  );
  const faults = forms.flatMap(({ address, form, page }) => {
    const carried = (page?.elements ?? []).filter(
      (field) => field.attributes.get('type') === 'hidden' && field.attributes.get('value') && isWithin(field, form),
    );
    return ['_csrf', '_once']
      .filter((name) => !carried.some(({ attributes }) => attributes.get('name') === name))
      .map((name) => `${address} has a form to ${form.attributes.get('action')} without ${name}`);
  });
  return forms.length > 0 ? faults : ['no form was found'];
};

const isWithin = (element: Element, outer: Element): boolean => {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true;
  return false;
};
