import { Injectable } from '@nestjs/common';
import { type PersonActing, AuditService } from '../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { onDay, parsePeriod, type Period, periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MeasureKeepingQueries } from './data/keeping.queries.js';
import type { KeptMeasureRow, ProposalRow } from './data/keeping.row.js';
import { MeasureKeepingStore } from './data/keeping.store.js';
import { baselinesOf, breaksOf, seriesOf, seriesTogether } from './data/measure-facts.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import { MeasuresStore } from './data/measures.store.js';
import { type AskedBaseline, type BaselineRefusal, lockBaseline } from './domain/baseline-lock.js';
import { type AskedDip, type DipRefusal, expectDip } from './domain/expected-dip.js';
import { decideProposal, type DecidingRefusal, isProposalKind, type ProposalKind } from './domain/proposal.js';
import type { Protection } from './domain/small-numbers.js';
import type { Polarity } from './domain/xmr.js';

type Asked = {
  readonly reason: string;
  /** The decision that agreed it; without one it is asked for, and waits. */
  readonly decisionRef: string | null;
};

export type AskingRefusal = 'not-found' | 'asked-already' | 'no-decision';

/** Baselines and expected dips: the board decides, its secretary records, the body proposes. */
@Injectable()
export class MeasureDecisionsService {
  constructor(
    private readonly db: Database,
    private readonly queries: MeasureKeepingQueries,
    private readonly pages: MeasurePagesQueries,
    private readonly store: MeasureKeepingStore,
    private readonly values: MeasuresStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  find({ account }: PersonActing, ref: string): Promise<KeptMeasureRow | null> {
    return this.queries.byRef(ref, reachOf(account, 'measures.propose').organisationIds);
  }

  isOfTheBoard = ({ account }: PersonActing, { organisationId }: KeptMeasureRow): boolean =>
    reachesOrganisation(reachOf(account, 'measures.decide'), organisationId);

  proposals(measureId: string): Promise<ProposalRow[]> {
    return this.queries.proposals(measureId);
  }

  proposal(id: string, measureId: string): Promise<ProposalRow | null> {
    return this.queries.proposal(id, measureId);
  }

  async baseline(
    actor: PersonActing,
    ref: string,
    asked: AskedBaseline & Asked,
  ): Promise<Result<'locked' | 'asked', BaselineRefusal | AskingRefusal>> {
    return this.#ask(actor, ref, { kind: 'baseline', asked }, async (measure) => {
      const refusal = await this.#baselineRefusal(measure, asked);
      if (refusal) return refused(refusal);
      return ok({ from: periodText(asked.from), to: periodText(asked.to) });
    });
  }

  async dip(
    actor: PersonActing,
    ref: string,
    asked: AskedDip & Asked,
  ): Promise<Result<'locked' | 'asked', DipRefusal | AskingRefusal>> {
    return this.#ask(actor, ref, { kind: 'dip', asked }, async (measure) => {
      const refusal = await this.#dipRefusal(measure, asked);
      if (refusal) return refused(refusal);
      return ok({ months: asked.months, limitValue: asked.limitValue });
    });
  }

  /** Whoever is of the board records it with its decision; anybody else asks. */
  async #ask<Refusal extends string>(
    actor: PersonActing,
    ref: string,
    { kind, asked }: { readonly kind: 'baseline' | 'dip'; readonly asked: Asked },
    check: (measure: KeptMeasureRow) => Promise<Result<Readonly<Record<string, unknown>>, Refusal>>,
  ): Promise<Result<'locked' | 'asked', Refusal | AskingRefusal>> {
    return this.db.transaction(async () => {
      const measure = await this.find(actor, ref);
      if (!measure) return refused('not-found');
      const isOfTheBoard = this.isOfTheBoard(actor, measure);
      if (isOfTheBoard && asked.decisionRef === null) return refused('no-decision');
      const checked = await check(measure);
      if (!checked.ok) return checked;
      const waiting = (await this.queries.proposals(measure.id)).some((one) => one.kind === kind);
      if (waiting) return refused('asked-already');
      const { reason, decisionRef } = asked;
      if (isOfTheBoard) {
        await this.#keep(actor, measure, { kind, content: checked.value, reason, decisionRef });
        return ok('locked');
      }
      const stamp = { at: this.clock.now(), by: actor.name };
      await this.store.ask(stamp, measure.id, { kind, content: checked.value, reason, on: this.clock.today() });
      await this.audit.record(actor, {
        action: kind === 'dip' ? 'measure.dip_asked' : 'measure.baseline_asked',
        entity: 'measure',
        entityId: measure.id,
        after: checked.value,
        reason,
      });
      return ok('asked');
    });
  }

  async decide(
    actor: PersonActing,
    { ref, id, version }: { readonly ref: string; readonly id: string; readonly version: number },
    deciding: {
      readonly decision: 'agree' | 'refuse';
      readonly decisionRef: string | null;
      readonly answer: string | null;
    },
  ): Promise<Result<'agreed' | 'refused', DecidingRefusal | BaselineRefusal | DipRefusal | 'not-found'>> {
    return this.db.transaction(async () => {
      const measure = await this.find(actor, ref);
      const proposal = measure && (await this.queries.proposal(id, measure.id));
      if (!measure || !proposal || !isProposalKind(proposal.kind)) return refused('not-found');
      const { kind, proposedBy } = proposal;
      const state = proposal.version === version ? proposal.state : 'decided';
      const decided = decideProposal(
        { kind, state, proposedBy },
        { ...deciding, by: actor.name, isOfTheBoard: this.isOfTheBoard(actor, measure) },
      );
      if (!decided.ok) return decided;
      const { decisionRef, answer } = deciding;
      const isAgreed = decided.value === 'agreed';
      if (isAgreed) {
        const content = JSON.parse(proposal.content) as Readonly<Record<string, unknown>>;
        const refusal = await this.#refusal(measure, kind, content);
        if (refusal) return refused(refusal);
        await this.#keep(actor, measure, { kind, content, reason: proposal.reason, decisionRef });
      }
      const on = this.clock.today();
      await this.store.decide(id, { state: decided.value, by: actor.name, on, decisionRef, answer });
      await this.audit.record(actor, {
        action: isAgreed ? 'measure.proposal_agreed' : 'measure.proposal_refused',
        entity: 'measure',
        entityId: measure.id,
        after: { kind, decision: decisionRef, answer },
      });
      return ok(isAgreed ? 'agreed' : 'refused');
    });
  }

  /** What was right when it was asked may have been overtaken. */
  async #refusal(
    measure: KeptMeasureRow,
    kind: ProposalKind,
    content: Readonly<Record<string, unknown>>,
  ): Promise<BaselineRefusal | DipRefusal | null> {
    if (kind === 'baseline') return this.#baselineRefusal(measure, askedBaseline(content));
    return kind === 'dip' ? this.#dipRefusal(measure, content as AskedDip) : null;
  }

  async #baselineRefusal(measure: KeptMeasureRow, asked: AskedBaseline): Promise<BaselineRefusal | null> {
    const [values, parts] = [
      await this.pages.values([measure.id], [measure.id]),
      await this.pages.parts([measure.id], [measure.id]),
    ];
    const dated = values.flatMap(({ occurredOn, value, flag }) => {
      const on = occurredOn === null ? null : parsePeriod(occurredOn);
      return on ? [{ on, value, flag }] : [];
    });
    const locked = lockBaseline(asked, {
      frequency: measure.frequency as 'month',
      numbers: distinct(dated.filter(({ value }) => value !== null).map(({ on }) => on)),
      breaks: [...breaksOf(parts), ...dated.filter(({ flag }) => flag === 'b').map(({ on }) => on)],
      locked: baselinesOf(parts),
      today: this.clock.today(),
    });
    return locked.ok ? null : locked.error;
  }

  async #dipRefusal(measure: KeptMeasureRow, asked: AskedDip): Promise<DipRefusal | null> {
    const eyes = [measure.organisationId];
    const row = await this.pages.byRef(measure.ref, eyes);
    const ids = [measure.id];
    const values = await this.pages.values(ids, ids);
    const [series] = row ? seriesTogether([row], values, await this.pages.parts(ids, ids), eyes) : [];
    const expected = expectDip(asked, {
      safetyCritical: measure.safetyCritical === 1,
      polarity: measure.polarity as Polarity,
      limits: series ? seriesOf(series).current : null,
    });
    return expected.ok ? null : expected.error;
  }

  async #keep(
    actor: PersonActing,
    measure: KeptMeasureRow,
    {
      kind,
      content,
      reason,
      decisionRef,
    }: Asked & { readonly kind: ProposalKind; readonly content: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    const stamp = { at: this.clock.now(), by: actor.name };
    const today = this.clock.today();
    const { id, visibility } = measure;
    if (kind === 'protection') await this.store.protect(id, content as unknown as Protection, reason);
    if (kind === 'dip')
      await this.store.addDip(stamp, id, {
        ...(content as AskedDip),
        writtenOn: today,
        reason,
        decisionRef,
        visibility,
      });
    if (kind === 'baseline')
      await this.values.addBaselines(stamp, [
        { ...askedBaseline(content), measureId: id, lockedOn: onDay(today), decisionRef, reason, visibility },
      ]);
    if (kind !== 'protection') await this.store.touch(id);
    await this.audit.record(actor, {
      action: kept[kind],
      entity: 'measure',
      entityId: id,
      after: { ...content, decision: decisionRef },
      reason,
    });
  }
}

const kept: Readonly<Record<ProposalKind, string>> = {
  baseline: 'measure.baseline_locked',
  dip: 'measure.dip_expected',
  protection: 'measure.protected',
};

const askedBaseline = ({ from, to }: Readonly<Record<string, unknown>>): AskedBaseline => ({
  from: parsePeriod(String(from)) as Period,
  to: parsePeriod(String(to)) as Period,
});

const distinct = (periods: readonly Period[]): readonly Period[] => [
  ...new Map(periods.map((on) => [periodText(on), on])).values(),
];
