import { versionPaths } from './framework-versions.paths.js';

export type Messages = Readonly<Record<string, string>>;

export const sentences = {
  added: 'The version is kept as a draft. Another administrator must agree it before inspectors can use it.',
  changed: 'The draft was saved. Another administrator must agree it as it now stands.',
  agreed: 'The version is agreed. It is public and inspectors can choose it.',
  dropped: 'The draft was given up. Nothing of it is public.',
  closed: 'The last day of use was saved.',
  meanings: 'What its grades mean is saved. Inspectors read it beside each grade.',
};

export type Query = Readonly<Record<string, unknown>>;

export const caption = 'Running the service';

export const home = { text: 'Framework versions', href: versionPaths.index() };

export const bare = { caption, stamp: null, done: null };
