const smallest = 1e-300;
const exactEnough = 1e-16;
const mostSteps = 10_000;

/** Γ of half a whole number: Γ(n) = (n − 1)!, and by halves from Γ(½) = √π. */
function gammaOfHalf(halves: number): number {
  let value = halves % 2 === 0 ? 1 : Math.sqrt(Math.PI);
  for (let step = halves % 2 === 0 ? 2 : 1; step < halves; step += 2) value *= step / 2;
  return value;
}

/**
 * The chance of a chi-square of `freedom` degrees (a whole number from 1 to 60) that is at least `value`, 0 to 1.
 * The incomplete gamma function by its series below its middle and by Lentz's continued fraction above it: Press et
 * al., Numerical Recipes (2007), 6.2. Throws on other degrees: a programmer's mistake.
 */
export function chiSquareTail(value: number, freedom: number): number {
  if (!Number.isInteger(freedom) || freedom < 1 || freedom > 60)
    throw new RangeError(`There is no test with ${freedom} degrees of freedom`);
  if (value <= 0) return 1;
  const [shape, x] = [freedom / 2, value / 2];
  const front = (Math.exp(-x) * x ** shape) / gammaOfHalf(freedom);
  return x < shape + 1 ? 1 - front * series(shape, x) : front * fraction(shape, x);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; step < mostSteps && term > sum * exactEnough; step += 1) {
    term *= x / (shape + step);
    sum += term;
  }
  return sum;
}

function fraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / smallest;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < mostSteps; step += 1) {
    const factor = -step * (step - shape);
    b += 2;
    d = 1 / (factor * d + b || smallest);
    c = b + factor / c || smallest;
    value *= d * c;
    if (Math.abs(d * c - 1) < exactEnough * 2) break;
  }
  return value;
}
