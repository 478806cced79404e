/**
 * A server behind URLs: documents read with GET, commands sent with POST, and a stream that says when to read again. What was read
 * is asked again by its ETag; the same question asked twice at one time is one request.
 */
import type { EntryQuery } from '../schema/view.js'
import { Failure, issueOfStatus, type Adapter, type AdapterContext, type Answer } from './adapter.js'
import { requested, unlessAborted, type Given, type Requester } from './request.js'
import { Stream } from './stream.js'
import { pageTimer, type Timer } from './timer.js'
import { tokenKeeper, type GetToken } from './token.js'

export interface HttpOptions {
  /** URLs, relative to the page. Without `program` and `merchant`, or `standing`, nothing can be shown. */
  readonly program?: string
  readonly merchant?: string
  readonly standing?: string
  /** Asked with `count`, and one of `from=first`, `from=last`, `cursor=`, `date=`. */
  readonly entries?: string
  /** Where commands are posted as JSON, each with its key in `Idempotency-Key`. Answers with a receipt, or with a problem (RFC 9457) whose `issue` says why not. */
  readonly send?: string
  /**
   * Which log commands go to; the origin of `send` unless said. Two logs on one server that know a merchant by the same id need one each:
   * what waits for one of them is then never sent to the other.
   */
  readonly origin?: string
  /** Asked with `key`: what became of a command. A receipt, or 404. */
  readonly receipt?: string
  /** Server-sent events: each says that there is something new, `{"revision": 42}` at least what. */
  readonly watch?: string
  /**
   * Asked for a token before the first request, and once more when a request is refused with 401. It goes into the `Authorization`
   * header of requests to the URLs above, and nowhere else; a redirect is then not followed.
   */
  readonly getToken?: GetToken
  readonly fetch?: typeof globalThis.fetch
  /** Seconds to wait for an answer. */
  readonly timeoutSeconds?: number
  /** Seconds of silence after which a stream counts as dead: longer than your server leaves between two comments. 60 unless said. */
  readonly silenceSeconds?: number
  /** For tests: from 0 to below 1, and timers. */
  readonly random?: () => number
  readonly timer?: Timer
}

export function httpAdapter(options: HttpOptions): Adapter {
  const { program, merchant, standing, entries, send, receipt, watch, getToken } = options
  const how: Requester = {
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    token: getToken ? tokenKeeper(getToken) : null,
    timeoutSeconds: options.timeoutSeconds ?? 30,
  }
  const reader = new Reader(how, getToken || options.fetch ? new Map<string, Flight>() : pageFlights)
  const adapter: { -readonly [K in keyof Adapter]: Adapter[K] } = {}
  // a program is the same for all and may stay in the browser's cache, to be asked about; what is a merchant's own may not
  if (program) adapter.program = ({ signal }) => reader.answer(program, signal, 'no-cache')
  if (merchant) adapter.merchant = ({ signal }) => reader.answer(merchant, signal)
  if (standing) adapter.standing = ({ signal }) => reader.answer(standing, signal)
  if (entries) adapter.entries = (query, { signal }) => reader.answer(pageUrl(entries, query), signal)
  if (send) {
    adapter.send = async (command, { signal }) => {
      const headers = {
        accept: json,
        'content-type': json,
        'idempotency-key': /^[!-~]+$/.test(command.key) ? command.key : encodeURIComponent(command.key),
      }
      const body = JSON.stringify(command)
      try {
        return answerOf(
          await requested(how, { url: send, method: 'POST', headers, body, cache: 'no-store' }, signal),
        )
      } finally {
        reader.forgetFlights()
      }
    }
    adapter.origin = options.origin ?? originOf(send)
  }
  if (receipt) adapter.receipt = (key, ctx) => receiptOf(reader, withParams(receipt, { key }), ctx)
  if (watch) {
    const { silenceSeconds = 60, random = Math.random, timer = pageTimer } = options
    const stream = new Stream({ url: watch, how, silenceMs: silenceSeconds * 1000, random, timer })
    adapter.watch = (changed, _ctx, failed) =>
      stream.listen((revision) => {
        reader.forgetFlights()
        changed(revision)
      }, failed)
  }
  return adapter
}

