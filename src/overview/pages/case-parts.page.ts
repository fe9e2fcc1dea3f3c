import { recoveryBases, type RecoveryBasis, triggerKinds } from '../../episodes/domain/episode.js';
import { type CloseReason, closeReasons } from '../../episodes/domain/episode-state.js';
import type { EpisodeFacts } from '../../episodes/domain/episode-clock.js';
import { findingKinds, findingStatuses } from '../../inspections/domain/new-inspection.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { byPeriod, monthsBetween, type Period, periodText } from '../../kernel/period.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { formatMonths, formatPeriod } from '../../shell/format.js';
import type { Citation, SummaryList, SummaryRow } from '../../shell/parts.js';
import { type Table, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { impacts } from '../../vocabulary/domain/impacts.js';
import {
  goodOf,
  notFailingOf,
  partSaid,
  triggerFact,
  triggerInspectionOf,
  triggerLabel,
  watchEndOf,
} from '../domain/case-facts.js';
import type { EpisodeFactSheet, InspectionFact } from '../domain/dossier.js';
import { Citing } from './citing.page.js';
import type { FactHref } from './clock.page.js';
import { certaintyWords, dateWords, labelOf, writtenMonths } from './dossier-words.page.js';
import { keepKnown } from './organisation-frame.page.js';
import { bodyOf } from './case-story.page.js';
import type { EpisodePageInput } from './case-input.page.js';

export type Sourced = {
  readonly label: string;
  readonly texts: readonly { readonly text: string; readonly citations: readonly Citation[] }[];
};

export function keyFactList(input: EpisodePageInput, citing: Citing): SummaryList {
  const { dossier, episode } = input;
  const trigger = triggerFact(dossier, episode);
  const label = triggerLabel(dossier, episode);
  const over = notFailingOf(episode);
  const good = goodOf(episode);
  const watched = watchEndOf(episode);
  const inspectionHref = (id: string | null): string | null => {
    const inspection = dossier.inspections.find((one) => one.id === id);
    return inspection ? inspectionPaths.show(inspection.ref) : null;
  };
  const marks = (id: string | null | undefined): readonly Citation[] => (id ? citing.marks(id) : []);
  const dated = (label_: string, on: Period | null | undefined, more: Partial<SummaryRow> = {}): SummaryRow => ({
    label: label_,
    text: on ? formatPeriod(on) : 'Not known',
    ...more,
  });
  const rows: (SummaryRow | null)[] = [
    {
      label: 'Organisation',
      text: bodyOf(dossier, episode.organisationId).name,
      href: keepKnown(input, organisationPaths.show(bodyOf(dossier, episode.organisationId).slug)),
      citations: citing.marks(episode.id),
      note: certaintyWords(episode.certainty),
    },
    episode.unit ? { label: 'Part', text: episode.unit } : null,
    dated('When it began', episode.onsetOn, { note: episode.onsetBasis }),
    dated('Trigger', trigger.on, {
      href: inspectionHref(triggerInspectionOf(episode)),
      note: [labelOf(triggerKinds, episode.triggerKind), trigger.label, label].filter(Boolean).join(': '),
      citations: marks(trigger.factId),
    }),
    over
      ? dated('First judgement not failing', over.on, {
          href: inspectionHref(over.inspectionId),
          note: [episode.derived.notFailing ? 'From judgements' : 'As recorded', partSaid(dossier, episode, over)]
            .filter(Boolean)
            .join('. '),
          citations: marks(over.inspectionId),
        })
      : { label: 'First judgement not failing', text: 'None on the record' },
    good
      ? dated('Good or better', good.on, {
          note: partSaid(dossier, episode, good),
          href: inspectionHref(good.inspectionId),
          citations: marks(good.inspectionId),
        })
      : { label: 'Good or better', text: 'None on the record' },
    episode.interventionEndedOn
      ? dated('Intervention ended', episode.interventionEndedOn, {
          note: episode.endedNote,
          citations: marks(episode.endedInterventionId),
        })
      : null,
    episode.recoveredOn
      ? dated('Recovered', episode.recoveredOn, {
          note: episode.recoveryBasis
            ? `Basis: ${recoveryBases[episode.recoveryBasis as RecoveryBasis].toLowerCase()}`
            : null,
        })
      : { label: 'Recovered', text: 'Nobody has recorded a decision' },
    episode.closedOn
      ? dated('Closed', episode.closedOn, {
          note: episode.closeReason ? closeReasons[episode.closeReason as CloseReason] : null,
        })
      : null,
    watched ? { label: 'Relapse watch until', text: formatPeriod(watched), note: '84 months' } : null,
    programmeRow(input, citing),
  ];
  return { rows: rows.flatMap((row) => row ?? []) };
}

/** The programmes that the case used. */
function programmeRow({ dossier, episode }: EpisodePageInput, citing: Citing): SummaryRow | null {
  const used = (dossier.programmesUsed ?? []).filter(({ episodeId }) => episodeId === episode.id);
  if (used.length === 0) return null;
  return {
    label: 'Programmes used',
    links: used.map(({ slug, name }) => ({ text: name, href: programmePaths.show(slug) })),
    note: used.flatMap(({ text }) => text ?? []).join(' ') || null,
    citations: citing.marks(...used.map(({ id }) => id)),
  };
}

export function stepTable(facts: EpisodeFacts, { citing, href }: { citing: Citing; href: FactHref }): Table {
  const steps = facts.interventions.toSorted((a, b) => (a.from && b.from ? byPeriod(a.from, b.from) : a.from ? -1 : 1));
  return {
    id: 'steps',
    caption: 'Steps of intervention, each with its own length',
    head: tableHead([
      { text: 'Step' },
      { text: 'Level (ours)' },
      { text: 'From' },
      { text: 'To' },
      { text: 'Months', numeric: true },
    ]),
    rows: steps.map(({ factId, label, level, from, to }) => ({
      cells: [
        { text: label, href: href(factId), header: true, citations: citing.marks(factId) },
        { text: `${level}: ${interventionLevels[level].toLowerCase()}` },
        { text: dateWords(from), written: from && periodText(from) },
        { text: to ? formatPeriod(to) : 'No end on the record', written: to && periodText(to) },
        {
          text: from && to ? formatMonths(monthsBetween(from, to)) : 'Not known',
          numeric: true,
          written: writtenMonths(from && to ? monthsBetween(from, to) : null),
        },
      ],
    })),
    empty: { text: 'No intervention is on the record of this case.' },
  };
}

export const impactList = (episode: EpisodeFactSheet, citing: Citing): readonly Sourced[] =>
  Object.entries(impacts).map(([code, label]) => ({ label, texts: partsOf(episode.impacts, code, citing) }));

export const causeList = (episode: EpisodeFactSheet, citing: Citing): readonly Sourced[] =>
  Object.entries(causes)
    .map(([code, label]) => ({ label, texts: partsOf(episode.causes, code, citing) }))
    .filter(({ texts }) => texts.length > 0);

const partsOf = (parts: EpisodeFactSheet['impacts'], wanted: string, citing: Citing): Sourced['texts'] =>
  parts.filter(({ code }) => code === wanted).map(({ id, text }) => ({ text, citations: citing.marks(id) }));

/**
 * What inspectors found, one row a finding. Of a report whose findings are not on the record one by one its headline
 * stands; where that is so of all of them, the table has no columns for what nobody recorded.
 */
export function findingTable(inspections: readonly InspectionFact[], citing: Citing): Table {
  const isOneByOne = inspections.some(({ findings }) => findings.length > 0);
  const rows = inspections.flatMap((inspection) => {
    const link = {
      text: inspection.judgedOn ? formatPeriod(inspection.judgedOn) : 'Date not known',
      written: inspection.judgedOn && periodText(inspection.judgedOn),
      href: inspectionPaths.show(inspection.ref),
      header: true,
    };
    const findings = inspection.findings.map((finding) => ({
      cells: [
        link,
        { text: finding.text, note: labelOf(findingKinds, finding.kind), citations: citing.marks(finding.id) },
        { text: finding.cause ? labelOf(causes, finding.cause) : 'Not known' },
        { text: labelOf(findingStatuses, finding.status) },
      ],
    }));
    if (findings.length > 0 || !inspection.headline) return findings;
    const said = {
      text: inspection.headline,
      note: inspection.inspectorate,
      citations: citing.marks(inspection.id),
    };
    return [
      { cells: isOneByOne ? [link, said, { text: 'Not recorded one by one' }, { text: 'Not known' }] : [link, said] },
    ];
  });
  return {
    id: 'findings',
    caption: 'What inspectors and reviewers found',
    captionHidden: true,
    head: tableHead([
      { text: 'Published' },
      { text: 'Found' },
      ...(isOneByOne ? [{ text: 'Cause' }, { text: 'What became of it' }] : []),
    ]),
    rows,
    empty: { text: 'No findings are on the record.' },
  };
}
