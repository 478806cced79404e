import { expect, fixtureCleanup } from '@open-wc/testing'
import { until } from './until.js'
import { ContextConsumer } from '@lit/context'
import { ReactiveElement } from 'lit'
import type { Adapter, Answer } from '../../src/data/adapter.js'
import { providerReady, viewContext } from '../../src/elements/context.js'
import {
  TkBenefitChooseEvent,
  TkBenefitRedeemEvent,
  TkBenefitReleaseEvent,
  TkBenefitUseEvent,
  TkTaskClaimEvent,
  TkTaskDismissEvent,
  TkTaskRestoreEvent,
  type TkErrorEvent,
} from '../../src/elements/events.js'
import { TkProvider } from '../../src/elements/provider.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import type { Standing } from '../../src/schema/standing.js'
import type { Command } from '../../src/schema/view.js'
import type { ViewSource } from '../../src/elements/context.js'
import { at, cafeProgram, cafeRecord } from '../data/cafe.js'
import { lotusKitchen } from './standings.js'

/** The smallest element that listens: it keeps what it was given. */
class Probe extends ReactiveElement {
  private readonly consumer = new ContextConsumer(this, { context: viewContext, subscribe: true })
  get source(): ViewSource | undefined {
    return this.consumer.value
  }
}

customElements.define('p-probe', Probe)
customElements.define('p-provider', class extends TkProvider {})
customElements.define('p-gauge', class extends TkScoreGauge {})

declare global {
  interface HTMLElementTagNameMap {
    'p-probe': Probe
    'p-provider': TkProvider
    'p-gauge': TkScoreGauge
  }
}

const nowMs = Date.parse(at)
const urlOf = (data: unknown, type = 'application/json') =>
  URL.createObjectURL(new Blob([typeof data === 'string' ? data : JSON.stringify(data)], { type }))
// as JSON has it, without keys that hold undefined
const standing = () => JSON.parse(JSON.stringify({ ...lotusKitchen(), nextMomentAt: null })) as Standing
const engineRequests = () =>
  performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\/src\/(data\/engine|core\/|plan\/)/.test(name))

interface Page {
  root: HTMLElement
  provider: TkProvider
  probe: Probe
  failures: TkErrorEvent[]
  loads: Event[]
}

/** A provider with a probe in it. `set` runs before it is connected. */
function page(set: (provider: TkProvider) => void, inner = '<p-probe></p-probe>'): Page {
  const root = document.createElement('div')
  const provider = document.createElement('p-provider')
  provider.innerHTML = inner
  provider.now = () => nowMs
  const failures: TkErrorEvent[] = []
  const loads: Event[] = []
  provider.addEventListener('tk-error', (event) => failures.push(event))
  provider.addEventListener('tk-load', (event) => loads.push(event))
  set(provider)
  root.appendChild(provider)
  document.body.appendChild(root)
  return { root, provider, probe: provider.querySelector('p-probe')!, failures, loads }
}
const done = ({ provider }: Page) =>
  until(() => !provider.view.asking && (provider.view.standing || provider.view.issue))

/** An adapter whose commands the test answers. */
function sending(): { adapter: Adapter; sent: Command[]; answer: (answer: Promise<Answer>) => void } {
  const sent: Command[] = []
  let next: Promise<Answer> = new Promise(() => undefined)
  return {
    sent,
    answer: (of) => (next = of),
    adapter: {
      // nothing is kept from one test to the next
      origin: null,
      standing: () => Promise.resolve({ data: standing(), revision: 1 }),
      send: (command) => (sent.push(command), next),
    },
  }
}

afterEach(() => {
  fixtureCleanup()
  for (const left of [...document.body.querySelectorAll('p-provider, p-gauge, later-provider')]) left.remove()
})

