import { expect } from '@open-wc/testing'
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Standing } from '../../src/schema/standing.js'
import { retold } from './pseudo.js'
import { outside, overlaps, saidTexts } from './seen.js'
import { all, sourceOf, staged, tags } from './stage.js'
import { entries, lotusKitchen } from './standings.js'

declare global {
  interface Window {
    hacked?: string
  }
}

const texts: Record<string, string> = {
  markup: '<img src="nothing" onerror="window.hacked=1"><b>bold</b><!--',
  script: '"></textarea></style><script>window.hacked=1</script>${window.hacked=1}{{x}}',
  overrides: '\u202egnirts\u2066\u2067\u202b\u2069\u2069 \u200fright',
  rightToLeft: 'متجر اللوتس ١٢٣ (مطبخ) – שלום',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️🇨🇳👍🏽'.repeat(12),
  zeroWidth: '\u200b\u200d\ufeffze\u200bro\u2060\u00ad\u200c',
  oneWord: 'W'.repeat(10_000),
  manyWords: 'words and words '.repeat(625),
}
const turning = /[\u202a-\u202e\u2066\u2067]/
const arabic = /[\u0590-\u08ff]/

async function show(
  tag: string,
  standing: Standing,
  log: Entry[],
  width: number,
  lang = 'en',
): Promise<TkElement> {
  const oldestFirst = log.slice().reverse()
  const source = sourceOf(standing, {}, { entries: (query) => Promise.resolve(pageOf(oldestFirst, query)) })
  return staged(tag, {}, { width, lang, source })
}

describe('a standing whose every text is hostile', () => {
  for (const [kind, text] of Object.entries(texts))
    for (const tag of tags)
      it(`of ${kind} is text in ${tag}, and stays in its card`, async function () {
        this.timeout(300_000)
        const standing = retold(lotusKitchen(), () => text)
        const log = retold(entries, () => text)
        for (const width of [240, 560]) {
          const element = await show(tag, standing, log, width)
          for (const found of all<HTMLDetailsElement>(element, 'details')) found.open = true
          expect(element.state).to.equal('ready')
          expect(element.parentElement!.scrollWidth).to.equal(width)
          expect([...outside(element), ...overlaps(element)].slice(0, 6).join('\n')).to.equal('')
          expect(element.renderRoot.querySelectorAll('img, script, b b, textarea')).to.have.length(0)
          const said = saidTexts(element)
          const head = text
            .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
            .replace(/\s+/g, ' ')
            .trim()
            .slice(0, 40)
          expect(
            said.some((one) => one.includes(head)),
            `nothing says ${head}`,
          ).to.equal(true)
          expect(said.filter((one) => turning.test(one))).to.deep.equal([])
          element.parentElement!.remove()
        }
        expect(window.hacked).to.equal(undefined)
      })

  for (const tag of tags)
    it(`of right-to-left texts turns round no words of ours in ${tag}`, async () => {
      const standing = retold(lotusKitchen(), () => texts['rightToLeft']!)
      const element = await show(
        tag,
        standing,
        retold(entries, () => texts['rightToLeft']!),
        560,
      )
      const loose = saidTexts(element).filter((said) =>
        arabic.test(said.replace(/\u2068[^\u2069]*\u2069/g, '')),
      )
      expect(loose).to.deep.equal([])
    })
})

describe('an address in a task', () => {
  const links: [string, boolean][] = [
    ['https://example.com/a?b#c', true],
    ['/orders', true],
    ['mailto:help@example.com', true],
    ['javascript:window.hacked=1', false],
    ['JaVaScRiPt:window.hacked=1', false],
    [' java\nscript:window.hacked=1', false],
    ['\u0001javascript:window.hacked=1', false],
    ['data:text/html,<script>window.hacked=1</script>', false],
    ['vbscript:x', false],
    ['blob:https://example.com/1', false],
    ['file:///etc/passwd', false],
    ['http://example.com/plain', false],
    ['https://', false],
  ]
  for (const [link, passes] of links)
    it(`${JSON.stringify(link)} ${passes ? 'is a link' : 'is left out, and warned of once by the task’s name'}`, async () => {
      const warned: string[] = []
      const before = console.warn
      console.warn = (text: string) => warned.push(text)
      try {
        const kitchen = lotusKitchen()
        const id = `task-${links.findIndex(([one]) => one === link)}`
        const task = { ...kitchen.tasks.find(({ state }) => state === 'open')!, id, link }
        const element = await show('tk-task-checklist', { ...kitchen, tasks: [task], path: null }, [], 560)
        element.requestUpdate()
        await element.updateComplete
        expect(all(element, 'a[href]')).to.have.length(passes ? 1 : 0)
        expect(all(element, '[part="name"]')).to.have.length(1)
        expect(warned.length).to.equal(passes ? 0 : 1)
        if (!passes) expect(warned[0]).to.contain(`task ${id}`)
      } finally {
        console.warn = before
      }
    })
})
