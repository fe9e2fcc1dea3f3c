import { byPeriod, parsePeriod } from '../../kernel/period.js';
import { headcountPaths } from '../../organisations/pages/headcounts.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { formatPeriod } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList, SummaryRow } from '../../shell/parts.js';
import { type Table, tableHead } from '../../shell/table.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type { Body, Dossier } from '../domain/dossier.js';
import { concernPaths } from '../../voice/pages/voice.paths.js';
import { Citing } from './citing.page.js';
import { certaintyWords, labelOf, postSpan, postWords, schemeWords, spanWords } from './dossier-words.page.js';
import { type DossierPageInput, keepKnown, knownDay, lastDay } from './organisation-frame.page.js';
import { linkLabelFrom } from './told-entry.page.js';

export function aboutList(input: DossierPageInput, citing: Citing): SummaryList {
  const { dossier } = input;
  const { self } = dossier;
  const mine = <Row extends { organisationId: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter(({ organisationId }) => organisationId === self.id);
  const names = mine(dossier.names).filter(({ name }) => name !== self.name);
  const parent = dossier.bodies.find(({ id }) => id === self.parentId);
  const within = dossier.bodies.filter(({ parentId }) => parentId === self.id);
  const bodyLink = (body: Body): Link => ({
    text: body.name,
    href: keepKnown(input, organisationPaths.show(body.slug)),
  });
  const links = dossier.links.filter(
    ({ fromId, toId, type }) => type !== 'parent' && (fromId === self.id || toId === self.id),
  );
  const rows: (SummaryRow | null)[] = [
    {
      label: 'Kind',
      text: self.kindText ?? labelOf(organisationKinds, self.kind),
      note: self.statusNote,
      citations: citing.marks(self.id),
    },
    { label: 'Sector', text: labelOf(sectors, self.sector) },
    self.openedOn ? { label: 'Opened', text: formatPeriod(self.openedOn) } : null,
    self.closedOn ? { label: 'Closed', text: formatPeriod(self.closedOn) } : null,
    parent ? { label: 'Part of', links: [bodyLink(parent)] } : null,
    within.length > 0 ? { label: 'Services within it', links: within.map(bodyLink) } : null,
    {
      label: 'Staff',
      links: [
        { text: 'How many people work here', href: headcountPaths.index(self.slug) },
        { text: 'Concerns raised by staff', href: concernPaths.counts(self.slug) },
      ],
    },
    ...programmeRows(input),
    ...links.map((link): SummaryRow => {
      const other = dossier.bodies.find(({ id }) => id === (link.fromId === self.id ? link.toId : link.fromId));
      return {
        label: linkLabelFrom(self.id, link),
        text: other?.name ?? 'A body that is not on the record',
        href: other ? bodyLink(other).href : null,
        note: [link.on ? formatPeriod(link.on) : 'Date not known', certaintyWords(link.certainty)]
          .filter(Boolean)
          .join('. '),
        citations: citing.marks(link.id),
      };
    }),
    ...nameRows(names),
    ...mine(dossier.codes).map((code): SummaryRow => ({
      label: `Code: ${labelOf(schemeWords, code.scheme)}`,
      text: code.value,
      note: [code.verified ? null : 'Not verified', code.note].filter(Boolean).join('. ') || null,
      citations: citing.marks(code.id),
    })),
    { label: 'How sure this is', text: certaintyWords(self.certainty) ?? 'Verified' },
  ];
  return { rows: rows.flatMap((row) => row ?? []) };
}

/** Programmes that it made or took up, as far as that had become known. */
function programmeRows(input: DossierPageInput): readonly SummaryRow[] {
  const day = lastDay(input);
  const known = (input.programmes ?? []).filter(({ knownOn }) => {
    if (!knownDay(input)) return true;
    const since = knownOn === null ? null : parsePeriod(knownOn);
    return knownBy({ knownOn: since }, day);
  });
  const linksOf = (role: string): readonly Link[] =>
    known.filter((one) => one.role === role).map(({ slug, name }) => ({ text: name, href: programmePaths.show(slug) }));
  const [made, taken] = [linksOf('owner'), linksOf('adopter')];
  return [
    ...(made.length > 0 ? [{ label: 'Programmes made here', links: made }] : []),
    ...(taken.length > 0 ? [{ label: 'Programmes taken up', links: taken }] : []),
  ];
}

const nameKinds: Readonly<Record<string, string>> = {
  official: 'Official name',
  former: 'Former name',
  alias: 'Also called',
  as_published: 'Published as',
};

function nameRows(names: Dossier['names']): readonly SummaryRow[] {
  const labels = [...new Set(names.map(({ kind }) => labelOf(nameKinds, kind)))];
  return labels.map((label) => ({
    label,
    text: names
      .filter(({ kind }) => labelOf(nameKinds, kind) === label)
      .map(({ name, from, to }) => (from || to ? `${name} (${spanWords(from, to, false)})` : name))
      .join('; '),
  }));
}

export function postTable(dossier: Dossier, citing: Citing): Table | null {
  const posts = dossier.posts.filter(({ organisationId }) => organisationId === dossier.self.id);
  if (posts.length === 0) return null;
  const yesNo = (flag: boolean | null): string => (flag === null ? 'Not known' : flag ? 'Yes' : 'No');
  return {
    id: 'posts',
    caption: 'Posts held, at director level or above',
    captionHidden: true,
    head: tableHead([
      { text: 'Post' },
      { text: 'Holder' },
      { text: 'When' },
      { text: 'Interim' },
      { text: 'Leaving planned' },
    ]),
    rows: posts
      .toSorted((a, b) => {
        const [first, second] = [a.from ?? a.seenOn ?? a.to, b.from ?? b.seenOn ?? b.to];
        return first && second ? byPeriod(first, second) : first ? -1 : 1;
      })
      .map((post) => ({
        cells: [
          { text: labelOf(postWords, post.post), header: true },
          {
            text: post.holder ?? 'Name not known',
            note: certaintyWords(post.certainty),
            citations: citing.marks(post.id),
          },
          { text: postSpan(post) },
          { text: yesNo(post.interim) },
          { text: yesNo(post.leavingPlanned) },
        ],
      })),
  };
}
