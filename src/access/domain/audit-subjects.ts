/** Something that a line of the trail is about. */
export type AuditedObject = { readonly entity: string; readonly entityId: string };

/**
 * What a line keeps of its further subjects: how many there are, and a hash over them, so that the list beside the
 * trail cannot be changed unseen.
 */
export type SealedSubjects = { readonly count: number; readonly sha256: string };

/** Each subject once, in one order whatever order they were told in. */
export function distinctSubjects(subjects: readonly AuditedObject[]): readonly AuditedObject[] {
  const byText = new Map(subjects.map((subject) => [subjectText(subject), subject]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject);
}

const subjectText = ({ entity, entityId }: AuditedObject): string => JSON.stringify([entity, entityId]);

/** The text that is hashed for the subjects of one line, in whatever order they were told. */
export const subjectsText = (subjects: readonly AuditedObject[]): string =>
  [...new Set(subjects.map(subjectText))].toSorted().join('\n');

/** What a line says of its subjects, or null where it has none. `after` is its canonical JSON. */
export function sealedSubjects(after: string | null): SealedSubjects | null {
  if (after === null || !after.includes('"subjects"')) return null;
  const told = (JSON.parse(after) as { subjects?: Partial<SealedSubjects> } | null)?.subjects;
  return typeof told?.count === 'number' && typeof told.sha256 === 'string'
    ? { count: told.count, sha256: told.sha256 }
    : null;
}
