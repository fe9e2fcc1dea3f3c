/** How one body relates to another, read "from … to": a school replaced by an academy, a service in its council. */
export const organisationLinkTypes = {
  predecessor: 'Predecessor of',
  successor: 'Successor of',
  replaced_by: 'Replaced by',
  acquired_by: 'Acquired by',
  absorbed_by: 'Absorbed by',
  merged_into: 'Merged into',
  transferred_to: 'Transferred to',
  delivers_for: 'Delivers services for',
  parent: 'Part of',
} as const;
export type OrganisationLinkType = keyof typeof organisationLinkTypes;

/** The same relations read from the other end. */
export const inverseLinkLabels: Readonly<Record<OrganisationLinkType, string>> = {
  predecessor: 'Successor of',
  successor: 'Predecessor of',
  replaced_by: 'Replaced',
  acquired_by: 'Acquired',
  absorbed_by: 'Took back',
  merged_into: 'Formed with',
  transferred_to: 'Took over from',
  delivers_for: 'Has services delivered by',
  parent: 'Includes',
};
