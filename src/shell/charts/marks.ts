/** How we read a published grade. The five words of the picture; the publisher's own word stands beside it. */
export const bands = ['failing', 'below', 'meeting', 'exceeding', 'none'] as const;
export type Band = (typeof bands)[number];

/** Two decimals are finer than any screen, and keep `-0` and long fractions out of the page. */
export const round = (value: number): number => Math.round(value * 100) / 100 + 0;

const at = (x: number, y: number): string => `${round(x)} ${round(y)}`;

function circle(x: number, y: number, radius: number): string {
  const r = round(radius);
  return `M${at(x - radius, y)}a${r} ${r} 0 1 0 ${round(radius * 2)} 0a${r} ${r} 0 1 0 ${round(-radius * 2)} 0Z`;
}

function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_unused, index) => {
    const length = index % 2 === 0 ? radius : radius * 0.45;
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    return at(x + length * Math.cos(angle), y + length * Math.sin(angle));
  });
  return `M${points.join('L')}Z`;
}

function square(x: number, y: number, half: number): string {
  return `M${at(x - half, y - half)}h${round(half * 2)}v${round(half * 2)}h${round(-half * 2)}Z`;
}

/**
 * The shape of a band, centred on `x`, `y`, about `size` across: square failing, triangle below, circle meeting, star
 * exceeding, square (drawn dashed and hollow) without a band. Shapes are evened out by eye, so that none looks larger.
 */
export function markPath(band: Band, x: number, y: number, size: number): string {
  const half = size / 2;
  switch (band) {
    case 'failing':
      return square(x, y, half * 0.88);
    case 'below':
      return `M${at(x, y - half * 0.98)}L${at(x + half * 1.08, y + half * 0.86)}H${round(x - half * 1.08)}Z`;
    case 'meeting':
      return circle(x, y, half * 0.95);
    case 'exceeding':
      return star(x, y, half * 1.22);
    case 'none':
      return square(x, y, half * 0.8);
  }
}
