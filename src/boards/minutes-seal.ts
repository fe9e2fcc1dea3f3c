import { canonicalJson } from '../access/domain/audit-chain.js';
import type { AgreedContent } from './domain/minutes.js';

/** What the minutes of a meeting are sealed as when they are agreed. */
export const agreedText = (
  { ref, heldOn }: { readonly ref: string; readonly heldOn: string },
  { agreedOn, agreedBy }: { readonly agreedOn: string; readonly agreedBy: string },
  items: AgreedContent['items'],
): string =>
  canonicalJson({
    review: ref,
    heldOn,
    agreedOn,
    agreedBy,
    items: items.map(({ position, title, confidential, body }) => ({ position, title, confidential, body })),
  } satisfies AgreedContent);
