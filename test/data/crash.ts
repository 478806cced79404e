/**
 * Random lives of a log on a disk that dies or fails at every single write: after each, the log is opened again and looked at, and the
 * command is sent again under its key, until it has gone through. Whatever was acknowledged must be there once; nothing else may be.
 */
import { Failure } from '../../src/data/adapter.js'
import { reducedOf } from '../../src/data/reduction.js'
import { Log } from '../../src/data/log.js'
import type { EntryRow, Head } from '../../src/data/rows.js'
import type { Command } from '../../src/schema/command.js'
import type { Fact } from '../../src/schema/record.js'
import { Dice } from '../oracle/dice.js'
import { barOpensMs, barProgram, barRecord } from './bar.js'
import { Death, Disk, Fate, type Lie } from './disk.js'

const dayMs = 86_400_000
// as text, so that it is compiled once
const program = JSON.stringify(barProgram)
const merchant = JSON.stringify(barRecord)

/** What a tab does next. */
type Act = { send: Command } | { inform: Fact } | { read: true }

class Life {
  private readonly fate = new Fate()
  private readonly disk: Disk
  private readonly copy: Disk
  readonly sent = new Map<string, 'acknowledged' | 'refused' | 'open'>()
  strikes = 0
  acts = 0
  private readonly dice: Dice
  private atMs = barOpensMs + dayMs
  private tabs: Log[] = []
  private readonly hasCopy: boolean
  private readonly loses: boolean

  constructor(seed: number, lie: Lie) {
    this.dice = new Dice(seed)
    this.disk = new Disk(this.fate, lie)
    this.copy = new Disk(this.fate)
    this.hasCopy = lie === 'none'
    this.loses = lie === 'none' || lie === 'loses'
    this.open()
  }

  /** Lives it, and says what went wrong, or null. */
  async violation(): Promise<string | null> {
    try {
      for (let nth = this.dice.int(2, 5); nth > 0; nth--) await this.through(this.act())
      await this.look('at the end')
      const [difference] = await this.tabs[0]!.audit()
      return difference ? `the audit: ${difference.of} ${difference.where}` : null
    } catch (error) {
      return error instanceof Violation ? error.message : `thrown: ${String((error as Error).stack)}`
    }
  }

  private open(): void {
    const options = {
      storage: this.disk,
      copy: this.hasCopy ? this.copy : null,
      witness: this.disk.witness,
      ...{ program, merchant, sender: 'operator' as const },
      now: () => this.atMs,
    }
    this.tabs = [new Log(options), new Log(options)]
  }

  /** What was being written may come back empty: a browser deletes what it finds damaged. */
  private revive(): void {
    const { fate, dice } = this
    fate.revive()
    if (this.loses && dice.chance(0.3)) fate.victim?.lose()
    this.disk.revive(dice.int(0, 2))
    this.copy.revive(0)
    this.open()
  }

  private act(): Act {
    const { dice } = this
    this.acts += 1
    this.atMs += dice.chance(0.1) ? -dice.int(0, 3_600_000) : dice.int(0, 15 * dayMs)
    const key = `k${this.acts}`
    const redemption = [...this.sent.keys()].reverse().find((one) => one.startsWith('r')) ?? 'r'
    const any = dice.chance(0.5) ? 'k1' : `k${this.acts - 1}`
    const acts: (() => Act)[] = [
      () => ({ send: { command: 'spendPoints', account: 'corks', amountPoints: dice.int(1, 60), key } }),
      () => ({ send: { command: 'useBenefit', benefit: 'boost', key } }),
      () => ({ send: { command: 'redeemBenefit', benefit: 'bottle', key: `r${key}` } }),
      () => ({ send: { command: 'useBenefit', benefit: 'bottle', redemption, key } }),
      () => ({ send: { command: 'releaseBenefit', benefit: 'bottle', redemption, key } }),
      () => ({ send: { command: 'reverse', fact: any, key } }),
      () => ({ inform: { id: `g${this.acts}`, type: 'glass', at: new Date(this.atMs).toISOString() } }),
      () => ({ read: true }),
    ]
    return dice.pick(acts)()
  }

