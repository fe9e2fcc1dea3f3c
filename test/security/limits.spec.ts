import {
  behindAProxy,
  costlyAtOnce,
  costlyWork,
  fewCostly,
  guessesAtOneAccount,
  guessesFromOneAddress,
  peopleBehindAProxy,
} from './proofs/limits.js';
import { passwordRules, secondFactors } from './proofs/passwords.js';
import { openSite, type Proof } from './site.js';

const minutes = 60_000;

describe('whoever asks for much', () => {
  const cases: readonly (readonly [string, Proof, Readonly<Record<string, string>>])[] = [
    ['is told when to come back, and nobody else is kept waiting', costlyWork, fewCostly],
    ['is counted as they ask, however much they ask at once', costlyAtOnce, fewCostly],
    ['is counted apart behind a proxy that the settings name', peopleBehindAProxy, behindAProxy],
    ['guesses ten times in five minutes at an account, and no more', guessesAtOneAccount, {}],
    ['is counted by where they come from, whatever they say about it', guessesFromOneAddress, {}],
    ['chooses any password that is long and not to be guessed', passwordRules, {}],
    ['shows a second factor that opens once', secondFactors, {}],
  ];
  it.each(cases)(
    '%s',
    async (_, proof, settings) => {
      const site = await openSite({ fewPeople: true, settings });
      try {
        expect(await proof(site)).toEqual([]);
        expect(site.test.faults).toEqual([]);
      } finally {
        await site.close();
      }
    },
    2 * minutes,
  );
});
