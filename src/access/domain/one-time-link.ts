import { addMinutes } from '../../kernel/instant.js';

/** What a link that works once may be for. */
export const linkPurposes = ['set-up', 'invitation', 'reset'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const hour = 60;

/** How long each kind of link works. A reset that an administrator makes may have to be carried by hand. */
export const linkMinutes = {
  'set-up': 24 * hour,
  invitation: 7 * 24 * hour,
  reset: hour,
  'reset-by-administrator': 24 * hour,
} as const;

export type LinkTimes = {
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
};

export type LinkState = 'usable' | 'used' | 'revoked' | 'expired';

/** Whether a link still works, and why not. Its last second counts. */
export function linkState({ expiresAt, usedAt, revokedAt }: LinkTimes, now: string): LinkState {
  if (usedAt !== null) return 'used';
  if (revokedAt !== null) return 'revoked';
  return now > expiresAt ? 'expired' : 'usable';
}

export const linkExpiry = (life: keyof typeof linkMinutes, now: string): string => addMinutes(now, linkMinutes[life]);

/** A token is 32 bytes as base64url: 43 characters. Anything else was never one of ours and need not be looked up. */
export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
