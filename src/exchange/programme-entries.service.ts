import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { parsePeriod, type Period, periodEnd } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import {
  type KeptProgrammeRow,
  ProgrammeKeepingQueries,
  type PutRightKind,
} from '../programmes/data/programme-keeping.queries.js';
import { ProgrammesQueries } from '../programmes/data/programmes.queries.js';
import { ProgrammesService } from '../programmes/programmes.service.js';
import { PuttingRightService } from '../programmes/putting-right.service.js';
import type { Recorded, SourceUse } from '../sources/domain/new-fact.js';
import type { AdoptionBasis, AdoptionStage } from '../programmes/domain/adoption.js';
import type { ClaimFigure, ClaimKind, Comparison } from '../programmes/domain/claim.js';
import type { WhatFollows } from '../programmes/domain/funding.js';
import type { SiteKind, WeaknessStatus } from '../programmes/domain/programme.js';
import {
  isCounted,
  type ProgrammeEntryBody,
  type ProgrammeFactToPutRight,
  type ProgrammeFault,
  type ProgrammeKind,
  type WrittenElement,
  writtenElements,
} from './domain/programme-entry.js';

const on = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

const tableOf: Readonly<Record<ProgrammeKind, PutRightKind>> = {
  funding: 'funding_stream',
  stage: 'adoption_stage',
  claim: 'outcome_claim',
  element: 'programme_element',
  weakness: 'programme_element',
  use: 'programme_use',
};

const isWrittenElement = (kind: string): kind is WrittenElement => Object.hasOwn(writtenElements, kind);

/** A programme that somebody writes of. */
export type ProgrammeToWrite = KeptProgrammeRow & {
  readonly claims: readonly { readonly id: string; readonly outcome: string; readonly text: string }[];
};

/** What record keepers write of programmes: whether it can stand, and what it becomes once another publishes it. */
@Injectable()
export class ProgrammeEntriesService {
  constructor(
    private readonly keeping: ProgrammeKeepingQueries,
    private readonly programmes: ProgrammesQueries,
    private readonly recording: ProgrammesService,
    private readonly putting: PuttingRightService,
  ) {}

  /** The programme with the claims that another may stand against. */
  async toWrite(slug: string): Promise<ProgrammeToWrite | null> {
    const programme = await this.keeping.bySlug(slug);
    if (!programme) return null;
    const claims = await this.programmes.claims(programme.id);
    return { ...programme, claims: claims.map(({ id, outcome, text }) => ({ id, outcome, text })) };
  }

  /** Everything on the page that may be put right. */
  async facts(programmeId: string): Promise<readonly ProgrammeFactToPutRight[]> {
    const { programmes } = this;
    const [funding, adoptions, claims, elements, uses] = [
      await programmes.funding(programmeId),
      await programmes.adoptions(programmeId),
      await programmes.claims(programmeId),
      await programmes.elements(programmeId),
      await programmes.uses(programmeId, []),
    ];
    return [
      ...funding.map(({ id, funder, fromOn }) => ({
        kind: 'funding' as const,
        id,
        text: [funder, fromOn].filter(Boolean).join(', '),
      })),
      ...adoptions.flatMap(({ stageId, stage, bodyName }) =>
        stageId === null ? [] : [{ kind: 'stage' as const, id: stageId, text: `${bodyName}, ${stage ?? ''}` }],
      ),
      ...claims.map(({ id, text }) => ({ kind: 'claim' as const, id, text })),
      ...elements
        .filter(({ kind }) => kind === 'weakness')
        .map(({ id, text }) => ({ kind: 'weakness' as const, id, text })),
      ...elements
        .filter(({ kind }) => isWrittenElement(kind))
        .map(({ id, place, text }) => ({
          kind: 'element' as const,
          id,
          text: [place, text].filter(Boolean).join(': '),
        })),
      ...uses.map(({ id, episodeRef, organisationName }) => ({
        kind: 'use' as const,
        id,
        text: [episodeRef, organisationName].filter(Boolean).join(', '),
      })),
    ];
  }

