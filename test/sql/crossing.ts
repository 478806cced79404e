/** Every operation on a database, beside its one meaning. */
import { meaningOf, operations, type Value } from '../../src/plan/operations.js'
import type { Id, Node, NodeOf, Op, Plan } from '../../src/plan/plan.js'
import type { Dialect, Expression, Operands, Row } from '../../src/sql/dialect.js'
import { operandsOf } from '../../src/plan/reach.js'
import { foldedOf } from '../../src/sql/folded.js'
import { sheetOf } from '../../src/sql/sheet.js'
import { stepsOf } from '../../src/sql/steps.js'
import { caseOf } from '../../src/sql/text.js'
import { oneOf, randomOf } from '../population/random.js'
import type { Database } from './databases.js'
import { drawn, knotsOf, values } from './nodes.js'

export const operationNames = Object.keys(operations) as Op[]

const NAMES = ['a', 'b', 'c', 'd', 'e']
const IDS: readonly Id[] = NAMES.map((_, id) => id)

const fill = async (database: Database, cells: readonly (readonly Value[])[]): Promise<void> =>
  database.fill({
    name: 'operands',
    columns: [
      { name: 'id', type: database.dialect.types.choice },
      ...NAMES.map((name) => ({ name, type: database.dialect.types.number })),
    ],
    rows: cells[0]!.map((_, row) => [String(row), ...cells.map((column) => column[row]!)]),
  })

const asNumber = (dialect: Dialect, { text, is }: Expression): string =>
  is === 'number'
    ? text
    : caseOf([
        [text, dialect.number(1)],
        [`NOT (${text})`, dialect.number(0)],
      ])

/** Operands that are columns, of which nothing is known before. */
const columnsOf = (dialect: Dialect): Operands => ({
  number: (id) => dialect.quoted(NAMES[id]!),
  condition: (id) => `(${dialect.quoted(NAMES[id]!)} = ${dialect.number(1)})`,
  constant: () => undefined,
  node: () => ({ op: 'leaf', leaf: { from: 'metric', id: 'any' } }),
  isCondition: () => false,
})

/** Where a database differs from the meaning of an operation, told in full. */
export const crossed = async (
  database: Database,
  op: Op,
  { seed, nodes: count, rows }: { seed: number; nodes: number; rows: number },
): Promise<string[]> => {
  const { dialect } = database
  const random = randomOf(seed)
  const cells = IDS.map(() => Array.from({ length: rows }, () => oneOf(random, drawn[op].of)(random)))
  const nodes: Node[] = Array.from({ length: count }, () => drawn[op].node(random, IDS))
  const read = columnsOf(dialect)
  const items = nodes.map((node, place) => {
    const found = (dialect.rows[op] as Row<Op>)(node as NodeOf<Op>, read, 'number')
    return `${asNumber(dialect, found)} AS ${dialect.quoted(`n${place}`)}`
  })
  await fill(database, cells)
  const found = await database.rows(`SELECT ${dialect.quoted('id')}, ${items.join(',\n')} FROM operands`)
  return told(found, nodes, (row) => (node) => meaningOf(node, (id) => cells[id]![row]!))
}

const told = (
  found: Awaited<ReturnType<Database['rows']>>,
  nodes: readonly Node[],
  meaning: (row: number) => (node: Node, place: number) => Value,
): string[] =>
  found.flatMap((one) => {
    const row = Number(one['id'])
    return nodes.flatMap((node, place) => {
      const [meant, is] = [meaning(row)(node, place), one[`n${place}`]]
      return Object.is(meant, is)
        ? []
        : [`row ${row}: ${String(meant)} but ${String(is)} of ${JSON.stringify(node)}`]
    })
  })

const inner = operationNames.filter((op) => op !== 'value' && op !== 'leaf')

/** A list of nodes that grows on itself: columns, constants, then operations over any of them. */
const treeOf = (random: () => number): Node[] => {
  const nodes: Node[] = NAMES.map((name) => ({ op: 'leaf', leaf: { from: 'metric', id: name } }))
  for (const value of [0, 1, 100, null]) nodes.push({ op: 'value', value })
  nodes.push({ op: 'value', value: oneOf(random, values)(random) })
  // a metric of which there is no column
  nodes.push({ op: 'leaf', leaf: { from: 'metric', id: 'missing' } })
  const bounded = (id: Id): void => {
    // a value that is held between two marks, on the grid
    const [low, high, one] = [
      nodes.push({ op: 'value', value: -5 }) - 1,
      nodes.push({ op: 'value', value: 60 }) - 1,
      6,
    ]
    const least = nodes.push({ op: 'min', of: [id, high] }) - 1
    const most = nodes.push({ op: 'max', of: [least, low] }) - 1
    nodes.push({ op: 'grid', x: nodes.push({ op: 'micro', x: most }) - 1, over: one })
  }
  for (let nth = 0; nth < 24; nth++) {
    const near = Array.from(nodes.keys()).slice(-14)
    if (random() < 0.15) bounded(oneOf(random, near))
    else if (random() < 0.1)
      nodes.push({ op: 'curve', x: oneOf(random, near), knots: knotsOf(random), shape: 'line', beyond: 0 })
    else nodes.push(drawn[oneOf(random, inner)].node(random, near))
  }
  return nodes
}

