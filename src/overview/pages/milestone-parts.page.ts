import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import type { LinkTargetRow } from '../../plans/data/link-targets.queries.js';
import { dependencyKinds, type LinkKind, linkKinds } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatDay } from '../../shell/format.js';
import { stacked, tableHead } from '../../shell/table.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import type { MilestoneInput } from './milestone-input.page.js';
import { type PlanSection, section } from './plan-frame.page.js';
import { ratingTag, who } from './plan-words.page.js';

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

export const targetText = ({ text, parentRef }: Pick<LinkTargetRow, 'text' | 'parentRef'>): string =>
  `${shorten(text)} (${parentRef})`;

export function evidenceSection({ plan, milestone, evidence, acts, names }: MilestoneInput): PlanSection {
  return section({
    id: 'evidence',
    heading: `Evidence (${evidence.length})`,
    table: stacked({
      id: 'evidence-table',
      caption: 'Evidence',
      captionHidden: true,
      head: tableHead([
        { text: 'Evidence' },
        { text: 'Shows' },
        { text: 'From' },
        { text: 'Of' },
        { text: 'Accepted' },
      ]),
      rows: evidence.map((one) => ({
        cells: [
          { header: true, text: one.title, href: planPaths.evidence(one.ref), note: one.ref },
          { text: capital(one.level), note: evidenceKinds[one.kind as keyof typeof evidenceKinds] },
          { text: capital(one.independence) },
          { text: formatDay(one.onDay) },
          one.acceptedOn
            ? { text: formatDay(one.acceptedOn), note: `By ${who(names, one.acceptedBy)}` }
            : { text: one.notAcceptedBecause ? 'Not accepted' : 'Not yet', note: one.notAcceptedBecause },
        ],
      })),
      empty: { text: 'No evidence yet. Without it the action cannot be complete.' },
    }),
    links: acts.addEvidence ? [{ text: 'Add evidence', href: planPaths.addEvidence(plan.ref, milestone.ref) }] : [],
  });
}

/** Where a record that a milestone answers is read. What peers found stands on no page of its own. */
const readAt: Readonly<Record<LinkKind, ((parentRef: string) => string) | null>> = {
  finding: inspectionPaths.show,
  peer_finding: null,
  direction: interventionPaths.show,
  exit_criterion: interventionPaths.show,
  risk: planPaths.risk,
  measure: measurePaths.show,
};

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

export function linksSection({ plan, milestone, links, targets, acts }: MilestoneInput): PlanSection {
  const known = new Map(targets.map((target) => [`${target.kind}:${target.id}`, target]));
  return section({
    id: 'links',
    heading: 'What it answers',
    intro: 'The findings, directions, exit criteria, risks and measures that this action is there for.',
    table: stacked({
      id: 'links-table',
      caption: 'What the milestone answers',
      captionHidden: true,
      head: tableHead([{ text: 'Record' }, { text: 'Kind' }, { text: 'From' }]),
      rows: links.map(({ kind, targetId }) => {
        const target = known.get(`${kind}:${targetId}`);
        return {
          cells: [
            {
              header: true,
              text: target?.text ?? 'A record that is not there any more',
              href: target ? (readAt[kind]?.(target.parentRef) ?? null) : null,
            },
            { text: linkKinds[kind] },
            { text: target?.parentRef ?? 'Not known' },
          ],
        };
      }),
      empty: { text: 'It answers nothing on the record yet.' },
    }),
    links: acts.edit ? [{ text: 'Change what it answers', href: planPaths.ties(plan.ref, milestone.ref) }] : [],
  });
}

export function waitsSection({ plan, milestone, waits, all, acts }: MilestoneInput): PlanSection {
  const byId = new Map(all.map((one) => [one.id, one]));
  const row = (id: string, words: string) => {
    const one = byId.get(id);
    return {
      cells: [
        {
          header: true,
          text: one ? `${one.ref} ${one.title}` : id,
          href: one ? planPaths.milestone(plan.ref, one.ref) : null,
        },
        { text: words },
        { text: one ? formatDay(one.currentDue) : 'Not known' },
        one ? { tag: ratingTag(one.rated.rating) } : { text: 'Not known' },
      ],
    };
  };
  return section({
    id: 'waits',
    heading: 'What waits for what',
    table: stacked({
      id: 'waits-table',
      caption: 'Milestones that this one waits for, and that wait for it',
      captionHidden: true,
      head: tableHead([{ text: 'Milestone' }, { text: 'How' }, { text: 'Due' }, { text: 'The record says' }]),
      rows: waits.flatMap(({ fromId, toId, kind }) =>
        fromId === milestone.id
          ? [row(toId, `This waits for it. ${dependencyKinds[kind]}`)]
          : toId === milestone.id
            ? [row(fromId, 'It waits for this one')]
            : [],
      ),
      empty: { text: 'It waits for nothing, and nothing waits for it.' },
    }),
    links: acts.edit ? [{ text: 'Change what it waits for', href: planPaths.waits(plan.ref, milestone.ref) }] : [],
  });
}
