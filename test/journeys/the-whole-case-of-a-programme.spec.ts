import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { TellWhatProgrammesOffer1773100000000 } from '../../migrations/1773100000000-tell-what-programmes-offer.js';
import { sql } from '../../src/database/sql.js';
import { writtenDate } from '../../src/shell/cited.js';
import { attributeOf, type Element, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

/** One statement of the case, as it was gathered. */
type Told = {
  readonly text: string;
  readonly date: string | null;
  readonly datePrecision: string | null;
  readonly sourceIds: readonly string[];
  readonly verified: boolean;
  readonly hasInferredPart?: boolean;
  readonly note?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly baseline?: number;
  readonly amountGBP?: number;
  readonly funder?: string;
};

const lists = ['principles', 'roles', 'funding', 'outcomes', 'rollout', 'evaluations', 'weaknesses'] as const;
type List = (typeof lists)[number];
type Case = {
  readonly programme: Readonly<Record<List, readonly Told[]>> & { readonly sourceIds: readonly string[] };
  readonly sourceConflicts: readonly { readonly id: string }[];
  readonly gaps: readonly string[];
};

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(process.cwd(), ...path), 'utf8'));

const gathered = read('test', 'fixtures', 'no-wrong-door-case.json') as Case;
const titleOf = new Map(
  (read('src', 'exchange', 'library', 'sources.json') as { sources: { key: string; title: string }[] }).sources.map(
    ({ key, title }) => [key, title],
  ),
);

/**
 * Where each statement of the case stands on the page: words of every row that tells it, since the sentences of the page
 * are its own. Numbers, names, dates, sources and certainty are then looked for in those rows.
 */
const rows: Readonly<Record<List, readonly (readonly string[])[]>> = {
  principles: [
    [
      'Work with the family or guardians the young person was born to; let those who leave care stay close; build self-esteem',
    ],
    ['One key worker, who stays with the young person throughout: to 25'],
    ['Designed backwards from what should come of it (a theory of change): safety and stability, education and work'],
    ['Residential care is short and no long-term answer. This one is not negotiable'],
    ['good enough for my own child? Are we managing risk for the organisation, or for the young person?'],
    ['Ten distinguishing marks: a lasting place in a family or community; a key worker who sticks; fewer referrals'],
  ],
  roles: [
    [
      'Manager of a hub, one in each',
      'Deputy manager, two in each hub',
      'Residential workers, full-time, about so many in each hub',
      'safety; family relationships; moves between homes; education and training; resilience; emotional health',
    ],
    [
      'Life coach, who is a clinical psychologist',
      'Communication worker, who is a speech and language therapist',
      'Police liaison officer',
    ],
    [
      'Four beds and two emergency beds, foster families in the community, supported lodgings and supported accommodation, and outreach',
      'Community foster families, supported lodgings and supported accommodation',
    ],
    ['Each hub works with about 40 young people at a time'],
  ],
  funding: [
    ['Award of the Innovation Programme'],
    ['The council’s own part, beside about £2 million from government'],
    ['Strengthening Families, Protecting Children: over five years, for three models and up to 20 authorities'],
  ],
  outcomes: [
    [
      '355 young people were supported from April 2015 to March 2017',
      '350 young people, says the council’s own article',
    ],
    ['86% of the young people who were referred stayed out of care'],
    ['Missing incidents fell from 503 in the year before to 253'],
    ['68% fewer went missing in the first 18 months'],
    ['Arrests fell by 38%', 'Criminal activity fell by almost 40%, says the council'],
    ['32% of the whole group stopped or cut down'],
    ['87% of those who used when they came had stopped when they were asked again'],
    ['Drug use fell by 33%'],
    ['25% of those in neither education, employment nor training moved into it'],
    ['Admissions fell by 92% in the first 18 months'],
    ['Residential placements halved'],
    ['Children in care were down 18% in five years'],
    ['£2 million saved year on year', 'if the number in care went from 468 to 400'],
    ['£2 million a year was expected, if the number in care went from 468 to 400'],
    ['None is made any more. Each had cost £250,000 a year or more'],
    ['Half of the young people would go first to their worker of the programme in a crisis'],
  ],
  rollout: [
    ['Went first, for young people of 11 to 18'],
    ['Rochdale Borough', 'Redcar and Cleveland', 'Norfolk County', 'Warrington Borough', 'Leicester City'],
    ['Salford City', 'Trafford Council', 'Wigan Council', 'Manchester City', 'Stockport Council', 'Rochdale Borough'],
    ['Only councils judged to require improvement could take part'],
    ['Wales and Scotland used the phrase for wider approaches'],
    ['is a scheme about employment and skills'],
  ],
  evaluations: [
    ['for the department’s innovation programme, evaluation report 51'],
    ['It was not designed to show outcomes'],
    ['A stepped-wedge cluster trial in five authorities with a sample of 18,000, due about April 2024'],
    ['Teesside University on the hub in Redcar and Cleveland: a focus group of six and four case studies'],
    ['An evaluation in 2020 of the programme itself'],
  ],
  weaknesses: [
    ['No long-term funding: staff did not know whether their contracts would go on, and many left'],
    ['When staff leave and it is handled badly, young people can be hurt'],
    ['Some young people found the move out “abrupt” and “too fast”'],
    ['In Middlesbrough, suitable foster placements were hard to find'],
    ['No result of a trial with random allocation was found'],
  ],
};

