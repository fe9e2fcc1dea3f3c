import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';

type Files = Readonly<Record<string, string>>;

/** A house in small: every kind of file, each importing what it may. */
const house: Files = {
  'src/main.ts': `import { AppModule } from './app.module.js';\nexport const start = AppModule;`,
  'src/app.module.ts': `import { EpisodesModule } from './episodes/episodes.module.js';
import { LessonsModule } from './lessons/lessons.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { OverviewModule } from './overview/overview.module.js';
export const AppModule = [OrganisationsModule, EpisodesModule, LessonsModule, OverviewModule];`,
  'src/data-source.ts': `import { DataSource } from 'typeorm';\nexport const source = DataSource;`,
  'src/kernel/calendar-day.ts': `export type Day = string;\nexport const today = '2026-11-23';`,
  'src/database/database.ts': `import { DataSource } from 'typeorm';\nexport const Database = DataSource;`,
  'src/shell/layout.ts': `import { mayRead } from '../access/domain/permissions.js';\nexport const layout = mayRead;`,
  'src/access/domain/permissions.ts': `export const mayRead = true;`,
  'src/organisations/domain/organisation.ts': `import { today } from '../../kernel/calendar-day.js';\nexport const founded = today;`,
  'src/organisations/organisations.module.ts': `import { founded } from './domain/organisation.js';
import { episodePath } from '../episodes/pages/episodes.paths.js';
export const OrganisationsModule = [founded, episodePath];`,
  'src/episodes/domain/episode.ts': `import { founded } from '../../organisations/domain/organisation.js';\nexport const isOpen = founded;`,
  'src/episodes/data/episode.entity.ts': `import { Entity } from 'typeorm';\nexport const Episode = Entity;`,
  'src/episodes/data/episodes.store.ts': `import { Episode } from './episode.entity.js';
import { Database } from '../../database/database.js';
export const store = [Episode, Database];`,
  'src/episodes/data/episodes.queries.ts': `import { Database } from '../../database/database.js';\nexport const queries = Database;\nexport type EpisodeRow = { id: string };`,
  'src/episodes/episodes.service.ts': `import { isOpen } from './domain/episode.js';
import { store } from './data/episodes.store.js';
export const service = [isOpen, store];`,
  'src/episodes/pages/episodes.paths.ts': `export const episodePath = '/episodes';`,
  'src/episodes/pages/episode.page.ts': `import type { EpisodeRow } from '../data/episodes.queries.js';
import { isOpen } from '../domain/episode.js';
export const episodePage = (row: EpisodeRow) => [isOpen, row];`,
  'src/episodes/pages/episodes.controller.ts': `import { layout } from '../../shell/layout.js';
import { queries } from '../data/episodes.queries.js';
import { service } from '../episodes.service.js';
import { episodePage } from './episode.page.js';
export const controller = [layout, queries, service, episodePage];`,
  'src/episodes/episodes.module.ts': `import { controller } from './pages/episodes.controller.js';\nexport const EpisodesModule = controller;`,
  'src/lessons/lessons.service.ts': `import { service } from '../episodes/episodes.service.js';\nexport const lessons = service;`,
  'src/lessons/lessons.module.ts': `import { lessons } from './lessons.service.js';\nexport const LessonsModule = lessons;`,
  'src/overview/pages/dossier.page.ts': `import { isOpen } from '../../episodes/domain/episode.js';\nexport const dossier = isOpen;`,
  'src/overview/overview.module.ts': `import { dossier } from './pages/dossier.page.js';\nexport const OverviewModule = dossier;`,
  'src/cli/turnaround.ts': `import { AppModule } from '../app.module.js';\nexport const command = AppModule;`,
  'test/builders/an-episode.ts': `export const anEpisode = {};`,
};