describe('a provider with a standing', () => {
  // first in this file: nothing before it may have loaded the engine
  it('loads no engine', async () => {
    const opened = page((provider) => provider.setAttribute('standing', urlOf(standing())))
    await done(opened)
    expect(opened.provider.view.have).to.equal('ready')
    expect(
      engineRequests()
        .map(({ name }) => name)
        .join(' '),
    ).to.equal('')
  })

  it('hands it to the elements inside', async () => {
    const opened = page((provider) => provider.setAttribute('standing', urlOf(standing())))
    await done(opened)
    expect(opened.probe.source!.view.standing).to.deep.equal(standing())
    expect(opened.probe.source!.can.send).to.equal(false)
    expect(opened.probe.source!.entries).to.equal(undefined)
    expect(opened.probe.source!.whatIf).to.equal(undefined)
    expect(opened.loads).to.have.length(1)
  })

  it('takes it as a value too', async () => {
    const opened = page((provider) => (provider.standing = standing()))
    await done(opened)
    expect(opened.probe.source!.view.standing).to.deep.equal(standing())
  })

  it('leaves no box of its own around the page', () => {
    const { provider } = page((of) => (of.standing = standing()))
    expect(getComputedStyle(provider).display).to.equal('contents')
    provider.hidden = true
    expect(getComputedStyle(provider).display).to.equal('none')
  })

  it('shows nothing of the last merchant when it is given another', async () => {
    const opened = page((provider) => (provider.standing = standing()))
    await done(opened)
    opened.provider.standing = urlOf({ ...standing(), merchant: { id: '2', name: null } })
    await opened.provider.updateComplete
    expect(opened.probe.source!.view.standing).to.equal(null)
    await done(opened)
    expect(opened.probe.source!.view.standing!.merchant.id).to.equal('2')
  })
})

describe('a provider with a program and a record', () => {
  it('evaluates them in the page, for the time its clock says', async () => {
    const opened = page((provider) => {
      provider.setAttribute('program', urlOf(cafeProgram))
      provider.setAttribute('merchant', urlOf(cafeRecord))
    })
    await done(opened)
    expect(Date.parse(opened.probe.source!.view.standing!.at)).to.equal(nowMs)
    expect(engineRequests().some(({ name }) => name.includes('data/engine'))).to.equal(true)
  })

  it('takes them as values, and pages the points log that the engine posts', async () => {
    const opened = page((provider) => {
      provider.program = cafeProgram
      provider.merchant = cafeRecord
    })
    await done(opened)
    const first = await opened.probe.source!.entries!({ from: 'first', count: 2 })
    expect(first.entries.map(({ balancePoints }) => balancePoints)).to.deep.equal([30, 20])
    const second = await opened.probe.source!.entries!({ from: { cursor: first.after! }, count: 2 })
    expect(second.entries.map(({ balancePoints }) => balancePoints)).to.deep.equal([10])
  })

  it('answers what would be if a metric had another value, and shows what is', async () => {
    const opened = page((provider) => {
      provider.program = cafeProgram
      provider.merchant = cafeRecord
    })
    await done(opened)
    const before = opened.probe.source!.view
    const { standing: then } = await opened.probe.source!.whatIf!({ metrics: { cups: 120 } })
    expect(then.ladders[0]!.ifReviewed).to.equal('gold')
    expect(before.standing!.ladders[0]!.ifReviewed).to.equal('basic')
    expect(opened.probe.source!.view).to.equal(before)
  })

  it('evaluates again when its clock is replaced', async () => {
    const opened = page((provider) => {
      provider.program = cafeProgram
      provider.merchant = cafeRecord
    })
    await done(opened)
    const later = nowMs + 20 * 86_400_000
    opened.provider.now = () => later
    await until(() => Date.parse(opened.provider.view.standing!.at) === later)
    expect(opened.provider.view.have).to.equal('ready')
  })
})

