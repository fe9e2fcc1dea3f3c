/**
 * The yardstick: Express, Handlebars compiled once and better-sqlite3, with the SQL that anybody would write, serving
 * the same pages from the same record: `node test/bench/bare-stack.mjs FILE`. Nothing guards it and nothing is
 * remembered; it counts a list exactly. Its pages carry about as much HTML as ours.
 */
import { createRequire } from 'node:module';
import { program } from './service.mjs';

const require = createRequire(import.meta.url);
// The Express that the service itself runs on.
const express = createRequire(require.resolve('@nestjs/platform-express'))('express');
const Handlebars = require('handlebars');
const { loadSqliteDriver } = await program('database/sqlite-driver.js');
const Connection = loadSqliteDriver();

const [file] = process.argv.slice(2);
const connection = new Connection(file, { readonly: true, fileMustExist: true });
const statements = new Map();
const prepared = (text) => {
  if (!statements.has(text)) statements.set(text, connection.prepare(text));
  return statements.get(text);
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const firstYear = 2006;
const lastYear = 2026;
const rowsOnPage = 25;

const yearsInto = (date) =>
  Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 1) / 12 + Number(date.slice(8, 10)) / 365;
const across = (date, width) => (((yearsInto(date) - firstYear) / (lastYear + 1 - firstYear)) * width).toFixed(1);

const handlebars = Handlebars.create();
const helpers = {
  day: (date) =>
    date ? `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}` : 'not known',
  words: (code) => String(code ?? 'not known').replaceAll('_', ' '),
  same: (a, b) => a === b,
};
for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, helper);
const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));

