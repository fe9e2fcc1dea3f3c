import { isInspecting } from '../domain/relation.js';
import { typeOfKind } from '../domain/framework-types.js';
import { memberParts } from '../domain/inspection-work.js';
import {
  checkboxes,
  dayBoxes,
  type FieldMaker,
  form,
  radios,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatPeriod } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { saidAfter } from '../../shell/said.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { inspectionTypes, type InspectionType, isUngradedType } from '../../vocabulary/domain/inspection-types.js';
import type { WorkshopFramework } from '../data/workspace.queries.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Block, Sheet } from './sheet.js';
import { frameOf, nameOf } from './workspace-words.js';

type Person = { readonly id: string; readonly name: string };
type Body = { readonly name: string; readonly slug: string };

const startTitle = 'Start an inspection';
const steps = (number: number): string => `Step ${number} of 3`;

const frame = (title: string, step: number): Omit<Sheet, 'blocks'> => ({
  title,
  hasForm: true,
  caption: `${startTitle}. ${steps(step)}`,
  stamp: null,
  done: null,
  breadcrumbs: step === 1 ? [] : [{ text: startTitle, href: inspectionPaths.start() }],
});

/** Page 18, first: which organisation. */
export function startPage({
  words,
  found,
}: {
  readonly words: string | null;
  readonly found: readonly Body[];
}): Sheet & { readonly search: object } {
  const blocks: Block[] =
    words === null
      ? []
      : [
          {
            id: 'found',
            heading: found.length === 0 ? `Nothing found for ‘${words}’` : 'Choose the organisation',
            paragraphs: found.length === 0 ? ['Check the spelling, or use a shorter part of the name.'] : [],
            links: found.map(({ name, slug }) => ({
              text: name,
              href: address(inspectionPaths.startFramework(), { organisation: slug }),
            })),
          },
        ];
  return {
    ...frame(startTitle, 1),
    caption: steps(1),
    blocks,
    search: {
      id: 'organisation-search',
      action: inspectionPaths.start(),
      name: 'q',
      label: 'Which organisation is inspected?',
      hint: 'Type a part of its name.',
      value: words ?? '',
      button: 'Find',
    },
  };
}

const yearsOf = ({ effectiveFrom, effectiveTo }: WorkshopFramework): string => {
  const words = (when: string | null): string | null => {
    const period = when === null ? null : parsePeriod(when);
    return period && formatPeriod(period);
  };
  return `in use from ${words(effectiveFrom) ?? 'a day that is not known'}${effectiveTo ? ` to ${words(effectiveTo)}` : ''}`;
};

/** Page 18, second: by which framework version. */
export function startFrameworkPage(body: Body, frameworks: readonly WorkshopFramework[], today: CalendarDay): Sheet {
  const link = (framework: WorkshopFramework) => ({
    text: `${framework.title} (${framework.inspectorate}, ${yearsOf(framework)})`,
    href: address(inspectionPaths.startDetails(), { organisation: body.slug, framework: framework.key }),
  });
  const isOver = ({ effectiveTo }: WorkshopFramework): boolean =>
    effectiveTo !== null && effectiveTo < today.slice(0, effectiveTo.length);
  const isToCome = ({ effectiveFrom }: WorkshopFramework): boolean => effectiveFrom !== null && effectiveFrom > today;
  const earlier = frameworks.filter(isOver);
  const later = frameworks.filter((each) => !isOver(each) && isToCome(each));
  const current = frameworks.filter((each) => !isOver(each) && !isToCome(each));
  return {
    ...frame(`By which framework is ${body.name} inspected?`, 2),
    blocks: [
      {
        id: 'current',
        heading: 'In use now',
        links: current.map(link),
        ...(current.length === 0 ? { empty: { text: 'Your inspectorate has no framework in use now.' } } : {}),
      },
      ...(later.length > 0 ? [{ id: 'later', heading: 'Not in use yet', links: later.map(link) }] : []),
      ...(earlier.length > 0 ? [{ id: 'earlier', heading: 'Earlier versions', links: earlier.map(link) }] : []),
    ],
  };
}

