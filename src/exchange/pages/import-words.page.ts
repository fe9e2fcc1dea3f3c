import { formatCount, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { fileRefusalText } from '../../office/domain/file-kind.js';
import type { Profile } from '../domain/profile.js';
import { importStates, type ImportState } from '../domain/staged-import.js';
import type { BringRefusal } from '../staging-imports.service.js';
import { importPaths } from './imports.paths.js';

export const importCrumbs: readonly Link[] = [{ text: 'Imports', href: importPaths.index() }];

const colours: Readonly<Record<ImportState, Tag['colour']>> = {
  staged: 'yellow',
  checking: 'teal',
  checked: 'yellow',
  applying: 'teal',
  applied: 'turquoise',
  unreadable: 'orange',
  interrupted: 'orange',
  set_aside: 'grey',
};

export const stateTag = (state: ImportState): Tag => ({ text: importStates[state], colour: colours[state] });

export const bringWords = (refusal: BringRefusal): string => {
  if (typeof refusal === 'object') return `This file cannot be read. ${refusal.sentence}`;
  return refusal === 'wrong-kind'
    ? 'The file must be a CSV, XLSX, ODS or JSON, plain or packed as GZ or ZIP, and hold what its name says'
    : fileRefusalText[refusal];
};

/** "3.8 MB", "12 KB". */
export const formatBytes = (bytes: number): string => {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${formatCount(kilobytes)}\u00a0KB` : `${(kilobytes / 1024).toFixed(1)}\u00a0MB`;
};

type Named = Pick<Profile, 'key' | 'title' | 'publisher'>;

/** A publication by its title; one whose profile is gone by its key. */
export const publicationOf = (profile: Named | null, key: string | null): string =>
  profile ? profile.title : (key ?? 'Not said yet');

const mostNamed = 5;

/** "urn, la_code and 3 more". */
export const namedColumns = (columns: readonly string[]): string => {
  const shown = columns.slice(0, mostNamed).join(', ');
  return columns.length > mostNamed ? `${shown} and ${formatCount(columns.length - mostNamed)} more` : shown;
};

export const rowsWords = (count: number): string => plural(count, 'row');
