import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { unzip } from '../builders/unzip.js';

const minutes = 60_000;
/** For whoever wants to look: where pictures of the pages are kept. */
const pictures = process.env.PICTURES;

let test: TestApp;
let browser: Browser;
let researcher: Person;
let folder: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taken-away-'));
  test = await startTestApp({ library: true });
  researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 2 * minutes);
afterAll(async () => {
  await browser?.close();
  await test?.close();
  if (folder) rmSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

type Options = { readonly script: boolean; readonly width: number; readonly by?: Person };

async function open(path: string, { script, width, by }: Options): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 } });
  contexts.push(context);
  const [name = '', value = ''] = by?.cookie.split('=') ?? [];
  if (by) await context.addCookies([{ name, value, url: test.url }]);
  const page = await context.newPage();
  await page.goto(`${test.url}${path}`);
  return page;
}

const look = async (page: Page, name: string): Promise<void> => {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

/** Takes the package away as a person does, lays its files out, and checks them by the hash on the page. */
async function takeAway(page: Page, link = /data package \(ZIP/): Promise<ReadonlyMap<string, Buffer>> {
  const hash = /[0-9a-f]{64}/.exec(await page.locator('main').innerText())?.[0];
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const taken = await coming;
  const files = unzip(readFileSync(await taken.path()));
  const at = mkdtempSync(join(folder, 'package-'));
  for (const [name, content] of files) writeFileSync(join(at, name), content);
  const sums = createHash('sha256')
    .update(files.get('checksums.txt') ?? '')
    .digest('hex');
  expect(sums).toBe(hash);
  const { status, stdout } = spawnSync(process.execPath, ['verify.mjs'], { cwd: at, encoding: 'utf8' });
  expect([status, stdout.includes(sums)]).toEqual([0, true]);
  expect(taken.suggestedFilename()).toMatch(/^turnaround-c[op]-\d{4}-v1-\d{4}-\d\d-\d\d\.zip$/);
  return files;
}

/** The episodes of a package. */
const episodesIn = (files: ReadonlyMap<string, Buffer>): readonly string[] =>
  [...(files.get('episodes.csv')?.toString() ?? '').matchAll(/^EP-\d+/gm)].map(([ref]) => ref);

/** Opens the filters where the page is too narrow to show them. */
async function filters(page: Page, panel = '.filter-panel'): Promise<void> {
  if (!(await page.getByLabel('Part of the work').isVisible())) await page.locator(`${panel} summary`).first().click();
}

it.each([1280, 375])(
  'episodes are asked about, narrowed, frozen, taken away, checked and cited without a script, %d wide',
  async (width) => {
    const page = await open('/research', { script: false, width, by: researcher });
    await page.getByRole('link', { name: 'How long recovery takes' }).click();
    await page.getByRole('heading', { level: 1, name: 'How long recovery takes' }).waitFor();
    await filters(page);
    await page.getByLabel('Part of the work').selectOption({ label: "Children's services" });
    await page.getByLabel('Triggered in or after').selectOption('2005');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.getByRole('link', { name: 'These episodes, frozen' }).click();
    await page.getByRole('heading', { name: 'The episodes that you asked about' }).waitFor();
    await page.getByText('Triggered in or after: 2005').waitFor();
    await look(page, `asked-${width}`);
    await page.getByRole('link', { name: 'Freeze these episodes to be cited' }).click();
    await filters(page);
    expect(await page.getByLabel('Triggered in or after').inputValue()).toBe('2005');
    const found = Number(/(\d+)\sepisodes of \d+\sorganisations/.exec(await page.locator('#found').innerText())?.[1]);
    expect(found).toBeGreaterThan(2);
    const title = `Children’s services since 2005, seen ${width} wide`;
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Which episodes these are, in words').fill('Children’s services that failed from 2005 on.');
    await look(page, `freeze-${width}`);
    await page.getByRole('button', { name: `Freeze ${found}` }).click();
    await page.getByText('Frozen. This version never changes.').waitFor();
    await look(page, `frozen-${width}`);
    const files = await takeAway(page);
    expect(episodesIn(files)).toHaveLength(found);
    // The citation of the page is that of the package, and its address opens for somebody who is not signed in.
    const citation = (await page.locator('#citation + p').innerText()).trim();
    expect(citation).toContain(title);
    const [address = ''] = /https?:\/\/\S+\/editions\/1/.exec(citation) ?? [];
    expect(files.get('CITATION.cff')?.toString()).toContain(address);
    const anybody = await open(new URL(address).pathname, { script: false, width });
    await anybody.getByRole('heading', { level: 1, name: title }).waitFor();
    expect((await takeAway(anybody)).get('episodes.csv')?.equals(files.get('episodes.csv') ?? Buffer.alloc(0))).toBe(
      true,
    );
  },
  2 * minutes,
);

it(
  'cases are compared, saved and their episodes frozen without a script',
  async () => {
    const page = await open('/compare', { script: false, width: 1280, by: researcher });
    await page.getByLabel('Part of the work').selectOption({ label: "Children's services" });
    await page.getByLabel('Triggered in or after').selectOption('2010');
    await page.getByLabel('Triggered in or before').selectOption('2020');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.getByText('3 episodes that match').waitFor();
    const refs = await page
      .locator('.case-line input')
      .evaluateAll((boxes) => boxes.map((box) => (box as unknown as { readonly value: string }).value));
    for (const box of await page.locator('.case-line input').all()) await box.check();
    await page.getByRole('radio', { name: 'Trigger' }).check();
    await page.getByRole('button', { name: 'Compare side by side' }).click();
    await page.getByRole('heading', { name: 'Not the same thing' }).waitFor();
    await page.getByRole('button', { name: 'Save this comparison' }).click();
    await page.getByLabel('Name').fill('Three councils');
    await page.getByRole('button', { name: /^Save/ }).click();
    // Cited by its version, which everybody opens once it is published, and takes away with its codebook.
    const cited = async (from: Page): Promise<string> => (await from.locator('#citation + p').innerText()).trim();
    const citation = await cited(page);
    expect(citation).toMatch(/^Three councils \(CP-\d{4}\), version 1, .+ SHA-256 [0-9a-f]{64}\. Accessed/);
    await page.getByRole('button', { name: 'Publish this comparison' }).click();
    await page.getByText('Published. Whoever has the citation can open it.').waitFor();
    const [version = ''] = /https?:\/\/\S+\/editions\/1/.exec(citation) ?? [];
    const anybody = await open(new URL(version).pathname, { script: false, width: 375 });
    await anybody.getByRole('heading', { level: 1, name: 'Three councils' }).waitFor();
    expect(await cited(anybody)).toBe(citation);
    await look(anybody, 'version-375');
    const compared = await takeAway(anybody, /^All of it \(ZIP/);
    expect([...(compared.get('cases.csv')?.toString() ?? '').matchAll(/,(EP-\d+),/g)].map(([, ref]) => ref)).toEqual(
      refs,
    );
    await anybody.getByRole('link', { name: 'Codebook of this version' }).click();
    await anybody.getByRole('heading', { level: 2, name: 'Columns of facts.csv' }).waitFor();
    await look(anybody, 'codebook-375');
    await page.getByRole('link', { name: 'Freeze its episodes as a data package' }).click();
    await page
      .getByRole('heading', { level: 2, name: /^3\sepisodes of \d\sorganisations \(comparison CP-\d{4}\)/ })
      .waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Three councils');
    await page.getByLabel('Which episodes these are, in words').fill('Three councils that were compared.');
    await page.getByRole('button', { name: 'Freeze 3' }).click();
    await page.getByText('Frozen. This version never changes.').waitFor();
    const first = await takeAway(page);
    expect(episodesIn(first)).toEqual(refs.toSorted());
    // The record is put right afterwards: what changed is said, frozen as another version, and the first stays.
    await page.getByRole('button', { name: 'Run the definition again' }).click();
    await page.getByText('Nothing: the record says').waitFor();
    await test.database.transaction(() =>
      test.database.run(
        sql`UPDATE failure_episode SET title = 'Told better' WHERE failure_episode.ref = ${refs[0] ?? ''}`,
      ),
    );
    await page.goBack();
    await page.getByRole('button', { name: 'Run the definition again' }).click();
    await page.getByText('became “Told better”. The record was changed.').waitFor();
    await look(page, 'run-again');
    await page.getByLabel('Why there is another version').fill('A title was put right.');
    await page.getByRole('button', { name: 'Freeze version 2' }).click();
    await page.getByText('became “Told better”').waitFor();
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await page.getByText('There is a newer version: 2').waitFor();
    expect((await takeAway(page)).get('checksums.txt')?.equals(first.get('checksums.txt') ?? Buffer.alloc(0))).toBe(
      true,
    );
  },
  2 * minutes,
);

/** Goes on by Tab until what has the focus says so. Throws where it never does. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let times = 0; times < 150; times += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate<string>(`(() => {
      const at = document.activeElement;
      return [at.id && document.querySelector('label[for="' + at.id + '"]')?.textContent, at.textContent].find(Boolean) ?? '';
    })()`);
    if (wanted.test(name.trim())) return;
  }
  throw new Error(`No Tab leads to ${String(wanted)}`);
}

it(
  'episodes of a list are frozen and taken away by keyboard alone',
  async () => {
    const page = await open('/episodes?area=children&relapse=yes', { script: true, width: 1280, by: researcher });
    await tabTo(page, /^These episodes, frozen/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/research\/exports\?area=children&relapse=yes$/);
    await tabTo(page, /^Freeze these episodes/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/research\/exports\/new\?/);
    await tabTo(page, /^Title/);
    // Sent without words first: what is missing is said, and what was typed is kept.
    await page.keyboard.type('Relapses of children’s services');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Enter in words which episodes these are' }).waitFor();
    await tabTo(page, /^Enter in words which episodes these are/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Children’s services that failed again within 84 months.');
    await tabTo(page, /^Freeze \d+/);
    await page.keyboard.press('Enter');
    await page.getByText('Frozen. This version never changes.').waitFor();
    const coming = page.waitForEvent('download');
    await tabTo(page, /data package \(ZIP/);
    await page.keyboard.press('Enter');
    const refs = episodesIn(unzip(readFileSync(await (await coming).path())));
    expect(refs.length).toBeGreaterThan(0);
    const { text } = await test.get('/episodes.csv?area=children&relapse=yes');
    expect([...text.matchAll(/^EP-\d+/gm)].map(([ref]) => ref).toSorted()).toEqual(refs);
    await look(page, 'by-keyboard');
  },
  2 * minutes,
);
