import { form, type FormModel } from '../../shell/form/form.js';
import { formatCount, formatDay, formatList, formatMoment } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import type { DraftRow } from '../data/framework-drafts.queries.js';
import { describeFailureRule, type FailureRule } from '../domain/failure-rule.js';
import { areasOf, testsOf } from '../domain/framework-version.js';
import { gradesOf, type Shown } from './framework-drafts.page.js';
import { versionPaths } from './framework-versions.paths.js';
import { frameworkPaths } from './frameworks.paths.js';
import type { Block, Sheet } from './sheet.js';
import { recoveredRules } from '../domain/recovered-rule.js';
import { ownScaleRow } from '../domain/own-scale.js';
import { sentences, type Query, home, bare } from './framework-frame.page.js';

/** What a draft makes a failure, in the words that its public page will have. */
function ruleOf({ content, base, scales }: Shown): FailureRule {
  const areas = areasOf(content, base);
  const scale = scales.find(({ id }) => id === content.scaleId);
  const { formal, serious } = testsOf(content, { areas, failing: (scale?.failing ?? []).map(({ key }) => key), base });
  const labels = new Map(areas.map(({ key, label }) => [key, label]));
  const grades = new Map(scales.flatMap(({ failing }) => failing.map(({ key, label }) => [key, label] as const)));
  return describeFailureRule(
    { anyOf: formal },
    { anyOf: serious },
    {
      area: (key) => labels.get(key) ?? key,
      grade: (key) => grades.get(key) ?? key,
      category: (key) => key,
    },
  );
}

const decidedWords: Readonly<Record<string, string>> = { agreed: 'Agreed', dropped: 'Given up' };

export function draftPage({
  reader,
  others,
  names,
  query,
  problem = null,
  ...shown
}: Shown & {
  /** The reference of whoever reads. */
  readonly reader: string;
  /** Who else could agree it. */
  readonly others: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly query: Query;
  readonly problem?: string | null;
}): Sheet {
  const { draft, content } = shown;
  const own = ownScaleRow(content.ownScale);
  const scales = own ? [...shown.scales, own] : shown.scales;
  const nameOf = (ref: string): string => names.get(ref) ?? ref;
  const isOpen = draft.state === 'draft';
  return {
    ...bare,
    title: content.title,
    stamp: isOpen ? 'Draft: not offered to inspectors, not public' : (decidedWords[draft.state] ?? null),
    breadcrumbs: [home],
    errors: problem ? [{ text: problem, href: '#decide' }] : [],
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'facts',
        summary: {
          rows: [
            { label: 'Inspectorate', text: draft.inspectorate },
            { label: 'Copied from', text: draft.baseTitle ?? 'Nothing' },
            { label: 'Address of its page', text: frameworkPaths.show(draft.key) },
            {
              label: 'Used',
              text: `From ${formatDay(content.effectiveFrom)}${content.effectiveTo ? ` to ${formatDay(content.effectiveTo)}` : ''}`,
            },
            { label: 'What is judged', text: content.unit },
            { label: 'Speaks of', text: episodeAreas[content.episodeArea] },
            { label: 'Where it is used', text: formatList([...content.countries]) },
            { label: 'Scale', text: scaleWords({ ...shown, scales }) },
            { label: 'Recovered', text: `When ${recoveredRules[content.recoveredRule]}` },
            {
              label: 'Action plan',
              text:
                content.planDays === null
                  ? draft.baseTitle
                    ? 'Deadlines as in the version copied'
                    : 'No deadline'
                  : `${formatCount(content.planDays)} working days after the report is received`,
            },
            { label: 'Note', text: content.note ?? 'None' },
            { label: 'Address of its text', text: content.sourceUrl ?? 'None' },
            { label: 'Saved by', text: nameOf(draft.savedBy), note: formatMoment(draft.savedAt) },
            ...(draft.decidedBy && draft.decidedAt
              ? [
                  {
                    label: decidedWords[draft.state] ?? draft.state,
                    text: nameOf(draft.decidedBy),
                    note: formatMoment(draft.decidedAt),
                  },
                ]
              : []),
          ],
        },
      },
      { id: 'headline', heading: 'Headline judgements', ...listed(content.headline, 'No headline judgement.') },
      { id: 'areas', heading: 'Other areas', ...listed(content.others, 'No other area.') },
      failureBlock(ruleOf({ ...shown, scales })),
      ...(isOpen ? decideBlocks(draft, { isMine: draft.savedBy === reader, others }) : becameBlocks(draft)),
    ],
  };
}

const scaleWords = ({ content, scales }: Shown): string => {
  const scale = scales.find(({ id }) => id === content.scaleId);
  return scale ? `${scale.label}: ${gradesOf(scale)}` : 'Not known';
};

const listed = (items: readonly string[], none: string): Pick<Block, 'list' | 'empty'> =>
  items.length > 0 ? { list: items } : { empty: { text: none } };

const failureBlock = ({ summary, tests, serious }: FailureRule): Block => ({
  id: 'failure',
  heading: 'What it makes a failure',
  paragraphs: [summary],
  list: [...tests, ...serious.map((test) => `Serious, and by itself no failure: ${test}`)],
});

const becameBlocks = ({ frameworkKey }: DraftRow): readonly Block[] =>
  frameworkKey
    ? [{ id: 'became', links: [{ text: 'Read the version', href: frameworkPaths.show(frameworkKey) }] }]
    : [];

function decideBlocks(
  draft: DraftRow,
  { isMine, others }: { readonly isMine: boolean; readonly others: readonly string[] },
): readonly Block[] {
  const agree: FormModel = form({
    action: versionPaths.agreement(draft.id),
    button: 'Agree this version',
    version: draft.version,
    fields: [],
  });
  return [
    {
      id: 'decide',
      heading: 'Agree it',
      ...(isMine
        ? { inset: { text: yourOwn(others) } }
        : {
            warning: 'When you agree it, it is public and inspectors can choose it. It cannot be edited afterwards.',
            form: agree,
          }),
      links: [{ text: 'Change the draft', href: versionPaths.edit(draft.id) }],
    },
    {
      id: 'drop',
      heading: 'Give it up',
      paragraphs: ['The trail keeps that there was a draft. Nothing of it becomes public.'],
      form: form({
        action: versionPaths.dropping(draft.id),
        button: 'Give up this draft',
        isWarning: true,
        version: draft.version,
        fields: [],
      }),
    },
  ];
}

export const yourOwn = (others: readonly string[]): string =>
  others.length > 0
    ? `You saved this draft last, so another administrator must agree it: ${formatList([...others])}.`
    : 'You saved this draft last, so another administrator must agree it. There is none yet: invite one.';

export const decisionProblems = {
  stale: 'Somebody changed this draft after you opened it. Read it as it now stands, then decide',
  'decided-already': 'This draft was decided already',
};