  /** What a fact on the page says, as the entry that would say the same; null where it is not there. */
  async held(kind: ProgrammeKind, { id, slug }: ProgrammeToWrite, factId: string): Promise<ProgrammeEntryBody | null> {
    const common = (knownOn: string | null) => ({ programme: slug, replaces: factId, knownOn });
    if (kind === 'funding') {
      const row = (await this.programmes.funding(id)).find((one) => one.id === factId);
      return row
        ? {
            kind,
            says: {
              ...common(row.knownOn),
              funder: row.funder,
              amount: row.amount,
              from: row.fromOn,
              to: row.toOn,
              purpose: row.purpose,
              follows: row.follows as WhatFollows | null,
              staffOnFixedTerm: row.staffOnFixedTerm === null ? null : row.staffOnFixedTerm === 1,
            },
          }
        : null;
    }
    if (kind === 'stage') {
      const row = (await this.programmes.adoptions(id)).find((one) => one.stageId === factId);
      return row
        ? {
            kind,
            says: {
              ...common(row.knownOn),
              body: row.bodyName,
              calledThere: row.calledThere,
              basis: row.basis as AdoptionBasis | null,
              stage: row.stage as AdoptionStage,
              occurredOn: row.occurredOn,
              reason: row.reason,
            },
          }
        : null;
    }
    if (kind === 'claim') {
      const row = (await this.programmes.claims(id)).find((one) => one.id === factId);
      return row
        ? {
            kind,
            says: {
              ...common(row.knownOn),
              outcome: row.outcome,
              text: row.text,
              population: row.population,
              figure: row.figure as ClaimFigure,
              value: row.value,
              unit: row.unit,
              numerator: row.numerator,
              denominator: row.denominator,
              baseline: row.baseline,
              occurredOn: row.occurredOn,
              periodWords: row.periodWords,
              comparison: row.comparison as Comparison | null,
              claimKind: row.claimKind as ClaimKind | null,
              against: null,
              why: null,
            },
          }
        : null;
    }
    if (kind === 'element') {
      const row = (await this.programmes.elements(id)).find((one) => one.id === factId);
      if (!row || !isWrittenElement(row.kind)) return null;
      const { text, place, code, number, occurredOn, endedOn } = row;
      const says = { element: row.kind, text, place, siteKind: code as SiteKind | null, number, occurredOn, endedOn };
      return { kind, says: { ...common(row.knownOn), ...says } };
    }
    if (kind === 'weakness') {
      const row = (await this.programmes.elements(id)).find((one) => one.id === factId && one.kind === 'weakness');
      const says = row && { text: row.text, response: row.response, status: row.code as WeaknessStatus };
      return row && says ? { kind, says: { ...common(row.knownOn), ...says } } : null;
    }
    const use = (await this.programmes.uses(id, [])).find((one) => one.id === factId);
    const says = use?.episodeRef ? { episode: use.episodeRef, occurredOn: use.occurredOn, text: use.text } : null;
    return use && says ? { kind, says: { ...common(use.knownOn), ...says } } : null;
  }

