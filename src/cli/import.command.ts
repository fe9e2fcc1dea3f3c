import { parseArgs } from 'node:util';
import type { Actor } from '../access/audit.service.js';
import { CannotRead } from '../exchange/domain/file-row.js';
import { reportLines } from '../exchange/domain/import-report.js';
import { ImportsService } from '../exchange/imports.service.js';
import { type Command, CommandRefusal } from './command.js';

const operator: Actor = { name: 'Command line', role: 'operator', requestId: null };

/** Brings a publication into the record: all of it, or nothing. */
export const importCommand: Command = {
  name: 'import',
  usage: 'import --profile NAME FILE [--dry-run]',
  purpose: 'bring a publication into the record: all of it, or nothing',
  async run(app, words, { say, progress }) {
    const imports = app.get(ImportsService);
    const { profile, path, dryRun } = readWords(
      words,
      imports.profiles.map(({ key }) => key),
    );
    try {
      const report = await imports.import(operator, {
        profile,
        path,
        dryRun,
        onProgress: (rows) => progress(`${rows.toLocaleString('en-GB')} rows read`),
      });
      progress('');
      for (const line of reportLines(report)) say(line);
      return 0;
    } catch (error) {
      progress('');
      if (error instanceof CannotRead) throw new CommandRefusal(error.message);
      throw error;
    }
  },
};

function readWords(
  words: readonly string[],
  profiles: readonly string[],
): { profile: string; path: string; dryRun: boolean } {
  const parsed = parse(words);
  const [path, ...more] = parsed.positionals;
  if (!parsed.values.profile)
    throw new CommandRefusal(
      `Name a profile: npm run turnaround -- ${importCommand.usage}. There are: ${profiles.join(', ')}.`,
    );
  if (!path || more.length > 0) throw new CommandRefusal(`Name one file: npm run turnaround -- ${importCommand.usage}`);
  return { path, profile: parsed.values.profile, dryRun: parsed.values['dry-run'] ?? false };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { profile: { type: 'string' }, 'dry-run': { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new CommandRefusal(`${(error as Error).message} Write: npm run turnaround -- ${importCommand.usage}`);
  }
}
