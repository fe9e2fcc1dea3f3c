import { receiptLists } from './receipt-words.js';

/** Bytes of which a receipt is made: one for each word and four for the number. */
export const receiptBytes = receiptLists.length + 4;

const [leastNumber, numbers] = [100, 900];

/**
 * A receipt such as "harbour-otter-maple-293": three words of 256 each and one of 900 numbers, 1.5 × 10^10 in all (34
 * bits). `bytes`: at least `receiptBytes`, each as likely as the others. Nobody can guess one in the few tries a minute
 * that are taken, and it can be said on the telephone.
 */
export function receiptWord(bytes: Uint8Array): string {
  if (bytes.length < receiptBytes) throw new Error(`A receipt needs ${receiptBytes} bytes`);
  const words = receiptLists.map((list, place) => list[bytes[place] ?? 0] ?? '');
  const last = new DataView(bytes.buffer, bytes.byteOffset + receiptLists.length, 4).getUint32(0);
  return [...words, leastNumber + (last % numbers)].join('-');
}

const longestTyped = 80;

/**
 * The receipt in what somebody typed: capitals, spaces, full stops and other dashes do not matter. Null where it has
 * not the shape of one, so that no look is spent on it.
 */
export function readReceipt(typed: string): string | null {
  if (typed.length > longestTyped) return null;
  const parts = typed
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((part) => part !== '');
  const number = parts.at(-1) ?? '';
  const isWhole =
    parts.length === receiptLists.length + 1 &&
    /^[1-9]\d\d$/.test(number) &&
    receiptLists.every((list, place) => list.includes(parts[place] ?? ''));
  return isWhole ? parts.join('-') : null;
}