const partials = {
  grade: `<span class="grade grade--{{band}}"><svg class="grade__mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path class="mark mark--{{band}}" d="M2 2H14V14H2Z"></path></svg> {{label}}</span>`,
  line: `<svg class="drawing lifeline lifeline--{{line.size}}" viewBox="0 0 {{line.width}} {{line.height}}" role="img" aria-labelledby="line-{{slug}}-{{line.size}}-title" aria-describedby="line-{{slug}}-{{line.size}}-description" focusable="false">
<title id="line-{{slug}}-{{line.size}}-title">Life line of {{name}}</title><desc id="line-{{slug}}-{{line.size}}-description">{{#each line.marks}}{{day on}}: {{label}}. {{/each}}{{#each line.bars}}{{words what}} from {{day from}} to {{day to}}. {{/each}}</desc>
{{#each line.bars}}<rect class="lifeline__{{what}}" x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}">{{#if ../line.isLarge}}<title>{{words what}}: {{day from}} to {{day to}}</title>{{/if}}</rect><path class="lifeline__end" d="M{{x}} {{y}}V{{height}}"></path>
{{/each}}{{#each line.ticks}}<path class="lifeline__tick" d="M{{x}} 0V44"></path>{{#if ../line.isLarge}}<path class="lifeline__grid" d="M{{x}} 4L{{x}} 48"></path><text class="lifeline__year" x="{{x}}" y="72">{{year}}</text>{{/if}}
{{/each}}{{#each line.marks}}<path class="mark mark--{{band}}" d="M{{x}} 17a8.07 8.07 0 1 0 16.15 0a8.07 8.07 0 1 0 -16.15 0Z">{{#if ../line.isLarge}}<title>{{label}}: {{day on}}, {{framework}}</title>{{/if}}</path>{{#if ../line.isLarge}}<text class="lifeline__label" x="{{x}}" y="22.6">{{label}}</text>{{/if}}
{{/each}}<path class="lifeline__axis" d="M0 48H{{line.width}}"></path></svg>`,
  frame: `<!doctype html>
<html class="govuk-template" lang="en"><head><meta charset="utf-8"><title>{{title}} – Bare stack</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="Find out what happened when a public service failed, and what changed."><link rel="stylesheet" href="/assets/app.css"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml"></head>
<body class="govuk-template__body"><a class="govuk-skip-link" href="#main">Skip to main content</a>
<header class="masthead"><div class="govuk-width-container"><a class="masthead__name" href="/">Bare stack</a><nav aria-label="Menu"><ul class="masthead__list">{{#each navigation}}<li class="masthead__item"><a class="masthead__link" href="{{href}}">{{text}}</a></li>{{/each}}</ul></nav></div></header>
<div class="govuk-width-container"><section class="govuk-phase-banner" aria-label="About this service"><p class="govuk-phase-banner__content"><strong class="govuk-tag">Beta</strong> <span class="govuk-phase-banner__text">This is a new service, made from public sources.</span></p></section>
<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"><ol class="govuk-breadcrumbs__list"><li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="/">Home</a></li><li class="govuk-breadcrumbs__list-item">{{title}}</li></ol></nav>
<main class="govuk-main-wrapper" id="main">{{> @partial-block}}</main></div>
<footer class="govuk-footer"><div class="govuk-width-container"><ul class="govuk-footer__inline-list">{{#each footer}}<li class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="{{href}}">{{text}}</a></li>{{/each}}</ul><p>Open Government Licence v3.0</p></div></footer></body></html>`,
  key: `<details class="govuk-details life-line-key"><summary class="govuk-details__summary">How to read a life line</summary><div class="govuk-details__text"><dl class="life-line-key__list">{{#each key}}<div><dt><svg class="lifeline" viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false"><rect class="lifeline__bar lifeline__bar--{{@index}}" x="0" y="7" width="24" height="10"></rect><path class="lifeline__end" d="M10 4H14V20H10"></path><path class="mark mark--failing" d="M24 6L30 17H18Z"></path></svg></dt><dd>{{this}}</dd></div>{{/each}}</dl></div></details>`,
  foot: `<section class="page-foot" aria-label="About this page"><p class="govuk-body-s">Compiled from public sources; not checked by the organisation. <a class="govuk-link" href="/report-a-mistake?page=/organisations/{{slug}}">Report a mistake</a></p><form class="as-known" method="get"><label class="govuk-label" for="known">As known on</label><input class="govuk-input" id="known" name="known" type="date"><button class="govuk-button govuk-button--secondary" type="submit">Show</button></form><p class="govuk-body-s"><a class="govuk-link" href="/organisations/{{slug}}/timeline.csv" download>Download this table (CSV)</a></p></section>`,
  tabs: `<nav class="moj-sub-navigation" aria-label="{{name}}"><ul class="moj-sub-navigation__list"><li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/organisations/{{slug}}">Overview</a></li><li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/organisations/{{slug}}/inspections">Inspections</a></li><li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/organisations/{{slug}}/timeline">Timeline</a></li></ul></nav>`,
};
for (const [name, text] of Object.entries(partials)) handlebars.registerPartial(name, text);
const template = (text) => handlebars.compile(`{{#> frame}}${text}{{/frame}}`, { knownHelpers });

const listTemplate = template(`<h1 class="govuk-heading-xl">{{total}} organisations</h1>
<div class="moj-filter-layout"><div class="moj-filter-layout__filter"><form class="moj-filter" method="get" action="/organisations" aria-label="Filter this list"><h2 class="govuk-heading-m">Filter</h2>
{{#each choices}}<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="filter-{{name}}">{{name}}</label><select class="govuk-select" id="filter-{{name}}" name="{{name}}"><option value="">Any {{name}}</option>{{#each values}}<option value="{{this}}"{{#if (same this ../chosen)}} selected{{/if}}>{{words this}}</option>{{/each}}</select></div>
{{/each}}<button class="govuk-button" type="submit">Apply filters</button></form></div>
<div class="moj-filter-layout__content"><table class="govuk-table" id="organisations"><caption class="govuk-table__caption govuk-visually-hidden">Organisations</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header" aria-sort="ascending"><a href="/organisations?order=descending">Organisation</a></th><th scope="col" class="govuk-table__header"><a href="/organisations?sort=latest">Latest judgement</a></th><th scope="col" class="govuk-table__header">State</th><th scope="col" class="govuk-table__header">Life line</th></tr></thead>
<tbody class="govuk-table__body">{{#each rows}}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="/organisations/{{slug}}">{{name}}</a><br><span class="note">{{words kind}}, {{words region}}</span></th>
<td class="govuk-table__cell">{{> grade}} <a class="govuk-link" href="/inspections/{{ref}}">Judgement of {{day on}}</a><br><span class="note">{{framework}}</span></td>
<td class="govuk-table__cell"><strong class="govuk-tag govuk-tag--grey">{{words state}}</strong>{{#if episodes}}<br><span class="note">{{episodes}} episodes, {{relapses}} relapses</span>{{/if}}</td>
<td class="govuk-table__cell">{{> line}}</td></tr>
{{/each}}</tbody></table>
<nav class="govuk-pagination" aria-label="Pagination"><ul class="govuk-pagination__list">{{#each pages}}<li class="govuk-pagination__item"><a class="govuk-link govuk-pagination__link" href="{{href}}" aria-label="Page {{number}}">{{number}}</a></li>{{/each}}</ul></nav>{{> key}}</div></div>`);

