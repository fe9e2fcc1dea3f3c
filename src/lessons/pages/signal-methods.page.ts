import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList } from '../../shell/parts.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import type { EditionRow } from '../data/signal-limits.queries.js';
import { guideInForce, limitWords } from '../domain/limit-words.js';
import { limitsOn } from '../domain/limits.js';
import { lessonGuideOf } from '../domain/lesson-guide.js';
import type { Signal } from '../domain/signal.js';
import { signals } from '../domain/signals.js';
import { lessonPaths } from './lessons.paths.js';

type Change = { readonly heading: string; readonly what: string; readonly why: string };

type Method = {
  /** `L1.1`: what a link to it leads to. */
  readonly id: string;
  readonly name: string;
  readonly measure: string;
  readonly summary: SummaryList;
  readonly changes: readonly Change[];
};

export type SignalMethodsPage = PageFacts & {
  readonly lessons: readonly {
    readonly id: string;
    readonly heading: Link;
    readonly methods: readonly Method[];
    readonly cautions: readonly string[];
  }[];
};

/** Every signal in words, with the limits in force, who answers for them, and how they changed. */
export function signalMethodsPage(editions: readonly EditionRow[], today: CalendarDay): SignalMethodsPage {
  return {
    title: 'How the signals of the eight lessons are worked out',
    description:
      'Every signal of the eight lessons: its formula in words, its limits, who set them, and how they changed.',
    breadcrumbs: [{ text: 'Methods', href: '/methods' }],
    isSameForAll: true,
    lessons: lessons.map(({ number, name }) => {
      const guide = lessonGuideOf(number);
      return {
        id: `lesson-${number}`,
        heading: { text: `Lesson ${number}: ${name}`, href: lessonPaths.show(number) },
        cautions: guide.cautions,
        methods: guide.signals.map((one) => {
          const {
            key,
            name: called,
            measure,
            supports,
            discuss,
            challenge,
            needs,
          } = guideInForce(one, editions, today);
          return {
            id: key,
            name: `${key} ${called}`,
            measure,
            summary: {
              rows: [
                { label: 'Supported', text: supports },
                { label: 'Discuss', text: discuss },
                { label: 'Challenge', text: challenge },
                { label: 'Needs at least', text: needs },
                ...limitRows(key, editions, today),
              ],
            },
            changes: changesOf(key, editions),
          };
        }),
      };
    }),
  };
}

const signalOf = (key: string): Signal<never> | undefined => signals.find((signal) => signal.key === key);

function limitRows(key: string, editions: readonly EditionRow[], today: CalendarDay) {
  const signal = signalOf(key);
  if (!signal) return [];
  const { edition } = limitsOn(signal, editions, today);
  const held = editions.find((one) => one.signalKey === key && one.edition === edition);
  if (signal.limits.length === 0 || !held) return [{ label: 'Formula', text: `Version ${signal.version}` }];
  return [
    {
      label: 'Limits',
      text: `Edition ${edition}, from ${formatDay(held.validFrom)}`,
      note: held.reason,
    },
    { label: 'Who answers for them', text: held.owner },
    { label: 'Formula', text: `Version ${signal.version}` },
  ];
}

/** What each later edition changed, the newest first. */
function changesOf(key: string, editions: readonly EditionRow[]): readonly Change[] {
  const signal = signalOf(key);
  const own = editions.filter(({ signalKey }) => signalKey === key).toSorted((a, b) => a.edition - b.edition);
  return own
    .flatMap((edition, index) => {
      const before = own[index - 1];
      if (!before || !signal) return [];
      const what = signal.limits.flatMap((guide) => {
        const [was, is] = [before, edition].map(({ limits }) => limitWords(guide, limits[guide.name] ?? guide.initial));
        return was === is ? [] : [`${guide.label} ${is}, before ${was}.`];
      });
      return [
        {
          heading: `Edition ${edition.edition}, from ${formatDay(edition.validFrom)}`,
          what: what.join(' '),
          why: `${edition.reason} (${edition.owner})`,
        },
      ];
    })
    .toReversed();
}
