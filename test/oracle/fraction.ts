/** Exact rational numbers: a numerator and a denominator above 0, in lowest terms. A double stands for the decimal it is written as. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const gcd = (left: bigint, right: bigint): bigint => {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
const reduced = (n: bigint, d: bigint): Fraction => {
  if (d === 1n) return { n, d }
  const by = gcd(n, d)
  const sign = d < 0n ? -1n : 1n
  return by === 1n && sign === 1n ? { n, d } : { n: (sign * n) / by, d: (sign * d) / by }
}
export const whole = (n: bigint): Fraction => ({ n, d: 1n })
export const zero = whole(0n)
export const one = whole(1n)

/** The decimal that a number's shortest text says, exactly: 0.1 is a tenth. */
export const fractionOf = (number: number): Fraction => {
  if (Number.isSafeInteger(number)) return whole(BigInt(number))
  const [mantissa = '', exponent = '0'] = String(number).toLowerCase().split('e')
  const [front = '', back = ''] = mantissa.split('.')
  const power = Number(exponent) - back.length
  const digits = BigInt(front + back)
  return power >= 0 ? whole(digits * 10n ** BigInt(power)) : reduced(digits, 10n ** BigInt(-power))
}

export const sum = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? reduced(a.n + b.n, a.d) : reduced(a.n * b.d + b.n * a.d, a.d * b.d)
export const negative = ({ n, d }: Fraction): Fraction => ({ n: -n, d })
export const difference = (a: Fraction, b: Fraction): Fraction => sum(a, negative(b))
export const product = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.n, a.d * b.d)
/** `b` is not 0. */
export const quotient = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.d, a.d * b.n)
/** Below 0, 0 or above 0. */
export const compared = (a: Fraction, b: Fraction): number => {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}
export const least = (a: Fraction, b: Fraction): Fraction => (compared(b, a) < 0 ? b : a)
export const most = (a: Fraction, b: Fraction): Fraction => (compared(b, a) > 0 ? b : a)

/** The greatest whole number that is not above it. */
export const floor = ({ n, d }: Fraction): bigint => {
  const cut = n / d
  return n < 0n && cut * d !== n ? cut - 1n : cut
}
const MILLION = 1_000_000n
/** Design, decision 3: on the grid of a millionth, half up. */
export const onGrid = (x: Fraction): Fraction =>
  x.d === 1n ? x : reduced(floor({ n: x.n * MILLION * 2n + x.d, d: x.d * 2n }), MILLION)

/** The nearest double. */
export const numberOf = ({ n, d }: Fraction): number => (d === 1n ? Number(n) : Number(n) / Number(d))
