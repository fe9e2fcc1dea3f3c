import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import {
  type AreaChoice,
  type ChangeRow,
  type EvidenceRow,
  type FindingRow,
  type GradeChoice,
  type NoteRow,
  type PointRow,
  type RequestRow,
  type WorkBackground,
  WorkshopFrameworkQueries,
  WorkspaceQueries,
} from './data/workspace.queries.js';
import type { Moment } from './domain/accuracy.js';
import { type LimitingWarning, limitingRule, limitingWarnings } from './domain/limiting-rules.js';
import { mayReadEvidence } from './domain/relation.js';
import { InspectionDesk, type OpenedWork } from './inspection-desk.service.js';

/** An inspection as its pages show it. What the person may not read is empty. */
export type WorkView = OpenedWork & {
  readonly background: WorkBackground;
  readonly names: ReadonlyMap<string, string>;
  readonly areas: readonly AreaChoice[];
  readonly grades: readonly GradeChoice[];
  readonly evidence: readonly EvidenceRow[];
  readonly findings: readonly FindingRow[];
  readonly note: NoteRow | null;
  readonly points: readonly PointRow[];
  readonly changes: readonly ChangeRow[];
  readonly requests: readonly RequestRow[];
  readonly limiting: readonly LimitingWarning[];
  readonly categories: readonly { readonly key: string; readonly label: string; readonly rule: string }[];
  readonly digest: string;
  readonly now: Moment;
};

export type WorkPart = 'words' | 'evidence' | 'points' | 'changes' | 'requests' | 'rules';

/** Brings an inspection with what one page shows of it. */
@Injectable()
export class WorkspaceReader {
  constructor(
    private readonly desk: InspectionDesk,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
  ) {}

  /** Null where the inspection is not there for this person. */
  async read(actor: Actor, ref: string, parts: readonly WorkPart[]): Promise<WorkView | null> {
    const opened = await this.desk.open(actor, ref);
    if (!opened.ok) return null;
    const { work, relation } = opened.value;
    const { id } = work;
    const has = (part: WorkPart): boolean => parts.includes(part);
    const background = await this.queries.background(id);
    const names = new Map((await this.queries.memberNames(id)).map(({ accountId, name }) => [accountId, name]));
    const areas = await this.frameworks.areas(background.frameworkId);
    const grades = await this.frameworks.grades(background.frameworkId);
    const isTeam = mayReadEvidence(relation);
    const facts = has('rules')
      ? await this.frameworks.factsOf(background.frameworkId, ['limiting_rule', 'category'])
      : [];
    const gradeById = new Map(grades.map((grade) => [grade.id, grade]));
    return {
      ...opened.value,
      background,
      names,
      areas,
      grades,
      evidence: has('evidence') && isTeam ? await this.queries.evidence(id) : [],
      findings: has('words') ? await this.queries.findings(id) : [],
      note: has('words') && work.hasNote ? await this.queries.note(id) : null,
      points: has('points') ? await this.queries.points(id) : [],
      changes: has('changes') && isTeam ? await this.queries.changes(id) : [],
      requests: has('requests') ? await this.queries.requests(id) : [],
      limiting: limitingWarnings(
        facts.filter(({ kind }) => kind === 'limiting_rule').map(limitingRule),
        work.judgements.map(({ area, areaText, isOverall, gradeId }) => ({
          area,
          areaText,
          isOverall,
          grade: gradeById.get(gradeId ?? '') ?? null,
        })),
        grades,
      ),
      categories: facts.flatMap(({ kind, text, detail }) => {
        if (kind !== 'category') return [];
        const { key = '', label = text } = JSON.parse(detail ?? '{}') as { key?: string; label?: string };
        return [{ key, label, rule: text }];
      }),
      digest: this.desk.digest(work),
      now: this.desk.now(),
    };
  }
}
