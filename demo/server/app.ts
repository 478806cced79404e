/**
 * The server as a function from a request to an answer: what may be asked, by whom, and how much. It decides nothing about points: the
 * ledger does. Whatever goes wrong is answered with a problem that says what, and never with what went wrong inside.
 */
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { timeout } from 'hono/timeout'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import { readText } from '../../src/schema/read.js'
import { command as commandSchema, type Sender } from '../../src/schema/command.js'
import { factsTold, mostSeconds, sessionAsked, usualSeconds } from './documents.js'
import type { Events } from './events.js'
import type { Ledger, Read } from './ledger.js'
import { openApi } from './openapi.js'
import { pageAt, queryOf } from './pages.js'
import { problemOf, refusal, Refusal, refused } from './problem.js'
import { Buckets, type Rate } from './rate.js'
import { claimsIn, isSecret, signingKeyOf, tokenOf, type Claims } from './token.js'

export interface AppOptions {
  readonly ledger: Ledger
  readonly events: Events
  /** What the host's back end shows to `/sessions`. At least 32 characters of ASCII, no space. */
  readonly secret: string
  readonly now: () => number
  /** Pages of these origins may ask; none but the server's own where there are none. */
  readonly origins?: readonly string[]
  /** Of one merchant's one kind of sender, and of one address where nobody is known. */
  readonly rate?: Rate
  readonly timeoutSeconds?: number
  readonly heartbeatSeconds?: number
  /** Told of faults of our own: an error without what was asked. */
  readonly faulted?: (error: unknown) => void
}

type Env = { Variables: { claims: Claims } }
type Asked = Context<Env>

const mostBytes = 16_384
const usualRate: Rate = { burst: 60, perSecond: 10 }

/** What every answer says beside its own. */
const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: { defaultSrc: [`'none'`], frameAncestors: [`'none'`] },
  xFrameOptions: 'DENY',
})

export function appOf(options: AppOptions): Hono<Env> {
  const { secret, now, origins = [], timeoutSeconds = 10, faulted = () => undefined } = options
  if (!/^[\x21-\x7e]{32,}$/.test(secret))
    throw new Error('the secret must be 32 characters or more, of ASCII and without spaces')
  const app = new Hono<Env>()
  app.use(headers)
  app.use(
    cors({
      origin: [...origins],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'Last-Event-ID'],
      exposeHeaders: ['Date', 'ETag', 'Retry-After'],
      maxAge: 600,
    }),
  )
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('date', new Date(now()).toUTCString())
    c.res.headers.append('vary', 'Authorization')
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache')
  })
  const late = (): HTTPException => new HTTPException(503)
  const inTime = timeout(timeoutSeconds * 1000, late)
  // a stream of events goes on for as long as somebody listens
  app.use((c, next) => (c.req.path.endsWith('/events') ? next() : inTime(c, next)))
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: (c) => {
        const bytes = Number(c.req.header('content-length') ?? mostBytes + 1)
        throw new Refusal(413, [issueAt('overSize', [], { bytes, limit: mostBytes })])
      },
    }),
  )
  routes(app, options)
  app.notFound((c) => answerTo(c, refusal(404)))
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerTo(c, error)
    if (error instanceof HTTPException && error.status === 503)
      return answerTo(c, refusal(503, { 'Retry-After': '1' }))
    faulted(error)
    return answerTo(c, refusal(500))
  })
  return app
}

function answerTo(c: Context, refusal: Refusal): Response {
  const locale = /^zh\b/i.test(c.req.header('accept-language') ?? '') ? 'zh-CN' : 'en'
  return c.body(JSON.stringify(problemOf(refusal, locale)), refusal.status as 400, {
    'Content-Type': 'application/problem+json',
    ...refusal.headers,
  })
}

