import { createHash } from 'node:crypto';
import { checksumsName } from './package-files.js';

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How the files of a version are read: one at a time, since a table of a whole country is a long text. */
export type KeptFiles = {
  readonly files: (editionId: string) => Promise<readonly { readonly name: string; readonly hash: string }[]>;
  readonly contentOf: (editionId: string, name: string) => Promise<string | null>;
};

/**
 * The files of a version that are not what was kept. The checksums are checked first, by the hash of the version: a file
 * is changed by what they say of it, not by what stands beside it.
 */
export async function changedFiles(kept: KeptFiles, editionId: string, hash: string): Promise<readonly string[]> {
  const files = await kept.files(editionId);
  const sums = await kept.contentOf(editionId, checksumsName);
  if (sums === null || hashOfText(sums) !== hash) return [checksumsName];
  const listed = new Map(
    sums.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)]])),
  );
  const changed: string[] = [];
  for (const { name, hash: stored } of files.filter((file) => file.name !== checksumsName)) {
    const content = await kept.contentOf(editionId, name);
    const expected = listed.get(name);
    listed.delete(name);
    if (content === null || hashOfText(content) !== expected || stored !== expected) changed.push(name);
  }
  return [...changed, ...listed.keys()];
}
