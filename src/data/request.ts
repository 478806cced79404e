/**
 * One request over HTTP, and what its answer means: a time limit, a token, an answer's headers, and a problem (RFC 9457) or a status as
 * a Failure. It reads no document: a page of HTML in place of JSON is for the schema's reader to refuse.
 */
import { issueAt } from '../schema/issues.js'
import { parseJson } from '../schema/json.js'
import { Failure, issueOfStatus, passesByItself } from './adapter.js'
import { toldIssue } from './told.js'
import type { TokenKeeper } from './token.js'

export interface Requester {
  readonly fetch: typeof globalThis.fetch
  readonly token: TokenKeeper | null
  readonly timeoutSeconds: number
}

export interface Asked {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly cache: RequestCache
}

/** `text` is null where what was known still holds (304). `asOf`: when the server gave it, by its own clock. */
export interface Given {
  readonly text: string | null
  readonly etag: string | null
  readonly asOf: string | null
}

const problemLimits = { bytes: 65_536, depth: 16 }

/** Asks, and asks once more with another token where the first is refused. Rejects with a Failure, or as `fetch` does. */
export async function requested(how: Requester, asked: Asked, signal: AbortSignal): Promise<Given> {
  const limit = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    limit.abort()
  }, how.timeoutSeconds * 1000)
  const stop = (): void => limit.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await givenOf(await responseOf(how, asked, limit.signal))
  } catch (error) {
    throw late ? new Failure(issueAt('timedOut', [], { seconds: how.timeoutSeconds })) : error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/** The response to a request that carries the token, whatever its status; its body is still to come. */
export async function responseOf(
  { fetch, token }: Requester,
  { url, method, headers, body, cache }: Asked,
  signal: AbortSignal,
): Promise<Response> {
  const ask = (secret: string | null): Promise<Response> =>
    fetch(url, {
      signal,
      cache,
      ...(method && { method }),
      ...(body !== undefined && { body }),
      // where a redirect leads is not where the token, or the command, was meant to go
      ...((secret !== null || body !== undefined) && { redirect: 'error' as const }),
      headers: secret === null ? headers : { ...headers, authorization: `Bearer ${secret}` },
    })
  if (!token) return ask(null)
  const secret = await unlessAborted(token.current(), signal)
  const response = await ask(secret)
  if (response.status !== 401) return response
  // nobody reads this answer: without this the connection would stay open
  void response.body?.cancel().catch(() => undefined)
  return ask(await unlessAborted(token.renewed(secret), signal))
}

async function givenOf(response: Response): Promise<Given> {
  const { headers, status } = response
  const etag = headers.get('etag')
  const asOf = instantOf(headers)
  if (status === 304) return { text: null, etag, asOf }
  if (!response.ok) throw await failureIn(response)
  return { text: await response.text(), etag, asOf }
}

/** What an answer that is no success says: its problem's Issue where it is one of ours, else its status. */
export async function failureIn(response: Response): Promise<Failure> {
  const { headers, status } = response
  const askedMs = retryAfterMsIn(headers)
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')
  const text = isJson ? await response.text().catch(() => '') : ''
  const { value } = parseJson(text.length <= problemLimits.bytes ? text : '', problemLimits)
  const told =
    typeof value === 'object' && value !== null ? toldIssue((value as { issue?: unknown }).issue) : null
  // what passes by itself stays so, whatever is said beside it
  return new Failure(told && !passesByItself(status) ? told : issueOfStatus(status), askedMs)
}

/** Retry-After in ms, as seconds or as a date; a date goes by the server's own clock where the answer tells it. */
export function retryAfterMsIn(headers: Headers): number | null {
  const said = (headers.get('retry-after') ?? '').trim()
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const untilMs = Date.parse(said)
  if (!/[a-z]/i.test(said) || untilMs !== untilMs) return null
  const now = instantOf(headers)
  return Math.max(0, untilMs - (now === null ? Date.now() : Date.parse(now)))
}

/** What time it is by the server: when the answer was made, and how long a cache on the way has had it since. */
function instantOf(headers: Headers): string | null {
  const madeMs = Date.parse(headers.get('date') ?? '')
  const age = headers.get('age') ?? ''
  const ms = madeMs + (/^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0)
  return ms === ms ? new Date(ms).toISOString() : null
}

/** A host that never answers must not keep a request from ending. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('aborted'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', stop), stop)
  })
}
