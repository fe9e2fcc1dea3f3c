import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { bands, type Band } from '../../inspections/domain/grade-scale.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { type CaseResult, disclosureRules } from '../../measures/domain/disclosure-cases.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, plural } from '../../shell/format.js';
import { grade } from '../../shell/grade.js';
import type { PageFacts } from '../../shell/layout.js';
import { formatCapped } from '../../shell/pagination.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import type { Holdings } from '../data/holdings.row.js';
import { dutyPaths } from './duties.paths.js';

/** Whom to write to. `writeHref` null: the people who run this copy have given no address. */
export type Contact = { readonly address: string | null; readonly writeHref: string | null };

export const contactOf = (email: string | null): Contact => ({
  address: email,
  writeHref: email ? `mailto:${email}` : null,
});

export type AboutPage = PageFacts & { readonly holdings: Table; readonly citation: string; readonly contact: Contact };

type AboutOptions = {
  readonly countedTo: number;
  readonly today: CalendarDay;
  readonly publicUrl: string;
  readonly email: string | null;
};

export function aboutPage(holdings: Holdings, { countedTo, today, publicUrl, email }: AboutOptions): AboutPage {
  const row = (text: string, count: number, href: string | null = null) => ({
    cells: [
      { text, href, header: true },
      { text: formatCapped({ count: Math.min(count, countedTo), capped: count > countedTo }), numeric: true },
    ],
  });
  return {
    title: 'About this record',
    description: 'What this record is, what it holds now, what it is not, and how to cite it.',
    breadcrumbs: [],
    holdings: {
      id: 'holdings',
      caption: 'What it holds now',
      captionHidden: true,
      head: tableHead([{ text: 'Kind of record' }, { text: 'How many', numeric: true }]),
      rows: [
        row('Organisations', holdings.organisations, organisationPaths.index()),
        row('Failure episodes', holdings.episodes, episodePaths.index()),
        row('Inspections and other looks from outside', holdings.inspections),
        row('Interventions', holdings.interventions),
        row('Warning signs', holdings.warnings),
        row('Measures', holdings.measures, measurePaths.index()),
        row('Pieces of evidence for the eight lessons', holdings.evidence, lessonPaths.index()),
        row('Versions of inspection frameworks', holdings.frameworks, frameworkPaths.index()),
        row('Disagreements between sources', holdings.conflicts),
        row('Sources', holdings.sources, sourcePaths.index()),
      ],
    },
    citation: `Turnaround: About this record. ${publicUrl}${dutyPaths.about()}. Accessed ${formatDay(today)}.`,
    contact: contactOf(email),
  };
}

export type MethodsPage = PageFacts & {
  readonly bands: Table;
  readonly disclosureRules: readonly { readonly rule: number; readonly name: string; readonly text: string }[];
  /** How the published cases came out when this page was made. */
  readonly disclosureVerdict: string;
  readonly disclosureCases: Table;
};

const bandMeanings: Readonly<Record<Band, string>> = {
  failing: 'The inspectorate’s own text makes the grade a formal failure, or it leads to powers being used.',
  below: 'Something expected is not met or must improve, and it is no formal failure.',
  meeting: 'What was acceptable or expected at the time, on that scale, is met.',
  exceeding: 'The inspectorate says that it is well above what is expected.',
  none: 'No grade, or one that says nothing about standing.',
};

export const methodsPage = (cases: readonly CaseResult[]): MethodsPage => ({
  disclosureRules,
  disclosureVerdict: verdictOf(cases),
  disclosureCases: caseTable(cases),
  title: 'Methods',
  description: 'How this record works things out: episodes, dates, months, bands, relapse, and what is not known.',
  breadcrumbs: [],
  bands: {
    id: 'bands',
    caption: 'Bands, which are ours',
    captionHidden: true,
    head: tableHead([{ text: 'Band' }, { text: 'When a grade is in it' }]),
    rows: (Object.keys(bands) as Band[]).map((band) => ({
      cells: [{ grade: grade(band, bands[band]), header: true }, { text: bandMeanings[band] }],
    })),
  },
});

function verdictOf(cases: readonly CaseResult[]): string {
  const failed = cases.filter(({ passed }) => !passed).length;
  return failed === 0
    ? `All ${plural(cases.length, 'case')} came out as they must when this page was made.`
    : `${plural(failed, 'case')} of ${cases.length} did not come out as they must. Do not publish until this is put right.`;
}

const comesOut = (lines: readonly string[]): string => (lines.length === 0 ? 'Nothing is found' : lines.join('; '));

const caseTable = (cases: readonly CaseResult[]): Table =>
  stacked(
    {
      id: 'disclosure-cases',
      caption: 'Published test cases of disclosure control',
      head: tableHead([{ text: 'Given' }, { text: 'Rule', numeric: true }, { text: 'Comes out as' }]),
      rows: cases.map(({ rule, title, expected, got, passed }) => ({
        cells: [
          { text: title, header: true },
          { text: String(rule), numeric: true },
          { text: comesOut(got), note: passed ? null : `Wrong: it must be ${comesOut(expected)}` },
        ],
      })),
    },
    ['', 'Rule', ''],
  );

export type PlainPage = PageFacts & { readonly contact: Contact };

export const accessibilityPage = (email: string | null): PlainPage => ({
  title: 'Accessibility statement',
  description: 'How accessible this service is, what is not, and how to tell us.',
  breadcrumbs: [],
  contact: contactOf(email),
});

export const privacyPage = (email: string | null): PlainPage => ({
  title: 'Privacy',
  description: 'What this service holds about people, and what it does not.',
  breadcrumbs: [],
  contact: contactOf(email),
});

export const cookiesPage = (): PageFacts => ({
  title: 'Cookies',
  description: 'Reading sets no cookies. Signing in sets one that is needed for it.',
  breadcrumbs: [],
});
