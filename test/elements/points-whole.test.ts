import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { pageOf } from '../../src/data/pages.js'
import { EntryPages } from '../../src/elements/points-pages.js'
import { LogPass } from '../../src/elements/points-pass.js'
import { monthReader } from '../../src/elements/points-passes.js'
import { mostPx, ScrollScale } from '../../src/elements/points-scale.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import type { Entry } from '../../src/schema/entry.js'
import type { EntryQuery } from '../../src/schema/view.js'
import { monthOf } from '../../src/words/date.js'
import { all, drawn, expectInside, languages, one, press, sourceOf, staged, textOf, texts } from './stage.js'
import { entries, lotusKitchen } from './standings.js'
import { until } from './until.js'

customElements.define('t-long-ledger', class extends TkPointsLedger {})
const show = (set: Partial<TkPointsLedger> = {}, stage = {}) =>
  staged<TkPointsLedger>('t-long-ledger', { view: 'all', ...set }, stage)

const newestMs = Date.parse('2026-11-20T12:00:00+08:00')
/** Newest first, one in five hours; entry 3 of each ten takes back the one after it. */
function longLog(length: number): Entry[] {
  const log: Entry[] = []
  for (let place = 0; place < length; place++)
    log.push({
      ...entries[0]!,
      id: `e${place}`,
      at: new Date(newestMs - place * 5 * 3_600_000).toISOString(),
      balancePoints: length - place,
      amountPoints: 1,
      reverses: place % 10 === 3 ? `e${place + 1}` : null,
    })
  return log
}
const million = longLog(1_000_000)

/** A source over a log by pages, as the adapters of the kit answer. */
function paged(log: readonly Entry[], more: Partial<{ total: null }> = {}) {
  const oldestFirst = log.slice().reverse()
  const asked: EntryQuery['from'][] = []
  let fails = false
  const read = (query: EntryQuery) => {
    asked.push(query.from)
    if (fails) return Promise.reject(new Error('gone'))
    return Promise.resolve({ ...pageOf(oldestFirst, query), ...more })
  }
  return {
    asked,
    break: (on: boolean) => (fails = on),
    read,
    source: sourceOf(lotusKitchen(), {}, { entries: read, againMs: () => null }),
  }
}

const rows = (element: TkPointsLedger) => all(element, '.row[data-entry]')
const ids = (element: TkPointsLedger) => rows(element).map(({ dataset }) => dataset.entry)
const region = (element: TkPointsLedger) => one(element, '.region')
async function scrolled(element: TkPointsLedger, to: number): Promise<void> {
  region(element).scrollTop = to
  await drawn(element)
}
/** The rows that are seen, from the top. */
function seen(element: TkPointsLedger): HTMLElement[] {
  const { top, bottom } = region(element).getBoundingClientRect()
  return all(element, '.row').filter((row) => {
    const box = row.getBoundingClientRect()
    return box.bottom > top + 1 && box.top < bottom - 1
  })
}
const focused = (element: TkPointsLedger) => (element.renderRoot as ShadowRoot).activeElement as HTMLElement

