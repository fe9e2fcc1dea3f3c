/**
 * Quality 8, item 47: whether people who ask for a hundred costly pages at once keep others waiting. One person reads
 * the list, made anew each time, first alone and then while ten others have ten cohort pages (time to recovery) each
 * under way; none of it is remembered as a page. By turns, as all figures here.
 */
import { load } from './load.mjs';
import { median, percentile } from './measuring.mjs';

export const atOnce = 100;
/** So many people, so that none asks for more than a person may in a minute. */
export const people = 10;

/** Cohort pages that are not one another: each group by, limited to the years from another on. */
const cohorts = Array.from(
  { length: atOnce },
  (_, index) => `/research/recovery?by=${['region', 'sector', 'kind', 'none'][index % 4]}&from=${1_990 + (index >> 2)}`,
);

/**
 * Keeps `atOnce` cohort pages under way, shared out among so many people, until it is stopped; counts what they were
 * answered with. Whoever is told to wait asks no more.
 */
function flood(origin, cookies) {
  const answers = new Map();
  const ending = new AbortController();
  let turn = 0;
  const one = async (cookie) => {
    while (!ending.signal.aborted) {
      const path = cohorts[turn++ % cohorts.length];
      const answer = await fetch(origin + path, { headers: { cookie }, redirect: 'manual', signal: ending.signal });
      await answer.arrayBuffer();
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      if (answer.status === 429) return;
    }
  };
  const asking = cohorts.map((_, index) =>
    one(cookies[index % cookies.length]).catch((error) => {
      if (!ending.signal.aborted) throw error;
    }),
  );
  return {
    answers,
    stop: async () => {
      ending.abort();
      await Promise.all(asking);
    },
  };
}

/** The list's p95 in milliseconds alone and beside the flood, its ratio round by round, and what the flood was given. */
export async function besideCostlyPages(origin, { reader, others, list, rounds, seconds }) {
  const p95 = async () => {
    const { milliseconds } = await load(origin, list, { connections: 1, seconds, cookie: reader });
    return percentile(milliseconds, 0.95);
  };
  await p95();
  const found = [];
  const answers = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const alone = await p95();
    const wave = flood(origin, others);
    const beside = await p95();
    await wave.stop();
    for (const [status, count] of wave.answers) answers.set(status, (answers.get(status) ?? 0) + count);
    found.push({ alone, beside, ratio: beside / alone });
  }
  return {
    alone: median(found.map((one) => one.alone)),
    beside: median(found.map((one) => one.beside)),
    ratio: median(found.map((one) => one.ratio)),
    answers: [...answers].map(([status, count]) => `${count} × ${status}`).join(', '),
  };
}