/** What the notes of the case say that is neither number nor name, in the words of the page. */
const notes: Readonly<Record<string, string>> = {
  'principles.5': 'this list of ten is general knowledge',
  'funding.0': 'The service began in April 2015; the year of the award is worked out',
  'funding.1': 'The year of the article is worked out',
  'funding.2': 'The end was planned for about 2024, five years on; the exact end was not found',
  'outcomes.0': '350 young people, says the council’s own article',
  'outcomes.1': 'Young people who were referred',
  'outcomes.2': 'A fall of about half',
  'outcomes.3': 'It does not say whether children or incidents are meant',
  'outcomes.4': 'The counts were not found',
  'outcomes.5': 'The whole group that the service worked with',
  'outcomes.6': 'Those who used when they came and were asked again; how many is not given',
  'outcomes.7': 'Press; it does not say what was counted',
  'outcomes.8': 'The count was not found',
  'outcomes.9': 'Press. The counts were not found and are likely to be small',
  'outcomes.11': 'The whole county, so not the programme alone',
  'outcomes.12': 'The same number as the forecast of 2014: whether it was measured or repeated is not known',
  'outcomes.13': 'Forecast',
  'outcomes.15': 'Of how many was not found',
  'rollout.3': 'From the trial protocol of its sister programme (Leeds) and a blog on the department’s rules',
  'rollout.5': 'Same name, another programme',
  'evaluations.0': 'Only its title page and contents could be read; its numbers here come from summaries',
  'evaluations.2': 'Its result was not found',
  'evaluations.4': 'It was looked for and not found; only the final report of the wider programme’s second round',
  'weaknesses.4': 'The design is read from summaries',
};

/** Words of the case that the page says otherwise. */
const saidOtherwise: Readonly<Record<string, RegExp>> = {
  DfE: /department/i,
  GBP: /£/,
  NWD: /programme|service|group/i,
  'GBP m a year': /£\d+ million a year/,
  'GBP m a year (forecast)': /£\d+ million a year.*Forecast/,
  SFPC: /Strengthening Families, Protecting Children/,
  Round: /round/,
  Innovation: /innovation/i,
  Programme: /programme/i,
};

/** Numbers and names of the case that stand nowhere in the rows of their statement, and why they need not. */
const elsewhere: Readonly<Record<string, string>> = {
  'outcomes.0: Yorkshire': 'the press of North Yorkshire is “the council’s own article” here',
  'outcomes.3: 50': 'the change of −49.7% stands at the other claim about going missing, worked out from its counts',
  'outcomes.6: 32': 'the claim that it does not agree with is the row above it, and the list under both says why',
  'outcomes.12: SAME': 'the emphasis of whoever gathered it',
};

