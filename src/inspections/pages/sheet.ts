import type { FormModel } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Details, EmptyState, Inset, Notification, SummaryList, Tag } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';

/** `inspections/_tasks`: what there is to do, each with how far it is. */
export type Task = {
  readonly id: string;
  readonly link: Link | null;
  readonly text: string;
  readonly hint: string | null;
  readonly status: Tag;
};

/** One part of a page of the workspace. What it does not have is left out. */
export type Block = {
  readonly id: string;
  readonly heading?: string;
  readonly paragraphs?: readonly string[];
  /** GOV.UK's warning text: an exclamation mark and a sentence to be read before going on. */
  readonly warning?: string;
  readonly inset?: Inset;
  readonly list?: readonly string[];
  readonly summary?: SummaryList;
  readonly tasks?: readonly Task[];
  readonly table?: Table;
  /** Longer words as somebody wrote them, a paragraph each. */
  readonly prose?: readonly string[];
  readonly details?: Details;
  readonly form?: FormModel;
  readonly links?: readonly Link[];
  readonly empty?: EmptyState;
};

/** `inspections/sheet`: a page of the workspace. */
export type Sheet = PageFacts & {
  readonly caption: string;
  /** What the page is stamped with: "Draft: not for sharing". */
  readonly stamp: string | null;
  readonly done: Notification | null;
  readonly blocks: readonly Block[];
};

export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean);
