/**
 * What a dialect is: how one database spells the few things that differ, and its table of operations. A new dialect is a file like
 * postgresql.ts; the test that crosses every dialect with every operation then asks it too.
 */
import type { Id, Node, NodeOf, Op } from '../plan/plan.js'
import type { Value } from '../plan/operations.js'

/** How tightly an expression holds together: an operand that holds less than its place asks for is put in brackets. */
export const tight = {
  any: 0,
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  sign: 5,
  sum: 6,
  product: 7,
  factor: 8,
  atom: 9,
}

/** `condition`: true, false or null; `number`: a double or null. */
export interface Expression {
  readonly text: string
  readonly is: 'number' | 'condition'
  readonly tight: number
}

/** What a row reads of its operands. */
export interface Operands {
  /** An operand as a double, in brackets where it holds less than `least`. */
  number(id: Id, least?: number): string
  /** Whether an operand is 1: true, false, or null where it is unknown. */
  condition(id: Id, least?: number): string
  /** What an operand is for every merchant; undefined where that differs. */
  constant(id: Id): Value | undefined
  node(id: Id): Node
  isCondition(id: Id): boolean
}

/**
 * One operation as an expression of the database, which gives the bits that plan/operations.ts says. `wanted`: what its reader would rather
 * have of a value that can be either.
 */
export type Row<O extends Op> = (node: NodeOf<O>, read: Operands, wanted: Expression['is']) => Expression
export type Rows = { readonly [O in Op]: Row<O> }

/** What a database spells its own way, or does its own way. */
export interface Spelling {
  quoted(name: string): string
  text(text: string): string
  /** A constant, never anything but a double. */
  number(value: number): string
  readonly unknown: string // null, as a double
  readonly yes: string
  readonly no: string
}

export interface Dialect extends Spelling {
  readonly id: 'postgresql' | 'duckdb' | 'clickhouse'
  readonly name: string
  readonly rows: Rows
  /** What a column may hold, as the database calls it. */
  readonly types: Readonly<Record<'number' | 'flag' | 'date' | 'choice', string>>
  double(x: string): string
  /** 1 or 0 of a boolean, or of a number that is 1 or 0. */
  flag(x: string): string
  /** The milliseconds of an instant. */
  instantMs(x: string): string
  /** Of an instant in a zone: the day, counted from 1970-01-01; the month, counted from year 0; milliseconds since the month began; the hour. */
  local(
    x: string,
    zone: string,
  ): { readonly day: string; readonly month: string; readonly monthMs: string; readonly hour: string }
  /** An instant, of its ISO text in UTC. */
  instant(iso: string): string
  /** Of rows in an order (texts to order by, the last of them a text): doubles added one after the other; the last that is known. Null of none. */
  added(x: string, order: readonly string[]): string
  latest(x: string, order: readonly string[]): string
  /** Integer division of integers. */
  quotient(left: string, right: string): string
  /** The texts of a list that are not null. */
  listed(items: readonly string[]): string
  /** What ends a step, so that it is computed once, however often the next ones read its columns. */
  readonly fence: string
  readonly settings: string // what ends the query
}
