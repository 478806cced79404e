/** The description against the running server: every answer that it documents is given and fits, and none is given that it lacks. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signingKeyOf, tokenOf } from '../../demo/server/token.js'
import type { Sender } from '../../src/schema/command.js'
import { innProgram, openInn, recordOf, secret, startMs, type Inn } from './inn.js'

interface Answer {
  headers?: Record<string, { required?: boolean; schema: object }>
  content?: Record<string, { schema: object }>
}
interface Description {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>
  components: object
}

let inn: Inn
let description: Description
let ajv: InstanceType<typeof Ajv2020>
const compiled = new Map<string, ReturnType<typeof ajv.compile>>()
const given = new Set<string>()
const faulty = { now: false }
beforeAll(async () => {
  inn = await openInn({ timeoutSeconds: 1, rate: { burst: 40, perSecond: 1 } })
  description = (await (await inn.app.request('/openapi.json')).json()) as Description
  ajv = new Ajv2020({ strict: false })
  ajv.addSchema(description, 'server')
  // the database as one that answers late, or not at all
  const { query, snapshot, transaction } = inn.database
  const broken = (): void => {
    if (faulty.now) throw new Error('the database is gone')
  }
  Object.assign(inn.database, {
    query: (...args: Parameters<typeof query>) => (broken(), query(...args)),
    snapshot: (work: Parameters<typeof snapshot>[0]) => (broken(), snapshot(work)),
    transaction: (work: Parameters<typeof transaction>[0]) => (broken(), transaction(work)),
  })
})
afterAll(() => inn.close())

const documented = (): string[] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  )

/** What an answer has that the description lacks, or has otherwise; notes what was given. */
async function faultsOf(method: string, path: string, answer: Response): Promise<string[]> {
  const name = Object.keys(description.paths).find((one) =>
    new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0]!),
  )
  const found = name === undefined ? undefined : description.paths[name]![method.toLowerCase()]
  const line = `${method} ${name} ${answer.status}`
  const stated = found?.responses[String(answer.status)]
  if (!stated) return [`${line} is not documented`]
  given.add(line)
  const faults = Object.entries(stated.headers ?? {}).flatMap(([header, { schema }]) => {
    const text = answer.headers.get(header)
    if (text === null) return [`${line} lacks ${header}`]
    return ajv.validate(schema, /^\d+$/.test(text) ? Number(text) : text)
      ? []
      : [`${line} says ${header}: ${text}`]
  })
  const type = answer.headers.get('content-type')?.split(';')[0] ?? null
  const types = Object.keys(stated.content ?? {})
  if (type === 'text/event-stream') {
    await answer.body?.cancel()
    return types.includes(type) ? faults : [...faults, `${line} is a stream`]
  }
  const text = await answer.text()
  if (types.length === 0) return text === '' ? faults : [...faults, `${line} has a body`]
  if (type === null || !types.includes(type)) return [...faults, `${line} is ${type}`]
  const escaped = name!.replaceAll('~', '~0').replaceAll('/', '~1')
  const pointer = `/paths/${escaped}/${method.toLowerCase()}/responses/${answer.status}/content/${type.replaceAll('/', '~1')}/schema`
  const id = `server#${encodeURI(pointer)}`
  const validate = compiled.get(id) ?? ajv.compile({ $ref: id })
  compiled.set(id, validate)
  if (!validate(JSON.parse(text))) faults.push(`${line}: ${ajv.errorsText(validate.errors)}`)
  return faults
}

interface Asked {
  path: string
  token?: string | null
  init?: RequestInit
}
async function check({ path, token = null, init = {} }: Asked): Promise<number> {
  const answer = await inn.ask(path, token, init)
  const { status } = answer
  expect(await faultsOf(init.method ?? 'GET', path, answer)).toEqual([])
  return status
}

const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
})
const commanding = (command: { key: string }): RequestInit =>
  post(JSON.stringify(command), { 'idempotency-key': command.key })
/** A token that this server would have made. */
const tokenFor = (merchant: string, program = 'cafe', by: Sender = 'merchant'): string => {
  const iat = Math.floor(inn.time.ms / 1000)
  return tokenOf(signingKeyOf(secret), { merchant, program, by, iat, exp: iat + 300 })
}

const reading = [
  '/merchants/{m}',
  '/merchants/{m}/standing',
  '/merchants/{m}/entries',
  '/merchants/{m}/events',
]
const claim = { command: 'claimTask', task: 'threeCups', key: 'k1' }
const long = { command: 'claimTask', task: 'longMenu', key: 'k2' }
const commands = '/merchants/7/commands'
const told = { id: 'told-1', type: 'cup', at: '2026-11-21' }
const telling = (fact: object, merchant = '7'): Asked => ({
  path: `/merchants/${merchant}/facts`,
  token: secret,
  init: post(JSON.stringify({ facts: [fact] })),
})

