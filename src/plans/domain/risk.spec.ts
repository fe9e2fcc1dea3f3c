import { riskBand, riskDirection, riskScore } from './risk.js';

const look = (likelihood: number, consequence: number) => ({ likelihood, consequence });

describe('a risk', () => {
  it.each([
    [1, 'Low'],
    [3, 'Low'],
    [4, 'Moderate'],
    [6, 'Moderate'],
    [8, 'High'],
    [12, 'High'],
    [15, 'Extreme'],
    [25, 'Extreme'],
  ])('of score %i is %s', (score, band) => expect(riskBand(score)).toBe(band));

  it('scores likelihood by consequence', () => expect(riskScore(look(4, 5))).toBe(20));

  it.each([
    [null, [look(3, 3)]],
    ['up', [look(1, 1), look(3, 3), look(3, 4)]],
    ['down', [look(3, 3), look(2, 4)]],
    ['same', [look(2, 3), look(3, 2)]],
  ])('goes %s', (direction, looks) => expect(riskDirection(looks)).toBe(direction));
});
