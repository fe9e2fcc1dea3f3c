/** One line of the trail, before it is sealed. */
export type AuditLine = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  readonly requestId: string | null;
};

export type SealedLine = AuditLine & { readonly prevHash: string; readonly hash: string };

/** What the first line is sealed with. */
export const firstHash = '0'.repeat(64);

/** JSON with its keys in order, so that the same facts always give the same text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const items = value as Readonly<Record<string, unknown>>;
  let text = '';
  // By code units, whatever the language of the machine.
  for (const key of inOrder(Object.keys(items))) {
    const item = items[key];
    if (item !== undefined) text += (text === '' ? '' : ',') + quotedKey(key) + canonicalJson(item);
  }
  return `{${text}}`;
}

/** What is sealed by the ten thousand is written in this order in the first place. */
function inOrder(keys: string[]): readonly string[] {
  for (let index = 1; index < keys.length; index += 1) if (keys[index] < keys[index - 1]) return keys.toSorted();
  return keys;
}

const mostKeys = 500;
const quotedKeys = new Map<string, string>();

/** The same few hundred keys are written again and again: a seal of an inspection has forty. */
function quotedKey(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(key)}:`;
  if (quotedKeys.size < mostKeys) quotedKeys.set(key, text);
  return text;
}

/** The text that is hashed for a line: the hash before it, then the line itself. */
export const sealedText = (prevHash: string, line: AuditLine): string =>
  prevHash +
  canonicalJson({
    seq: line.seq,
    at: line.at,
    actor: line.actor,
    role: line.role,
    action: line.action,
    entity: line.entity,
    entityId: line.entityId,
    before: line.before,
    after: line.after,
    reason: line.reason,
    requestId: line.requestId,
  });

export type ChainFault = {
  readonly seq: number;
  readonly fault: 'missing' | 'changed' | 'out-of-order' | 'subjects-changed';
};

/**
 * Checks lines in their order, from the line after `previous`. Gives the first line that does not follow, or null.
 * `hashOf` is SHA-256 in hexadecimal. A tail cut off cannot be seen here: compare the head with one kept elsewhere.
 */
export function findFault(
  lines: readonly SealedLine[],
  previous: { readonly seq: number; readonly hash: string },
  hashOf: (text: string) => string,
): ChainFault | null {
  let { seq, hash } = previous;
  for (const line of lines) {
    if (line.seq !== seq + 1) return { seq: seq + 1, fault: 'missing' };
    if (line.prevHash !== hash) return { seq: line.seq, fault: 'out-of-order' };
    if (hashOf(sealedText(hash, line)) !== line.hash) return { seq: line.seq, fault: 'changed' };
    ({ seq, hash } = line);
  }
  return null;
}
