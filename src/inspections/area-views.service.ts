import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type AreaViewRow, AreaViewsQueries, type FrameworkFound } from './data/area-views.queries.js';
import { AreaViewsStore } from './data/area-views.store.js';
import {
  type AreaViewKind,
  type AreaViewRefusal,
  type AreaViewSaid,
  checkAreaView,
  type ViewSeenBy,
} from './domain/area-view.js';

const permissionFor = { self: 'self_assessments.write', board: 'board_views.record' } as const;

export type SubmittingRefusal = 'not-found' | 'stale' | 'submitted-already';

/** How a body judges itself, and its board judges it, area by area on the scale of its inspectors. */
@Injectable()
export class AreaViewsService {
  constructor(
    private readonly db: Database,
    private readonly queries: AreaViewsQueries,
    private readonly store: AreaViewsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  mayWrite = ({ account }: PersonActing, kind: AreaViewKind, organisationId: string): boolean =>
    reachesOrganisation(reachOf(account, permissionFor[kind]), organisationId);

  /** For whom the person may write: the bodies for which they judge themselves, and those of whose board they are. */
  bodiesFor({ account }: PersonActing, kind: AreaViewKind) {
    return this.queries.bodies(reachOf(account, permissionFor[kind]).organisationIds);
  }

  /** Writes a view down. A body's own begins as a draft; the board's stands at once, and is followed by another. */
  async add(
    actor: PersonActing,
    kind: AreaViewKind,
    of: { readonly organisationId: string; readonly framework: FrameworkFound },
    said: AreaViewSaid & { readonly reviewRef: string | null },
  ): Promise<Result<string, AreaViewRefusal | 'not-found'>> {
    return this.db.transaction(async () => {
      if (!this.mayWrite(actor, kind, of.organisationId)) return refused('not-found');
      const refusal = await this.#refusal(of.framework.id, said);
      if (refusal) return refused(refusal);
      const stamp = { at: this.clock.now(), by: actor.name };
      const where = { organisationId: of.organisationId, frameworkId: of.framework.id };
      const made =
        kind === 'self'
          ? await this.store.addSelf(stamp, where, said)
          : await this.store.addBoard(stamp, where, { ...said, on: this.clock.today() });
      await this.audit.record(actor, {
        action: kind === 'self' ? 'self_assessment.begun' : 'board_view.recorded',
        entity: kind === 'self' ? 'self_assessment' : 'board_view',
        entityId: made.id,
        after: { ...written(said), ref: made.ref },
        subjects: [{ entity: 'organisation', entityId: of.organisationId }],
      });
      return ok(made.ref);
    });
  }

  /** Changes a draft. What was submitted stands: another one follows it. */
  async change(
    actor: PersonActing,
    ref: string,
    said: AreaViewSaid,
    version: number,
  ): Promise<Result<null, AreaViewRefusal | SubmittingRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.#draft(actor, ref, version);
      if (!row.ok) return row;
      const framework = await this.queries.framework(row.value.frameworkKey);
      const refusal = framework ? await this.#refusal(framework.id, said) : 'no-such-area';
      if (refusal) return refused(refusal);
      await this.store.rewrite(row.value.id, said);
      await this.audit.record(actor, {
        action: 'self_assessment.changed',
        entity: 'self_assessment',
        entityId: row.value.id,
        after: written(said),
      });
      return ok(null);
    });
  }

  async submit(
    actor: PersonActing,
    ref: string,
    { visibility, version }: { readonly visibility: ViewSeenBy; readonly version: number },
  ): Promise<Result<null, SubmittingRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.#draft(actor, ref, version);
      if (!row.ok) return row;
      await this.store.submit(row.value.id, { on: this.clock.today(), at: this.clock.now(), visibility });
      await this.audit.record(actor, {
        action: 'self_assessment.submitted',
        entity: 'self_assessment',
        entityId: row.value.id,
        after: { grade: row.value.gradeLabel, area: row.value.areaLabel, seenBy: visibility },
      });
      return ok(null);
    });
  }

  async #draft(actor: PersonActing, ref: string, version: number): Promise<Result<AreaViewRow, SubmittingRefusal>> {
    const row = await this.queries.byRef(ref, reachOf(actor.account, 'self_assessments.write').organisationIds);
    if (!row || row.kind !== 'self') return refused('not-found');
    if (row.state !== 'draft') return refused('submitted-already');
    return row.version === version ? ok(row) : refused('stale');
  }

  async #refusal(frameworkId: string, said: AreaViewSaid): Promise<AreaViewRefusal | null> {
    const areas = await this.queries.areas(frameworkId);
    const grades = await this.queries.grades([...new Set(areas.map(({ scaleId }) => scaleId))]);
    const checked = checkAreaView(said, { areas, grades, today: this.clock.today() });
    return checked.ok ? null : checked.error;
  }
}

const written = ({ areaKey, gradeId, from, to, narrative }: AreaViewSaid) => ({
  area: areaKey,
  gradeId,
  from: periodText(from),
  to: periodText(to),
  text: narrative,
});
