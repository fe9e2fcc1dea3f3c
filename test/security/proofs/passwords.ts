import { Secret, TOTP } from 'otpauth';
import { Clock } from '../../../src/kernel/clock.js';
import { sql } from '../../../src/database/sql.js';
import { Visitor } from '../../builders/a-visitor.js';
import type { Proof, Site } from '../site.js';
import { later, secret, withPassword } from './sessions.js';

const weak: readonly (readonly [string, string])[] = [
  ['elevenchars', 'eleven characters'],
  ['passwordpassword', 'the word itself, twice'],
  ['P@ssw0rd2024!!', 'a common word in a coat'],
  ['aaaaaaaaaaaaaaaa', 'one letter'],
  ['123456789012345', 'a row of digits'],
  ['turnaround2026!', 'the name of the service'],
];

const strong: readonly (readonly [string, string])[] = [
  ['twelve chars', 'twelve characters, one a blank'],
  ['a long walk along the northern harbour wall at dusk in november', '64 characters'],
  [`${'the tide is out and '.repeat(9)}nobody minds`, 'far more'],
  ['日本の海岸を歩く長い散歩道', 'no Latin letter'],
  ['🦀 walks along 🐚 shore', 'signs that are no letters'],
];

/** Length and nothing else: no common words, nobody’s own, and every character there is. */
export const passwordRules: Proof = async (site) => {
  const faults: string[] = [];
  const { email } = await withPassword(site);
  const visitor = new Visitor(site.test);
  await visitor.signIn(email, secret);
  const change = (current: string, next: string) => visitor.post('/account/password', { current, next });
  for (const [password, what] of weak) {
    const answer = await change(secret, password);
    if (answer.status !== 422) faults.push(`${what} may be a password: ${answer.status}`);
  }
  let current = secret;
  for (const [password, what] of strong) {
    const answer = await change(current, password);
    if (answer.status === 303) current = password;
    else faults.push(`${what} may not be a password: ${answer.status}`);
  }
  const page = (await visitor.get('/account/password')).text;
  if (/onpaste|maxlength="\d{1,2}"/.test(page)) faults.push('the page keeps people from pasting or from length');
  return faults;
};

const codeAt = (base32: string, moment: string, aside = 0): string =>
  new TOTP({ secret: Secret.fromBase32(base32), digits: 6, period: 30 }).generate({
    timestamp: Date.parse(moment) + aside * 30_000,
  });

const halfway = async (site: Site, email: string): Promise<Visitor> => {
  const visitor = new Visitor(site.test);
  await visitor.signIn(email, secret);
  return visitor;
};

/** A code opens once, a step early or late at most, and after five wrong ones none does; what is kept opens nothing. */
export const secondFactors: Proof = async (site) => {
  const faults: string[] = [];
  const now = (): string => site.test.app.get(Clock).now();
  const { email, id } = await withPassword(site);
  const visitor = await halfway(site, email);
  const path = '/account/second-factor';
  const page = (await visitor.get(path)).text;
  const base32 = (/class="second-factor__secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');
  const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const done = await visitor.send(path, { _csrf: token, sealed, code: codeAt(base32, now()) });
  const codes = [...done.text.matchAll(/<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})<\/li>/g)].map(
    ([, code]) => code ?? '',
  );
  if (codes.length === 0) return ['a second factor cannot be set up'];
  const kept = JSON.stringify([
    await site.test.database.rows(sql`SELECT * FROM second_factor WHERE second_factor.account_id = ${id}`),
    await site.test.database.rows(sql`SELECT * FROM recovery_code WHERE recovery_code.account_id = ${id}`),
  ]);
  for (const told of [base32, ...codes]) if (kept.includes(told)) faults.push('what opens is kept as it is');
  const send = async (code: string): Promise<number> =>
    (await (await halfway(site, email)).post('/sign-in/code', { code })).status;
  await later(site, 5, async () => {
    for (const aside of [-2, 2])
      if ((await send(codeAt(base32, now(), aside))) === 303) faults.push(`a code ${aside} steps aside opens`);
    if ((await send(codeAt(base32, now()))) !== 303) faults.push('the code of the moment does not open');
    if ((await send(codeAt(base32, now()))) === 303) faults.push('a code opens twice');
  });
  await later(site, 20, async () => {
    if ((await send(codes[0] ?? '')) !== 303) faults.push('a recovery code does not open');
    if ((await send(codes[0] ?? '')) === 303) faults.push('a recovery code opens twice');
  });
  await later(site, 40, async () => {
    for (let tries = 0; tries < 5; tries += 1) await send(codeAt(base32, now(), 50 + tries));
    if ((await send(codeAt(base32, now()))) === 303) faults.push('a code opens after five wrong ones');
  });
  return faults;
};
