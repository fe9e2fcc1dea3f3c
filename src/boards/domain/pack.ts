export const packForms = { confidential: 'Confidential', public: 'Official, for the public' } as const;
export type PackForm = keyof typeof packForms;
export const isPackForm = (text: unknown): text is PackForm =>
  typeof text === 'string' && Object.hasOwn(packForms, text);

/** What a pack is issued under: printed on it before it is sealed. */
export type PackStamp = {
  readonly form: PackForm;
  readonly ref: string;
  readonly edition: number;
  readonly frozenAt: string;
  /** The pack of the same form that it corrects. */
  readonly supersedesRef: string | null;
  readonly reason: string | null;
};

/** A pack as it is handed in: `data` is the JSON that it was made from, `html` the page to print. */
export type PackContent = { readonly form: PackForm; readonly dataJson: string; readonly html: string };

export type FrozenPack = PackStamp & { readonly id: string; readonly hash: string; readonly htmlHash: string };

/** The first eight characters, as they stand in the foot of each page. */
export const shortHash = (hash: string): string => hash.slice(0, 8);

export type UnlockRefusal = 'not-issued' | 'asked-already' | 'not-asked' | 'same-person' | 'stale' | 'no-reason';

/** Unlocking an issued pack takes two people: one asks and says why, another answers. */
export const whyNotAnswerUnlock = (
  request: { readonly state: string; readonly askedBy: string } | null,
  by: string,
): UnlockRefusal | null => {
  if (!request || request.state !== 'asked') return 'not-asked';
  return request.askedBy === by ? 'same-person' : null;
};

/** What `verify` finds wrong. */
export type KeepingFault =
  | { readonly kind: 'pack-changed'; readonly ref: string; readonly what: 'data' | 'page' | 'seal' }
  | { readonly kind: 'pack-gone'; readonly ref: string }
  | { readonly kind: 'pack-not-issued'; readonly ref: string }
  | {
      readonly kind: 'supplement-changed' | 'supplement-gone' | 'supplement-not-added';
      readonly review: string;
      readonly position: number;
    }
  | { readonly kind: 'minutes-changed'; readonly review: string }
  | { readonly kind: 'minutes-gone'; readonly review: string };
