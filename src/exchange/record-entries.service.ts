import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { Database } from '../database/database.js';
import { InspectionMatchingQueries } from '../inspections/data/inspection-matching.queries.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from '../inspections/data/workspace.queries.js';
import { sameInspection } from '../inspections/domain/same-inspection.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import { EarlyHelpService } from '../interventions/early-help.service.js';
import { EventsService } from '../interventions/events.service.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded, SourceUse } from '../sources/domain/new-fact.js';
import { isUngradedType } from '../vocabulary/domain/inspection-types.js';
import type { ProgrammeEntryBody, ProgrammeFault } from './domain/programme-entry.js';
import { ProgrammeEntriesService } from './programme-entries.service.js';
import { RecordEntriesQueries } from './data/record-entries.queries.js';
import type { EntryRow } from './data/record-entry.row.js';
import { bodyOf } from './domain/record-entry.js';
import { type EntryPlace, RecordEntriesStore } from './data/record-entries.store.js';
import {
  areasLeftOpen,
  type DateFault,
  dateFault,
  type EntryBody,
  type EntryStep,
  isOfProgramme,
  type JudgementEntry,
  stepEntry,
  type StepRefusal,
} from './domain/record-entry.js';

/** Why an entry cannot be written as it is: some of these name a field. */
export type EntryFault =
  | { readonly because: 'no-such-organisation' | 'no-such-source' | 'no-such-framework' | 'already-there' }
  | { readonly because: 'done-by-others'; readonly who: 'inspectors' | 'board'; readonly names: readonly string[] }
  | { readonly because: 'areas-open'; readonly areas: readonly string[] }
  | { readonly because: 'dates'; readonly fault: DateFault }
  | ProgrammeFault;

export type StandRefusal = 'not-found' | 'stale' | StepRefusal;

export type EntryGiven = {
  readonly entry: EntryBody;
  readonly source: { readonly ref: string; readonly page: string | null; readonly quote: string | null };
};

const on = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/**
 * What record keepers write down of places that have nobody here to do it themselves: one writes, another reads it
 * against its source and publishes, and only then it is on the record.
 */
