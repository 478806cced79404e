/**
 * Nodes as columns. What the program names, what is shown, and what is read more than once is a column of its own; all else is written where
 * it is read. It knows expressions and which columns each reads, and no order of them: steps.ts puts them one after the other.
 */
import { comparedBy, peersLeafOf } from '../plan/asked.js'
import type { Id, Leaf, Node, NodeOf, Op, Plan } from '../plan/plan.js'
import { tight, type Dialect, type Expression, type Operands, type Row } from './dialect.js'
import type { Folded } from './folded.js'
import { constantOf } from './rows.js'
import { caseOf } from './text.js'

/** A column before it has its name: `base` is what it would be called, `home` the step it belongs to. */
export interface Draft {
  readonly base: string
  readonly isGiven?: true // by the table, whose names are kept as they are
  readonly home: string
  readonly remark: string
  readonly text: () => string
}
export interface Column {
  readonly name: string
  readonly home: string
  readonly remark: string
  readonly text: string
  readonly reads: readonly Column[]
}

export interface Sheet {
  /** The column of a key, made when it is first asked for. What is made meanwhile is noted as reading it. */
  column(key: string, draft: () => Draft): Column
  readonly read: Operands
  /** Columns in the order in which they were first asked for. */
  readonly columns: readonly Column[]
}

export interface SheetParts {
  readonly plan: Plan
  readonly dialect: Dialect
  readonly folded: Folded
  /** Nodes that are read as numbers or as conditions, and are columns. */
  readonly numbers: readonly Id[]
  readonly conditions: readonly Id[]
  /** Nodes that are columns if they are read at all. */
  readonly isNamed: (id: Id) => boolean
  /** What a node's column is called and where it belongs. */
  readonly callOf: (id: Id) => Omit<Draft, 'text'>
  /** The column that gives a leaf, by its key. */
  readonly leafOf: (leaf: Leaf) => { readonly key: string; readonly draft: () => Draft }
  /** A rank, a size or a cut. */
  readonly peersOf: (leaf: Extract<Leaf, { from: 'peers' }>, sheet: Sheet) => string
  /** Names that are given, and not to be taken by what is computed. */
  readonly taken: readonly string[]
}

interface Reads {
  number: number
  condition: number
}

export const sheetOf = (parts: SheetParts): Sheet => {
  const { dialect, folded, callOf } = parts
  const { same, constant } = folded
  const forms = formsOf(parts)
  const columns: Column[] = []
  const byKey = new Map<string, Column>()
  const nameOf = namer(parts.taken)
  let reading: Column[] = []

  const column: Sheet['column'] = (key, draft) => {
    let made = byKey.get(key)
    if (made === undefined) {
      const { base, isGiven, home, remark, text } = draft()
      const name = isGiven ? base : nameOf(base)
      const outer = reading
      const reads: Column[] = []
      reading = reads
      made = { name, home, remark, text: text(), reads }
      reading = outer
      byKey.set(key, made)
      columns.push(made)
    }
    if (reading.indexOf(made) < 0) reading.push(made)
    return made
  }

  const columnOf = (id: Id): Column => {
    const node = folded.node(id)
    if (node.op !== 'leaf')
      return column(`node:${id}`, () => ({ ...callOf(id), text: () => written(id, node) }))
    const { leaf } = node
    if (leaf.from === 'peers')
      return column(`node:${id}`, () => ({ ...callOf(id), text: () => parts.peersOf(leaf, sheet) }))
    const { key, draft } = parts.leafOf(leaf)
    return column(key, draft)
  }

  /** What a column says: a condition stays one. */
  const written = (id: Id, node: Node): string => {
    const wanted = forms.isCondition(id) ? 'condition' : 'number'
    const found = run(dialect, node, read, wanted)
    return found.is === 'condition' && wanted === 'number' ? numbered(found.text) : found.text
  }

  const numbered = (text: string): string =>
    caseOf([
      [text, dialect.number(1)],
      [`NOT (${text})`, dialect.number(0)],
    ])

  const expression = (id: Id, wanted: Expression['is']): Expression => {
    const value = constant(id)
    if (value !== undefined) return constantOf(dialect, value)
    const real = same(id)
    if (!forms.isColumn(real)) return run(dialect, folded.node(real), read, wanted)
    const text = dialect.quoted(columnOf(real).name)
    return { text, is: forms.isCondition(real) ? 'condition' : 'number', tight: tight.atom }
  }

  const bracketed = (found: Expression, least: number): string =>
    found.tight < least ? `(${found.text})` : found.text

  const read: Operands = {
    number(id, least = tight.any) {
      const found = expression(id, 'number')
      return found.is === 'number' ? bracketed(found, least) : numbered(found.text)
    },
    condition(id, least = tight.any) {
      const value = constant(id)
      if (value !== undefined) return value === null ? 'NULL' : value === 1 ? dialect.yes : dialect.no
      const found = expression(id, 'condition')
      if (found.is === 'condition') return bracketed(found, least)
      const text = `${bracketed(found, tight.sign)} = ${dialect.number(1)}`
      return bracketed({ text, is: 'condition', tight: tight.compare }, least)
    },
    constant,
    node: (id) => folded.node(same(id)),
    isCondition: (id) => forms.isAlways(same(id)),
  }
  const sheet: Sheet = { column, read, columns }
  for (const id of [...parts.numbers, ...parts.conditions]) if (constant(id) === undefined) columnOf(same(id))
  return sheet
}

