import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { PlannedEnd } from '../../episodes/domain/episode-clock.js';
import { type InterventionLevel, isInterventionLevel } from '../../interventions/domain/intervention.js';
import { groupBy } from '../../kernel/group-by.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import type { EpisodeRun, SpanFact, StepFact } from '../domain/episode-run.js';
import { isReadable, upTo } from '../domain/readable.js';
import type { Reading, UsedFact } from '../domain/signal.js';
import { inspectionMarks, type MarkedRow, marks, marksOf } from './marks.js';

type EpisodeRow = MarkedRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly area: string;
  readonly unit: string | null;
  readonly triggerInspectionId: string | null;
  readonly triggerInterventionId: string | null;
  readonly triggerOn: string;
  readonly notFailingInspectionId: string | null;
  readonly notFailingOn: string | null;
  readonly recoveredOn: string | null;
  readonly recoveredAt: string | null;
  readonly endedOn: string | null;
  readonly endedInterventionId: string | null;
  readonly earlierOverOn: string | null;
};

type PartRow = MarkedRow & {
  readonly record: 'warning_sign' | 'peer_support' | 'intervention' | 'inspection' | 'planned_end' | 'cover' | 'body';
  readonly role: string;
  readonly id: string;
  readonly ref: string | null;
  readonly level: number | null;
  readonly label: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** The frame of an episode, in two statements: what every lesson asks, restricted to the reading. */
@Injectable()
export class EpisodeRunQueries {
  constructor(private readonly db: Database) {}

  /** Null where there is no such episode, or none that the scope may see. */
  async of(episodeId: string, reading: Reading): Promise<EpisodeRun | null> {
    const [row, parts] = await Promise.all([this.#episode(episodeId), this.#parts(episodeId, reading)]);
    if (!row || (reading.scope === 'public' && row.visibility !== 'public')) return null;
    const readable = parts.filter((part) => isReadable(marksOf(part, part.startsOn), reading));
    return new Frame(row, parts, readable, reading).run();
  }

  /** Judgements come first, as on every page; a person's own dates where there are none. */
  #episode(episodeId: string): Promise<EpisodeRow | null> {
    return this.db.row<EpisodeRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
             failure_episode.area, failure_episode.unit,
             COALESCE(failure_episode.trigger_inspection_id,
                      failure_episode.derived_trigger_inspection_id) AS "triggerInspectionId",
             failure_episode.trigger_intervention_id AS "triggerInterventionId",
             COALESCE(failure_episode.derived_trigger_on, failure_episode.trigger_on) AS "triggerOn",
             CASE WHEN failure_episode.derived_not_failing_on IS NULL THEN failure_episode.not_failing_inspection_id
                  ELSE failure_episode.derived_not_failing_inspection_id END AS "notFailingInspectionId",
             COALESCE(failure_episode.derived_not_failing_on, failure_episode.not_failing_on) AS "notFailingOn",
             failure_episode.recovered_on AS "recoveredOn",
             (SELECT MAX(episode_move.recorded_at) FROM episode_move
               WHERE episode_move.episode_id = failure_episode.id
                 AND episode_move.to_state = 'recovered') AS "recoveredAt",
             failure_episode.intervention_ended_on AS "endedOn",
             failure_episode.ended_intervention_id AS "endedInterventionId",
             COALESCE(earlier.derived_not_failing_on, earlier.not_failing_on, earlier.recovered_on) AS "earlierOverOn",
             ${marks('failure_episode')}
        FROM failure_episode
        LEFT JOIN failure_episode AS earlier
          ON earlier.id = COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id)
       WHERE failure_episode.id = ${episodeId} AND failure_episode.withdrawn_at IS NULL`);
  }

  /** Signs, help, steps with their planned ends, the judgements that mark its turns, and the bodies it goes on in. */
  #parts(episodeId: string, { scope }: Reading): Promise<PartRow[]> {
    // A fact of a body that may not be seen is not told by an episode that points at it either.
    const shown = sql`organisation.withdrawn_at IS NULL
         AND organisation.visibility IN (${list(scope === 'public' ? ['public'] : ['public', 'board'])})`;
    const named = sql`
      SELECT episode_fact.role, episode_fact.record_id AS id, episode_fact.level
        FROM episode_fact
       WHERE episode_fact.episode_id = ${episodeId}
       UNION
      SELECT 'trigger' AS role, failure_episode.trigger_intervention_id AS id, CAST(NULL AS integer) AS level
        FROM failure_episode WHERE failure_episode.id = ${episodeId}
       UNION
      SELECT 'turn', COALESCE(failure_episode.trigger_inspection_id, failure_episode.derived_trigger_inspection_id),
             CAST(NULL AS integer)
        FROM failure_episode WHERE failure_episode.id = ${episodeId}
       UNION
      SELECT 'turn', failure_episode.not_failing_inspection_id, CAST(NULL AS integer)
        FROM failure_episode WHERE failure_episode.id = ${episodeId}
       UNION
      SELECT 'turn', failure_episode.derived_not_failing_inspection_id, CAST(NULL AS integer)
        FROM failure_episode WHERE failure_episode.id = ${episodeId}
       UNION
      SELECT 'continues_in', failure_episode.successor_id, CAST(NULL AS integer)
        FROM failure_episode WHERE failure_episode.id = ${episodeId}`;
    return this.db.rows<PartRow>(sql`
      WITH named AS (${named})
      SELECT 'warning_sign' AS record, named.role, warning_sign.id AS id, warning_sign.ref, CAST(NULL AS integer) AS level,
             warning_sign.kind AS label, warning_sign.occurred_on AS "startsOn", CAST(NULL AS varchar(10)) AS "endsOn",
             ${marks('warning_sign')}
        FROM named CROSS JOIN warning_sign CROSS JOIN organisation
       WHERE organisation.id = warning_sign.organisation_id AND ${shown} AND warning_sign.id = named.id AND named.role IN ('warning', 'first_warning')
       UNION ALL
      SELECT 'inspection', named.role, inspection.id, inspection.ref, CAST(NULL AS integer),
             inspection.subject, inspection.judged_on, NULL, ${inspectionMarks}
        FROM named CROSS JOIN inspection CROSS JOIN organisation
       WHERE organisation.id = inspection.organisation_id AND ${shown} AND inspection.id = named.id AND named.role IN ('warning', 'first_warning', 'turn')
       UNION ALL
      SELECT 'peer_support', named.role, peer_support.id, peer_support.ref, CAST(NULL AS integer),
             peer_support.provider, peer_support.started_on, peer_support.ended_on, ${marks('peer_support')}
        FROM named CROSS JOIN peer_support CROSS JOIN organisation
       WHERE organisation.id = peer_support.organisation_id AND ${shown} AND peer_support.id = named.id AND named.role IN ('peer', 'lighter_cover')
         AND (peer_support.status IS NULL OR peer_support.status IN ('visited', 'reported'))
       UNION ALL
      SELECT 'intervention', named.role, intervention.id, intervention.ref, COALESCE(named.level, intervention.level),
             intervention.type_text, intervention.started_on, intervention.ended_on, ${marks('intervention')}
        FROM named CROSS JOIN intervention CROSS JOIN organisation
       WHERE organisation.id = intervention.organisation_id AND ${shown} AND intervention.id = named.id AND named.role IN ('intervention', 'peer', 'lighter_cover', 'trigger')
       UNION ALL
      SELECT DISTINCT 'planned_end', '', intervention.id, NULL, planned_end.position, planned_end.note,
             planned_end.announced_on, planned_end.planned_end_on, ${marks('intervention')}
        FROM named CROSS JOIN intervention CROSS JOIN organisation
        JOIN planned_end ON planned_end.intervention_id = intervention.id
       WHERE organisation.id = intervention.organisation_id AND ${shown} AND intervention.id = named.id AND named.role IN ('intervention', 'trigger')
       UNION ALL
      SELECT 'cover', episode_fact.role, episode_fact.id, NULL, CAST(NULL AS integer), episode_fact.note,
             NULL, NULL, source.published_on, failure_episode.recorded_at, failure_episode.published_at,
             failure_episode.withdrawn_at, failure_episode.visibility
        FROM episode_fact
        JOIN failure_episode ON failure_episode.id = episode_fact.episode_id
        LEFT JOIN source ON source.id = episode_fact.record_id AND episode_fact.record_kind = 'source'
       WHERE episode_fact.episode_id = ${episodeId} AND episode_fact.role = 'lighter_cover'
         AND episode_fact.record_kind NOT IN ('intervention', 'peer_support')
       UNION ALL
      SELECT 'body', named.role, organisation.id, organisation.ref, CAST(NULL AS integer), organisation.name,
             NULL, NULL, ${marks('organisation')}
        FROM named CROSS JOIN organisation
       WHERE organisation.id = named.id AND named.role = 'continues_in' AND ${shown}
       ORDER BY record, "startsOn", id, level`);
  }
}

/** Puts the rows of one episode together. */
class Frame {
  constructor(
    private readonly row: EpisodeRow,
    private readonly all: readonly PartRow[],
    private readonly readable: readonly PartRow[],
    private readonly reading: Reading,
  ) {}

  run(): EpisodeRun {
    const { id, ref, organisationId, area, unit } = this.row;
    const notFailing = this.#turn(this.row.notFailingInspectionId, this.row.notFailingOn);
    return {
      id,
      ref,
      organisationId,
      bodies: [
        ...new Set([organisationId, ...this.all.filter(({ record }) => record === 'body').map((body) => body.id)]),
      ],
      area: area as EpisodeArea,
      unit,
      trigger: this.#trigger(),
      notFailing,
      recovered: this.#recovered() ?? notFailing,
      ended: this.#ended(),
      warnings: this.#once(['warning_sign', 'inspection'], ['warning', 'first_warning']).map((part) =>
        this.#use(part, part.startsOn),
      ),
      peers: this.#once(['peer_support', 'intervention'], ['peer']).map((part) => this.#span(part)),
      steps: this.#steps(),
      wentOn: this.readable
        .filter(({ role }) => role === 'lighter_cover')
        .map((part) => ({
          factId: part.record === 'cover' ? null : part.id,
          label: part.label ?? 'Cover that went on',
        })),
      earlierOver: when(this.row.earlierOverOn),
    };
  }

  /** What may be read of these records in these roles, each once. */
  #once(records: readonly PartRow['record'][], roles: readonly string[]): readonly PartRow[] {
    const found = this.readable.filter(({ record, role }) => records.includes(record) && roles.includes(role));
    return [...new Map(found.map((part) => [part.id, part])).values()];
  }

  #steps(): readonly StepFact[] {
    const plans = groupBy(
      this.readable.filter(({ record }) => record === 'planned_end'),
      ({ id }) => id,
    );
    // A level that the episode gives a step comes before the step's own.
    const steps = this.#once(['intervention'], ['trigger', 'intervention']);
    return steps.map((part) => ({
      ...this.#span(part),
      level: levelOf(part.level),
      plannedEnds: (plans.get(part.id) ?? []).flatMap((plan) => this.#plannedEnd(plan)),
    }));
  }

  #plannedEnd({ startsOn, endsOn, label }: PartRow): readonly PlannedEnd[] {
    const [announcedOn, plannedEndOn] = [when(startsOn), when(endsOn)];
    const isKnown = announcedOn ? upTo(announcedOn, this.reading) !== null : this.reading.mode !== 'known';
    return plannedEndOn && isKnown ? [{ announcedOn, plannedEndOn, note: label }] : [];
  }

  #trigger(): UsedFact | null {
    const { triggerInterventionId, triggerInspectionId, triggerOn } = this.row;
    const id = triggerInterventionId ?? triggerInspectionId;
    if (id !== null) return this.#turn(id, triggerOn);
    return isReadable(marksOf(this.row, triggerOn), this.reading)
      ? this.#own('The trigger as recorded', triggerOn)
      : null;
  }

  /** A turn that a record marks, as far as that record may be read; without one, from its own day. */
  #turn(recordId: string | null, on: string | null): UsedFact | null {
    const day = upTo(when(on), this.reading);
    if (!day) return null;
    if (recordId === null) return this.#own('As recorded', on);
    const part = this.readable.find(({ id }) => id === recordId);
    return part ? this.#use(part, on) : null;
  }

  #recovered(): UsedFact | null {
    const { recoveredOn, recoveredAt } = this.row;
    const isWritten =
      recoveredAt === null ||
      isReadable(
        { ...marksOf(this.row, recoveredOn), recordedAt: recoveredAt, knownOn: when(recoveredOn) },
        this.reading,
      );
    return isWritten && upTo(when(recoveredOn), this.reading) ? this.#own('Recovered', recoveredOn) : null;
  }

  #ended(): UsedFact | null {
    const on = upTo(when(this.row.endedOn), this.reading);
    if (!on) return null;
    const step = this.all.find(({ id, record }) => record === 'intervention' && id === this.row.endedInterventionId);
    return step ? { ...this.#use(step, null), on } : { ...this.#own('The end of intervention', null), on };
  }

  #span(part: PartRow): SpanFact {
    const [from, to] = [upTo(when(part.startsOn), this.reading), upTo(when(part.endsOn), this.reading)];
    return { fact: this.#use(part, part.startsOn), from, to };
  }

  #use(part: PartRow, on: string | null): UsedFact {
    const label =
      part.record === 'warning_sign'
        ? ((warningKinds as Readonly<Record<string, string>>)[part.label ?? ''] ?? part.label ?? '')
        : (part.label ?? '');
    return { kind: part.record, id: part.id, ref: part.ref, label, on: when(on) };
  }

  #own(label: string, on: string | null): UsedFact {
    return { kind: 'failure_episode', id: this.row.id, ref: this.row.ref, label, on: when(on) };
  }
}

const levelOf = (level: number | null): InterventionLevel => (level !== null && isInterventionLevel(level) ? level : 0);
