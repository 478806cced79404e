/**
 * What every adapter must do, as checks that any test runner can run: ours pass them, and people who write their own can see
 * whether theirs do. A check is told nothing about how an adapter works; it fails by throwing an Error that says what is wrong.
 */
import { receipt } from '../schema/command.js'
import type { Entry, EntryPage } from '../schema/entry.js'
import { standing } from '../schema/standing.js'
import type { EntryQuery } from '../schema/view.js'
import { failureOf } from './adapter.js'
import { brokenAt } from './chain.js'
import { documentOf } from './document.js'
import {
  answered,
  claim,
  contextOf,
  documents,
  idsOf,
  inTime,
  logOf,
  nothing,
  offered,
  pageOf,
  refusedBy,
  revisionOf,
  sentTo,
  stateOf,
  type Subject,
} from './subject.js'

export type { Subject }

export interface Check {
  /** A plain sentence. */
  readonly name: string
  /** Whether there is anything to check: an adapter may lack what it does not offer. */
  readonly applies: (subject: Subject) => boolean
  readonly run: (subject: Subject) => Promise<void>
}

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
    },
  },
  {
    name: 'pages back to the newest, the same entries in the same order',
    applies: ({ adapter }) => adapter.entries !== undefined,
    run: async (subject) => {
      const forward = await logOf(subject, 2)
      const back: Entry[] = []
      let query: EntryQuery | null = { from: 'last', count: 2 }
      for (let first = true; query; first = false) {
        const page: EntryPage = await pageOf(subject, query)
        claim(!first || page.after === null, 'the last page has a page after it')
        back.unshift(...page.entries)
        query = page.before === null ? null : { from: { cursor: page.before }, count: 2 }
        claim(back.length <= forward.length, 'the pages back do not end, or hold more than the pages forth')
      }
      claim(idsOf(back) === idsOf(forward), 'the pages back hold other entries than the pages forth')
    },
  },
  {
    name: 'pages from a date what was posted at it or before',
    applies: ({ adapter }) => adapter.entries !== undefined,
    run: async (subject) => {
      const all = await logOf(subject, 50)
      for (const { at } of [all[0], all[all.length >> 1], all[all.length - 1]].filter((one) => !!one)) {
        const expected = all.filter((one) => Date.parse(one.at) <= Date.parse(at)).slice(0, 2)
        const { entries } = await pageOf(subject, { from: { date: at }, count: 2 })
        claim(idsOf(entries) === idsOf(expected), `the page from ${at} does not begin with its newest entry`)
      }
      const { entries } = await pageOf(subject, { from: { date: '1970-01-01T00:00:00Z' }, count: 2 })
      claim(entries.length === 0, 'a page from before the first entry holds entries')
    },
  },
  {
    name: 'keeps every point: each balance follows from the one before it',
    applies: ({ adapter }) => adapter.entries !== undefined,
    run: async (subject) => {
      const log = (await logOf(subject, 50)).reverse()
      const balances: Record<string, number> = {}
      for (const { id, account, from, to, amountPoints, balancePoints } of log) {
        claim(Number.isSafeInteger(amountPoints) && amountPoints > 0, `entry ${id} moves no whole points`)
        const moved = (to === 'available' ? amountPoints : 0) - (from === 'available' ? amountPoints : 0)
        const before = balances[account]
        // what an account held before the first of its entries is not known
        claim(
          before === undefined || before + moved === balancePoints,
          `the balance after entry ${id} is not that of the one before it with what it moves`,
        )
        balances[account] = balancePoints
      }
      const hashed = log.findIndex(({ hash }) => hash !== undefined)
      const broken = hashed < 0 ? null : brokenAt(log.slice(hashed))
      claim(broken === null, `the chain of hashes breaks at entry ${log[hashed + (broken ?? 0)]?.id}`)
      if (!subject.adapter.standing) return
      const { data } = await answered(subject.adapter.standing(contextOf(subject)), 'standing')
      for (const { id, balancePoints } of documentOf(data, standing).value?.accounts ?? [])
        claim(
          balances[id] === undefined || balances[id] === balancePoints,
          `the balance of ${id} is not that of its newest entry`,
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
    name: 'changes nothing by what it refuses',
    applies: ({ adapter, refused }) => adapter.send !== undefined && refused !== undefined,
    run: async (subject) => {
      const before = await stateOf(subject)
      await subject.adapter.send!(subject.refused!, contextOf(subject)).catch(nothing)
      claim((await stateOf(subject)) === before, 'the log has moved on by a command that was refused')
    },
  },
  {
    name: 'counts a command once that is sent twice under one key',
    applies: ({ adapter, command }) => adapter.send !== undefined && command !== undefined,
    run: async (subject) => {
      const receipts: number[] = []
      for (let times = 0; times < 2; times++)
        receipts.push((await sentTo(subject, subject.command!)).revision)
      claim(receipts[0] === receipts[1], 'the log grew by the second sending')
    },
  },
  {
    name: 'refuses another command under a key that was used',
    applies: ({ adapter, command, next }) => !!(adapter.send && command && next),
    run: async (subject) => {
      const { key } = subject.command!
      await sentTo(subject, subject.command!)
      const before = await stateOf(subject)
      await refusedBy(subject, { ...subject.next!(), key }, 'it takes two commands under one key')
      claim((await stateOf(subject)) === before, 'the log has moved on by the second command under a key')
    },
  },
  {
    name: 'knows what became of a key',
    applies: ({ adapter, command }) => !!(adapter.send && adapter.receipt && command),
    run: async (subject) => {
      const { key } = subject.command!
      await sentTo(subject, subject.command!)
      const receiptOf = async (of: string) =>
        (await answered(subject.adapter.receipt!(of, contextOf(subject)), 'receipt')).data
      const { value } = documentOf(await receiptOf(key), receipt)
      claim(value?.key === key, 'it does not know the key of a command that it has taken')
      const other = await receiptOf(`${key}, which nobody sent`)
      claim(other === null, 'it knows a key that nobody sent')
    },
  },
  {
    name: 'goes one revision on with each command',
    applies: ({ adapter, next }) => !!(adapter.send && next && (adapter.merchant || adapter.standing)),
    run: async (subject) => {
      let last = await revisionOf(subject)
      for (let times = 0; times < 3; times++) {
        const { revision } = await sentTo(subject, subject.next!())
        claim(last === null || revision === last + 1, `after revision ${last} came ${revision}`)
        last = await revisionOf(subject)
        claim(
          last === null || last === revision,
          `the receipt says revision ${revision}, and what is read ${last}`,
        )
      }
    },
  },
  {
    name: 'refuses a command that was decided on an older revision',
    applies: ({ adapter, next }) => !!(adapter.send && next && (adapter.merchant || adapter.standing)),
    run: async (subject) => {
      const { revision } = await sentTo(subject, subject.next!())
      const stale = { ...subject.next!(), revision: revision - 1 }
      await refusedBy(subject, stale, 'it takes a command that was decided on an older revision')
      await sentTo(subject, { ...subject.next!(), revision })
    },
  },
  {
    name: 'says to who watches that the log has moved on, and how far',
    applies: ({ adapter, next }) => !!(adapter.send && adapter.watch && next),
    run: async (subject) => {
      claim(await tellsOfNext(subject), 'it does not say that there is something new')
    },
  },
  {
    name: 'calls nobody who has stopped watching when the log moves on',
    applies: ({ adapter, next }) => !!(adapter.send && adapter.watch && next),
    run: async (subject) => {
      let calls = 0
      subject.adapter.watch!(() => calls++, contextOf(subject))()
      calls = 0
      claim(await tellsOfNext(subject), 'who begins to watch when another has stopped is told nothing')
      claim(calls === 0, 'it calls after it was stopped, when the log moves on')
    },
  },
  {
    name: 'keeps the place of a cursor while the log grows',
    applies: ({ adapter, next }) => !!(adapter.send && adapter.entries && next),
    run: async (subject) => {
      for (let times = 0; times < 4; times++) await sentTo(subject, subject.next!())
      const before = await logOf(subject, 50)
      const seen = new Set<string>()
      let query: EntryQuery | null = { from: 'first', count: 2 }
      for (let pages = 0; query; pages++) {
        const page: EntryPage = await pageOf(subject, query)
        for (const { id } of page.entries) {
          claim(!seen.has(id), `entry ${id} comes twice when the log grows between two pages`)
          seen.add(id)
        }
        if (pages < 2) await sentTo(subject, subject.next!())
        query = page.after === null ? null : { from: { cursor: page.after }, count: 2 }
      }
      const missed = before.find(({ id }) => !seen.has(id))
      claim(!missed, `entry ${missed?.id} is left out when the log grows between two pages`)
    },
  },
]

/** Whether who watches is told, in time, how far the log has moved on by a command. */
async function tellsOfNext(subject: Subject): Promise<boolean> {
  let stop: () => void = nothing
  let newest = -1
  let wanted = Infinity
  const told = new Promise<void>((resolve) => {
    stop = subject.adapter.watch!((revision) => {
      newest = Math.max(newest, revision ?? Infinity)
      if (newest >= wanted) resolve()
    }, contextOf(subject))
  })
  wanted = (await sentTo(subject, subject.next!())).revision
  const isTold = newest >= wanted || (await inTime(told))
  stop()
  return isTold
}
