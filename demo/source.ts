/**
 * Where the page's data comes from: the memory adapter, one a merchant, so that what was claimed stays while one looks around; or the
 * reference server, which serves all windows.
 */
import type { Adapter } from '../src/data/adapter.js'
import { httpAdapter } from '../src/data/http.js'
import { MemoryAdapter } from '../src/data/memory.js'
import { issueAt } from '../src/schema/issues.js'
import type { Standing } from '../src/schema/standing.js'
import type { Text } from '../src/schema/text.js'
import { programs, type ProgramName, type Shown } from './address.js'
import { fileOf } from './embed.js'

export interface Listed {
  readonly id: string
  readonly program: ProgramName
  readonly name: Text
  readonly place: Text
  readonly story: Text
}
export type MerchantList = Readonly<Record<ProgramName, readonly Listed[]>>

/** The instant at which every merchant of the demo stands. */
export const nowMs = Date.parse('2026-11-21T09:30:00+08:00')
const never = 2 ** 31 - 1 // longer delays fire at once
const briefly = 240 // long enough to see that something is sent

const textAt = async (path: string): Promise<string> => {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.text()
}
const texts = new Map<string, Promise<string>>()
const textOnce = (path: string): Promise<string> => {
  const known = texts.get(path) ?? textAt(path)
  texts.set(path, known)
  return known
}

/** The merchants by program, in the list's order. */
export async function merchantList(): Promise<MerchantList> {
  const all = JSON.parse(await textAt('/merchants/index.json')) as Listed[]
  return Object.fromEntries(
    programs.map((program) => [program, all.filter((one) => one.program === program)]),
  ) as unknown as MerchantList
}

export interface Documents {
  readonly program: string
  readonly merchant: string
}
/** The two documents of what is on screen, as text. */
export async function documentsOf(shown: Shown): Promise<Documents> {
  const files = fileOf(shown)
  const [program, merchant] = await Promise.all([textOnce(files.program), textOnce(files.merchant)])
  return { program, merchant }
}

const live = new Map<string, MemoryAdapter>()
const unreachable = () => issueAt('unreachable', [], {})

/** The adapter for what is on screen. Live ones are kept; a state of its own gets one that nothing else sees. */
export function adapterOf(shown: Shown, documents: Documents): Adapter {
  if (shown.source === 'server') return served(documents)
  if (shown.state === 'empty')
    return { standing: () => Promise.resolve({ data: emptyStanding(shown, documents) }) }
  if (shown.state === 'live') {
    const known = live.get(shown.merchant) ?? memory(documents, briefly)
    live.set(shown.merchant, known)
    return known
  }
  const own = memory(documents, shown.state === 'loading' ? never : briefly)
  // once: what follows the retry is what a merchant would see
  if (shown.state === 'error') own.fail(unreachable(), 1)
  return own
}

/** Makes the next read fail, once: what is shown stays, and grows old. */
export function failNext(adapter: Adapter): void {
  if (adapter instanceof MemoryAdapter) adapter.fail(unreachable(), 1)
}

const memory = (documents: Documents, latencyMs: number): MemoryAdapter =>
  new MemoryAdapter({ ...documents, now: () => nowMs, latencyMs })

/** Vite hands on what is asked below this path. */
const server = '/server'

function served(documents: Documents): Adapter {
  const { program } = JSON.parse(documents.program) as { program: string }
  const { id } = JSON.parse(documents.merchant) as { id: string }
  const me = `${server}/merchants/${encodeURIComponent(id)}`
  return httpAdapter({
    program: `${server}/programs/${program}`,
    merchant: me,
    entries: `${me}/entries`,
    send: `${me}/commands`,
    receipt: `${me}/receipts`,
    watch: `${me}/events`,
    // the proxy in between does not tell when the server is gone: two of its heartbeats have failed by then
    silenceSeconds: 32,
    getToken: async () => {
      const path = `${server}/host/session?merchant=${encodeURIComponent(id)}`
      const answer = await fetch(path, { method: 'POST' })
      if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status })
      return ((await answer.json()) as { token: string }).token
    },
  })
}

/** What a server would say of a merchant whose program has nothing for them yet. */
function emptyStanding(shown: Shown, documents: Documents): Standing {
  const program = JSON.parse(documents.program) as Record<'version' | 'currency' | 'zone', string> & {
    name: Text
  }
  const merchant = JSON.parse(documents.merchant) as { id: string; name: Text }
  return {
    tierkit: 1,
    program: {
      id: shown.program,
      version: program.version,
      name: program.name,
      currency: program.currency,
      zone: program.zone,
    },
    merchant: { id: merchant.id, name: merchant.name },
    at: new Date(nowMs).toISOString(),
    score: null,
    ladders: [],
    overrides: [],
    path: null,
    tasks: [],
    benefits: [],
    accounts: [],
    reviews: [],
    nextMomentAt: null,
  }
}
