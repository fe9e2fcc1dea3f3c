import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { isOpenProgramme } from './open-programmes.js';
import { list, type Sql, sql } from '../../database/sql.js';

export type ProgrammeWords = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly forWhom: string | null;
  readonly summary: string;
  readonly startedOn: string | null;
  readonly owner: string | null;
  readonly isOpen: number;
};

/** The words by which programmes are found. */
@Injectable()
export class ProgrammeIndexQueries {
  constructor(private readonly db: Database) {}

  of(ids: readonly string[]): Promise<ProgrammeWords[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.#rows(sql`programme.id IN (${list(ids)})`, ids.length);
  }

  after(id: string, limit: number): Promise<ProgrammeWords[]> {
    return this.#rows(sql`programme.id > ${id}`, limit);
  }

  /** Names that places gave it, so that it is found under them too. */
  namesThere(ids: readonly string[]): Promise<{ programmeId: string; name: string }[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.db.rows(sql`
      SELECT adoption.programme_id AS "programmeId", adoption.called_there AS "name"
        FROM adoption
       WHERE adoption.programme_id IN (${list(ids)}) AND adoption.called_there IS NOT NULL
         AND adoption.visibility = 'public' AND adoption.withdrawn_at IS NULL
       ORDER BY adoption.id`);
  }

  #rows(which: Sql, limit: number): Promise<ProgrammeWords[]> {
    return this.db.rows<ProgrammeWords>(sql`
      SELECT programme.id, programme.ref, programme.slug, programme.name, programme.for_whom AS "forWhom",
             programme.summary, programme.started_on AS "startedOn", organisation.name AS "owner",
             CASE WHEN ${isOpenProgramme} THEN 1 ELSE 0 END AS "isOpen"
        FROM programme
        LEFT JOIN organisation ON organisation.id = programme.owner_id
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
       WHERE ${which}
       ORDER BY programme.id
       LIMIT ${limit}`);
  }
}