const bodyTemplate =
  template(`<span class="govuk-caption-l">{{words kind}}</span><h1 class="govuk-heading-xl">{{name}}</h1>{{> tabs}}
<p class="govuk-body-l">{{#if spells}}{{#each spells}}Judged failing in {{day from}}. {{#if to}}Not failing since {{day to}}.{{else}}No judgement since then is better than failing.{{/if}} {{/each}}{{else}}No judgement on the record is a failure.{{/if}}</p>
<p class="govuk-body"><strong class="govuk-tag govuk-tag--grey">{{words state}}</strong></p>
<h2 class="govuk-heading-m">Life line</h2><figure class="figure">{{> line}}{{> line line=narrow}}<figcaption class="figure__caption">From judgements alone, {{firstYear}} to {{lastYear}}</figcaption>
<details class="govuk-details"><summary class="govuk-details__summary">The same as a table</summary><table class="govuk-table"><thead><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Date</th><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header">Framework</th></tr></thead><tbody>{{#each line.marks}}<tr class="govuk-table__row"><td class="govuk-table__cell"><time datetime="{{on}}">{{day on}}</time></td><td class="govuk-table__cell">{{> grade}}</td><td class="govuk-table__cell">{{framework}}</td></tr>{{/each}}{{#each line.bars}}<tr class="govuk-table__row"><td class="govuk-table__cell">{{day from}}</td><td class="govuk-table__cell">{{words what}}</td><td class="govuk-table__cell">to {{day to}}</td></tr>{{/each}}</tbody></table></details></figure>{{> key}}
<h2 class="govuk-heading-m">Latest judgements</h2><table class="govuk-table"><caption class="govuk-table__caption">Latest judgements</caption><thead><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Area</th><th scope="col" class="govuk-table__header">Grade</th><th scope="col" class="govuk-table__header">Date</th><th scope="col" class="govuk-table__header">Framework</th></tr></thead><tbody>{{#each latest}}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{{area}}</th><td class="govuk-table__cell">{{> grade}}</td><td class="govuk-table__cell"><a class="govuk-link" href="/inspections/{{ref}}">{{day on}}</a></td><td class="govuk-table__cell"><a class="govuk-link" href="/frameworks/{{frameworkKey}}">{{framework}}</a></td></tr>
{{/each}}</tbody></table>
<h2 class="govuk-heading-m">Level of intervention</h2><ul class="govuk-list govuk-list--bullet">{{#each interventions}}<li>{{text}}: {{day from}} to {{day to}}, {{authority}}</li>{{else}}<li>None on the record</li>{{/each}}</ul>
<h2 class="govuk-heading-m">Episodes of failure</h2><table class="govuk-table"><thead><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Episode</th><th scope="col" class="govuk-table__header">From</th><th scope="col" class="govuk-table__header">To</th></tr></thead><tbody>{{#each spells}}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="/episodes/{{ref}}">{{title}}</a></th><td class="govuk-table__cell">{{day from}}</td><td class="govuk-table__cell">{{day to}}</td></tr>{{/each}}</tbody></table>
<h2 class="govuk-heading-m">About this organisation</h2><dl class="govuk-summary-list">{{#each about}}<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{{key}}</dt><dd class="govuk-summary-list__value">{{value}}</dd></div>{{/each}}</dl>
<h2 class="govuk-heading-m">Sources</h2><ol class="sources">{{#each sources}}<li><a class="govuk-link" href="{{url}}">{{title}}</a>, {{publisher}}, {{on}}</li>{{/each}}</ol>{{> foot}}`);

