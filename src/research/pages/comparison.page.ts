import { form, type FormModel } from '../../shell/form/form.js';
import { formatCount, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ComparisonEditionRow, ComparisonRow } from '../data/comparison.row.js';
import type { FactFate } from '../domain/comparison-changes.js';
import { type FactDifference, isUnchanged } from '../domain/comparison-facts.js';
import type { ComparisonRefusal } from '../comparisons.service.js';
import { versionName } from './cohort-words.page.js';
import { type ChangedPart, changedParts } from './comparison-changes.page.js';
import { alignWords, comparisonCitation, dayWords, episodesOf, openAddress } from './comparison-words.page.js';
import { comparisonCrumbs } from './comparisons.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { researchPaths } from './research.paths.js';

/** Why a button did nothing. What is not there, and what somebody changed meanwhile, needs no words. */
export const comparisonRefusals: Readonly<Record<Exclude<ComparisonRefusal, 'not-found' | 'stale'>, string>> = {
  'nothing-changed': 'Nothing has changed since it was saved, so there is no other version to save.',
  published: 'It is published, and stays: somebody may have cited it.',
  'without-tables': 'It was saved before versions had tables. Save it anew, then publish it.',
  'name-tells':
    'Its name looks like it could identify a person, and a citation is read by everybody. Save the comparison under another name.',
};

export type ComparisonPage = PageFacts & {
  readonly said: Notification | null;
  readonly name: string;
  readonly caption: string;
  readonly note: string | null;
  readonly facts: SummaryList;
  readonly openHref: string;
  /** Where its episodes are frozen, to be cited and taken away. */
  readonly freezeHref: string;
  readonly editNameHref: string;
  readonly editionHref: string;
  readonly codebookHref: string | null;
  readonly citation: string;
  readonly mayOpen: string;
  readonly publish: FormModel | null;
  readonly verdict: string;
  readonly parts: readonly ChangedPart[];
  readonly renew: FormModel | null;
  readonly versions: Table;
  readonly remove: FormModel | null;
};

export type ComparisonInput = {
  readonly row: ComparisonRow;
  /** The newest first. */
  readonly editions: readonly ComparisonEditionRow[];
  readonly difference: FactDifference;
  readonly gone: readonly string[];
  readonly fates: ReadonlyMap<string, FactFate>;
  readonly site: string;
  readonly today: string;
  readonly refusal: string | null;
  readonly said: Notification | null;
};

/** The versions of a comparison, the newest first. */
export const versionsTable = (ref: string, editions: readonly ComparisonEditionRow[]): Table =>
  stacked(
    {
      id: 'versions',
      caption: 'Versions',
      captionHidden: true,
      head: tableHead([{ text: 'Version' }, { text: 'Of' }, { text: 'Facts', numeric: true }, { text: 'Hash' }]),
      rows: editions.map(({ number, title, asOn, facts, hash }) => ({
        cells: [
          {
            text: `Version ${formatCount(number)}`,
            href: comparisonPaths.edition(ref, number),
            header: true,
            note: title,
          },
          { text: dayWords(asOn) },
          { text: formatCount(facts), numeric: true },
          { text: hash },
        ],
      })),
    },
    ['', 'Of', 'Facts', 'Hash'],
  );

function verdictOf({ difference, gone }: ComparisonInput, since: string): string {
  if (isUnchanged(difference)) return `Nothing that it was read from has changed since ${since}.`;
  const { added, changed, withdrawn } = difference;
  const counts = `${plural(added.length, 'fact')} ${added.length === 1 ? 'was' : 'were'} added, ${formatCount(changed.length)} changed and ${formatCount(withdrawn.length)} withdrawn.`;
  const lost = `${formatList(gone)} ${gone.length === 1 ? 'is' : 'are'} no longer on the public record.`;
  return `Since ${since}, ${counts}${gone.length > 0 ? ` ${lost}` : ''}`;
}

/** One saved comparison, for its researcher: what was saved, how it is cited, and what the record says otherwise today. */
export function comparisonPage(input: ComparisonInput): ComparisonPage {
  const { row, editions, difference, gone, fates, site, today, refusal, said } = input;
  const { ref, name } = row;
  const [newest] = editions;
  if (!newest) throw new Error(`${ref} has no version`);
  const isPublished = row.publishedAt !== null;
  const hasTables = newest.shape !== 'lines';
  const mayRenew = episodesOf(row).length - gone.length >= 2;
  const hasCause = !isUnchanged(difference) || !hasTables || newest.title !== name;
  const step = (action: string, button: string, isWarning = false): FormModel =>
    form({ action, button, fields: [], version: row.version, isWarning });
  return {
    title: name,
    breadcrumbs: comparisonCrumbs,
    errors: refusal === null ? [] : [{ text: refusal, href: '#citation' }],
    said,
    name,
    caption: ref,
    note: row.note,
    facts: {
      rows: [
        { label: 'Version', text: versionName(ref, newest.number) },
        { label: 'Cases', text: formatList(episodesOf(row).map((one) => one.ref)) },
        { label: 'Aligned on', text: alignWords(row) },
        { label: 'Facts as on', text: dayWords(newest.asOn) },
        { label: 'Facts kept', text: formatCount(newest.facts) },
        { label: `Hash (SHA-256 of ${hasTables ? 'checksums' : 'facts'}.txt)`, text: newest.hash },
      ],
    },
    openHref: openAddress(row),
    freezeHref: address(researchPaths.freeze(), { comparison: ref }),
    editNameHref: comparisonPaths.edit(ref),
    editionHref: comparisonPaths.edition(ref, newest.number),
    codebookHref: hasTables ? comparisonPaths.codebook(ref, newest.number) : null,
    citation: comparisonCitation(row, newest, { site, today }),
    mayOpen: isPublished
      ? 'It is published: whoever has the address can open every version of it. Your note stays yours.'
      : 'Only you can open this address. Publish the comparison before you cite it: then everybody can open its versions, under the names that they were saved with, and you can no longer remove it. Your note stays yours.',
    publish: isPublished || !hasTables ? null : step(comparisonPaths.publication(ref), 'Publish this comparison'),
    verdict: verdictOf(input, dayWords(newest.asOn)),
    parts: changedParts({ difference, fates, saved: newest.savedAt, gone }),
    renew:
      mayRenew && hasCause
        ? step(comparisonPaths.renewal(ref), `Save version ${newest.number + 1} as it is today`)
        : null,
    versions: versionsTable(ref, editions),
    remove: isPublished ? null : step(comparisonPaths.removal(ref), 'Remove this comparison', true),
  };
}
