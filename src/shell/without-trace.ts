/** The addresses at which somebody raises a concern, or reads its answer, without anybody learning who they are. */
const raising = '/raise-a-concern';
const reading = '/concern';

/**
 * Whether what is sent to an address must leave no trace of who sent it or when: no row that knows a form sent twice,
 * no receipt and nothing typed in the log.
 */
export const isWithoutTrace = (path: string): boolean =>
  path === raising || path === reading || path.startsWith(`${reading}/`);
