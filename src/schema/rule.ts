/** How a schema's own rule names its code, and the small rules that many schemas share. A rule never makes a sentence. */
import * as z from 'zod/mini'
import { authorFault } from './number.js'
import type { IssueCode, IssueParams } from './issues.js'

type Payload = z.core.ParsePayload

/** Records that `payload` breaks a rule. The other rules still run, so that one reading tells everything. */
export function breaks<C extends IssueCode>(
  payload: Payload,
  code: C,
  params: IssueParams<C>,
  path: (string | number)[] = [],
): void {
  payload.issues.push({ ...fault(payload, code, params, path), continue: true })
}

/** Records that `payload` has not even the form that further rules would read. */
export function fails<C extends IssueCode>(
  payload: Payload,
  code: C,
  params: IssueParams<C>,
  path: (string | number)[] = [],
): void {
  payload.issues.push(fault(payload, code, params, path))
}

function fault(
  payload: Payload,
  code: IssueCode,
  params: object,
  path: (string | number)[],
): z.core.$ZodRawIssue {
  return { code: 'custom', input: payload.value, path, params: { ...params, tk: code } }
}

/** A number that an author writes. */
export const number = z.number().check((payload) => {
  const fault = authorFault(payload.value)
  if (fault) breaks(payload, fault.code, fault.params as never)
})

/** A whole number from `min` to `max`, both inclusive; without them any safe integer. */
export const whole = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z.number().check((payload) => {
    const found = payload.value
    if (!Number.isSafeInteger(found)) breaks(payload, 'notWhole', { found })
    else if (found < min) breaks(payload, 'tooSmall', { found, min })
    else if (found > max) breaks(payload, 'tooBig', { found, max })
  })

/** A number above 0, e.g. what a ratio is told per. */
export const aboveZero = number.check((payload) => {
  if (payload.value <= 0) breaks(payload, 'notAboveZero', { found: payload.value })
})

/** A list with at least one item. */
export const some = <S extends z.ZodMiniType>(item: S) =>
  z.array(item).check((payload) => {
    if (payload.value.length === 0) breaks(payload, 'empty', {})
  })

/** Refuses an object that says nothing. Unknown keys, which are told already, are no longer in it. */
export const notEmpty = (payload: Payload): void => {
  if (payload.issues.length === 0 && Object.keys(payload.value as object).length === 0)
    breaks(payload, 'empty', {})
}

/** A word that is not blank. */
export const word = z.string().check((payload) => {
  if (payload.value.trim() === '') breaks(payload, 'empty', {})
})
