/** An outbox on its stage: a storage that a test may break, watch and write to as another tab would, and sendings that it answers. */
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Answer } from '../../src/data/adapter.js'
import type { KeyValueStore } from '../../src/data/key-value-store.js'
import { Outbox, type OutboxOptions } from '../../src/data/outbox.js'
import { nameOf, type Waiting } from '../../src/data/waiting.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { FakeClock, settled } from './clock.js'

export const secondMs = 1_000
export const hourMs = 3_600_000
export const leaseMs = 15 * secondMs
export const at = '2026-11-22T09:00:00Z'
export const startMs = Date.parse(at)
export const prefix = '1/https%3A%2F%2Fhost/7/'
export const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }
export const boost: Command = { command: 'useBenefit', benefit: 'boost', key: 'k2' }
export const lost = new Error('no answer')
export const refused = issueAt('usedUp', [], { times: 2 })

/** A storage in memory that a test may break, watch, and write to as another tab would. */
export class Disk implements KeyValueStore {
  readonly kept = new Map<string, string>()
  fails = false
  /** Nothing can be put there any more. */
  isFull = false
  /** Runs once what was put is there, and before who put it hears so. */
  wasPut: (name: string, text: string) => unknown = () => undefined

  async list(keysFrom: string): Promise<[string, string][]> {
    await this.work()
    return [...this.kept].filter(([key]) => key.startsWith(keysFrom))
  }

  async put(key: string, text: string): Promise<void> {
    await this.work()
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.kept.set(key, text)
    await this.wasPut(key.slice(prefix.length), text)
  }

  async delete(key: string): Promise<void> {
    await this.work()
    this.kept.delete(key)
  }

  private async work(): Promise<void> {
    if (this.fails) throw new Error('broken')
  }

  /** The claim as another tab has it. */
  hold(change: Partial<Waiting> = {}): void {
    const waiting: Waiting = {
      command: claim,
      state: 'queued',
      place: startMs,
      tab: 'other',
      queuedMs: startMs,
      revision: null,
      tries: 0,
      retryAtMs: 0,
      receipt: null,
      endedMs: null,
      issue: null,
      told: false,
      ...change,
    }
    this.kept.set(prefix + nameOf(waiting), JSON.stringify({ v: 1, ...waiting }))
  }

  /** What is kept of commands. */
  get commands(): Waiting[] {
    return [...this.kept]
      .filter(([key]) => key.startsWith(`${prefix}c/`))
      .map(([, text]) => JSON.parse(text) as Waiting)
  }

  forget(): void {
    for (const key of [...this.kept.keys()]) if (key.startsWith(`${prefix}c/`)) this.kept.delete(key)
  }

  get lease(): string | undefined {
    return this.kept.get(`${prefix}lease`)
  }

  /** For how long the turn is somebody's, in ms. */
  leasedMs(nowMs: number): number {
    return this.lease === undefined ? 0 : Number(this.lease.split(' ')[1]) - nowMs
  }
}

export interface Sending {
  readonly command: Command
  /** How long the turn was still its sender’s. */
  readonly leasedMs: number
  taken(revision: number): Promise<void>
  fail(error: unknown): Promise<void>
}

let tabs = 0
/** An outbox whose sendings wait for the test. Others’ commands are left to them for as long as a turn is; jitter is a half. */
export async function open(
  disk: Disk | null,
  { clock = new FakeClock(at), ...options }: Partial<OutboxOptions> & { clock?: FakeClock } = {},
) {
  const nth = ++tabs
  let draws = 0
  const sendings: Sending[] = []
  const changed = vi.fn()
  const outbox = new Outbox({
    send: (command) =>
      new Promise<Answer>((resolve, reject) => {
        sendings.push({
          command,
          leasedMs: disk?.leasedMs(clock.atMs) ?? 0,
          taken: (revision) => (resolve({ data: { key: command.key, revision } }), settled()),
          fail: (error) => (reject(error as Error), settled()),
        })
      }),
    storage: disk ?? undefined,
    origin: 'https://host',
    now: clock.now,
    timer: clock,
    random: () => [0, nth / 1_000, 0.1][draws++] ?? 0.5,
    revision: () => null,
    changed,
    ...options,
  })
  outbox.keepFor('7')
  await settled()
  const look = () => (outbox.resume(), settled())
  return { outbox, sendings, clock, changed, look }
}
export const states = ({ waiting }: Outbox): string[] =>
  waiting.map(({ command, state }) => `${command.key} ${state}`)

/** What a promise has come to by now. */
export function watched(promise: Promise<Issue | null>): { issue: Issue | null | 'open' } {
  const seen: { issue: Issue | null | 'open' } = { issue: 'open' }
  void promise.then((issue) => (seen.issue = issue))
  return seen
}

/** Holds each test of a file to leave nothing on the console. */
export function noFaults(): void {
  const fault = vi.fn()
  beforeEach(() => {
    fault.mockClear()
    vi.spyOn(console, 'error').mockImplementation(fault)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    expect(fault.mock.calls).toEqual([])
  })
}
