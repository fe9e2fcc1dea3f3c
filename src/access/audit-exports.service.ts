import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { libraryFolder } from '../config/paths.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type Actor, AuditService } from './audit.service.js';
import { AuditQueries } from './data/audit.queries.js';
import type { SealedLine } from './domain/audit-chain.js';
import { zipFile } from './zip-file.js';

const linesPerStep = 1_000;

/** A file of an export: its name, and its content piece by piece. */
export type ExportedFile = { readonly name: string; readonly content: AsyncIterable<Buffer> };

type Wanted = {
  /** Lines whose words whoever asks may not read: only their place in the chain is given. */
  readonly withholds?: (line: SealedLine) => boolean;
};

const shipped = (name: string): Buffer => readFileSync(join(libraryFolder('access'), name));

async function* whole(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** Hands the trail out, with a script that checks it. That it was handed out is its last line. */
@Injectable()
export class AuditExportsService {
  constructor(
    private readonly db: Database,
    private readonly queries: AuditQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Writes down that something confidential was taken out, before any of it is. */
  async note(actor: Actor, after: Readonly<Record<string, unknown>>): Promise<{ seq: number; hash: string }> {
    return this.db.transaction(async () => {
      await this.audit.record(actor, { action: 'audit.exported', entity: 'audit_entry', entityId: 'trail', after });
      return this.audit.head();
    });
  }

  /** The files of an export up to and with the line that tells of it. */
  async files(actor: Actor, { withholds = () => false }: Wanted = {}): Promise<readonly ExportedFile[]> {
    const head = await this.note(actor, { format: 'trail with verifier' });
    const manifest = { lines: head.seq, head: head.hash, madeAt: this.clock.now(), madeBy: actor.name };
    return [
      { name: 'README.md', content: whole(shipped('README.md')) },
      { name: 'verify-trail.mjs', content: whole(shipped('verify-trail.mjs')) },
      { name: 'manifest.json', content: whole(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)) },
      { name: 'trail.jsonl', content: this.#lines(head.seq, withholds) },
    ];
  }

  /** The same as one ZIP file. */
  async zip(actor: Actor, wanted: Wanted = {}): Promise<AsyncIterable<Buffer>> {
    return zipFile(await this.files(actor, wanted));
  }

  async *#lines(last: number, withholds: (line: SealedLine) => boolean): AsyncGenerator<Buffer> {
    let read = 0;
    while (read < last) {
      const lines = (await this.queries.after(read, linesPerStep)).filter(({ seq }) => seq <= last);
      const end = lines.at(-1);
      if (!end) return;
      read = end.seq;
      const told = lines.map((line) =>
        withholds(line) ? { seq: line.seq, withheld: true, prevHash: line.prevHash, hash: line.hash } : line,
      );
      yield Buffer.from(told.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
  }
}
