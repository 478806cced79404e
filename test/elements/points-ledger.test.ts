import { expect } from '@open-wc/testing'
import { until } from './until.js'
import { sendKeys } from '@web/test-runner-commands'
import type { ViewSource } from '../../src/elements/context.js'
import type { TkPointsExportEvent } from '../../src/elements/events.js'
import { csvOf } from '../../src/elements/points-csv.js'
import { deltaOf, monthBars, runsOf, sumsOf } from '../../src/elements/points-flow.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import { lotGroups } from '../../src/elements/points-summary.js'
import type { Entry, EntryPage } from '../../src/schema/entry.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import {
  all,
  drawn,
  expectInside,
  languages,
  nextEvent,
  one,
  press,
  provide,
  sourceOf,
  staged,
  textOf,
  texts,
  themes,
  type Stage,
} from './stage.js'
import { empty, entries, lotusKitchen } from './standings.js'

customElements.define('t-ledger', class extends TkPointsLedger {})
const show = (set: Partial<TkPointsLedger> = {}, stage?: Stage) =>
  staged<TkPointsLedger>('t-ledger', set, stage)
const ready = (stage?: Stage) => show({ standing: lotusKitchen(), entries }, stage)
const lost = issueAt('unreachable', [], {})
const rows = (element: TkPointsLedger) => all(element, '.entry[data-entry]')
const months = (element: TkPointsLedger) => texts(element, '[part="month"]')

/** A source that answers with so many entries a page, and remembers what it was asked. */
function pagesOf(
  log: readonly Entry[],
  count: number,
  standing: Standing = lotusKitchen(),
  againMs: ViewSource['againMs'] = () => null,
) {
  const asked: (string | { cursor: string })[] = []
  let fails = false
  const read: NonNullable<ViewSource['entries']> = ({ from }) => {
    asked.push(from as never)
    if (fails) return Promise.reject(new Error('gone'))
    const start = typeof from === 'object' && 'cursor' in from ? Number(from.cursor) : 0
    const end = start + count
    const page: EntryPage = {
      entries: log.slice(start, end),
      before: null,
      after: end < log.length ? String(end) : null,
      total: null,
    }
    return Promise.resolve(page)
  }
  return {
    asked,
    source: sourceOf(standing, {}, { entries: read, againMs }),
    break: (on: boolean) => (fails = on),
  }
}

const monthsOf = (log: readonly Entry[]) =>
  runsOf(log, ({ at }) => String(2026 * 12 + new Date(at).getUTCMonth())).map(({ key, items }) => ({
    month: Number(key),
    sums: sumsOf(items),
    whole: true,
  }))

/** A log of many small entries, newest first, three a day. */
function longLog(length: number): Entry[] {
  const newest = Date.parse('2026-11-20T12:00:00+08:00')
  return Array.from({ length }, (_, at) => ({
    ...entries[0]!,
    id: `long-${at}`,
    at: new Date(newest - at * 8 * 3_600_000).toISOString(),
    balancePoints: length - at,
    amountPoints: 1,
  }))
}

