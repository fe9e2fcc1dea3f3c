/**
 * The frame of every page: what stands around it, all of it text.
 *
 * For whoever writes a page:
 * - The page model is a `PageFacts` with more of its own (`export type EpisodePage = PageFacts & { … }`). Only `title`
 *   must be given; leave out what the page does not have.
 * - `Pages.show` puts the frame beside the model as `frame`; the template begins `{{#> layouts/main}}` and ends
 *   `{{/layouts/main}}`. Inside it prints one `h1` itself, and may print `{{> partials/…}}` for its parts.
 * - The layout prints title, navigation, breadcrumbs, the "as known on" notice, notices and errors above the page, and
 *   sources, last change, the "as known on" form and "Report a mistake" below it.
 * - The models of the partials are in `parts.ts`, `table.ts`, `pagination.ts`, `filters.ts`, `as-known.ts`,
 *   `navigation.ts` and `charts/`.
 */
import type { AsKnown } from './as-known.js';
import type { FormError } from './form/form.js';
import { type Link, address } from './links.js';
import type { Source } from './parts.js';

export type NavigationLink = Link & { readonly current: boolean };

/** Something the reader should know about this page before reading it: a filter ignored, a part not shown. */
export type Notice = { readonly text: string; readonly link?: Link | null };

export type LastChanged = { readonly on: string; readonly by?: string | null };

/** What readers said is wrong with a page, and what was answered. */
export type CorrectionsPart = {
  /** Said where not all of them are here. */
  readonly more: string | null;
  readonly items: readonly {
    readonly id: string;
    readonly heading: string;
    readonly href: string;
    readonly decision: string;
    readonly report: string;
    readonly answer: string;
  }[];
};

/** What a page says about itself. */
export type PageFacts = {
  /** Without the name of the service; the same words as the page's `h1`, or more exact. */
  readonly title: string;
  /** One sentence for search engines and shared links. */
  readonly description?: string;
  /** The pages above this one, without the home page, which is added. The page itself is not in the list. */
  readonly breadcrumbs?: readonly Link[];
  readonly notices?: readonly Notice[];
  readonly lastChanged?: LastChanged | null;
  /** Where every change of what the page is about is told. */
  readonly historyHref?: string | null;
  /** Where this reader may change what the page is about. */
  readonly editHref?: string | null;
  /** Reported mistakes with their answers. */
  readonly reports?: CorrectionsPart | null;
  readonly asKnown?: AsKnown | null;
  /** Every source the page cites, in the order of their numbers. */
  readonly sources?: readonly Source[];
  /** "Compiled from public sources; not checked by the organisation." */
  readonly sourcesNote?: string | null;
  /** What is wrong with what was posted, each leading to its field. */
  readonly errors?: readonly FormError[];
  /** A page with a form to be posted says so: a visitor who is not signed in is then given a token for it. */
  readonly hasForm?: boolean;
  /** The address by which links speak of the page, where its own is nobody’s business. */
  readonly linkedAs?: string;
  /** The one script of the page, an asset by its name. The page is complete without it. */
  readonly script?: string;
  /** A public page that says the same to every reader, and has no form to be posted, says so: it is then remembered. */
  readonly isSameForAll?: boolean;
  /**
   * As `isSameForAll`, but said of a page that shows more to some: whoever holds the same roles for the same bodies
   * reads the same. Nothing of it may follow from who the person is.
   */
  readonly isSameForGrants?: boolean;
};

/** Whoever is signed in, as the frame says it. */
export type SignedIn = {
  readonly name: string;
  /** Whose eyes an administrator looks through; null: their own. */
  readonly viewingAs: string | null;
  /** The pages of the person's own, such as their account. */
  readonly links: readonly Link[];
};

/** What is the same on every page. */
export type Site = {
  readonly navigation: readonly Link[];
  readonly footer: readonly Link[];
  /** Where a mistake is reported; null where that page does not exist. */
  readonly mistakePath: string | null;
  /** The address of an asset by its name. */
  readonly assetUrl: (name: string) => string;
  readonly signedIn?: SignedIn | null;
  readonly formToken?: string;
  readonly once?: string;
  /** Where whoever reads is put in afterwards, instead of `signedIn`. */
  readonly readerMark?: string;
};