describe('elements and their provider', () => {
  it('meet when the provider is upgraded first', async () => {
    const opened = page((provider) => (provider.standing = standing()), '<p-gauge></p-gauge>')
    await done(opened)
    const gauge = opened.provider.querySelector('p-gauge')!
    await until(() => gauge.state === 'ready')
  })

  it('meet when the element is upgraded first', async () => {
    const root = document.createElement('div')
    root.innerHTML = '<later-provider><p-gauge></p-gauge></later-provider>'
    document.body.appendChild(root)
    const gauge = root.querySelector('p-gauge')!
    await gauge.updateComplete
    expect(gauge.state).to.equal('loading')
    // set before the upgrade, as a page's script may
    Object.assign(root.firstElementChild!, { standing: standing() })
    customElements.define('later-provider', class extends TkProvider {})
    await until(() => gauge.state === 'ready')
    root.remove()
  })

  it('make one request for one thing, twenty in one provider and twenty in a provider each', async () => {
    const address = urlOf(standing())
    let requests = 0
    const { fetch } = window
    window.fetch = (input, init) => {
      if (String(input instanceof Request ? input.url : input) === address) requests++
      return fetch(input, init)
    }
    const of = (provider: TkProvider) => provider.setAttribute('standing', address)
    const pages = [page(of, '<p-gauge></p-gauge>'.repeat(20))]
    for (let more = 0; more < 20; more++) pages.push(page(of, '<p-gauge></p-gauge>'))
    const gauges = pages.flatMap(({ provider }) => [...provider.querySelectorAll('p-gauge')])
    await until(() => gauges.every(({ state }) => state === 'ready'))
    window.fetch = fetch
    expect([gauges.length, requests]).to.deep.equal([40, 1])
  })

  it('are told by the provider that it is there', () => {
    let told = 0
    const listen = () => told++
    document.addEventListener(providerReady, listen)
    page((provider) => (provider.standing = standing()))
    document.removeEventListener(providerReady, listen)
    expect(told).to.equal(1)
  })

  it('keep to the inner one of two providers', async () => {
    const opened = page(
      (provider) => (provider.standing = standing()),
      '<p-provider><p-probe></p-probe></p-provider>',
    )
    const inner = opened.provider.querySelector('p-provider')!
    inner.standing = { ...standing(), merchant: { id: 'inner', name: null } }
    await until(() => opened.probe.source?.view.standing?.merchant.id === 'inner')
  })

  it('stay together when they are moved, without a second reading', async () => {
    let reads = 0
    const opened = page((provider) => {
      provider.adapter = { standing: () => (reads++, Promise.resolve({ data: standing() })) }
    })
    await done(opened)
    const elsewhere = document.createElement('section')
    document.body.appendChild(elsewhere)
    elsewhere.appendChild(opened.provider)
    await new Promise((resolve) => setTimeout(resolve))
    expect(reads).to.equal(1)
    opened.provider.remove()
    await new Promise((resolve) => setTimeout(resolve))
    elsewhere.appendChild(opened.provider)
    await until(() => reads === 2)
    elsewhere.remove()
  })
})

