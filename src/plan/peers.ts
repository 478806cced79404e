/**
 * Places among peers as nodes: ranks, percentiles and sizes of a cohort, and with too few members those of the cohort that stands in for it.
 * Ranks, sizes and cuts come with the record; the population engine computes them by the plan's cohorts.
 */
import type { Cohort, Relative } from '../schema/condition.js'
import type { Compiler, NameKind, Path, Subject } from './build.js'
import type { CohortPlan, Id, Leaf, Scope } from './plan.js'
import { orderedOf, numbers, subjectOf } from './subject.js'

type Better = 'high' | 'low'
/** What is ranked: its node as it is compared, and the key under which ranks come with the record. */
interface Ranked {
  of: Id
  key: string
  subject: Subject
}
const rankable: readonly NameKind[] = [...numbers, 'score']
const parting: readonly NameKind[] = ['field', 'metric', 'ladder']

/** A cohort's plan; inside a scope `key` tells it from the whole one, and its members are those of the scope. */
export const cohortPlan = (
  compiler: Compiler,
  id: string,
  cohort: Cohort,
  scope: Scope | null,
  key: string,
): CohortPlan => {
  const { build } = compiler
  const path: Path = ['cohorts', id]
  const { ties = 'better', at } = cohort
  if (at !== undefined) compiler.review(at, [...path, 'at'])
  if (cohort.else !== undefined && cohort.else !== 'unknown') {
    if (cohort.min === undefined) build.issue('missingKey', path, { key: 'min' })
    compiler.cohort(cohort.else, scope, [...path, 'else'])
  }
  const keys = typeof cohort.by === 'string' ? [cohort.by] : (cohort.by ?? [])
  return {
    id: key,
    members: cohort.members ? compiler.condition(cohort.members, scope, [...path, 'members']) : null,
    by: keys.flatMap((one, place) =>
      partedBy(
        compiler,
        one,
        scope,
        typeof cohort.by === 'string' ? [...path, 'by'] : [...path, 'by', place],
      ),
    ),
    at: at ?? null,
    ties: tiesOf(compiler, ties, scope, [...path, 'ties']),
    percentiles: cohort.percentiles ?? 'nearestRank',
  }
}

/** What parts a cohort's members. The choice of a scope parts them by itself: each of its values has a ranking of its own. */
const partedBy = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Id[] => {
  const { build, program } = compiler
  if (build.kinds.get(id) === 'choice' && program.ladders.some((ladder) => ladder.scope?.by === id)) return []
  const subject = subjectOf(compiler, id, scope, path, parting)
  return subject ? [build.comparable(subject.node, subject.unit, path)] : []
}

const tiesOf = (
  compiler: Compiler,
  ties: NonNullable<Cohort['ties']>,
  scope: Scope | null,
  path: Path,
): CohortPlan['ties'] => {
  if (ties === 'better' || ties === 'worse') return ties
  const { by, better } = typeof ties === 'string' ? { by: ties, better: undefined } : ties
  const key = rankedOf(compiler, by, scope, typeof ties === 'string' ? path : [...path, 'by'])
  return key ? { by: key.of, better: better ?? 'high' } : 'better'
}

/** A number as it is ranked: on the grid, like in every comparison. */
export const rankedOf = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Ranked | null => {
  const { build } = compiler
  const subject = orderedOf(compiler, id, scope, path, rankable)
  if (subject === null) return null
  const of = build.comparable(subject.node, subject.unit, path)
  return { of, key: compiler.keyOf(id, subject, scope, path), subject }
}

/** A cohort as a rule names it, in the scope that the rule is compiled for. */
interface Named {
  id: string
  scope: Scope | null
}

/** What `make` says of a cohort, or where it has too few members, of the one that stands in; null where none does. */
const among = (
  compiler: Compiler,
  { id, scope }: Named,
  path: Path,
  make: (cohort: string) => Id,
  narrower: readonly string[] = [],
): Id => {
  const { build, program } = compiler
  const cohort = compiler.cohort(id, scope, path)
  // Cohorts that stand in for each other are an Issue already.
  if (!cohort || narrower.includes(id)) return build.value(null, path)
  const own = make(cohort.id)
  const { min, else: wider } = program.cohorts![id]!
  if (min === undefined) return own
  const size = sizeLeaf(compiler, cohort.id, path)
  const isEnough = build.add({ op: 'compare', is: 'gte', left: size, right: build.value(min, path) }, path)
  const otherwise =
    wider === undefined || wider === 'unknown'
      ? build.value(null, path)
      : among(compiler, { id: wider, scope }, path, make, [...narrower, id])
  return build.add({ op: 'pick', arms: [[isEnough, own]], otherwise }, path)
}

const peersLeaf = ({ build }: Compiler, leaf: Extract<Leaf, { from: 'peers' }>, path: Path): Id =>
  build.add({ op: 'leaf', leaf }, path)
const sizeLeaf = (compiler: Compiler, cohort: string, path: Path): Id =>
  peersLeaf(compiler, { from: 'peers', what: 'size', cohort }, path)

const rankLeaf = (compiler: Compiler, ranked: Ranked, better: Better, cohort: string, path: Path): Id => {
  const { of, key } = ranked
  const leaf = peersLeaf(compiler, { from: 'peers', what: 'rank', cohort, of, key, better }, path)
  return named(compiler, ranked, leaf)
}