function routes(app: Hono<Env>, options: AppOptions): void {
  const { ledger, secret, now, rate = usualRate } = options
  const buckets = new Buckets(rate, now)
  const pass = (sender: string): void => {
    const seconds = buckets.take(sender)
    if (seconds > 0) throw refusal(429, { 'Retry-After': String(seconds) })
  }
  const key = signingKeyOf(secret)
  const mine = mineBy(key, now, pass)

  app.get('/openapi.json', (c) => c.json(openApi()))
  const ofHost: MiddlewareHandler = async (c, next) => {
    // who shows the secret is known, and must not wait for others who come by the same address
    if (!isSecret(secret, bearerOf(c) ?? '')) {
      pass(`address ${addressOf(c)}`)
      throw unauthorized()
    }
    await next()
  }
  app.post('/sessions', ofHost, async (c) => {
    const { merchant, by = 'merchant', seconds = usualSeconds } = await bodyOf(c, sessionAsked)
    const program = await ledger.programOf(merchant)
    if (program === null) throw refusal(404)
    const iat = Math.floor(now() / 1000)
    const exp = iat + Math.min(seconds, mostSeconds)
    const token = tokenOf(key, { merchant, program, by, iat, exp })
    const expiresAt = new Date(exp * 1000).toISOString()
    return c.json({ token, merchant, program, by, expiresAt }, 201, { 'Cache-Control': 'no-store' })
  })
  app.get('/programs/:program', mine, async (c) => {
    const kept = await ledger.program(c.req.param('program'))
    if (!kept) throw refusal(404)
    return given(c, kept.text, kept.etag)
  })
  app.get('/merchants/:merchant', mine, async (c) => read(c, await ledger.record(merchantOf(c))))
  app.get('/merchants/:merchant/standing', mine, async (c) => read(c, await ledger.standing(merchantOf(c))))
  app.get('/merchants/:merchant/entries', mine, (c) => entries(c, ledger))
  app.get('/merchants/:merchant/events', mine, (c) => follow(c, options))
  app.post('/merchants/:merchant/commands', mine, (c) => send(c, ledger))
  app.get('/merchants/:merchant/receipts', mine, (c) => receiptOf(c, ledger))
  app.post('/merchants/:merchant/facts', ofHost, (c) => inform(c, c.req.param('merchant'), ledger))
  // what is there for another method
  for (const [path, allowed] of methods) {
    app.all(path, () => {
      throw refusal(405, { Allow: allowed })
    })
  }
}

const methods: readonly (readonly [path: string, allowed: string])[] = [
  ['/openapi.json', 'GET'],
  ['/sessions', 'POST'],
  ['/programs/:program', 'GET'],
  ['/merchants/:merchant', 'GET'],
  ['/merchants/:merchant/standing', 'GET'],
  ['/merchants/:merchant/entries', 'GET'],
  ['/merchants/:merchant/events', 'GET'],
  ['/merchants/:merchant/commands', 'POST'],
  ['/merchants/:merchant/receipts', 'GET'],
  ['/merchants/:merchant/facts', 'POST'],
]

/** Lets a request through whose token is for the merchant, or the program, that it names. */
function mineBy(key: Buffer, now: () => number, pass: (sender: string) => void): MiddlewareHandler<Env> {
  return async (c, next) => {
    const claims = claimsIn(key, bearerOf(c) ?? '', now())
    if (!claims) {
      pass(`address ${addressOf(c)}`)
      throw unauthorized()
    }
    pass(`${claims.by} ${claims.merchant}`)
    const { merchant = claims.merchant, program = claims.program } = c.req.param() as Record<string, string>
    if (merchant !== claims.merchant || program !== claims.program) throw refusal(403)
    c.set('claims', claims)
    await next()
  }
}

const unauthorized = (): Refusal => refusal(401, { 'WWW-Authenticate': 'Bearer realm="tierkit"' })

function bearerOf(c: Context): string | null {
  return /^Bearer ([^\s]+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}

/** Whose request it is where nobody is known. Behind a proxy that is the proxy. */
function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown' // asked within the process
  }
}

const merchantOf = (c: Asked): string => c.get('claims').merchant

/** A document as text, or nothing where the asker has it already. */
function given(c: Context, text: string, etag: string): Response {
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(etag)) return c.body(null, 304, { ETag: etag })
  return c.body(text, 200, { 'Content-Type': 'application/json', ETag: etag })
}

function read(c: Context, found: Read | null): Response {
  if (!found) throw refusal(404)
  const { text, revision, beside } = found
  return given(c, text, beside === '' ? `"${revision}"` : `"${revision};${beside}"`)
}

async function entries(c: Asked, ledger: Ledger): Promise<Response> {
  const query = queryOf(new URL(c.req.url).searchParams)
  if ('code' in query) throw new Refusal(400, [query])
  const found = await ledger.settled(merchantOf(c), async (rows, merchant, { plan }) => ({
    text: JSON.stringify(await pageAt(rows, merchant, query, plan.clockwork.zone)),
    revision: merchant.revision,
    beside: '',
  }))
  return read(c, found)
}

async function send(c: Asked, ledger: Ledger): Promise<Response> {
  const command = await bodyOf(c, commandSchema)
  const header = c.req.header('idempotency-key') ?? ''
  if (header !== spelled(command.key)) {
    const params = { found: command.key, options: header, nearest: header }
    throw new Refusal(400, [issueAt('notOneOf', ['key'], params)])
  }
  const unkept = unkeptIn(command)
  if (unkept) throw new Refusal(400, [unkept])
  const { merchant, by } = c.get('claims')
  const sent = await ledger.send(merchant, command, by as Sender)
  if (!sent) throw refusal(404)
  if (!('receipt' in sent)) throw refused(sent)
  return c.json(sent.receipt, sent.isNew ? 201 : 200)
}