describe('bad input', () => {
  const rows: [title: string, set: (provider: TkProvider) => void, code: string][] = [
    ['a page of HTML', (of) => (of.standing = urlOf('<!doctype html><p>Sign in', 'text/html')), 'webPage'],
    ['an empty answer', (of) => (of.standing = urlOf('')), 'notJson'],
    ['a standing without its parts', (of) => (of.standing = urlOf({ tierkit: 1 })), 'missingKey'],
    ['an address where nothing is', (of) => (of.standing = '/nowhere/standing.json'), 'notFound'],
    ['an address that cannot be reached', (of) => (of.standing = 'http://127.0.0.1:1/'), 'unreachable'],
    ['an address that is none', (of) => (of.standing = 'http://'), 'unreachable'],
    ['an address that would run', (of) => (of.standing = 'javascript:document.title=1'), 'unreachable'],
    ['a program that is not JSON', (of) => Object.assign(of, { program: urlOf('{"tierkit": 1,}'), merchant: cafeRecord }), 'notJson'],
    ['a program with a key twice', (of) => Object.assign(of, { program: urlOf('{"tierkit": 1, "tierkit": 1}'), merchant: cafeRecord }), 'repeatedKey'],
    ['a record of another shape', (of) => Object.assign(of, { program: cafeProgram, merchant: { id: 7 } }), 'unquotedId'],
    ['a record with NaN', (of) => Object.assign(of, { program: cafeProgram, merchant: { ...cafeRecord, fields: { menu: NaN } } }), 'notFinite'],
    ['a record that contains itself', (of) => Object.assign(of, { program: cafeProgram, merchant: circular() }), 'circular'],
    ['a record of names that the program does not know', (of) => Object.assign(of, { program: cafeProgram, merchant: { ...cafeRecord, fields: { mneu: 1 } } }), 'unknownName'],
    ['a record in place of the program', (of) => Object.assign(of, { program: cafeRecord, merchant: cafeRecord }), 'wrongDocument'],
    ['a program without a record', (of) => (of.program = cafeProgram), 'missingSource'],
    ['an adapter of nothing', (of) => (of.adapter = {}), 'missingSource'],
    ['an adapter that throws', (of) => (of.adapter = { standing: () => { throw new TypeError('a fault') } }), 'unreachable'],
    ['an adapter that answers nothing', (of) => (of.adapter = { standing: () => Promise.resolve(undefined as never) }), 'wrongType'],
  ] // prettier-ignore

  function circular(): unknown {
    const record: Record<string, unknown> = { ...cafeRecord }
    record.fields = { menu: record }
    return record
  }

  for (const [title, set, code] of rows) {
    it(`is an issue in the page, never a throw: ${title}`, async () => {
      const thrown: string[] = []
      const note = (event: ErrorEvent | PromiseRejectionEvent) => {
        thrown.push('reason' in event ? String(event.reason) : event.message)
      }
      addEventListener('error', note)
      addEventListener('unhandledrejection', note)
      // the longest wait before what may pass is asked for again: the test is over before
      const { random } = Math
      Math.random = () => 0.999
      const opened = page(set, '<p-probe></p-probe><p-gauge></p-gauge><p-gauge></p-gauge>')
      Math.random = random
      const beside = page((provider) => (provider.standing = standing()))
      await done(opened)
      const told = opened.failures.map(({ detail }) => detail.issue.code)
      await done(beside)
      removeEventListener('error', note)
      removeEventListener('unhandledrejection', note)
      expect(thrown).to.deep.equal([])
      expect(opened.provider.view).to.deep.include({ standing: null, have: 'none' })
      expect(opened.provider.view.issue!.code).to.equal(code)
      expect(told).to.deep.equal([code])
      expect(opened.failures[0]!.bubbles).to.equal(false)
      // the elements say it, both in the same words; the rest of the page is well
      const gauges = [...opened.provider.querySelectorAll('p-gauge')]
      await until(() => gauges.every(({ state }) => state === 'error'))
      // what is wrong with a document is said when the words for that have come
      const reasons = () =>
        gauges.map((gauge) => gauge.shadowRoot!.querySelector('[part=reason]')?.textContent ?? '')
      await until(() => reasons().every((reason) => reason !== ''))
      expect(reasons()[1]).to.equal(reasons()[0])
      expect(beside.provider.view.have).to.equal('ready')
    })
  }

  it('is gone when what was wrong is mended and read again', async () => {
    let answer = '<html>'
    const opened = page((provider) => {
      provider.adapter = { standing: () => Promise.resolve({ data: answer }) }
    })
    await done(opened)
    answer = JSON.stringify(standing())
    opened.probe.source!.retry()
    await until(() => opened.provider.view.have === 'ready')
    expect(opened.provider.view.issue).to.equal(null)
    expect(opened.loads).to.have.length(1)
  })

  it('of a refresh leaves the last standing on the page', async () => {
    let answer = JSON.stringify(standing())
    const opened = page((provider) => {
      provider.adapter = { standing: () => Promise.resolve({ data: answer }) }
    }, '<p-probe></p-probe><p-gauge></p-gauge>')
    await done(opened)
    answer = '<html>'
    opened.provider.refresh()
    await until(() => opened.provider.view.have === 'stale')
    const gauge = opened.provider.querySelector('p-gauge')!
    await until(() => gauge.state === 'stale')
    expect(opened.failures).to.have.length(1)
  })
})

