import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { BoardNews } from './board-news.js';
import type { ReviewRow } from './data/board.row.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { OutcomesStore } from './data/outcomes.store.js';
import { ReviewsStore } from './data/reviews.store.js';
import { inMeeting } from './domain/outcome.js';

/** What a quorum, found or lost, makes of a meeting and of what it decided. Asked within the transaction of the act. */
@Injectable()
export class QuorumService {
  constructor(
    private readonly store: ReviewsStore,
    private readonly outcomes: OutcomesStore,
    private readonly queries: OutcomesQueries,
    private readonly news: BoardNews,
    private readonly audit: AuditService,
  ) {}

  async settle(actor: Actor, review: Pick<ReviewRow, 'id' | 'ref'>, quorate: boolean): Promise<void> {
    await this.store.setQuorate(review.id, quorate);
    for (const decision of await this.queries.decisionsOf(review.id)) {
      const { type, forLackOfQuorum } = inMeeting(decision, quorate);
      if (type === decision.type) continue;
      await this.outcomes.retype(decision.id, { type, forLackOfQuorum });
      await this.audit.record(actor, {
        action: 'decision.retyped',
        entity: 'decision',
        entityId: decision.id,
        before: { type: decision.type },
        after: { type, quorate },
        subjects: [{ entity: 'review', entityId: review.id }],
      });
      await this.news.announce('decision.retyped', { id: decision.id, ref: decision.ref, type, forLackOfQuorum });
    }
  }
}