  /** Does it again and again, with something happening at the first write, the second ..., until nothing is left to happen. */
  private async through(act: Act): Promise<void> {
    for (let at = 0; ; at++) {
      this.fate.arm({ at, how: this.dice.chance(0.7) ? 'die' : 'fail' })
      const outcome = await this.tried(act)
      if (!this.fate.hasStruck) {
        if (outcome === 'failed') violated('a call failed although nothing had happened')
        return this.fate.arm(null)
      }
      this.strikes += 1
      if (outcome === 'died') {
        this.revive()
      }
      this.fate.arm(null)
      // or it dies again before anybody has looked, while it is brought back
      if (this.dice.chance(0.7)) await this.look(`after write ${at} of ${JSON.stringify(act)}`)
    }
  }

  private async tried(act: Act): Promise<'done' | 'failed' | 'died'> {
    const log = this.dice.pick(this.tabs)
    const key = 'send' in act ? act.send.key : 'inform' in act ? act.inform.id : null
    if (key !== null && !this.sent.has(key)) this.sent.set(key, 'open')
    try {
      if ('send' in act) await log.send(act.send)
      else if ('inform' in act) await log.inform([act.inform])
      else await log.merchant()
      if (key !== null) this.sent.set(key, 'acknowledged')
      return 'done'
    } catch (error) {
      if (error instanceof Death) return 'died'
      if (!(error instanceof Failure)) throw error
      if (error.issue.code === 'storageFull') return 'failed'
      if (error.issue.code.startsWith('storage') || error.issue.code === 'historyLost')
        violated(`${error.issue.code} ${JSON.stringify(error.issue.params)}`)
      if (this.sent.get(key!) === 'acknowledged') violated(`${key} was acknowledged, and is refused now`)
      this.sent.set(key!, 'refused')
      return 'done'
    }
  }

  /** What lies on the disk, looked at without the code that put it there. */
  private async look(when: string): Promise<void> {
    await this.tabs[0]!.revision()
    const { head: stored, facts, entries } = this.disk.rows
    const ids = (facts as Fact[]).map(({ id }) => id)
    if (new Set(ids).size !== ids.length) violated(`a command is there twice ${when}`)
    for (const [key, state] of this.sent) {
      if (state === 'acknowledged' && !ids.includes(key)) violated(`${key} is lost ${when}`)
      if (state === 'refused' && ids.includes(key)) violated(`${key} was refused and is there ${when}`)
    }
    for (const id of ids) if (!this.sent.has(id)) violated(`${id} is there and was never sent ${when}`)
    if (stored === undefined) {
      if (facts.length + entries.length > 0) violated(`rows without a head ${when}`)
      return
    }
    const head = stored as Head
    if (head.facts !== facts.length || head.entries !== entries.length) violated(`a torn log ${when}`)
    const log = (entries as EntryRow[]).map(({ entry }) => entry)
    const sum = reducedOf(log)['corks']?.buckets.available ?? 0
    const balance = head.held?.accounts['corks']?.balancePoints ?? 0
    if (sum !== balance) violated(`a balance of ${balance} over entries that sum to ${sum} ${when}`)
    const { entries: newest } = await this.tabs[0]!.page({ from: 'first', count: 3 })
    if (newest[0]?.id !== log[log.length - 1]?.id)
      violated(`a page that does not begin with the newest ${when}`)
  }
}

class Violation extends Error {}
function violated(what: string): never {
  throw new Violation(what)
}

export interface Crashes {
  sequences: number
  acts: number
  strikes: number
  violations: string[]
}

/** Lives from a seed. `lie`: how the disk is worse than it says. */
export async function crashes(seed: number, runs: number, lie: Lie = 'none'): Promise<Crashes> {
  const dice = new Dice(seed)
  const result: Crashes = { sequences: 0, acts: 0, strikes: 0, violations: [] }
  for (; result.sequences < runs; result.sequences += 1) {
    const own = dice.seed()
    const life = new Life(own, lie)
    const violation = await life.violation()
    result.acts += life.acts
    result.strikes += life.strikes
    if (violation !== null) result.violations.push(`seed ${own}: ${violation}`)
  }
  return result
}
