/** Clients that spend from the same accounts at once, through the server, until nothing is left. */
import { Agent, request } from 'node:http'
import type { EntryPage } from '../../src/schema/entry.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { randomOf } from './lies.js'
import { readAt, startChild, tokenAt } from './process.js'

export { removeServer } from './process.js'

export interface Race {
  readonly url?: string
  readonly folder?: string
  readonly clients: number
  readonly spends: number
  readonly seed: number
  /** So many accounts, one a merchant, with so many points each. */
  readonly merchants: number
  readonly points: number
}
export interface Outcome {
  readonly accepted: number
  readonly refused: number
  readonly repeated: number
  readonly spentPoints: number
  readonly hadPoints: number
  readonly leftPoints: number
  /** What does not add up; empty where all does. */
  readonly faults: readonly string[]
  readonly seconds: number
}

interface Answer {
  readonly status: number
  readonly text: string
}
/** As `fetch` would, on connections that stay open and a hundredth of the work. */
function posted(
  agent: Agent,
  address: string,
  path: string,
  token: string,
  command: { key: string },
): Promise<Answer> {
  const body = JSON.stringify(command)
  const headers = {
    authorization: `Bearer ${token}`,
    ...{
      'content-type': 'application/json',
      'idempotency-key': command.key,
      'content-length': Buffer.byteLength(body),
    },
  }
  return new Promise((resolve, reject) => {
    const asked = request(`${address}${path}`, { agent, method: 'POST', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on('error', reject)
    })
    // a connection that the server gives up just as it is used again: the command is asked anew under its key
    asked.on('error', (error: NodeJS.ErrnoException) =>
      asked.reusedSocket && error.code === 'ECONNRESET'
        ? posted(agent, address, path, token, command).then(resolve, reject)
        : reject(error),
    )
    asked.end(body)
  })
}

export async function race({ clients, spends, seed, merchants, points, ...where }: Race): Promise<Outcome> {
  const server = await startChild({ ...where, spenders: { merchants, points } })
  try {
    const ids = Array.from({ length: merchants }, (_, nth) => `m${nth}`)
    const tokens = new Map<string, string>()
    for (const id of ids) tokens.set(id, await tokenAt(server.address, id, 'operator'))
    const told = { accepted: 0, refused: 0, repeated: 0 }
    const spent = new Map<string, number>(ids.map((id) => [id, 0]))
    const faults: string[] = []
    const agent = new Agent({ keepAlive: true, maxSockets: clients })
    let open = spends
    const began = performance.now()
    const client = async (nth: number): Promise<void> => {
      const random = randomOf(seed * 1_000 + nth)
      for (let count = 0; open-- > 0; count++) {
        const id = ids[Math.floor(random() * ids.length)]!
        const amountPoints = 1 + Math.floor(random() * 9)
        const command = { command: 'spendPoints', account: 'beans', amountPoints, key: `c${nth}-${count}` }
        const path = `/merchants/${id}/commands`
        const answer = await posted(agent, server.address, path, tokens.get(id)!, command)
        if (answer.status === 201) {
          told.accepted++
          spent.set(id, spent.get(id)! + amountPoints)
          // as a client does whose answer was lost
          if (random() < 0.02) {
            const again = await posted(agent, server.address, path, tokens.get(id)!, command)
            told.repeated++
            if (again.status !== 200 || again.text !== answer.text)
              faults.push(`again: ${again.status} ${again.text}`)
          }
        } else if (answer.status === 422 && answer.text.includes('"notEnoughPoints"')) told.refused++
        else faults.push(`${answer.status} ${answer.text.slice(0, 200)}`)
      }
    }
    await Promise.all(Array.from({ length: clients }, (_, nth) => client(nth)))
    const seconds = (performance.now() - began) / 1000
    agent.destroy()
    let leftPoints = 0
    for (const id of ids) {
      const token = tokens.get(id)!
      const record = await readAt<MerchantRecord>(server.address, `/merchants/${id}`, token)
      const left = record.held!.accounts['beans']!.balancePoints
      const { entries } = await readAt<EntryPage>(server.address, `/merchants/${id}/entries?count=1`, token)
      leftPoints += left
      if (left < 0 || left + spent.get(id)! !== points)
        faults.push(`${id}: ${left} left, ${spent.get(id)} spent of ${points}`)
      if (entries[0]!.balancePoints !== left)
        faults.push(`${id}: its entries say ${entries[0]!.balancePoints}`)
    }
    const spentPoints = [...spent.values()].reduce((sum, one) => sum + one, 0)
    return { ...told, spentPoints, hadPoints: merchants * points, leftPoints, faults, seconds }
  } finally {
    await server.kill()
  }
}
