import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingUpService } from '../../src/access/setting-up.service.js';
import { theService } from '../../src/access/audit.service.js';
import { rootFolder } from '../../src/config/paths.js';
import { day } from '../../src/kernel/calendar-day.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { inspectorateOf } from '../builders/an-inspection-team.js';
import { Visitor } from '../builders/a-visitor.js';
import { attributeOf, named, type Page, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const readme = readFileSync(join(rootFolder, 'README.md'), 'utf8');
const steps = readme.split(/^## /m).find((text) => text.startsWith('Your first inspection')) ?? '';
const namedInBold = [...steps.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');

const password = 'seven slow barges pass';
const today = { 'fromOn-day': '23', 'fromOn-month': '11', 'fromOn-year': '2026' };

/** What the README names in bold, in its order: each must stand on a page as it is written there. */
const followed = new Set<string>();

type Browser = { readonly visitor: Visitor; page: Page; html: string; at: string };

describe('the first inspection of the README', () => {
  let test: TestApp;
  let council: { id: string; slug: string };
  let inspectorateId: string;
  let ref = '';
  const people = new Map<string, Browser>();
  const at = (rest: string): string => `/inspections/${ref}/${rest}`;
  const person = (name: string): Browser => people.get(name) as Browser;

  async function open(browser: Browser, path: string): Promise<void> {
    const answer = await browser.visitor.get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    Object.assign(browser, { at: path, html: answer.text, page: readHtml(answer.text) });
  }

  /** Follows a link, or finds a button, by the words that the README gives it. */
  async function choose(browser: Browser, words: string): Promise<void> {
    expect(namedInBold).toContain(words);
    followed.add(words);
    const link = named(browser.page, 'a').find((each) => textWithin(each) === words);
    if (link) return open(browser, attributeOf(link, 'href') ?? '');
    const buttons = named(browser.page, 'button').map(textWithin);
    expect({ page: browser.at, words, buttons }).toEqual({
      page: browser.at,
      words,
      buttons: expect.arrayContaining([words]) as unknown,
    });
  }

  async function post(browser: Browser, path: string, fields: Record<string, string | string[]>, from = browser.at) {
    const answer = await browser.visitor.post(path, fields, { from });
    if (answer.status !== 303 && answer.status !== 200)
      throw new Error(`${path} answered ${answer.status}: ${textWithin(readHtml(answer.text).root).slice(0, 1_500)}`);
    return answer;
  }

  const browserOf = (): Browser => ({ visitor: new Visitor(test), page: readHtml(''), html: '', at: '/' });

  const radioOf = ({ page }: Browser, label: string): string => {
    const wanted = named(page, 'label').find((each) => textWithin(each) === label);
    const input = named(page, 'input').find(
      (each) => attributeOf(each, 'id') === attributeOf(wanted ?? page.root, 'for'),
    );
    return attributeOf(input ?? page.root, 'value') ?? '';
  };

  beforeAll(async () => {
    test = await startTestApp({ today: day('2026-11-23') });
    const [made] = await test.app
      .get(OrganisationsService)
      .registerMany(theService, [
        { name: 'Northwick Council', kind: 'council', sector: 'councils', country: 'England' },
      ]);
    if (!made) throw new Error('The council was not registered');
    council = made;
    inspectorateId = await inspectorateOf(test.database, 'ofsted_ilacs_2023');
  }, minutes);
  afterAll(() => test.close());

  it('makes the first administrator at the address that the start says', async () => {
    const token = await test.app.get(SettingUpService).offer();
    const ada = browserOf();
    people.set('Ada', ada);
    await open(ada, `/set-up/${token}`);
    await choose(ada, 'Make the first administrator');
    await post(ada, `/set-up/${token}`, { name: 'Ada Archer', email: 'ada@northwick.example', password });
    await open(ada, '/account');
    expect(ada.html).toContain('Administrator');
  });

  it('invites four colleagues and gives each a role', async () => {
    const ada = person('Ada');
    const roles: Record<string, readonly string[]> = {
      Lena: ['lead_inspector', 'inspector'],
      Sam: ['inspector'],
      Quinn: ['inspector'],
      Olu: ['organisation_editor'],
    };
    for (const [name, given] of Object.entries(roles)) {
      await open(ada, '/account');
      await choose(ada, 'Accounts');
      await choose(ada, 'Invite a colleague');
      const email = `${name.toLowerCase()}@northwick.example`;
      const invited = await post(ada, '/admin/users', { name: `${name} Northwick`, email });
      const link = /(\/invitations\/[\w-]{43})/.exec(invited.text)?.[1] ?? '';
      const account = /\/admin\/users\/(AC-\d+)/.exec(invited.text)?.[1] ?? '';
      for (const role of given) {
        await open(ada, `/admin/users/${account}`);
        await choose(ada, 'Give a role');
        const bound = role === 'organisation_editor' ? council.id : inspectorateId;
        const search = role === 'organisation_editor' ? '&q=northwick' : '';
        await open(ada, `/admin/users/${account}/grants/new?role=${role}${search}`);
        await post(ada, `/admin/users/${account}/grants`, { ...today, bound });
      }
      const browser = browserOf();
      people.set(name, browser);
      await open(browser, link);
      await post(browser, link, { password });
      await open(browser, '/account');
      expect(browser.html).toContain(name === 'Olu' ? 'Organisation editor' : 'nspector');
    }
  });

  it('starts an inspection and names who takes part', async () => {
    const lena = person('Lena');
    await open(lena, `/organisations/${council.slug}`);
    await choose(lena, 'Inspections');
    await choose(lena, 'Start an inspection');
    const details = `/inspections/new/details?organisation=${council.slug}&framework=ofsted_ilacs_2023`;
    await open(lena, details);
    const value = (label: string): string => radioOf(lena, label);
    const started = await post(lena, '/inspections/new/details', {
      type: 'standard',
      subject: 'Children’s services',
      'startedOn-day': '5',
      'startedOn-month': '10',
      'startedOn-year': '2026',
      'endedOn-day': '16',
      'endedOn-month': '10',
      'endedOn-year': '2026',
      lead: value('Lena Northwick'),
      inspectors: [value('Sam Northwick')],
    });
    ref = started.headers.location?.split('/')[2] ?? '';
    await open(lena, at('workspace'));
    await choose(lena, 'Change who takes part');
    const idOf = (name: string): string => {
      const option = named(lena.page, 'option').find((each) => textWithin(each).startsWith(name));
      return attributeOf(option ?? lena.page.root, 'value') ?? '';
    };
    await post(lena, at('team'), { person: idOf('Quinn Northwick'), part: 'quality_assurer' });
    await post(lena, at('team'), { person: idOf('Olu Northwick'), part: 'contact' });
    await open(lena, at('workspace'));
    expect(lena.html).toContain('Draft: not for sharing');
  });

  it('gathers evidence, then grades, and is made provisional by two', async () => {
    const [lena, sam] = [person('Lena'), person('Sam')];
    await open(sam, at('workspace'));
    const areas = named(sam.page, 'a')
      .map((link) => attributeOf(link, 'href') ?? '')
      .filter((href) => href.includes('/areas/'));
    expect(new Set(areas).size).toBe(5);
    for (const area of new Set(areas)) {
      await open(sam, area);
      await choose(sam, 'Add evidence');
      await post(sam, at('evidence/new'), {
        kind: 'case_file_audit_external',
        method: 'case_tracking',
        summary: 'Of 24 case files, 19 showed no visit within 10 working days.',
        strength: 'strong',
      });
      await open(sam, area);
      await post(sam, area, { grade: radioOf(sam, 'Inadequate'), narrative: 'What inspectors found.' });
    }
    await open(sam, at('workspace'));
    await choose(sam, 'Check and make provisional');
    await post(sam, at('confirmation'), {});
    await open(lena, at('workspace'));
    await choose(lena, 'Check and make provisional');
    await post(lena, at('provisional'), { stands: 'yes' });
    await open(lena, at('workspace'));
    await choose(lena, 'Summary and report');
    await post(lena, at('report'), { summary: 'Children wait too long.', reportText: 'The report in full.' });
    await open(lena, at('workspace'));
    await choose(lena, 'Send for its accuracy');
    await post(lena, at('sending'), {});
    await open(lena, at('workspace'));
    expect(lena.html).toContain('For checking its accuracy');
  });

  it('is checked by the organisation and published by the quality assurer, not before', async () => {
    const [olu, quinn] = [person('Olu'), person('Quinn')];
    await open(olu, at('workspace'));
    await choose(olu, 'Points of the organisation');
    await post(
      olu,
      at('points/new'),
      { section: 'b', paragraph: '3', text: 'It was 18.', evidence: '' },
      at('points/new'),
    );
    await post(quinn, at('points/1'), { decision: 'not_accepted', reason: 'The file shows 19.' }, at('points/1'));
    expect((await test.get(`/inspections/${ref}`)).status).toBe(404);
    await open(quinn, at('workspace'));
    await choose(quinn, 'Publish');
    expect(quinn.html).toContain('Opens an episode of failure');
    const asked = await post(quinn, at('publish'), {
      'publishedOn-day': '23',
      'publishedOn-month': '11',
      'publishedOn-year': '2026',
    });
    const version = /name="version" value="(\d+)"/.exec(asked.text)?.[1] ?? '';
    await post(quinn, at('publication'), {
      'publishedOn-day': '23',
      'publishedOn-month': '11',
      'publishedOn-year': '2026',
      version,
      read: 'yes',
    });
    const page = await test.get(`/inspections/${ref}`);
    expect([page.status, page.text.includes('Children wait too long.')]).toEqual([200, true]);
    expect((await test.get('/episodes')).text).toContain('Northwick Council');
    expect(test.faults).toEqual([]);
  });

  it('names nothing that is not there', () => {
    expect(namedInBold.filter((words) => !followed.has(words))).toEqual([]);
  });
});