/** What the host's back end has learned of a merchant. */
async function inform(c: Context, merchant: string, ledger: Ledger): Promise<Response> {
  const told = await bodyOf(c, factsTold)
  const unkept = unkeptIn(told)
  if (unkept) throw new Refusal(400, [unkept])
  const found = await ledger.inform(merchant, told.facts)
  if (!found) throw refusal(404)
  if (!('revision' in found)) throw new Refusal(found[0].code === 'reusedKey' ? 409 : 400, found)
  return c.json({ revision: found.revision }, found.isNew ? 201 : 200)
}

/** A key as a header can hold it; null for what no database text holds either, and no header is. */
function spelled(key: string): string | null {
  if (/^[!-~]+$/.test(key)) return key
  try {
    return key.includes('\0') ? null : encodeURIComponent(key)
  } catch {
    return null // half of a pair of units
  }
}

/** Where a command, or a fact, holds what no text of the database does: a NUL, or half of a pair of units. */
function unkeptIn(value: unknown, path: (string | number)[] = []): Issue | null {
  if (typeof value === 'string') {
    const found = unkeepable.exec(value)?.[0]
    return found === undefined ? null : issueAt('notJson', path, { found, expected: 'escape' })
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const issue = unkeptIn(part, [...path, key])
    if (issue) return issue
  }
  return null
}
const unkeepable = /\0|\p{Surrogate}/u

/** What became of a command. */
async function receiptOf(c: Asked, ledger: Ledger): Promise<Response> {
  const receipt = await ledger.receipt(merchantOf(c), c.req.query('key') ?? '')
  if (!receipt) throw refusal(404)
  return c.json(receipt)
}

/** A body that its schema has passed. */
async function bodyOf<S extends Parameters<typeof readText>[1]>(
  c: Context,
  schema: S,
): Promise<NonNullable<ReturnType<typeof readText<S>>['value']>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json') throw refusal(415)
  const { value, issues } = readText(await c.req.text(), schema, { bytes: mostBytes, depth: 16 })
  if (value === null) throw new Refusal(400, issues as [Issue, ...Issue[]])
  return value as NonNullable<typeof value>
}

/** Tells of every revision from the one that the asker has, and of another program, until the token is over. */
async function follow(
  c: Asked,
  { ledger, events, now, heartbeatSeconds = 15, faulted }: AppOptions,
): Promise<Response> {
  const { merchant, program, exp } = c.get('claims')
  const last = Number(c.req.header('last-event-id') ?? -1)
  let newest = -1
  let newestProgram = ''
  let isOver = false
  let mustLook = false
  let wake = (): void => undefined
  const close = events.open(merchant, program, (told) => {
    if (told === 'over') isOver = true
    else if (told === 'program') mustLook = true
    else newest = Math.max(newest, told)
    wake()
  })
  if (!close) throw refusal(429, { 'Retry-After': '30' })
  const look = async (): Promise<number | null> => {
    mustLook = false
    const found = await ledger.place(merchant)
    if (!found) return null
    newest = Math.max(newest, found.revision)
    newestProgram = found.program
    return found.revision
  }
  const began = await look().catch((error: unknown) => {
    close()
    throw error
  })
  if (began === null) {
    close()
    throw refusal(404)
  }
  return streamSSE(c, async (stream) => {
    // a place that the log has never been at is none
    let told = last <= began ? last : -1
    let toldProgram = newestProgram
    stream.onAbort(() => {
      isOver = true
      wake()
    })
    try {
      for (let leftMs = exp * 1000 - now(); !isOver && leftMs > 0; leftMs = exp * 1000 - now()) {
        while (mustLook) await look()
        if (newestProgram !== toldProgram) {
          toldProgram = newestProgram
          // no revision: whoever has the newest one must read again all the same
          await stream.writeSSE({ event: 'changed', data: '{}' })
        } else if (newest > told) {
          told = newest
          await stream.writeSSE({
            event: 'revision',
            id: String(told),
            data: JSON.stringify({ revision: told }),
          })
        } else if (!(await woke((resolve) => (wake = resolve), Math.min(heartbeatSeconds * 1000, leftMs)))) {
          await stream.write(': \n\n')
          // what has followed from time alone moves the log too
          mustLook = true
        }
      }
    } catch (error) {
      // whoever listens asks again, and is told what is wrong then
      faulted?.(error)
    } finally {
      close()
    }
  })
}

/** True when `wake` is called within so many ms, false after them. */
function woke(wake: (resolve: () => void) => void, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(1, withinMs))
    wake(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