/** Where a database differs on nodes over nodes, with what is folded and named on the way to a query. */
export const crossedTree = async (
  database: Database,
  seed: number,
  rows: number,
): Promise<{ wrong: string[]; compared: number }> => {
  const { dialect } = database
  const random = randomOf(seed)
  const nodes = treeOf(random)
  // what would go beyond what databases hold is left out, and what may be -0 is bounded away by no rule
  const cells = IDS.map(() =>
    Array.from({ length: rows }, () => oneOf(random, values.slice(0, 4).concat(values.slice(7)))(random)),
  )
  const meant = Array.from({ length: rows }, (_, row) => {
    const done: Value[] = []
    for (const node of nodes)
      done.push(
        node.op === 'leaf' && node.leaf.from === 'metric'
          ? (cells[NAMES.indexOf(node.leaf.id)]?.[row] ?? null)
          : meaningOf(node, (id) => done[id]!),
      )
    return done
  })
  const plan = {
    nodes,
    origin: nodes.map(() => []),
    names: {},
    cohorts: {},
    clockwork: { ladders: [] },
  } as unknown as Plan
  const all = Array.from(nodes.keys())
  const folded = foldedOf(plan, all, (leaf) => leaf.from === 'metric' && NAMES.indexOf(leaf.id) >= 0)
  const isTame = (id: Id): boolean => meant.every((done) => Math.abs(done[id] ?? 0) < 1e200)
  const wild = new Set<Id>()
  for (const id of all) if (!isTame(id) || operandsOf(nodes[id]!).some((one) => wild.has(one))) wild.add(id)
  const asked = all.filter((id) => id > NAMES.length && !wild.has(id) && folded.constant(id) === undefined)
  const sheet = sheetOf({
    plan,
    dialect,
    folded,
    numbers: asked,
    conditions: [],
    isNamed: () => false,
    callOf: (id) => ({ base: `x${id}`, home: 'work', remark: '' }),
    leafOf: (leaf) => {
      const name = leaf.from === 'metric' ? leaf.id : ''
      const text = (): string => dialect.double(`m.${dialect.quoted(name)}`)
      return { key: name, draft: () => ({ base: name, isGiven: true, home: 'given', remark: '', text }) }
    },
    peersOf: () => '',
    taken: [...NAMES, 'id'],
  })
  const firsts = sheet.columns.filter(({ home }) => home === 'given')
  const steps = stepsOf(sheet.columns, firsts, ['work'], ['given'])
  const fence = dialect.fence === '' ? '' : `\n${dialect.fence}`
  const select = (
    step: { columns: readonly { name: string; text: string }[] },
    begin: string,
    from: string,
  ): string =>
    `SELECT ${[begin, ...step.columns.map(({ name, text }) => `${text} AS ${dialect.quoted(name)}`)].join(',\n')} FROM ${from}${fence}`
  const id = dialect.quoted('id')
  const ctes = [
    `${dialect.quoted('given')} AS (${select({ columns: firsts }, `m.${id} AS ${id}`, 'operands AS m')})`,
    ...steps.map(
      (step, place) =>
        `${dialect.quoted(step.name)} AS (${select(step, '*', dialect.quoted(steps[place - 1]?.name ?? 'given'))})`,
    ),
  ]
  const items = asked.map((node, place) => `${sheet.read.number(node)} AS ${dialect.quoted(`n${place}`)}`)
  const last = steps[steps.length - 1]?.name ?? 'given'
  await fill(database, cells)
  const found = await database.rows(
    `WITH ${ctes.join(',\n')}\nSELECT ${[id, ...items].join(',\n')} FROM ${dialect.quoted(last)}`,
  )
  const wrong = told(
    found,
    asked.map((node) => nodes[node]!),
    (row) => (_, place) => meant[row]![asked[place]!]!,
  )
  return { wrong, compared: asked.length * rows }
}
