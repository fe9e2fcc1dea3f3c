import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';

/** What a page of ours is about: by the first words of its address, told under a reference that never changes. */
const subjects: Readonly<Record<string, { readonly kind: string; readonly find: (place: string) => Sql }>> = {
  organisations: {
    kind: 'organisation',
    find: (place) => sql`
      SELECT organisation.ref FROM organisation
       WHERE organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
         AND (organisation.slug = ${place}
              OR organisation.id IN (SELECT organisation_slug.organisation_id FROM organisation_slug
                                      WHERE organisation_slug.slug = ${place}))`,
  },
  inspections: {
    kind: 'inspection',
    find: (place) => sql`
      SELECT inspection.ref FROM inspection
       WHERE inspection.ref = ${place} AND inspection.visibility = 'public' AND inspection.withdrawn_at IS NULL`,
  },
  episodes: {
    kind: 'failure_episode',
    find: (place) => sql`
      SELECT failure_episode.ref FROM failure_episode
       WHERE failure_episode.ref = ${place} AND failure_episode.visibility = 'public'
         AND failure_episode.withdrawn_at IS NULL`,
  },
  sources: {
    kind: 'source',
    find: (place) => sql`
      SELECT source.ref FROM source
       WHERE source.ref = ${place} AND source.visibility = 'public' AND source.withdrawn_at IS NULL`,
  },
  frameworks: {
    kind: 'framework',
    find: (place) => sql`SELECT framework.key AS ref FROM framework WHERE framework.key = ${place}`,
  },
};

@Injectable()
export class CorrectionSubjectsQueries {
  constructor(private readonly db: Database) {}

  /** What the page at this path is about; null where it is about nothing in particular, or nothing that all may see. */
  async of(path: string): Promise<{ readonly kind: string; readonly ref: string } | null> {
    const [section = '', place = ''] = path.split('/').slice(1);
    const subject = Object.hasOwn(subjects, section) ? subjects[section] : undefined;
    if (!subject || place === '') return null;
    const found = await this.db.row<{ ref: string }>(subject.find(place.replace(/\.csv$/, '')));
    return found && { kind: subject.kind, ref: found.ref };
  }
}