  /** Whether the entry can stand as the record is now; it is asked again when somebody publishes it. */
  async check(entry: ProgrammeEntryBody): Promise<Result<KeptProgrammeRow, ProgrammeFault>> {
    const programme = await this.keeping.bySlug(entry.says.programme);
    if (!programme) return refused({ because: 'no-such-programme' });
    const { replaces } = entry.says;
    if (replaces !== null && !(await this.#openIds(entry.kind, programme.id)).includes(replaces))
      return refused({ because: 'gone' });
    const fault = await this.#faultOf(entry, programme.id);
    return fault ? refused(fault) : ok(programme);
  }

  /** Puts it on the record; what it puts right leaves the page and stays in the history. */
  async make(
    actor: Actor,
    entry: ProgrammeEntryBody,
    { programme, use, ref }: { readonly programme: KeptProgrammeRow; readonly use: SourceUse; readonly ref: string },
  ): Promise<Recorded> {
    const { replaces } = entry.says;
    const id = await this.#add(actor, entry, programme.id, use);
    if (replaces !== null) {
      if (entry.kind === 'claim') await this.putting.passConflictsOn(actor, replaces, id);
      if (entry.kind === 'element') await this.putting.passElementOn(actor, replaces, id);
      await this.putting.withdraw(actor, { kind: tableOf[entry.kind], id: replaces, reason: `Put right by ${ref}` });
    }
    return { id, ref: programme.ref };
  }

  async #faultOf(entry: ProgrammeEntryBody, programmeId: string): Promise<ProgrammeFault | null> {
    if (entry.kind === 'funding') {
      const [from, to] = [on(entry.says.from), on(entry.says.to)];
      return from && to && periodEnd(to) < from.start ? { because: 'ends-before' } : null;
    }
    if (entry.kind === 'element') {
      const [from, to] = [on(entry.says.occurredOn), on(entry.says.endedOn)];
      return from && to && periodEnd(to) < from.start ? { because: 'closed-before' } : null;
    }
    if (entry.kind === 'use')
      return (await this.keeping.episodeId(entry.says.episode)) ? null : { because: 'no-such-case' };
    if (entry.kind === 'claim') {
      const { against } = entry.says;
      if (against === null) return null;
      return (await this.#openIds('claim', programmeId)).includes(against) ? null : { because: 'no-such-claim' };
    }
    if (entry.kind === 'stage') {
      const { body, stage, occurredOn, reason, replaces } = entry.says;
      const asked = { programmeId, body, stage, on: on(occurredOn), reason };
      const may = await this.putting.mayFollow(asked, replaces);
      return may.ok ? null : { because: 'stage', refusal: may.error };
    }
    return null;
  }

  async #openIds(kind: ProgrammeKind, programmeId: string): Promise<readonly string[]> {
    const { programmes } = this;
    const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
    if (kind === 'funding') return idsOf(await programmes.funding(programmeId));
    if (kind === 'claim') return idsOf(await programmes.claims(programmeId));
    if (kind === 'use') return idsOf(await programmes.uses(programmeId, []));
    if (kind === 'stage') return (await programmes.adoptions(programmeId)).flatMap(({ stageId }) => stageId ?? []);
    const elements = await programmes.elements(programmeId);
    return idsOf(
      elements.filter((one) => (kind === 'weakness' ? one.kind === 'weakness' : isWrittenElement(one.kind))),
    );
  }

  async #add(actor: Actor, entry: ProgrammeEntryBody, programmeId: string, use: SourceUse): Promise<string> {
    const fact = { programmeId, knownOn: on(entry.says.knownOn), verified: true, sources: [use] };
    const first = async (ids: Promise<string[]>): Promise<string> => (await ids)[0] ?? '';
    switch (entry.kind) {
      case 'funding': {
        const { funder, amount, from, to, purpose, follows, staffOnFixedTerm } = entry.says;
        const money = { funder, amount, from: on(from), to: on(to), purpose, follows, staffOnFixedTerm };
        return first(this.recording.addFunding(actor, [{ ...fact, ...money }]));
      }
      case 'stage': {
        const { body, calledThere, basis, stage, occurredOn, reason } = entry.says;
        return this.putting.stage(actor, { ...fact, body, calledThere, basis, stage, on: on(occurredOn), reason });
      }
      case 'claim': {
        const {
          against,
          why,
          occurredOn,
          replaces: _replaces,
          programme: _programme,
          knownOn: _known,
          ...says
        } = entry.says;
        const id = await first(this.recording.addClaims(actor, [{ ...fact, ...says, occurredOn: on(occurredOn) }]));
        if (against !== null)
          await this.recording.addClaimConflicts(actor, [{ claimId: id, otherId: against, why: why ?? '' }]);
        return id;
      }
      case 'element': {
        const { element, text, place, siteKind, number, occurredOn, endedOn } = entry.says;
        const isSite = element === 'site';
        const own = {
          kind: element,
          text,
          place: isSite ? place : null,
          code: isSite ? siteKind : null,
          number: isCounted(element) ? number : null,
          occurredOn: on(occurredOn),
          endedOn: on(endedOn),
        };
        return first(this.recording.addElements(actor, [{ ...fact, ...own }]));
      }
      case 'weakness': {
        const { text, response, status } = entry.says;
        const weakness = { kind: 'weakness' as const, text, response, code: status };
        return first(this.recording.addElements(actor, [{ ...fact, ...weakness }]));
      }
      case 'use': {
        const { episode, occurredOn, text } = entry.says;
        const episodeId = await this.keeping.episodeId(episode);
        const used = { episodeId, milestoneId: null, occurredOn: on(occurredOn), text };
        return first(this.recording.addUses(actor, [{ ...fact, ...used }]));
      }
      default:
        return entry satisfies never;
    }
  }
}
