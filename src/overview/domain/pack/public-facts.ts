import { privateSentence } from './pack-data.js';
import type { PackFacts, PackMilestone, PackPeople } from './pack-facts.js';

type Hideable = { readonly inPrivate: string | null; readonly forBoard: boolean };

const open = <Item extends Hideable>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ inPrivate, forBoard }) => inPrivate === null && !forBoard);

/** What a published version of a plan calls a milestone. Its state, dates and what is said of it are those of the day. */
export type PublishedWords = Pick<PackMilestone, 'title' | 'ownerPost' | 'theirRef' | 'priority' | 'priorityTitle'>;

/**
 * What everybody may read of a pack. An item of the private part keeps its place on the agenda and loses its words; of
 * every record that it is about, and of what the board decided, asked and set under it, nothing stays but that so many
 * are left out. What is not published stays with the board, and so does the register of risks; `words` are those of the
 * published versions, by the reference of the milestone. `plans` are those of
 * which a version was published, as that version has them; `measures` and `dataNotes` those that went through the
 * disclosure function for the public; `minutes` what everybody may read of the last meeting, `lessons` what was published
 * of them beside the public run of the record. Of concerns everybody is told whole years; learning reviews are papers.
 */
export function publicFacts(
  facts: PackFacts,
  {
    measures,
    dataNotes,
    minutes,
    lessons,
    plans,
    words = new Map(),
  }: {
    readonly words?: ReadonlyMap<string, PublishedWords>;
    readonly plans: PackFacts['plans'];
    readonly measures: PackFacts['measures'];
    readonly dataNotes: PackFacts['dataNotes'];
    readonly minutes: NonNullable<PackFacts['lastMeeting']>['items'] | null;
    readonly lessons?: PackFacts['lessons'];
  },
): PackFacts {
  const kept = {
    decisions: open(facts.decisions),
    actions: open(facts.actions),
    challenges: open(facts.challenges),
    moves: open(facts.moves).map((move) => {
      const { title = move.title, ownerPost = move.ownerPost } = words.get(move.milestone) ?? {};
      return { ...move, title, ownerPost };
    }),
    milestones: open(facts.milestones).map((milestone) => ({ ...milestone, ...words.get(milestone.ref) })),
    conditions: open(facts.conditions),
    deadlines: open(facts.deadlines),
  };
  const { lessons: _ofTheBoard, ...others } = facts;
  const told = new Set([...kept.milestones, ...measures].map(({ ref }) => ref));
  return {
    ...others,
    ...kept,
    agenda: facts.agenda.map((item) =>
      item.inPrivate === null
        ? item
        : { ...item, title: privateSentence(item.inPrivate), minutes: null, leadPost: null },
    ),
    lastMeeting: facts.lastMeeting && { ...facts.lastMeeting, items: minutes ?? [] },
    plans,
    risks: null,
    ...(facts.people ? { people: openPeople(facts.people) } : {}),
    measures,
    checks: facts.checks
      .map((check) => ({ ...check, of: check.of.filter((ref) => told.has(ref)) }))
      .filter(({ of }) => of.length > 0),
    dataNotes,
    ...(lessons ? { lessons } : {}),
    leftOut: {
      decisions: facts.decisions.length - kept.decisions.length,
      actions: facts.actions.length - kept.actions.length,
      challenges: facts.challenges.length - kept.challenges.length,
      moves: facts.moves.length - kept.moves.length,
      milestones: facts.milestones.length - kept.milestones.length,
      conditions: facts.conditions.length - kept.conditions.length,
      deadlines: facts.deadlines.length - kept.deadlines.length,
      measures: facts.measures.length - measures.length,
    },
  };
}

const openPeople = ({ concerns, shared }: PackPeople): PackPeople => ({
  concerns: concerns && { ...concerns, quarters: null },
  reviews: null,
  shared,
});
