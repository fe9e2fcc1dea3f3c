import { type Office, anOffice } from '../builders/an-inspecting-office.js';
import type { Person } from '../builders/a-person.js';
import { pageFaults } from '../builders/page-checks.js';
import { attributeOf, named, readHtml, withoutRefSpans } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { day } from '../../src/kernel/calendar-day.js';

let test: TestApp;
let office: Office;
beforeAll(async () => {
  test = await startTestApp({ today: day('2026-11-23') });
  office = await anOffice(test);
});
afterAll(() => test.close());

const words = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#x27;|&#39;/g, '’')
    .replaceAll(/\s+/g, ' ');

/** A page that is there, is in order, and says this. */
async function reads(person: Person, path: string, ...said: readonly string[]): Promise<string> {
  const { status, text } = await person.get(path);
  expect({ path, status }).toEqual({ path, status: 200 });
  expect({ path, faults: pageFaults(readHtml(text)) }).toEqual({ path, faults: [] });
  for (const each of said) expect(words(text)).toContain(each);
  return text;
}

/** Posts a form and is led on to this address. */
async function does(
  person: Person,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  to: string,
  from = path,
): Promise<void> {
  const response = await person.post(path, fields, { from });
  if (response.status !== 303)
    throw new Error(`${path} answered ${response.status}: ${words(response.text).slice(0, 2_000)}`);
  expect(response.headers.location).toBe(to);
}

/** Posts a form and is shown the page again, saying this. */
async function isTold(
  person: Person,
  path: string,
  {
    fields = {},
    from = path,
    status = 422,
    said,
  }: { fields?: Readonly<Record<string, string | readonly string[]>>; from?: string; status?: number; said: string },
): Promise<string> {
  const response = await person.post(path, fields, { from });
  expect({
    path,
    status: response.status,
    said: words(response.text).includes(said) ? said : words(response.text).slice(0, 3_000),
  }).toEqual({ path, status, said });
  return response.text;
}

const radioFor = (html: string, label: string): string => {
  const page = readHtml(html);
  const inputs = named(page, 'input').filter((input) => attributeOf(input, 'type') === 'radio');
  const labels = html.matchAll(/<label[^>]*for="([^"]+)"[^>]*>([^<]*)</g);
  const wanted = [...labels].find(([, , text]) => text?.trim() === label)?.[1];
  const input = inputs.find((each) => attributeOf(each, 'id') === wanted);
  return input ? (attributeOf(input, 'value') ?? '') : '';
};

const evidence = {
  kind: 'case_file_audit_external',
  method: 'case_tracking',
  summary: 'Of 24 zqevidence case files, 19 showed no visit within 10 working days.',
  strength: 'strong',
  page: '3',
};