const run = (dialect: Dialect, node: Node, read: Operands, wanted: Expression['is']): Expression =>
  (dialect.rows[node.op] as Row<Op>)(node as NodeOf<Op>, read, wanted)

interface Forms {
  isColumn(id: Id): boolean
  /** Whether a node's values are true, false and null by what it is. */
  isAlways(id: Id): boolean
  /** Whether its column holds a condition. */
  isCondition(id: Id): boolean
}

/** Which nodes are columns, and of which kind: counted from the roots down, since what is written twice reads its operands twice. */
const formsOf = ({ plan, dialect, folded, numbers, conditions, isNamed }: SheetParts): Forms => {
  const { same, constant } = folded
  const roots = new Set([...numbers, ...conditions].map(same))
  const counts = new Map<Id, Reads>()
  const columns = new Set<Id>()
  const add = (id: Id, how: keyof Reads, times: number): void => {
    if (constant(id) !== undefined) return
    const found = counts.get(same(id)) ?? { number: 0, condition: 0 }
    found[how] += times
    counts.set(same(id), found)
  }
  const isTruth = (id: Id): boolean => {
    const value = constant(id)
    return value === 0 || value === 1 || value === null
  }
  const usesOf = ({ arms, otherwise }: NodeOf<'pick'>): Id[] => [...arms.map(([, use]) => use), otherwise]
  const always = new Map<Id, boolean>()
  const isAlways = (id: Id): boolean => {
    const known = always.get(id)
    if (known !== undefined) return known
    const node = folded.node(id)
    const { op } = node
    let is = op === 'compare' || op === 'atLeast' || op === 'known'
    if (op === 'not') is = isAlways(same(node.x))
    if (op === 'pick') {
      const uses = usesOf(node).map((use) => isTruth(use) || isAlways(same(use)))
      is = uses.every((one) => one) && usesOf(node).some((use) => !isTruth(use))
    }
    always.set(id, is)
    return is
  }
  const isSimple = (id: Id): boolean =>
    constant(id) !== undefined ||
    folded.node(same(id)).op === 'leaf' ||
    isNamed(same(id)) ||
    roots.has(same(id))
  const isShort = (id: Id): boolean => {
    const node = folded.node(id)
    if (node.op === 'known' || node.op === 'not') return isSimple(node.x)
    if (node.op === 'product') return node.of.length <= 2 && node.per === 1 && node.of.every(isSimple)
    return node.op === 'compare' && isSimple(node.left) && isSimple(node.right)
  }
  // a mark for each operand, which is then counted as often as it is written
  const marking: Operands = {
    number: (id) => `\u0001number ${id}\u0002`,
    condition: (id) => `\u0001condition ${id}\u0002`,
    constant,
    node: (id) => folded.node(same(id)),
    isCondition: (id) => isAlways(same(id)),
  }
  const addAll = (text: string, times: number): void => {
    for (const part of text.split('\u0001').slice(1)) {
      const [how, id] = part.slice(0, part.indexOf('\u0002')).split(' ') as [keyof Reads, string]
      add(Number(id), how, times)
    }
  }

  for (const id of numbers) add(id, 'number', 1)
  for (const id of conditions) add(id, 'condition', 1)
  for (let id = plan.nodes.length - 1; id >= 0; id--) {
    const reads = counts.get(id)
    if (reads === undefined) continue
    const node = folded.node(id)
    const isColumn =
      node.op === 'leaf' ||
      roots.has(id) ||
      isNamed(id) ||
      (reads.number + reads.condition > 1 && !isShort(id))
    if (isColumn) columns.add(id)
    const times = isColumn ? 1 : reads.number + reads.condition
    const peers = peersLeafOf(plan, id)
    // windows read what they compare by again and again
    if (peers) for (const one of comparedBy(plan, peers)) add(one, 'number', 2)
    else if (node.op !== 'leaf')
      addAll(run(dialect, node, marking, reads.number > 0 ? 'number' : 'condition').text, times)
  }
  const isOfTruths = (id: Id): boolean => {
    const node = folded.node(id)
    return node.op === 'pick' && usesOf(node).every((use) => isTruth(use))
  }
  const isCondition = (id: Id): boolean =>
    isAlways(id) || (isOfTruths(id) && (counts.get(id)?.number ?? 0) === 0)
  return { isColumn: (id) => columns.has(id), isAlways, isCondition }
}

/**
 * Names that differ, also without regard to case, and are no longer than the 63 bytes that PostgreSQL keeps of one.
 * They have no point: ClickHouse looks for `score.grid` in `score` once there is one.
 */
const namer = (taken: readonly string[]): ((base: string) => string) => {
  const names = new Set(taken.map((name) => name.toLowerCase()))
  return (base) => {
    for (let nth = 1; ; nth++) {
      const end = nth === 1 ? '' : `_${nth}`
      const name = `${base.slice(0, 60 - end.length)}${end}`
      if (names.has(name.toLowerCase())) continue
      names.add(name.toLowerCase())
      return name
    }
  }
}
