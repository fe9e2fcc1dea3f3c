/** The parts of a body's work that can fail by themselves. An episode belongs to one of them. */
export const episodeAreas = {
  corporate: 'Running of the organisation',
  finance: 'Finance',
  children: "Children's services",
  send: 'Special educational needs and disabilities',
  adults: 'Adult social care',
  standards: 'Education standards',
  safety: 'Safety and quality of care',
  housing: 'Housing',
  policing: 'Policing',
  fire: 'Fire and rescue',
  justice: 'Prisons and probation',
} as const;
export type EpisodeArea = keyof typeof episodeAreas;

/** Areas that lie within another: money is part of how an organisation is run. */
const within: { readonly [area in EpisodeArea]?: readonly EpisodeArea[] } = { corporate: ['finance'] };

/** Whether `area` is `whole` or lies within it. */
export const isWithinArea = (area: EpisodeArea, whole: EpisodeArea): boolean =>
  area === whole || (within[whole]?.includes(area) ?? false);

/** The area itself and every area that it lies within. */
export const areasAround = (area: EpisodeArea): readonly EpisodeArea[] =>
  (Object.keys(episodeAreas) as EpisodeArea[]).filter((whole) => isWithinArea(area, whole));
