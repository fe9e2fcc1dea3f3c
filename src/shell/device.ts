import type { Request } from 'express';

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iPhone or iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** The kind of browser and machine, for a person's own list of sessions; nothing that tells one device from another. */
export function deviceOf(request: Request): string | null {
  const agent = request.headers['user-agent'] ?? '';
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1];
  if (!system && !browser) return null;
  return `${browser ?? 'A browser'} on ${system ?? 'an unknown system'}`;
}
