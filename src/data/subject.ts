/**
 * An adapter that is checked, and how a check asks it: each answer is read by its schema, and what cannot be read fails the check.
 */
import { receipt } from '../schema/command.js'
import { entryPage, type Entry, type EntryPage } from '../schema/entry.js'
import { record } from '../schema/record.js'
import { standing } from '../schema/standing.js'
import type { Command, EntryQuery } from '../schema/view.js'
import { failureOf, isUnsure, type Adapter, type AdapterContext, type Answer } from './adapter.js'
import { documentOf } from './document.js'

/** What is checked: an adapter over a source that nobody else writes to. */
export interface Subject {
  readonly adapter: Adapter
  readonly merchantId?: string | null
  /** A command that the source will take, and one that it will refuse. Without them sending is not checked. */
  readonly command?: Command
  readonly refused?: Command
  /** Each time another command, under another key, that the source will take and that posts an entry. Without it what only growth shows is not checked. */
  readonly next?: () => Command
}

export const documents = { program: null, merchant: record, standing } as const
export const offered = ({ adapter }: Subject): (keyof typeof documents)[] =>
  (['program', 'merchant', 'standing'] as const).filter((name) => adapter[name] !== undefined)

export function claim(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}

export const nothing = (): undefined => undefined

export function contextOf(
  { merchantId = null }: Subject,
  signal = new AbortController().signal,
): AdapterContext {
  return { signal, merchantId, locale: 'en' }
}

export async function answered(asked: Promise<Answer>, name: string): Promise<Answer> {
  const answer = (await asked) as Answer | null | undefined
  claim(
    typeof answer === 'object' && answer !== null && 'data' in answer,
    `\`${name}\` answers without \`data\``,
  )
  const { revision = null } = answer
  claim(
    revision === null || Number.isSafeInteger(revision),
    `\`${name}\` has a revision that is no whole number`,
  )
  return answer
}

export async function pageOf(subject: Subject, query: EntryQuery): Promise<EntryPage> {
  const { data } = await answered(subject.adapter.entries!(query, contextOf(subject)), 'entries')
  const { value, issues } = documentOf(data, entryPage)
  claim(value, `a page of entries cannot be read: ${issues[0]?.code}`)
  claim(value.entries.length <= query.count, 'a page is longer than it was asked to be')
  return value
}

/** The whole log, newest first. */
export async function logOf(subject: Subject, count: number): Promise<Entry[]> {
  const all: Entry[] = []
  const seen = new Set<string>()
  let query: EntryQuery | null = { from: 'first', count }
  while (query) {
    const page: EntryPage = await pageOf(subject, query)
    for (const entry of page.entries) {
      claim(!seen.has(entry.id), `entry ${entry.id} comes twice`)
      seen.add(entry.id)
      all.push(entry)
    }
    query = page.after === null ? null : { from: { cursor: page.after }, count }
  }
  return all
}

export function idsOf(entries: readonly Entry[]): string {
  return entries.map(({ id }) => id).join('\n')
}

/** What can be seen of the log's state. */
export async function stateOf(subject: Subject): Promise<string> {
  const log = subject.adapter.entries ? await pageOf(subject, { from: 'first', count: 3 }) : null
  return JSON.stringify([await revisionOf(subject), log && [log.total, idsOf(log.entries)]])
}

/** The revision of the document that is read; null where nobody counts. */
export async function revisionOf(subject: Subject): Promise<number | null> {
  const name = subject.adapter.standing ? 'standing' : 'merchant'
  if (!subject.adapter[name]) return null
  const { data, revision = null } = await answered(subject.adapter[name](contextOf(subject)), name)
  return revision ?? (name === 'merchant' ? (documentOf(data, record).value?.revision ?? null) : null)
}

/** The receipt of a command that must be taken. */
export async function sentTo(subject: Subject, command: Command): Promise<{ key: string; revision: number }> {
  const { data } = await answered(subject.adapter.send!(command, contextOf(subject)), 'send')
  const { value, issues } = documentOf(data, receipt)
  claim(value, `the receipt cannot be read: ${issues[0]?.code}`)
  claim(value.key === command.key, 'the receipt is for another key')
  return value
}

/** Sends a command that must be refused, in a way that can be told from a lost answer. */
export async function refusedBy(subject: Subject, command: Command, otherwise: string): Promise<void> {
  const outcome = await subject.adapter.send!(command, contextOf(subject)).then(
    nothing,
    (error: unknown) => ({
      error,
    }),
  )
  claim(outcome, otherwise)
  claim(!isUnsure(failureOf(outcome.error)), 'a refusal cannot be told from a lost answer')
}

export async function inTime(answer: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), 2_000)))
  const settled = await Promise.race([answer.then(() => true), late])
  clearTimeout(timer)
  return settled
}
