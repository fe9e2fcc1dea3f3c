import { type FieldMaker, form, type FormModel, prose, radios, tick, type Tried } from '../../shell/form/form.js';
import { formatMoment } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { evidenceKinds, evidenceMethods, evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';
import { notRatedReasons } from '../../vocabulary/domain/not-rated-reasons.js';
import type { GradeChoice } from '../data/workspace.queries.js';
import { bands } from '../domain/grade-scale.js';
import { isInConfidence } from '../domain/inspection-state.js';
import type { WorkJudgement } from '../domain/inspection-work.js';
import { findingKinds } from '../domain/new-inspection.js';
import { evidenceOf } from '../domain/provisional-gate.js';
import { isInspecting } from '../domain/relation.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Block, Sheet } from './sheet.js';
import { frameOf, wholeArea } from './workspace-words.js';

const sentences = {
  evidence: 'The evidence is saved',
  'evidence-withdrawn': 'The evidence is withdrawn',
  finding: 'The finding is saved',
  'finding-removed': 'The finding is taken out',
  judged: 'The judgement is saved',
};

type Asked = {
  /** A key of the framework, or null: everything, where nothing is graded. */
  readonly area: string | null;
  readonly judgement: WorkJudgement | null;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tried?: Tried;
};

/** Page 20: what was found in an area, and what is judged of it. */
export function areaPage(view: WorkView, { area, judgement, query, tried = null }: Asked): Sheet {
  const title = judgement?.areaText ?? 'What was looked at';
  const model = judgement ? judgementForm(view, judgement, tried) : null;
  return {
    ...frameOf(view, title, { done: saidAfter(query, sentences) }),
    errors: model?.errors ?? [],
    blocks: [
      evidenceBlock(view, area),
      ...(judgement && model ? [judgementBlock(view, judgement, model)] : []),
      findingsBlock(view, area),
      ...changesBlock(view, judgement),
    ],
  };
}

export const mayGather = ({ work, relation }: WorkView): boolean => isInspecting(relation) && work.state === 'draft';

const mayWrite = ({ work, relation }: WorkView): boolean =>
  isInspecting(relation) && isInConfidence(work.state) && (work.state === 'draft' || relation.part === 'lead');

function evidenceBlock(view: WorkView, area: string | null): Block {
  const { ref } = view.work;
  const here = view.evidence.filter((piece) => piece.area === area);
  const table: Table = stacked({
    id: 'evidence-table',
    caption: 'Evidence',
    captionHidden: true,
    head: tableHead([
      { text: 'Evidence' },
      { text: 'What it shows' },
      { text: 'How' },
      { text: 'Strength' },
      { text: 'Added' },
    ]),
    rows: here.map((piece) => ({
      cells: [
        {
          text: piece.ref,
          header: true,
          href: inspectionPaths.evidence(ref, piece.ref),
          tag: piece.contradicts === 1 ? { text: 'Speaks against the rest', colour: 'orange' } : null,
        },
        { text: piece.summary, note: whereWords(piece) },
        { text: labelIn(evidenceKinds, piece.kind), note: labelIn(evidenceMethods, piece.method) },
        { text: (labelIn(evidenceStrengths, piece.strength).split(':')[0] ?? '').trim() },
        { text: piece.addedBy, note: formatMoment(piece.addedAt) },
      ],
    })),
    empty: {
      text:
        view.work.judgements.length > 0
          ? 'No evidence yet. You cannot set a grade without it.'
          : 'No evidence yet. Add evidence to this area.',
    },
  });
  return {
    id: 'evidence',
    heading: 'Evidence',
    table,
    links: mayGather(view)
      ? [{ text: 'Add evidence', href: `${inspectionPaths.newEvidence(ref)}?area=${area ?? wholeArea}` }]
      : [],
  };
}

const whereWords = ({
  page,
  paragraph,
  fileName,
}: {
  page: string | null;
  paragraph: string | null;
  fileName: string | null;
}): string | null =>
  [page ? `Page ${page}` : '', paragraph ? `paragraph ${paragraph}` : '', fileName ? `File: ${fileName}` : '']
    .filter(Boolean)
    .join(', ') || null;

export const labelIn = (labels: Readonly<Record<string, string>>, key: string): string => labels[key] ?? key;

/** "Failing. Under this framework it counts as failure." The band is ours, and says so. */
export function gradeHint(grade: GradeChoice, grades: readonly GradeChoice[]): string {
  const place = `${grade.ordinal} of ${grades.length}, counted from the worst`;
  const other = grade.altBand ? `, or fairly read as ${bands[grade.altBand].toLowerCase()}` : '';
  const fails = grade.isFailing ? ' Counts as failing on this scale.' : '';
  const ours =
    grade.band === 'none' ? `${place}. No band.` : `${bands[grade.band]} (our band${other}). ${place}.${fails}`;
  return grade.meaning ? `${grade.meaning} ${ours}` : ours;
}

function judgementForm(view: WorkView, judgement: WorkJudgement, tried: Tried): FormModel | null {
  if (!mayWrite(view)) return null;
  const scaleId = view.areas.find(({ key }) => key === judgement.area)?.scaleId ?? null;
  const grades = view.grades.filter((grade) => grade.scaleId === scaleId);
  const chosen = judgement.gradeId ?? (judgement.absence === null ? null : `not:${judgement.absence}`);
  const isDraft = view.work.state === 'draft';
  const fields: FieldMaker[] = [
    radios({
      name: 'grade',
      label: 'Grade',
      value: chosen,
      choices: [
        ...grades.map((grade) => ({ value: grade.id, text: grade.label, hint: gradeHint(grade, grades) })),
        ...Object.entries(notRatedReasons).map(([key, label]) => ({
          value: `not:${key}`,
          text: `No grade: ${label.toLowerCase()}`,
        })),
      ],
    }),
    prose({
      name: 'narrative',
      label: 'What inspectors say',
      hint: 'Becomes public when the inspection is published. At most 2,000 characters. No names, dates of birth or case numbers.',
      value: judgement.narrative,
      rows: 8,
    }),
  ];
  if (!judgement.isOverall && view.work.judgements.some(({ isOverall }) => isOverall))
    fields.push(
      tick({
        name: 'limiting',
        label: 'Limits the overall grade',
        words: 'This judgement holds the overall grade down by a rule of the framework',
        value: judgement.limiting,
      }),
    );
  if (!isDraft)
    fields.push(
      prose({
        name: 'reason',
        label: 'Reason for the change',
        hint: 'The team keeps it with the judgement before and after. It is not public.',
        rows: 3,
      }),
    );
  if (tried?.errors.checked || (tried && 'checked' in tried.posted)) fields.push(checkedTick);
  return form({
    action: inspectionPaths.area(view.work.ref, judgement.area ?? wholeArea),
    button: isDraft ? 'Save judgement' : 'Save change',
    fields,
    tried,
    version: judgement.version,
  });
}

/** Offered once the words looked as if somebody could be known by them. */
export const checkedTick: FieldMaker = tick({
  name: 'checked',
  label: 'Nobody can be identified',
  words: 'I have read these words again: nobody can be identified by them',
});

function judgementBlock(view: WorkView, judgement: WorkJudgement, model: FormModel): Block {
  const { work } = view;
  const lacks = evidenceOf(work, judgement.area) === 0;
  const rules = judgement.isOverall
    ? view.limiting
    : view.limiting.filter(({ because }) => because.includes(judgement.areaText));
  return {
    id: 'judgement',
    heading: 'Judgement',
    paragraphs: [
      ...(lacks ? [`Add at least one piece of evidence for ${judgement.areaText} before you choose a grade.`] : []),
      ...(work.state === 'accuracy_check'
        ? [
            'The organisation is checking the report: words may change, with a reason. To change a grade, return the inspection to provisional first.',
          ]
        : []),
      ...(work.state === 'provisional'
        ? ['The judgements are locked. A change needs a reason, and both inspectors confirm again.']
        : []),
    ],
    list: rules
      .filter(({ kind }) => kind !== 'read')
      .map(
        ({ text: rule, because, kind }) =>
          `${kind === 'goes-against' ? 'The overall grade is better than this rule allows' : 'This rule applies'}, because of ${because.join(' and ')}: ${rule}`,
      ),
    form: model,
  };
}

function findingsBlock(view: WorkView, area: string | null): Block {
  const { ref } = view.work;
  const here = view.findings.filter((finding) => finding.area === area);
  return {
    id: 'findings',
    heading: 'Findings',
    table: stacked({
      id: 'findings-table',
      caption: 'Findings',
      captionHidden: true,
      head: tableHead([{ text: 'Finding' }, { text: 'Kind' }, { text: 'Cause' }]),
      rows: here.map((finding) => ({
        cells: [
          { text: finding.text, header: true, href: mayWrite(view) ? inspectionPaths.finding(ref, finding.id) : null },
          { text: labelIn(findingKinds, finding.kind) },
          { text: finding.cause ? labelIn(causes, finding.cause) : 'Not known' },
        ],
      })),
      empty: { text: 'No findings yet.' },
    }),
    links: mayWrite(view)
      ? [{ text: 'Add a finding', href: `${inspectionPaths.newFinding(ref)}?area=${area ?? wholeArea}` }]
      : [],
  };
}

/** What changed after it was provisional. */
function changesBlock(view: WorkView, judgement: WorkJudgement | null): readonly Block[] {
  const changes = view.changes.filter(({ areaText }) => areaText === judgement?.areaText);
  if (changes.length === 0) return [];
  return [
    {
      id: 'changes',
      heading: 'Changes since it was provisional',
      list: changes.map(
        ({ before, after, wordsOnly, reason, at, by }) =>
          `${formatMoment(at)}, ${by}: ${wordsOnly === 1 ? `the words changed, the grade stayed ${after}` : `from ${before} to ${after}`}. Reason: ${reason}`,
      ),
    },
  ];
}
