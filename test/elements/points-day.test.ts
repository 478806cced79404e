import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { pageOf } from '../../src/data/pages.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import type { Entry } from '../../src/schema/entry.js'
import type { EntryQuery } from '../../src/schema/view.js'
import { endOfDay, formatDate } from '../../src/words/date.js'
import { all, drawn, expectInside, languages, one, press, sourceOf, staged, textOf, widths } from './stage.js'
import { entries, lotusKitchen } from './standings.js'
import { until } from './until.js'

customElements.define('d-ledger', class extends TkPointsLedger {})
const show = (set: Partial<TkPointsLedger> = {}, stage = {}) => staged<TkPointsLedger>('d-ledger', set, stage)

const newestMs = Date.parse('2026-11-20T12:00:00+08:00')
/** Newest first, one in five hours, and none in October 2026. */
const log: Entry[] = [...Array(5_000).keys()]
  .map((place) => ({
    ...entries[0]!,
    id: `e${place}`,
    at: new Date(newestMs - place * 5 * 3_600_000).toISOString(),
    reverses: null,
  }))
  .filter(({ at }) => at < '2026-09-30T16' || at >= '2026-10-31T16')

const oldestFirst = log.slice().reverse()
function paged(more: { total?: null } = {}) {
  const asked: EntryQuery['from'][] = []
  const state = { fails: false }
  const read = (query: EntryQuery) => {
    asked.push(query.from)
    if (state.fails) return Promise.reject(new Error('gone'))
    return Promise.resolve({ ...pageOf(oldestFirst, query), ...more })
  }
  return { asked, state, source: sourceOf(lotusKitchen(), {}, { entries: read, againMs: () => null }) }
}

const field = (element: TkPointsLedger) => one<HTMLInputElement>(element, '[part="date-field"]')
const said = (element: TkPointsLedger) => textOf(one(element, '.card > [role="status"]'))
const isIdle = (element: TkPointsLedger) =>
  press(element, /Go to date|定位到日期/).getAttribute('aria-disabled') === 'false'
async function goTo(element: TkPointsLedger, day: string): Promise<void> {
  field(element).value = day
  field(element).focus()
  await sendKeys({ press: 'Enter' })
  await until(() => isIdle(element))
  await drawn(element)
}
/** The first row that is in view. */
function first(element: TkPointsLedger): HTMLElement {
  const { top } = one(element, '.region').getBoundingClientRect()
  const seen = all(element, '.row').filter((row) => row.getBoundingClientRect().bottom > top + 1)
  return seen.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0]!
}
/** The newest entry at a day's end in Shanghai, or before it. */
const expected = (day: string): string =>
  log.find(({ at }) => Date.parse(at) < Date.parse(`${day}T00:00:00+08:00`) + 86_400_000)!.id

describe('a day of a zone', () => {
  it('ends where the next one begins, also where clocks are changed', () => {
    for (const [zone, day] of [
      ['Asia/Shanghai', '2026-11-21'],
      ['UTC', '2024-02-29'],
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['America/Sao_Paulo', '2018-11-03'],
      ['Pacific/Apia', '2011-12-29'],
      ['Pacific/Kiritimati', '2026-01-01'],
    ] as const) {
      const ms = endOfDay(day, zone)!
      const said = (at: number) => formatDate(at, { locale: 'en', zone, style: 'sheet' })
      expect(said(ms).slice(0, 10), zone).to.equal(day)
      expect(said(ms + 1).slice(0, 10) > day, `${zone} ${said(ms + 1)}`).to.equal(true)
      expect((ms + 1) % 60_000, zone).to.equal(0)
    }
    expect([endOfDay('', 'UTC'), endOfDay('2026-13-01', 'UTC'), endOfDay('yesterday', 'UTC')]).to.deep.equal([
      null,
      null,
      null,
    ])
  })
})