describe('the points ledger in its states', () => {
  it('is busy and shows bones while loading', async () => {
    const element = await show()
    expect(element.state).to.equal('loading')
    expect(one(element, '.card').getAttribute('aria-busy')).to.equal('true')
    expect(all(element, '.skeleton .table > .entry').length).to.equal(9)
  })
  it('shows the account when ready, and keeps it when stale', async () => {
    for (const issue of [null, lost]) {
      const element = await show({ standing: lotusKitchen(), entries, issue })
      expect(element.state).to.equal(issue ? 'stale' : 'ready')
      expect(textOf(one(element, '[part="balance"]'))).to.equal('12,480')
    }
  })
  it('says so when the program has no points', async () => {
    const element = await show({ standing: empty() })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.contain('This program gives no points.')
  })
  it('says what failed, with a way to try again', async () => {
    const element = await show({ issue: lost })
    expect(textOf(one(element, '[part="error"]'))).to.contain('Couldn’t load your points')
    const asked = nextEvent(element, 'tk-retry')
    press(element, 'Retry').click()
    await asked
  })
  it('says that history is not offered where nobody has it', async () => {
    const element = await show({ standing: lotusKitchen() })
    expect(textOf(one(element, '.log'))).to.equal('History is not offered here')
    expect(textOf(one(element, '[part="balance"]'))).to.equal('12,480')
  })
  it('shows an empty account as 0', async () => {
    const standing = lotusKitchen()
    const account = {
      ...standing.accounts[0]!,
      balancePoints: 0,
      pendingPoints: 0,
      lots: [],
      nextLapse: null,
      worth: null,
    }
    const element = await show({ standing: { ...standing, accounts: [account], tasks: [] }, entries: [] })
    expect(textOf(one(element, '[part="balance"]'))).to.equal('0')
    expect(textOf(one(element, '.lapses'))).to.contain('Nothing to lapse: the balance is empty')
    expect(textOf(one(element, '.log .none'))).to.equal('No entries yet')
  })
  for (const lang of languages)
    for (const theme of themes)
      it(`is accessible in ${lang}, ${theme}`, async () => {
        const element = await ready({ lang, theme, width: 1100 })
        await expect(element).to.be.accessible()
        one(element, '.months .link').click()
        one(element, '.all-lots .link').click()
        await drawn(element)
        await expect(element).to.be.accessible()
        await expect(await show({}, { lang, theme })).to.be.accessible()
        await expect(await show({ standing: empty() }, { lang, theme })).to.be.accessible()
      })
  for (const lang of languages)
    it(`keeps everything inside 240 px in ${lang}`, async () => {
      const element = await ready({ width: 240, lang })
      expectInside(element)
      one(element, '.months .link').click()
      one(element, '.all-lots .link').click()
      await drawn(element)
      expectInside(element)
    })
})

describe('what an account holds', () => {
  it('says the balance, its worth and what is on its way', async () => {
    const element = await ready()
    expect(textOf(one(element, '[part="worth"]'))).to.equal('points to use, worth ¥124.80')
    expect(textOf(one(element, '[part="pending"]'))).to.equal('300 more pending')
    expect(textOf(one(element, '.foot'))).to.match(/13 lots; oldest spent first\s*100 points = ¥1/)
  })
  it('lists what lapses by date, with the last day of the next', async () => {
    const element = await ready()
    expect(texts(element, '[part="lot"]')).to.deep.equal([
      '1 Dec 2026 1,280 last day to use: 30 Nov, 9 days left',
      '1 Jan 2027 960',
      '1 Feb 2027 840',
      '1 Mar 2027 420',
    ])
    expect(all(element, '.lots rect:not(.base)').length).to.equal(13)
    press(element, 'All 13 dates').click()
    await drawn(element)
    expect(all(element, '[part="lot"]').length).to.equal(13)
  })
  it('says of lots with no date that they never lapse, or when the account begins anew', async () => {
    const standing = lotusKitchen()
    const [account] = standing.accounts
    const lots = [{ ...account!.lots[0]!, expiry: null }]
    const lotOf = async (more: object, lang: 'en' | 'zh-CN' = 'en') => {
      const accounts = [{ ...account!, lots, nextLapse: null, ...more }]
      return texts(await show({ standing: { ...standing, accounts } }, { lang }), '[part="lot"] > span')
    }
    const resetsAt = '2027-01-01T00:00:00+08:00'
    expect(await lotOf({})).to.deep.equal(['Never lapses'])
    expect(await lotOf({ resetsAt })).to.deep.equal(['Until the reset on 1 Jan 2027'])
    expect(await lotOf({ resetsAt }, 'zh-CN')).to.deep.equal(['2027年1月1日清零重计'])
  })
  it('puts lots of one date together, those that never lapse last, and leaves out empty ones', () => {
    const [lot] = lotusKitchen().accounts[0]!.lots
    const never = { ...lot!, id: 'n', leftPoints: 7, expiry: null }
    const groups = lotGroups([
      never,
      lot!,
      { ...lot!, id: 'b', leftPoints: 20 },
      { ...lot!, id: 'c', leftPoints: 0, expiry: null },
    ])
    expect(groups.map(({ at, points }) => [at, points])).to.deep.equal([
      [lot!.expiry!.at, 1300],
      [null, 7],
    ])
  })
  it('changes between accounts where there are several', async () => {
    const standing = lotusKitchen()
    const beans = {
      ...standing.accounts[0]!,
      id: 'beans',
      name: { en: 'Beans', 'zh-CN': '金豆' },
      balancePoints: 55,
      lots: [],
      worth: null,
    }
    const element = await show({
      standing: { ...standing, accounts: [...standing.accounts, beans] },
      entries,
    })
    press(element, 'Beans').click()
    await drawn(element)
    expect(textOf(one(element, '[part="balance"]'))).to.equal('55')
    expect(textOf(one(element, '[part="title"]'))).to.equal('Beans')
    expect(textOf(one(element, '[part="worth"]'))).to.equal('beans to use')
    expect(rows(element).length).to.equal(0)
  })
})

