import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { reachesInspectorate, reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import type { EpisodeArea } from '../vocabulary/domain/episode-areas.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { type Details, WorkspacesStore } from './data/workspaces.store.js';
import { isInConfidence } from './domain/inspection-state.js';
import type { MemberPart } from './domain/inspection-work.js';
import type { InspectionOutline } from './domain/new-workspace.js';
import { isInspecting, mayHold } from './domain/relation.js';
import { InspectionIndexService } from './inspection-index.service.js';
import { InspectionDesk } from './inspection-desk.service.js';

export type TeamRefusal = 'not-that-role' | 'of-the-organisation' | 'was-on-the-visit' | 'one-lead' | 'is-the-lead';
export type StartRefusal =
  | 'not-your-inspectorate'
  | 'no-such-organisation'
  | 'no-such-framework'
  | 'ends-before-it-starts'
  | 'lead-among-inspectors'
  | TeamRefusal;
export type DetailsRefusal = 'not-found' | 'stale' | 'not-yours' | 'locked' | 'ends-before-it-starts';
export type MemberRefusal = 'not-found' | 'not-yours' | 'locked' | TeamRefusal;

/** Begins an inspection, and says who works on it. */
@Injectable()
export class StartingInspectionsService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: WorkspacesStore,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly queries: WorkspaceQueries,
    private readonly accounts: AccountsQueries,
    private readonly index: InspectionIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async start(actor: Actor, outline: InspectionOutline): Promise<Result<Recorded, StartRefusal>> {
    return this.db.transaction(async () => {
      const framework = await this.frameworks.byKey(outline.framework);
      if (!framework) return refused('no-such-framework');
      const { inspectorateId } = framework;
      if (!reachesInspectorate(reachOf(actor.account ?? null, 'inspections.create'), inspectorateId))
        return refused('not-your-inspectorate');
      if (!(await this.queries.openOrganisation(outline.organisationId))) return refused('no-such-organisation');
      if (outline.endedOn !== null && outline.endedOn < outline.startedOn) return refused('ends-before-it-starts');
      if (outline.inspectorIds.includes(outline.leadId)) return refused('lead-among-inspectors');
      const place = { organisationId: outline.organisationId, inspectorateId };
      for (const [part, accountId] of teamOf(outline)) {
        const refusal = await this.#whyNot(part, accountId, place);
        if (refusal) return refused(refusal);
      }
      const made = await this.store.start(
        { at: this.clock.now(), by: actor.name },
        {
          outline,
          inspectorateId,
          inspectorateName: framework.inspectorate,
          frameworkId: framework.id,
          area: framework.episodeArea as EpisodeArea,
          areas: await this.frameworks.areas(framework.id),
        },
      );
      await this.index.renew([made.id]);
      await this.audit.record(actor, {
        action: 'inspection.started',
        entity: 'inspection',
        entityId: made.id,
        after: {
          ref: made.ref,
          framework: framework.key,
          type: outline.type,
          members: 1 + outline.inspectorIds.length,
        },
      });
      return ok(made);
    });
  }

  /** Dates, subject and what it follows: as long as it is in confidence. */
  async changeDetails(
    actor: Actor,
    ref: string,
    { version, ...details }: Details & { readonly version: number },
  ): Promise<Result<null, DetailsRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      if (!isInspecting(relation) || (work.state !== 'draft' && relation.part !== 'lead')) return refused('not-yours');
      if (!isInConfidence(work.state)) return refused('locked');
      if (work.version !== version) return refused('stale');
      if (details.endedOn !== null && details.endedOn < details.startedOn) return refused('ends-before-it-starts');
      await this.store.changeDetails(work.id, details);
      await this.index.renew([work.id]);
      await this.audit.record(actor, {
        action: 'inspection.described',
        entity: 'inspection',
        entityId: work.id,
        before: { startedOn: work.startedOn, endedOn: work.endedOn },
        after: { startedOn: details.startedOn, endedOn: details.endedOn },
      });
      return ok(null);
    });
  }

  /** Gives somebody a part in it. The lead does; another lead only takes over from the one there is. */
  async addMember(
    actor: Actor,
    ref: string,
    { accountId, part }: { readonly accountId: string; readonly part: MemberPart },
  ): Promise<Result<null, MemberRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      if (relation.part !== 'lead') return refused('not-yours');
      if (part === 'lead') return refused('one-lead');
      const there = work.members.find((member) => member.accountId === accountId);
      if (there?.part === 'lead') return refused('is-the-lead');
      if (!isInConfidence(work.state) && part === 'inspector') return refused('locked');
      const refusal = await this.#whyNot(part, accountId, work);
      if (refusal) return refused(refusal);
      // Whoever was on the visit stays so in what they may do, whatever they become.
      if (part === 'quality_assurer' && (await this.store.wasOnVisit(work.id, accountId)))
        return refused('was-on-the-visit');
      await this.store.addMember(
        { at: this.clock.now(), by: actor.name },
        { inspectionId: work.id, accountId, part, onVisit: part === 'inspector' },
      );
      await this.audit.record(actor, {
        action: 'inspection.member_named',
        entity: 'inspection',
        entityId: work.id,
        after: { account: accountId, part },
      });
      return ok(null);
    });
  }

  async endMember(
    actor: Actor,
    ref: string,
    accountId: string,
  ): Promise<Result<null, 'not-found' | 'not-yours' | 'is-the-lead'>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      if (relation.part !== 'lead') return refused('not-yours');
      const member = work.members.find((each) => each.accountId === accountId);
      if (!member) return refused('not-found');
      if (member.part === 'lead') return refused('is-the-lead');
      await this.store.endMember(work.id, accountId, this.clock.now());
      await this.audit.record(actor, {
        action: 'inspection.member_ended',
        entity: 'inspection',
        entityId: work.id,
        before: { account: accountId, part: member.part },
      });
      return ok(null);
    });
  }

  /** Whether somebody may have a part: the role in the right place, and nobody inspects the body that they work for. */
  async #whyNot(
    part: MemberPart,
    accountId: string,
    place: { readonly organisationId: string; readonly inspectorateId: string },
  ): Promise<TeamRefusal | null> {
    const grants = await this.accounts.grantsInForce(accountId, this.clock.today());
    if (!mayHold(part, { grants }, place)) return 'not-that-role';
    const worksThere = grants.some(({ organisationId }) => organisationId === place.organisationId);
    return part !== 'contact' && worksThere ? 'of-the-organisation' : null;
  }
}

const teamOf = ({ leadId, inspectorIds }: InspectionOutline): readonly (readonly [MemberPart, string])[] => [
  ['lead', leadId],
  ...inspectorIds.map((id) => ['inspector', id] as const),
];