describe('where a long list is scrolled to', () => {
  const long = (): ScrollScale => {
    const scale = new ScrollScale()
    scale.fit(1_000_000, 60, 480)
    return scale
  }
  it('is never higher than browsers can draw', () => {
    expect(long().heightPx).to.equal(mostPx)
  })
  it('moves the rows by as much as a wheel or a finger does', () => {
    const scale = long()
    for (let turn = 1; turn <= 50; turn++) scale.scrolled(scale.scrollTop + 100)
    expect(scale.top).to.equal(5000)
  })
  it('goes to the same share of the list as the scroll bar, and to both its ends', () => {
    const scale = long()
    scale.scrolled((mostPx - 480) / 2)
    expect(scale.top).to.equal((60_000_000 - 480) / 2)
    scale.scrolled(mostPx - 480)
    expect([scale.lastRow, scale.top]).to.deep.equal([999_999, 60_000_000 - 480])
    scale.scrolled(0)
    expect([scale.firstRow, scale.top]).to.deep.equal([0, 0])
  })
  it('is not stuck at an end of the region that is not one of the list', () => {
    const scale = long()
    scale.goTo(30_000)
    // up by small steps: the region has far less to go than the rows
    for (let turn = 0; turn < 400 && scale.top > 0; turn++) {
      scale.scrolled(Math.max(0, scale.scrollTop - 100))
      if (scale.isStuck) scale.settle()
    }
    expect([scale.top, scale.scrollTop]).to.deep.equal([0, 0])
  })
  it('shows a row with as little movement as that takes', () => {
    const scale = long()
    expect(scale.reveal(3)).to.equal(false)
    scale.reveal(8)
    expect(scale.top).to.equal(60)
    scale.reveal(0)
    expect(scale.top).to.equal(0)
  })
})

