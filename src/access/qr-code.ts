import { encode } from 'uqr';

/** The squares of a QR code as one path, a unit to a square, with the quiet edge of four that readers need. */
export type QrCode = { readonly viewBox: string; readonly path: string };

export function qrCodeOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  return { viewBox: `0 0 ${size} ${size}`, path: rows.join('') };
}
