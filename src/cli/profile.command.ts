import { parseArgs } from 'node:util';
import { CheckingFilesService, type FileCheck, type Fit } from '../exchange/checking-files.service.js';
import { ownProfile } from '../exchange/data/profile-files.js';
import { ProfileFault } from '../exchange/domain/check-profile.js';
import { CannotRead } from '../exchange/domain/file-row.js';
import { ImportsService } from '../exchange/imports.service.js';
import { type Command, CommandRefusal } from './command.js';

const shownFits = 5;
const shownValues = 40;
const shownRefusals = 10;

/** Helps to bring in a publication that nobody has brought in yet. */
export const profileCommand: Command = {
  name: 'profile',
  usage: 'profile check FILE [--profile NAME | --profile-file FILE]',
  purpose: 'say which profiles read a file, what they lack, and print a start for another',
  async run(app, words, { say }) {
    const { path, profile: key, own } = readWords(words);
    const checking = app.get(CheckingFilesService);
    const imports = app.get(ImportsService);
    try {
      if (key === null && own === null) {
        const fits = await checking.whatFits(imports.profiles, path);
        for (const line of fitLines(fits)) say(line);
        if (fits.some((fit) => fit.fits)) return 0;
        say('A start for a profile of your own. docs/profiles.md says what each part means.');
        say(await checking.startOf(path));
        return 0;
      }
      const profile = own === null ? imports.profileOf({ profile: key ?? '' }) : ownProfile(own);
      for (const line of checkLines(profile.key, await checking.check(profile, path))) say(line);
      return 0;
    } catch (error) {
      if (error instanceof CannotRead || error instanceof ProfileFault) throw new CommandRefusal(error.message);
      throw error;
    }
  },
};

function readWords(words: readonly string[]): { path: string; profile: string | null; own: string | null } {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      options: { profile: { type: 'string' }, 'profile-file': { type: 'string' } },
      allowPositionals: true,
    });
    const [what, path, ...more] = positionals;
    if (what === 'check' && path && more.length === 0)
      return { path, profile: values.profile ?? null, own: values['profile-file'] ?? null };
    throw new Error('Name one file.');
  } catch (error) {
    throw new CommandRefusal(`${(error as Error).message} Write: npm run turnaround -- ${profileCommand.usage}`);
  }
}

function fitLines(fits: readonly Fit[]): string[] {
  const reading = fits.filter((fit) => fit.fits);
  if (reading.length > 0) return reading.map(({ profile, title }) => `${profile} reads it: ${title}`);
  return [
    'No shipped profile reads this file. The nearest:',
    ...fits
      .slice(0, shownFits)
      .map(({ profile, lacking }) => `  ${profile} lacks ${lacking.map((name) => `“${name}”`).join(', ')}`),
  ];
}

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

function checkLines(key: string, check: FileCheck): string[] {
  const { headingLine, encoding, kind, rows, readable, refused, unknown, suspicious } = check;
  const more = unknown.length - shownValues;
  return [
    `${check.fileName} (${[kind, encoding].filter(Boolean).join(', ')}) fits ${key}.`,
    headingLine === null ? '  It has no heading.' : `  The heading stands on line ${headingLine}.`,
    `  ${count(rows, 'row', 'rows')}: ${readable.toLocaleString('en-GB')} can be read, ${refused.length.toLocaleString('en-GB')} would be refused.`,
    ...(suspicious ? [`  ${suspicious}`] : []),
    ...(unknown.length > 0 ? ['Values that the profile does not know:'] : []),
    ...unknown
      .slice(0, shownValues)
      .map(
        ({ column, value, count: often, line }) =>
          `  ${column}: “${value}”, ${count(often, 'time', 'times')}, first on line ${line}`,
      ),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...refused
      .slice(0, shownRefusals)
      .map(({ line, column, text }) => `  line ${line}${column ? `, ${column}` : ''}: ${text}`),
    ...(refused.length > shownRefusals ? [`  … and ${refused.length - shownRefusals} more rows would be refused`] : []),
  ];
}
