import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

const deflated = promisify(deflateRaw);

type Entry = { readonly name: string; readonly content: AsyncIterable<Buffer> };
type Written = {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
  readonly offset: number;
};

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

function crcOf(crc: number, bytes: Buffer): number {
  let sum = ~crc;
  for (const byte of bytes) sum = (crcTable[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** 1 January 1980, the first day that the format knows: the same content always gives the same bytes. */
const noTime = 0;
const firstDay = (1 << 5) | 1;
/** The name is UTF-8, and the sizes stand behind the content. */
const flags = 0x0808;
const most = 0xffff_fffe;

const numbers = (...parts: readonly (readonly [size: 2 | 4, value: number])[]): Buffer => {
  const bytes = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) {
    bytes.writeUIntLE(value, at, size);
    at += size;
  }
  return bytes;
};

/** A deflate stream may be cut into whole blocks, each packed on its own; this one ends it. */
const lastBlock = Buffer.from([0x03, 0x00]);

/**
 * A ZIP file, piece by piece, never held whole. Throws past four gigabytes, which the plain format cannot tell.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zipFile(entries: Iterable<Entry> | AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  const told = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > most) throw new Error('The file would be larger than a ZIP file can be');
    return bytes;
  };
  for await (const { name: text, content } of entries) {
    const name = Buffer.from(text);
    const start = offset;
    const common = numbers([2, 20], [2, flags], [2, 8], [2, noTime], [2, firstDay]);
    yield told(
      Buffer.concat([
        numbers([4, 0x04034b50]),
        common,
        numbers([4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
        name,
      ]),
    );
    let [crc, packed, plain] = [0, 0, 0];
    for await (const piece of content) {
      crc = crcOf(crc, piece);
      plain += piece.length;
      // A sync flush ends on a whole byte without ending the stream.
      const bytes = await packedPiece(piece);
      packed += bytes.length;
      yield told(bytes);
    }
    packed += lastBlock.length;
    yield told(Buffer.concat([lastBlock, numbers([4, 0x08074b50], [4, crc], [4, packed], [4, plain])]));
    written.push({ name, crc, packed, plain, offset: start });
  }
  const directory = Buffer.concat(written.map(centralEntry));
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  yield Buffer.concat([directory, end]);
}

/** Z_SYNC_FLUSH is 2. */
const packedPiece = (piece: Buffer): Promise<Buffer> => deflated(piece, { finishFlush: 2 });

const centralEntry = ({ name, crc, packed, plain, offset }: Written): Buffer =>
  Buffer.concat([
    numbers([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, 8], [2, noTime], [2, firstDay]),
    numbers([4, crc], [4, packed], [4, plain], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
    name,
  ]);
