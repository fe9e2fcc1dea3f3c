/**
 * A made-up record, the same on every machine: councils and schools, five inspections each, about five judgements an
 * inspection, about a tenth of them failing. Organisation 7 is the same organisation in a small record and in a large
 * one, so that its pages can be compared between the two. Nothing here exists.
 */
import { createHash } from 'node:crypto';

/** What each framework asks of a body in its years, so far as the made-up inspections use it. */
const frameworks = {
  council: [
    ['ofsted_sif_2013', '2013-11-01', ['overall', 'help_protection', 'cla_permanence', 'leadership']],
    [
      'ofsted_ilacs_2018',
      '2018-01-01',
      ['overall', 'leaders_impact', 'help_protection', 'children_in_care_and_care_leavers'],
    ],
    [
      'ofsted_ilacs_2023',
      '2023-01-01',
      ['overall', 'leaders_impact', 'help_protection', 'children_in_care', 'care_leavers'],
    ],
  ],
  school: [
    ['ofsted_s5_2012', '2012-09-01', ['overall', 'achievement', 'teaching', 'behaviour_safety', 'lm']],
    ['ofsted_cif_2015', '2015-09-01', ['overall', 'lm', 'tla', 'pdbw', 'outcomes']],
    [
      'ofsted_eif_2019',
      '2019-09-01',
      ['overall', 'quality_of_education', 'behaviour_attitudes', 'personal_development', 'leadership_management'],
    ],
  ],
};

/** Of the oldest scale to the newest, worst first. */
const grades = ['inadequate', 'requires_improvement', 'good', 'outstanding'];
const inadequate = 0;

/** How likely each grade follows each: bad ones are followed sooner, and most find their way out. */
const followedBy = [
  [0.3, 0.45, 0.23, 0.02],
  [0.17, 0.3, 0.5, 0.03],
  [0.08, 0.18, 0.63, 0.11],
  [0.03, 0.08, 0.41, 0.48],
];

const regions = [
  'north_east',
  'north_west',
  'yorkshire_and_the_humber',
  'east_midlands',
  'west_midlands',
  'east_of_england',
  'london',
  'south_east',
  'south_west',
];
const places = [
  'Ash',
  'Brook',
  'Castle',
  'Down',
  'Elm',
  'Ford',
  'Green',
  'Hill',
  'Kings',
  'Lake',
  'Mill',
  'Oak',
  'Stone',
  'Wood',
];
const endings = ['bridge', 'bury', 'combe', 'dale', 'field', 'ham', 'leigh', 'mouth', 'stead', 'ton', 'wick', 'worth'];
const schools = [
  'Academy',
  'Church of England Primary School',
  'High School',
  'Infant and Junior School',
  'Primary School',
];

const firstDay = Date.UTC(2013, 10, 4);
const oneDay = 86_400_000;
const dayText = (time) => new Date(time).toISOString().slice(0, 10);

/** An even stream of numbers below 1 that the seed decides: xorshift, three shifts, warmed up. */
function chanceFrom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  for (let turn = 0; turn < 8; turn += 1) next();
  return next;
}

const oneOf = (chance, values) => values[Math.floor(chance() * values.length)];
const between = (chance, from, to) => from + Math.floor(chance() * (to - from));

/**
 * Identifiers that begin as randomly as those of the service do, so that the indexes are as scattered, and end with
 * the organisation, so that no two are the same.
 */
