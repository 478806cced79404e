import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf, type AdapterContext } from '../../src/data/adapter.js'
import { httpAdapter, type HttpOptions } from '../../src/data/http.js'
import { EventParser, type StreamEvent } from '../../src/data/stream.js'
import { serve, say, type Answering, type TestServer } from './server.js'

/** What a parser dispatches when it is fed these pieces. */
function parsed(...pieces: string[]): { events: StreamEvent[]; parser: EventParser } {
  const events: StreamEvent[] = []
  const parser = new EventParser((event) => events.push(event))
  for (const piece of pieces) parser.feed(piece)
  return { events, parser }
}
const event = (data: string, type = 'message', id = ''): StreamEvent => ({ type, data, id })

describe('a stream of events', () => {
  it.each([
    ['line feeds', 'data: a\n\n', [event('a')]],
    ['carriage returns', 'data: a\r\rdata: b\r\r', [event('a'), event('b')]],
    ['both', 'data: a\r\n\r\ndata: b\r\n\r\n', [event('a'), event('b')]],
    ['a mix', 'data: a\r\ndata: b\n\rdata: c\r\r\n', [event('a\nb'), event('c')]],
    ['data of several lines', 'data: a\ndata:b\ndata:  c\n\n', [event('a\nb\n c')]],
    ['data that is empty', 'data\n\n', [event('')]],
    ['data of empty lines', 'data\ndata\n\n', [event('\n')]],
    ['comments', ': ping\n\ndata: a\n:x\n\n', [event('a')]],
    ['a type', 'event: revision\ndata: 1\n\ndata: 2\n\n', [event('1', 'revision'), event('2')]],
    ['a type without data', 'event: revision\n\ndata: 2\n\n', [event('2')]],
    [
      'an id, which stays',
      'id: 7\ndata: a\n\ndata: b\n\n',
      [event('a', 'message', '7'), event('b', 'message', '7')],
    ],
    [
      'an id that is taken back',
      'id: 7\ndata: a\n\nid\ndata: b\n\n',
      [event('a', 'message', '7'), event('b')],
    ],
    [
      'an id with a zero in it',
      'id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n',
      [event('a', 'message', '7'), event('b', 'message', '7')],
    ],
    ['fields that nobody knows', 'dat: x\ndata : y\ndata: a\n\n', [event('a')]],
    ['colons in data', 'data: a: b\n\n', [event('a: b')]],
    ['no end', 'data: a\n', []],
  ] as const)('with %s', (_title, text, events) => {
    expect(parsed(text).events).toEqual(events)
    // wherever the pieces end
    expect(parsed(...text.split('')).events).toEqual(events)
    for (let cut = 1; cut < text.length; cut++)
      expect(parsed(text.slice(0, cut), text.slice(cut)).events).toEqual(events)
  })

  it('says how long to wait, in digits only', () => {
    expect(parsed('retry: 1500\n').parser.retryMs).toBe(1500)
    expect(parsed('retry: soon\n', 'retry: -1\n', 'retry:\n').parser.retryMs).toBeNull()
  })

  it('keeps the id of an event that came whole, not of one that was cut off', () => {
    expect(parsed('id: 7\ndata: a\n\nid: 8\ndata: b\n').parser.lastId).toBe('7')
  })

  it('with an event that never ends is not kept for ever', () => {
    expect(() => parsed('data: ' + 'x'.repeat(70_000))).toThrow(RangeError)
    expect(() => parsed(...Array.from({ length: 700 }, () => 'data: ' + 'x'.repeat(100) + '\n'))).toThrow(
      RangeError,
    )
  })
})

let server: TestServer | null = null
let stops: (() => void)[] = []
afterEach(async () => {
  for (const stop of stops) stop()
  stops = []
  await server?.close()
  server = null
})

function ctxOf(): AdapterContext {
  return { signal: new AbortController().signal, merchantId: null, locale: 'en' }
}

/** Watches a server that answers so; what it was told, and a wait for so much of it. */
async function watching(answer: Answering, options: Partial<HttpOptions> = {}) {
  server = await serve(answer)
  const adapter = httpAdapter({ watch: `${server.url}/events`, random: () => 0.001, ...options })
  const told: (number | undefined)[] = []
  const faults: string[] = []
  const listen = () => {
    const failed = (error: unknown) => void faults.push(failureOf(error).code)
    const stop = adapter.watch!((revision) => told.push(revision), ctxOf(), failed)
    stops.push(stop)
    return stop
  }
  return { server, told, faults, listen, stop: listen() }
}

