import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profilesFolder } from '../../config/paths.js';
import { readProfile } from '../domain/check-profile.js';
import { compiledProfile } from '../domain/compiled-profile.js';
import { CannotRead } from '../domain/file-row.js';
import type { Profile } from '../domain/profile.js';

/** The profiles that ship, in the order of their names. Throws `ProfileFault` on one that is not whole. */
export function shippedProfiles(): Profile[] {
  return readdirSync(profilesFolder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const data = readProfile(readFileSync(join(profilesFolder, name), 'utf8'), name);
      if (`${data.key}.json` !== name) throw new Error(`The profile ${data.key} lies in ${name}`);
      return compiledProfile(data);
    });
}

/** A profile of one's own. Throws `CannotRead` or `ProfileFault`, with every fault. */
export function ownProfile(path: string): Profile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CannotRead(`${path} cannot be opened. Check the path and that you may read the file.`);
  }
  return compiledProfile(readProfile(text, path));
}
