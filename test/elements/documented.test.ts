// What an element renders is what its page in docs/elements says: parts and slots, in every state and with every standing.
import { expect } from '@open-wc/testing'
import '../../src/define.js'
import type { TkElement } from '../../src/elements/element.js'
import type { TkPointsLedger } from '../../src/elements/points-ledger.js'
import { issueAt } from '../../src/schema/issues.js'
import { staged, sourceOf } from './stage.js'
import { entries, lotusKitchen, variants } from './standings.js'

const tags = ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger'] as const

/** The names in the first column of a section of an element's page. */
async function documented(tag: string, section: string): Promise<string[]> {
  const text = await (await fetch(`/docs/elements/${tag}.md`)).text()
  const [, table = ''] = new RegExp(`\\n## ${section}\\n([\\s\\S]*?)(?=\\n## |$)`).exec(text) ?? []
  return [...table.matchAll(/^\| `([\w<>-]+)`/gm)].map(([, name]) => name!)
}
/** Whether a name is one of these; `task-<id>` stands for a name a task. */
const isNamed = (name: string, names: readonly string[]): boolean =>
  names.some((one) => new RegExp(`^${one.replace('<id>', '.+')}$`).test(name))
const namesIn = (element: TkElement, attribute: string, selector = '*'): string[] =>
  [...element.renderRoot.querySelectorAll(`${selector}[${attribute}]`)].flatMap((node) =>
    node.getAttribute(attribute)!.split(/\s+/).filter(Boolean),
  )

async function shownEverywhere(tag: string): Promise<TkElement[]> {
  const shown: TkElement[] = []
  const issue = issueAt('wrongType', ['score'], { found: 'text', expected: 'number' })
  const show = async (set: Partial<TkPointsLedger>, stage = {}) =>
    shown.push(await staged<TkPointsLedger>(`tk-${tag}`, set, stage))
  for (const name of Object.keys(variants)) await show({ standing: variants[name]!(), entries })
  for (const width of [240, 1100, 1300]) await show({ standing: lotusKitchen(), entries }, { width })
  await show({ standing: lotusKitchen(), issue })
  await show({ issue })
  await show({})
  const failed = { state: 'rejected', issue } as const
  const commands = [
    { command: 'claimTask', task: lotusKitchen().tasks[0]!.id, key: 'a' },
    { command: 'useBenefit', benefit: lotusKitchen().benefits[0]!.id, key: 'b' },
  ] as const
  await show(
    {},
    { source: sourceOf(lotusKitchen(), {}, { failed: commands.map((command) => ({ command, ...failed })) }) },
  )
  // what a press opens
  for (const element of shown.slice(0, 2))
    for (const button of element.renderRoot.querySelectorAll<HTMLElement>(
      'button:not([disabled]), summary',
    )) {
      button.click()
      await element.updateComplete
    }
  return shown
}

describe('the page of an element', () => {
  for (const tag of tags)
    it(`names every part and slot that tk-${tag} renders`, async () => {
      const stop = (event: Event): void => event.preventDefault()
      for (const name of ['tk-task-open', 'tk-points-export']) document.addEventListener(name, stop)
      const [parts, slots] = [await documented(tag, 'Parts'), await documented(tag, 'Slots')]
      const shown = await shownEverywhere(tag)
      const rendered = new Set(shown.flatMap((element) => namesIn(element, 'part')))
      expect([...rendered].filter((name) => !parts.includes(name))).to.deep.equal([])
      const offered = new Set(shown.flatMap((element) => namesIn(element, 'name', 'slot')))
      expect([...offered].filter((name) => !isNamed(name, slots))).to.deep.equal([])
      // and that this looks at more than a skeleton
      expect(rendered.size).to.be.above(parts.length / 2)
      for (const name of ['tk-task-open', 'tk-points-export']) document.removeEventListener(name, stop)
    }).timeout(150_000)
})