/** The members of a merchant's part of a cohort. */
export const sizeNode = (compiler: Compiler, cohort: Named, path: Path): Id | null => {
  const found = compiler.cohort(cohort.id, cohort.scope, path)
  return found && sizeLeaf(compiler, found.id, path)
}

/** A merchant's place among peers, 1 the best. */
export const rankNode = (compiler: Compiler, ranked: Ranked, cohort: Named, better: Better, path: Path): Id =>
  named(
    compiler,
    ranked,
    among(compiler, cohort, path, (one) => rankLeaf(compiler, ranked, better, one, path)),
  )

/** How many of a hundred peers stand at or below a merchant: in (0, 100], the best has 100. */
export const percentileNode = (
  compiler: Compiler,
  ranked: Ranked,
  cohort: Named,
  better: Better,
  path: Path,
): Id =>
  among(compiler, cohort, path, (one) => {
    const { build } = compiler
    const size = sizeLeaf(compiler, one, path)
    const rank = rankLeaf(compiler, ranked, better, one, path)
    const below = build.add({ op: 'sum', of: [size, rank, build.value(1, path)], weights: [1, -1, 1] }, path)
    return build.add({ op: 'ratio', num: below, den: size, per: 100 }, path)
  })

/** The value that peers have at a percentile. */
export const cutNode = (
  compiler: Compiler,
  { of, key }: Ranked,
  cohort: Named,
  per: number,
  path: Path,
): Id =>
  among(compiler, cohort, path, (one) =>
    peersLeaf(compiler, { from: 'peers', what: 'cut', cohort: one, of, key, per }, path),
  )

/** Lends a node the name of what is ranked. */
const named = ({ build }: Compiler, { of }: Ranked, node: Id): Id => {
  const { id, name } = build.names[of]!
  build.name(node, { id, kind: 'metric', name, unit: 'integer' })
  return node
}

/** Whether a merchant is among the best, or the worst, so many of a cohort. Its origin ends with the side. */
export const placedNode = (compiler: Compiler, rule: Relative, scope: Scope | null, path: Path): Id => {
  const { build } = compiler
  const side = 'best' in rule ? 'best' : 'worst'
  const asked = 'best' in rule ? rule.best : rule.worst
  const at: Path = [...path, side]
  const ranked = rankedOf(compiler, rule.of, scope, [...path, 'of'])
  const cohort = { id: rule.among, scope }
  const isKnown = compiler.cohort(rule.among, scope, [...path, 'among']) !== null
  const isInRange = checkCount(compiler, rule, asked, at)
  if (!ranked || !isKnown || !isInRange) return build.value(null, path)
  const isHigh = ((rule.better ?? 'high') === 'high') === (side === 'best')
  const rank = rankNode(compiler, ranked, cohort, isHigh ? 'high' : 'low', at)
  const quota =
    rule.as === 'count'
      ? build.value(asked, at)
      : quotaNode(compiler, cohort, asked, rule.round ?? 'floor', at)
  return build.add({ op: 'compare', is: 'lte', left: rank, right: quota }, at)
}

const decimals = 6 // beyond them a quota of millions of members would no longer be cut exactly
/** Whether a count or a percent is one that can be cut exactly. */
const checkCount = ({ build }: Compiler, { as }: Relative, found: number, path: Path): boolean => {
  if (found <= 0) build.issue('notAboveZero', path, { found })
  else if (as === 'count' && !Number.isSafeInteger(found)) build.issue('notWhole', path, { found })
  else if (as === 'percent' && found > 100) build.issue('tooBig', path, { found, max: 100 })
  else if (decimalsOf(found) > decimals)
    build.issue('tooPrecise', path, { found, digits: decimalsOf(found), limit: decimals })
  else return true
  return false
}

/** The digits after the point. */
const decimalsOf = (value: number): number => {
  const [mantissa, exponent = 0] = String(value).split('e') as [string, string?]
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent))
}

/**
 * So many percent of a cohort's members as a whole number: of the integers `size * percent`, both scaled to whole ones, so that nothing is
 * lost in doubles. `grid` rounds half up, hence half of the divisor less is the floor; a ceiling is the floor from the other side.
 */
const quotaNode = (
  compiler: Compiler,
  cohort: Named,
  percent: number,
  round: 'floor' | 'half' | 'ceil',
  path: Path,
): Id => {
  const { build } = compiler
  const tens = 10 ** decimalsOf(percent)
  const share = Math.round(percent * tens)
  const over = 100 * tens
  return among(compiler, cohort, path, (one) => {
    const less = round === 'half' ? 0 : -over / 2
    const size = sizeLeaf(compiler, one, path)
    const x = build.add(
      {
        op: 'sum',
        of: [size, build.value(1, path)],
        weights: [round === 'ceil' ? -share : share, less],
      },
      path,
    )
    const cut = build.add(
      { op: 'micro', x: build.add({ op: 'grid', x, over: build.value(over, path) }, path) },
      path,
    )
    return round === 'ceil' ? build.add({ op: 'sum', of: [cut], weights: [-1] }, path) : cut
  })
}
