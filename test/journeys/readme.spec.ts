import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, ilacsCsv } from '../builders/csv-files.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const readme = readFileSync(join(rootFolder, 'README.md'), 'utf8');
const part = (heading: string): string => readme.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
const firstCells = (text: string): string[] => [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1] ?? '');

describe('the README', () => {
  it('begins with the two commands', () => {
    const blocks = [...readme.matchAll(/^```\n([\s\S]*?)^```/gm)].map((match) => match[1]?.trim());
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    expect(readme.indexOf('npm ci && npm test')).toBeLessThan(readme.indexOf('\n## '));
  });

  it('leads to files and pictures that are there', () => {
    const paths = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
    expect(paths).toContain('docs/images/home.png');
    expect(paths.filter((path) => !existsSync(join(rootFolder, path)))).toEqual([]);
  });

  it('lists every setting', () => {
    const example = readFileSync(join(rootFolder, '.env.example'), 'utf8');
    const settings = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(firstCells(part('Configuration')).toSorted()).toEqual(settings.toSorted());
  });

  it('names only scripts and commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const run = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(run.filter((name) => !['ci', ...Object.keys(scripts)].includes(name))).toEqual([]);
    const commands = [...readme.matchAll(/turnaround -- ([a-z-]+)/g)].map((match) => match[1] ?? '');
    expect(commands).toEqual(expect.arrayContaining(['import', 'backup', 'verify', 'load-library']));
    expect(commands.filter((name) => !existsSync(join(rootFolder, `src/cli/${name}.command.ts`)))).toEqual([]);
  });
});

describe('the first five minutes of the README', () => {
  const steps = part('The first five minutes');
  const bold = [...steps.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
  const files = aFolder();
  let site: TestApp;

  beforeAll(async () => {
    site = await startTestApp({ library: true });
  });
  afterAll(async () => {
    files.remove();
    await site.close();
  });

  const read = async (path: string) => {
    const { status, text } = await site.get(path);
    expect([path, status]).toEqual([path, 200]);
    return readHtml(text);
  };
  /** Where a link, or the summary of a part to open, of these words leads. */
  const linkIn = (page: Awaited<ReturnType<typeof read>>, words: string): string =>
    named(page, 'a')
      .find((link) => textWithin(link) === words)
      ?.attributes.get('href') ?? `no link “${words}”`;

  it('lead from the home page to West Sussex, to an episode and back to 1 May 2019', async () => {
    const [organisation = '', asKnown = ''] = bold;
    const home = await read('/');
    const found = linkIn(home, organisation);
    const page = await read(found);
    expect(textWithin(named(page, 'main')[0] ?? page.root)).toContain('Judged inadequate in December 2010 and again');

    const episode = named(page, 'a').find((link) => /^\/episodes\/EP-\d+$/.test(link.attributes.get('href') ?? ''));
    const story = await read(episode?.attributes.get('href') ?? '');
    expect(named(story, 'summary').some((summary) => textWithin(summary).startsWith('How this was worked out'))).toBe(
      true,
    );

    expect(named(page, 'summary').map(textWithin)).toContain(asKnown);
    expect(steps).toContain('enter 1 May 2019');
    const then = await read(`${found}?known=1+May+2019`);
    const words = textWithin(named(then, 'main')[0] ?? then.root);
    expect(words).toContain('Judged inadequate in December 2010');
    expect(words).not.toContain('again in May 2019');
  });

  it('name the profiles that the program has, and bring in a file as they say', async () => {
    const imports = site.app.get(ImportsService);
    expect(firstCells(steps).toSorted()).toEqual(imports.profiles.map(({ key }) => key));
    const [profile = ''] = firstCells(steps);
    expect(steps).toContain(`npm run turnaround -- import --profile ${profile} FILE --dry-run`);
    const order = {
      profile,
      path: files.fileOf('history.csv', ilacsCsv([{ urn: '89990', local_authority: 'readshire' }])),
    };
    const keeper = { name: 'Record keeper', role: 'operator', requestId: null };
    await imports.import(keeper, { ...order, dryRun: true });
    expect((await site.get('/organisations?q=readshire')).text).toContain('No organisations match');
    await imports.import(keeper, { ...order, dryRun: false });
    expect((await site.get('/organisations?q=readshire')).text).toContain('Readshire');
  });
});