const plain = (words: string): string =>
  words
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2212', '-')
    .replaceAll(/\s+([,.])/g, '$1');

type Row = { readonly text: string; readonly cites: readonly string[] };

let test: TestApp;
let told: readonly Row[] = [];
let page = '';
let list: readonly string[] = [];

const rowOf = (element: Element): Row => ({ text: plain(textWithin(element)), cites: citesOf(element) });

const within = (element: Element): Element[] =>
  element.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...within(child)]));

const citesOf = (element: Element): string[] =>
  within(element).flatMap((one) =>
    attributeOf(one, 'class') === 'citations__link' ? [attributeOf(one, 'title') ?? ''] : [],
  );

beforeAll(async () => {
  test = await startTestApp({ library: true });
  const { text } = await request(test.url).get('/programmes/no-wrong-door').expect(200);
  const html = readHtml(text);
  told = named(html, 'tr', 'li').map(rowOf);
  page = plain(textWithin(named(html, 'main')[0] ?? html.root));
  const index = await request(test.url).get('/programmes').expect(200);
  list = named(readHtml(index.text), 'tr').map((element) => plain(textWithin(element)));
});
afterAll(() => test.close());

const rowsOf = (at: List, index: number): readonly Row[] =>
  (rows[at][index] ?? []).flatMap((words) => {
    const found = told.filter(({ text }) => text.includes(words));
    return found.length === 0 ? [{ text: `MISSING: ${words}`, cites: [] }] : found;
  });

const numbersOf = (words: string): readonly string[] => words.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];