const timelineTemplate =
  template(`<span class="govuk-caption-l">{{words kind}}</span><h1 class="govuk-heading-xl">{{name}}</h1>{{> tabs}}
<figure class="figure">{{> line}}{{> line line=narrow}}<figcaption class="figure__caption">What happened to {{name}}, and what was done</figcaption></figure>{{> key}}<h2 class="govuk-heading-l">{{entries.length}} events</h2>
<form class="moj-filter" method="get" aria-label="Filter this list"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">Kind</legend>{{#each kinds}}<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="kind-{{this}}" name="kind" type="checkbox" value="{{this}}"><label class="govuk-label govuk-checkboxes__label" for="kind-{{this}}">{{words this}}</label></div>{{/each}}</fieldset><button class="govuk-button" type="submit">Apply filters</button></form>
<table class="govuk-table" id="timeline"><caption class="govuk-table__caption">Timeline</caption><thead><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Date</th><th scope="col" class="govuk-table__header">Kind</th><th scope="col" class="govuk-table__header">What happened</th><th scope="col" class="govuk-table__header">Became known</th><th scope="col" class="govuk-table__header">Recorded</th><th scope="col" class="govuk-table__header">Sources</th></tr></thead><tbody>{{#each entries}}<tr class="govuk-table__row" id="fact-{{id}}"><th scope="row" class="govuk-table__header"><time datetime="{{on}}">{{day on}}</time></th><td class="govuk-table__cell">{{words kind}}</td><td class="govuk-table__cell">{{text}}{{#if judgements}}<ul class="govuk-list">{{#each judgements}}<li>{{area}}: {{> grade}}</li>{{/each}}</ul>{{/if}}</td><td class="govuk-table__cell">{{day knownOn}}</td><td class="govuk-table__cell">{{day recordedAt}}</td><td class="govuk-table__cell">{{#each sources}}<a class="govuk-link" href="/sources/{{ref}}">{{title}}</a>{{/each}}</td></tr>
{{/each}}</tbody></table><h2 class="govuk-heading-m">Sources</h2><ol class="sources">{{#each sources}}<li id="source-{{@index}}"><a class="govuk-link" href="{{url}}">{{title}}</a>, {{publisher}}, {{on}}</li>{{/each}}</ol>{{> foot}}`);

