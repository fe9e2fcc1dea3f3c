import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { HealthNotesStore } from './data/health-notes.store.js';
import type { HealthNoteRow } from './domain/health-note.js';

/** What was last found of the parts of the service. */
@Injectable()
export class HealthNotesService {
  constructor(
    private readonly db: Database,
    private readonly store: HealthNotesStore,
    private readonly clock: Clock,
  ) {}

  async note(part: string, isWell: boolean, words: string): Promise<void> {
    await this.db.transaction(() =>
      this.store.keep({ part, at: this.clock.now(), isWell: Number(isWell), words: words.slice(0, 500) }),
    );
  }

  all(): Promise<HealthNoteRow[]> {
    return this.store.all();
  }
}