describe('who builds the page', () => {
  /** What is written to the console until the test is over. */
  let lines: string[] = []
  const { error, warn } = console
  beforeEach(() => {
    lines = []
    console.error = (text: string) => lines.push(text)
    console.warn = (text: string) => lines.push(text)
  })
  afterEach(() => Object.assign(console, { error, warn }))
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  it('is told once, in the console, of all that is wrong: document, address, place, path, sentence, fix', async () => {
    const merchant = urlOf(JSON.stringify({ ...cafeRecord, fields: { mneu: 1, menu: 'x' } }, null, 2))
    const opened = page((provider) => Object.assign(provider, { program: cafeProgram, merchant }))
    await done(opened)
    expect(lines).to.deep.equal([
      `tk-provider: merchant ${merchant} 5:5 fields.mneu \`mneu\` is declared nowhere. Here stands a field. Did you mean \`menu\`?\n` +
        `tk-provider: merchant ${merchant} 6:13 fields.menu This is a text in quotes. It must be a number. Remove the quotes.`,
    ])
    opened.provider.refresh()
    await until(() => opened.failures.length === 2)
    expect(lines).to.have.length(1)
  })

  for (const [lang, reason, fix] of [
    [
      'en',
      'In the merchant’s record, line 5, column 5: `mneu` is declared nowhere. Here stands a field.',
      'Did you mean `menu`?',
    ],
    ['zh-CN', '商家数据第 5 行第 5 列：没有定义 `mneu`。此处应为字段的标识。', '是否应为 `menu`？'],
  ])
    // prettier-ignore
    it(`reads in the elements which document is wrong, and where (${lang})`, async () => {
      const merchant = urlOf(JSON.stringify({ ...cafeRecord, fields: { mneu: 1 } }, null, 2))
      const opened = page((provider) => {
        provider.lang = lang!
        Object.assign(provider, { program: cafeProgram, merchant })
      }, '<p-gauge></p-gauge>')
      const gauge = opened.provider.querySelector('p-gauge')!
      await until(() => gauge.state === 'error')
      await gauge.updateComplete
      const said = (part: string) => gauge.shadowRoot!.querySelector(`[part=${part}]`)!.textContent
      expect([said('reason'), said('fix'), said('path')]).to.deep.equal([reason, fix, 'fields.mneu'])
    })

  it('is told which attribute to add beside a program alone', async () => {
    const opened = page((provider) => (provider.program = cafeProgram), '<p-gauge></p-gauge>')
    const gauge = opened.provider.querySelector('p-gauge')!
    await until(() => gauge.state === 'error')
    await gauge.updateComplete
    const said = gauge.shadowRoot!.querySelector('[part=fix]')!.textContent
    expect(said).to.equal(
      'Add `merchant="…"` to tk-provider, or give an adapter with the function `merchant`.',
    )
  })

  it('is told once, after two seconds, that a provider has no source', async () => {
    const opened = page(() => undefined)
    const gone = page(() => undefined)
    gone.root.remove()
    const late = page(() => undefined)
    await wait(500)
    expect(lines).to.deep.equal([])
    late.provider.standing = standing()
    await done(late)
    await wait(1_900)
    expect(lines).to.deep.equal([
      'tk-provider has no source: add standing="…", or program="…" and merchant="…", or set its adapter.',
    ])
    opened.root.remove()
  }).timeout(100_000)
})

