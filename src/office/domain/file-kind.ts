export const fileKinds = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  csv: { type: 'text/csv; charset=utf-8', extensions: ['csv'] },
  png: { type: 'image/png', extensions: ['png'] },
  jpg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
} as const satisfies Record<string, { readonly type: string; readonly extensions: readonly string[] }>;

export type FileKind = keyof typeof fileKinds;

/** What publishers give out beside CSV: taken where a publication is brought in, and nowhere else. */
export const publicationKinds = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  gz: { type: 'application/gzip', extensions: ['gz'] },
  zip: { type: 'application/zip', extensions: ['zip'] },
  json: { type: 'application/json; charset=utf-8', extensions: ['json'] },
} as const satisfies Record<string, { readonly type: string; readonly extensions: readonly string[] }>;

export type StoredKind = FileKind | keyof typeof publicationKinds;

const everyKind: Readonly<Record<StoredKind, { readonly type: string }>> = { ...fileKinds, ...publicationKinds };

/** As what a file is given out. */
export const typeOfKind = (kind: StoredKind): string => everyKind[kind].type;

/** Files are smaller than this. */
export const mostBytes = 20 * 1024 * 1024;

export type FileRefusal = 'empty' | 'too-big' | 'wrong-kind';

/** For the field and the summary. */
export const fileRefusalText: Record<FileRefusal, string> = {
  empty: 'The file is empty. Choose another',
  'too-big': 'The file must be smaller than 20MB',
  'wrong-kind': 'The file must be a PDF, CSV, PNG or JPG',
};

const startsWith = (content: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => content[index] === byte);

const pdfStart = [0x25, 0x50, 0x44, 0x46, 0x2d];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpgStart = [0xff, 0xd8, 0xff];

/** Text has no byte below the blank but the tab and the ends of lines. */
const isText = (content: Uint8Array): boolean =>
  content.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

function saysItIs(content: Uint8Array, kind: FileKind): boolean {
  if (kind === 'pdf') return startsWith(content, pdfStart);
  if (kind === 'png') return startsWith(content, pngStart);
  if (kind === 'jpg') return startsWith(content, jpgStart);
  return isText(content) && !startsWith(content, pdfStart);
}

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What a file is: its content and the end of its name must say the same. */
export function kindOf(name: string, content: Uint8Array): FileKind | null {
  const extension = extensionOf(name);
  const kinds = Object.keys(fileKinds) as FileKind[];
  const named = kinds.find((kind) => (fileKinds[kind].extensions as readonly string[]).includes(extension));
  return named && saysItIs(content, named) ? named : null;
}

const zipStart = [0x50, 0x4b, 0x03, 0x04];
const gzipStart = [0x1f, 0x8b];

/** The same of a file that may be a publication: also packed ones, which whoever reads them looks through. */
export function publicationKindOf(name: string, content: Uint8Array): StoredKind | null {
  const extension = extensionOf(name);
  if (extension === 'csv') return kindOf(name, content);
  if (extension === 'json') return isText(content) ? 'json' : null;
  if (extension === 'gz') return startsWith(content, gzipStart) ? 'gz' : null;
  const packed = (['xlsx', 'ods', 'zip'] as const).find((kind) => kind === extension);
  return packed && startsWith(content, zipStart) ? packed : null;
}

export function whyNotKept(
  name: string,
  content: Uint8Array,
  kindIn: (name: string, content: Uint8Array) => StoredKind | null = kindOf,
): FileRefusal | null {
  if (content.length === 0) return 'empty';
  if (content.length >= mostBytes) return 'too-big';
  return kindIn(name, content) ? null : 'wrong-kind';
}

const longestName = 150;

/** The name of a file as it may be printed and offered: no folder, nothing invisible, not too long. */
export function ownName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{C}\u2028\u2029]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const extension = extensionOf(plain);
  const stem = extension ? plain.slice(0, -extension.length - 1) : plain;
  const short =
    [...stem]
      .slice(0, longestName - extension.length)
      .join('')
      .replace(/^\.+/, '')
      .trim() || 'file';
  return extension ? `${short}.${extension}` : short;
}
