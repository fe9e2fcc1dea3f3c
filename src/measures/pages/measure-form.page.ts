import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { form, type FieldMaker, type FormModel, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Details, SummaryList } from '../../shell/parts.js';
import { measurePaths } from './measures.paths.js';

/** A page with one form about a measure. */
export type MeasureFormPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly intro: readonly string[];
  /** What stands now, beside what is asked. */
  readonly facts: SummaryList | null;
  readonly help: Details | null;
  readonly warning: string | null;
  /** Why it cannot be done now; then there is no form. */
  readonly blocked: string | null;
  readonly form: FormModel | null;
};

/** What of a measure stands above every form about it. */
export type FormSubject = {
  readonly ref: string | null;
  readonly name: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
};

type Asked = {
  readonly title: string;
  readonly action: string;
  readonly button: string;
  readonly fields: readonly FieldMaker[];
  readonly intro?: readonly string[];
  readonly facts?: SummaryList | null;
  readonly help?: Details | null;
  readonly warning?: string | null;
  readonly blocked?: string | null;
  readonly version?: number | null;
  readonly merges?: boolean;
  readonly isWarning?: boolean;
};

export const crumbsOf = ({ ref, name, organisationName, organisationSlug }: FormSubject): readonly Link[] => [
  { text: organisationName, href: organisationPaths.show(organisationSlug) },
  { text: 'Measures', href: organisationPaths.measures(organisationSlug) },
  ...(ref === null ? [] : [{ text: name, href: measurePaths.show(ref) }]),
];

export function measureFormPage(subject: FormSubject, asked: Asked, tried: Tried = null): MeasureFormPage {
  const { title, action, button, fields, version = null, merges = false, isWarning = false } = asked;
  const blocked = asked.blocked ?? null;
  const cancel = {
    text: 'Cancel',
    href: subject.ref === null ? organisationPaths.measures(subject.organisationSlug) : measurePaths.show(subject.ref),
  };
  const model = blocked === null ? form({ action, button, fields, tried, version, merges, isWarning, cancel }) : null;
  return {
    title: subject.ref === null ? `${title}: ${subject.organisationName}` : `${title}: ${subject.name}`,
    caption: subject.ref === null ? subject.organisationName : `${subject.organisationName}: ${subject.name}`,
    heading: title,
    breadcrumbs: crumbsOf(subject),
    intro: asked.intro ?? [],
    facts: asked.facts ?? null,
    help: asked.help ?? null,
    warning: asked.warning ?? null,
    blocked,
    form: model,
    errors: model?.errors ?? [],
    hasForm: true,
  };
}