describe('one list of 1,000,000 entries', () => {
  it('has only what is in view in the document, and says how long it is', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    expect(all(element, '.row').length).to.be.within(8, 20)
    expect(one(element, '[role="grid"]').getAttribute('aria-rowcount')).to.equal('1000001')
    expect(seen(element)[0]!.getAttribute('aria-rowindex')).to.equal('2')
    expect(texts(element, '.now span')[0]).to.match(/^1–\d+ of 1,000,000$/)
  })
  it('scrolls to the last row', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    await scrolled(element, 9_999_999)
    const last = seen(element).pop()!
    expect([last.dataset.entry, last.getAttribute('aria-rowindex')]).to.deep.equal(['e999999', '1000001'])
    expect(last.getBoundingClientRect().bottom).to.be.closeTo(
      region(element).getBoundingClientRect().bottom,
      1,
    )
    await scrolled(element, 0)
    expect(seen(element)[0]!.dataset.entry).to.equal('e0')
  })
  it('keeps rows in the order of reading, each under the other', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    for (const to of [700, 300, 500_000, 500_130, 499_900, 60]) {
      await scrolled(element, to)
      const places = all(element, '.row').map((row) => Number(row.getAttribute('aria-rowindex')))
      expect(places).to.deep.equal(places.map((_, index) => places[0]! + index))
      const tops = all(element, '.row').map((row) => row.getBoundingClientRect().top)
      tops.forEach((top, index) => expect(top - tops[0]!).to.be.closeTo(index * 60, 1))
    }
  })
  it('is walked through by keys, and the focus stays where it is while the list is scrolled away', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    seen(element)[0]!.focus()
    const walk: string[] = []
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'PageDown', 'End', 'PageUp', 'Home']) {
      await sendKeys({ press: key })
      await drawn(element)
      walk.push(focused(element).dataset.entry!)
      expect(seen(element), key).to.include(focused(element))
    }
    const page = Number(walk[3]!.slice(1)) - 1
    expect(page).to.be.within(3, 8)
    expect(walk).to.deep.equal(['e1', 'e2', 'e1', `e${1 + page}`, 'e999999', `e${999_999 - page}`, 'e0'])
    await scrolled(element, 400_000)
    expect(focused(element).dataset.entry).to.equal('e0')
    expect(region(element).scrollHeight).to.be.at.most(mostPx)
    await sendKeys({ press: 'ArrowDown' })
    await drawn(element)
    expect(focused(element).dataset.entry).to.equal('e1')
    expect(seen(element)).to.include(focused(element))
  })
  it('has one stop for Tab, in view or where the focus is', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    await scrolled(element, 250_000)
    const stops = all(element, '.row[tabindex="0"]')
    expect(stops.length).to.equal(1)
    expect(seen(element)).to.include(stops[0])
  })
  it('names the month in the first row of each, and at the top the one that is in view', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    expect(texts(element, '.row .name').filter(Boolean)).to.deep.equal(['November 2026'])
    // 100 entries of five hours: the end of October
    await scrolled(element, 90 * 60)
    expect(texts(element, '.row.begins .name')).to.deep.equal(['October 2026'])
    expect(texts(element, '.now b')).to.deep.equal(['November 2026'])
  })
  it('says of the row with the focus all its lots, and what it takes back', async () => {
    const lots = ['2027-02-01', '2026-12-01', null].map((day, at) => ({
      lot: `l${at}`,
      amountPoints: 100 * (at + 1),
      expiresAt: day && `${day}T00:00:00+08:00`,
    }))
    const spent = { kind: 'spend', from: 'available', to: 'redeemed', amountPoints: 600, lots } as const
    const log = [{ ...million[0]!, ...spent }, ...million.slice(1, 400)]
    const element = await show({ standing: lotusKitchen(), entries: log })
    seen(element)[0]!.focus()
    await drawn(element)
    expect(texts(element, '[part="entry-lot"]')).to.deep.equal([
      '1 Dec 2026 200',
      '1 Feb 2027 100',
      'Never lapses 300',
    ])
    for (let turn = 0; turn < 3; turn++) await sendKeys({ press: 'ArrowDown' })
    await drawn(element)
    expect(textOf(one(element, '[part="entry-details"]'))).to.contain('reverses 19 Nov')
  })
  it('keeps in view what is in view when entries come in above', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million.slice(100, 5_000) })
    await scrolled(element, 60 * 200)
    const before = seen(element)[0]!.dataset.entry
    element.entries = million.slice(97, 5_000)
    await drawn(element)
    expect(seen(element)[0]!.dataset.entry).to.equal(before)
  })
  it('begins anew when it is filtered, and says how far a search has looked', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million })
    await scrolled(element, 500_000)
    one(element, '.search input').focus()
    await sendKeys({ type: 'nowhere' })
    await drawn(element)
    expect(texts(element, '.none')[0]).to.equal('Searching …')
    expect(texts(element, '[part="coverage"]')[0]).to.match(
      /^Looked through the newest [\d,]+ of 1,000,000 entries, back to /,
    )
    press(element, 'Lapsed').click()
    press(element, 'All').click()
  })
  it('is opened from the pages and goes back to them', async () => {
    const element = await show({ standing: lotusKitchen(), entries: million, view: 'pages' })
    expect(rows(element).length).to.equal(0)
    press(element, 'All entries').click()
    await drawn(element)
    expect([element.view, all(element, '.row').length > 7]).to.deep.equal(['all', true])
    press(element, 'Page by page').click()
    await drawn(element)
    expect([element.view, all(element, '.row').length]).to.deep.equal(['pages', 0])
  })
  for (const lang of languages)
    it(`is accessible and inside 240 px in ${lang}`, async () => {
      for (const width of [240, 560]) {
        const element = await show({ standing: lotusKitchen(), entries: million }, { lang, width })
        seen(element)[0]!.focus()
        await drawn(element)
        await expect(element).to.be.accessible()
        expectInside(element)
      }
    })
  for (const lang of languages)
    for (const width of [240, 390, 1100])
      it(`has a skeleton as tall as the list at ${width} px in ${lang}`, async () => {
        const skeleton = await show({}, { width, lang })
        const element = await show(
          { standing: lotusKitchen(), entries: million.slice(0, 3000) },
          { width, lang },
        )
        expect(element.offsetHeight).to.be.closeTo(skeleton.offsetHeight, 4)
      })
})

