import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { SourcesService } from '../sources/sources.service.js';
import { type DraftRow, FrameworkDraftsQueries, type ScaleRow } from './data/framework-drafts.queries.js';
import { FrameworkDraftsStore } from './data/framework-drafts.store.js';
import { FrameworkPagesQueries } from './data/framework-pages.queries.js';
import type { FrameworkFactRow, FrameworkRow } from './data/framework-pages.row.js';
import type { FailureTests } from './domain/failure-rule.js';
import {
  areasOf,
  type Base,
  testsOf,
  type VersionContent,
  versionKey,
  type VersionRefusal,
  whyNotVersion,
} from './domain/framework-version.js';
import { FrameworkIndexService } from './framework-index.service.js';
import { ownScaleId, ownScaleRow } from './domain/own-scale.js';
import { defaultRecoveredRule } from './domain/recovered-rule.js';

export type DraftRefusal = VersionRefusal | 'no-such-inspectorate' | 'no-such-base' | 'no-such-scale' | 'named-already';
export type ChangeRefusal = DraftRefusal | 'not-found' | 'stale' | 'decided-already';
export type AgreeRefusal = ChangeRefusal | 'your-own';
export type ClosingRefusal = 'not-found' | 'stale' | 'ends-already' | 'ends-before-it-starts';

export type NewVersion = {
  readonly baseKey: string | null;
  readonly inspectorateKey: string | null;
  readonly content: VersionContent;
};

/** The version that is copied, with all that is copied of it. */
export type CopiedVersion = Omit<Base, 'areas'> & {
  readonly row: FrameworkRow;
  readonly facts: readonly FrameworkFactRow[];
  readonly areas: readonly {
    key: string;
    label: string;
    isOverall: number;
    conditional: number;
    scaleId: string | null;
  }[];
};

type Checked = { readonly base: CopiedVersion | null; readonly scale: ScaleRow };

/** What was typed. A draft of before a field was asked for has what then held. */
export const contentOf = ({ content }: Pick<DraftRow, 'content'>): VersionContent => ({
  ownScale: null,
  recoveredRule: defaultRecoveredRule,
  ...(JSON.parse(content) as Omit<VersionContent, 'ownScale' | 'recoveredRule'>),
});

/** Adds framework versions by hand, which two administrators do, and closes those in use. None is ever changed. */
@Injectable()
export class FrameworkVersionsService {
  constructor(
    private readonly db: Database,
    private readonly store: FrameworkDraftsStore,
    private readonly queries: FrameworkDraftsQueries,
    private readonly frameworks: FrameworkPagesQueries,
    private readonly sources: SourcesService,
    private readonly index: FrameworkIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async copied(key: string): Promise<CopiedVersion | null> {
    const row = await this.frameworks.byKey(key);
    if (!row) return null;
    const [areas, facts] = await Promise.all([this.queries.areasOf(row.id), this.frameworks.facts(row.id)]);
    const formal = JSON.parse(row.formalFailure) as FailureTests;
    const serious = JSON.parse(row.seriousFindings) as FailureTests;
    return { row, facts, areas, scaleId: row.scaleId, formal: formal.anyOf, serious: serious.anyOf };
  }

  async draft(actor: Actor, { baseKey, inspectorateKey, content }: NewVersion): Promise<Result<string, DraftRefusal>> {
    return this.db.transaction(async () => {
      const checked = await this.#check(content, baseKey, null);
      if (!checked.ok) return checked;
      const { base } = checked.value;
      const chosen = (await this.queries.inspectorates()).find(({ key }) => key === inspectorateKey)?.id ?? null;
      const inspectorateId = base ? await this.queries.inspectorateOf(base.row.id) : chosen;
      if (!inspectorateId) return refused('no-such-inspectorate');
      const key = versionKey(content.title, content.effectiveFrom);
      const id = await this.store.add(this.#stamp(actor), {
        key,
        inspectorateId,
        baseId: base?.row.id ?? null,
        content: JSON.stringify(content),
      });
      await this.audit.record(actor, {
        action: 'framework_draft.added',
        entity: 'framework_draft',
        entityId: id,
        after: { key, title: content.title, copiedFrom: baseKey },
      });
      return ok(id);
    });
  }