/** A kind of inspection that a framework has; without any, the kinds of the record. */
export type TypeChoice = {
  readonly key: string;
  readonly label: string;
  readonly type: InspectionType;
  readonly graded: boolean;
};

export function typeChoices(
  facts: readonly { readonly text: string; readonly detail: string | null }[],
): readonly TypeChoice[] {
  if (facts.length === 0)
    return (Object.keys(inspectionTypes) as InspectionType[])
      .filter((type) => !['peer', 'self_assessment', 'screening', 'annual'].includes(type))
      .map((type) => ({ key: type, label: inspectionTypes[type], type, graded: !isUngradedType(type) }));
  return facts.map(({ text: label, detail }) => {
    const { key = label, graded = null } = JSON.parse(detail ?? '{}') as { key?: string; graded?: boolean | null };
    const type = typeOfKind(key);
    return { key, label, type, graded: graded ?? !isUngradedType(type) };
  });
}

export type StartInput = {
  readonly body: Body;
  readonly framework: WorkshopFramework;
  readonly types: readonly TypeChoice[];
  readonly leads: readonly Person[];
  readonly inspectors: readonly Person[];
  readonly earlier: readonly {
    readonly id: string;
    readonly ref: string;
    readonly subject: string;
    readonly judgedOn: string | null;
  }[];
  /** Who starts it: chosen as lead or inspector unless told otherwise. */
  readonly me: string;
  readonly tried?: Tried;
};

const detailFields = (
  values: {
    readonly subject?: string | null;
    readonly unit?: string | null;
    readonly startedOn?: string | null;
    readonly endedOn?: string | null;
    readonly isFirstMonitoring?: boolean;
    readonly previous?: string | null;
  },
  earlier: StartInput['earlier'],
): FieldMaker[] => [
  text({ name: 'subject', label: 'What it looks at', hint: 'For example, children’s services', value: values.subject }),
  text({
    name: 'unit',
    label: 'Part only (optional)',
    hint: 'Where it is not the whole organisation, for example a hospital site',
    value: values.unit,
  }),
  dayBoxes({
    name: 'startedOn',
    label: 'First day of the visit',
    hint: 'For example, 5 10 2026',
    value: values.startedOn,
  }),
  dayBoxes({
    name: 'endedOn',
    label: 'Last day of the visit',
    hint: 'Leave empty if it is not known yet',
    value: values.endedOn,
  }),
  select({
    name: 'previous',
    label: 'Follows an earlier inspection (optional)',
    any: 'None',
    value: values.previous,
    choices: earlier.map(({ ref, subject, judgedOn }) => ({
      value: ref,
      text: `${ref}: ${subject}, ${judgedOn ?? 'date not known'}`,
    })),
  }),
  tick({
    name: 'isFirstMonitoring',
    label: 'First monitoring visit',
    words: 'It is the first monitoring visit after a failing judgement: it is never public',
    value: values.isFirstMonitoring ?? false,
  }),
];

/** Page 18, third: type, dates and team. */
export function startDetailsPage({
  body,
  framework,
  types,
  leads,
  inspectors,
  earlier,
  me,
  tried = null,
}: StartInput): Sheet {
  const model = form({
    action: inspectionPaths.startDetails(),
    button: 'Start inspection',
    tried,
    hidden: { organisation: body.slug, framework: framework.key },
    fields: [
      radios({
        name: 'type',
        label: 'Type of inspection',
        choices: types.map(({ key, label, graded }) => ({
          value: key,
          text: label,
          hint: graded ? null : 'Gives no grades',
        })),
        value: types.length === 1 ? types[0]?.key : null,
      }),
      ...detailFields({}, earlier),
      select({
        name: 'lead',
        label: 'Lead inspector',
        choices: leads.map(({ id, name }) => ({ value: id, text: name })),
        value: leads.some(({ id }) => id === me) ? me : null,
      }),
      checkboxes({
        name: 'inspectors',
        label: 'Other inspectors on the visit',
        hint: 'At least one: two inspectors stand behind every judgement. The quality assurer is named later and must not be on the visit.',
        choices: inspectors.map(({ id, name }) => ({ value: id, text: name })),
        values: leads.some(({ id }) => id === me) ? [] : [me],
      }),
    ],
  });
  return {
    ...frame('Type, dates and team', 3),
    errors: model.errors,
    blocks: [
      {
        id: 'what',
        summary: {
          rows: [
            { label: 'Organisation', text: body.name },
            { label: 'Framework', text: framework.title, note: framework.inspectorate },
          ],
        },
      },
      { id: 'details', form: model },
    ],
  };
}