describe('a log of known length that is read by pages', () => {
  const log = longLog(5_000)

  it('is read where it is looked at, to the last row', async () => {
    const { source, asked } = paged(log)
    const element = await show({}, { source })
    await until(() => rows(element).length > 5)
    expect(one(element, '[role="grid"]').getAttribute('aria-rowcount')).to.equal('5001')
    const before = asked.length
    await scrolled(element, 9_999_999)
    await until(() => seen(element).pop()?.dataset.entry === 'e4999')
    expect(asked.slice(before)).to.deep.equal(['last'])
    await scrolled(element, 2_500 * 60)
    await until(() => seen(element).every(({ dataset }) => dataset.entry))
    const place = Number(seen(element)[0]!.dataset.entry!.slice(1))
    expect(place, 'the dates around it say where it is').to.be.within(2_400, 2_600)
    expect(asked.length - before).to.be.at.most(4)
  })
  it('is whole and in order for whoever walks up from its middle and down again, wherever dates led', async () => {
    // entries come closer together: what dates suggest is wrong
    const uneven = log.map((entry, place) => ({
      ...entry,
      at: new Date(newestMs - place * place * 60_000).toISOString(),
    }))
    const { read } = paged(uneven)
    let moved = 0
    const pages = new EntryPages({ entries: read }, (by) => void (moved += by))
    const first = pageOf(uneven.slice().reverse(), { from: 'first', count: 100 })
    pages.begin(first.entries, first.after, 5_000)
    let place = 3_000
    pages.want(place, place + 8)
    await until(() => pages.at(place + moved) !== null)
    const expectOrder = (at: number) => {
      const [a, b] = [pages.at(at), pages.at(at + 1)]
      if (a && b) expect(Number(b.id.slice(1)) - Number(a.id.slice(1)), `at ${at}`).to.equal(1)
    }
    for (let turn = 0; turn < 1_000 && place + moved > 0; turn++) {
      place -= 8
      const at = Math.max(0, place + moved)
      pages.want(at, at + 8)
      await until(() => pages.at(Math.max(0, place + moved)) !== null)
    }
    for (let at = 0; at < 4_999; at++) expectOrder(at)
    for (let at = 0; at < 4_999; at += 8) {
      pages.want(at, at + 8)
      await until(() => pages.at(at) !== null && pages.at(Math.min(at + 8, pages.count - 1)) !== null)
    }
    expect(pages.count).to.equal(5_000)
    for (let at = 0; at < 5_000; at++) expect(pages.at(at)!.id).to.equal(`e${at}`)
  })
  it('says what could not be read, and reads it when asked again', async () => {
    const pages = paged(log)
    const element = await show({}, { source: pages.source })
    await until(() => rows(element).length > 5)
    pages.break(true)
    await scrolled(element, 9_999_999)
    await until(() => all(element, '.more [role="alert"]').length === 1)
    pages.break(false)
    press(element, 'Retry').click()
    await until(() => seen(element).pop()?.dataset.entry === 'e4999')
  })
  it('grows at its end where nobody says how long it is', async () => {
    const { source } = paged(log, { total: null })
    const element = await show({}, { source })
    await until(() => rows(element).length > 5)
    expect(one(element, '[role="grid"]').getAttribute('aria-rowcount')).to.equal('-1')
    const before = region(element).scrollHeight
    await scrolled(element, 9_999_999)
    await until(() => region(element).scrollHeight > before)
    expect(ids(element)[0]).to.not.equal('e0')
  })
})

describe('going through a log', () => {
  it('takes little at once, the rest in turns, and no more than is enough', async () => {
    let [taken, turns] = [0, 0]
    const pass = new LogPass(
      million,
      () => taken++,
      () => turns++,
    )
    pass.until(() => taken >= 40_000)
    expect(taken).to.equal(2_000)
    await until(() => taken >= 40_000)
    expect([turns > 0, taken < 45_000, pass.isOver]).to.deep.equal([true, true, false])
    pass.stop()
  })
  it('tells months as the calendar does', () => {
    const monthAt = monthReader('Asia/Shanghai')
    for (let hour = 0; hour < 24 * 120; hour += 3) {
      const at = new Date(newestMs - hour * 3_600_000).toISOString()
      expect(monthAt(at), at).to.equal(monthOf(at, 'Asia/Shanghai'))
    }
  })
})
