/** What a name stands for as a value: a metric, a field, a ladder's tier, whether an override runs, an account's balance, the score. */
import type { Text, Unit } from '../schema/text.js'
import type { Compiler, NameKind, Path, Subject } from './build.js'
import type { Id, Scope } from './plan.js'

/** Names whose values are numbers. */
export const numbers: readonly NameKind[] = ['metric', 'field', 'account']
/** Names that have a value, but for segments, which are conditions. */
const valued: readonly NameKind[] = [...numbers, 'score', 'ladder', 'override']

/** The value of a name that is one of `kinds`; null, with an issue, where it is not. Inside a scope that of the scope. */
export const subjectOf = (
  compiler: Compiler,
  id: string,
  scope: Scope | null,
  path: Path,
  kinds: readonly NameKind[] = valued,
): Subject | null => {
  if (!compiler.build.expect(id, kinds, path)) return null
  switch (compiler.build.kinds.get(id)) {
    case 'score':
      return scoreOf(compiler, scope)
    case 'metric':
      return compiler.metric(id, scope, path)
    case 'ladder':
      return tierOf(compiler, id, scope, path)
    case 'override':
      return activeOf(compiler, id, path)
    case 'account':
      return balanceOf(compiler, id, path)
    default:
      return fieldOf(compiler, id, path)
  }
}

/** A name that stands for a number or a date, which have an order; choices and tiers are none, their places count nothing. */
export const orderedOf = (
  compiler: Compiler,
  id: string,
  scope: Scope | null,
  path: Path,
  kinds: readonly NameKind[] = numbers,
): Subject | null => {
  const subject = subjectOf(compiler, id, scope, path, kinds)
  if (subject === null || subject.values === null) return subject
  compiler.build.issue('wrongUnit', path, { name: id, found: subject.unit, expected: 'number' })
  return null
}

/** Money is in the smallest unit of its currency: a mark with decimals was meant in another. */
export const wholeOnly = ({ build }: Compiler, mark: number, path: Path): void => {
  if (!Number.isInteger(mark)) build.issue('notWhole', path, { found: mark })
}

/** A name that stands for a number, with which one can reckon. */
export const numberOf = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Subject | null => {
  const subject = orderedOf(compiler, id, scope, path)
  if (subject?.unit !== 'date') return subject
  compiler.build.issue('wrongUnit', path, { name: id, found: 'date', expected: 'number' })
  return null
}

/** The tier held on a ladder; of one that is kept for every value of a choice, that of the same scope: from outside there is none. */
export const tierOf = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Subject | null => {
  const { build, program } = compiler
  const { name, scope: own } = program.ladders.find((one) => one.id === id)!
  const isApart = own?.rollup === 'none'
  if (isApart && own.by !== scope?.choice) {
    build.issue('needsRollup', path, { name: id, by: own.by })
    return null
  }
  const key = isApart ? `${id}@${scope!.value}` : id
  const node = build.add({ op: 'leaf', leaf: { from: 'held', what: 'tier', id: key } }, path)
  const { ids, names } = compiler.tiers[id]!
  build.name(node, { id, kind: 'ladder', name, unit: 'tier', values: names })
  return { node, unit: 'tier', exempt: null, values: ids }
}

const scoreOf = (compiler: Compiler, scope: Scope | null): Subject | null => {
  const node = compiler.scoreNode(scope)
  return node === null ? null : { node, unit: 'score', exempt: null, values: null }
}

const activeOf = ({ build, program }: Compiler, id: string, path: Path): Subject => {
  const { name } = program.overrides!.find((one) => one.id === id)!
  const node = build.add({ op: 'leaf', leaf: { from: 'held', what: 'active', id } }, path)
  build.name(node, { id, kind: 'override', name, unit: 'flag' })
  return { node, unit: 'flag', exempt: null, values: null }
}

const balanceOf = ({ build, program }: Compiler, id: string, path: Path): Subject => {
  const { name } = program.accounts!.find((one) => one.id === id)!
  const node = build.add({ op: 'leaf', leaf: { from: 'held', what: 'balance', id } }, path)
  build.name(node, { id, kind: 'balance', name, unit: 'points' })
  return { node, unit: 'points', exempt: null, values: null }
}

const fieldOf = ({ build, program, fields }: Compiler, id: string, path: Path): Subject => {
  const { unit, choice, name } = fields[id]!
  const values = choice === null ? null : Object.entries(program.choices?.[choice] ?? {})
  const node: Id = build.add({ op: 'leaf', leaf: { from: 'field', id } }, path)
  build.name(node, {
    id,
    kind: 'field',
    name: name ?? { en: id, 'zh-CN': id },
    unit,
    ...(values && { values: values.map(([, text]): Text => text) }),
  })
  return { node, unit: unit as Unit, exempt: null, values: values && values.map(([value]) => value) }
}
