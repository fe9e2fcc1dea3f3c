import { plantedPath } from '../planted.js';
import { post, type Site, openSite, tokenOf } from '../site.js';

const mostAtOnce = 20;
const key = (letter: string): string => letter.repeat(22);

jest.mock('../../../src/app.module.js', () =>
  jest
    .requireActual<typeof import('../planted.js')>('../planted.js')
    .withPlanted(jest.requireActual('../../../src/app.module.js')),
);

describe('a form that is sent twice', () => {
  let site: Site;
  let token: string;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
    token = await tokenOf(site, site.guest);
  });
  afterAll(() => site.close());

  const send = (fields: Record<string, string>) =>
    post(site, plantedPath, { cookie: site.guest.cookie, fields: { _csrf: token, ...fields } });
  const made = async (): Promise<number> => {
    const [ref] = await site.test.database.transaction(() => site.test.database.nextReferences('ZZ', 1));
    return Number(ref?.split('-')[1]);
  };

  it('does its work once, however often it is sent at the same time, and leads to the one thing that was made', async () => {
    const before = await made();
    const answers = await Promise.all(
      Array.from({ length: mostAtOnce }, () => send({ _once: key('a'), name: 'a plan' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect((await made()) - before).toBe(2);
  });

  it('does it once also when the second comes after the first was answered', async () => {
    const first = await send({ _once: key('b'), name: 'a plan' });
    const second = await send({ _once: key('b'), name: 'a plan' });
    expect(second.headers.location).toBe(first.headers.location);
  });

  it('is another form when it says something else: nobody’s second thing is lost', async () => {
    const first = await send({ _once: key('c'), name: 'a plan' });
    const second = await send({ _once: key('c'), name: 'another plan' });
    expect(second.headers.location).not.toBe(first.headers.location);
  });

  it('is another form when somebody else sends it', async () => {
    const first = await send({ _once: key('d'), name: 'a plan' });
    const { cookie } = site.everybody;
    const fields = { _csrf: await tokenOf(site, site.everybody), _once: key('d'), name: 'a plan' };
    const second = await post(site, plantedPath, { cookie, fields });
    expect(second.headers.location).not.toBe(first.headers.location);
  });

  it('may be sent again when something in it could not stand', async () => {
    expect((await send({ _once: key('e'), name: '' })).status).toBe(422);
    expect((await send({ _once: key('e'), name: '' })).status).toBe(422);
  });

  it('is not done again after a fault whose deed may have been done', async () => {
    expect((await send({ _once: key('f'), name: 'breaks' })).status).toBe(500);
    const before = await made();
    const again = await send({ _once: key('f'), name: 'breaks' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Look whether what you sent is there before you send it again');
    expect((await made()) - before).toBe(1);
    site.test.faults.length = 0;
  });

  it('lets each in when it signs a person in: the browser keeps one answer only', async () => {
    const answers = await Promise.all([1, 2].map(() => send({ _once: key('g'), name: 'signs in' })));
    for (const { headers } of answers) expect([headers['set-cookie']].join()).toContain('turnaround=x');
  });

  it('is taken as often as it is sent where it carries no key, or one that no page of ours gave', async () => {
    const first = await send({ name: 'a plan' });
    const second = await send({ name: 'a plan' });
    expect(second.headers.location).not.toBe(first.headers.location);
    expect((await send({ _once: 'x', name: 'a plan' })).status).toBe(303);
  });
});
