/**
 * A page's outbox over a network that loses, delays, doubles and garbles, with tabs that freeze and reload over one storage, and a real
 * authority at the other end. Time is virtual and chance comes from a seed, so that a run can be looked at again. What must hold at the
 * end is in `faultsOf`.
 */
import { Failure, type Answer } from '../../src/data/adapter.js'
import { accept } from '../../src/data/authority.js'
import { readBoth } from '../../src/data/engine.js'
import type { KeyValueStore, WebStorage } from '../../src/data/key-value-store.js'
import type { Outbox } from '../../src/data/outbox.js'
import { Sending } from '../../src/data/sending.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Command } from '../../src/schema/view.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'

const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000
const lifeMs = 24 * hourMs
const answerMs = 30 * secondMs

/** mulberry32: from 0 to below 1. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const { plan, record: opening } = readBoth(JSON.stringify(cafeProgram), JSON.stringify(cafeRecord))
const bodies: readonly Omit<Command, 'key'>[] = [
  { command: 'claimTask', task: 'threeCups' },
  { command: 'useBenefit', benefit: 'boost' },
  { command: 'dismissTask', task: 'longMenu' },
  { command: 'restoreTask', task: 'longMenu' },
  { command: 'useBenefit', benefit: 'nothing' },
] as unknown as Omit<Command, 'key'>[]

/** What the page was told of a click. */
interface Click {
  readonly key: string
  readonly tab: Tab
  readonly atMs: number
  told: Issue | null | undefined
}
type Outcome = 'done' | 'refused' | 'queued' | 'unknown' | 'forgotten'

interface Due {
  atMs: number
  nth: number
  readonly run: () => void
  readonly tab: Tab | null
}

class World {
  nowMs = Date.parse(at)
  readonly chance: () => number
  private readonly due: Due[] = []
  private nth = 0

  constructor(seed: number) {
    this.chance = chanceOf(seed)
  }

  between(low: number, high: number): number {
    return Math.floor(low + this.chance() * (high - low))
  }

  /** In `delayMs`, unless the tab is gone by then; later where it is frozen. */
  later(delayMs: number, run: () => void, tab: Tab | null = null): Due {
    const due = { atMs: this.nowMs + Math.max(0, delayMs), nth: this.nth++, run, tab }
    this.due.push(due)
    return due
  }

  cancel(handle: unknown): void {
    const place = this.due.indexOf(handle as Due)
    if (place >= 0) this.due.splice(place, 1)
  }

  async pass(untilMs: number): Promise<void> {
    for (;;) {
      let first: Due | null = null
      for (const one of this.due) {
        if (!first || one.atMs < first.atMs || (one.atMs === first.atMs && one.nth < first.nth)) first = one
      }
      if (!first || first.atMs > untilMs) break
      const { tab } = first
      this.nowMs = Math.max(this.nowMs, first.atMs)
      if (tab && tab.frozenUntilMs > this.nowMs) {
        first.atMs = tab.frozenUntilMs
        continue
      }
      this.cancel(first)
      if (!tab?.isGone) {
        first.run()
        await new Promise(setImmediate)
      }
    }
    this.nowMs = Math.max(this.nowMs, untilMs)
  }
}

/** The far end: takes a command once by its key, and forgets keys some time after their life. */
class Authority {
  record: MerchantRecord = opening!
  private readonly known = new Map<string, number>()
  /** Keys that came when they were known no more. */
  readonly blind: string[] = []

  constructor(private readonly world: World) {}

  take(command: Command): Answer {
    const { nowMs } = this.world
    const since = this.known.get(command.key) ?? nowMs
    if (nowMs - since > lifeMs + hourMs) this.blind.push(command.key)
    const step = accept(plan!, this.record, command, nowMs)
    if ('code' in step) throw new Failure(step)
    this.known.set(command.key, since)
    this.record = step.record
    const revision = step.record.revision ?? 0
    return { data: JSON.stringify({ key: command.key, revision }), revision }
  }
}

class Tab {
  isGone = false
  frozenUntilMs = 0
  frozenAtMs = Infinity // for the last time
  closedAtMs = Infinity
  readonly sending: Sending
  reads = 0
  revision: number | null = null

  constructor(
    private readonly play: Play,
    readonly nth: number,
  ) {
    const { world, storage, witness } = play
    this.sending = new Sending({
      send: (command) => play.posted(command, this),
      ...(play.asksReceipts && { receipt: (key: string) => play.askedFor(key, this) }),
      storage: storage && play.through(storage, this),
      witness,
      origin: 'https://host',
      now: () => world.nowMs,
      timer: {
        set: (run, delayMs) => world.later(delayMs, run, this),
        clear: (handle) => world.cancel(handle),
      },
      random: world.chance,
      revision: () => this.revision,
      reads: () => this.reads,
      changed: () => play.heard(this),
      received: () => undefined,
      tried: () => this.read(),
      elsewhere: () => this.read(),
      lifeMs,
    })
    this.read()
  }