describe('a request of an element', () => {
  async function ask(listen: (provider: TkProvider) => void = () => undefined) {
    const { adapter, sent, answer } = sending()
    const opened = page((provider) => (provider.adapter = adapter))
    await done(opened)
    listen(opened.provider)
    const press = () => opened.probe.dispatchEvent(new TkTaskClaimEvent('photos'))
    return { ...opened, sent, answer, press }
  }
  const turn = () => new Promise((resolve) => setTimeout(resolve))

  it('is sent as a command with a key of its own', async () => {
    const { sent, press, probe } = await ask()
    press()
    await turn()
    expect(sent).to.have.length(1)
    expect(sent[0]).to.deep.include({ command: 'claimTask', task: 'photos', revision: 1 })
    expect(sent[0]!.key).to.match(/^[0-9a-f]{32}$/)
    expect(probe.source!.view.pending).to.deep.equal([
      { command: 'claimTask', task: 'photos', key: sent[0]!.key },
    ])
  })

  const requests: readonly (readonly [Event, Record<string, unknown>])[] = [
    [new TkTaskClaimEvent('photos'), { command: 'claimTask', task: 'photos' }],
    [new TkTaskDismissEvent('photos'), { command: 'dismissTask', task: 'photos' }],
    [new TkTaskRestoreEvent('photos'), { command: 'restoreTask', task: 'photos' }],
    [new TkBenefitUseEvent('boost'), { command: 'useBenefit', benefit: 'boost' }],
    [new TkBenefitRedeemEvent('dinner'), { command: 'redeemBenefit', benefit: 'dinner' }],
    [
      new TkBenefitReleaseEvent('dinner', 'r1'),
      { command: 'releaseBenefit', benefit: 'dinner', redemption: 'r1' },
    ],
    [
      new TkBenefitChooseEvent('course', ['food', 'photo']),
      { command: 'chooseBenefit', benefit: 'course', options: ['food', 'photo'] },
    ],
  ]
  for (const [event, command] of requests) {
    it(`named ${event.type} is sent as what it asks for`, async () => {
      const { sent, probe } = await ask()
      probe.dispatchEvent(event)
      await turn()
      expect(sent).to.have.length(1)
      const { key, revision, ...said } = sent[0]!
      expect(said).to.deep.equal(command)
      expect([typeof key, revision]).to.deep.equal(['string', 1])
    })
  }

  it('that the page cancels is not sent, wherever it listens', async () => {
    const { sent, press, provider } = await ask()
    const cancel = (event: Event) => event.preventDefault()
    for (const place of [provider, document.body, document]) {
      place.addEventListener('tk-task-claim', cancel)
      press()
      await turn()
      place.removeEventListener('tk-task-claim', cancel)
      expect(sent).to.have.length(0)
    }
  })

  it('that is refused is told to the page, and changes nothing it shows', async () => {
    const { press, provider, answer, failures, probe } = await ask()
    answer(Promise.reject(Object.assign(new Error('no'), { status: 403 })))
    press()
    await until(() => failures.length > 0)
    expect(failures[0]!.detail.issue.code).to.equal('notAllowed')
    expect(failures[0]!.detail.cause).to.deep.include({ command: 'claimTask', task: 'photos' })
    expect(probe.source!.view.pending).to.deep.equal([])
    expect(provider.view.issue).to.equal(null)
  })

  it('that is refused stays with the elements until it is seen, or asked again', async () => {
    const { press, answer, failures, probe } = await ask()
    const refused = Object.assign(new Error('no'), { status: 403 })
    answer(Promise.reject(refused))
    press()
    probe.dispatchEvent(new TkTaskClaimEvent('menu'))
    await until(() => failures.length > 1)
    const said = () =>
      probe.source!.failed.map(({ command, state }) => ['task' in command && command.task, state])
    expect(said()).to.deep.equal([
      ['photos', 'rejected'],
      ['menu', 'rejected'],
    ])
    expect(probe.source!.failed[0]!.issue.code).to.equal('notAllowed')
    probe.source!.seen(probe.source!.failed[0]!.command.key)
    expect(said()).to.deep.equal([['menu', 'rejected']])
    answer(new Promise(() => undefined))
    probe.dispatchEvent(new TkTaskClaimEvent('menu'))
    await turn()
    expect(said()).to.deep.equal([])
  })

  it('that is refused is not shown to another merchant who signs in', async () => {
    const { press, provider, answer, failures, probe } = await ask()
    answer(Promise.reject(Object.assign(new Error('no'), { status: 403 })))
    press()
    await until(() => failures.length > 0)
    expect(probe.source!.failed).to.have.length(1)
    const signIn = async (id: string) => {
      const adapter = provider.adapter!
      adapter.standing = () =>
        Promise.resolve({ data: { ...standing(), merchant: { id, name: null } }, revision: 2 })
      provider.refresh()
      await until(() => provider.view.standing?.merchant.id === id)
    }
    await signIn('2')
    expect(probe.source!.failed).to.deep.equal([])
    await signIn(standing().merchant.id)
    expect(probe.source!.failed).to.have.length(1)
  })

  it('that waits and would not survive a reload is said to do so, until that is seen', async () => {
    Object.defineProperty(window, 'indexedDB', { configurable: true, value: undefined })
    const { adapter, answer } = sending()
    const opened = page((provider) => (provider.adapter = { ...adapter, origin: 'unkept' }))
    await done(opened)
    delete (window as { indexedDB?: unknown }).indexedDB
    const { failures, probe } = opened
    const press = () => probe.dispatchEvent(new TkTaskClaimEvent('photos'))
    expect(probe.source!.unkept).to.equal(null)
    let fail: (error: Error) => void = () => undefined
    answer(new Promise((_, reject) => (fail = reject)))
    press()
    await turn()
    // the first try is still on its way
    expect([probe.source!.unkept, probe.source!.view.pending.length]).to.deep.equal([null, 1])
    fail(Object.assign(new Error('lost'), { status: 503 }))
    await until(() => probe.source!.unkept)
    expect(probe.source!.unkept).to.deep.include({ code: 'notKept', params: { reason: 'missing' } })
    expect(probe.source!.failed).to.deep.equal([])
    probe.source!.seen()
    expect(probe.source!.unkept).to.equal(null)
    expect(failures.map(({ detail }) => detail.issue.code)).to.deep.equal(['serverFailed', 'notKept'])
  }).timeout(100_000)

  it('that is refused after an answer was lost is told of once, and stands in the view until it is forgotten', async () => {
    const { press, provider, sent, answer, failures } = await ask()
    answer(Promise.reject(Object.assign(new Error('lost'), { status: 503 })))
    press()
    await until(() => failures.length > 0)
    const issue = { code: 'usedUp', path: [], params: { times: 2 } }
    answer(Promise.reject(Object.assign(new Error('no'), { issue })))
    await until(() => provider.view.failed?.length)
    provider.refresh()
    await until(() => !provider.view.asking)
    const told = failures.filter(({ detail }) => detail.cause !== undefined)
    expect(told.map(({ detail }) => detail.issue.code)).to.deep.equal(['serverFailed', 'usedUp'])
    expect(told[1]!.detail.cause).to.deep.include({ command: 'claimTask', key: sent[0]!.key })
    expect(provider.view.failed).to.have.length(1)
    await provider.forget(sent[0]!.key)
    expect(provider.view.failed).to.deep.equal([])
  })

  it('goes to the inner one of two providers, and to it alone', async () => {
    const [outer, inner] = [sending(), sending()]
    const opened = page(
      (provider) => (provider.adapter = outer.adapter),
      '<p-provider><p-probe></p-probe></p-provider>',
    )
    opened.provider.querySelector('p-provider')!.adapter = inner.adapter
    await until(() => opened.probe.source?.view.standing)
    opened.probe.dispatchEvent(new TkTaskClaimEvent('photos'))
    await turn()
    expect([inner.sent.length, outer.sent.length]).to.deep.equal([1, 0])
  })

  it('is left to the page where the source cannot send', async () => {
    const opened = page((provider) => (provider.standing = standing()))
    await done(opened)
    expect(opened.probe.dispatchEvent(new TkTaskClaimEvent('photos'))).to.equal(true)
    await turn()
    expect(opened.failures).to.have.length(0)
  })
})