const lessonsTemplate =
  template(`<span class="govuk-caption-l">{{words kind}}</span><h1 class="govuk-heading-xl">Lessons</h1>{{> tabs}}
<p class="govuk-body-l">Two readings of each lesson, beside each other: what the board judged, and what the record shows. Neither changes the other. Nothing is added up, and no place is compared with another.</p>
<p class="govuk-body">Read from: <a class="govuk-link" href="/episodes/{{episode.ref}}">{{episode.title}}</a></p><p class="govuk-inset-text">This is the board’s reading: it uses what is for the organisation and its board alone.</p>
<h2 class="govuk-heading-m" id="at-a-glance">At a glance</h2><table class="govuk-table govuk-table--stacked" id="eight-lessons"><caption class="govuk-table__caption govuk-visually-hidden">The eight lessons at a glance</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Lesson</th><th scope="col" class="govuk-table__header">What the board said</th><th scope="col" class="govuk-table__header">What the record shows</th></tr></thead><tbody class="govuk-table__body">{{#each lessons}}<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="#lesson-{{number}}">{{number}}. {{name}}</a></th><td class="govuk-table__cell"><span class="stacked__label" aria-hidden="true">What the board said</span> {{#with said}}<strong class="govuk-tag govuk-tag--teal">{{label}}</strong> <span class="value__note">{{day heldOn}}</span>{{else}}Nothing said yet{{/with}}</td><td class="govuk-table__cell"><span class="stacked__label" aria-hidden="true">What the record shows</span> {{#each signals}}{{result}}: {{key}}. {{/each}}</td></tr>
{{/each}}</tbody></table>
{{#each lessons}}<section class="section lesson-reading" aria-labelledby="lesson-{{number}}"><h2 class="govuk-heading-m" id="lesson-{{number}}">{{number}}. {{name}}</h2><p class="govuk-body prose lesson-reading__question">{{question}}</p><details class="lesson-reading__body"><summary class="lesson-reading__summary">What the board said, and what the record shows<span class="govuk-visually-hidden">, lesson {{number}}</span></summary><div class="columns columns--even"><div><h3 class="govuk-heading-s">What the board said</h3>{{#with said}}<div class="assessment"><p class="assessment__head"><strong class="govuk-tag govuk-tag--teal">{{label}}</strong> <a class="govuk-link" href="/reviews/{{reviewRef}}/lessons">Meeting of {{day heldOn}}</a></p><p class="assessment__when">{{words direction}}. {{words strength}} evidence.</p><details class="govuk-details assessment__more"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The reason and the evidence</span></summary><div class="govuk-details__text"><p class="govuk-body prose">{{reason}}</p><p class="govuk-body prose"><strong>What would change our mind:</strong> {{whatWouldChange}}</p><p class="assessment__evidence">It rests on {{pieces}} pieces of evidence.</p></div></details></div>{{/with}}</div>
<div><h3 class="govuk-heading-s">What the record shows</h3><div class="signals">{{#each signals}}<details class="signal" id="signal-{{key}}"><summary class="signal__summary"><span class="signal-lines__head"><span class="signal-lines__key">{{key}}</span> <span class="signal-lines__name">{{name}}</span> <strong class="govuk-tag govuk-tag--{{colour}}">{{result}}</strong></span> <span class="signal-lines__says">{{sentence}}</span></summary><div class="signal__working">{{#if missing}}<p class="govuk-body signal__label">What to add</p><ul class="govuk-list govuk-list--bullet signal-lines__missing">{{#each missing}}<li>{{this}}</li>{{/each}}</ul>{{/if}}
<dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Formula</dt><dd class="govuk-summary-list__value">{{formula}} <span class="value__note">{{formulaVersion}}</span></dd></div><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Limits</dt><dd class="govuk-summary-list__value">{{limits}} <span class="value__note">{{limitsEdition}}</span></dd></div><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Needs at least</dt><dd class="govuk-summary-list__value">{{needs}}</dd></div><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Rests on</dt><dd class="govuk-summary-list__value">{{restsOn}}</dd></div></dl>
{{#if used}}<p class="govuk-body signal__label">The newest of the {{facts}} facts that it uses</p><ul class="govuk-list govuk-list--bullet">{{#each used}}<li><a class="govuk-link" href="{{href}}">{{text}}</a>{{#if happened}}, {{happened}}{{/if}}</li>{{/each}}</ul><p class="govuk-body"><a class="govuk-link" href="/episodes/{{../../episode.ref}}/lessons/{{key}}">See all {{facts}} facts</a></p>{{/if}}{{#if notes}}<p class="govuk-body signal__label">Shown beside it, and never scored</p><ul class="govuk-list govuk-list--bullet">{{#each notes}}<li>{{this}}</li>{{/each}}</ul>{{/if}}</div></details>
{{/each}}</div></div></div></details><p class="govuk-body lesson-reading__ways"><a class="govuk-link" href="/lessons/{{number}}">About lesson {{number}}</a> <a class="govuk-link" href="#at-a-glance">All eight at a glance</a></p></section>
{{/each}}{{> foot}}`);

const frame = {
  navigation: ['Organisations', 'Episodes', 'Lessons', 'Frameworks', 'Sources'].map((text) => ({
    text,
    href: `/${text.toLowerCase()}`,
  })),
  footer: ['About', 'Methods', 'Accessibility', 'Privacy', 'Cookies', 'Contact'].map((text) => ({
    text,
    href: `/${text.toLowerCase()}`,
  })),
  key: [
    'A failure, from the judgement or notice that opened it to the one that ended it',
    'A judgement: square failing, triangle below expected, circle meets it, star exceeds it',
    'An intervention: darker means stronger, from level 1 to level 5',
    'A closed bracket: where it ended. An open one: where it was planned to end',
    'Thin and pale: the date is not known exactly, and lies somewhere in this span',
    'Help from others, without powers',
    'A warning; a change in a leading post; a meeting of the board',
    'From the end of a failure to a relapse; the watch for a relapse',
  ],
};

