import { PrimaryColumn } from 'typeorm';
import { Flag, Instant, Table, Words } from '../../database/columns.js';

/** What was last found of one part of the service: whether it was well, and when somebody looked. */
@Table()
export class HealthNote {
  @PrimaryColumn('varchar', { length: 60 })
  part: string;

  @Instant()
  at: string;

  @Flag()
  isWell: number;

  @Words(500)
  words: string;
}
