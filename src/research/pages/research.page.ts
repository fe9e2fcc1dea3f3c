import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { dutyPaths } from '../../overview/pages/duties.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { RecoveryReading } from '../domain/recovery-reading.js';
import { answerOf } from './recovery-words.page.js';
import { comparePaths } from './compare.paths.js';
import { apiPaths } from '../../overview/pages/api.paths.js';
import { researchPaths } from './research.paths.js';

type Way = { readonly link: Link; readonly text: string };

export type ResearchPage = PageFacts & { readonly ways: readonly Way[] };

/** What researchers find here, and what the record answers already. */
export const researchPage = ({ all, question }: RecoveryReading): ResearchPage => ({
  title: 'Research',
  description: 'Compare turnarounds honestly: how long recovery takes, for whom, with what certainty.',
  breadcrumbs: [],
  isSameForAll: true,
  ways: [
    {
      link: { text: 'How long recovery takes', href: researchPaths.recovery() },
      text: answerOf(all, question.definition),
    },
    {
      link: { text: 'Compare cases', href: comparePaths.choose() },
      text: 'Two to six cases side by side on one clock: judgements, interventions, help, posts and measures, with what is not the same between them.',
    },
    {
      link: { text: 'Recovery figures for machines', href: researchPaths.forMachines() },
      text: 'The same figures as JSON, with every parameter of the page.',
    },
    {
      link: { text: 'Frozen cohorts', href: researchPaths.cohorts() },
      text: 'Sets of episodes that stand still, each with a data package, a hash and a citation. Freeze your own.',
    },
    {
      link: { text: 'About the data', href: researchPaths.data() },
      text: 'The whole public record as a data package: a table for each kind of fact, with codebook and licence.',
    },
    {
      link: { text: 'The record for machines', href: apiPaths.page() },
      text: 'Organisations, episodes, inspections, judgements, measures, programmes and sources as JSON, with an OpenAPI document.',
    },
    {
      link: { text: 'Every episode of failure', href: episodePaths.index() },
      text: 'The list behind the figures, with filters and as a file.',
    },
    {
      link: { text: 'Methods', href: dutyPaths.methods() },
      text: 'How grades are read, and what opens and ends an episode.',
    },
  ],
});
