import { named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('reading the record as it was known on a day', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ library: true });
  });

  afterAll(() => test.close());

  const read = async (path: string): Promise<string> => {
    const response = await test.get(path);
    expect([path, response.status]).toEqual([path, 200]);
    const [body] = named(readHtml(response.text), 'body');
    return (body ? textWithin(body) : '').replaceAll('\u00a0', ' ');
  };

  const westSussex = '/organisations/west-sussex-childrens-services';

  it('knows one failure of West Sussex in 2012, and none of what came after', async () => {
    const page = await read(`${westSussex}?known=2012-06-30`);
    expect(page).toContain('This page shows what was known on 30 June 2012');
    expect(page).toContain('Judged inadequate in December 2010. No judgement since then is better than failing.');
    expect(page).not.toContain('second failure');
    expect(page).not.toContain('May 2019');
  });

  it('knows it as recovered and watched in 2018, and as failed again in 2020', async () => {
    expect(await read(`${westSussex}?known=2018-01-01`)).toMatch(
      /Not failing since (February )?2013\. The relapse watch runs to February 2020/,
    );
    const page = await read(`${westSussex}?known=2020-01-01`);
    expect(page).toContain(
      'Judged inadequate in December 2010 and again in May 2019. No judgement since then is better than failing.',
    );
  });

  it('leaves later rows out of the timeline, and says so', async () => {
    const now = await read(`${westSussex}/timeline`);
    const then = await read(`${westSussex}/timeline?known=2012-06-30`);
    const events = (text: string): number => Number(/(\d+) events/.exec(text)?.[1]);
    expect(events(then)).toBeGreaterThan(0);
    expect(events(then)).toBeLessThan(events(now));
    expect(then).toContain('Later facts are left out');
  });

  it('says on the page of a case that nobody could know of it yet', async () => {
    const links = named(readHtml((await test.get(westSussex)).text), 'a');
    const second = links.find((link) => textWithin(link).includes('second failure'))?.attributes.get('href') ?? '';
    expect(await read(`${second}?known=2012-06-30`)).toContain('was not known then');
    expect(await read(`${second}?known=2020-01-01`)).toContain('No judgement since the trigger is better than failing');
  });

  it('takes the end of an intervention out while it had not come', async () => {
    const then = await read('/organisations/doncaster-council?known=2013-01-10');
    expect(then).toContain('planned end of Statutory intervention in corporate governance');
    expect(then).not.toContain('11 November 2014');
  });

  it.each(['known=27+March+2019', 'known=27%2F3%2F2019', 'known=27+3+2019'])(
    'reads the day in three parts: %s',
    async (query) => {
      expect(await read(`${westSussex}?${query}`)).toContain('This page shows what was known on 27 March 2019');
    },
  );

  it.each(['known=tomorrow', 'known=2019-02-30', 'known=2999-01-01', 'known=2019-01-01&known=2020-01-01'])(
    'ignores nonsense with a note: %s',
    async (query) => {
      const page = await read(`${westSussex}?${query}`);
      expect(page).toContain('The page is shown as known today');
      expect(page).toContain('Not failing since May 2023');
    },
  );

  it('keeps the day in the links between the pages of an organisation', async () => {
    const links = named(readHtml((await test.get(`${westSussex}?known=2012-06-30`)).text), 'a').map((link) =>
      link.attributes.get('href'),
    );
    expect(links).toContain(`${westSussex}/timeline?known=2012-06-30`);
  });

  it('shows an inspection only from the day on which it became known', async () => {
    const links = named(readHtml((await test.get(`${westSussex}/inspections`)).text), 'a');
    const latest =
      links.find((link) => textWithin(link).replaceAll('\u00a0', ' ') === '11 May 2023')?.attributes.get('href') ?? '';
    expect(await read(`${latest}?known=2020-01-01`)).toContain('was not known then');
    expect(await read(`${latest}?known=2023-06-01`)).toContain('Requires improvement');
  });

  it('leaves no fault behind', () => {
    expect(test.faults).toEqual([]);
  });
});