export type PageFrame = {
  readonly title: string;
  readonly description: string;
  readonly canonicalPath: string;
  readonly errors: readonly FormError[];
  readonly signedIn: SignedIn | null;
  /** What each form carries; empty on a page without forms. */
  readonly formToken: string;
  /** By which a form that is sent twice is known again; empty on a page without forms. */
  readonly once: string;
  readonly readerMark: string;
  readonly assets: {
    readonly stylesheet: string;
    readonly font: string;
    readonly icon: string;
    /** Empty on a page without a script, which all but one are. */
    readonly script: string;
  };
  readonly navigation: readonly NavigationLink[];
  readonly breadcrumbs: readonly Link[];
  readonly notices: readonly Notice[];
  readonly asKnown: AsKnown | null;
  readonly lastChanged: LastChanged | null;
  readonly historyHref: string | null;
  readonly reports: CorrectionsPart | null;
  readonly editHref: string | null;
  readonly mistakeHref: string | null;
  readonly sources: readonly Source[];
  readonly sourcesNote: string | null;
  /** True when any of the page's foot is to be printed. */
  readonly hasFoot: boolean;
  readonly footer: readonly Link[];
};

export const publicNavigation: readonly Link[] = [
  { text: 'Organisations', href: '/organisations' },
  { text: 'Episodes', href: '/episodes' },
  { text: 'Lessons', href: '/lessons' },
  { text: 'Research', href: '/research' },
  { text: 'Frameworks', href: '/frameworks' },
  { text: 'About the data', href: '/data' },
  { text: 'Search', href: '/search' },
];

export const publicFooter: readonly Link[] = [
  { text: 'About', href: '/about' },
  { text: 'Boards', href: '/boards' },
  { text: 'Learning', href: '/learning' },
  { text: 'Programmes', href: '/programmes' },
  { text: 'Raise a concern', href: '/raise-a-concern' },
  { text: 'Deadlines', href: '/deadlines' },
  { text: 'Methods', href: '/methods' },
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Privacy', href: '/privacy' },
  { text: 'Cookies', href: '/cookies' },
];

/** The way in, for whoever is not signed in. */
export const signInLink: Link = { text: 'Sign in', href: '/sign-in' };

const serviceSentence = 'The public record of what happened when public services failed, and what changed.';

const isWithin = (path: string, section: string): boolean => path === section || path.startsWith(`${section}/`);

/** The frame of the page at `path` (without its query). The section that holds the page is marked as current. */
export function frame(site: Site, path: string, page: PageFacts): PageFrame {
  const sources = page.sources ?? [];
  const sourcesNote = page.sourcesNote ?? null;
  const lastChanged = page.lastChanged ?? null;
  const asKnown = page.asKnown ?? null;
  const errors = page.errors ?? [];
  const historyHref = page.historyHref ?? null;
  const reports = page.reports ?? null;
  const isRecord = sources.length > 0 || Boolean(sourcesNote ?? lastChanged ?? asKnown ?? historyHref ?? reports);
  return {
    title: errors.length > 0 ? `Error: ${page.title}` : page.title,
    errors,
    signedIn: site.signedIn ?? null,
    formToken: site.formToken ?? '',
    once: site.once ?? '',
    readerMark: site.readerMark ?? '',
    description: page.description ?? serviceSentence,
    canonicalPath: page.linkedAs ?? path,
    assets: {
      stylesheet: site.assetUrl('app.css'),
      font: site.assetUrl('public-sans-latin.woff2'),
      icon: site.assetUrl('favicon.svg'),
      script: page.script ? site.assetUrl(page.script) : '',
    },
    navigation: site.navigation.map((link) => ({ ...link, current: isWithin(path, link.href) })),
    breadcrumbs: page.breadcrumbs ? [{ text: 'Home', href: '/' }, ...page.breadcrumbs] : [],
    notices: page.notices ?? [],
    asKnown,
    lastChanged,
    historyHref,
    reports,
    editHref: page.editHref ?? null,
    mistakeHref: site.mistakePath ? address(site.mistakePath, { page: page.linkedAs ?? path }) : null,
    sources,
    sourcesNote,
    hasFoot: isRecord,
    footer: site.footer,
  };
}