describe('the way to a day of the log', () => {
  it('leads to its newest entry in the program’s zone, and says so, the focus where it was', async () => {
    const element = await show({ standing: lotusKitchen(), entries: log, view: 'all' })
    await goTo(element, '2026-05-14')
    expect(first(element).dataset.entry).to.equal(expected('2026-05-14'))
    expect(said(element)).to.equal('At 14 May 2026')
    expect((element.renderRoot as ShadowRoot).activeElement).to.equal(field(element))
    expect(one(element, '.row[tabindex="0"]')).to.equal(first(element))
  })

  it('or to the entry before it, or to the first one, or to the newest', async () => {
    const element = await show({ standing: lotusKitchen(), entries: log, view: 'all' })
    await goTo(element, '2026-10-15')
    expect(first(element).dataset.entry).to.equal(expected('2026-10-15'))
    expect(said(element)).to.equal('Nothing on 15 Oct 2026: at 30 Sep 2026, the entry before it')
    await goTo(element, '2019-01-01')
    expect(all(element, '.row').pop()!.dataset.entry).to.equal(log[log.length - 1]!.id)
    expect(said(element)).to.match(/^Nothing so early as 1 Jan 2019: at the first entry, /)
    await goTo(element, '2027-01-01')
    expect(first(element).dataset.entry).to.equal('e0')
  })

  it('is read by its date where a log is long, with few pages', async () => {
    const { source, asked } = paged()
    const element = await show({ view: 'all' }, { source })
    await until(() => all(element, '.row[data-entry]').length > 5)
    for (const day of ['2025-06-01', '2026-10-15', '2024-03-03', '2025-06-03', '2026-11-19']) {
      asked.length = 0
      await goTo(element, day)
      await until(() => first(element).dataset.entry === expected(day))
      expect(asked.filter((from) => typeof from === 'object' && 'date' in from).length, day).to.be.at.most(1)
      expect(asked.length, day).to.be.at.most(5)
    }
    await goTo(element, '2010-01-01')
    expect(all(element, '.row').pop()!.dataset.entry).to.equal(log[log.length - 1]!.id)
  })

  it('is read page by page where nobody says how long the log is', async () => {
    const { source, asked } = paged({ total: null })
    const element = await show({ view: 'all' }, { source })
    await until(() => all(element, '.row[data-entry]').length > 5)
    await goTo(element, '2026-07-01')
    expect(first(element).dataset.entry).to.equal(expected('2026-07-01'))
    expect(asked.every((from) => typeof from === 'string' || 'cursor' in from)).to.equal(true)
  })

  it('from the pages leads into the one list, without filter and search', async () => {
    const { source } = paged()
    const element = await show({}, { source })
    await until(() => all(element, '[data-entry]').length > 5)
    press(element, 'Spent').click()
    await drawn(element)
    await goTo(element, '2025-06-01')
    await until(() => first(element).dataset.entry === expected('2025-06-01'))
    expect(element.view).to.equal('all')
    expect(press(element, 'All').getAttribute('aria-pressed')).to.equal('true')
    expect((element.renderRoot as ShadowRoot).activeElement).to.equal(field(element))
  })

  it('that cannot be read is said, and can be gone once more', async () => {
    const { source, state } = paged()
    const element = await show({ view: 'all' }, { source })
    await until(() => all(element, '.row[data-entry]').length > 5)
    state.fails = true
    await goTo(element, '2025-06-01')
    expect(textOf(one(element, '.more [role="alert"]'))).to.equal('Couldn’t load the entries')
    state.fails = false
    await goTo(element, '2025-06-01')
    await until(() => first(element).dataset.entry === expected('2025-06-01'))
    expect(said(element)).to.equal('At 1 Jun 2025')
  })

  it('asks for a date before it goes, and is not offered where there is nothing to go to', async () => {
    const element = await show({ standing: lotusKitchen(), entries: log })
    press(element, 'Go to date').click()
    await drawn(element)
    expect([element.view, (element.renderRoot as ShadowRoot).activeElement]).to.deep.equal([
      'pages',
      field(element),
    ])
    const none = await show({ standing: lotusKitchen(), entries: [] })
    expect(all(none, '[part="go-to-date"]')).to.have.length(0)
  })

  for (const lang of languages)
    it(`is accessible and stays inside the card in ${lang}`, async function () {
      this.timeout(150_000)
      for (const width of widths)
        for (const view of ['pages', 'all'] as const) {
          const element = await show({ standing: lotusKitchen(), entries: log, view }, { lang, width })
          await goTo(element, '2026-10-15')
          expectInside(element)
          if (width === 240) await expect(element).to.be.accessible()
        }
    })

  it('says in Chinese where it went', async () => {
    const element = await show({ standing: lotusKitchen(), entries: log, view: 'all' }, { lang: 'zh-CN' })
    await goTo(element, '2026-10-15')
    expect(said(element)).to.equal('2026年10月15日没有明细，已定位到此前最近的 2026年9月30日')
  })
})