describe('the log of an account', () => {
  it('says of each entry what it was, its sign, its lots and the balance after it', async () => {
    const element = await ready()
    expect(rows(element).map(textOf)).to.deep.equal([
      '20 Nov Orders settledEarned · lapses 1 Dec +400 12,480',
      '18 Nov Search boost, 1 daySpent · from those that lapse 1 Dec −500 12,080',
      '13 Nov Orders settledEarned · lapses 1 Dec +340 12,580',
      '12 Nov Photo session canceledReturned · reverses 4 Nov · back with those that lapse 1 Dec +800 12,240',
      '6 Nov Orders settledEarned · lapses 1 Dec +260 11,440',
      '4 Nov Photo sessionSpent · from those that lapse 1 Dec −800 11,180',
      '3 Nov Task: storefront photosReward · lapses 1 Dec +200 11,980',
    ])
  })
  it('takes the log in either order', async () => {
    const element = await show({ standing: lotusKitchen(), entries: [...entries].reverse() })
    expect(rows(element)[0]!.dataset.entry).to.equal('2026-11-20-earn')
  })
  it('groups by month with sums that come to the change of the balance', async () => {
    const element = await show({ standing: lotusKitchen(), entries, rows: 40 })
    expect(months(element)[0]).to.equal(
      'November 2026 earned 1,200 · returned 800 · spent 1,300 · lapsed 420',
    )
    expect(months(element)[1]).to.equal('October 2026 earned 1,300 · spent 800 · lapsed 380')
    const sums = sumsOf(entries)
    const change = Object.values(sums).reduce((sum, part) => sum + part, 0)
    const [newest, oldest] = [entries[0]!, entries[entries.length - 1]!]
    expect(change).to.equal(newest.balancePoints - oldest.balancePoints + deltaOf(oldest))
  })
  it('counts only what reaches or leaves the balance', () => {
    const entry = entries[0]!
    expect(deltaOf({ ...entry, from: 'available', to: 'held' })).to.equal(-400)
    expect(deltaOf({ ...entry, from: 'held', to: 'redeemed' })).to.equal(0)
    expect(deltaOf({ ...entry, from: 'held', to: 'available' })).to.equal(400)
  })
  it('shows what is pending above the log, and counts it nowhere', async () => {
    const element = await show({
      standing: lotusKitchen(),
      entries,
      pending: [{ command: 'useBenefit', benefit: 'boost', key: 'k' }],
    })
    const waits = [
      '19 Nov Join the Winter Warmers campaignReward, not in the balance yet +300 pending',
      'Search boost, 1 daySent; waiting for the answer −500 pending',
    ]
    expect(texts(element, '.waits')).to.deep.equal(waits)
    expect(textOf(one(element, '[part="balance"]'))).to.equal('12,480')
    // in two steps it is asked for in the same way, and letting go of it costs nothing
    for (const [command, shown] of [
      [{ command: 'redeemBenefit', benefit: 'boost', key: 'k' }, waits],
      [{ command: 'releaseBenefit', benefit: 'boost', redemption: 'r', key: 'k' }, waits.slice(0, 1)],
    ] as const) {
      element.pending = [command]
      await drawn(element)
      expect(texts(element, '.waits'), command.command).to.deep.equal(shown)
    }
  })
  it('filters by what was earned, spent and lapsed', async () => {
    const element = await show({ standing: lotusKitchen(), entries, rows: 40 })
    const counts: Record<string, number> = {}
    for (const filter of ['Earned', 'Spent', 'Lapsed', 'All']) {
      press(element, filter).click()
      await drawn(element)
      counts[filter] = rows(element).length
    }
    expect(counts.All).to.equal(entries.length)
    expect(counts.Earned! + counts.Spent! + counts.Lapsed!, 'each entry under one filter').to.equal(
      entries.length,
    )
    press(element, 'Lapsed').click()
    await drawn(element)
    expect(months(element)[0], 'no sums of a part').to.equal('November 2026')
  })
  it('searches names, kinds, dates and points as one types', async () => {
    const element = await ready()
    one(element, '.search input').focus()
    await sendKeys({ type: 'photo returned' })
    await drawn(element)
    expect(rows(element).map(({ dataset }) => dataset.entry)).to.deep.equal(['2026-11-12-return'])
    expect(textOf(one(element, '.log [role="status"]'))).to.equal('1 found')
    await sendKeys({ type: ' nowhere' })
    await drawn(element)
    expect(textOf(one(element, '.none'))).to.equal(
      'Nothing matches “photo returned nowhere” Clear the search',
    )
    press(element, 'Clear the search').click()
    await drawn(element)
    expect(rows(element).length).to.equal(7)
    expect(one<HTMLInputElement>(element, '.search input').value).to.equal('')
  })
  it('shows more rows at each press, and the first page again', async () => {
    const element = await ready()
    press(element, 'Show 8 more').click()
    await drawn(element)
    expect(rows(element).length).to.be.above(12)
    for (let turn = 0; turn < 9 && !texts(element, '.more').includes('Show fewer'); turn++) {
      press(element, /^Show \d+ more$/).click()
      await drawn(element)
    }
    expect(rows(element).length).to.equal(entries.length)
    press(element, 'Show fewer').click()
    await drawn(element)
    expect(rows(element).length).to.equal(7)
  })
})