  /** A read of the record, which may fail, and may be an old one. */
  read(): void {
    const { world, authority } = this.play
    const begun = ++this.reads
    const shown = authority.record.revision ?? 0
    if (world.chance() < this.play.faults) {
      world.later(5 * secondMs, () => this.read(), this)
      return
    }
    world.later(
      world.between(1, 3 * secondMs),
      () => {
        if (this.revision !== null && shown < this.revision) return
        this.revision = shown
        this.sending.belongsTo('7')
        this.sending.readBack(shown, begun)
      },
      this,
    )
  }
}

class Play {
  readonly world: World
  readonly authority: Authority
  readonly clicks: Click[] = []
  readonly storage: Map<string, string> | null
  readonly witness: WebStorage
  readonly asksReceipts: boolean
  readonly breaks: 'never' | 'full' | 'emptied' | 'missing' | 'silent'
  /** How often something goes wrong, 0 from the moment that everything is well again. */
  faults: number
  /** Keys that were written, or sent: from then on nobody may lose them. */
  readonly begun = new Set<string>()
  sendings = 0
  wasUnkept = false
  readonly told = new Map<string, { state: string; issue: Issue }>()
  tabs: Tab[] = []
  private opened = 0
  private presses = 0

  constructor(seed: number) {
    this.world = new World(seed)
    this.authority = new Authority(this.world)
    const { chance } = this.world
    this.faults = chance() * 0.6
    const broken = chance()
    this.breaks =
      broken < 0.8 ? 'never' : broken < 0.86 ? 'full' : broken < 0.92 ? 'emptied' : broken < 0.97 ? 'missing' : 'silent' // prettier-ignore
    this.storage = this.breaks === 'missing' ? null : new Map()
    this.asksReceipts = chance() < 0.3
    const notes = new Map<string, string>()
    this.witness = {
      getItem: (name) => notes.get(name) ?? null,
      setItem: (name, text) => void notes.set(name, text),
    }
  }

  open(): void {
    this.tabs.push(new Tab(this, this.opened++))
  }

  close(tab: Tab): void {
    this.heard(tab)
    tab.isGone = true
    tab.closedAtMs = this.world.nowMs
    this.tabs = this.tabs.filter((one) => one !== tab)
  }

  click(tab: Tab): void {
    const { chance } = this.world
    const key = `k${this.presses++}`
    const body = bodies[Math.floor(chance() * bodies.length)]!
    const asked = JSON.stringify(body)
    const sent = tab.sending.send({ ...body, key } as Command)
    // what asks the same as one on its way is that one
    const { waiting } = (tab.sending as unknown as { outbox: Outbox }).outbox
    const open = waiting.filter(({ state }) => state === 'queued' || state === 'sent')
    const isOwn = open.some(({ command }) => command.key === key)
    const same = isOwn
      ? undefined
      : open.find(({ command: { key: _key, ...rest } }) => JSON.stringify(rest) === asked)?.command
    const known = this.clicks.find((one) => one.key === same?.key)
    const click = known ?? { key, tab, atMs: this.world.nowMs, told: undefined }
    if (!known) this.clicks.push(click)
    void sent.then((issue) => {
      // one that is still on its way has not been refused, whatever its last try came to
      const { pending, failed } = tab.sending.view
      const isPending = pending.some((one) => one.key === click.key)
      // of unknown fate: the view says so
      const isOpen = failed.some(({ command, state }) => command.key === click.key && state === 'unknown')
      if (!tab.isGone && !isOpen && (issue ? !isPending : !known)) click.told = issue
    })
  }

  /** What the View says when it changes: who looks at it has been told. */
  heard(tab: Tab): void {
    const view = (tab.sending as Sending | undefined)?.view
    if (!view) return
    if (view.unkept) this.wasUnkept = true
    for (const { command, state, issue } of view.failed) this.told.set(command.key, { state, issue })
  }

