import { parsePeriod } from '../../kernel/period.js';
import { formatMoment, formatPeriod } from '../../shell/format.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { findingKinds } from '../domain/new-inspection.js';
import type { SealedContent } from '../domain/seal.js';
import { inspectionPaths } from './inspections.paths.js';
import { labelIn } from './area.page.js';
import { paragraphsOf, type Sheet } from './sheet.js';

const dayWords = (text: string | null): string => {
  const on = text === null ? null : parsePeriod(text);
  return on ? formatPeriod(on) : 'Not known';
};

/** One edition of an inspection as it was published, word for word. */
export function editionPage(
  content: SealedContent,
  { publishedAt, latest }: { readonly publishedAt: string; readonly latest: number },
): Sheet {
  const { ref, edition } = content;
  const isLatest = edition === latest;
  return {
    title: `${ref}, edition ${edition}`,
    breadcrumbs: [{ text: ref, href: inspectionPaths.show(ref) }],
    caption: `${content.inspectorateName}: ${content.subject}`,
    stamp: null,
    done: null,
    blocks: [
      {
        id: 'edition',
        paragraphs: [`This is what edition ${edition} said when it was published at ${formatMoment(publishedAt)}.`],
        inset: {
          text: isLatest ? 'It is the edition that stands.' : `It was put right. Edition ${latest} stands.`,
          link: { text: 'Read the inspection', href: inspectionPaths.show(ref) },
        },
        summary: {
          rows: [
            { label: 'Overall, as published', text: content.overallLabel ?? 'No overall grade' },
            { label: 'Date published', text: dayWords(content.publishedOn) },
            { label: 'Visit', text: `${dayWords(content.startedOn)} to ${dayWords(content.endedOn)}` },
            { label: 'Summary', text: content.headline ?? 'None' },
          ],
        },
      },
      {
        id: 'judgements',
        heading: 'Judgements',
        summary: {
          rows: content.judgements.map(({ areaText, label, absence, narrative }) => ({
            label: areaText,
            text: label ?? (absence ? labelIn(gradeAbsences, absence) : 'Nothing'),
            note: narrative,
          })),
        },
      },
      {
        id: 'findings',
        heading: 'Findings',
        ...(content.findings.length > 0
          ? { list: content.findings.map(({ text, kind }) => `${labelIn(findingKinds, kind)}: ${text}`) }
          : { empty: { text: 'No findings are recorded one by one.' } }),
      },
      ...(content.reportText ? [{ id: 'report', heading: 'Report', prose: paragraphsOf(content.reportText) }] : []),
    ],
  };
}
