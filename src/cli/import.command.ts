import { parseArgs } from 'node:util';
import type { Actor } from '../access/audit.service.js';
import { ownProfile } from '../exchange/data/profile-files.js';
import { ProfileFault } from '../exchange/domain/check-profile.js';
import { CannotRead } from '../exchange/domain/file-row.js';
import { reportLines } from '../exchange/domain/import-report.js';
import { ImportsService, ShrunkenPublication } from '../exchange/imports.service.js';
import { type Command, CommandRefusal } from './command.js';

const operator: Actor = { name: 'Command line', role: 'operator', requestId: null };

/** Brings a publication into the record: all of it, or nothing. */
export const importCommand: Command = {
  name: 'import',
  usage: 'import --profile NAME | --profile-file FILE  FILE [--dry-run] [--confirm REASON]',
  purpose: 'bring a publication into the record: all of it, or nothing',
  async run(app, words, { say, progress }) {
    const imports = app.get(ImportsService);
    const { profile, own, path, dryRun, confirmed } = readWords(
      words,
      imports.profiles.map(({ key }) => key),
    );
    try {
      const report = await imports.import(operator, {
        profile: profile ?? '',
        ...(own ? { own: ownProfile(own) } : {}),
        path,
        dryRun,
        ...(confirmed ? { confirmed } : {}),
        onProgress: (rows, phase) => progress(`${rows.toLocaleString('en-GB')} rows ${phaseWords[phase]}`),
      });
      progress('');
      for (const line of reportLines(report)) say(line);
      return 0;
    } catch (error) {
      progress('');
      if (error instanceof ShrunkenPublication) throw new CommandRefusal(`${error.message} Write: --confirm REASON`);
      if (error instanceof CannotRead || error instanceof ProfileFault) throw new CommandRefusal(error.message);
      throw error;
    }
  },
};

const phaseWords = {
  checking: 'checked',
  landing: 'landed',
  settling: 'landed; working out what follows from them',
} as const;

type Words = {
  readonly profile: string | null;
  readonly own: string | null;
  readonly path: string;
  readonly dryRun: boolean;
  readonly confirmed: string | null;
};

function readWords(words: readonly string[], profiles: readonly string[]): Words {
  const { positionals, values } = parse(words);
  const [path, ...more] = positionals;
  const { profile = null, 'profile-file': own = null, confirm: confirmed = null } = values;
  if ((profile === null) === (own === null))
    throw new CommandRefusal(
      `Name a profile: npm run turnaround -- ${importCommand.usage}. There are: ${profiles.join(', ')}.`,
    );
  if (confirmed !== null && confirmed.trim() === '')
    throw new CommandRefusal('Say after --confirm why a publication with so few rows is right.');
  if (!path || more.length > 0) throw new CommandRefusal(`Name one file: npm run turnaround -- ${importCommand.usage}`);
  return { profile, own, path, dryRun: values['dry-run'] ?? false, confirmed };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        profile: { type: 'string' },
        'profile-file': { type: 'string' },
        'dry-run': { type: 'boolean' },
        confirm: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new CommandRefusal(`${(error as Error).message} Write: npm run turnaround -- ${importCommand.usage}`);
  }
}