describe('reading the log page by page', () => {
  it('reads on for the chart, and no further than it needs', async () => {
    const log = longLog(900)
    const pages = pagesOf(log, 100)
    const element = await show({}, { source: pages.source })
    await until(() => pages.asked.length === 5)
    await drawn(element)
    expect(pages.asked).to.deep.equal([
      'first',
      { cursor: '100' },
      { cursor: '200' },
      { cursor: '300' },
      { cursor: '400' },
    ])
  })
  it('says no sums of a month that is not read in full', async () => {
    // November has eight entries; the ninth and tenth begin an October that goes on
    const source = sourceOf(
      lotusKitchen(),
      {},
      {
        entries: ({ from }) =>
          from === 'first'
            ? Promise.resolve({ entries: entries.slice(0, 10), before: null, after: '10', total: null })
            : Promise.reject(new Error('gone')),
      },
    )
    const element = await show({ rows: 40 }, { source })
    await until(() => rows(element).length > 0)
    expect(months(element)[0]).to.contain('earned 1,200')
    expect(months(element)[1]).to.equal('October 2026')
  })
  it('reads older entries when asked, says when that fails, and keeps what it has', async () => {
    const log = longLog(700)
    const pages = pagesOf(log, 100)
    const element = await show({ rows: 1000 }, { source: pages.source })
    await until(() => pages.asked.length === 5)
    await drawn(element)
    expect(rows(element).length).to.equal(500)
    pages.break(true)
    press(element, 'Load older entries').click()
    await until(() => all(element, '.more [role="alert"]').length === 1)
    expect(rows(element).length).to.equal(500)
    pages.break(false)
    press(element, 'Load older entries').click()
    await until(() => rows(element).length === 600)
    expect(all(element, '.more [role="alert"]').length).to.equal(0)
  })
  it('reads the newest page again for a newer standing, and keeps the older ones', async () => {
    const log = longLog(300)
    const pages = pagesOf(log, 100)
    const element = await show({ rows: 1000 }, { source: pages.source })
    await until(() => rows(element).length === 300)
    const newer: Entry = { ...log[0]!, id: 'newer', at: '2026-11-21T08:00:00+08:00' }
    const again = pagesOf([newer, ...log], 100)
    provide(element, { ...again.source, view: { ...again.source.view, standing: lotusKitchen() } })
    await until(() => rows(element).length === 301)
    expect(again.asked).to.deep.equal(['first'])
    expect(rows(element)[0]!.dataset.entry).to.equal('newer')
  })
  it('offers to try again when nothing could be read, and shows the balance all the while', async () => {
    const pages = pagesOf(entries, 100)
    pages.break(true)
    const element = await show({}, { source: pages.source })
    await until(() => textOf(one(element, '.log')) === 'Couldn’t load the entries Retry')
    expect(textOf(one(element, '[part="balance"]'))).to.equal('12,480')
    pages.break(false)
    press(element, 'Retry').click()
    await until(() => rows(element).length > 0)
  })
  it('reads again by itself when that may help, and goes by how long it is told to wait', async () => {
    const tries: number[] = []
    const pages = pagesOf(entries, 100, lotusKitchen(), (_error, times) => {
      tries.push(times)
      return times < 3 ? 20 : null
    })
    pages.break(true)
    const element = await show({}, { source: pages.source })
    await until(() => textOf(one(element, '.log')) === 'Couldn’t load the entries Retry')
    await until(() => tries.length === 3)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([tries, pages.asked.length]).to.deep.equal([[1, 2, 3], 3])
    // with another standing it begins anew
    const { entries: read, againMs } = pages.source
    provide(element, sourceOf({ ...lotusKitchen() }, {}, { entries: read!, againMs: againMs! }))
    await until(() => tries.length > 3)
    expect(tries[3]).to.equal(1)
    // and so does who presses
    pages.break(false)
    press(element, 'Retry').click()
    await until(() => rows(element).length > 0)
  })
  it('stops reading when it leaves the page, and starts again when it comes back', async () => {
    const signals: AbortSignal[] = []
    const never: NonNullable<ViewSource['entries']> = (_, signal) => {
      signals.push(signal!)
      return new Promise(() => undefined)
    }
    const element = await show({}, { source: sourceOf(lotusKitchen(), {}, { entries: never }) })
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false])
    const box = element.parentElement!
    element.remove()
    expect(signals[0]!.aborted).to.equal(true)
    box.appendChild(element)
    await drawn(element)
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false])
  })
})

