import type { Response } from 'express';
import { drained } from './drained.js';

type Sent = { readonly name: string; readonly contentType: string; readonly content: Uint8Array };

/** For readers of headers that know ASCII only: what they cannot write is an underscore. */
const asciiName = (name: string): string => name.replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_');

/** RFC 8187: everything but letters, digits and a few signs as bytes. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** RFC 6266: offered to be saved under its own name, never shown in the page's place. */
export function attachmentNamed(name: string): string {
  const plain = asciiName(name);
  const own = plain === name ? '' : `; filename*=UTF-8''${encodedName(name)}`;
  return `attachment; filename="${plain}"${own}`;
}

/** Whatever it is, it loads, sends and frames nothing, and runs as nobody. Said in full: not all of it falls back. */
const filePolicy =
  "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; sandbox";

/** Sends a file that somebody handed in: to be saved, kept by nobody on the way, and run by nothing. */
export function sendFile(response: Response, { name, contentType, content }: Sent): void {
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', filePolicy);
  response.end(content);
}

/** Sends a file that is made while it is read, no faster than that. A fault after its start breaks it off. */
export async function streamFile(
  response: Response,
  { name, contentType }: Omit<Sent, 'content'>,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Cache-Control', 'private, no-store');
  try {
    for await (const piece of pieces) {
      if (response.destroyed) return;
      if (!response.write(piece)) await drained(response);
    }
    response.end();
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