@Injectable()
export class RecordEntriesService {
  constructor(
    private readonly db: Database,
    private readonly store: RecordEntriesStore,
    private readonly queries: RecordEntriesQueries,
    private readonly bodies: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly held: InspectionMatchingQueries,
    private readonly accounts: AccountsQueries,
    private readonly inspections: InspectionsService,
    private readonly help: EarlyHelpService,
    private readonly events: EventsService,
    private readonly programmes: ProgrammeEntriesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async write(actor: Actor, organisationId: string, given: EntryGiven): Promise<Result<Recorded, EntryFault>> {
    return this.db.transaction(async () => {
      const place = await this.#placeOf(organisationId, given);
      if (!place.ok) return place;
      const made = await this.store.add(this.#stamp(actor), organisationId, given.entry, place.value);
      await this.audit.record(actor, {
        action: 'entry.written',
        entity: 'record_entry',
        entityId: made.id,
        after: { ref: made.ref, kind: given.entry.kind, ...given.entry.says, source: given.source.ref },
      });
      return ok(made);
    });
  }

  async rewrite(
    actor: Actor,
    ref: string,
    given: EntryGiven,
    version: number,
  ): Promise<Result<null, EntryFault | { readonly because: StandRefusal }>> {
    return this.db.transaction(async () => {
      const stepped = await this.#step(actor, ref, { step: 'rewrite', version });
      if (!stepped.ok) return refused({ because: stepped.error });
      const { row } = stepped.value;
      const place = await this.#placeOf(row.organisationId, given);
      if (!place.ok) return place;
      await this.store.rewrite(row.id, actor.name, given.entry, place.value);
      await this.audit.record(actor, {
        action: 'entry.rewritten',
        entity: 'record_entry',
        entityId: row.id,
        before: { ...bodyOf(row).says, source: row.sourceRef, state: row.state },
        after: { ...given.entry.says, source: given.source.ref, state: 'written' },
      });
      return ok(null);
    });
  }

  /** Puts it on the record. Whoever does has read the source, and is not the one who wrote the entry. */
  async publish(
    actor: Actor,
    ref: string,
    version: number,
  ): Promise<Result<Recorded, EntryFault | { readonly because: StandRefusal }>> {
    return this.db.transaction(async () => {
      const stepped = await this.#step(actor, ref, { step: 'publish', version });
      if (!stepped.ok) return refused({ because: stepped.error });
      const { row, state } = stepped.value;
      const entry = bodyOf(row);
      // Meanwhile somebody may have come who does this, or the source may have been withdrawn.
      const source = { ref: row.sourceRef, page: row.sourcePage, quote: row.sourceQuote };
      const place = await this.#placeOf(row.organisationId, { entry, source });
      if (!place.ok) return place;
      const made = await this.#make(actor, row, entry);
      await this.store.decide(row.id, this.#stamp(actor), { state, why: null, madeRef: made.ref });
      await this.audit.record(actor, {
        action: 'entry.published',
        entity: 'record_entry',
        entityId: row.id,
        before: { state: row.state },
        after: { state, became: made.ref },
      });
      return ok(made);
    });
  }

  /** Gives it back to be put right, or gives it up; with the reason. */
  async turnDown(
    actor: Actor,
    ref: string,
    { step, why, version }: { readonly step: 'give-back' | 'drop'; readonly why: string; readonly version: number },
  ): Promise<Result<null, StandRefusal>> {
    return this.db.transaction(async () => {
      const stepped = await this.#step(actor, ref, { step, version });
      if (!stepped.ok) return stepped;
      const { row, state } = stepped.value;
      await this.store.decide(row.id, this.#stamp(actor), { state, why, madeRef: null });
      await this.audit.record(actor, {
        action: step === 'drop' ? 'entry.dropped' : 'entry.returned',
        entity: 'record_entry',
        entityId: row.id,
        before: { state: row.state },
        after: { state, reason: why },
      });
      return ok(null);
    });
  }

  /** Who does this work themselves at that place; nobody: it is the record keeper's. */
  async othersWho(
    organisationId: string,
    entry: Pick<EntryBody, 'kind'> & { readonly inspectorateId: string | null },
  ): Promise<{ readonly who: 'inspectors' | 'board'; readonly names: readonly string[] } | null> {
    const isJudgement = entry.kind === 'judgement';
    const roles = isJudgement ? ['inspector', 'lead_inspector'] : ['board_secretary', 'organisation_editor'];
    const within = isJudgement ? { inspectorateId: entry.inspectorateId } : { organisationId };
    const found = await this.accounts.holders(roles, within, this.clock.today());
    if (found.length === 0) return null;
    return { who: isJudgement ? 'inspectors' : 'board', names: found.slice(0, 3).map(({ name }) => name) };
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }

  async #step(actor: Actor, ref: string, { step, version }: { readonly step: EntryStep; readonly version: number }) {
    const row = await this.queries.byRef(ref);
    if (!row) return refused('not-found' as const);
    if (row.version !== version) return refused('stale' as const);
    const stepped = stepEntry(row, step, actor.name);
    return stepped.ok ? ok({ row, state: stepped.value }) : stepped;
  }

  /** Whether it can stand as it is, and where its source is kept. */
  async #placeOf(organisationId: string, { entry, source }: EntryGiven): Promise<Result<EntryPlace, EntryFault>> {
    if (!(await this.bodies.openOrganisation(organisationId))) return refused({ because: 'no-such-organisation' });
    if (isOfProgramme(entry)) return this.#placeOfProgramme(entry, source);
    const framework = entry.kind === 'judgement' ? await this.frameworks.byKey(entry.says.framework) : null;
    if (entry.kind === 'judgement' && !framework) return refused({ because: 'no-such-framework' });
    const inspectorateId = framework?.inspectorateId ?? null;
    const others = await this.othersWho(organisationId, { kind: entry.kind, inspectorateId });
    if (others) return refused({ because: 'done-by-others', ...others });
    const cited = await this.queries.openSource(source.ref);
    if (!cited) return refused({ because: 'no-such-source' });
    const fault = dateFault(entry, this.clock.today());
    if (fault) return refused({ because: 'dates', fault });
    if (entry.kind === 'judgement' && framework) {
      const areas = areasLeftOpen(entry.says.type, await this.frameworks.areas(framework.id), entry.says.areas);
      if (areas.length > 0) return refused({ because: 'areas-open', areas });
      if (await this.#isThere(organisationId, entry.says)) return refused({ because: 'already-there' });
    }
    return ok({ sourceId: cited.id, sourcePage: source.page, sourceQuote: source.quote });
  }

  /** Programmes have nobody here who keeps them: what is written of them is the record keepers' own work. */
  async #placeOfProgramme(
    entry: ProgrammeEntryBody,
    source: EntryGiven['source'],
  ): Promise<Result<EntryPlace, EntryFault>> {
    const cited = await this.queries.openSource(source.ref);
    if (!cited) return refused({ because: 'no-such-source' });
    const fault = dateFault(entry, this.clock.today());
    if (fault) return refused({ because: 'dates', fault });
    const checked = await this.programmes.check(entry);
    if (!checked.ok) return checked;
    return ok({ sourceId: cited.id, sourcePage: source.page, sourceQuote: source.quote });
  }

  async #isThere(organisationId: string, { framework, unit, type, ...says }: JudgementEntry): Promise<boolean> {
    const publishedOn = on(says.publishedOn);
    const endedOn = on(says.endedOn ?? says.startedOn);
    const asked = { framework, frameworkInferred: false, publishedOn, endedOn };
    return (await this.held.of([organisationId])).some(
      (each) => each.unit === unit && each.graded === !isUngradedType(type) && sameInspection(asked, each),
    );
  }

  async #make(actor: Actor, row: EntryRow, entry: EntryBody): Promise<Recorded> {
    const use: SourceUse = {
      sourceId: row.sourceId,
      ...(row.sourcePage ? { page: row.sourcePage } : {}),
      ...(row.sourceQuote ? { quote: row.sourceQuote } : {}),
    };
    const fact = { organisationId: row.organisationId, sources: [use], verified: true };
    if (isOfProgramme(entry)) {
      const checked = await this.programmes.check(entry);
      if (!checked.ok) throw new Error(`${row.ref} cannot be published: ${checked.error.because}`);
      return this.programmes.make(actor, entry, { programme: checked.value, use, ref: row.ref });
    }
    if (entry.kind === 'judgement') return this.#judge(actor, fact, entry.says);
    const { text } = entry.says;
    const known = { occurredOn: on(entry.says.occurredOn), knownOn: on(entry.says.knownOn), text };
    if (entry.kind === 'warning') {
      const { kind, respondedOn, response } = entry.says;
      const [made] = await this.help.noteWarnings(actor, [
        { ...fact, ...known, kind, respondedOn: on(respondedOn), response },
      ]);
      return made;
    }
    const { kind, significant, occurredOn } = entry.says;
    return this.events.record(actor, {
      ...fact,
      ...known,
      occurredOn: on(occurredOn) as Period,
      kind,
      significant,
    });
  }

  async #judge(
    actor: Actor,
    fact: { readonly organisationId: string; readonly sources: readonly SourceUse[]; readonly verified: boolean },
    says: JudgementEntry,
  ): Promise<Recorded> {
    const framework = await this.frameworks.byKey(says.framework);
    const isUngraded = isUngradedType(says.type);
    const [made] = await this.inspections.recordMany(actor, [
      {
        ...fact,
        framework: says.framework,
        inspectorateName: framework?.inspectorate ?? '',
        subject: says.subject,
        unit: says.unit,
        type: says.type,
        graded: !isUngraded,
        startedOn: on(says.startedOn),
        endedOn: on(says.endedOn),
        publishedOn: on(says.publishedOn),
        overallLabel: says.overallLabel,
        headline: says.headline,
        reportUrl: says.reportUrl,
        judgements: isUngraded
          ? []
          : says.areas.map(({ area, areaText, scale, grade, label, absence }) => ({
              area,
              areaText,
              ...(scale === null ? {} : { scale }),
              grade,
              label,
              absence,
            })),
      },
    ]);
    return made;
  }
}
