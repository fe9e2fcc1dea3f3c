import { formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { EmptyState } from '../../shell/parts.js';
import type { KeptForm } from '../kept-forms.service.js';
import { accessPaths } from './access.paths.js';

/** `access/answers`: what was being sent when a session ended. */
export type AnswersPage = PageFacts & {
  readonly forms: readonly {
    readonly id: string;
    readonly heading: string;
    readonly path: string;
    /** What was typed, with the names of its fields in words. */
    readonly rows: readonly { readonly label: string; readonly text: string }[];
    /** The same, to be sent again as it was. */
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
    readonly sendHref: string;
    readonly removalHref: string;
  }[];
  readonly empty: EmptyState | null;
};

/** `dueDate-day` as "Due date day". */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.[\]]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the page carries for itself rather than what somebody typed. */
const unseen = new Set(['version', 'once', 'returnTo']);

export const answersPage = (kept: readonly KeptForm[]): AnswersPage => ({
  title: 'Answers that were saved',
  breadcrumbs: [{ text: 'Your account', href: accessPaths.account }],
  forms: kept.map(({ id, path, keptAt, answers }) => {
    const pairs = Object.entries(answers).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
    );
    return {
      id,
      path,
      heading: `Saved at ${formatMoment(keptAt)}`,
      rows: pairs
        .filter(({ name, value }) => value.trim() !== '' && !unseen.has(name))
        .map(({ name, value }) => ({ label: labelOf(name), text: value })),
      hidden: pairs,
      sendHref: path,
      removalHref: accessPaths.answersRemoval(id),
    };
  }),
  empty:
    kept.length === 0
      ? {
          text: 'Nothing is saved. What you are sending when you are signed out is kept here for a day, for you alone.',
        }
      : null,
});