  async change(
    actor: Actor,
    { id, version, content }: { readonly id: string; readonly version: number; readonly content: VersionContent },
  ): Promise<Result<null, ChangeRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.#open(id, version);
      if (!opened.ok) return opened;
      const checked = await this.#check(content, opened.value.baseKey, id);
      if (!checked.ok) return checked;
      const key = versionKey(content.title, content.effectiveFrom);
      await this.store.save(this.#stamp(actor), id, { key, content: JSON.stringify(content) });
      await this.audit.record(actor, {
        action: 'framework_draft.changed',
        entity: 'framework_draft',
        entityId: id,
        before: contentOf(opened.value),
        after: content,
      });
      return ok(null);
    });
  }

  /** Another administrator than the one who saved it last: from now on it is offered and public. */
  async agree(actor: Actor, id: string, version: number): Promise<Result<string, AgreeRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.#open(id, version);
      if (!opened.ok) return opened;
      const draft = opened.value;
      if (draft.savedBy === actor.name) return refused('your-own');
      const content = contentOf(draft);
      const checked = await this.#check(content, draft.baseKey, id);
      if (!checked.ok) return checked;
      const frameworkId = randomUUID();
      await this.#publish(frameworkId, draft, content, checked.value);
      if (content.sourceUrl !== null) {
        const [source] = await this.sources.addMany(actor, [
          { title: content.title, kind: 'official', publisher: draft.inspectorate, url: content.sourceUrl },
        ]);
        if (source)
          await this.sources.linkMany([{ sourceId: source.id, recordKind: 'framework', recordId: frameworkId }]);
      }
      await this.store.decide(this.#stamp(actor), id, 'agreed', frameworkId);
      await this.index.renew();
      await this.audit.record(actor, {
        action: 'framework.agreed',
        entity: 'framework',
        entityId: frameworkId,
        after: {
          key: draft.key,
          title: content.title,
          effectiveFrom: content.effectiveFrom,
          recoveredRule: content.recoveredRule,
          ...(content.ownScale ? { scale: content.ownScale } : {}),
        },
      });
      return ok(draft.key);
    });
  }

  async drop(
    actor: Actor,
    id: string,
    version: number,
  ): Promise<Result<null, 'not-found' | 'stale' | 'decided-already'>> {
    return this.db.transaction(async () => {
      const opened = await this.#open(id, version);
      if (!opened.ok) return opened;
      await this.store.decide(this.#stamp(actor), id, 'dropped', null);
      await this.audit.record(actor, {
        action: 'framework_draft.dropped',
        entity: 'framework_draft',
        entityId: id,
        before: { key: opened.value.key, title: contentOf(opened.value).title },
      });
      return ok(null);
    });
  }

  /** Says the last day of a version in use. `known`: the last day that the person was shown. */
  async close(
    actor: Actor,
    key: string,
    {
      closesOn,
      reason,
      known,
    }: { readonly closesOn: CalendarDay; readonly reason: string; readonly known: string | null },
  ): Promise<Result<null, ClosingRefusal>> {
    return this.db.transaction(async () => {
      const framework = await this.frameworks.byKey(key);
      if (!framework) return refused('not-found');
      if (framework.effectiveTo !== known) return refused('stale');
      const closing = await this.queries.closingOf(framework.id);
      if (framework.effectiveTo !== null && !closing) return refused('ends-already');
      if (framework.effectiveFrom !== null && closesOn < framework.effectiveFrom)
        return refused('ends-before-it-starts');
      await this.store.close(this.#stamp(actor), framework.id, closesOn, reason);
      await this.index.renew();
      await this.audit.record(actor, {
        action: 'framework.closed',
        entity: 'framework',
        entityId: framework.id,
        before: { effectiveTo: framework.effectiveTo },
        after: { effectiveTo: closesOn },
        reason,
      });
      return ok(null);
    });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }

  async #open(id: string, version: number): Promise<Result<DraftRow, 'not-found' | 'stale' | 'decided-already'>> {
    const draft = await this.queries.byId(id);
    if (!draft) return refused('not-found');
    if (draft.state !== 'draft') return refused('decided-already');
    return draft.version === version ? ok(draft) : refused('stale');
  }

  async #check(
    content: VersionContent,
    baseKey: string | null,
    draftId: string | null,
  ): Promise<Result<Checked, DraftRefusal>> {
    const base = baseKey === null ? null : await this.copied(baseKey);
    if (baseKey !== null && !base) return refused('no-such-base');
    const known = await this.queries.scales();
    const scale =
      content.scaleId === ownScaleId ? ownScaleRow(content.ownScale) : known.find(({ id }) => id === content.scaleId);
    if (!scale) return refused('no-such-scale');
    const refusal = whyNotVersion(content, { base, failing: scale.failing.map(({ key }) => key) });
    if (refusal) return refused(refusal);
    if (await this.queries.isTaken(versionKey(content.title, content.effectiveFrom), draftId))
      return refused('named-already');
    return ok({ base, scale });
  }

  async #publish(id: string, draft: DraftRow, content: VersionContent, { base, scale }: Checked): Promise<void> {
    const areas = areasOf(content, base);
    const { formal, serious } = testsOf(content, { areas, failing: scale.failing.map(({ key }) => key), base });
    const today = this.clock.today();
    const facts = factsOf(content, base);
    const scaleId =
      content.scaleId === ownScaleId && content.ownScale
        ? await this.store.addScale(draft.key, content.ownScale)
        : content.scaleId;
    await this.store.publish(
      {
        id,
        key: draft.key,
        inspectorateId: draft.inspectorateId,
        title: content.title,
        kind: base?.row.kind ?? 'inspection',
        unit: content.unit,
        status: content.effectiveFrom > today ? 'announced' : 'current',
        episodeArea: content.episodeArea,
        sectors: JSON.stringify(content.sectors),
        countries: JSON.stringify(content.countries),
        effectiveFrom: content.effectiveFrom,
        effectiveTo: content.effectiveTo,
        datesVerified: 0,
        dateNote: null,
        scaleId,
        recoveredRule: content.recoveredRule === defaultRecoveredRule ? null : content.recoveredRule,
        overallKind: content.headline.length === 0 ? null : (base?.row.overallKind ?? 'grade'),
        overallCount: content.headline.length,
        formalFailure: JSON.stringify({ anyOf: formal, note: null }),
        seriousFindings: JSON.stringify({ anyOf: serious, note: null }),
        predecessorKey: draft.baseKey,
        successorKey: null,
        verification: 'unverified',
        factsVerified: 0,
        factsTotal: facts.length,
        strongestSourceTier: null,
      },
      areas.map((area, position) => ({ ...area, position, verified: 0, note: null })),
      facts,
    );
  }
}

type NewFact = { kind: string; position: number; text: string; verified: number; detail: string | null };

/** What is said about the version copied, and what was typed. None of it is checked against the new text. */
function factsOf({ planDays, note }: VersionContent, base: CopiedVersion | null): NewFact[] {
  const kept = (base?.facts ?? []).filter(({ kind }) => kind !== 'deadline' || planDays === null);
  const typed = [
    ...(planDays === null
      ? []
      : [
          {
            kind: 'deadline',
            text: 'Action plan',
            detail: JSON.stringify({ value: planDays, unit: 'working days', from: 'receipt of report' }),
          },
        ]),
    ...(note === null ? [] : [{ kind: 'caveat', text: note, detail: null }]),
  ];
  const next = new Map<string, number>();
  return [...kept, ...typed].map(({ kind, text, detail }) => {
    const position = next.get(kind) ?? 0;
    next.set(kind, position + 1);
    return { kind, position, text, detail, verified: 0 };
  });
}
