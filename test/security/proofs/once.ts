import { plantedPath } from '../planted.js';
import { post, type Proof, tokenOf } from '../site.js';

/** A form that is sent twice at once makes one thing. Needs the planted route. */
export const sentTwice: Proof = async (site) => {
  const { cookie } = site.guest;
  const fields = { _csrf: await tokenOf(site, site.guest), _once: 'z'.repeat(22), name: 'a plan' };
  const answers = await Promise.all([1, 2, 3].map(() => post(site, plantedPath, { cookie, fields })));
  const made = new Set(answers.map(({ headers }) => headers.location));
  return made.size === 1 && answers.every(({ status }) => status === 303) ? [] : [`${made.size} things were made`];
};
