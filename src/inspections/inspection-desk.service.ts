import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { Clock, ukHourOf } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import type { Moment } from './domain/accuracy.js';
import { type InspectionWork, judgementsText } from './domain/inspection-work.js';
import { mayRead, type Relation, relationTo } from './domain/relation.js';

/** An inspection that is made here, and what the person who opens it is to it. */
export type OpenedWork = { readonly work: InspectionWork; readonly relation: Relation; readonly accountId: string };

/** Lets in whoever belongs to an inspection. For everybody else it is not there. */
@Injectable()
export class InspectionDesk {
  constructor(
    private readonly store: WorkspacesStore,
    private readonly clock: Clock,
  ) {}

  async open(actor: Actor, ref: string): Promise<Result<OpenedWork, 'not-found'>> {
    const work = await this.store.find(ref);
    const account = actor.account ?? null;
    if (!work || !account) return refused('not-found');
    const relation = relationTo(work, account);
    const mayAdminister = relation.isAdministrator && (work.state === 'published' || work.state === 'superseded');
    if (!mayRead(work, relation) && !mayAdminister) return refused('not-found');
    return ok({ work, relation, accountId: account.id });
  }

  /** Now in the United Kingdom, as far as a deadline asks. */
  now(): Moment {
    return { day: this.clock.today(), hour: ukHourOf(this.clock.now()) };
  }

  /** By what somebody confirms: the same judgements always have the same. */
  digest(work: InspectionWork): string {
    return createHash('sha256').update(judgementsText(work)).digest('hex');
  }
}
