/** Average widths in Public Sans, in parts of the size: exact enough to keep two labels from touching. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[il.,:;'’|!\u00a0 ]/, 0.29],
  [/[fjrtI()\-[\]/]/, 0.4],
  [/[mwMW%…—]/, 0.9],
  [/[A-Z]/, 0.69],
  [/[0-9]/, 0.62],
];

/** How wide a text is drawn, about, in the units of `size`. Never less than it is for ordinary words. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += widths.find(([letters]) => letters.test(letter))?.[1] ?? 0.57;
  return width * size;
}

/** The text, or as many of its whole words as fit, with an ellipsis; empty when not even one does. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const words = text.split(' ');
  for (let count = words.length - 1; count >= 1; count -= 1) {
    const shorter = `${words
      .slice(0, count)
      .join(' ')
      .replace(/(?<![,;:(])[,;:(]+$/, '')}…`;
    if (textWidth(shorter, size) <= room) return shorter;
  }
  return '';
}