describe('an inspection, from first evidence to publication', () => {
  let ref = '';
  const at = (rest: string): string => `/inspections/${ref}/${rest}`;
  const areas = ['overall', 'leaders_impact', 'help_protection', 'children_in_care', 'care_leavers'];

  /** What anybody without a part in it must not find. */
  async function isNowhere(): Promise<void> {
    const body = `/organisations/${office.body.slug}`;
    const everybody = [
      '/',
      '/organisations',
      '/organisations?q=northwick',
      '/episodes',
      body,
      `${body}/inspections`,
      `${body}/timeline`,
      `${body}/inspections.csv`,
      `${body}/timeline.csv`,
    ];
    for (const path of everybody) {
      for (const get of [test.get, office.stranger.get, office.administrator.get]) {
        const { text } = await get(path);
        expect({
          path,
          told: /zqsubject|zqevidence|zqsummary|zqnarrative|zqfinding|IN-\d{4}/.exec(text)?.[0] ?? null,
        }).toEqual({ path, told: null });
      }
    }
    for (const path of [`/inspections/${ref}`, at('findings.csv'), at('editions/1'), `/history/inspection/${ref}`])
      for (const get of [test.get, office.stranger.get, office.administrator.get])
        expect({ path, status: (await get(path)).status }).toEqual({ path, status: 404 });
    for (const path of [
      'workspace',
      'areas/overall',
      'check',
      'accuracy',
      'publish',
      'report',
      'provisional-report',
      'evidence/EV-0001',
    ]) {
      const { status } = await office.stranger.get(at(path));
      expect({ path, status }).toEqual({ path, status: 404 });
      expect([401, 303, 302, 403, 404]).toContain((await test.get(at(path))).status);
      expect([403, 404]).toContain((await office.administrator.get(at(path))).status);
    }
  }

  it('starts with organisation, framework, type, dates and team', async () => {
    const { lead, second, body } = office;
    await reads(lead, '/inspections/new', 'Which organisation is inspected?');
    await reads(lead, '/inspections/new?q=northwi', 'Northwick Council');
    await reads(lead, `/inspections/new/framework?organisation=${body.slug}`, 'In use now');
    const details = `/inspections/new/details?organisation=${body.slug}&framework=ofsted_ilacs_2023`;
    await reads(lead, details, 'Standard inspection', 'Lena Lead', 'Sam Second');
    const given = {
      type: 'standard',
      subject: 'Children’s services zqsubject',
      'startedOn-day': '5',
      'startedOn-month': '10',
      'startedOn-year': '2026',
      'endedOn-day': '16',
      'endedOn-month': '10',
      'endedOn-year': '2026',
      lead: lead.account.id,
      inspectors: [second.account.id],
    };
    await isTold(lead, '/inspections/new/details', {
      fields: { ...given, subject: '' },
      from: details,
      said: 'Enter what the inspection looks at',
    });
    await isTold(lead, '/inspections/new/details', {
      fields: { ...given, 'endedOn-day': '1' },
      from: details,
      said: 'Last day of the visit must be on or after its first day',
    });
    const response = await lead.post('/inspections/new/details', given, { from: details });
    expect(response.status).toBe(303);
    ref = response.headers.location?.split('/')[2] ?? '';
    await reads(
      lead,
      at('workspace?done=started'),
      'Draft: not for sharing',
      'Overall effectiveness',
      'No evidence yet',
    );
    await isNowhere();
  });

  it('has its quality assurer and the contact of the organisation named by the lead', async () => {
    const { lead, second, assurer, contact } = office;
    await reads(lead, at('team'), 'Quinn Assurer', 'Olu Contact');
    await isTold(lead, at('team'), {
      fields: { person: contact.account.id, part: 'quality_assurer' },
      said: 'does not hold the role',
    });
    await does(lead, at('team'), { person: assurer.account.id, part: 'quality_assurer' }, at('team?done=named'));
    await does(lead, at('team'), { person: contact.account.id, part: 'contact' }, at('team?done=named'));
    expect((await second.get(at('team'))).status).toBe(403);
    expect((await contact.get(at('workspace'))).status).toBe(404);
  });

  it('takes evidence before a grade', async () => {
    const { lead, second } = office;
    const html = await reads(second, at('areas/overall'), 'No evidence yet. You cannot set a grade without it.');
    const inadequate = radioFor(html, 'Inadequate');
    expect(inadequate).not.toBe('');
    expect(words(html)).toContain(
      'Failing (our band). 1 of 4, counted from the worst. Counts as failing on this scale.',
    );
    await isTold(second, at('areas/overall'), {
      fields: { grade: inadequate, narrative: 'zqnarrative' },
      said: 'Add at least one piece of evidence for Overall effectiveness before you choose a grade',
    });
    await isTold(second, at('evidence/new'), {
      fields: { ...evidence, kind: '' },
      from: at('evidence/new?area=overall'),
      said: 'Select what the evidence is',
    });
    const kept = await isTold(second, at('evidence/new'), {
      fields: { ...evidence, summary: 'Mrs Smith told us that nobody came.' },
      from: at('evidence/new?area=overall'),
      said: 'This looks like it could identify a person. Take out names, dates of birth and case numbers',
    });
    expect(kept).toContain('Mrs Smith told us that nobody came.');
    expect(kept).toContain('I have read these words again');
    for (const area of areas)
      await does(
        area === 'overall' ? lead : second,
        at('evidence/new'),
        evidence,
        at(`areas/${area}?done=evidence`),
        at(`evidence/new?area=${area}`),
      );
    await reads(second, at('evidence/EV-0001'), 'Evidence is read by the team only');
  });

  it('keeps both versions when two save at once', async () => {
    const { lead, second } = office;
    const html = await reads(lead, at('areas/overall'));
    const [inadequate, good] = [radioFor(html, 'Inadequate'), radioFor(html, 'Good')];
    const stale = await second.get(at('areas/overall'));
    const version = /name="version" value="(\d+)"/.exec(stale.text)?.[1] ?? '';
    await does(
      lead,
      at('areas/overall'),
      { grade: inadequate, narrative: 'zqnarrative of the lead' },
      at('areas/overall?done=judged'),
    );
    const told = await isTold(second, at('areas/overall'), {
      fields: { grade: good, narrative: 'Mine, and another', version },
      status: 409,
      said: 'Someone changed this judgement at 09:00',
    });
    expect(words(told)).toContain('zqnarrative of the lead');
    expect(told).toContain('Mine, and another');
    for (const area of areas.slice(1)) {
      const page = (await second.get(at(`areas/${area}`))).text;
      await does(
        second,
        at(`areas/${area}`),
        {
          grade: radioFor(page, area === 'help_protection' ? 'Inadequate' : 'Requires improvement'),
          narrative: `zqnarrative of ${area}`,
        },
        at(`areas/${area}?done=judged`),
      );
    }
    await does(
      second,
      at('findings/new'),
      { text: 'zqfinding: visits are late', kind: 'priority_action', cause: 'practice' },
      at('areas/help_protection?done=finding'),
      at('findings/new?area=help_protection'),
    );
    await isNowhere();
  });

  it('becomes provisional when two stand by it', async () => {
    const { lead, second } = office;
    await reads(
      lead,
      at('check'),
      'Nothing is missing.',
      'caps overall effectiveness',
      'Another inspector of the team must confirm these judgements first',
    );
    expect((await office.stranger.get(at('check'))).status).toBe(404);
    await does(second, at('confirmation'), {}, at('workspace?done=confirmed'), at('check'));
    await isTold(lead, at('provisional'), { from: at('check'), said: 'Tick that you stand by these judgements' });
    await does(lead, at('provisional'), { stands: 'yes' }, at('workspace?done=provisional'), at('check'));
    await reads(second, at('workspace'), 'Provisional, confidential');
    expect((await office.contact.get(at('workspace'))).status).toBe(404);
    await isNowhere();
  });

  it('changes a judgement only with a reason, and is confirmed anew', async () => {
    const { lead, second } = office;
    const html = await reads(lead, at('areas/care_leavers'), 'Reason for the change');
    const good = radioFor(html, 'Good');
    expect(good).not.toBe('');
    await isTold(lead, at('areas/care_leavers'), {
      fields: { grade: good, narrative: 'zqnarrative better' },
      said: 'Enter why the judgement changes',
    });
    await does(
      lead,
      at('areas/care_leavers'),
      { grade: good, narrative: 'zqnarrative better', reason: 'Moderated' },
      at('areas/care_leavers?done=judged'),
    );
    await does(
      lead,
      at('report'),
      { summary: 'zqsummary: services fail children.', reportText: 'The zqsummary report in full.' },
      at('workspace?done=report'),
    );
    await reads(lead, at('check'), 'The lead inspector has not confirmed these judgements');
    for (const person of [second, lead])
      await does(person, at('confirmation'), {}, at('workspace?done=confirmed'), at('check'));
    await does(lead, at('sending'), {}, at('workspace?done=sent'), at('check'));
    await isNowhere();
  });

  it('is checked by the organisation, which reads the report and nothing else', async () => {
    const { contact, lead, second, assurer } = office;
    await reads(
      contact,
      at('workspace'),
      'For checking its accuracy only',
      '5pm on 7 December 2026'.replaceAll(' ', ' '),
    );
    await reads(contact, at('provisional-report'), 'zqsummary: services fail children.', 'must not be passed on');
    for (const path of ['areas/overall', 'check', 'evidence/EV-0001', 'report', 'publish']) {
      const { status } = await contact.get(at(path));
      expect({ path, status }).toEqual({ path, status: 403 });
    }
    await isTold(contact, at('points/new'), {
      fields: { section: 'b', paragraph: '3' },
      said: 'Enter what is wrong, and what would be right',
    });
    await does(
      contact,
      at('points/new'),
      { section: 'b', paragraph: 'Overall, 3', text: 'The figure is 18, not 19.', evidence: 'Our return' },
      at('accuracy?done=raised'),
    );
    await reads(second, at('points/1'), 'You were on the visit, so you cannot decide its points');
    await isTold(lead, at('points/1'), {
      fields: { decision: 'accepted', reason: 'Yes', version: '1' },
      status: 403,
      said: 'Points must be decided by an inspector who did not lead the inspection',
    });
    await reads(assurer, at('publish'), 'Decide every point of the organisation, with a reason, before you publish.');
    await isTold(assurer, at('points/1'), {
      fields: { decision: 'accepted' },
      said: 'Enter the reason for the decision',
    });
    await does(
      assurer,
      at('points/1'),
      { decision: 'not_accepted', reason: 'The file shows 19.' },
      at('accuracy?done=decided'),
    );
    await reads(contact, at('accuracy'), 'Not accepted', 'The file shows 19.', '10 working days left');
    await isNowhere();
  });

  it('shows beforehand exactly what becomes public and what follows', async () => {
    const { lead, assurer } = office;
    await reads(lead, at('publish'), 'You cannot publish this inspection because you led it. Quinn Assurer can.');
    const html = await reads(
      assurer,
      at('publish'),
      'zqsummary: services fail children.',
      'Opens an episode of failure: children’s services',
      'Overall effectiveness was judged inadequate; under this framework that is a formal failure.',
      'Final action plan to Ofsted/DfE, by',
    );
    expect(words(html)).not.toContain('zqevidence');
    await isTold(assurer, at('publish'), {
      fields: { 'publishedOn-day': '24', 'publishedOn-month': '11', 'publishedOn-year': '2026' },
      said: 'Date published must be today or in the past',
    });
    const today = { 'publishedOn-day': '23', 'publishedOn-month': '11', 'publishedOn-year': '2026' };
    await isTold(lead, at('publication'), {
      fields: { ...today, read: 'yes', version: '1' },
      from: at('publish'),
      status: 403,
      said: 'This inspection must be published by an inspector who did not lead it',
    });
  });

  it('is published by the quality assurer, who is asked once more', async () => {
    const { assurer } = office;
    const page = await assurer.get(at('publish'));
    const clocks = [...page.text.matchAll(/name="clocks" type="checkbox" value="([^"]+)" checked/g)].map(
      ([, value = '']) => value,
    );
    expect(clocks).toHaveLength(2);
    const today = { 'publishedOn-day': '23', 'publishedOn-month': '11', 'publishedOn-year': '2026' };
    const check = await assurer.post(at('publish'), { ...today, clocks });
    expect(check.status).toBe(200);
    expect(words(check.text)).toContain('You are about to make this public');
    expect(words(check.text)).toContain('Starts a deadline: Final action plan to Ofsted/DfE, by');
    const version = /name="version" value="(\d+)"/.exec(check.text)?.[1] ?? '';
    const order = { ...today, clocks, version };
    await isTold(assurer, at('publication'), {
      fields: order,
      from: at('publish'),
      said: 'Tick that you have read what becomes public',
    });
    const both = await Promise.all(
      [1, 2].map((turn) =>
        assurer.post(
          at('publication'),
          { ...order, read: 'yes', clocks: turn === 1 ? clocks : [] },
          { from: at('publish') },
        ),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(words(both.find(({ status }) => status === 409)?.text ?? '')).toContain(
      'Somebody else has published this inspection already',
    );
    await reads(assurer, at('workspace?done=published'), 'Judgement published');
  });

  it('is then what everybody reads', async () => {
    const { text } = await test.get(`/inspections/${ref}`);
    for (const each of [
      'zqsummary: services fail children.',
      'zqnarrative of the lead',
      'zqfinding: visits are late',
      'Inadequate',
    ])
      expect(words(text)).toContain(each);
    expect(text).not.toMatch(/zqevidence|Mrs Smith|The figure is 18|Moderated/);
    expect(words((await test.get(`/organisations/${office.body.slug}`)).text)).toContain('Inadequate');
    expect(words((await test.get('/episodes')).text)).toContain('Northwick Council');
    // In lists too its overall grade is that of its headline.
    const listed = words((await test.get('/organisations?q=northwick')).text);
    expect([listed.includes('Inadequate'), listed.includes('Grade not known')]).toEqual([true, false]);
    const [told] = (
      (await test.get('/api/v1/inspections')).body as { data: { ref: string; overall: string }[] }
    ).data.filter((one) => one.ref === ref);
    expect(told?.overall).toBe('Inadequate');
    expect(test.faults).toEqual([]);
  });
});
