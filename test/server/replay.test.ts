/** The log that the server has kept step by step, reading a little of it at a time, is the one that folding all of it gives. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer, type TierkitServer } from '../../demo/server/server.js'
import { auditOf } from '../../src/data/authority.js'
import type { Command } from '../../src/schema/command.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'
import type { Standing } from '../../src/schema/standing.js'
import { randomOf } from './lies.js'
import { secret } from './inn.js'

const demo = fileURLToPath(new URL('../../demo/', import.meta.url))
const read = <T>(path: string): T => JSON.parse(readFileSync(`${demo}${path}`, 'utf8')) as T
const listed = read<{ id: string; program: string }[]>('merchants/index.json')
// two of each program
const chosen = listed.filter(
  ({ program }, nth) => listed.findIndex((one) => one.program === program) + 2 > nth,
)
const ids = chosen.map(({ id }) => read<MerchantRecord>(`merchants/${id}.json`).id)

let server: TierkitServer
let nowMs = Date.parse('2026-11-21T09:30:00+08:00')
beforeAll(async () => {
  const names = [...new Set(chosen.map(({ program }) => program))]
  server = await openServer({
    secret,
    now: () => nowMs,
    programs: names.map((name) => read(`programs/${name}.json`)),
    merchants: () =>
      chosen.map(({ id, program }) => ({
        program: read<{ program: string }>(`programs/${program}.json`).program,
        record: read<MerchantRecord>(`merchants/${id}.json`),
      })),
  })
})
afterAll(() => server.close())

/** All that the tables hold of a merchant. */
async function whole(id: string): Promise<{ program: string; record: MerchantRecord }> {
  const { database } = server
  const [row] = await database.query('select program, head, held, revision from merchants where id = $1', [
    id,
  ])
  const facts = await database.query('select body from facts where merchant = $1 order by seen, at', [id])
  const entries = await database.query('select body from entries where merchant = $1 order by place', [id])
  const record: MerchantRecord = {
    ...(row!['head'] as MerchantRecord),
    held: row!['held'] as Held,
    facts: facts.map(({ body }) => body as Fact),
    entries: entries.map(({ body }) => body as Entry),
    revision: Number(row!['revision']),
  }
  return { program: row!['program'] as string, record }
}

/** What might be asked of a merchant who stands like this; some of it is refused. */
function asked(
  { tasks, benefits, accounts }: Standing,
  facts: readonly string[],
  random: () => number,
  key: string,
): Command {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const reason = { en: 'By hand', 'zh-CN': '人工' }
  const task = (tasks.find(({ state }) => state === 'claimable') ?? one(tasks)).id
  const benefit = one(benefits)
  return one<Command>([
    { command: 'claimTask', task, key },
    { command: 'dismissTask', task: one(tasks).id, key },
    { command: 'useBenefit', benefit: benefit.id, key },
    {
      ...{ command: 'chooseBenefit', benefit: benefit.id, key },
      options: (benefit.choose?.options ?? []).slice(0, benefit.choose?.pick ?? 0).map(({ id }) => id),
    },
    { command: 'spendPoints', account: one(accounts).id, amountPoints: 1 + Math.floor(random() * 500), key },
    {
      command: 'adjustPoints',
      account: one(accounts).id,
      points: Math.floor(random() * 900) - 300,
      reason,
      key,
    },
    ...(facts.length > 0 ? [{ command: 'reverse', fact: one(facts), key } as const] : []),
  ])
}

test('after commands and months, every byte is what its facts make it', async () => {
  const random = randomOf(7)
  const accepted = new Map<string, string[]>(ids.map((id) => [id, []]))
  const commands = new Set<string>()
  for (let step = 0; step < 160; step++) {
    nowMs += Math.floor(random() * 36) * 3_600_000 + 1
    const id = ids[step % ids.length]!
    const standing = JSON.parse((await server.ledger.standing(id))!.text) as Standing
    const command = asked(standing, accepted.get(id)!, random, `step-${step}`)
    const sent = await server.ledger.send(id, command, 'operator')
    if (!sent || !('receipt' in sent)) continue
    accepted.get(id)!.push(command.key)
    commands.add(command.command)
    if (step % 10 === 0) await server.ledger.sweep()
  }
  expect(commands.size).toBeGreaterThanOrEqual(5)
  let entries = 0
  for (const id of ids) {
    const { program, record } = await whole(id)
    expect(auditOf((await server.ledger.program(program))!.plan, record)).toEqual([])
    entries += record.entries!.length
  }
  expect(entries).toBeGreaterThan(100)
}, 120_000)

test('a log that was changed is told', async () => {
  const { program, record } = await whole(ids[0]!)
  const [first, ...rest] = record.entries!
  const changed = { ...record, entries: [{ ...first!, amountPoints: first!.amountPoints + 1 }, ...rest] }
  expect(auditOf((await server.ledger.program(program))!.plan, changed)).not.toEqual([])
})
