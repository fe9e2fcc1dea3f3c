import type { NavigationLink } from './layout.js';
import type { Link } from './links.js';

/** The model of `partials/sub-navigation`: the pages of one organisation or one case. */
export type SubNavigation = { readonly label: string; readonly items: readonly NavigationLink[] };

/** Marks the page that is open. `label` says whose pages these are, for readers who cannot see where it stands. */
export const subNavigation = (label: string, items: readonly Link[], currentHref: string): SubNavigation => ({
  label,
  items: items.map((item) => ({ ...item, current: item.href === currentHref })),
});