  /** A POST as the page sees it: it may be lost, late, doubled, refused on the way, or have its answer lost or garbled. */
  posted(command: Command, tab: Tab): Promise<Answer> {
    const { world } = this
    this.sendings++
    this.begun.add(command.key)
    return new Promise((resolve, reject) => {
      const fail = (issue: Issue, afterMs: number, waitMs: number | null = null): void => {
        world.later(afterMs, () => reject(new Failure(issue, waitMs)), tab)
      }
      const goesWrong = (): boolean => world.chance() < this.faults
      fail(issueAt('timedOut', [], { seconds: 30 }), answerMs)
      if (goesWrong()) {
        const kind = world.between(0, 5)
        if (kind === 0) return fail(issueAt('unreachable', [], {}), world.between(1, answerMs))
        if (kind === 1)
          return fail(issueAt('serverFailed', [], { status: 429 }), 50, world.between(0, minuteMs))
        if (kind === 2)
          return fail(issueAt('serverFailed', [], { status: 503 }), 50, world.between(0, 5 * minuteMs))
        if (kind === 3 && world.chance() < 0.2) return fail(issueAt('notAllowed', [], { status: 401 }), 50)
        return
      }
      const arrives = (answers: boolean): void => {
        let answer: Answer | null = null
        let failure: Failure | null = null
        try {
          answer = this.authority.take(command)
        } catch (error) {
          failure = error as Failure
        }
        if (!answers) return
        const backMs = world.between(1, goesWrong() ? 10 * minuteMs : secondMs)
        if (goesWrong()) {
          const kind = world.between(0, 6)
          if (kind === 0) return fail(issueAt('serverFailed', [], { status: 500 }), backMs)
          const wrong = ['<html>Sign in</html>', '{"key":"', JSON.stringify({ key: 'k999', revision: 1 }), 42, null][kind - 1] // prettier-ignore
          if (kind < 6) world.later(backMs, () => resolve({ data: wrong }), tab)
          return
        }
        world.later(backMs, () => (failure ? reject(failure) : resolve(answer!)), tab)
      }
      const onWayMs = (): number => world.between(1, goesWrong() ? 10 * minuteMs : secondMs)
      world.later(onWayMs(), () => arrives(true))
      if (goesWrong()) world.later(onWayMs(), () => arrives(false))
    })
  }

  askedFor(key: string, tab: Tab): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.world.later(
        100,
        () => {
          if (this.world.chance() < this.faults) return reject(new Failure(issueAt('unreachable', [], {})))
          const { facts = [], revision = 0 } = this.authority.record
          resolve({ data: facts.some(({ id }) => id === key) ? { key, revision } : null })
        },
        tab,
      )
    })
  }

  /** The storage as one tab uses it: it takes time, may fail, and does nothing more for a tab that is gone. */
  through(kept: Map<string, string>, tab: Tab): KeyValueStore {
    const { world } = this
    const done = <T>(work: () => T, isWrite = true): Promise<T> =>
      new Promise((resolve, reject) => {
        if (tab.isGone || (this.breaks === 'silent' && world.chance() < this.faults / 4)) return
        if (isWrite && this.breaks === 'full' && world.chance() < this.faults) {
          const full = new Error('full')
          full.name = 'QuotaExceededError'
          return reject(full)
        }
        if (world.chance() < 0.7) return resolve(work())
        // the tab may go before it is written, or after
        const early = world.chance() < 0.5
        const given = early ? work() : null
        world.later(world.between(1, 20), () => resolve(early ? given! : work()), tab)
      })
    return {
      list: (prefix) => done(() => [...kept].filter(([key]) => key.startsWith(prefix)), false),
      put: (key, text) =>
        done(() => {
          kept.set(key, text)
          if (key.indexOf('/c/') > 0) this.begun.add(key.slice(key.lastIndexOf('/') + 1))
        }),
      delete: (key) => done(() => void kept.delete(key), false),
    }
  }

  /** One thing that people and machines do to pages. */
  disturb(): void {
    const { world } = this
    const tab = this.tabs[world.between(0, this.tabs.length)]
    const kind = world.chance()
    if (!tab || (kind < 0.05 && this.tabs.length < 3)) this.open()
    else if (kind < 0.55) {
      // there is nothing to press before something is shown
      if (tab.revision !== null && tab.frozenUntilMs <= world.nowMs) this.click(tab)
    } else if (kind < 0.7) {
      this.close(tab)
      this.open()
    } else if (kind < 0.75) this.close(tab)
    else if (kind < 0.85) {
      tab.frozenAtMs = world.nowMs
      tab.frozenUntilMs = world.nowMs + world.between(1, 3 * minuteMs)
    } else if (kind < 0.9 && this.breaks === 'emptied') this.storage!.clear()
    else tab.read()
  }
}

export interface Run {
  readonly clicks: number
  readonly sendings: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly faults: readonly string[]
}