describe('an adapter', () => {
  it('is told whose page it is and in which language', async () => {
    const told: unknown[] = []
    const opened = page((provider) => {
      provider.setAttribute('merchant-id', '100482')
      provider.setAttribute('lang', 'zh-Hans')
      provider.adapter = {
        standing: ({ merchantId, locale }) => (
          told.push({ merchantId, locale }),
          Promise.resolve({ data: standing() })
        ),
      }
    })
    await done(opened)
    expect(told).to.deep.equal([{ merchantId: '100482', locale: 'zh-CN' }])
  })

  it('that throws when it is to be watched is told of once, and read all the same', async () => {
    const opened = page((provider) => {
      provider.adapter = {
        standing: () => Promise.resolve({ data: standing() }),
        watch: () => {
          throw Object.assign(new Error('no socket'), { status: 503 })
        },
      }
    })
    await done(opened)
    opened.provider.refresh()
    await done(opened)
    expect(opened.provider.view.have).to.equal('ready')
    expect(opened.failures.map(({ detail }) => detail.issue.code)).to.deep.equal(['serverFailed'])
  })

  it('wins over the addresses', async () => {
    const opened = page((provider) => {
      provider.standing = '/nowhere/standing.json'
      provider.adapter = { standing: () => Promise.resolve({ data: standing() }) }
    })
    await done(opened)
    expect(opened.provider.view.have).to.equal('ready')
  })
})
