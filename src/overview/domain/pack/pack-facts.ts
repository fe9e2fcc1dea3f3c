import type { CalendarDay } from '../../../kernel/calendar-day.js';
import type { PackSeries } from './pack-chart.js';

/**
 * Everything that a pack says, as facts: dates as `YYYY-MM-DD`, moments in UTC, numbers as numbers, words as they were
 * on the record when the pack was frozen. `inPrivate` is the reason why the board takes a thing in private: the public
 * form then has nothing of it but that. `forBoard`: not published, so only the board may read it.
 */
type MayBePrivate = { readonly inPrivate: string | null };
type MayBeHidden = MayBePrivate & { readonly forBoard: boolean };

export type PackAgendaItem = MayBePrivate & {
  readonly position: number;
  readonly title: string;
  readonly purpose: 'decide' | 'discuss' | 'note';
  readonly minutes: number | null;
  readonly leadPost: string | null;
};

export type PackDecision = MayBeHidden & {
  readonly ref: string;
  readonly kind: 'decision' | 'recommendation' | 'advice';
  readonly text: string;
  readonly decidedOn: CalendarDay;
  readonly reviewOn: CalendarDay | null;
  /** The actions that were set with it, and how many of them are done. */
  readonly actions: number;
  readonly done: number;
};

export type PackAction = MayBeHidden & {
  readonly ref: string;
  readonly text: string;
  readonly ownerPost: string;
  readonly dueOn: CalendarDay | null;
  readonly doneOn: CalendarDay | null;
};

export type PackChallenge = MayBeHidden & {
  readonly ref: string;
  readonly text: string;
  readonly toPost: string;
  readonly raisedOn: CalendarDay;
  readonly dueOn: CalendarDay | null;
  readonly answeredOn: CalendarDay | null;
};

/** A date that the board moved. `number`: whether it is the first, the second, … move of its milestone. */
export type PackMove = MayBeHidden & {
  readonly milestone: string;
  readonly title: string;
  readonly ownerPost: string | null;
  readonly first: CalendarDay | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly number: number;
  /** The reason from the list, and in words. */
  readonly why: string;
  readonly reason: string;
  readonly decision: string | null;
  readonly agreedBy: string | null;
  readonly at: string;
};

export type PackMilestone = MayBeHidden & {
  readonly ref: string;
  /** The plan that it belongs to. */
  readonly plan: string;
  readonly theirRef: string | null;
  readonly priority: number;
  readonly priorityTitle: string;
  readonly title: string;
  readonly ownerPost: string | null;
  readonly first: CalendarDay | null;
  readonly current: CalendarDay | null;
  readonly forecast: CalendarDay | null;
  readonly state: string;
  readonly ownerSays: string | null;
  readonly recordSays: string;
  /** Why the record says so. */
  readonly because: string;
  /** What section it stands in: `exception`: off track or at risk; `impact`: complete, and its impact is overdue. */
  readonly standing: 'exception' | 'impact' | 'fine' | 'ended';
  readonly lastWords: string | null;
  readonly lastSaidOn: CalendarDay | null;
  readonly impactDue: CalendarDay | null;
  readonly moves: number;
  readonly evidence: number;
  readonly safetyCritical: boolean;
};

/** Of so many milestones whose date had come by the day of the pack, so many were complete by it. */
export type PackOnTime = { readonly due: number; readonly met: number };

/** Against the first dates, against those that the board moved them to, and how often it moved one. */
export type PackTimeliness = { readonly first: PackOnTime; readonly current: PackOnTime; readonly moved: number };