const json = 'application/json'

/** A request under way: who waits for it, and what ends it when nobody does. */
interface Flight {
  readonly answer: Promise<Given>
  readonly ends: AbortController
  waiting: number
}

/** Requests that carry no token and go by the page's own `fetch` are the same whoever asks: all adapters of a page share them. */
const pageFlights = new Map<string, Flight>()

class Reader {
  /** URL -> what was read last, to be asked about by its ETag. */
  private readonly read = new Map<string, { readonly etag: string; readonly text: string }>()

  constructor(
    private readonly how: Requester,
    private readonly flights: Map<string, Flight>,
  ) {}

  /** Questions asked from now on are not answered by what was asked before: it may be older than what is known to have changed. */
  forgetFlights(): void {
    this.flights.clear()
  }

  async answer(url: string, signal: AbortSignal, cache: RequestCache = 'no-store'): Promise<Answer> {
    const flight = this.flights.get(url) ?? this.started(url, cache)
    flight.waiting++
    let waits = true
    // at once, so that who asks again after letting go is not given what was asked before
    const leave = (): void => {
      if (!waits) return
      waits = false
      if (--flight.waiting > 0) return
      if (this.flights.get(url) === flight) this.flights.delete(url)
      flight.ends.abort()
    }
    signal.addEventListener('abort', leave)
    try {
      return answerOf(await unlessAborted(flight.answer, signal))
    } finally {
      signal.removeEventListener('abort', leave)
      leave()
    }
  }

  private started(url: string, cache: RequestCache): Flight {
    const ends = new AbortController()
    const flight: Flight = { answer: this.asked(url, ends.signal, cache), ends, waiting: 0 }
    flight.answer.catch(() => undefined)
    this.flights.set(url, flight)
    return flight
  }

  private async asked(url: string, signal: AbortSignal, cache: RequestCache): Promise<Given> {
    const known = this.read.get(url)
    const headers: Record<string, string> = { accept: json, ...(known && { 'if-none-match': known.etag }) }
    const given = await requested(this.how, { url, headers, cache: known ? 'no-store' : cache }, signal)
    if (given.text === null && known) return { ...given, text: known.text, etag: known.etag }
    if (given.text === null) throw new Failure(issueOfStatus(304))
    this.keep(url, given.text, given.etag)
    return given
  }

  private keep(url: string, text: string, etag: string | null): void {
    this.read.delete(url)
    if (!etag) return
    this.read.set(url, { etag, text })
    // pages of a log are many: the oldest goes
    if (this.read.size > mostKept) this.read.delete(this.read.keys().next().value!)
  }
}
const mostKept = 32

async function receiptOf(reader: Reader, url: string, { signal }: AdapterContext): Promise<Answer> {
  try {
    return await reader.answer(url, signal)
  } catch (error) {
    if ((error as { issue?: { code: string } }).issue?.code === 'notFound') return { data: null }
    throw error
  }
}

function answerOf({ text, etag, asOf }: Given): Answer {
  return { data: text, revision: revisionOf(etag), asOf }
}

/** A record's ETag is its revision, where its server counts so: `"42"`, or `"42;…"` where it shows more than its log. Any other ETag says nothing to us. */
function revisionOf(etag: string | null): number | null {
  const digits = /^(?:W\/)?"(\d{1,15})(?:;[^"]*)?"$/.exec(etag ?? '')
  return digits ? Number(digits[1]) : null
}

function pageUrl(url: string, { from, count }: EntryQuery): string {
  const where: Record<string, string> = typeof from === 'string' ? { from } : { ...from }
  return withParams(url, { count: String(count), ...where })
}

function withParams(url: string, params: Record<string, string>): string {
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(params).toString()}`
}

/** Whose commands these are: the server's, whatever the path. A relative URL where there is no page goes by itself. */
function originOf(url: string): string {
  try {
    return new URL(url, globalThis.location?.href).origin
  } catch {
    return url
  }
}