/** Names: words with a capital that begin no sentence. */
const namesOf = (words: string): readonly string[] =>
  [...words.matchAll(/(?<![.:?!"]\s|^|")\b[A-Z][A-Za-z]+/g)].map(([name]) => name);

const statements = lists.flatMap((at) => gathered.programme[at].map((one, index) => ({ at, index, one })));

describe('what was gathered on No Wrong Door', () => {
  it.each(statements.map((each) => [`${each.at}.${each.index}`, each] as const))(
    'stands on the page of the programme: %s',
    (place, { at, index, one }) => {
      const own = rowsOf(at, index);
      const words = own.map(({ text }) => text).join(' | ');
      const cites = own.flatMap((row) => row.cites).join(' | ');
      expect(words).not.toContain('MISSING');

      const { text, note = '', date, unit, value, baseline, amountGBP, funder, sourceIds } = one;
      const wanted = [
        ...[text, note].flatMap((said) => [...numbersOf(said), ...namesOf(said)]),
        ...[value, baseline].flatMap((number) => (number === undefined ? [] : [String(number)])),
        ...[unit, funder].flatMap((word) => word ?? []),
        ...(amountGBP === undefined ? [] : [`£${amountGBP / 1_000_000} million`]),
        ...(date === null ? [] : [plain(writtenDate(date) ?? '')]),
        ...(notes[place] === undefined ? [] : [notes[place]]),
      ];
      const isTold = (word: string): boolean => saidOtherwise[word]?.test(words) ?? words.includes(word);
      const untold = wanted.filter((word) => !isTold(word)).map((word) => `${place}: ${word}`);
      expect(untold).toEqual(Object.keys(elsewhere).filter((excused) => excused.startsWith(`${place}: `)));

      expect(sourceIds.filter((key) => !cites.includes(titleOf.get(key) ?? 'no such source'))).toEqual([]);
      expect(words.includes('Not verified')).toBe(!one.verified);
      expect(one.hasInferredPart === true && !words.includes('Partly inferred')).toBe(false);
      expect(note === '' || notes[place] !== undefined).toBe(true);
    },
  );

  it('has no field that nothing above looks for', () => {
    const looked = [
      'text',
      'date',
      'datePrecision',
      'sourceIds',
      'verified',
      'hasInferredPart',
      'note',
      'value',
      'unit',
    ];
    const all = new Set(statements.flatMap(({ one }) => Object.keys(one)));
    expect([...all].filter((key) => ![...looked, 'baseline', 'amountGBP', 'funder'].includes(key))).toEqual([]);
    const precise = { day: 10, month: 7, year: 4 } as const;
    const wrong = statements.filter(
      ({ one }) => (one.date?.length ?? null) !== (one.datePrecision ? precise[one.datePrecision as 'day'] : null),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(gathered.programme).filter((key) => !lists.includes(key as List))).toEqual([
      'id',
      'name',
      'ownerOrgId',
      'date',
      'datePrecision',
      'ageRange',
      'summary',
      'sourceIds',
      'verified',
      'note',
    ]);
  });

  it('says of the programme itself what it is, whose, since when and for whom', () => {
    for (const words of [
      'No Wrong Door (NWD)',
      'North Yorkshire Council',
      'Since April 2015',
      'aged 12 to 25 (11 to 18 in Middlesbrough)',
      'Two hubs, in Scarborough and Harrogate, took the place of the council’s children’s homes',
      'one key worker',
      'specialists are part of the team',
      'good before and outstanding after',
      'not how a failing one recovered',
    ])
      expect(page).toContain(words);
    expect(list.filter((row) => row.includes('No Wrong Door') && row.includes('North Yorkshire Council'))).toHaveLength(
      1,
    );
    const cited = told.flatMap(({ cites }) => cites).join(' | ');
    for (const key of gathered.programme.sourceIds) expect(cited).toContain(titleOf.get(key) ?? 'no such source');
  });

  it('says where sources do not agree, and what was looked for and not found', () => {
    expect(gathered.sourceConflicts.map(({ id }) => id)).toEqual(['c12', 'c13', 'c14']);
    for (const words of [
      'half as many incidents is not 68% fewer',
      'the whole group, against those who used and were asked again',
      'A share of people who stopped is not a fall in use',
      'Up to 20 councils, says the guidance',
      '18 councils and, on the same page, 17 adopters',
      'Planned, against taken part',
    ])
      expect(page).toContain(words);
    expect(gathered.gaps).toHaveLength(1);
    for (const words of [
      'The counts behind its percentages and its unit costs were not found',
      'Its result was not found',
      'It was looked for and not found',
    ])
      expect(page).toContain(words);
  });

  it('stands among what it is: what it offers is no role', () => {
    const [before, after] = [page.indexOf('Who works in it Role'), page.indexOf('What it offers What there is')];
    expect(page.slice(before, after)).toContain('Police liaison officer');
    expect(page.slice(before, after)).not.toMatch(/40 young people|foster families/);
    expect(page.slice(after)).toContain('Each hub works with about 40 young people at a time');
  });

  it('is moved from the roles where an earlier version had put it there', async () => {
    const offers = () =>
      test.database.rows<{ text: string }>(
        sql`SELECT programme_element.text FROM programme_element
             WHERE programme_element.kind = 'offer' ORDER BY programme_element.text`,
      );
    const before = await offers();
    expect(before).toHaveLength(2);
    const [runner, change] = [test.database.writer.createQueryRunner(), new TellWhatProgrammesOffer1773100000000()];
    await change.down(runner);
    expect(await offers()).toEqual([]);
    await change.up(runner);
    await runner.release();
    expect(await offers()).toEqual(before);
  });
});

describe('what the library holds of a programme', () => {
  /** Every field whose words are meant to be read. */
  const readable = ['text', 'note', 'reason', 'purpose', 'population', 'period', 'calledThere', 'fidelity', 'response'];

  it('is on its page to the last word', () => {
    const file = read('src', 'exchange', 'library', 'programmes.json') as Record<
      string,
      readonly Record<string, unknown>[]
    >;
    const written = Object.values(file).flatMap((records) =>
      records.flatMap((record) =>
        [...readable, 'why', 'summary', 'forWhom'].flatMap((field) =>
          typeof record[field] === 'string' ? [`${String(record['key'])}: ${record[field]}`] : [],
        ),
      ),
    );
    expect(written.length).toBeGreaterThan(120);
    const missing = written.filter(
      (line) => !page.includes(plain(line.slice(line.indexOf(': ') + 2)).replace(/\.$/, '')),
    );
    expect(missing).toEqual([]);
  });
});
