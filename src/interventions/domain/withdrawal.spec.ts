import { mayWithdraw } from './withdrawal.js';

describe('taking back what was recorded by hand', () => {
  it.each([
    [{ isHeld: false, criterion: null }, 'ok'],
    [{ isHeld: true, criterion: null }, 'held'],
    [{ isHeld: false, criterion: { status: 'met', evidence: 1 } }, 'rests-on-it'],
    [{ isHeld: false, criterion: { status: 'partly_met', evidence: 1 } }, 'rests-on-it'],
    [{ isHeld: false, criterion: { status: 'met', evidence: 2 } }, 'ok'],
    [{ isHeld: false, criterion: { status: 'not_met', evidence: 1 } }, 'ok'],
    [{ isHeld: true, criterion: { status: 'met', evidence: 2 } }, 'held'],
  ] as const)('%j: %s', (facts, expected) => {
    const result = mayWithdraw(facts);
    expect(result.ok ? 'ok' : result.error).toBe(expected);
  });
});