describe('the log as a file', () => {
  it('is a table that spreadsheets open without harm', () => {
    expect(
      csvOf([
        ['a', 1, null],
        ['say "x", y', -2, ''],
      ]),
    ).to.equal('\uFEFF"a",1,\r\n"say ""x"", y",-2,""\r\n')
  })
  it('runs no text as a formula', () => {
    for (const text of [
      '=1+1',
      '+1',
      '-1',
      '@a',
      '\t1',
      '\r1',
      '\n1',
      ' =1',
      '\u00A0=1',
      '＝1',
      '＋1',
      '－1',
      '＠a',
    ])
      expect(csvOf([[text]]), JSON.stringify(text)).to.equal(`\uFEFF"'${text}"\r\n`)
    expect(csvOf([['100% = all']])).to.equal('\uFEFF"100% = all"\r\n')
  })
  it('holds every entry of the account, newest first, with numbers as numbers', async () => {
    const element = await ready()
    press(element, 'Lapsed').click()
    const asked = nextEvent<TkPointsExportEvent>(element, 'tk-points-export', true)
    press(element, 'CSV').click()
    const { detail, cancelable } = await asked
    expect(cancelable).to.equal(true)
    expect([detail.account, detail.name]).to.deep.equal(['points', 'points-2026-11-21.csv'])
    const lines = detail.csv.slice(1).trim().split('\r\n')
    expect(lines.length).to.equal(entries.length + 1)
    expect(lines[0]).to.equal('"Date","Kind","What happened","Points","Balance","Lapses on","Reference"')
    expect(lines[2]).to.equal(
      '"2026-11-18 10:00","Spent","Search boost, 1 day",-500,12080,"2026-12-01","2026-11-18-spend"',
    )
  })
  it('is downloaded, unless the page keeps it', async () => {
    const element = await ready()
    const saved: HTMLAnchorElement[] = []
    const { click } = HTMLAnchorElement.prototype
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this)
    }
    try {
      const kept = nextEvent(element, 'tk-points-export', true)
      press(element, 'CSV').click()
      await kept
      await drawn(element)
      expect(saved.length).to.equal(0)
      press(element, 'CSV').click()
      await until(() => saved.length === 1)
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
    expect(saved[0]!.download).to.equal('points-2026-11-21.csv')
    const bytes = new Uint8Array(await (await fetch(saved[0]!.href)).arrayBuffer())
    expect([...bytes.slice(0, 3)], 'the byte order mark').to.deep.equal([0xef, 0xbb, 0xbf])
  })
  it('reads the whole log first, and says when that fails', async () => {
    const pages = pagesOf(longLog(900), 100)
    const element = await show({}, { source: pages.source })
    await until(() => pages.asked.length === 5)
    await drawn(element)
    pages.break(true)
    press(element, 'CSV').click()
    await until(() => all(element, '.tools-note').length === 1)
    pages.break(false)
    const asked = nextEvent<TkPointsExportEvent>(element, 'tk-points-export', true)
    press(element, 'CSV').click()
    expect((await asked).detail.csv.trim().split('\r\n').length).to.equal(901)
  })
})