export type PackMeasure = {
  readonly ref: string;
  readonly name: string;
  readonly definition: string | null;
  readonly definitionEdition: number | null;
  readonly unit: string;
  /** The newest number as it may be read by whoever the pack is for; a letter where it may not. */
  readonly newest: string;
  /** `2026-01`. */
  readonly newestOn: string | null;
  readonly values: number;
  readonly says: string;
  readonly sentence: string;
  readonly assurance: string;
  readonly target: string | null;
  readonly readWith: string | null;
  /** Dips that were expected in writing, and boundaries of baselines. */
  readonly notes: readonly string[];
  readonly safetyCritical: boolean;
  /** What it tells of: exposure, process, outcome or capacity. Packs of an earlier time have none. */
  readonly role?: string;
  /** What its picture is drawn from; numbers as they may be read by whoever the pack is for. */
  readonly series: PackSeries;
};

/** Somebody took up or left a post; `on` as exactly as it is known: `2026-02`. */
export type PackPostChange = { readonly on: string; readonly text: string };

/** Concerns of staff as they may be known: what is over, and each figure through the disclosure function. */
export type PackConcerns = {
  /** The newest first. `raised`: a number, or a letter where it is withheld. */
  readonly years: readonly { readonly year: number; readonly raised: string }[];
  /** The newest first; null in the public form, in which only whole years are told. */
  readonly quarters:
    | readonly {
        readonly year: number;
        readonly quarter: number;
        readonly raised: string;
        readonly acknowledgedInTime: string;
        readonly toldInTime: string;
      }[]
    | null;
};

/** A learning review that began, ended or was told since the pack before, and what is done because of it. */
export type PackLearningReview = {
  readonly ref: string;
  readonly type: string;
  readonly promptedBy: string;
  readonly begunOn: CalendarDay;
  readonly finishedOn: CalendarDay | null;
  readonly learned: string | null;
  readonly actions: readonly string[];
};

/** Something shared with others, or looked at again, since the pack before. */
export type PackSharedLearning = {
  readonly ref: string;
  readonly title: string;
  readonly didNotWork: boolean;
  readonly change: 'shared' | 'reviewed' | 'corrected' | 'withdrawn';
  readonly on: CalendarDay;
  readonly reason: string | null;
};

export type PackPeople = {
  /** Null: nobody hears concerns of staff there yet. */
  readonly concerns: PackConcerns | null;
  /** Null in the public form: reviews are papers of the body and its board. */
  readonly reviews: readonly PackLearningReview[] | null;
  readonly shared: readonly PackSharedLearning[];
};

/** A letter, report or visit of an inspectorate since the pack before. */
export type PackInspection = { readonly ref: string; readonly on: string; readonly text: string };

export type PackCondition = MayBeHidden & {
  /** What it is known by from pack to pack. */
  readonly key: string;
  readonly ref: string;
  readonly kind: 'direction' | 'exit_criterion';
  readonly text: string;
  readonly state: string;
  readonly isMet: boolean;
  readonly dueOn: CalendarDay | null;
  readonly evidence: number;
};

export type PackDeadline = MayBeHidden & {
  readonly ref: string;
  readonly text: string;
  readonly dueOn: CalendarDay;
  readonly metOn: CalendarDay | null;
};

export type PackRisk = {
  readonly ref: string;
  readonly title: string;
  readonly ownerPost: string | null;
  readonly likelihood: number;
  readonly consequence: number;
  readonly target: number | null;
  readonly controls: string | null;
  readonly state: string;
};

/** A lesson in both its readings: what the board last said of it, and what the record shows on the day of the pack. */
export type PackLesson = {
  readonly number: number;
  readonly name: string;
  /** 1 to 4; null: the board has not assessed it, or not where everybody may read it. */
  readonly level: number | null;
  readonly assessedOn: CalendarDay | null;
  readonly direction: 'first' | 'worse' | 'same' | 'better' | null;
  readonly reason: string | null;
  readonly whyDifferent: string | null;
  /** Where the two differ, in a sentence. */
  readonly mismatch: string | null;
  readonly record: readonly {
    readonly key: string;
    readonly name: string;
    readonly result: 'supports' | 'discuss' | 'challenge' | 'not_enough' | 'not_yet';
    readonly sentence: string;
  }[];
};

