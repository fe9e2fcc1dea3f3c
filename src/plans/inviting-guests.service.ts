import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { GuestsQueries } from './data/guests.queries.js';
import { PlansStore } from './data/plans.store.js';
import { checkInvitation, type InvitationDays, type InvitationRefusal, invitationOn } from './domain/guest.js';
import { WritingInPlansService } from './writing-in-plans.service.js';

/** Lets inspectors read a plan and accept impact, from one day to another. */
@Injectable()
export class InvitingGuestsService {
  constructor(
    private readonly guests: GuestsQueries,
    private readonly store: PlansStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** An invitation that stands is replaced: one person has one. */
  async invite(
    actor: Actor,
    planRef: string,
    { accountId, ...asked }: InvitationDays & { readonly accountId: string },
  ): Promise<Result<null, 'not-found' | 'not-an-inspector' | InvitationRefusal>> {
    return this.writing.inPlan<Result<null, 'not-an-inspector' | InvitationRefusal>>(
      actor,
      { ref: planRef, permission: 'plans.invite' },
      async ({ id, organisationId }) => {
        const today = this.clock.today();
        const days = checkInvitation(asked, today);
        if (!days.ok) return days;
        const known = await this.guests.inspectors(organisationId, today);
        if (!known.some((one) => one.id === accountId)) return refused('not-an-inspector');
        await this.store.invite(this.writing.stamp(actor), id, { accountId, ...days.value });
        await this.audit.record(actor, {
          action: 'plan.invited',
          entity: 'plan',
          entityId: id,
          after: { accountId, ...days.value },
        });
        return ok(null);
      },
    );
  }

  async end(actor: Actor, planRef: string, accountId: string): Promise<Result<null, 'not-found' | 'ended-already'>> {
    return this.writing.inPlan<Result<null, 'not-found' | 'ended-already'>>(
      actor,
      { ref: planRef, permission: 'plans.invite' },
      async ({ id }) => {
        const guest = (await this.guests.ofPlan(id)).find((one) => one.accountId === accountId);
        if (!guest) return refused('not-found');
        if (invitationOn(guest, this.clock.today()) === 'over') return refused('ended-already');
        await this.store.endInvitation(this.writing.stamp(actor), id, accountId);
        await this.audit.record(actor, {
          action: 'plan.invitation_ended',
          entity: 'plan',
          entityId: id,
          before: { accountId, fromOn: guest.fromOn, toOn: guest.toOn },
          after: { accountId: null },
        });
        return ok(null);
      },
    );
  }
}
