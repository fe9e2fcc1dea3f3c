import type { SignalsOf } from '../signal-parts.js';
import type { Lesson3Facts } from './facts.js';
import { whoWasInTheRoom } from './l3-1-who-was-in-the-room.js';
import { outsideChallenge } from './l3-2-outside-challenge.js';
import { ourViewAndTheirs } from './l3-3-our-view-and-theirs.js';
import { challengeAnswered } from './l3-4-challenge-answered.js';

export const lesson3Signals: SignalsOf<Lesson3Facts> = [
  whoWasInTheRoom,
  outsideChallenge,
  ourViewAndTheirs,
  challengeAnswered,
];
