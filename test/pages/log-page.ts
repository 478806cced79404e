/** A page that keeps a log in its browser, for tests that drive one: what it offers hangs on `window.log`. */
import { conformance, type Subject } from '../../src/data/conformance.js'
import { indexedDbAdapter, type IndexedDbAdapter } from '../../src/data/indexeddb.js'
import type { Command } from '../../src/schema/command.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { barOpensMs, barProgram, barRecord } from '../data/bar.js'

const ctx = { signal: new AbortController().signal, merchantId: null, locale: 'en' } as const
const spend = (key: string, amountPoints: number): Command =>
  ({ command: 'spendPoints', account: 'corks', amountPoints, key }) as Command
const dayMs = 86_400_000
const reason = { en: 'Gift', 'zh-CN': '赠送' }

class LogPage {
  private readonly adapter: IndexedDbAdapter

  constructor(name: string) {
    // a day on which the first points have not lapsed; each time it is opened, the clock may have gone back
    const now = (): number => barOpensMs + (Date.now() % dayMs)
    this.adapter = indexedDbAdapter({
      program: barProgram,
      merchant: barRecord,
      sender: 'operator',
      name,
      now,
    })
  }

  /** Sends a gift; the same each time. */
  async give(points: number): Promise<void> {
    await this.adapter.send({ command: 'adjustPoints', account: 'corks', points, reason, key: 'gift' }, ctx)
  }

  /** Sends spends of one point each, one after the other, and says each key as soon as it is acknowledged; how many were taken. */
  async spend(prefix: string, count: number): Promise<number> {
    let taken = 0
    for (let nth = 0; nth < count; nth++) {
      const key = `${prefix}-${nth}`
      try {
        await this.adapter.send(spend(key, 1), ctx)
        taken += 1
        console.log(`acknowledged ${key}`)
      } catch (error) {
        const code = (error as { issue?: { code: string } }).issue?.code
        if (code !== 'notEnoughPoints') throw error
      }
    }
    return taken
  }

  /** All there is: the keys in the log, the balance, and what an audit finds. */
  async state(): Promise<{ keys: string[]; balancePoints: number; wrong: string[] }> {
    const record = (await this.adapter.merchant(ctx)).data as MerchantRecord
    const wrong = (await this.adapter.audit()).map(({ of, where }) => `${of} ${where}`)
    return {
      keys: (record.facts ?? []).map(({ id }) => id),
      balancePoints: record.held!.accounts['corks']!.balancePoints,
      wrong,
    }
  }

  /** What fails of the conformance suite. */
  async conformance(): Promise<{ checked: number; failed: string[] }> {
    let count = 0
    const subject: Subject = {
      adapter: this.adapter,
      command: spend('k1', 5),
      refused: spend('k2', 1_000),
      next: () => spend(`n${count++}`, 1),
    }
    const failed: string[] = []
    const checks = conformance.filter(({ applies }) => applies(subject))
    for (const { name, run } of checks)
      await run(subject).catch((error: unknown) => failed.push(`${name}: ${String(error)}`))
    return { checked: checks.length, failed }
  }
}

Object.assign(globalThis, { openLog: (name: string) => new LogPage(name) })
