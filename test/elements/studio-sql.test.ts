// The SQL page in a browser: by keyboard, in both languages, with what it copies and saves.
import { expect, fixture, html } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import '../../demo/studio/sql-page.js'
import type { StudioSql } from '../../demo/studio/sql-page.js'
import type { Program } from '../../src/schema/program.js'
import { everyCount } from '../sql/every-count.js'
import { resized } from './media.js'

/** A few of its metrics: axe looks at every piece of a query. */
const few = ['sales', 'summassNet', 'earlyCount', 'sinceFirst', 'chosen']
const whole = everyCount as Program
const program = {
  ...whole,
  metrics: Object.fromEntries(Object.entries(whole.metrics).filter(([id]) => few.includes(id))),
  score: {
    ...whole.score,
    factors: whole.score!.factors.filter((factor) => few.includes((factor as { metric: string }).metric)),
  },
  ladders: [
    {
      ...whole.ladders[0]!,
      tiers: [
        whole.ladders[0]!.tiers[0]!,
        { ...whole.ladders[0]!.tiers[1]!, enter: { score: { gte: 5000 } } },
      ],
    },
  ],
} as unknown as Program
const draft = JSON.parse(JSON.stringify(program).replace('"gte":5000', '"gte":4800')) as Program

before(async () => {
  for (const href of ['page.css', 'studio.css', 'studio/sql-page.css']) {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = new URL(`../../demo/${href}`, import.meta.url).href
    document.head.append(link)
    await new Promise((resolve) => link.addEventListener('load', resolve))
  }
  document.body.classList.add('studio')
  document.documentElement.lang = 'en'
})

const shown = async (more: Partial<StudioSql> = {}): Promise<StudioSql> => {
  const page = await fixture<StudioSql>(html`<studio-sql></studio-sql>`)
  const tiers = [
    { name: 'Low', merchants: 1_020_220 },
    { name: 'High', merchants: 606_041 },
  ]
  const nowMs = Date.parse('2025-10-05T00:00:00Z')
  Object.assign(page, { published: program, draft, tiers, nowMs, file: 'draft_a.sql' }, more)
  await page.updateComplete
  return page
}
const textOf = (page: StudioSql, of: string): string =>
  (page.querySelector(of)?.textContent ?? '').replace(/\s+/g, ' ').trim()
const tabs = (page: StudioSql): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('[role="tab"]')]
const choose = async (page: StudioSql, of: string): Promise<void> => {
  page.querySelector<HTMLElement>(of)!.click()
  await page.updateComplete
}

describe('the SQL page', () => {
  it('goes from database to database by arrow keys', async () => {
    const page = await shown()
    tabs(page)[1]!.focus()
    await sendKeys({ press: 'ArrowRight' })
    await page.updateComplete
    expect(document.activeElement).to.equal(tabs(page)[2])
    expect(tabs(page)[2]!.getAttribute('aria-selected')).to.equal('true')
    expect(textOf(page, '.sql-code')).to.contain('SETTINGS join_use_nulls')
    await sendKeys({ press: 'Home' })
    await page.updateComplete
    expect(document.activeElement).to.equal(tabs(page)[0])
    expect(textOf(page, '.sql-code')).to.contain('::float8')
  })

  it('goes to the line of a step, and to the line that changed', async () => {
    const page = await shown()
    const step = [...page.querySelectorAll<HTMLElement>('.sql-steps button')].pop()!
    step.focus()
    await sendKeys({ press: 'Enter' })
    await page.updateComplete
    await page.updateComplete
    expect(document.activeElement?.textContent).to.equal('SELECT\n')
    const [change] = page.querySelectorAll<HTMLElement>('.sql-changes button')
    expect(textOf(page, '.sql-changes')).to.contain('5000 → 4800')
    change!.click()
    await page.updateComplete
    await page.updateComplete
    expect(document.activeElement?.localName).to.equal('ins')
    expect(document.activeElement?.textContent).to.contain('4800')
  })

  it('counts from events where it is asked to, from tables of other names', async () => {
    const page = await shown()
    expect(textOf(page, '.sql-code')).not.to.contain('GROUP BY')
    await choose(page, '.sql-from label:last-of-type input')
    const [, events] = page.querySelectorAll<HTMLInputElement>('.sql-field input')
    events!.value = 'crm.log'
    events!.dispatchEvent(new Event('change'))
    await page.updateComplete
    expect(textOf(page, '.sql-code')).to.contain('FROM "crm"."log" AS e')
    expect(page.querySelector('#sql-event-columns')).to.exist
  })

  it('keeps the name of a table that is emptied', async () => {
    const page = await shown()
    const [table] = page.querySelectorAll<HTMLInputElement>('.sql-field input')
    table!.value = '  '
    table!.dispatchEvent(new Event('change'))
    await page.updateComplete
    expect(table!.value).to.equal('merchants')
    expect(textOf(page, '.sql-code')).to.contain('FROM "merchants" AS m')
  })

  it('saves under its name what is shown, with the guard rail that is broken first', async () => {
    const page = await shown({ broken: '3.03% demoted, at most 3%' })
    const saved: { name: string; href: string }[] = []
    const { click } = HTMLAnchorElement.prototype
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, href: this.href })
    }
    try {
      await choose(page, '.sql-save')
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
    expect(saved.map(({ name }) => name)).to.deep.equal(['draft_a.sql'])
    const text = await (await fetch(saved[0]!.href)).text()
    expect(text).to.match(/^-- Guard rail broken: 3\.03% demoted, at most 3%\n-- Counts/)
    expect(text.replace(/\s+/g, ' ').trim()).to.equal(textOf(page, '.sql-code'))
  })

  it('tells the counts to expect, with their total', async () => {
    const page = await shown()
    expect(textOf(page, '.sql-expect')).to.contain('High high 606,041 Low low 1,020,220 Total 1,626,261')
    expect(textOf(page, '.sql-check')).to.contain('FROM "draft_a"')
  })

  it('says that there is no query where the draft is not valid', async () => {
    const page = await shown({ draft: { ...draft, metrics: {} } })
    expect(textOf(page, '.sql-refused h2')).to.equal('No query yet')
    expect(page.querySelector<HTMLButtonElement>('.sql-save')!.disabled).to.equal(true)
  })

  for (const width of [360, 768, 1180, 1600])
    for (const locale of ['en', 'zh-CN'])
      for (const theme of ['light', 'dark'])
        it(`fits and is accessible at ${width} px, ${locale}, ${theme}`, async function () {
          await resized(this, { width, height: 800 })
          document.documentElement.dataset['theme'] = theme
          const page = await shown({ locale, broken: '3%' })
          await choose(page, '.sql-from label:last-of-type input')
          expect(document.documentElement.scrollWidth).to.be.at.most(width)
          await expect(page).to.be.accessible()
          delete document.documentElement.dataset['theme']
        })
})
