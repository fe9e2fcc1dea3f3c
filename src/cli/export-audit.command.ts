import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../access/audit.service.js';
import { AuditExportsService, type ExportedFile } from '../access/audit-exports.service.js';
import { type Command, CommandRefusal } from './command.js';

const operator: Actor = { name: 'Command line', role: 'operator', requestId: null };

const writeTo = (path: string, content: AsyncIterable<Buffer>): Promise<void> =>
  pipeline(Readable.from(content), createWriteStream(path, { flags: 'wx', mode: 0o600 }));

async function writeFolder(folder: string, files: readonly ExportedFile[]): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  for (const { name, content } of files) await writeTo(join(folder, name), content);
}

/** Hands out the whole trail with a script that checks it. */
export const exportAuditCommand: Command = {
  name: 'export-audit',
  usage: 'export-audit FILE.zip | FOLDER',
  purpose: 'write the audit trail to a file or folder, with a script that checks it',
  asItIs: true,
  async run(app, [target, ...rest], { say }) {
    if (!target || rest.length > 0) throw new CommandRefusal('Write one file that ends in .zip, or one new folder.');
    if (existsSync(target)) throw new CommandRefusal(`${target} is there already. Name another.`);
    const exports = app.get(AuditExportsService);
    try {
      if (target.toLowerCase().endsWith('.zip')) await writeTo(target, await exports.zip(operator));
      else await writeFolder(target, await exports.files(operator));
    } catch (error) {
      rmSync(target, { recursive: true, force: true });
      const { code } = error as { code?: string };
      if (code === 'ENOENT' || code === 'EACCES') throw new CommandRefusal(`${target} cannot be written (${code}).`);
      throw error;
    }
    say(`Written to ${target}. It holds what is confidential: keep it as you keep the database.`);
    say('Check it with: node verify-trail.mjs');
    return 0;
  },
};