/** One seed: some minutes of trouble (now and then days), then calm until nothing moves any more. */
export async function runOf(seed: number): Promise<Run> {
  const play = new Play(seed)
  const { world } = play
  play.open()
  const steps = world.between(3, 14)
  for (let step = 0; step < steps; step++) {
    play.disturb()
    // what a page does at once it does before anything else happens
    await new Promise(setImmediate)
    const isLong = world.chance() < 0.05
    // the evening, or the weekend
    if (isLong) for (const tab of play.tabs) play.close(tab)
    await world.pass(
      world.nowMs + (isLong ? world.between(hourMs, 60 * hourMs) : world.between(1, 2 * minuteMs)),
    )
  }
  play.faults = 0
  if (play.tabs.length === 0) play.open()
  await world.pass(world.nowMs + 2 * hourMs)
  for (const tab of play.tabs) tab.read()
  await world.pass(world.nowMs + 10 * minuteMs)
  for (const tab of play.tabs) play.heard(tab)
  return { clicks: play.clicks.length, sendings: play.sendings, ...faultsOf(play) }
}

function faultsOf(play: Play): Pick<Run, 'outcomes' | 'faults'> {
  const facts = (play.authority.record.facts ?? []).slice(opening!.facts!.length)
  const done = facts.map(({ id }) => id)
  const pending = new Set(play.tabs.flatMap(({ sending }) => sending.view.pending.map(({ key }) => key)))
  const outcomes = { done: 0, refused: 0, queued: 0, unknown: 0, forgotten: 0 }
  const faults: string[] = []
  // a storage that stops answering leaves other tabs with what it held, which the page has said
  const isSilent = play.breaks === 'silent' && play.wasUnkept
  const clicked = new Set(play.clicks.map(({ key }) => key))
  for (const key of done) if (!clicked.has(key)) faults.push(`${key} was done and never asked for`)
  if (new Set(done).size !== done.length) faults.push('a command was done twice')
  for (const key of play.authority.blind) faults.push(`${key} was sent when its key was known no more`)
  for (const { key, told } of play.clicks) {
    const isDone = done.includes(key)
    const later = play.told.get(key)
    const refused = isFinal(told) ? told : later?.state === 'rejected' ? later.issue : null
    if (told === null && !isDone) faults.push(`${key} was said to be done and is not`)
    // a storage that does not answer leaves other tabs with what it held, which the page has said
    if (isDone && refused && !(play.breaks === 'silent' && play.wasUnkept))
      faults.push(`${key} was refused with ${refused.code} and is done`)
    if (isDone && pending.has(key)) faults.push(`${key} is done and still pending`)
    if (isDone) outcomes.done++
    else if (refused) outcomes.refused++
    else if (later?.state === 'unknown') outcomes.unknown++
    else if (pending.has(key)) outcomes.queued++
    else {
      outcomes.forgotten++
      if (!play.wasUnkept && play.begun.has(key))
        faults.push(`${key} is lost: told ${told?.code ?? 'nothing'}`)
    }
  }
  const made = new Map(play.clicks.map(({ key, tab }) => [key, tab]))
  for (let place = 1; place < done.length; place++) {
    const [one, next] = [done[place - 1]!, done[place]!]
    if (!isSilent && made.get(one) === made.get(next) && Number(one.slice(1)) > Number(next.slice(1)))
      faults.push(`${next} was done after ${one}, which was asked for later`)
  }
  return { outcomes, faults }
}

/** Whether what `send` resolved with is the authority's word. */
function isFinal(told: Issue | null | undefined): told is Issue {
  if (!told) return false
  const status = Number(told.params.status)
  const passes = told.code === 'serverFailed' && (status === 429 || status >= 500)
  const unread = [
    'unreachable',
    'timedOut',
    'otherReceipt',
    'webPage',
    'notJson',
    'wrongType',
    'missingKey',
    'notWhole',
  ]
  return !passes && unread.indexOf(told.code) < 0
}

/** Seeds from `first` on, as one sum, with what went wrong and under which seed. */
export async function runs(first: number, count: number) {
  const sum = { runs: count, clicks: 0, sendings: 0 }
  const outcomes: Record<Outcome, number> = { done: 0, refused: 0, queued: 0, unknown: 0, forgotten: 0 }
  const violations: { seed: number; faults: readonly string[] }[] = []
  for (let seed = first; seed < first + count; seed++) {
    const run = await runOf(seed)
    sum.clicks += run.clicks
    sum.sendings += run.sendings
    for (const name of Object.keys(outcomes) as Outcome[]) outcomes[name] += run.outcomes[name]
    if (run.faults.length > 0) violations.push({ seed, faults: run.faults })
  }
  return { ...sum, outcomes, violations }
}
