import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { GuessKind } from '../domain/throttle.js';
import { Guess } from './way-in.entity.js';

export type Guessed = { readonly kind: GuessKind; readonly keyHash: string; readonly address: string };

const refusalOf = (kind: GuessKind): string => `${kind}.refused`;

/** Counted in the database itself, so that a restart or a second process forgets nothing. */
@Injectable()
export class GuessesStore {
  constructor(private readonly db: Database) {}

  async add(guess: Guessed, madeAt: string): Promise<string> {
    const id = randomUUID();
    await this.db.insert(Guess, [{ ...guess, id, madeAt }]);
    return id;
  }

  async ofKey({ kind, keyHash }: Guessed, since: string): Promise<number> {
    const row = await this.db.row<{ made: number | string }>(sql`
      SELECT COUNT(*) AS made
        FROM guess
       WHERE guess.kind = ${kind}
         AND guess.key_hash = ${keyHash}
         AND guess.made_at > ${since}`);
    return Number(row?.made ?? 0);
  }

  async ofAddress({ kind, address }: Guessed, since: string): Promise<number> {
    const row = await this.db.row<{ made: number | string }>(sql`
      SELECT COUNT(*) AS made
        FROM guess
       WHERE guess.kind = ${kind}
         AND guess.address = ${address}
         AND guess.made_at > ${since}`);
    return Number(row?.made ?? 0);
  }

  /** That somebody was refused: kept beside the guesses, and not counted as one. */
  async addRefusal(guess: Guessed, madeAt: string): Promise<void> {
    await this.db.insert(Guess, [{ ...guess, kind: refusalOf(guess.kind), id: randomUUID(), madeAt }]);
  }

  async refusalsOf({ kind, keyHash }: Pick<Guessed, 'kind' | 'keyHash'>, since: string): Promise<number> {
    const row = await this.db.row<{ made: number | string }>(sql`
      SELECT COUNT(*) AS made
        FROM guess
       WHERE guess.kind = ${refusalOf(kind)}
         AND guess.key_hash = ${keyHash}
         AND guess.made_at > ${since}`);
    return Number(row?.made ?? 0);
  }

  async takeBack(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM guess WHERE id = ${id}`);
  }

  /** Whoever has proved who they are begins anew. */
  async forgetKey({ kind, keyHash }: Pick<Guessed, 'kind' | 'keyHash'>): Promise<void> {
    await this.db.run(sql`DELETE FROM guess WHERE kind = ${kind} AND key_hash = ${keyHash}`);
  }

  async forgetBefore(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM guess WHERE made_at < ${instant}`);
  }
}
