/**
 * Documents behind URLs. It reads only: one GET an answer, which the browser's cache asks again with the ETag it has. It does
 * not look into what it got: a page of HTML in place of JSON is for the schema's reader to refuse.
 */
import { issueAt } from '../schema/issues.js'
import type { EntryQuery } from '../schema/view.js'
import { Failure, issueOfStatus, type Adapter, type Answer } from './adapter.js'

export interface HttpOptions {
  /** URLs, relative to the page. Without `program` and `merchant`, or `standing`, nothing can be shown. */
  readonly program?: string
  readonly merchant?: string
  readonly standing?: string
  /** Asked with `count`, and one of `from=first`, `from=last`, `cursor=`, `date=`. */
  readonly entries?: string
  readonly fetch?: typeof globalThis.fetch
  /** Seconds to wait for an answer. */
  readonly timeoutSeconds?: number
}

export function httpAdapter({ program, merchant, standing, entries, ...how }: HttpOptions): Adapter {
  const adapter: Adapter = {}
  if (program) adapter.program = ({ signal }) => answerOf(program, signal, how)
  if (merchant) adapter.merchant = ({ signal }) => answerOf(merchant, signal, how)
  if (standing) adapter.standing = ({ signal }) => answerOf(standing, signal, how)
  if (entries) adapter.entries = (query, { signal }) => answerOf(pageUrl(entries, query), signal, how)
  return adapter
}

type How = Pick<HttpOptions, 'fetch' | 'timeoutSeconds'>

async function answerOf(
  url: string,
  signal: AbortSignal,
  { fetch = globalThis.fetch, timeoutSeconds = 30 }: How,
): Promise<Answer> {
  const limit = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    limit.abort()
  }, timeoutSeconds * 1000)
  const stop = (): void => limit.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    // no-cache: what the browser has is shown only when the server says that it still holds
    const init: RequestInit = {
      signal: limit.signal,
      cache: 'no-cache',
      headers: { accept: 'application/json' },
    }
    const response = await fetch(url, init)
    if (!response.ok) throw new Failure(issueOfStatus(response.status))
    return { data: await response.text(), revision: revisionOf(response.headers.get('etag')) }
  } catch (error) {
    throw late ? new Failure(issueAt('timedOut', [], { seconds: timeoutSeconds })) : error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/** A record's ETag is its revision, where its server counts so: `"42"`. Any other ETag says nothing to us. */
function revisionOf(etag: string | null): number | null {
  const digits = /^(?:W\/)?"(\d{1,15})"$/.exec(etag ?? '')
  return digits ? Number(digits[1]) : null
}

function pageUrl(url: string, { from, count }: EntryQuery): string {
  const params = new URLSearchParams({ count: String(count) })
  if (typeof from === 'string') params.set('from', from)
  else if ('cursor' in from) params.set('cursor', from.cursor)
  else params.set('date', from.date)
  return `${url}${url.includes('?') ? '&' : '?'}${params.toString()}`
}