/** Every documented answer, and how to get it. */
const cases: Record<string, () => Promise<number>> = {
  'GET /openapi.json 200': () => check({ path: '/openapi.json' }),
  'POST /sessions 201': () => check({ path: '/sessions', token: secret, init: post('{"merchant":"7"}') }),
  'POST /sessions 400': () => check({ path: '/sessions', token: secret, init: post('{"merchant":7}') }),
  'POST /sessions 401': () => check({ path: '/sessions', token: 'guessed', init: post('{"merchant":"7"}') }),
  'POST /sessions 404': () => check({ path: '/sessions', token: secret, init: post('{"merchant":"70"}') }),
  'POST /sessions 413': () => check({ path: '/sessions', token: secret, init: post(' '.repeat(20_000)) }),
  'POST /sessions 415': () =>
    check({ path: '/sessions', token: secret, init: post('{}', { 'content-type': 'text/plain' }) }),
  'POST /merchants/{merchant}/facts 200': () => check(telling(told)),
  'POST /merchants/{merchant}/facts 201': () => check(telling(told)),
  'POST /merchants/{merchant}/facts 400': () => check(telling({ ...told, type: 'cups' })),
  'POST /merchants/{merchant}/facts 401': () => check({ ...telling(told), token: tokenFor('7') }),
  'POST /merchants/{merchant}/facts 404': () => check(telling(told, '70')),
  'POST /merchants/{merchant}/facts 409': () => check(telling({ ...told, at: '2026-11-20' })),
  'POST /merchants/{merchant}/facts 413': () => check({ ...telling(told), init: post(' '.repeat(20_000)) }),
  'POST /merchants/{merchant}/facts 415': () =>
    check({ ...telling(told), init: post('{}', { 'content-type': 'text/plain' }) }),
  'POST /merchants/{merchant}/facts 429': async () => {
    for (let nth = 0; nth < 60; nth++)
      if ((await check({ ...telling(told), token: 'guessed' })) === 429) return 429
    return 0
  },
  'GET /programs/{program} 200': () => check({ path: '/programs/cafe', token: tokenFor('7') }),
  'GET /programs/{program} 404': () => check({ path: '/programs/bar', token: tokenFor('7', 'bar') }),
  ...Object.fromEntries(
    [
      ['200', 'k1', claim],
      ['201', 'k1', claim],
      ['409', 'k1', { ...claim, task: 'longMenu' }],
      ['422', 'k2', long],
    ].map(([status, , command]) => [
      `POST /merchants/{merchant}/commands ${status as string}`,
      () => check({ path: commands, token: tokenFor('7'), init: commanding(command as { key: string }) }),
    ]),
  ),
  'POST /merchants/{merchant}/commands 400': () =>
    check({
      path: commands,
      token: tokenFor('7'),
      init: post(JSON.stringify(claim), { 'idempotency-key': 'k9' }),
    }),
  'POST /merchants/{merchant}/commands 404': () =>
    check({ path: '/merchants/70/commands', token: tokenFor('70'), init: commanding(claim) }),
  'POST /merchants/{merchant}/commands 413': () =>
    check({ path: commands, token: tokenFor('7'), init: post(' '.repeat(20_000)) }),
  'POST /merchants/{merchant}/commands 415': () =>
    check({ path: commands, token: tokenFor('7'), init: post('{}', { 'content-type': 'text/plain' }) }),
  'GET /merchants/{merchant}/receipts 200': () =>
    check({ path: '/merchants/7/receipts?key=k1', token: tokenFor('7') }),
  'GET /merchants/{merchant}/receipts 404': () =>
    check({ path: '/merchants/7/receipts?key=k7', token: tokenFor('7') }),
  'GET /merchants/{merchant}/entries 400': () =>
    check({ path: '/merchants/7/entries?count=0', token: tokenFor('7') }),
}
for (const one of reading) {
  const line = `GET ${one.replace('{m}', '{merchant}')}`
  cases[`${line} 200`] = () => check({ path: one.replace('{m}', '7'), token: tokenFor('7') })
  cases[`${line} 404`] = () => check({ path: one.replace('{m}', '70'), token: tokenFor('70') })
}
for (const one of [...reading, '/programs/cafe', '/merchants/{m}/commands', '/merchants/{m}/receipts']) {
  const path = one.replace('{m}', '7')
  const init = one.endsWith('/commands') ? commanding(long) : {}
  const line = `${init.method ?? 'GET'} ${one.replace('{m}', '{merchant}').replace('/cafe', '/{program}')}`
  cases[`${line} 401`] = () => check({ path, token: 'none', init })
  cases[`${line} 403`] = () => check({ path, token: tokenFor('8', 'inn'), init })
  cases[`${line} 429`] = async () => {
    for (let nth = 0; nth < 60; nth++)
      if ((await check({ path, token: tokenFor('7'), init })) === 429) return 429
    return 0
  }
  if (!init.method && !/events|receipts/.test(one)) {
    cases[`${line} 304`] = async () => {
      const etag = (await inn.ask(path, tokenFor('7'))).headers.get('etag')!
      return check({ path, token: tokenFor('7'), init: { headers: { 'if-none-match': etag } } })
    }
  }
}
cases['POST /sessions 429'] = async () => {
  for (let nth = 0; nth < 60; nth++)
    if ((await check({ path: '/sessions', token: 'guessed', init: post('{}') })) === 429) return 429
  return 0
}