const places = (values) => values.map(() => '?').join(', ');

const sizes = {
  small: { size: 'small', width: 260, height: 44, step: 5 },
  large: { size: 'large', width: 960, height: 220, step: 1, isLarge: true },
  narrow: { size: 'narrow', width: 343, height: 260, step: 2, isLarge: true },
};

function drawn({ marks, bars }, { step, ...size }) {
  const { width } = size;
  const ticks = [];
  for (let year = firstYear; year <= lastYear; year += step) ticks.push({ year, x: across(`${year}-01-01`, width) });
  return {
    ...size,
    ticks,
    marks: marks.map((mark) => ({ ...mark, x: across(mark.on, width) })),
    bars: bars.map((bar, index) => {
      const x = across(bar.from, width);
      const end = across(bar.to ?? `${lastYear}-12-31`, width);
      return { ...bar, x, y: index * 4, width: (Number(end) - Number(x)).toFixed(1), height: 12 };
    }),
  };
}

/** Judgements of the whole, episodes, interventions and warnings of some bodies. */
function factsOf(ids) {
  const marks = prepared(`
    SELECT i.organisation_id AS body, i.judged_day AS "on", j.label, g.band, f.title AS framework
      FROM inspection i
      JOIN judgement j ON j.inspection_id = i.id AND j.is_overall = 1
      JOIN rating_grade g ON g.id = j.grade_id
      JOIN framework f ON f.id = i.framework_id
     WHERE i.organisation_id IN (${places(ids)}) ORDER BY i.judged_day`).all(...ids);
  const bars = prepared(`
    SELECT organisation_id AS body, 'episode' AS what, trigger_on AS "from", derived_not_failing_on AS "to"
      FROM failure_episode WHERE organisation_id IN (${places(ids)})
     UNION ALL
    SELECT organisation_id, 'intervention', started_on, ended_on FROM intervention WHERE organisation_id IN (${places(ids)})
     UNION ALL
    SELECT organisation_id, 'warning', occurred_on, occurred_on FROM warning_sign WHERE organisation_id IN (${places(ids)})`).all(
    ...ids,
    ...ids,
    ...ids,
  );
  const of = (rows, id) => rows.filter(({ body }) => body === id);
  return new Map(ids.map((id) => [id, { marks: of(marks, id), bars: of(bars, id) }]));
}

const choices = {
  kind: [
    'council',
    'council_service',
    'school',
    'trust',
    'college',
    'nhs_trust',
    'hospital_site',
    'care_provider',
    'police',
    'fire',
    'landlord',
    'prison',
    'probation',
    'company',
  ],
  region: [
    'north_east',
    'north_west',
    'yorkshire_and_the_humber',
    'east_midlands',
    'west_midlands',
    'east_of_england',
    'london',
    'south_east',
    'south_west',
    'wales',
    'scotland',
    'northern_ireland',
  ],
  state: ['in_failure', 'watch', 'beyond_watch', 'never_failed', 'not_judged', 'closed'],
};

function listPage(query) {
  const chosen = Object.keys(choices).filter((name) => choices[name].includes(query[name]));
  const where = chosen.length > 0 ? `WHERE ${chosen.map((name) => `s.${name} = ?`).join(' AND ')}` : '';
  const values = chosen.map((name) => query[name]);
  const page = Math.max(1, Number.parseInt(query.page, 10) || 1);
  const total = prepared(`
    SELECT count(*) FROM organisation o JOIN organisation_standing s ON s.organisation_id = o.id ${where}`)
    .pluck()
    .get(...values);
  const rows = prepared(`
    SELECT o.id, o.slug, o.name, o.kind, o.region, s.state, s.episodes, s.relapses, s.latest_on AS "on",
           s.latest_label AS label, s.latest_band AS band, f.title AS framework, i.ref
      FROM organisation o
      JOIN organisation_standing s ON s.organisation_id = o.id
      LEFT JOIN framework f ON f.id = s.latest_framework_id
      LEFT JOIN inspection i ON i.id = s.latest_inspection_id
     ${where} ORDER BY s.sort_name, o.id LIMIT ${rowsOnPage} OFFSET ?`).all(...values, (page - 1) * rowsOnPage);
  const facts = rows.length > 0 ? factsOf(rows.map(({ id }) => id)) : new Map();
  const last = Math.max(1, Math.ceil(total / rowsOnPage));
  const pages = [...new Set([1, page - 1, page, page + 1, last])]
    .filter((number) => number >= 1 && number <= last)
    .map((number) => ({ number, href: `/organisations?${new URLSearchParams({ ...query, page: String(number) })}` }));
  return listTemplate({
    ...frame,
    title: 'Organisations',
    total: total.toLocaleString('en-GB'),
    choices: Object.entries(choices).map(([name, all]) => ({ name, values: all, chosen: query[name] })),
    rows: rows.map((row) => ({ ...row, line: drawn(facts.get(row.id), sizes.small) })),
    pages,
  });
}

