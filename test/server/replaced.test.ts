/** A program that is replaced while pages are open: no merchant's log moves, and yet nobody goes on reading by the old one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transacted, type Database } from '../../demo/server/database.js'
import { Events } from '../../demo/server/events.js'
import { keepProgram, keptOf } from '../../demo/server/programs.js'
import { databases } from './databases.js'
import { innProgram, openInn, type Inn } from './inn.js'

const named = (en: string) => ({
  ...innProgram,
  ladders: innProgram.ladders.map((ladder) => ({ ...ladder, name: { en, 'zh-CN': en } })),
})
const replaceBy = (inn: Inn, program: object): Promise<void> =>
  transacted(inn.database, (rows) => keepProgram(rows, keptOf(program)))

test('is heard of by those alone whose merchants are in it', async () => {
  let say = (_payload: string): void => undefined
  const events = new Events()
  await events.begin({
    listen: (_channel: string, heard: (payload: string) => void) => Promise.resolve(void (say = heard)),
  } as Database)
  const heard: string[] = []
  for (const [merchant, program] of [
    ['7', 'cafe'],
    ['8', 'cafe'],
    ['9', 'bar'],
  ] as const)
    // prettier-ignore
    events.open(merchant, program, (told) => heard.push(`${merchant} ${told}`))
  say('{"program":"cafe"}')
  say('{"merchant":"9","revision":4}')
  events.end()
  expect(heard).toEqual(['7 program', '8 program', '9 4', '7 over', '8 over', '9 over'])
})

describe.each(databases)('$name', ({ open, close }) => {
  let inn: Inn
  let other: Inn
  beforeAll(async () => {
    const where = await open()
    inn = await openInn({ ...where, heartbeatSeconds: 60 })
    // another process of the same server, where there can be one: it replaces, and the first one is asked
    other = where.url ? await openInn({ ...where, programs: [] }) : inn
  })
  afterAll(async () => {
    if (other !== inn) await other?.close()
    await inn?.close()
    await close()
  })

  test.each(['/merchants/7/standing', '/merchants/7', '/programs/cafe'])('%s is read anew', async (path) => {
    const token = await inn.token()
    const first = await inn.ask(path, token)
    const etag = first.headers.get('etag')!
    await replaceBy(other, named(`Class by ${path}`))
    const again = await inn.ask(path, token, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(200)
    expect(again.headers.get('etag')).not.toBe(etag)
    if (path !== '/merchants/7') expect(await again.text()).toContain(`Class by ${path}`)
    const same = again.headers.get('etag')!
    expect((await inn.ask(path, token, { headers: { 'if-none-match': same } })).status).toBe(304)
  })

  test('decides by the new one at once', async () => {
    const token = await inn.token()
    const command = { command: 'useBenefit', benefit: 'boost' }
    const benefits = innProgram.benefits.map((one) => ({ ...one, takes: { beans: 1_000 } }))
    await replaceBy(other, { ...innProgram, benefits })
    expect((await inn.send({ ...command, key: 'dear' }, token)).status).toBe(422)
    await replaceBy(other, innProgram)
    expect((await inn.send({ ...command, key: 'as-before' }, token)).status).toBe(201)
  })

  test('tells every open stream of its merchants once, and of no other program', async () => {
    const token = await inn.token()
    const reader = (await inn.ask('/merchants/7/events', token)).body!.getReader()
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value)
    expect(await next()).toContain('event: revision')
    await replaceBy(other, { ...innProgram, program: 'elsewhere' })
    await replaceBy(other, named('Class'))
    expect(await next()).toBe('event: changed\ndata: {}\n\n')
    // the same one again replaces nothing
    await replaceBy(other, named('Class'))
    expect((await inn.send({ command: 'claimTask', task: 'threeCups', key: 'heard' }, token)).status).toBe(
      201,
    )
    expect(await next()).toContain('event: revision')
    await reader.cancel()
  })

  test('makes what is due be asked anew', async () => {
    const due = async (): Promise<Date> => {
      const [row] = await inn.database.query(`select due_at from merchants where id = '7'`)
      return new Date(row!['due_at'] as string)
    }
    // as a program that had nothing to do for long would have left it
    await inn.database.query(`update merchants set due_at = '2030-01-01'`)
    const reviews = { ...innProgram.reviews, daily: { every: 'day' } }
    const ladders = innProgram.ladders.map((ladder) => ({
      ...ladder,
      transition: { promote: 'daily', demote: 'daily' },
    }))
    await replaceBy(other, { ...innProgram, reviews, ladders })
    await inn.ledger.sweep()
    const after = await due()
    expect(after.getTime()).toBeGreaterThan(inn.time.ms)
    expect(after.getTime()).toBeLessThan(Date.parse('2027-01-01'))
    // the same one again, as at every start of the server
    await replaceBy(other, { ...innProgram, reviews, ladders })
    expect(await due()).toEqual(after)
  })

  test('nothing has gone wrong inside', () => {
    expect([...inn.faults, ...other.faults]).toEqual([])
  })
})