/** What may not be, and the rules that say so. */
const faults: readonly { readonly file: string; readonly text: string; readonly refusedBy: readonly string[] }[] = [
  {
    file: 'src/kernel/bad.ts',
    text: `import { Injectable } from '@nestjs/common';\nexport const bad = Injectable;`,
    refusedBy: ['kernel-stands-alone'],
  },
  {
    file: 'src/episodes/domain/bad.ts',
    text: `import { readFileSync } from 'node:fs';\nexport const bad = readFileSync;`,
    refusedBy: ['domain-is-pure'],
  },
  {
    file: 'src/episodes/pages/bad.ts',
    text: `import { DataSource } from 'typeorm';\nexport const bad = DataSource;`,
    refusedBy: ['sql-lives-in-data'],
  },
  {
    file: 'src/episodes/data/bad.ts',
    text: `import { service } from '../episodes.service.js';\nexport const bad = service;`,
    refusedBy: ['data-knows-no-use-case'],
  },
  {
    file: 'src/episodes/bad.service.ts',
    text: `import { episodePage } from './pages/episode.page.js';\nexport const bad = episodePage;`,
    refusedBy: ['services-know-no-page', 'pages-are-leaves'],
  },
  {
    file: 'src/lessons/bad.service.ts',
    text: `import { Episode } from '../episodes/data/episode.entity.js';\nexport const bad = Episode;`,
    refusedBy: ['stores-are-private'],
  },
  {
    file: 'src/lessons/worse.service.ts',
    text: `import type { Request } from 'express';\nexport type Worse = Request;`,
    refusedBy: ['services-know-no-page'],
  },
  {
    file: 'src/episodes/pages/bad2.ts',
    text: `import { Episode } from '../data/episode.entity.js';\nexport const bad = Episode;`,
    refusedBy: ['pages-read-through-queries'],
  },
  {
    file: 'src/episodes/pages/bad.page.ts',
    text: `import { queries } from '../data/episodes.queries.js';\nexport const bad = queries;`,
    refusedBy: ['presenters-are-pure'],
  },
  {
    file: 'src/episodes/pages/worse.page.ts',
    text: `import { type EpisodeRow, queries } from '../data/episodes.queries.js';\nexport const bad = (row: EpisodeRow) => [row, queries];`,
    refusedBy: ['presenters-are-pure'],
  },
  {
    file: 'src/overview/pages/bad.ts',
    text: `import { episodePage } from '../../episodes/pages/episode.page.js';\nexport const bad = episodePage;`,
    refusedBy: ['pages-are-private'],
  },
  {
    file: 'src/shell/bad.ts',
    text: `import { isOpen } from '../episodes/domain/episode.js';\nexport const bad = isOpen;`,
    refusedBy: ['shell-knows-no-feature'],
  },
  {
    file: 'src/organisations/domain/bad.ts',
    text: `import { isOpen } from '../../episodes/domain/episode.js';\nexport const bad = isOpen;`,
    refusedBy: ['ladder-organisations'],
  },
  {
    file: 'src/episodes/pages/bad.paths.ts',
    text: `import { today } from '../../kernel/calendar-day.js';\nexport const bad = today;`,
    refusedBy: ['paths-import-nothing'],
  },
  {
    file: 'src/episodes/domain/chicken.ts',
    text: `import { egg } from './egg.js';\nexport const chicken = (): unknown => egg;`,
    refusedBy: ['no-cycles'],
  },
  {
    file: 'src/episodes/domain/egg.ts',
    text: `import { chicken } from './chicken.js';\nexport const egg = (): unknown => chicken;`,
    // A circle is told once.
    refusedBy: [],
  },
  {
    file: 'src/episodes/domain/forgotten.ts',
    text: `export const forgotten = 1;`,
    refusedBy: ['no-unreachable'],
  },
  {
    file: 'src/episodes/builds-a-test.ts',
    text: `import { anEpisode } from '../../test/builders/an-episode.js';\nexport const bad = anEpisode;`,
    refusedBy: ['tests-stay-out'],
  },
  {
    file: 'src/cli/bad.command.ts',
    text: `import { store } from '../episodes/data/episodes.store.js';\nexport const bad = store;`,
    refusedBy: ['cli-uses-services'],
  },
  {
    file: 'src/episodes/reaches-up.ts',
    text: `import { source } from '../data-source.js';\nexport const bad = source;`,
    refusedBy: ['only-the-root-mounts'],
  },
  {
    file: 'src/episodes/domain/bad-address.ts',
    text: `import { nowhere } from './nowhere.js';\nexport const bad = nowhere;`,
    refusedBy: ['imports-resolve'],
  },
];

