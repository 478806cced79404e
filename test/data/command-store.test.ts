/** What is kept of waiting commands, read again and again: most of it has not changed since. */
import { expect, it } from 'vitest'
import { CommandStore } from '../../src/data/command-store.js'
import type { Waiting } from '../../src/data/waiting.js'
import { FakeClock } from './clock.js'
import { memoryStore } from './memory-store.js'

const waiting = (key: string): Waiting => ({
  command: { command: 'claimTask', task: 'photos', key },
  state: 'queued',
  place: Number(key),
  queuedMs: 0,
  tab: 'a',
  revision: null,
  tries: 0,
  retryAtMs: 0,
  receipt: null,
  endedMs: null,
  issue: null,
  told: false,
})

it('reads only what has changed, and goes on telling of what it cannot read', async () => {
  const { storage, kept } = memoryStore()
  const timer = new FakeClock('2026-11-22T09:00:00Z')
  const store = new CommandStore({
    ...{ storage, timer, now: timer.now },
    ...{ witness: null, merchantId: '7', origin: 'https://host', tab: 'a' },
  })
  await store.keep(waiting('1'))
  await store.keep(waiting('2'))
  const first = (await store.load())!
  expect([...first.values()]).toEqual([waiting('1'), waiting('2')])
  const [one, two] = [...first.keys()]
  const name = [...kept.keys()].find((key) => key.endsWith(two!))!
  const text = kept.get(name)!

  kept.set(name, text.replace('"v":1', '"v":2'))
  const second = (await store.load())!
  expect(second.get(one!)).toBe(first.get(one!))
  for (let times = 0; times < 2; times++) {
    expect([...(await store.load())!.keys()]).toEqual([one])
    expect(store.issue?.params).toEqual({ reason: 'newer' })
  }

  await store.keep({ ...waiting('2'), tries: 1 })
  expect((await store.load())!.get(two!)).toEqual({ ...waiting('2'), tries: 1 })
  expect(store.issue).toBe(null)
})