function identifiers(index, chance) {
  const hex = (digits) =>
    Math.floor(chance() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  let made = 0;
  return () => {
    made += 1;
    const [count, organisation] = [made.toString(16).padStart(4, '0'), index.toString(16).padStart(12, '0')];
    return `${hex(8)}-${count}-4${hex(3)}-a${hex(3)}-${organisation}`;
  };
}

function gradeAfter(chance, grade) {
  const at = chance();
  let sum = 0;
  const found = followedBy[grade].findIndex((share) => {
    sum += share;
    return at < sum;
  });
  return found === -1 ? grades.length - 1 : found;
}

const frameworkOn = (kind, day) => frameworks[kind].findLast(([, from]) => from <= day) ?? frameworks[kind][0];

/** The areas lie about the whole: where it fails one of them does, where it does not none does. */
function areaGrade(chance, overall, isFirst) {
  if (overall === inadequate) return isFirst ? inadequate : between(chance, 0, 2);
  const away = chance();
  const grade = away < 0.15 ? overall - 1 : away > 0.9 ? overall + 1 : overall;
  return Math.min(grades.length - 1, Math.max(1, grade));
}

function inspectionOf({ chance, nextId, kind }, time, grade) {
  const publishedOn = dayText(time);
  const [framework, , areas] = frameworkOn(kind, publishedOn);
  return {
    id: nextId(),
    framework,
    startedOn: dayText(time - 40 * oneDay),
    endedOn: dayText(time - 29 * oneDay),
    publishedOn,
    overall: grades[grade],
    isFailing: grade === inadequate,
    judgements: areas.map((area, position) => ({
      id: nextId(),
      area,
      grade: grades[position === 0 ? grade : areaGrade(chance, grade, position === 1)],
    })),
  };
}

/** One organisation with everything on it. The spells are counted here by themselves, to check the service by. */
export function organisationAt(index) {
  const chance = chanceFrom(index);
  const nextId = identifiers(index, chance);
  const kind = index % 4 === 0 ? 'council' : 'school';
  const place = `${oneOf(chance, places)}${oneOf(chance, endings)}`;
  const number = index + 1;
  const name = kind === 'council' ? `${place} Council ${number}` : `${place} ${oneOf(chance, schools)} ${number}`;
  const organisation = {
    id: nextId(),
    kind,
    name,
    region: oneOf(chance, regions),
    code: String(100_000 + index),
  };

  const inspections = [];
  const spells = [];
  let grade = gradeAfter(chance, between(chance, 1, 4));
  let time = firstDay + between(chance, 0, 350) * oneDay;
  for (let turn = 0; turn < 5; turn += 1) {
    const inspection = inspectionOf({ chance, nextId, kind }, time, grade);
    const spell = spells.at(-1);
    if (inspection.isFailing && (!spell || spell.notFailing)) spells.push({ trigger: inspection, notFailing: null });
    else if (!inspection.isFailing && spell) spell.notFailing ??= inspection;
    inspections.push(inspection);
    time += (grade === inadequate ? between(chance, 200, 700) : between(chance, 400, 900)) * oneDay;
    grade = gradeAfter(chance, grade);
  }
  return {
    ...organisation,
    inspections,
    failingSpells: spells.length,
    warnings: spells.map(({ trigger }) => ({
      id: nextId(),
      occurredOn: dayText(Date.parse(trigger.publishedOn) - between(chance, 90, 900) * oneDay),
    })),
    interventions: spells.map(({ trigger, notFailing }) => ({
      id: nextId(),
      startedOn: dayText(Date.parse(trigger.publishedOn) + between(chance, 20, 120) * oneDay),
      endedOn: notFailing && dayText(Date.parse(notFailing.publishedOn) + between(chance, 30, 200) * oneDay),
    })),
  };
}

/** Whole organisations until there are as many judgements as asked for. */
export function* organisationsWith(judgements) {
  for (let index = 0, made = 0; made < judgements; index += 1) {
    const organisation = organisationAt(index);
    made += organisation.inspections.reduce((sum, inspection) => sum + inspection.judgements.length, 0);
    yield organisation;
  }
}

/** What the data of each size must be, to the letter: figures of other data are figures of something else. */
export const checksums = {
  1_000: '6fec7ea735562f53',
  10_000: 'f30bf52a83030ad2',
  100_000: '22fe7b2123695010',
  1_000_000: '7dca50b3eb51b5e3',
};

export const hashing = () => {
  const hash = createHash('sha256');
  return {
    take: (organisation) => void hash.update(JSON.stringify(organisation)),
    text: () => hash.digest('hex').slice(0, 16),
  };
};