function build(...layers: readonly Files[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'turnaround-house-'));
  for (const [path, text] of layers.flatMap((layer) => Object.entries(layer))) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const name of ['package.json', 'tsconfig.json', '.oxlintrc.json'])
    cpSync(join(rootFolder, name), join(folder, name));
  symlinkSync(join(rootFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

const run = (args: readonly string[], cwd: string): { code: number | null; lines: string[] } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { code: status, lines: `${stdout}${stderr}`.split('\n') };
};

const checkImports = (folder: string): { code: number | null; lines: string[] } =>
  run([join(rootFolder, 'test/architecture/check-imports.mjs'), folder], rootFolder);

describe('the rules of import', () => {
  const folders: string[] = [];
  const place = (...layers: readonly Files[]): string => {
    const folder = build(...layers);
    folders.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('let a house stand that keeps them, and a link point up the ladder', () => {
    const { code, lines } = checkImports(place(house));
    expect(lines.filter((line) => /^[a-z-]+: /.test(line))).toEqual([]);
    expect(code).toBe(0);
  });

  describe('refuse what is planted against them', () => {
    let result: { code: number | null; lines: string[] } = { code: null, lines: [] };
    beforeAll(() => {
      const planted = Object.fromEntries(faults.map(({ file, text }) => [file, text]));
      const mounted = faults.filter(({ refusedBy }) => !refusedBy.includes('no-unreachable'));
      // Mounted all, so that each is refused for what it is and not for being forgotten.
      const mount = {
        'src/app.module.ts': `${house['src/app.module.ts']}\n${mounted
          .filter(({ file }) => file.startsWith('src/'))
          .map(({ file }) => `import './${file.slice('src/'.length).replace(/\.ts$/, '.js')}';`)
          .join('\n')}`,
      };
      result = checkImports(place(house, planted, mount));
    });

    it('and say so to whoever asked', () => {
      expect(result.code).toBe(1);
    });

    it.each(faults.flatMap(({ file, refusedBy }) => refusedBy.map((rule) => ({ file, rule }))))(
      '$file, by $rule',
      ({ file, rule }) => {
        expect(result.lines.filter((line) => line.startsWith(`${rule}: ${file}`))).not.toEqual([]);
      },
    );
  });

  it('are not kept by a reader that read nothing', () => {
    const { code, lines } = checkImports(place({ 'src/README.md': 'No source at all' }));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('0 of ours');
  });
});

describe('lint', () => {
  const planted: Files = {
    'src/episodes/domain/reads-the-clock.ts': `export const now = (): number => new Date().getTime();`,
    'src/episodes/pages/clock.page.ts': `export const now = (): number => Date.now();`,
    'src/episodes/focused.spec.ts': `describe('one', () => {\n  it.only('alone', () => {\n    expect(1).toBe(1);\n  });\n});`,
    'src/episodes/asserts-nothing.spec.ts': `describe('one', () => {\n  it('asserts nothing', () => {});\n});`,
    'src/episodes/floats.ts': `const work = async (): Promise<void> => {};\nexport const begin = (): void => {\n  work();\n};`,
    'src/episodes/any.ts': `export const anything = (value: any): any => value;`,
    'src/episodes/default.ts': `export default 1;`,
    'src/episodes/chatty.ts': `export const chat = (): void => console.log('hello');`,
  };
  let folder = '';
  let lines: string[] = [];
  beforeAll(() => {
    folder = build(planted);
    const oxlint = join(rootFolder, 'node_modules/oxlint/bin/oxlint');
    lines = run([oxlint, '--type-aware', '--deny-warnings', '--format=unix', 'src'], folder).lines;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['src/episodes/domain/reads-the-clock.ts', 'no-restricted-globals'],
    ['src/episodes/pages/clock.page.ts', 'no-restricted-globals'],
    ['src/episodes/focused.spec.ts', 'no-focused-tests'],
    ['src/episodes/asserts-nothing.spec.ts', 'expect-expect'],
    ['src/episodes/floats.ts', 'no-floating-promises'],
    ['src/episodes/any.ts', 'no-explicit-any'],
    ['src/episodes/default.ts', 'no-default-export'],
    ['src/episodes/chatty.ts', 'no-console'],
  ])('refuses %s, by %s', (file, rule) => {
    expect(lines.filter((line) => line.startsWith(file) && line.includes(rule))).not.toEqual([]);
  });
});
