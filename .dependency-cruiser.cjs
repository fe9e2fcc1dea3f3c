/** Who may import whom. Read top to bottom: a rung may use the rungs above it in this list, never below. */
const ladder = require('./test/architecture/ladder.json');
const feature = `(${ladder.join('|')})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one file, or a missing third.', {}, { circular: true }),
    rule(
      'kernel-stands-alone',
      'The kernel imports nothing but itself.',
      { path: '^src/kernel/', pathNot: '\\.spec\\.ts$' },
      { pathNot: '^src/kernel/' },
    ),
    rule(
      'domain-is-pure',
      'Rules are plain functions: kernel and domain only, no package, no Node.',
      { path: `^src/${feature}/domain/`, pathNot: '\\.spec\\.ts$' },
      { pathNot: `^src/(kernel|${feature}/domain)/` },
    ),
    rule(
      'sql-lives-in-data',
      'Only data/, database/ and the composition root may reach the ORM.',
      {
        path: '^src/',
        pathNot: `^src/(${feature}/data/|database/|(app\\.module|entities|schema|migrations|data-source)\\.ts)`,
      },
      { path: 'node_modules/(typeorm|@nestjs/typeorm|pg|better-sqlite3|better-sqlite3-napi)/' },
    ),
    rule(
      'data-knows-no-use-case',
      'data/ serves the service, and never calls it.',
      { path: `^src/${feature}/data/` },
      { path: `^src/(shell/|${feature}/(pages/|[^/]+\\.service\\.ts))` },
    ),
    rule(
      'services-know-no-page',
      'A use case does not know that there is a web.',
      { path: `^src/${feature}/[^/]+\\.service\\.ts$` },
      { path: `^src/(shell/|${feature}/pages/)|node_modules/(@types/)?express/` },
    ),
    rule(
      'stores-are-private',
      'A feature writes only its own tables: entities and stores stay inside it.',
      { path: `^src/(shell|${ladder.join('|')})/` },
      { path: `^src/${feature}/data/.+\\.(store|entity)\\.ts$`, pathNot: '^src/$1/' },
    ),
    rule(
      'pages-read-through-queries',
      'Pages never touch a store or an entity, their own included.',
      { path: `^src/${feature}/pages/` },
      { path: '\\.(store|entity)\\.ts$' },
    ),
    rule(
      'pages-are-leaves',
      'Nobody imports a page but the module that mounts it.',
      { path: '^src/', pathNot: `^src/(${feature}/pages/|${feature}/[^/]+\\.module\\.ts)` },
      { path: `^src/${feature}/pages/`, pathNot: '\\.paths\\.ts$' },
    ),
    rule(
      'pages-are-private',
      'A page may link to another feature (its paths), never import its page.',
      { path: `^src/${feature}/pages/` },
      { path: `^src/${feature}/pages/`, pathNot: '^src/$1/|\\.paths\\.ts$' },
    ),
    rule(
      'shell-knows-no-feature',
      'The shell frames every page, so it may know none (the words of all and access apart).',
      { path: '^src/shell/' },
      { path: `^src/(${ladder.slice(2).join('|')})/`, pathNot: '\\.paths\\.ts$' },
    ),
    rule(
      'presenters-are-pure',
      'A page model is computed, not fetched.',
      { path: '\\.page\\.ts$' },
      // `import type` is let through by check-imports.mjs: the rows that it words are named in the file of queries.
      { path: 'node_modules/|\\.(service|queries|store|entity)\\.ts$' },
    ),
    ...ladder.map((rung, index) =>
      rule(
        `ladder-${rung}`,
        `${rung} may use only the rungs above it.`,
        { path: `^src/${rung}/` },
        { path: `^src/(${ladder.slice(index + 1).join('|') || '(?!)'})/`, pathNot: '\\.paths\\.ts$' },
      ),
    ),
    rule(
      'paths-import-nothing',
      'A link may point anywhere, so the file of links depends on nothing.',
      { path: '\\.paths\\.ts$' },
      {},
    ),
    rule(
      'no-unreachable',
      'Used by nothing: remove it.',
      { path: '^src/(main|data-source|cli/turnaround)\\.ts$' },
      {
        path: '^src/.+\\.ts$',
        pathNot: '\\.spec\\.ts$|^src/(main|data-source|cli/turnaround)\\.ts$',
        reachable: false,
      },
    ),
    rule(
      'cli-uses-services',
      'A command is a person without a browser: it calls services.',
      { path: '^src/cli/' },
      { path: '\\.(store|entity)\\.ts$' },
    ),
    rule(
      'tests-stay-out',
      'Source never imports a test.',
      { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      { path: '^test/|\\.spec\\.ts$' },
    ),
    rule(
      'only-the-root-mounts',
      'The modules are put together in one place; a feature never reaches up to it.',
      { path: `^src/(kernel|config|database|shell|${ladder.join('|')})/`, pathNot: '\\.spec\\.ts$' },
      { path: '^src/(main|app\\.module|create-app|data-source|entities|schema)\\.ts$' },
    ),
    rule(
      'imports-resolve',
      'What is imported is there.',
      { path: '^(src|migrations|test)/' },
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The kinds of import are in the source, not in what the compiler leaves of it.
    tsPreCompilationDeps: true,
    // Its own reader of TypeScript knows no version 7: it would read nothing, and find no fault in it.
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
