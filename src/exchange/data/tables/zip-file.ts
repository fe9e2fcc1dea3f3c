import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { CannotRead } from '../../domain/file-row.js';

const mostEntries = 20_000;
const largestEntry = 1024 ** 3;
const largestTogether = 4 * 1024 ** 3;
/** A part that grows more than this when unpacked, and is large, was made to fill memory. XML of real sheets grows 25-fold. */
const mostGrowth = 400;
const large = 8 * 1024 ** 2;

export type Zip = {
  readonly names: readonly string[];
  /** The unpacked content of a part, piece by piece. Throws `CannotRead` where it is damaged. */
  readonly read: (name: string) => AsyncGenerator<Buffer>;
  readonly close: () => void;
};

/** Opens a zipped file and looks at its list of parts before anything is unpacked. Throws `CannotRead`, one sentence. */
export async function openZip(path: string, called?: string): Promise<Zip> {
  const name = basename(called ?? path);
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) => {
      if (error)
        reject(
          new CannotRead(
            `${name} looks like a spreadsheet or another zipped file, and cannot be unpacked: it is damaged. Fetch it again.`,
          ),
        );
      else resolve(opened);
    });
  });
  try {
    const entries = await entriesOf(zip, name);
    return {
      names: [...entries.keys()],
      close: () => zip.close(),
      async *read(part) {
        const entry = entries.get(part);
        if (!entry) throw new CannotRead(`${name} has no part ${part}.`);
        const stream = await open(zip, entry, name);
        try {
          for await (const chunk of stream) yield chunk as Buffer;
        } catch (error) {
          if (error instanceof CannotRead) throw error;
          throw new CannotRead(`${name} is damaged: ${part} cannot be unpacked. Fetch it again.`);
        } finally {
          stream.destroy();
        }
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostEntries)
    throw new CannotRead(`${name} has ${zip.entryCount} parts; at most ${mostEntries} can be read.`);
  const entries = new Map<string, Entry>();
  let together = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () =>
      reject(new CannotRead(`${name} is damaged: its list of parts cannot be read. Fetch it again.`)),
    );
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      const { uncompressedSize: size, compressedSize: packed, fileName } = entry;
      together += size;
      if (entry.isEncrypted()) return reject(new CannotRead(`${name} is locked with a password.`));
      if (size > largestEntry || together > largestTogether || (size > large && size > packed * mostGrowth))
        return reject(
          new CannotRead(`${name} unpacks to far more than a publication holds (${fileName}). It was not opened.`),
        );
      entries.set(fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

const open = (zip: ZipFile, entry: Entry, name: string): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new CannotRead(`${name} is damaged: ${entry.fileName} cannot be unpacked. Fetch it again.`));
      else resolve(stream);
    });
  });