describe('the months of an account', () => {
  it('stand in a table with the same numbers', async () => {
    const element = await ready()
    press(element, 'As a table').click()
    await drawn(element)
    expect(
      all(element, '.months tbody tr').map((line) => [...line.children].map(textOf).join(' ')),
    ).to.deep.equal([
      'Nov 2026 1,200 500 420',
      'Oct 2026 1,300 800 380',
      'Sep 2026 1,180 900 150',
      'Aug 2026 1,020 300 310',
      'Jul 2026 940 1,200 0',
      'Jun 2026 900 600 240',
    ])
    press(element, 'As a chart').click()
    await drawn(element)
    expect(all(element, 'canvas').length).to.equal(1)
  })
  it('start with the first that was read in full', () => {
    const last = 2026 * 12 + 10
    expect(
      monthBars(monthsOf(entries), last, 6, last - 2).map(({ month, earned }) => [month - last, earned]),
    ).to.deep.equal([
      [-2, 1180],
      [-1, 1300],
      [0, 1200],
    ])
  })
  it('count what was taken back against what was earned', () => {
    const taken: Entry = {
      ...entries[0]!,
      id: 'x',
      kind: 'clawBack',
      from: 'available',
      to: 'clawedBack',
      amountPoints: 150,
    }
    const [bar] = monthBars([{ month: 5, sums: sumsOf([entries[0]!, taken]), whole: true }], 5, 1, 5)
    expect(bar).to.deep.equal({ month: 5, earned: 250, spent: 0, lapsed: 0, adjusted: 0 })
  })
})
