/** Points accounts as data that `core` reads: what gives and takes points, and within which bounds. */
import type { Account, Earn, Limit, Points } from '../schema/account.js'
import type { Compiler, Path } from './build.js'
import { filterOf } from './where.js'
import type { AccountPlan, Amount, EarnPlan, LimitPlan } from './plan.js'
import { zoneOf } from './time.js'

type Earning = Extract<Account, { earn: Earn[] }>

export const accountPlan = (compiler: Compiler, account: Account, path: Path): AccountPlan => {
  const base = {
    id: account.id,
    name: account.name,
    ...(account.note && { note: account.note }),
    worth: account.worth ?? null,
  }
  return 'kept' in account ? { ...base, ...outside } : { ...base, ...keptHere(compiler, account, path) }
}

/** Of an account that a host keeps, entries arrive as facts. */
const outside = {
  outside: true,
  start: 0,
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
  earn: [],
  limits: [],
  expires: null,
  idle: null,
  reset: null,
}

const keptHere = (
  compiler: Compiler,
  account: Earning,
  path: Path,
): Omit<AccountPlan, 'id' | 'name' | 'note' | 'worth'> => {
  const { build } = compiler
  const { start = 0, min = 0, max = Number.MAX_SAFE_INTEGER, expires } = account
  if (min > max) build.issue('tooBig', [...path, 'min'], { found: min, max })
  else if (account.start === undefined && min > 0)
    build.issue('tooBig', [...path, 'min'], { found: min, max: 0 })
  else if (start < min) build.issue('tooSmall', [...path, 'start'], { found: start, min })
  else if (start > max) build.issue('tooBig', [...path, 'start'], { found: start, max })
  if (account.reset !== undefined) compiler.review(account.reset, [...path, 'reset'])
  return {
    outside: false,
    start,
    min,
    max,
    earn: account.earn.map((earn, place) =>
      earnPlan(compiler, account.id, earn, place, [...path, 'earn', place]),
    ),
    limits: (account.limits ?? []).map((limit, place) =>
      limitPlan(compiler, limit, [...path, 'limits', place]),
    ),
    expires: expires && !('idle' in expires) ? expires : null,
    idle: expires && 'idle' in expires ? expires.idle : null,
    reset: account.reset ?? null,
  }
}

const limitPlan = (compiler: Compiler, limit: Limit, path: Path): LimitPlan => {
  for (const [place, id] of (limit.exempt ?? []).entries())
    compiler.build.expect(id, ['event'], [...path, 'exempt', place])
  return {
    points: limit.points,
    each: limit.each,
    zone: zoneOf(compiler, limit.zone, path),
    exempt: limit.exempt ?? [],
    gross: limit.gross === true,
  }
}

const earnPlan = (compiler: Compiler, account: string, earn: Earn, place: number, path: Path): EarnPlan => {
  const { build } = compiler
  const on = 'on' in earn ? earn.on : null
  const at = 'at' in earn ? earn.at : null
  if (on !== null) build.expect(on, ['event'], [...path, 'on'])
  if (at !== null) compiler.review(at, [...path, 'at'])
  return {
    on,
    at,
    key: `${account}.${place}`,
    where:
      'on' in earn && earn.where ? filterOf(compiler, earn.where, earn.on, null, [...path, 'where']) : null,
    when: earn.when ? compiler.condition(earn.when, null, [...path, 'when']) : null,
    points: amountOf(compiler, earn.points, on, [...path, 'points']),
    multiply:
      earn.multiply === undefined ? null : compiler.number(earn.multiply, null, [...path, 'multiply']),
    limit: earn.limit ? limitPlan(compiler, earn.limit, [...path, 'limit']) : null,
    expires: earn.expires ?? null,
    after: earn.after === true,
    name: earn.name ?? null,
  }
}

/** What a rule gives: a value, or so much for every so many of a field (without one, of events). */
const amountOf = (compiler: Compiler, points: Points, event: string | null, path: Path): Amount => {
  const { build } = compiler
  if (typeof points !== 'object' || !('give' in points)) return { value: compiler.number(points, null, path) }
  if (points.of !== undefined) {
    const fields = event === null ? {} : compiler.eventFields(event)
    const field = fields[points.of]
    if (!field) build.unknown(points.of, 'field', Object.keys(fields), [...path, 'of'])
    else if (field.choice !== null || field.unit === 'date' || field.unit === 'flag')
      build.issue('wrongUnit', [...path, 'of'], { name: points.of, found: field.unit, expected: 'number' })
  }
  return {
    give: points.give,
    every: points.every,
    of: points.of ?? null,
    total: points.each === 'total',
  }
}
