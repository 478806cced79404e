/** Which numbers are taken: finite ones that a double keeps as they are written. */
import type { Issue } from './issues.js'

/** So many significant digits always survive being read as a double. */
const safeDigits = 15

/** The significant digits of a number as it is written, without zeros at either end, and the power of ten of the last: `-0.0120e3` is `12`, 0. Zero has no digits. */
function significantOf(written: string): { digits: string; power: number } {
  const [mantissa = '', exponent = '0'] = written.replace('-', '').toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const all = (whole + fraction).replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  return { digits, power: Number(exponent) - fraction.length + all.length - digits.length }
}

type Fault = Pick<Issue, 'code' | 'params'>
const shown = (written: string): string => (written.length > 40 ? `${written.slice(0, 40)}…` : written)

/** Why a number is not taken, or null. -0 is refused because it equals 0 and is not the same. */
function faultOf(value: number, written = String(value)): Fault | null {
  const found = shown(written)
  if (!Number.isFinite(value)) return { code: 'notFinite', params: { found } }
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return { code: 'unsafeInteger', params: { found } }
  return null
}

/** Why a number in a ready value is not taken, or null. */
export const valueFault = (value: number): Fault | null =>
  Object.is(value, -0) ? { code: 'negativeZero', params: {} } : faultOf(value)

/** Why a number that was read from `written` is not taken, or null: it must still be what was written. */
export function writtenFault(value: number, written: string): Fault | null {
  const { digits, power } = significantOf(written)
  if (digits === '' && written.charAt(0) === '-') return { code: 'negativeZero', params: {} }
  const fault = faultOf(value, written)
  if (fault) return fault
  if (digits.length <= safeDigits && value !== 0) return null
  const kept = significantOf(String(value))
  if (kept.digits === digits && (kept.power === power || digits === '')) return null
  return tooPrecise(written, digits.length)
}

const tooPrecise = (written: string, digits: number): Fault => ({
  code: 'tooPrecise',
  params: { found: shown(written), digits, limit: safeDigits },
})

/** Why a number that an author writes is not taken, or null: its digits are few enough to be exact in every engine. */
export function authorFault(value: number): Fault | null {
  const { digits } = significantOf(String(value))
  return digits.length > safeDigits ? tooPrecise(String(value), digits.length) : null
}