const until = (holds: () => boolean): Promise<void> => expect.poll(holds, { interval: 10 }).toBe(true)

function begin(response: ServerResponse, text: string, type = 'text/event-stream; charset=utf-8'): void {
  response.writeHead(200, { 'content-type': type })
  response.write(text)
}

describe('watching', () => {
  it('tells which revision there is at least, and only that there is something where it is not said', async () => {
    const { told, server } = await watching((_heard, response) =>
      begin(
        response,
        '\ufeffevent: revision\ndata: {"revision": 12}\n\ndata: 13\n\ndata: <html>\n\ndata: {"revision": -1}\n\nevent: ping\ndata: 99\n\n',
      ),
    )
    await until(() => told.length >= 4)
    expect(told).toEqual([12, 13, undefined, undefined])
    expect(server.heard[0]!.headers.accept).toBe('text/event-stream')
  })

  it('connects again from the last event, and has all read again', async () => {
    const { told, server } = await watching((_heard, response, nth) => {
      begin(response, `id: ${nth}0\ndata: ${nth}\n\n`)
      if (nth < 3) setTimeout(() => response.destroy(), 10)
    })
    await until(() => told.length >= 5)
    expect(told).toEqual([1, undefined, 2, undefined, 3])
    expect(server.heard.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '10', '20'])
  })

  it('is one stream for all who listen, and ends with the last of them', async () => {
    let isOpen = false
    const { server, listen, stop, told } = await watching((_heard, response) => {
      isOpen = true
      response.on('close', () => (isOpen = false))
      begin(response, 'data: 1\n\n')
    })
    const others = Array.from({ length: 9 }, listen)
    await until(() => told.length === 10)
    expect(server.heard).toHaveLength(1)
    stop()
    for (const other of others.slice(1)) other()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(isOpen).toBe(true)
    others[0]!()
    await until(() => !isOpen)
    expect(server.heard).toHaveLength(1)
  })

  it('comes back when the server does', async () => {
    let isDown = true
    const { told, server } = await watching((_heard, response) =>
      isDown ? say(response, 503, '') : begin(response, 'data: 7\n\n'),
    )
    await until(() => server.heard.length >= 3)
    isDown = false
    await until(() => told.indexOf(7) >= 0)
  })

  it.each([
    ['204', [], (response: ServerResponse) => response.writeHead(204).end()],
    ['403', ['notAllowed'], (response: ServerResponse) => say(response, 403, '')],
    ['404', ['notFound'], (response: ServerResponse) => say(response, 404, '')],
    [
      'a page of HTML',
      ['serverFailed'],
      (response: ServerResponse) => say(response, 200, '<html>', { 'content-type': 'text/html' }),
    ],
  ])('is over where the answer is %s, and says why', async (_title, why, answer) => {
    const { server, told, faults, listen } = await watching((_heard, response) => void answer(response))
    await until(() => server.heard.length === 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.heard).toHaveLength(1)
    expect(told).toEqual([])
    expect(faults).toEqual(why)
    if (why.length === 0) return
    listen()
    await until(() => server.heard.length === 2)
  })

  it('waits as long as it is asked to', async () => {
    const { server } = await watching((_heard, response, nth) =>
      nth === 1 ? say(response, 429, '', { 'retry-after': '1' }) : begin(response, ''),
    )
    await until(() => server.heard.length === 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.heard).toHaveLength(1)
    await until(() => server.heard.length === 2)
  })

  it('pauses also where it is asked not to', async () => {
    const ended = (response: ServerResponse) => {
      begin(response, 'retry: 0\ndata: 1\n\n')
      response.end()
    }
    const { server } = await watching((_heard, response) => ended(response), { random: () => 0.9 })
    await until(() => server.heard.length === 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.heard).toHaveLength(1)
  })

  it('takes a connection on which nothing comes for dead', async () => {
    const { server } = await watching((_heard, response) => begin(response, ': hello\n\n'), {
      silenceSeconds: 0.1,
    })
    await until(() => server.heard.length >= 2)
  })

  it('carries the token, and another once it has expired', async () => {
    let asked = 0
    const { told, server } = await watching(
      (heard, response) =>
        heard.headers.authorization === 'Bearer t2' ? begin(response, 'data: 4\n\n') : say(response, 401, ''),
      { getToken: () => `t${++asked}` },
    )
    await until(() => told.length === 1)
    expect(server.heard.map(({ headers, url }) => [headers.authorization, url])).toEqual([
      ['Bearer t1', '/events'],
      ['Bearer t2', '/events'],
    ])
  })
})
