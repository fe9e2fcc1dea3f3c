import { readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { day } from '../../src/kernel/calendar-day.js';

/** What the pages say of the five failures of the report that the lessons were tried on, worked out by hand there. */
const cases = [
  {
    title: 'Doncaster: how the council was run, 2010 to 2014',
    judged: '23.1 ± 0.5 months',
    peers: /^Challenge .*The first peer help began 23\.0 ± 1 months later\./,
    powers: /^Discuss Peer help began 2\.5 ± 0\.5 months before formal powers were used\./,
    landing:
      /Nothing on the record shows lighter support after it\..*It had run for 52\.4 months\. It ended 8\.6 months before/,
  },
  {
    title: 'West Sussex: children’s services, first failure, 2010',
    judged: '29.5 ± 6 months',
    peers: /^Challenge .*The first peer help began 29\.5 ± 6 months later\./,
    powers: /^Discuss Peer help began 6\.4 ± 6 months before formal powers were used\. The dates are not exact enough/,
    landing: /Nothing on the record shows lighter support after it\..*It had run for 24\.0 ± 12 months\./,
  },
  {
    title: 'West Sussex: children’s services, second failure, 2019',
    judged: '46.2 ± 6 months',
    peers: /^Challenge .*The first peer help began 36\.0 ± 12 months later\./,
    powers: /^Supported Peer help began 11\.1 ± 6 months before formal powers were used\./,
    landing: /A review by the Department for Education.*continued after it\..*It had run for 47\.2 months\./,
  },
  {
    title: 'Eltham: the school in special measures, 2010 to 2012',
    judged: '4.6 ± 6 months',
    peers: /^Discuss .*The first peer help began 6\.5 ± 6\.5 months later\. The dates are not exact enough/,
    powers: /^Discuss Peer help began 1\.9 ± 0\.5 months after formal powers were used\./,
    landing: /Harris Federation continued after it\..*It had run for 15\.4 months\./,
  },
  {
    title: 'Basildon and Thurrock: safety of care, 2009 to 2014',
    judged: '12.4 ± 0.5 months',
    peers: /^Challenge .*The first peer help began 58\.0 ± 1 months later\./,
    powers: /^Challenge Peer help began 45\.6 ± 0\.5 months after formal powers were used\./,
    landing: /Buddy trust continued after it\..*It had run for 54\.4 months\./,
  },
];

const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');

/** What a page says from the name of one signal to the name of the next. */
function between(said: string, name: string, next: string): string {
  const from = said.indexOf(name);
  expect(from).toBeGreaterThan(-1);
  const to = said.indexOf(next, from);
  return said.slice(from + name.length, to === -1 ? undefined : to).trim();
}

describe('the lessons of the report’s own cases, as their pages print them', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ library: true, today: day('2026-11-23') });
  }, 120_000);
  afterAll(() => test.close());

  it.each(cases)('$title', async ({ title, judged, peers, powers, landing }) => {
    const link = new RegExp(`href="(/episodes/EP-\\d+)"[^>]*>\\s*${title.replaceAll(/[().]/g, '\\$&')}`);
    const path = link.exec((await test.get('/episodes')).text)?.[1];
    const page = await test.get(`${path}/lessons`);
    expect(page.status).toBe(200);
    const said = words(page.text);
    const first = between(said, 'L1.1 Time to first help from peers', 'L1.2 Peers before powers');
    expect(first).toMatch(peers);
    expect(first).toContain(`The failure was judged ${judged} after the first sign.`);
    expect(between(said, 'L1.2 Peers before powers', 'L1.3 ')).toMatch(powers);
    const soft = between(said, 'L2.4 A soft landing', '3. Insularity');
    expect(soft).toMatch(/^Not enough on the record /);
    expect(soft).toMatch(landing);
    expect(soft).toContain('Add who took on each action that was open when the intervention ended.');
  });
});
