import { closeReasons } from '../../episodes/domain/episode-state.js';
import { recoveryBases, triggerKinds } from '../../episodes/domain/episode.js';
import type { ReadField } from '../../lessons/domain/codebook.js';
import { parsePeriod } from '../../kernel/period.js';
import { levers } from '../../plans/domain/milestone-words.js';
import { formatPeriod } from '../../shell/format.js';
import type { Cell } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { supportWords } from '../domain/compared-words.js';
import { levelWords } from './compare-words.page.js';

type Names = Readonly<Record<string, string>>;
type Telling = (value: string, framework: RecoveryCase['framework']) => string;

const among =
  (names: Names): Telling =>
  (value) =>
    names[value] ?? value;

/** A date, and what happened then; a word that is no date stays. */
const happening =
  (names: Names, join: string): Telling =>
  (value) => {
    const [first = '', ...rest] = value.split(' ');
    const on = parsePeriod(first);
    const what = (on ? rest : [first, ...rest]).join(' ');
    const said = names[what] ?? what;
    return on ? [formatPeriod(on), said].filter(Boolean).join(join) : said;
  };

const date = happening({}, ' ');

/** `yes 2005`, `no`. */
const yesOrNo: Telling = (value) => {
  const [answer = '', since] = value.split(' ');
  const on = since === undefined ? null : parsePeriod(since);
  const said = answer === 'yes' ? 'Yes' : answer === 'no' ? 'No' : answer;
  return on ? `${said}, ${formatPeriod(on)}` : said;
};

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `4 from 2009-03-12, 5`. */
const steps: Telling = (value) =>
  value
    .split(', ')
    .map((step) => {
      const [level = '', since] = step.split(' from ');
      const on = since === undefined ? null : parsePeriod(since);
      return `${upperFirst(levelWords(Number(level)))}${on ? `, from ${formatPeriod(on)}` : ''}`;
    })
    .join('; ');

/** `practice 3, systems 2`. */
const counts: Telling = (value) =>
  value
    .split(', ')
    .map((part) => {
      const [lever = '', count = ''] = part.split(' ');
      return `${(levers as Names)[lever] ?? lever} ${count}`;
    })
    .join(', ');

/** How the code of a field is said; a field that is not here is words or a number already. */
const tellings: Readonly<Record<string, Telling>> = {
  kind: among(organisationKinds),
  sector: among(sectors),
  region: among(regions),
  area: among(episodeAreas),
  first_warning: date,
  trigger: happening(triggerKinds, ': '),
  grade_before: happening({}, ': '),
  grade_at_trigger: happening({}, ': '),
  scale: (value, framework) => (framework?.key === value ? framework.title : value),
  first_peer: happening(supportWords, ': '),
  support_trigger: happening({}, ': '),
  interventions: steps,
  chief_officer_change: yesOrNo,
  chair_change: yesOrNo,
  structural_change: yesOrNo,
  lever_mix: counts,
  first_not_failing: date,
  last_failing: date,
  intervention_end: date,
  recovery_basis: among(recoveryBases),
  relapse: yesOrNo,
  competing_event: (value, framework) => (value === 'no' ? 'No' : happening(closeReasons, ': ')(value, framework)),
};

/**
 * A field as the record reads it: in words, and beside them as the codebook and the data packages write it, which is how
 * it is coded.
 */
export function readingCell({ field, reading }: ReadField, { framework }: Pick<RecoveryCase, 'framework'>): Cell {
  switch (reading.status) {
    case 'filled': {
      const { value, sourced } = reading;
      const words = tellings[field.key]?.(value, framework) ?? value;
      const rests = sourced ? 'with a source on the record' : 'no source on the record';
      return { text: words, note: words === value ? upperFirst(rests) : `Coded “${value}”, ${rests}` };
    }
    case 'not_recorded':
      return { text: 'Not on the record' };
    case 'not_applicable':
      return { text: 'Does not apply' };
    case 'not_yet':
      return { text: 'Not yet' };
  }
}
