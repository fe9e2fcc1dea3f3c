import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CorrectionRequestsQueries } from './data/correction-requests.queries.js';
import { CorrectionRequestsStore } from './data/correction-requests.store.js';
import {
  answerCorrection,
  type AnswerRefusal,
  type CorrectionAnswer,
  letThrough,
  type NewCorrectionRequest,
} from './domain/correction.js';
import type { Recorded } from './domain/new-fact.js';

const minute = 60_000;
const fromOnePlace = { allowed: 5, window: 10 * minute };
const fromEverywhere = { allowed: 200, window: 60 * minute };
const mostPlaces = 10_000;

/** Takes what readers say is wrong, without asking who they are, and keeps what was answered. */
@Injectable()
export class CorrectionsService {
  /** Where reports came from lately, under a key that lives as long as this process: no address is kept. */
  readonly #secret = randomBytes(32);
  readonly #places = new Map<string, { readonly times: readonly number[] }>();
  #everywhere: { readonly times: readonly number[] } = { times: [] };

  constructor(
    private readonly db: Database,
    private readonly store: CorrectionRequestsStore,
    private readonly queries: CorrectionRequestsQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Takes a report. The trail says that one came, never its words or whom to write to. */
  async report(actor: Actor, place: string, request: NewCorrectionRequest): Promise<Result<Recorded, 'too-many'>> {
    if (!this.#isLetThrough(place)) return refused('too-many');
    return this.db.transaction(async () => {
      const made = await this.store.add(this.clock.now(), request);
      await this.audit.record(actor, {
        action: 'correction.reported',
        entity: 'correction_request',
        entityId: made.ref,
        subjects: subjectsOf(request.subject),
      });
      return ok(made);
    });
  }

  /** Answers a report, or answers it anew: the history keeps what was said before. */
  async answer(
    actor: Actor,
    ref: string,
    given: CorrectionAnswer & { readonly version: number },
  ): Promise<Result<Recorded, AnswerRefusal>> {
    return this.db.transaction(async () => {
      const request = await this.queries.byRef(ref);
      if (!request) return refused('not-found');
      if (request.version !== given.version) return refused('stale');
      const answered = answerCorrection(given);
      if (!answered.ok) return answered;
      await this.store.answer(request.id, { at: this.clock.now(), by: actor.name }, answered.value);
      const { status, shownText, answer } = request;
      const { subjectKind: kind, subjectRef: subject } = request;
      await this.audit.record(actor, {
        action: 'correction.answered',
        entity: 'correction_request',
        entityId: ref,
        before: { status, shownText, answer },
        after: answered.value,
        subjects: subjectsOf(kind && subject ? { kind, ref: subject } : null),
      });
      return ok({ id: request.id, ref });
    });
  }

  #isLetThrough(place: string): boolean {
    const now = Date.parse(this.clock.now());
    const key = createHmac('sha256', this.#secret).update(place).digest('base64url');
    const all = letThrough(this.#everywhere, now, fromEverywhere);
    const here = letThrough(this.#places.get(key) ?? { times: [] }, now, fromOnePlace);
    if (!all || !here) return false;
    this.#everywhere = all;
    this.#places.delete(key);
    this.#places.set(key, here);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= mostPlaces) break;
      this.#places.delete(oldest);
    }
    return true;
  }
}

const subjectsOf = (subject: { readonly kind: string; readonly ref: string } | null) =>
  subject ? [{ entity: subject.kind, entityId: subject.ref }] : [];
