/** What an item of an agenda may be about, by how its reference begins. */
const kinds: Readonly<Record<string, string>> = {
  MS: 'milestone',
  DR: 'date_request',
  CH: 'challenge',
  DE: 'decision',
  BA: 'board_action',
  ME: 'measure',
  RK: 'risk',
  DL: 'deadline',
};

/** A record by its reference, as somebody typed it: ` ms-4` is MS-0004. Null where no record of a board is called so. */
export function recordNamed(typed: string): { readonly kind: string; readonly id: string } | null {
  const read = /^([A-Z]{2})-?(\d{1,6})$/.exec(typed.trim().toUpperCase());
  const [, letters = '', digits = ''] = read ?? [];
  const kind = kinds[letters];
  return kind ? { kind, id: `${letters}-${digits.replace(/^0+(?=\d{4})/, '').padStart(4, '0')}` } : null;
}
