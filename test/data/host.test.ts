/** A host's own client as an adapter: in the manner of jQuery, with thenables, answers that are parsed already, and errors that are no Errors. */
import { afterEach, describe, expect, it } from 'vitest'
import { accept } from '../../src/data/authority.js'
import { failureOf, type Adapter } from '../../src/data/adapter.js'
import { conformance } from '../../src/data/conformance.js'
import { readBoth } from '../../src/data/engine.js'
import { Store } from '../../src/data/store.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'
import { settled } from './clock.js'
import { say, serve, type TestServer } from './server.js'

/** What jQuery gives back: it has `then`, `catch` and `abort`, and is no Promise. */
interface Sent<T> {
  then<R>(done: (data: T) => R, failed?: (error: HostError) => R): Sent<R>
  catch<R>(failed: (error: HostError) => R): Sent<T | R>
  abort(): void
}
function sent<T>(by: Promise<T>, abort: () => void): Sent<T> {
  return {
    then: (done, failed) => sent(by.then(done, failed), abort),
    catch: (failed) => sent(by.catch(failed), abort),
    abort,
  }
}

/** What it fails with: a status, and the answer where it was JSON. */
interface HostError {
  readonly status: number
  readonly statusText: string
  readonly responseJSON?: unknown
}

function ajax(options: {
  url: string
  type?: string
  data?: string
  headers?: Record<string, string>
  timeout?: number
}): Sent<unknown> {
  const ends = new AbortController()
  const asked = fetch(options.url, {
    method: options.type ?? 'GET',
    signal: ends.signal,
    headers: { 'content-type': 'application/json', ...options.headers },
    ...(options.data !== undefined && { body: options.data }),
  }).then(
    async (response) => {
      const text = await response.text()
      let json: unknown
      try {
        json = JSON.parse(text)
      } catch {
        json = undefined
      }
      if (response.ok && json !== undefined) return json
      const status = response.ok ? 200 : response.status

      throw { status, statusText: response.ok ? 'parsererror' : 'error', responseJSON: json } as HostError
    },
    () => {
      throw { status: 0, statusText: 'error' } as HostError
    },
  )
  return sent(asked, () => ends.abort())
}

/** A plain object of the host's functions, and nothing of ours. */
function hostAdapter(url: string): Adapter {
  const get = (path: string, signal: AbortSignal) => {
    const asked = ajax({ url: url + path })
    signal.addEventListener('abort', () => asked.abort())
    return asked.then((data) => ({ data })) as never
  }
  return {
    program: ({ signal }) => get('/program', signal),
    merchant: ({ signal }) => get('/merchant', signal),
    send: (command) =>
      ajax({ url: `${url}/commands`, type: 'POST', data: JSON.stringify(command) }).then((data) => ({
        data,
      })) as never,
  }
}

let server: TestServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

/** The host's back end: three addresses over a real authority. `break` has the next answers fail. */
async function backEnd() {
  const { plan, record: opening } = readBoth(cafeProgram, cafeRecord)
  let record = opening!
  const state: { status: number | null } = { status: null }
  server = await serve((heard, response) => {
    if (state.status !== null)
      return say(response, state.status, '<html>Down', { 'content-type': 'text/html' })
    if (heard.url === '/program') return say(response, 200, cafeProgram)
    if (heard.url === '/merchant') return say(response, 200, record)
    const command = JSON.parse(heard.body) as Command
    const step = accept(plan!, record, command, Date.parse(at))
    if ('code' in step) return say(response, 422, { message: 'no', issue: step })
    record = step.record
    say(response, 200, { key: command.key, revision: record.revision })
  })
  return { url: server.url, state, facts: () => (record.facts ?? []).map(({ id }) => id) }
}

const command: Command = { command: 'claimTask', task: 'threeCups', key: 'k1' }
const refused: Command = { command: 'claimTask', task: 'longMenu', key: 'k2' }

describe('a plain object of the host’s functions', () => {
  for (const { name, applies, run } of conformance) {
    const made = { adapter: hostAdapter(''), command, refused }
    if (!applies(made)) continue
    it(name, async () => {
      const { url } = await backEnd()
      await run({ ...made, adapter: hostAdapter(url) })
    })
  }

  it('says with its own errors why a command is refused', async () => {
    const { url } = await backEnd()
    const store = new Store({ adapter: hostAdapter(url), now: () => Date.parse(at) })
    expect(await store.send(refused)).toEqual(issueAt('wrongState', [], { state: 'open' }))
  })

  it.each([
    [401, 'notAllowed'],
    [404, 'notFound'],
    [503, 'serverFailed'],
  ])('tells of %d by the status of its error', async (status, code) => {
    const { url, state } = await backEnd()
    state.status = status
    const error = await Promise.resolve(hostAdapter(url).merchant!({ signal: new AbortController().signal, merchantId: null, locale: 'en' })).then(() => null, (one: unknown) => one) // prettier-ignore
    expect(failureOf(error)).toEqual(issueAt(code as 'notFound', [], { status }))
  })

  it('is read, sent through and read again by a store', async () => {
    const { url, facts } = await backEnd()
    const store = new Store({ adapter: hostAdapter(url), now: () => Date.parse(at) })
    const stop = store.subscribe(() => undefined)
    await expect.poll(() => store.view.have).toBe('ready')
    const before = store.view.standing!.accounts[0]!.balancePoints
    expect(await store.send(command)).toBeNull()
    await expect.poll(() => store.view.pending.length).toBe(0)
    expect(store.view.standing!.accounts[0]!.balancePoints).toBe(before + 100)
    expect(facts()).toContain('k1')
    stop()
    await settled()
  })
})