function bodyAt(slug) {
  const body = prepared(`
    SELECT o.id, o.slug, o.name, o.kind, o.region, o.country, o.sector, o.ref, s.state
      FROM organisation o JOIN organisation_standing s ON s.organisation_id = o.id WHERE o.slug = ?`).get(slug);
  if (!body) return null;
  const facts = factsOf([body.id]).get(body.id);
  return { ...body, firstYear, lastYear, line: drawn(facts, sizes.large), narrow: drawn(facts, sizes.narrow) };
}

const spellsOf = (id) =>
  prepared(`
    SELECT ref, title, trigger_on AS "from", derived_not_failing_on AS "to" FROM failure_episode
     WHERE organisation_id = ? ORDER BY trigger_day`).all(id);

const judgementsOf = (id) =>
  prepared(`
    SELECT i.id AS inspection, i.ref, i.judged_day AS "on", j.area_text AS area, j.label, g.band, f.key AS frameworkKey,
           f.title AS framework
      FROM inspection i
      JOIN judgement j ON j.inspection_id = i.id
      JOIN rating_grade g ON g.id = j.grade_id
      JOIN framework f ON f.id = i.framework_id
     WHERE i.organisation_id = ? ORDER BY i.judged_day DESC, j.position`).all(id);

const interventionsOf = (id) =>
  prepared(`
    SELECT id, type_text AS text, authority, started_on AS "from", ended_on AS "to", known_on AS knownOn, recorded_at AS recordedAt
      FROM intervention WHERE organisation_id = ? ORDER BY started_on`).all(id);

const sourcesOf = (id) =>
  prepared(`
    SELECT l.record_id AS record, s.ref, s.title, s.publisher, s.published_on AS "on", s.url
      FROM inspection i JOIN source_link l ON l.record_id = i.id AND l.record_kind = 'inspection'
      JOIN source s ON s.id = l.source_id WHERE i.organisation_id = ? ORDER BY s.published_on`).all(id);

function bodyPage(body) {
  const judgements = judgementsOf(body.id);
  const codes = prepared('SELECT scheme, value FROM organisation_code WHERE organisation_id = ?').all(body.id);
  const names = prepared('SELECT name, kind FROM organisation_name WHERE organisation_id = ?').all(body.id);
  return bodyTemplate({
    ...frame,
    ...body,
    title: body.name,
    latest: judgements.filter(({ inspection }) => inspection === judgements[0]?.inspection),
    spells: spellsOf(body.id),
    interventions: interventionsOf(body.id),
    sources: sourcesOf(body.id),
    about: [
      { key: 'Reference', value: body.ref },
      { key: 'Sector', value: body.sector },
      { key: 'Region', value: helpers.words(body.region) },
      { key: 'Country', value: body.country },
      ...codes.map(({ scheme, value }) => ({ key: `Code (${scheme})`, value })),
      ...names.map(({ name, kind }) => ({ key: `Name (${kind})`, value: name })),
    ],
  });
}