/** The same requests on a database that fails, and on one that does not answer in time. */
const asked = (line: string): Asked => {
  const [method, name = ''] = line.split(' ')
  const path = name.replace('{merchant}', '7').replace('{program}', 'cafe')
  if (path === '/sessions') return { path, token: secret, init: post('{"merchant":"7"}') }
  if (path.endsWith('/facts')) return telling(told)
  return { path, token: tokenFor('7'), init: method === 'POST' ? commanding(long) : {} }
}

test('every case that can be asked for is answered as it is documented', async () => {
  const order = Object.entries(cases).sort(([a], [b]) =>
    Number(a.includes('201')) === Number(b.includes('201')) ? 0 : a.includes('201') ? -1 : 1,
  )
  for (const [line, run] of order) {
    inn.time.ms += 120_000 // all buckets are full again
    expect([line, await run()]).toEqual([line, Number(line.split(' ')[2])])
  }
})

test('a fault inside says nothing of what it was', async () => {
  for (const line of documented().filter((one) => one.endsWith(' 500'))) {
    inn.time.ms += 120_000
    const { path, token, init } = asked(line)
    faulty.now = true
    const answer = await inn.ask(path, token, init)
    faulty.now = false
    expect([line, answer.status]).toEqual([line, 500])
    expect(await answer.clone().text()).not.toMatch(/gone|database|Error/)
    expect(await faultsOf(init?.method ?? 'GET', path, answer)).toEqual([])
  }
  expect(inn.faults.length).toBeGreaterThan(0)
})

test('whoever gets no answer in time is told so', async () => {
  let free = (): void => undefined
  const busy = inn.database.transaction(() => new Promise<void>((resolve) => (free = resolve)))
  const lines = documented().filter((one) => one.endsWith(' 503'))
  const answers = await Promise.all(
    lines.map(async (line) => {
      const { path, token, init } = asked(line)
      return { line, method: init?.method ?? 'GET', path, answer: await inn.ask(path, token, init) }
    }),
  )
  free()
  await busy
  for (const { line, method, path, answer } of answers) {
    expect([line, answer.status]).toEqual([line, 503])
    expect(await faultsOf(method, path, answer)).toEqual([])
  }
})

test('nothing is documented that was not given', () => {
  expect(documented().filter((line) => !given.has(line))).toEqual([])
})

test('an answer that is not documented, or not as documented, would be told', async () => {
  const told = async (
    status: number,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<string> => {
    const answer = new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })
    return (await faultsOf('GET', '/merchants/7', answer)).join()
  }
  expect(await told(418, {})).toMatch(/418 is not documented/)
  expect(await told(200, recordOf('7'))).toMatch(/lacks ETag/)
  expect(await told(200, { ...recordOf('7'), id: 7 }, { etag: '"1"' })).toMatch(/must be string/)
  expect(await told(403, {})).toMatch(/403 is application\/json/)
  expect(await told(200, recordOf('7'), { etag: '"1"' })).toBe('')
})

test('the description is a valid OpenAPI 3.1 document as far as its schemas go', () => {
  expect(description.openapi).toBe('3.1.0')
  const schema = { $ref: 'server#/components/schemas/Program' }
  expect(ajv.validate(schema, innProgram)).toBe(true)
  expect(ajv.validate(schema, { ...innProgram, zone: 5 })).toBe(false)
  expect(
    ajv.validate({ $ref: 'server#/components/schemas/Command' }, { ...claim, key: 'x'.repeat(201) }),
  ).toBe(false)
  expect(startMs).toBeLessThan(inn.time.ms)
})
