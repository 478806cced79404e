/**
 * What every adapter must do, as checks that any test runner can run: ours pass them, and people who write their own can see
 * whether theirs do. A check is told nothing about how an adapter works; it fails by throwing an Error that says what is wrong.
 */
import { receipt } from '../schema/command.js'
import { entryPage, type EntryPage } from '../schema/entry.js'
import { standing } from '../schema/standing.js'
import { record } from '../schema/record.js'
import type { Command, EntryQuery } from '../schema/view.js'
import { failureOf, type Adapter, type AdapterContext, type Answer } from './adapter.js'
import { documentOf } from './document.js'

/** What is checked: an adapter over a source that nobody else writes to. */
export interface Subject {
  readonly adapter: Adapter
  readonly merchantId?: string | null
  /** A command that the source will take, and one that it will refuse. Without them sending is not checked. */
  readonly command?: Command
  readonly refused?: Command
}

export interface Check {
  /** A plain sentence. */
  readonly name: string
  /** Whether there is anything to check: an adapter may lack what it does not offer. */
  readonly applies: (subject: Subject) => boolean
  readonly run: (subject: Subject) => Promise<void>
}

const documents = { program: null, merchant: record, standing } as const
const offered = ({ adapter }: Subject): (keyof typeof documents)[] =>
  (['program', 'merchant', 'standing'] as const).filter((name) => adapter[name] !== undefined)

/** In the order to run them; the last ones write. */
export const conformance: readonly Check[] = [
  {
    name: 'offers a standing, or a program and a record',
    applies: () => true,
    run: async ({ adapter }) => {
      await Promise.resolve()
      claim(
        adapter.standing || (adapter.program && adapter.merchant),
        'it has neither `standing`, nor `program` and `merchant`',
      )
    },
  },
  {
    name: 'gives documents that can be read',
    applies: () => true,
    run: async (subject) => {
      for (const name of offered(subject)) {
        const { data } = await answered(subject.adapter[name]!(contextOf(subject)), name)
        const schema = documents[name]
        // a program's schema is the engine's to load: here it must only be there
        const issues = schema ? documentOf(data, schema).issues : []
        claim(
          data !== null && data !== undefined && issues.length === 0,
          `\`${name}\` cannot be read: ${issues[0]?.code ?? 'nothing'}`,
        )
      }
    },
  },
  {
    name: 'gives the same document twice',
    applies: () => true,
    run: async (subject) => {
      for (const name of offered(subject)) {
        const ask = async (): Promise<string> => {
          const { data, revision } = await answered(subject.adapter[name]!(contextOf(subject)), name)
          return JSON.stringify([data, revision ?? null])
        }
        claim((await ask()) === (await ask()), `\`${name}\` changes from one call to the next`)
      }
    },
  },
  {
    name: 'lets go of a question that nobody waits for',
    applies: () => true,
    run: async (subject) => {
      for (const name of offered(subject)) {
        const waiting = new AbortController()
        const answer = subject.adapter[name]!(contextOf(subject, waiting.signal)).then(nothing, nothing)
        waiting.abort()
        claim(await inTime(answer), `\`${name}\` neither answers nor rejects after its signal`)
      }
    },
  },
  {
    name: 'pages its entries from the newest to the oldest, each once',
    applies: ({ adapter }) => adapter.entries !== undefined,
    run: async (subject) => {
      const seen = new Set<string>()
      let newest = Infinity
      let query: EntryQuery | null = { from: 'first', count: 2 }
      for (let first = true; query; first = false) {
        const page: EntryPage = await pageOf(subject, query)
        claim(!first || page.before === null, 'the first page has a page before it')
        claim(page.entries.length > 0 || page.after === null, 'an empty page has a page after it')
        for (const { id, at } of page.entries) {
          claim(!seen.has(id), `entry ${id} comes twice`)
          claim(Date.parse(at) <= newest, `entry ${id} is newer than the one before it`)
          seen.add(id)
          newest = Date.parse(at)
        }
        query = page.after === null ? null : { from: { cursor: page.after }, count: 2 }
      }
      const last = await pageOf(subject, { from: 'last', count: 2 })
      claim(last.after === null, 'the last page has a page after it')
      claim(
        last.entries.every(({ id }) => seen.has(id)),
        'the last page has entries that the pages before it lack',
      )
    },
  },
  {
    name: 'stops calling when it is no longer watched',
    applies: ({ adapter }) => adapter.watch !== undefined,
    run: async (subject) => {
      let calls = 0
      const stop = subject.adapter.watch!(() => calls++, contextOf(subject))
      claim(typeof stop === 'function', '`watch` returns nothing to stop it with')
      stop()
      calls = 0
      if (subject.refused) await subject.adapter.send?.(subject.refused, contextOf(subject)).catch(nothing)
      claim(calls === 0, 'it calls after it was stopped')
    },
  },
  {
    name: 'says why it refuses a command',
    applies: ({ adapter, refused }) => adapter.send !== undefined && refused !== undefined,
    run: async (subject) => {
      const outcome = await subject.adapter.send!(subject.refused!, contextOf(subject)).then(
        nothing,
        (error: unknown) => ({ error }),
      )
      claim(outcome, 'it takes a command that it should refuse')
      const { code } = failureOf(outcome.error)
      claim(code !== 'unreachable' && code !== 'timedOut', 'a refusal cannot be told from a lost answer')
    },
  },
  {
    name: 'counts a command once that is sent twice under one key',
    applies: ({ adapter, command }) => adapter.send !== undefined && command !== undefined,
    run: async (subject) => {
      const receipts: (number | undefined)[] = []
      for (let times = 0; times < 2; times++) {
        const { data } = await answered(subject.adapter.send!(subject.command!, contextOf(subject)), 'send')
        const { value, issues } = documentOf(data, receipt)
        claim(value, `the receipt cannot be read: ${issues[0]?.code}`)
        claim(value.key === subject.command!.key, 'the receipt is for another key')
        receipts.push(value.revision)
      }
      claim(receipts[0] === receipts[1], 'the log grew by the second sending')
    },
  },
]

function claim(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}

const nothing = (): undefined => undefined

function contextOf({ merchantId = null }: Subject, signal = new AbortController().signal): AdapterContext {
  return { signal, merchantId, locale: 'en' }
}

async function answered(asked: Promise<Answer>, name: string): Promise<Answer> {
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

async function pageOf(subject: Subject, query: EntryQuery): Promise<EntryPage> {
  const { data } = await answered(subject.adapter.entries!(query, contextOf(subject)), 'entries')
  const { value, issues } = documentOf(data, entryPage)
  claim(value, `a page of entries cannot be read: ${issues[0]?.code}`)
  claim(value.entries.length <= query.count, 'a page is longer than it was asked to be')
  return value
}

async function inTime(answer: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), 2_000)))
  const settled = await Promise.race([answer.then(() => true), late])
  clearTimeout(timer)
  return settled
}
