import { type Element, named, type Page, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('reading a case', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ library: true });
  });

  afterAll(() => test.close());

  const only = ([element]: readonly Element[]): Element => {
    if (!element) throw new Error('There is no such element');
    return element;
  };
  const read = async (path: string): Promise<Page> => {
    const response = await test.get(path);
    expect([path, response.status]).toEqual([path, 200]);
    return readHtml(response.text);
  };
  const textOf = (page: Page): string => textWithin(only(named(page, 'main'))).replaceAll('\u00a0', ' ');
  const linksIn = (page: Page): { text: string; href: string }[] =>
    named(page, 'a').map((link) => ({
      text: textWithin(link).replaceAll('\u00a0', ' '),
      href: link.attributes.get('href') ?? '',
    }));

  /** The address of the case whose link on this organisation's page has these words. */
  const caseOf = async (slug: string, words: string): Promise<string> => {
    const links = linksIn(await read(`/organisations/${slug}`));
    const found = links.find(({ text, href }) => href.startsWith('/episodes/') && text.includes(words));
    if (!found) throw new Error(`The page of ${slug} has no case with “${words}”`);
    return found.href;
  };

  type Clock = { value: string; note: string; links: string[] };

  /** The measures under "How long it took": several may have one label. */
  const clockOf = async (path: string): Promise<Map<string, Clock[]>> => {
    const page = await read(path);
    const rows = new Map<string, Clock[]>();
    for (const details of named(page, 'dd')) {
      const label = details.parent?.children.find(
        (child): child is Element => typeof child !== 'string' && child.name === 'dt',
      );
      if (!label) continue;
      const inner = page.elements.filter((element) => isWithin(element, details));
      const [value = ''] = details.children
        .filter((child) => typeof child === 'string')
        .map((text) => text.trim())
        .filter(Boolean);
      const note = inner.find(({ name, attributes }) => name === 'span' && attributes.get('class') === 'value__note');
      const row = {
        value: value.replaceAll('\u00a0', ' '),
        note: note ? textWithin(note).replaceAll('\u00a0', ' ') : '',
        links: inner.filter(({ name }) => name === 'a').map((link) => link.attributes.get('href') ?? ''),
      };
      const name = textWithin(label);
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
    return rows;
  };
  const isWithin = (element: Element, outer: Element): boolean => {
    for (let one = element.parent; one; one = one.parent) if (one === outer) return true;
    return false;
  };

  const rowAround = (element: Element): Element => {
    let row = element;
    while (row.name !== 'tr' && row.parent) row = row.parent;
    return row;
  };

  const labels = {
    warning: 'First warning to trigger',
    peers: 'First warning to first help from peers',
    powers: 'Help from peers before powers',
    length: 'Length of intervention',
    cover: 'Lighter cover after the end of intervention',
    again: 'First judgement not failing to next trigger',
    decline: 'Recovery to later decline',
  } as const;

  it('shows that West Sussex failed twice, 74.7 months after it had last been out of failure', async () => {
    const page = textOf(await read('/organisations/west-sussex-childrens-services'));
    expect(page).toContain(
      'Judged inadequate in December 2010 and again in May 2019. Not failing since May 2023. The relapse watch runs to May 2030.',
    );
    const first = await caseOf('west-sussex-childrens-services', 'first failure, 2010');
    const second = await caseOf('west-sussex-childrens-services', 'second failure, 2019');
    expect(first).not.toBe(second);
    expect((await clockOf(first)).get(labels.again)?.[0]?.value).toBe('74.7 ± 0.5 months');
    expect(linksIn(await read(first)).map(({ href }) => href)).toContain(second);
  });

  it('keeps the two failures of Doncaster apart: how it was run, and its children’s services', async () => {
    const corporate = await caseOf('doncaster-council', 'how the council was run');
    const children = await caseOf('doncaster-council', 'second failure, 2012');
    expect(corporate).not.toBe(children);
    expect(textOf(await read(corporate))).toContain('Children’s services are a story of their own');
    expect((await clockOf(children)).get(labels.decline)?.[0]?.value).toBe('51.0 ± 1 months');
    const earlier = await caseOf('doncaster-council', 'first failure, 2008');
    expect((await clockOf(earlier)).get(labels.again)?.[0]?.value).toBe('19.1 ± 0.5 months');
  });

  it('says against which planned end Doncaster’s intervention ended early, and against which late', async () => {
    const rows = (await clockOf(await caseOf('doncaster-council', 'how the council was run'))).get(
      'End against the plan: Statutory intervention in corporate governance',
    );
    expect(rows?.map(({ value }) => value)).toEqual(['16.9 ± 0.5 months late', '8.6 months early']);
    expect(rows?.[0]?.note).toContain('planned end of June 2013, announced 30 June 2010');
    expect(rows?.[1]?.note).toContain('planned end of 31 July 2015, announced 2013');
  });

  it.each([
    [
      'doncaster-council',
      'how the council was run',
      '23.1 ± 0.5 months',
      '23.0 ± 1 months',
      '2.5 ± 0.5 months',
      '52.4 months (4 years 4 months)',
      'Nothing on the record shows it',
    ],
    [
      'west-sussex-childrens-services',
      'first failure, 2010',
      '29.5 ± 6 months',
      '29.5 ± 6 months',
      '6.4 ± 6 months',
      '24.0 ± 12 months',
      'Nothing on the record shows it',
    ],
    [
      'west-sussex-childrens-services',
      'second failure, 2019',
      '46.2 ± 6 months',
      '36.0 ± 12 months',
      '11.1 ± 6 months',
      '47.2 months (3 years 11 months)',
      'Yes, on the record',
    ],
    [
      'eltham-foundation-school',
      'Eltham',
      '4.6 ± 6 months',
      '6.5 ± 6.5 months',
      '−1.9 ± 0.5 months',
      '15.4 months (1 year 3 months)',
      'Yes, on the record',
    ],
    [
      'basildon-and-thurrock-hospitals',
      'safety of care, 2009',
      '12.4 ± 0.5 months',
      '58.0 ± 1 months',
      '−45.6 ± 0.5 months',
      '54.4 months (4 years 6 months)',
      'Yes, on the record',
    ],
  ])(
    'gives the published lengths of %s, %s, to the decimal',
    async (slug, words, warning, peers, powers, length, cover) => {
      const clock = await clockOf(await caseOf(slug, words));
      const values = [labels.warning, labels.peers, labels.powers, labels.length, labels.cover].map(
        (label) => clock.get(label)?.[0]?.value,
      );
      expect(values).toEqual([warning, peers, powers, length, cover]);
    },
  );

  it('shows Monitor’s breach beside special measures at Basildon, with the conflict of sources, and the relapse', async () => {
    const path = await caseOf('basildon-and-thurrock-hospitals', 'safety of care, 2009');
    const page = await read(path);
    const text = textOf(page);
    expect(text).toMatch(/Special measures .{0,120}16 July 2013 To: 9 June 2014 Months: 10\.8 months/);
    expect(text).toContain('breach');
    expect(text).toContain('Where sources disagree');
    expect((await clockOf(path)).get(labels.again)?.[0]?.value).toBe('74.2 ± 0.5 months');
    const next = linksIn(page).find(
      ({ text: words, href }) => href.startsWith('/episodes/') && words.includes('maternity'),
    );
    expect(textOf(await read(next?.href ?? ''))).toContain('Mid and South Essex');
  });

  it('ends Eltham’s failure before it became an academy, and continues the story on the successor’s page', async () => {
    const path = await caseOf('eltham-foundation-school', 'Eltham');
    const page = await read(path);
    expect(textOf(page)).toMatch(/First judgement not failing March 2012/);
    expect(linksIn(page).map(({ href }) => href)).toContain('/organisations/harris-academy-greenwich');
    const successor = textOf(await read('/organisations/harris-academy-greenwich'));
    expect(successor).toContain('The story before and after');
    expect(successor).toContain('The relapse watch ended in March 2019');
    expect(await caseOf('harris-academy-greenwich', 'Eltham')).toBe(path);
  });

  it('leads from every number to the records that it was worked out from, and from there to sources', async () => {
    const path = await caseOf('west-sussex-childrens-services', 'second failure, 2019');
    const page = await read(path);
    const clock = await clockOf(path);
    const rows = [labels.warning, labels.peers, labels.powers, labels.length].flatMap(
      (label) => clock.get(label)?.[0] ?? [],
    );
    expect(rows.map(({ links }) => links.length)).toEqual([2, 2, 2, 2]);

    /** A row of this page with the marks of its sources, or a page of its own that links to them. */
    const isSourced = async (href: string): Promise<boolean> => {
      if (!href.startsWith('#')) return linksIn(await read(href)).some((link) => link.href.startsWith('/sources/SO-'));
      const target = page.elements.find(({ attributes }) => attributes.get('id') === href.slice(1));
      const row = target && rowAround(target);
      return page.elements.some(
        (one) => row && isWithin(one, row) && (one.attributes.get('href') ?? '').startsWith('#source-'),
      );
    };
    const unsourced: string[] = [];
    for (const href of rows.flatMap(({ links }) => links)) if (!(await isSourced(href))) unsourced.push(href);
    expect(unsourced).toEqual([]);
  });

  it('does not make Doncaster’s failing leaders of 2022 an episode, and says so', async () => {
    const page = textOf(await read('/organisations/doncaster-council'));
    expect(page).toContain('Serious findings that opened no episode');
    expect(page).toMatch(/was judged inadequate: a serious finding/);
  });

  it('downloads a case, a timeline and a list of inspections', async () => {
    const path = await caseOf('doncaster-council', 'how the council was run');
    for (const address of [
      `${path}.csv`,
      '/organisations/doncaster-council/timeline.csv',
      '/organisations/doncaster-council/inspections.csv',
    ]) {
      const response = await test.get(address);
      expect([address, response.status]).toEqual([address, 200]);
      expect(response.headers['content-type']).toContain('text/csv');
      expect(response.text.split('\r\n').length).toBeGreaterThan(10);
    }
  });

  it('answers 404 to what is not there', async () => {
    for (const address of [
      '/organisations/atlantis',
      '/organisations/atlantis/timeline',
      '/episodes/EP-9999',
      '/episodes/EP-9999.csv',
      '/inspections/IN-9999',
    ])
      expect([address, (await test.get(address)).status]).toEqual([address, 404]);
  });

  it('leaves no fault behind', () => {
    expect(test.faults).toEqual([]);
  });
});
