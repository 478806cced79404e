/**
 * The table: an operation -> its expression, with the same order of arithmetic and the same nulls as plan/operations.ts. All of it is what
 * the databases were found to compute alike: comparisons, CASE, floor, and the four operations on doubles; so that dialects differ by
 * their spelling alone.
 */
import type { Comparison, Id, NodeOf } from '../plan/plan.js'
import { tight, type Expression, type Operands, type Rows, type Spelling } from './dialect.js'
import { caseOf, joined, summed } from './text.js'

const atom = (text: string): Expression => ({ text, is: 'number', tight: tight.atom })
const number = (text: string, how: number): Expression => ({ text, is: 'number', tight: how })
const condition = (text: string, how: number): Expression => ({ text, is: 'condition', tight: how })

const signs: Readonly<Record<Comparison, string>> = { gte: '>=', gt: '>', lte: '<=', lt: '<', eq: '=' }

/** What a constant is as an expression: below 0 it begins with a sign. */
export const constantOf = (spell: Spelling, value: number | null): Expression =>
  value === null ? atom(spell.unknown) : number(spell.number(value), value < 0 ? tight.sign : tight.atom)

export const rowsOf = (spell: Spelling): Rows => {
  const written = (value: number, least = 0): string => {
    const text = spell.number(value)
    return value < 0 && least > tight.sign ? `(${text})` : text
  }
  const halfUp = (text: string): string => `floor(${text} + ${written(0.5)})`
  const millionths = (text: string): Expression => number(`${text} / ${written(1e6)}`, tight.product)
  const micro = (read: Operands, x: Id): string =>
    halfUp(`${read.number(x, tight.product)} * ${written(1e6)}`)

  /** What comes first of equal values is taken, as the fold of the operation does; null where one is. */
  const extreme = (of: readonly Id[], read: Operands, isLeast: boolean): Expression => {
    const others = (place: number, id: Id): string =>
      joined(
        of.flatMap((other, at) => {
          if (at === place) return []
          const sign = isLeast ? '<' : '>'
          return [
            `${read.number(id, tight.sum)} ${sign}${at < place ? '' : '='} ${read.number(other, tight.sum)}`,
          ]
        }),
        'AND',
      )
    if (of.length === 1) return number(read.number(of[0]!), tight.any)
    return atom(caseOf(of.map((id, place) => [others(place, id), read.number(id)] as const)))
  }

  const line = ({ x, knots }: NodeOf<'curve'>, read: Operands): Expression => {
    const at = read.number(x, tight.sum)
    const [[firstX, firstY]] = knots as [[number, number]]
    const [lastX, lastY] = knots[knots.length - 1]!
    const arms: [string, string][] = [[`${at} <= ${written(firstX)}`, written(firstY)]]
    for (let place = 1; place < knots.length; place++) {
      const [fromX, fromY] = knots[place - 1]!
      const [toX, toY] = knots[place]!
      const run = fromX === 0 ? read.number(x, tight.product) : `(${at} - ${written(fromX)})`
      const over = toX - fromX === 1 ? '' : ` / ${written(toX - fromX)}`
      const rise = `${run} * ${written(toY - fromY, tight.product)}${over}`
      // 0 and what is not below 0 is that itself
      const isBare = fromY === 0 && toY >= 0
      arms.push([`${at} < ${written(toX)}`, isBare ? rise : `${written(fromY)} + ${rise}`])
    }
    arms.push([`${at} ${knots.length === 1 ? '>' : '>='} ${written(lastX)}`, written(lastY)])
    return atom(caseOf(arms))
  }

  const steps = ({ x, knots, shape, beyond }: NodeOf<'curve'>, read: Operands): Expression => {
    const at = read.number(x, tight.sum)
    const arms: [string, string][] = []
    let points = beyond
    for (const [mark, value] of knots) {
      arms.push([
        `${at} ${shape === 'upTo' ? '<=' : '<'} ${written(mark)}`,
        written(shape === 'upTo' ? value : points),
      ])
      points = value
    }
    const [lastX, lastY] = knots[knots.length - 1]!
    arms.push(
      shape === 'upTo'
        ? [`${at} > ${written(lastX)}`, written(beyond)]
        : [`${at} >= ${written(lastX)}`, written(lastY)],
    )
    return atom(caseOf(arms))
  }

  /** Whether a first term might be -0, which the sum, begun with 0, is not. */
  const isSigned = ({ of, weights }: NodeOf<'sum'>, read: Operands): boolean => {
    const first = read.constant(of[0]!)
    if (first !== undefined) return first === null || Object.is(first * weights[0]!, -0)
    const { op } = read.node(of[0]!)
    return weights[0]! < 0 || !(op === 'micro' || op === 'grid')
  }

  const term = (weight: number, id: Id, read: Operands): string =>
    weight === 1
      ? read.number(id, tight.product)
      : `${written(weight, tight.product)} * ${read.number(id, tight.factor)}`

  const counted = ({ n, of }: NodeOf<'atLeast'>, read: Operands): Expression => {
    const add = (place: string): string =>
      joined(
        of.map((id) =>
          place === 'met'
            ? `CASE WHEN ${read.condition(id)} THEN 1 ELSE 0 END`
            : `CASE WHEN ${read.condition(id, tight.sign)} IS NULL OR ${read.condition(id, tight.not)} THEN 1 ELSE 0 END`,
        ),
        '+',
      )
    if (of.length === 0) return condition(n <= 0 ? spell.yes : spell.no, tight.atom)
    return condition(
      caseOf([
        [`${add('met')} >= ${n}`, spell.yes],
        [`${add('open')} < ${n}`, spell.no],
      ]),
      tight.atom,
    )
  }

  return {
    value: ({ value }) => constantOf(spell, value),
    leaf: () => constantOf(spell, null), // a leaf with a column reads that instead
    micro: ({ x }, read) => atom(micro(read, x)),
    sum: (node, read) => {
      const { of, weights } = node
      const terms = of.map((id, place) => {
        const weight = weights[place]!
        const isLess = weight < 0 && (place > 0 || isSigned(node, read))
        return {
          sign: isLess ? ('-' as const) : ('+' as const),
          text: term(isLess ? -weight : weight, id, read),
        }
      })
      if (of.length === 0) return constantOf(spell, 0)
      if (isSigned(node, read)) terms.unshift({ sign: '+', text: written(0) })
      return number(summed(terms), tight.sum)
    },
    grid: ({ x, over }, read) => {
      const parts = read.constant(over)
      const under = read.node(x)
      // floor(m + 0.5) of a whole m is m, at any size
      if (parts === 1 && under.op === 'micro' && read.constant(x) === undefined)
        return millionths(micro(read, under.x))
      if (parts === 1) return millionths(halfUp(read.number(x, tight.sum)))
      const divisor =
        parts === undefined || parts === null || parts === 0
          ? `nullif(${read.number(over)}, ${written(0)})`
          : written(parts, tight.factor)
      return millionths(halfUp(`${read.number(x, tight.product)} / ${divisor}`))
    },
    product: ({ of, per }, read) => {
      const factors = of.map((id, place) => read.number(id, place === 0 ? tight.product : tight.factor))
      if (factors.length === 0) factors.push(written(1))
      const text = factors.join(' * ')
      if (per !== 1) return number(`${text} / ${written(per, tight.factor)}`, tight.product)
      return number(text, tight.product)
    },
    min: ({ of }, read) => extreme(of, read, true),
    max: (node, read) => {
      const clamp = clampOf(node, read)
      if (clamp === null) return extreme(node.of, read, false)
      const x = read.number(clamp.x, tight.sum)
      return atom(
        caseOf([
          [`${x} < ${written(clamp.low)}`, written(clamp.low)],
          [`${x} <= ${written(clamp.high)}`, x],
          [`${x} > ${written(clamp.high)}`, written(clamp.high)],
        ]),
      )
    },
    ratio: ({ num, den, per }, read) => {
      const over = `nullif(${read.number(den)}, ${written(0)})`
      const least = tight.product
      const top =
        per === 1 ? read.number(num, least) : `${written(per, least)} * ${read.number(num, tight.factor)}`
      return number(`${top} / ${over}`, tight.product)
    },
    curve: (node, read) => (node.shape === 'line' ? line : steps)(node, read),
    compare: ({ is, left, right }, read) =>
      condition(
        `${read.number(left, tight.sign)} ${signs[is]} ${read.number(right, tight.sign)}`,
        tight.compare,
      ),
    atLeast: (node, read) => {
      const { n, of } = node
      if (of.length === 0 || (n !== 1 && n !== of.length)) return counted(node, read)
      if (of.length === 1) return condition(read.condition(of[0]!), tight.any)
      const isAll = n === of.length
      const least = isAll ? tight.not : tight.and
      const parts = of.map((id) => read.condition(id, least))
      return condition(joined(parts, isAll ? 'AND' : 'OR'), isAll ? tight.and : tight.or)
    },
    not: ({ x }, read) =>
      read.isCondition(x)
        ? condition(`NOT ${read.condition(x, tight.compare)}`, tight.not)
        : number(`${written(1)} - ${read.number(x, tight.product)}`, tight.sum),
    known: ({ x }, read) =>
      condition(
        `${read.isCondition(x) ? read.condition(x, tight.atom) : read.number(x, tight.atom)} IS NOT NULL`,
        tight.compare,
      ),
    pick: ({ arms, otherwise }, read, wanted) => {
      const uses = [...arms.map(([, use]) => use), otherwise]
      const areConditions = uses.every((use) => read.isCondition(use) || isTruth(read.constant(use)))
      const isOne = areConditions && (wanted === 'condition' || uses.some((use) => read.isCondition(use)))
      const use = (id: Id): string => {
        if (!isOne) return read.number(id)
        const value = read.constant(id)
        return value === undefined || value === null ? read.condition(id) : value === 1 ? spell.yes : spell.no
      }
      const picked = caseOf(
        arms.map(([when, then]) => [read.condition(when), use(then)] as const),
        use(otherwise),
      )
      return { text: picked, is: isOne ? 'condition' : 'number', tight: tight.atom }
    },
  }
}

const isTruth = (value: number | null | undefined): boolean => value === 1 || value === 0 || value === null

/** A value that is held between two constants: the most of a low one and the least of it and a high one. */
const clampOf = ({ of }: NodeOf<'max'>, read: Operands): { x: Id; low: number; high: number } | null => {
  if (of.length !== 2 || read.constant(of[0]!) !== undefined) return null
  const under = read.node(of[0]!)
  if (under.op !== 'min' || under.of.length !== 2 || read.constant(under.of[0]!) !== undefined) return null
  const low = read.constant(of[1]!)
  const high = read.constant(under.of[1]!)
  if (low === undefined || low === null || high === undefined || high === null || low > high) return null
  return { x: under.of[0]!, low, high }
}
