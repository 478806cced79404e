/**
 * Ranks, sizes and cuts by window functions, the same as population counts them: integers, nearest rank by place, ties on the side that
 * the cohort says. Who does not count stands in a part of the window by themselves.
 */
import { microOf } from '../plan/operations.js'
import type { Leaf, Plan } from '../plan/plan.js'
import { tight, type Dialect } from './dialect.js'
import type { Sheet } from './sheet.js'
import { caseOf } from './text.js'

type PeersLeaf = Extract<Leaf, { from: 'peers' }>
type CutLeaf = Extract<PeersLeaf, { what: 'cut' }>

/** Percents as whole parts, on the grid of 1e-6. */
const WHOLE = 100_000_000

/** What a window is made of. Read anew for each column, which is noted as reading it. */
interface Terms {
  readonly keys: readonly string[]
  readonly inPart: readonly string[] // that a merchant belongs to a part
  readonly members: string // that they count in it, for a count
  readonly value: string
  readonly counts: readonly string[] // that they and their value count
  readonly apart: readonly string[] // the keys, and whoever does not count by themselves
}

const termsOf = (plan: Plan, leaf: PeersLeaf, { read }: Sheet): Terms => {
  const { members, by } = plan.cohorts[leaf.cohort]!
  const keys = by.map((id) => read.number(id))
  const inPart = by.map((id) => `${read.number(id, tight.atom)} IS NOT NULL`)
  const isMember = members === null ? null : read.condition(members, tight.and)
  const value = 'of' in leaf ? read.number(leaf.of, tight.atom) : ''
  const counts = [...(isMember === null ? [] : [isMember]), ...('of' in leaf ? [`${value} IS NOT NULL`] : [])]
  const counted = isMember === null ? 'count(*)' : `count(CASE WHEN ${isMember} THEN 1 END)`
  return { keys, inPart, members: counted, value, counts, apart: [...keys, counts.join(' AND ')] }
}

const where = (when: readonly string[], then: string): string =>
  when.length === 0 ? then : caseOf([[when.join(' AND '), then]])

const over = (parts: readonly string[], order = ''): string => {
  const partition = parts.length === 0 ? '' : `PARTITION BY ${parts.join(', ')}`
  return `OVER (${[partition, order].filter((one) => one !== '').join(' ')})`
}

/** The text of a leaf over peers, read from a sheet. */
export const peersText = (plan: Plan, dialect: Dialect, leaf: PeersLeaf, sheet: Sheet): string => {
  const { keys, inPart, members, value, counts, apart } = termsOf(plan, leaf, sheet)
  if (leaf.what === 'size') return where(inPart, dialect.double(`${members} ${over(keys)}`))
  if (leaf.what === 'cut') return cutText(plan, dialect, leaf, sheet)
  const { ties } = plan.cohorts[leaf.cohort]!
  const order = [`${value} ${leaf.better === 'high' ? 'DESC' : 'ASC'}`]
  if (typeof ties === 'object') {
    const second = sheet.read.number(ties.by, tight.atom)
    order.push(`${second} ${ties.better === 'high' ? 'DESC' : 'ASC'} NULLS LAST`)
  }
  // with RANGE, which is meant where nothing is said, a window reaches up to whoever is equal
  const ranked = `${ties === 'worse' ? 'count(*)' : 'rank()'} ${over(apart, `ORDER BY ${order.join(', ')}`)}`
  return where([...counts, ...inPart], dialect.double(ranked))
}

/** The members' places and how many there are come one step before the values at a place. */
const cutText = (plan: Plan, dialect: Dialect, leaf: CutLeaf, sheet: Sheet): string => {
  const { cohort, key, of, per } = leaf
  const helper = (what: string, textOf: (terms: Terms) => string): string => {
    const { name } = sheet.column(`${what}:${cohort}:${of}`, () => ({
      ...{ base: `${cohort}_${key}_${what}`, home: cohort, remark: '' },
      text: () => textOf(termsOf(plan, leaf, sheet)),
    }))
    return dialect.quoted(name)
  }
  const place = helper('place', ({ counts, apart, value }) =>
    where(counts, `row_number() ${over(apart, `ORDER BY ${value}`)}`),
  )
  const count = helper(
    'count',
    ({ counts, keys }) => `count(CASE WHEN ${counts.join(' AND ')} THEN 1 END) ${over(keys)}`,
  )
  const { keys, inPart, value } = termsOf(plan, leaf, sheet)
  const at = (nth: string): string => `max(CASE WHEN ${place} = ${nth} THEN ${value} END) ${over(keys)}`
  const isLinear = plan.cohorts[cohort]!.percentiles === 'linear'
  return where(inPart, isLinear ? linear(dialect, per, count, at) : at(nearestRank(dialect, per, count)))
}

/** `ceil(per * count / 100)`, by integers. */
const nearestRank = (dialect: Dialect, per: number, count: string): string => {
  const common = divisor(microOf(per), WHOLE)
  const [share, whole] = [microOf(per) / common, WHOLE / common]
  const parts = share === 1 ? count : `${share} * ${count}`
  return whole === 1 ? parts : dialect.quotient(`(${parts} + ${whole - 1})`, String(whole))
}

const divisor = (left: number, right: number): number => (right === 0 ? left : divisor(right, left % right))

/** Between the two values around `per * (count - 1) / 100`, counted from 0, in proportion. */
const linear = (dialect: Dialect, per: number, count: string, at: (nth: string) => string): string => {
  const parts = `(${microOf(per)} * (${count} - 1))`
  const place = dialect.quotient(parts, String(WHOLE))
  const rest = `(${parts} % ${WHOLE})`
  const [low, high] = [at(`${place} + 1`), at(`${place} + 2`)]
  return caseOf([
    [`${rest} = 0`, low],
    [`${rest} <> 0`, `${low} + (${high} - ${low}) * ${dialect.double(rest)} / ${dialect.number(WHOLE)}`],
  ])
}
