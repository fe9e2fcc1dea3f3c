import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { aFullPack, packFacts } from '../../../test/builders/pack-facts.js';
import type { PackFacts } from '../domain/pack/pack-facts.js';
import { packOf } from './pack-book.page.js';
import { packPdf } from './pack-pdf.js';

const hash = 'a1b2c3d4'.repeat(8);

const packed = (facts: PackFacts, form: 'confidential' | 'public' = 'confidential') =>
  packOf({
    facts,
    title: {
      ref: 'PK-0005',
      form,
      edition: 1,
      frozenAt: '2026-02-25T17:02:11.000Z',
      board: facts.board.name,
      organisation: 'Eastmoor Council',
      place: 'Town hall, room 2',
      supersedes: null,
      reason: null,
    },
    before: null,
  });

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The content of every stream that was pressed together, as text. */
function streamsOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map((match) => {
      try {
        return inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe('the pack as a file', () => {
  it('has the same bytes each time it is made', async () => {
    const [first, second] = [await packPdf(packed(aFullPack()), hash), await packPdf(packed(aFullPack()), hash)];
    expect(sha(first)).toBe(sha(second));
    if (process.env['PACK_PDF']) writeFileSync(process.env['PACK_PDF'], first);
    const other = await packPdf(packed(packFacts()), hash);
    expect(sha(other)).not.toBe(sha(first));
  });

  it('is tagged, says its language and title, and carries the time at which the pack was frozen', async () => {
    const text = (await packPdf(packed(aFullPack()), hash)).toString('latin1');
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (en-GB)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('(D:20260225170211Z)');
    for (const kind of [
      'Document',
      'Sect',
      'H1',
      'H2',
      'Table',
      'Caption',
      'TR',
      'TH',
      'TD',
      'L',
      'LI',
      'LBody',
      'Figure',
    ])
      expect(text).toContain(`/S /${kind}\n`);
    expect(text).toContain('/Scope /Column');
    expect(text).toContain('/Scope /Row');
    expect(text).toMatch(/\/Alt \(/);
  });

  it('draws nothing that is neither part of its structure nor marked as decoration', async () => {
    const content = streamsOf(await packPdf(packed(aFullPack()), hash));
    let depth = 0;
    const outside: string[] = [];
    for (const line of content.split('\n')) {
      if (/\b(BDC|BMC)$/.test(line)) depth += 1;
      else if (line === 'EMC') depth -= 1;
      else if (depth === 0 && /\b(Tj|TJ|S|f|f\*|B)$/.test(line)) outside.push(line);
    }
    expect(depth).toBe(0);
    expect(outside).toEqual([]);
  });

  it('prints a pack of a board that has nothing yet', async () => {
    expect((await packPdf(packed(packFacts(), 'public'), hash)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
