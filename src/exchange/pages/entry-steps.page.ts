import { type WorkshopFramework } from '../../inspections/data/workspace.queries.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { type PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { type Inset, type Search } from '../../shell/parts.js';
import { type ProgrammeFactToPutRight, type ProgrammeKind, programmeKinds } from '../domain/programme-entry.js';
import { placeKinds } from '../domain/record-entry.js';
import { entryPaths } from './entries.paths.js';
import { whenWords } from './entry-words.page.js';

export type Body = { readonly id: string; readonly name: string; readonly slug: string };

export const entryCrumbs: readonly Link[] = [{ text: 'Entries', href: entryPaths.index() }];
export const begun = 'Write something down';

export type EntryStepPage = PageFacts & {
  readonly heading: string;
  readonly intro: string;
  readonly search: Search | null;
  readonly listHeading: string | null;
  readonly links: readonly Link[];
  readonly inset: Inset | null;
  readonly more: readonly { readonly heading: string; readonly links: readonly Link[] }[];
};

const step = (heading: string, intro: string, rest: Partial<EntryStepPage>): EntryStepPage => ({
  title: heading,
  heading,
  intro,
  breadcrumbs: entryCrumbs,
  search: null,
  listHeading: null,
  links: [],
  inset: null,
  more: [],
  ...rest,
});

/** First: of which place. */
export const chooseBodyPage = (words: string | null, found: readonly Body[]): EntryStepPage =>
  step(begun, 'For places that have no board and no inspectors here. Another record keeper publishes what you write.', {
    search: {
      id: 'organisation-search',
      action: entryPaths.begin(),
      name: 'q',
      label: 'Which organisation is it about?',
      hint: 'Type a part of its name.',
      value: words ?? '',
      button: 'Find',
    },
    listHeading:
      words === null ? null : found.length === 0 ? `Nothing found for ‘${words}’` : 'Choose the organisation',
    links: found.map(({ name, slug }) => ({ text: name, href: address(entryPaths.begin(), { organisation: slug }) })),
  });

/** Then: what. */
export const chooseKindPage = ({ name, slug }: Body): EntryStepPage =>
  step(`What do you write down of ${name}?`, 'Each needs a source that is on the record.', {
    listHeading: 'Choose one',
    links: Object.entries(placeKinds).map(([kind, words]) => ({
      text: words,
      href: address(entryPaths.begin(), { organisation: slug, kind }),
    })),
  });

/** Of a programme: something more, or something that is put right. */
export const chooseProgrammeKindPage = (
  { name, slug }: { readonly name: string; readonly slug: string },
  facts: readonly ProgrammeFactToPutRight[],
): EntryStepPage => ({
  ...step(
    `What do you write down of ${name}?`,
    'Each needs a source that is on the record, and another record keeper.',
    {
      listHeading: 'Add something',
      links: Object.entries(programmeKinds).map(([kind, words]) => ({
        text: words,
        href: address(entryPaths.ofProgramme(slug), { kind }),
      })),
      more: (Object.keys(programmeKinds) as ProgrammeKind[])
        .map((kind) => ({
          heading: `Put right: ${programmeKinds[kind].toLowerCase()}`,
          links: facts
            .filter((fact) => fact.kind === kind)
            .map(({ id, text }) => ({
              text,
              href: address(entryPaths.ofProgramme(slug), { kind, replaces: id }),
            })),
        }))
        .filter(({ links }) => links.length > 0),
    },
  ),
});

/** For a judgement: by which framework version. */
export const chooseFrameworkPage = ({ name, slug }: Body, frameworks: readonly WorkshopFramework[]): EntryStepPage =>
  step(`By which framework was ${name} judged?`, 'Choose the version that was in force on the day.', {
    listHeading: 'Framework versions',
    links: frameworks.map(({ key, title, inspectorate, effectiveFrom, effectiveTo }) => ({
      text: `${title} (${inspectorate}, from ${whenWords(effectiveFrom).toLowerCase()}${effectiveTo ? ` to ${whenWords(effectiveTo)}` : ''})`,
      href: address(entryPaths.begin(), { organisation: slug, kind: 'judgement', framework: key }),
    })),
  });

/** It is somebody else's work at that place. */
export const notOursPage = ({ name, slug }: Body, words: string): EntryStepPage =>
  step(`This is not written down here for ${name}`, 'Record keepers keep the record of places that have nobody here.', {
    inset: { text: words, link: { text: `Open ${name}`, href: organisationPaths.show(slug) } },
  });
