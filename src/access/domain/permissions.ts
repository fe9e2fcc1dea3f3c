/** What may be done, each by a key that handlers name. `everyone` is the public record: it needs no account. */
export const permissions = ['everyone'] as const;

export type Permission = (typeof permissions)[number];
