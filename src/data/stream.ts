/**
 * Server-sent events read through `fetch`, since an EventSource cannot carry a token: one stream however many listen, opened again by
 * itself. What an event holds is not believed: it says only that there is something to read, and at least which revision.
 */
import { failureIn, responseOf, type Requester } from './request.js'
import { waitMs, type Timer } from './timer.js'
import { isUnsure, failureOf, retryAfterMsOf } from './adapter.js'

/** An event as the standard dispatches it. `id` is the last one that was said, also by an earlier event. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
  readonly id: string
}

/**
 * The standard's parser, fed with text in pieces that may end anywhere; the decoder has taken a byte order mark away.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class EventParser {
  /** What the server asked to wait before connecting again, in ms, or null. */
  retryMs: number | null = null
  lastId = ''
  private line = ''
  private endedByCr = false
  private id: string
  private type = ''
  private data: string[] = []
  private size = 0

  /** `lastId`: what an earlier connection ended with, which holds until another is said. */
  constructor(
    private readonly dispatch: (event: StreamEvent) => void,
    lastId = '',
  ) {
    this.lastId = this.id = lastId
  }

  /** Throws a RangeError for an event that is longer than any of ours could be. */
  feed(text: string): void {
    let start = 0
    // a line feed that follows the carriage return of the piece before belongs to it
    if (this.endedByCr && text.charAt(0) === '\n') start = 1
    if (text !== '') this.endedByCr = false
    for (let place = start; place < text.length; place++) {
      const letter = text.charAt(place)
      if (letter !== '\n' && letter !== '\r') continue
      const line = this.line + text.slice(start, place)
      this.line = ''
      if (letter === '\r') {
        if (text.charAt(place + 1) === '\n') place++
        else if (place + 1 === text.length) this.endedByCr = true
      }
      start = place + 1
      this.take(line)
    }
    this.line += text.slice(start)
    if (this.line.length + this.size > mostLetters) throw new RangeError('an event is too long')
  }

  private take(line: string): void {
    if (line === '') {
      this.end()
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line.charAt(colon + 1) === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') {
      this.data.push(value)
      this.size += value.length + 1
    } else if (field === 'event') this.type = value
    else if (field === 'id' && value.indexOf('\0') < 0) this.id = value
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value)
  }

  private end(): void {
    const { type, data, id } = this
    this.lastId = id
    this.type = ''
    this.data = []
    this.size = 0
    if (data.length > 0) this.dispatch({ type: type || 'message', data: data.join('\n'), id })
  }
}
const mostLetters = 65_536

export interface StreamOptions {
  readonly url: string
  readonly how: Requester
  /** How long nothing may come before the connection counts as dead, in ms. */
  readonly silenceMs: number
  readonly random: () => number
  readonly timer: Timer
}

type Listener = (revision?: number) => void

const backoff = { firstMs: 2_000, mostMs: 60_000 }
/** A server that asks for no wait at all, and ends each connection, must not be asked without pause. */
const leastMs = 1_000
/** A connection that has lasted so long is no failed one. */
const steadyMs = 10_000

export class Stream {
  private readonly listeners = new Map<Listener, (error: unknown) => void>()
  private ends: AbortController | null = null
  private lastId = ''
  private retryMs: number | null = null
  private tries = 0
  private alarm: unknown = null

  constructor(private readonly options: StreamOptions) {}

  /** The first listener opens the stream, and the last one ends it. `failed` is told why no waiting would bring any more: 401, 403, 404. */
  listen(listener: Listener, failed: (error: unknown) => void = () => undefined): () => void {
    const own: Listener = (revision) => listener(revision)
    this.listeners.set(own, failed)
    if (this.listeners.size === 1) this.open(false)
    return () => {
      if (this.listeners.delete(own) && this.listeners.size === 0) this.end()
    }
  }

  private end(): void {
    this.ends?.abort()
    this.ends = null
    this.options.timer.clear(this.alarm)
    this.lastId = ''
    this.tries = 0
  }

  private open(isAgain: boolean): void {
    const ends = (this.ends = new AbortController())
    const ended = (askedMs: number | null): void => {
      if (this.ends !== ends) return
      ends.abort()
      const { random, timer } = this.options
      this.tries++
      const askedFirstMs = Math.max(leastMs, this.retryMs ?? backoff.firstMs)
      const first = { ...backoff, firstMs: Math.min(askedFirstMs, backoff.mostMs) }
      this.alarm = timer.set(() => this.open(true), waitMs(this.tries, first, random, askedMs))
    }
    this.followed(ends, isAgain).then(
      (isOver) => {
        if (!isOver) ended(null)
      },
      (error: unknown) => {
        if (isUnsure(failureOf(error))) return ended(retryAfterMsOf(error))
        // what no waiting changes is not asked again, but for who listens anew
        if (this.ends !== ends) return
        const told = [...this.listeners.values()]
        this.listeners.clear()
        this.end()
        for (const failed of told) failed(error)
      },
    )
  }

  /** Reads until the connection ends. True where the server wants no other (204). */
  private async followed(ends: AbortController, isAgain: boolean): Promise<boolean> {
    const { url, how, timer, silenceMs } = this.options
    let alarm: unknown = null
    let steady: unknown = null
    const awaited = (): void => {
      timer.clear(alarm)
      alarm = timer.set(() => ends.abort(), silenceMs)
    }
    try {
      awaited()
      const headers: Record<string, string> = { accept: 'text/event-stream' }
      if (this.lastId !== '') headers['last-event-id'] = encoded(this.lastId)
      const response = await responseOf(how, { url, headers, cache: 'no-store' }, ends.signal)
      if (response.status === 204) return true
      if (!response.ok) throw await failureIn(response)
      const type = response.headers.get('content-type') ?? ''
      if (!/^text\/event-stream\b/i.test(type) || !response.body) throw await failureIn(response)
      steady = timer.set(() => (this.tries = 0), steadyMs)
      // what happened meanwhile may have been told to nobody
      if (isAgain) this.tell()
      const parser = new EventParser((event) => this.take(event), this.lastId)
      const reader = response.body.getReader()
      const decoder = new TextDecoder()
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (this.ends !== ends) return true
        awaited()
        parser.feed(decoder.decode(part.value, { stream: true }))
        this.lastId = parser.lastId
        this.retryMs = parser.retryMs ?? this.retryMs
      }
      return false
    } catch (error) {
      ends.abort()
      throw error
    } finally {
      timer.clear(alarm)
      timer.clear(steady)
    }
  }

  private take({ type, data }: StreamEvent): void {
    this.tries = 0
    if (type === 'message' || type === 'revision' || type === 'changed') this.tell(revisionIn(data))
  }

  private tell(revision?: number): void {
    for (const listener of [...this.listeners.keys()]) listener(revision)
  }
}

/** `{"revision": 42}`, or the number alone; of anything else nothing is known but that it came. */
function revisionIn(data: string): number | undefined {
  const digits = /^\s*(?:\{\s*"revision"\s*:\s*(\d{1,15})\s*\}|(\d{1,15}))\s*$/.exec(data)
  return digits ? Number(digits[1] ?? digits[2]) : undefined
}

/** A header holds Latin letters only; the id goes as the bytes of its UTF-8. */
function encoded(id: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(id)) bytes += String.fromCharCode(byte)
  return bytes
}