export function detailsPage(view: WorkView, earlier: StartInput['earlier'], tried: Tried = null): Sheet {
  const { work, background } = view;
  const model = form({
    action: inspectionPaths.details(work.ref),
    button: 'Save details',
    tried,
    version: work.version,
    fields: detailFields(
      {
        subject: background.subject,
        unit: background.unit,
        startedOn: work.startedOn,
        endedOn: work.endedOn,
        isFirstMonitoring: work.isFirstMonitoring,
        previous: background.previousRef,
      },
      earlier,
    ),
    cancel: { text: 'Cancel', href: inspectionPaths.workspace(work.ref) },
  });
  return {
    ...frameOf(view, 'Dates and subject'),
    errors: model.errors,
    blocks: [
      isInspecting(view.relation)
        ? { id: 'details', form: model }
        : { id: 'details', empty: { text: 'Only the team can change these.' } },
    ],
  };
}

const teamSentences = { named: 'They now take part', ended: 'Their part is ended' };

/** Who takes part, and whom the lead may name. */
export function teamPage(
  view: WorkView,
  {
    people,
    query,
    tried = null,
  }: {
    readonly people: readonly (Person & { readonly may: readonly string[] })[];
    readonly query: Readonly<Record<string, unknown>>;
    readonly tried?: Tried;
  },
): Sheet {
  const { ref, members } = view.work;
  const free = people.filter(({ id }) => !members.some(({ accountId }) => accountId === id));
  const model = form({
    action: inspectionPaths.team(ref),
    button: 'Name this person',
    tried,
    fields: [
      select({
        name: 'person',
        label: 'Person',
        choices: free.map(({ id, name, may }) => ({ value: id, text: `${name} (${may.join(', ')})` })),
      }),
      radios({
        name: 'part',
        label: 'What they will be',
        choices: [
          {
            value: 'inspector',
            text: memberParts.inspector,
            hint: 'On the visit: gathers evidence, judges and confirms',
          },
          {
            value: 'quality_assurer',
            text: memberParts.quality_assurer,
            hint: 'Not on the visit: decides the organisation’s points and publishes',
          },
          { value: 'contact', text: memberParts.contact, hint: 'Checks the report for its accuracy' },
        ],
      }),
    ],
  });
  return {
    ...frameOf(view, 'Who takes part', { done: saidAfter(query, teamSentences) }),
    errors: model.errors,
    blocks: [
      ...members.map((member, index): Block => ({
        id: `member-${index + 1}`,
        heading: nameOf(view, member.accountId),
        paragraphs: [`${memberParts[member.part]}${member.onVisit ? ', on the visit' : ''}`],
        ...(member.part === 'lead'
          ? {}
          : {
              form: form({
                action: inspectionPaths.member(ref, member.accountId),
                button: `End the part of ${nameOf(view, member.accountId)}`,
                fields: [],
              }),
            }),
      })),
      {
        id: 'name',
        heading: 'Name somebody',
        ...(free.length > 0
          ? { form: model }
          : {
              empty: {
                text: 'Nobody else has a role for it. An administrator gives roles to inspectors and to the organisation’s editors.',
              },
            }),
      },
    ],
  };
}