export type PackLessons = {
  /** Whose record it is; null: no episode is on the record. */
  readonly episode: string | null;
  readonly rows: readonly PackLesson[];
  /** The lessons that the board has not assessed, or not for half a year. */
  readonly due: readonly number[];
};

export type PackMeeting = { readonly ref: string; readonly heldOn: CalendarDay; readonly place: string | null };

/** When the open milestones of a plan will be finished, by its own record. */
export type PackForecast = {
  readonly open: number;
  /** Open ones that are later already than every one that closed. */
  readonly laterThanAny: number;
  readonly closed: number;
  /** How many closed ones it takes to say anything; null: there are enough. */
  readonly needed: number | null;
  /** Of how many, and by when: even chance and four in five; null: no day is given. */
  readonly dates: {
    readonly count: number;
    readonly p50: CalendarDay | null;
    readonly p80: CalendarDay | null;
  } | null;
};

export type PackPlan = {
  readonly ref: string;
  /** Only the board may read it. */
  readonly forBoard: boolean;
  readonly title: string;
  readonly version: number | null;
  readonly agreedOn: CalendarDay | null;
  readonly summaryOfChange: string | null;
  /** Null in the public form, which does not tell of all its milestones. Packs of an earlier time have none. */
  readonly forecast?: PackForecast | null;
};

/** Something that the record itself finds missing. */
export type PackCheck = { readonly rule: string; readonly of: readonly string[] };

export type PackLeftOut = Readonly<
  Record<
    'milestones' | 'moves' | 'decisions' | 'actions' | 'challenges' | 'conditions' | 'deadlines' | 'measures',
    number
  >
>;

export const nothingLeftOut: PackLeftOut = {
  milestones: 0,
  moves: 0,
  decisions: 0,
  actions: 0,
  challenges: 0,
  conditions: 0,
  deadlines: 0,
  measures: 0,
};

export type PackFacts = {
  /** The day of the pack. */
  readonly asOf: CalendarDay;
  /** The pack before, of the same board; what happened since its freezing is "since the last pack". */
  readonly before: { readonly ref: string; readonly frozenAt: string } | null;
  readonly board: {
    readonly ref: string;
    readonly name: string;
    readonly quorum: string;
    readonly termsVersion: string | null;
  };
  readonly review: { readonly ref: string; readonly heldOn: CalendarDay };
  readonly lastMeeting: {
    readonly ref: string;
    readonly heldOn: CalendarDay;
    readonly quorate: boolean | null;
    /** Where its minutes stand, and what they say of each item where the board has agreed them. */
    readonly minutes: 'none' | 'drafted' | 'agreed' | 'published';
    readonly agreedOn: CalendarDay | null;
    readonly items: readonly (MayBePrivate & { readonly title: string; readonly text: string })[];
  } | null;
  readonly agenda: readonly PackAgendaItem[];
  readonly decisions: readonly PackDecision[];
  readonly actions: readonly PackAction[];
  readonly challenges: readonly PackChallenge[];
  readonly plans: readonly PackPlan[];
  readonly moves: readonly PackMove[];
  readonly timeliness: PackTimeliness;
  readonly milestones: readonly PackMilestone[];
  readonly measures: readonly PackMeasure[];
  /** How many of each kind the public form leaves out; none in the other. */
  readonly leftOut: PackLeftOut;
  readonly posts: readonly PackPostChange[];
  /** Packs that were frozen before staff were heard have none. */
  readonly people?: PackPeople;
  readonly inspections: readonly PackInspection[];
  readonly conditions: readonly PackCondition[];
  readonly deadlines: readonly PackDeadline[];
  /** Null in the public form: the register of risks is the board's. */
  readonly risks: readonly PackRisk[] | null;
  /** Packs that were frozen before boards assessed lessons have none. */
  readonly lessons?: PackLessons;
  readonly nextMeetings: readonly PackMeeting[];
  readonly dataNotes: readonly string[];
  readonly checks: readonly PackCheck[];
};
