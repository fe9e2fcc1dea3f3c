import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { periodMiddle } from '../kernel/period.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { FrameworkLookupQueries } from './data/framework-lookup.queries.js';
import { InspectionsStore, newInspectionId, prepareInspection } from './data/inspections.store.js';
import { judgedOn } from './domain/judgement.js';
import { missingJudgements } from './domain/missing-judgements.js';
import type { InspectionDetails, NewInspection, NewJudgement } from './domain/new-inspection.js';
import { type InSequence, supersededBy } from './domain/superseding.js';
import { InspectionNews } from './inspection-news.js';
import { SealingService } from './sealing.service.js';

/** Puts published inspections on the record, and adds to what is held of them. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly db: Database,
    private readonly store: InspectionsStore,
    private readonly frameworks: FrameworkLookupQueries,
    private readonly sources: SourcesService,
    private readonly news: InspectionNews,
    private readonly sealing: SealingService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records published inspections with their judgements, findings and notes, and gives their ids and references in the
   * order given. An earlier full inspection of the same body and framework family is then superseded. Throws on a
   * framework, area or grade that the record does not have.
   */
  async recordMany(actor: Actor, given: readonly NewInspection[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const frameworks = await this.frameworks.all();
      const ids = given.map(newInspectionId);
      const organisationIds = [...new Set(given.map(({ organisationId }) => organisationId))];
      const superseded = await this.#superseded(given, ids, organisationIds);
      const contents = await this.store.add(
        { at: this.clock.now(), by: actor.name },
        given.map((inspection, index) => prepareInspection(inspection, frameworks, superseded.get(ids[index]) ?? null)),
        ids,
      );
      await this.sources.linkMany(linksOf('inspection', given, ids));
      const made = contents.map(({ id, ref }) => ({ id, ref }));
      const isNew = new Set(ids);
      for (const [id, byId] of superseded) if (!isNew.has(id)) await this.store.supersede(id, byId);
      const act = actOf('inspection.recorded', 'inspection', made, given);
      const seal = await this.sealing.sealNew(contents);
      await this.audit.record(actor, { ...act, after: { ...act.after, seal } });
      await this.news.announce('judgement.recorded', { organisationIds });
      return made;
    });
  }

  /**
   * Adds to an inspection what another source says beside what is held: areas, grades and details that it lacks. What
   * is there stays, apart from an inferred framework that the other source names.
   */
  async addJudgements(
    actor: Actor,
    inspectionId: string,
    { judgements, ...details }: InspectionDetails & { readonly judgements: readonly NewJudgement[] },
  ): Promise<void> {
    await this.db.transaction(async () => {
      const [held] = await this.store.standing([inspectionId]);
      if (!held) throw new Error(`There is no inspection ${inspectionId}`);
      const lacked = missingJudgements(await this.store.heldJudgements(inspectionId), judgements);
      await this.sealing.open([inspectionId]);
      const filled = await this.store.fill(held, details);
      const frameworks = await this.frameworks.all();
      const ready = (some: readonly NewJudgement[]) =>
        prepareInspection({ framework: held.framework, judgements: some } as NewInspection, frameworks, null)
          .judgements;
      await this.store.addJudgements(inspectionId, ready(lacked.toAdd));
      const grades = ready(lacked.toFill.map(({ judgement }) => judgement));
      for (const [index, { id }] of lacked.toFill.entries()) await this.store.fillGrade(id, grades[index]);
      const isJudgedAnew = lacked.toAdd.length + lacked.toFill.length > 0 || filled?.readFramework !== undefined;
      if (!filled && !isJudgedAnew) return this.sealing.leave([inspectionId]);
      const seal = await this.sealing.seal([inspectionId]);
      await this.audit.record(actor, {
        action: 'inspection.completed',
        entity: 'inspection',
        entityId: inspectionId,
        after: { added: lacked.toAdd, filled: lacked.toFill.map(({ judgement }) => judgement), ...filled, seal },
      });
      if (isJudgedAnew) await this.news.announce('judgement.recorded', { organisationIds: [held.organisationId] });
    });
  }

  /** Gives inspections to the body that was judged, when it comes onto the record in its own right. */
  async moveTo(actor: Actor, organisationId: string, inspectionIds: readonly string[]): Promise<void> {
    await this.db.transaction(async () => {
      const held = (await this.store.standing(inspectionIds)).filter((each) => each.organisationId !== organisationId);
      if (held.length === 0) return;
      const ids = held.map(({ id }) => id);
      await this.sealing.open(ids);
      await this.store.moveTo(organisationId, ids);
      const seal = await this.sealing.seal(ids);
      await this.audit.record(actor, {
        ...actOf('inspection.moved', 'inspection', held, held),
        before: { organisations: [...new Set(held.map((each) => each.organisationId))] },
        after: { organisationId, inspections: held.map(({ ref }) => ref), seal },
      });
      await this.news.announce('judgement.recorded', {
        organisationIds: [...new Set([organisationId, ...held.map((each) => each.organisationId)])],
      });
    });
  }

  /** What the new inspections supersede, and what supersedes them; only what is not so yet. */
  async #superseded(
    given: readonly NewInspection[],
    ids: readonly string[],
    organisationIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const held = await this.store.inSequence(organisationIds);
    const next = supersededBy([...held, ...given.map((inspection, index) => inSequence(inspection, ids[index]))]);
    const already = new Map(held.map(({ id, supersededById }) => [id, supersededById]));
    return new Map([...next].filter(([id, byId]) => already.get(id) !== byId));
  }
}

function inSequence(given: NewInspection, id: string): InSequence {
  const on = judgedOn({
    startedOn: given.startedOn ?? null,
    endedOn: given.endedOn ?? null,
    publishedOn: given.publishedOn ?? null,
  });
  const { organisationId, framework, unit = null, type, graded } = given;
  return { id, organisationId, framework, unit, type, graded, judgedDay: on && periodMiddle(on) };
}