function timelinePage(body) {
  const judgements = judgementsOf(body.id);
  const sources = sourcesOf(body.id);
  const inspections = prepared(`
    SELECT id, judged_day AS "on", subject, overall_label AS label, known_on AS knownOn, recorded_at AS recordedAt
      FROM inspection WHERE organisation_id = ?`).all(body.id);
  const warnings = prepared(`
    SELECT id, occurred_on AS "on", text, known_on AS knownOn, recorded_at AS recordedAt
      FROM warning_sign WHERE organisation_id = ?`).all(body.id);
  const entries = [
    ...inspections.map((row) => ({
      ...row,
      kind: 'inspection',
      text: `${row.subject}: ${row.label}`,
      judgements: judgements.filter(({ inspection }) => inspection === row.id),
      sources: sources.filter(({ record }) => record === row.id),
    })),
    ...warnings.map((row) => ({ ...row, kind: 'warning' })),
    ...interventionsOf(body.id).map((row) => ({ ...row, kind: 'intervention', on: row.from })),
  ];
  return timelineTemplate({
    ...frame,
    ...body,
    title: body.name,
    sources,
    kinds: ['warning', 'inspection', 'intervention', 'peer_help', 'post', 'structural_change', 'outcome', 'check'],
    entries: entries.toSorted((a, b) => (a.on < b.on ? 1 : -1)),
  });
}

const { assessmentLevels, lessons } = await program('vocabulary/domain/lessons.js');

/** The eight lessons of a council as its board reads them, from results that were kept (\`kept-readings.mjs\`). */
function lessonsPage(slug) {
  const body = prepared('SELECT id, slug, name, kind, region, country FROM organisation WHERE slug = ?').get(slug);
  if (!body) return null;
  const [episode] = prepared(`
    SELECT id, ref, title FROM failure_episode
     WHERE organisation_id = ? AND withdrawn_at IS NULL ORDER BY trigger_day DESC`).all(body.id);
  const said = prepared(`
    SELECT a.lesson, a.level, a.strength, a.direction, a.reason, a.what_would_change AS whatWouldChange,
           r.ref AS reviewRef, r.held_on AS heldOn,
           (SELECT count(*) FROM lesson_assessment_evidence e WHERE e.assessment_id = a.id) AS pieces
      FROM lesson_assessment a JOIN review r ON r.id = a.review_id JOIN board b ON b.id = r.board_id
     WHERE a.episode_id = ? AND a.kind = 'board' AND b.organisation_id = ? ORDER BY r.held_on DESC, a.edition DESC`).all(
    episode.id,
    body.id,
  );
  const signals = prepared(`
    SELECT lesson, key, name, result, colour, sentence, formula, formula_version AS formulaVersion, limits,
           limits_edition AS limitsEdition, needs, rests_on AS restsOn, facts, missing, notes
      FROM bare_signal WHERE organisation_id = ? ORDER BY position`).all(body.id);
  const facts = prepared(`
    SELECT signal, text, href, happened FROM bare_fact
     WHERE organisation_id = ? AND position < 5 ORDER BY signal, position`).all(body.id);
  const told = signals.map((signal) => ({
    ...signal,
    missing: JSON.parse(signal.missing),
    notes: JSON.parse(signal.notes),
    used: facts.filter((fact) => fact.signal === signal.key),
  }));
  return lessonsTemplate({
    ...frame,
    ...body,
    title: `Lessons: ${body.name}`,
    episode,
    lessons: lessons.map(({ number, name, question }) => {
      const last = said.find(({ lesson }) => lesson === number);
      return {
        number,
        name,
        question,
        said: last && { ...last, label: assessmentLevels[last.level] },
        signals: told.filter(({ lesson }) => lesson === number),
      };
    }),
  });
}

const app = express();
app.get('/organisations', (request, response) => response.type('html').send(listPage(request.query)));
for (const [path, page] of [
  ['/organisations/:slug', bodyPage],
  ['/organisations/:slug/timeline', timelinePage],
])
  app.get(path, (request, response) => {
    const body = bodyAt(request.params.slug);
    if (body) response.type('html').send(page(body));
    else response.status(404).type('html').send('<h1>Not found</h1>');
  });
app.get('/organisations/:slug/lessons', (request, response) => {
  const page = lessonsPage(request.params.slug);
  if (page) response.type('html').send(page);
  else response.status(404).type('html').send('<h1>Not found</h1>');
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
process.once('SIGTERM', () => process.exit(0));
