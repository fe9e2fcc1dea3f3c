import type { Signal } from '../signal.js';
import type { Lesson1Facts } from './facts.js';
import { timeToFirstPeerHelp } from './l1-1-time-to-first-peer-help.js';
import { peersBeforePowers } from './l1-2-peers-before-powers.js';
import { triggersArmed } from './l1-3-triggers-armed.js';
import { findingsActedOn } from './l1-4-findings-acted-on.js';

export const lesson1Signals: readonly Signal<Lesson1Facts>[] = [
  timeToFirstPeerHelp,
  peersBeforePowers,
  triggersArmed,
  findingsActedOn,
];
