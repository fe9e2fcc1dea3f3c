import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { FrameworkDraftsQueries, type GradeMeanings } from './data/framework-drafts.queries.js';
import { FrameworkDraftsStore } from './data/framework-drafts.store.js';
import { FrameworkPagesQueries } from './data/framework-pages.queries.js';
import type { FrameworkRow } from './data/framework-pages.row.js';
import { type GradeChoice, WorkshopFrameworkQueries } from './data/workspace.queries.js';

/** A version with its grades, the worst of each scale first, and what each means in the words of the framework. */
export type MeantGrades = {
  readonly framework: FrameworkRow;
  readonly grades: readonly GradeChoice[];
  readonly version: number;
};

export type MeaningsSaid =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: 'not-found' }
  | { readonly ok: false; readonly error: 'changed'; readonly frameworkId: string };

/** What grades mean in their framework's own words: copied from its text by an administrator, shown to inspectors. */
@Injectable()
export class GradeMeaningsService {
  constructor(
    private readonly db: Database,
    private readonly frameworks: FrameworkPagesQueries,
    private readonly workshop: WorkshopFrameworkQueries,
    private readonly queries: FrameworkDraftsQueries,
    private readonly store: FrameworkDraftsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async of(key: string): Promise<MeantGrades | null> {
    const framework = await this.frameworks.byKey(key);
    if (!framework) return null;
    const { version } = await this.queries.meaningsOf(framework.id);
    return { framework, grades: await this.workshop.grades(framework.id), version };
  }

  /** `typed`: a meaning for each grade in their order, or null where there is none. */
  async say(
    actor: Actor,
    key: string,
    { version, typed }: { readonly version: number; readonly typed: readonly (string | null)[] },
  ): Promise<MeaningsSaid> {
    return this.db.transaction(async () => {
      const found = await this.of(key);
      if (!found) return { ok: false, error: 'not-found' };
      const { framework, grades } = found;
      if (found.version !== version) return { ok: false, error: 'changed', frameworkId: framework.id };
      const before = await this.queries.meaningsOf(framework.id);
      const meanings: GradeMeanings = Object.fromEntries(
        grades.flatMap(({ id }, index) => {
          const words = typed[index]?.trim();
          return words ? [[id, words]] : [];
        }),
      );
      const stamp = { at: this.clock.now(), by: actor.name };
      await this.store.saveMeanings(stamp, framework.id, JSON.stringify(meanings), version === 0);
      const labels = (of: GradeMeanings) =>
        Object.fromEntries(grades.flatMap(({ id, label }) => (of[id] ? [[label, of[id]]] : [])));
      await this.audit.record(actor, {
        action: 'framework.meanings_said',
        entity: 'framework',
        entityId: framework.id,
        before: labels(before.meanings),
        after: labels(meanings),
      });
      return { ok: true };
    });
  }
}
