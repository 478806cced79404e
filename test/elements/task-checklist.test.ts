import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import type {
  TkTaskClaimEvent,
  TkTaskDismissEvent,
  TkTaskOpenEvent,
  TkTaskRestoreEvent,
} from '../../src/elements/events.js'
import { cheerOf } from '../../src/elements/celebration.js'
import { safeLink } from '../../src/elements/link.js'
import { firstOf, rowsOf } from '../../src/elements/paging.js'
import { TkTaskChecklist } from '../../src/elements/task-checklist.js'
import { doneOf, sectionsOf } from '../../src/elements/task-groups.js'
import { shownParts } from '../../src/elements/task-path.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing, TaskStanding } from '../../src/schema/standing.js'
import { pretend, pretendNothing } from './media.js'
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
import { blocked, empty, lotusKitchen, noScore, topTier } from './standings.js'

customElements.define('t-tasks', class extends TkTaskChecklist {})
const show = (set: Partial<TkTaskChecklist> = {}, stage?: Stage) =>
  staged<TkTaskChecklist>('t-tasks', set, stage)
const lost = issueAt('unreachable', [], {})

/** The merchant with some tasks in another state. */
function withStates(
  states: Readonly<Record<string, TaskStanding['state']>>,
  more: Partial<TaskStanding> = {},
): Standing {
  const standing = lotusKitchen()
  return {
    ...standing,
    tasks: standing.tasks.map((task) => {
      const state = states[task.id]
      return state ? { ...task, ...more, state } : task
    }),
  }
}
const everyState = () =>
  withStates({
    dishPhotos: 'claimable',
    storeDetails: 'pending',
    onTime: 'expired',
    fewerRefunds: 'dismissed',
    weeklySpecial: 'notApplicable',
  })

describe('the task checklist in its states', () => {
  it('is busy and shows bones while loading', async () => {
    const element = await show()
    expect(element.state).to.equal('loading')
    expect(one(element, '.card').getAttribute('aria-busy')).to.equal('true')
    expect(all(element, '.skeleton .task').length).to.equal(6)
  })
  it('shows tasks when ready, and keeps them when stale', async () => {
    for (const issue of [null, lost]) {
      const element = await show({ standing: lotusKitchen(), issue })
      expect(element.state).to.equal(issue ? 'stale' : 'ready')
      expect(all(element, 'li.task').length).to.equal(6)
    }
  })
  it('says so when there are no tasks', async () => {
    const element = await show({ standing: empty() })
    expect(element.state).to.equal('empty')
    expect(textOf(one(element, '[part="empty"]'))).to.contain('No tasks yet')
  })
  it('says what failed, with a way to try again', async () => {
    const element = await show({ issue: lost })
    expect(element.state).to.equal('error')
    expect(textOf(one(element, '[part="error"]'))).to.contain('Couldn’t load your tasks')
    const asked = nextEvent(element, 'tk-retry')
    press(element, 'Retry').click()
    await asked
  })
  for (const lang of languages)
    it(`says a deadline on one line on a phone, in ${lang}`, async () => {
      for (const width of [320, 343, 358, 380]) {
        const element = await show({ standing: lotusKitchen() }, { width, lang })
        const [date] = all(element, '[part="due"] p')
        expect(date!.offsetHeight, `at ${width} px`).to.be.at.most(20)
      }
    })
  for (const lang of languages)
    for (const theme of themes)
      it(`is accessible in ${lang}, ${theme}`, async () => {
        for (const standing of [lotusKitchen(), everyState(), blocked(), empty()]) {
          await expect(await show({ standing, rows: 20 }, { lang, theme })).to.be.accessible()
        }
        await expect(await show({}, { lang, theme })).to.be.accessible()
        await expect(await show({ issue: lost }, { lang, theme })).to.be.accessible()
      })
  for (const lang of languages)
    it(`keeps everything inside 240 px in ${lang}`, async () => {
      for (const standing of [lotusKitchen(), everyState(), blocked(), noScore()])
        expectInside(await show({ standing, rows: 20 }, { width: 240, lang }))
    })
})

describe('what the task checklist shows', () => {
  it('puts the way to the next tier first, in the order to do it, then each area', async () => {
    const element = await show({ standing: lotusKitchen(), rows: 20 })
    expect(textOf(one(element, '[part="path"]'))).to.match(
      /^\+38 Three tasks take you to Platinum 662 to 700 · about 65 min · last one by 30 Nov/,
    )
    expect(texts(element, 'li .name')).to.deep.equal([
      'Reply to 4 more reviews within 24 h',
      'Add photos to 6 dishes',
      'Fill in 2 store details',
      'Bring on-time preparation to 93%',
      'Bring the refund rate to 2.0%',
      'Post a weekly special',
      'Join the Winter Warmers campaign',
      'Add storefront photos',
      'Host a livestream',
    ])
    expect(texts(element, '[part="area"]')).to.deep.equal([
      'Service capability 0 of 3 done',
      'Platform contribution 2 of 3 done',
    ])
  })
  it('says the gains of the path so that they sum to its whole', async () => {
    const standing = lotusKitchen()
    const gains = [12.34, 12.33, 13.33]
    standing.path = {
      ...standing.path!,
      gain: 38,
      tasks: standing.path!.tasks.map(({ id }, at) => ({ id, gain: gains[at]! })),
    }
    const element = await show({ standing })
    expect(texts(element, '.steps text')).to.deep.equal(['+12.4', '+12.3', '+13.3'])
    expect(shownParts([1 / 3, 1 / 3, 1 / 3], 1)).to.deep.equal([0.4, 0.3, 0.3])
  })
  it('tells how far each task is, what it brings and by when', async () => {
    const element = await show({ standing: lotusKitchen(), rows: 20 })
    const row = (id: string) => textOf(one(element, `[data-task="${id}"]`))
    expect(row('replyMore')).to.contain('82%, at least 90% · 4 short, of 50 reviews')
    expect(row('dishPhotos')).to.contain('34 of 40 dishes with photo and description')
    expect(row('dishPhotos')).to.contain('+12 score and 300 points 28 Nov about 40 min')
    expect(row('storeDetails')).to.contain('22 of 24 · Missing: holiday hours, step-free entrance')
    expect(row('weeklySpecial')).to.contain(
      'every week, 5 in a row 100 points score unchanged 22 Nov 1 day left about 10 min',
    )
    expect(row('winterWarmers')).to.contain('Done 19 Nov; being checked 300 points not in your balance yet')
    expect(row('livestream')).to.contain('Opens at Platinum, 38 away')
  })
  it('draws the ring as far as the task is', async () => {
    const element = await show({ standing: withStates({ dishPhotos: 'open' }, { progress: 0.5 }) })
    const drawn = one(element, '[data-task="dishPhotos"] .ring .value').getAttribute('stroke-dasharray')!
    expect(Number(drawn.split(' ')[0])).to.be.closeTo(2 * Math.PI * 6 * 0.5, 0.1)
  })
  it('says what no task can change', async () => {
    const element = await show({ standing: blocked() })
    expect(textOf(one(element, '[part="path"]'))).to.equal(
      'Tasks alone do not reach Platinum Food-safety violations: 1, at most 0 No task here changes that.',
    )
  })
  it('says when everything for the next tier is met', async () => {
    const standing = lotusKitchen()
    standing.path = { ...standing.path!, tasks: [], gain: 0 }
    const element = await show({ standing })
    expect(textOf(one(element, '[part="path"]'))).to.equal(
      'You have all that Platinum asks The review on 1 Dec decides. Keep it until then.',
    )
  })
  it('has no path at the top, and shows one row more instead', async () => {
    const element = await show({ standing: topTier() })
    expect(all(element, '[part="path"]').length).to.equal(0)
    expect(all(element, 'li.task').length).to.be.above(4)
  })
  it('says what a score still needs before tasks count for it', async () => {
    const element = await show({ standing: noScore() })
    expect(textOf(one(element, '[part="path"]'))).to.equal(
      'Tasks count once there is a score Settled orders: 12, at least 30 · 18 to go',
    )
  })
  it('puts tasks that do not lead to the tier where they belong', async () => {
    const standing = lotusKitchen()
    standing.path = { ...standing.path!, reaches: false }
    const element = await show({ standing, rows: 20 })
    expect(texts(element, '[part="area"]').length).to.equal(4)
  })
  it('keeps no room for a gain where a task has none', async () => {
    const standing = lotusKitchen()
    const tasks = standing.tasks.map((task) => ({ ...task, gain: null, reward: [], deadline: null }))
    const element = await show({ standing: { ...standing, score: null, path: null, tasks } }, { width: 600 })
    const edge = (selector: string) =>
      all(element, `[part="task"] ${selector}`)[0]!.getBoundingClientRect().left
    expect(edge('.due p')).to.equal(edge('.name'))
  })

  it('shows no score where there is none', async () => {
    const element = await show({ standing: noScore(), rows: 20 })
    expect(textOf(one(element, '[data-task="replyMore"] .gain'))).to.equal('200 points')
  })
})

describe('what counts', () => {
  it('leaves out what cannot be done now and what was set aside', async () => {
    const element = await show({ standing: everyState() })
    expect(textOf(one(element, '[part="count"]'))).to.equal('3 of 5 done')
    expect(texts(element, '.tab')).to.deep.equal([
      'All 7',
      'To do 2',
      'Done 3',
      'Locked 1',
      'Expired 1',
      'Dismissed 1',
      'Not for you 1',
    ])
  })
  it('reaches its end when all is done', async () => {
    const standing = lotusKitchen()
    const tasks = standing.tasks.map((task) =>
      task.state === 'open' ? { ...task, state: 'done' as const } : task,
    )
    expect(doneOf(tasks)).to.deep.equal({ done: 8, total: 8 })
    const element = await show({ standing: { ...standing, tasks, path: null } })
    expect(textOf(one(element, '[part="count"]'))).to.equal('8 of 8 done')
    expect(textOf(one(element, '[part="path"]'))).to.equal(
      'All tasks are done The next one opens on Mon 23 Nov.',
    )
  })
  it('filters, and says when a filter holds nothing', async () => {
    const element = await show({ standing: everyState() })
    press(element, 'Done 3').click()
    await drawn(element)
    expect(all(element, 'li.task').map((row) => row.dataset.task)).to.have.members([
      'storeDetails',
      'winterWarmers',
      'storefront',
    ])
    expect(press(element, 'Done 3').getAttribute('aria-pressed')).to.equal('true')
    element.standing = {
      ...everyState(),
      tasks: lotusKitchen().tasks.filter(({ state }) => state === 'open'),
    }
    await drawn(element)
    expect(textOf(one(element, '.none'))).to.equal('Nothing done yet')
  })
  it('goes back to all tasks when the chosen filter is gone', async () => {
    const element = await show({ standing: everyState() })
    press(element, 'Dismissed 1').click()
    await drawn(element)
    expect(all(element, 'li.task').length).to.equal(1)
    element.standing = lotusKitchen()
    await drawn(element)
    expect(press(element, 'All 9').getAttribute('aria-pressed')).to.equal('true')
  })
  it('shows more rows, then all, then the first page again', async () => {
    const element = await show({ standing: lotusKitchen(), rows: 4 })
    expect(all(element, 'li.task').length).to.equal(4)
    press(element, 'Show 4 more').click()
    await drawn(element)
    press(element, /^Show 1 more|^Show 2 more/).click()
    await drawn(element)
    expect(all(element, 'li.task').length).to.equal(9)
    press(element, 'Show fewer').click()
    await drawn(element)
    expect(all(element, 'li.task').length).to.equal(4)
  })
  it('takes only whole pages from 1 on', () => {
    expect([0, -3, Number.NaN, 2.9, 1e9].map((rows) => rowsOf(rows, 6))).to.deep.equal([6, 6, 6, 2, 1000])
  })
  it('gives every heading beyond the second half the place of a row', () => {
    const runs = [1, 2, 3, 4].map((key) => ({ headed: true, key, items: ['a', 'b'] }))
    expect(firstOf(runs, 6)).to.deep.equal({
      runs: [runs[0], runs[1], { ...runs[2]!, items: ['a'] }],
      shown: 5,
    })
    expect(firstOf(runs, 9)).to.deep.equal({ runs, shown: 8 })
    expect(
      firstOf(
        runs.map((run) => ({ ...run, headed: false })),
        3,
      ).shown,
    ).to.equal(3)
  })
})

describe('what can be asked of the task checklist', () => {
  it('asks to open a link, and lets the page keep it from navigating', async () => {
    const element = await show({ standing: lotusKitchen() })
    const link = one<HTMLAnchorElement>(element, '[data-task="dishPhotos"] a')
    const asked = nextEvent<TkTaskOpenEvent>(element, 'tk-task-open', true)
    const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })
    link.dispatchEvent(click)
    const event = await asked
    expect(event.detail).to.deep.equal({ task: 'dishPhotos', link: link.href })
    expect(event.cancelable && event.bubbles && event.composed).to.equal(true)
    expect(click.defaultPrevented).to.equal(true)
  })
  it('leaves a click for another tab to the browser', async () => {
    const element = await show({ standing: lotusKitchen() })
    let asked = 0
    element.addEventListener('tk-task-open', () => asked++)
    const stay = (event: Event) => event.preventDefault()
    document.addEventListener('click', stay)
    one(element, '[data-task="dishPhotos"] a').dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true }),
    )
    document.removeEventListener('click', stay)
    expect(asked).to.equal(0)
  })
  it('shows no link that could run code', async () => {
    const standing = lotusKitchen()
    standing.tasks[0]!.link = 'java\tscript:alert(1)'
    const element = await show({ standing })
    expect(all(element, '[data-task="replyMore"] a').length).to.equal(0)
    const base = 'https://shop.example/a/'
    expect(
      ['/b', 'https://x.example/', 'mailto:a@b.example', 'tel:1', 'http://shop.example/'].map(
        (link) => safeLink(link, base, 'a task') !== null,
      ),
    ).to.deep.equal([true, true, true, true, false])
    expect(
      ['javascript:1', '\u0001javascript:1', 'data:text/html,x', 'http://x.example/', '', null].map((link) =>
        safeLink(link, base, 'a task'),
      ),
    ).to.deep.equal([null, null, null, null, null, null])
    expect(safeLink('javascript:1', 'about:blank', 'a task')).to.equal(null)
  })
  it('asks to claim, to dismiss and to restore', async () => {
    const element = await show({ standing: everyState() })
    const claim = nextEvent<TkTaskClaimEvent>(element, 'tk-task-claim')
    press(element, 'Claim').click()
    expect((await claim).detail).to.deep.equal({ task: 'dishPhotos' })
    const dismiss = nextEvent<TkTaskDismissEvent>(element, 'tk-task-dismiss')
    one(element, '[data-task="replyMore"] .dismiss').click()
    expect((await dismiss).detail).to.deep.equal({ task: 'replyMore' })
    press(element, 'Dismissed 1').click()
    await drawn(element)
    const restore = nextEvent<TkTaskRestoreEvent>(element, 'tk-task-restore')
    press(element, 'Restore').click()
    expect((await restore).detail).to.deep.equal({ task: 'fewerRefunds' })
  })
  it('changes nothing itself, and shows what is sent as pending', async () => {
    const standing = withStates({ dishPhotos: 'claimable' })
    const element = await show({ standing })
    press(element, 'Claim').click()
    await drawn(element)
    expect(textOf(one(element, '[data-task="dishPhotos"] .btn'))).to.equal('Claim')
    element.pending = [{ command: 'claimTask', task: 'dishPhotos', key: 'k' }]
    await drawn(element)
    const row = one(element, '[data-task="dishPhotos"]')
    expect(textOf(row)).to.contain('Sent; waiting for the answer').and.to.contain('Pending')
    expect(row.querySelector('button')).to.equal(null)
    expect(textOf(one(element, '[part="count"]'))).to.equal('2 of 8 done')
  })
  it('offers no requests where a provider cannot send them', async () => {
    const source = sourceOf(everyState(), {}, { can: { send: false } })
    const element = await show({}, { source })
    expect(element.state).to.equal('ready')
    expect(texts(element, 'button')).to.not.include('Claim')
    expect(all(element, '.dismiss').length).to.equal(0)
  })
  it('works by keyboard alone', async () => {
    const element = await show({ standing: lotusKitchen() })
    one(element, '.tab[aria-pressed="true"]').focus()
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    expect(press(element, 'To do 6').getAttribute('aria-pressed')).to.equal('true')
    const dismissed = nextEvent<TkTaskDismissEvent>(element, 'tk-task-dismiss')
    for (let turn = 0; turn < 3; turn++) await sendKeys({ press: 'Tab' })
    expect(
      getComputedStyle(element.shadowRoot!.activeElement!).opacity,
      'seen when it has the focus',
    ).to.equal('1')
    await sendKeys({ press: ' ' })
    expect((await dismissed).detail).to.deep.equal({ task: 'replyMore' })
  })
  it('names each button by its task', async () => {
    const element = await show({ standing: everyState() })
    expect(one(element, '[data-task="dishPhotos"] .btn').getAttribute('aria-label')).to.equal(
      'Claim: Add photos to 6 dishes',
    )
  })
})

const focused = (element: TkTaskChecklist) => element.shadowRoot!.activeElement as HTMLElement | null
const said = (element: TkTaskChecklist) => textOf(one(element, '.card > [role="status"]'))
const dismissing = { command: 'dismissTask', task: 'dishPhotos', key: 'd' } as const
const restoring = { command: 'restoreTask', task: 'dishPhotos', key: 'r' } as const

describe('a task that is set aside', () => {
  /** Pressed by keyboard, and reported by the provider as sent, then as done. */
  async function setAside() {
    const element = await show({}, { source: sourceOf(lotusKitchen()) })
    one(element, '[data-task="dishPhotos"] .dismiss').focus()
    await sendKeys({ press: 'Enter' })
    await drawn(element)
    return element
  }
  const order = (element: TkTaskChecklist) => all(element, 'li.task').map((row) => row.dataset.task)
  const gone = withStates({ dishPhotos: 'dismissed' })

  it('stays in its place with a way back that has the focus, as tall as before, and is announced once', async () => {
    const element = await setAside()
    expect(all(element, '.aside').length, 'nothing is changed before it is sent').to.equal(0)
    const [before, tall] = [order(element), element.offsetHeight]
    provide(element, sourceOf(lotusKitchen(), { pending: [dismissing] }))
    await drawn(element)
    expect(order(element)).to.deep.equal(before)
    expect(element.offsetHeight).to.equal(tall)
    expect(textOf(focused(element)!)).to.equal('Undo')
    expect(focused(element)!.getAttribute('aria-label')).to.equal('Undo: Add photos to 6 dishes')
    expect(said(element)).to.equal('Dismissed: Add photos to 6 dishes')
    const heard: string[] = []
    new MutationObserver(() => heard.push(said(element))).observe(one(element, '.card > [role="status"]'), {
      characterData: true,
      childList: true,
      subtree: true,
    })
    // the answer comes: no word and no jump
    provide(element, sourceOf(gone))
    await drawn(element)
    expect(order(element)).to.deep.equal(before)
    expect(textOf(focused(element)!)).to.equal('Undo')
    expect(heard).to.deep.equal([])
    expect(textOf(one(element, '[part="count"]')), 'it counts no more').to.equal('2 of 7 done')
    await expect(element).to.be.accessible()
  })
  it('comes back by Undo, with the focus in its row', async () => {
    const element = await setAside()
    provide(element, sourceOf(gone))
    await drawn(element)
    const asked = nextEvent<TkTaskRestoreEvent>(element, 'tk-task-restore')
    await sendKeys({ press: 'Enter' })
    expect((await asked).detail).to.deep.equal({ task: 'dishPhotos' })
    provide(element, sourceOf(gone, { pending: [restoring] }))
    await drawn(element)
    expect(textOf(one(element, '.aside'))).to.contain('Sent; waiting for the answer')
    expect(focused(element)!.getAttribute('aria-disabled')).to.equal('true')
    let again = 0
    element.addEventListener('tk-task-restore', () => again++)
    focused(element)!.click()
    expect(again, 'it is asked once').to.equal(0)
    provide(element, sourceOf(lotusKitchen()))
    await drawn(element)
    expect(all(element, '.aside').length).to.equal(0)
    expect(focused(element)!.closest<HTMLElement>('li')!.dataset.task).to.equal('dishPhotos')
    expect(said(element)).to.equal('Restored: Add photos to 6 dishes')
  })
  it('leaves its place when the list is looked at otherwise, and is found under Dismissed', async () => {
    const element = await setAside()
    provide(element, sourceOf(gone))
    await drawn(element)
    press(element, /^Done/).click()
    await drawn(element)
    press(element, /^All/).click()
    await drawn(element)
    expect(order(element)).to.not.include('dishPhotos')
    press(element, 'Dismissed 1').click()
    await drawn(element)
    expect(textOf(one(element, '[data-task="dishPhotos"]'))).to.contain('Restore')
  })
  it('is as it was when the request is refused', async () => {
    const element = await setAside()
    provide(element, sourceOf(lotusKitchen(), { pending: [dismissing] }))
    await drawn(element)
    provide(element, sourceOf(lotusKitchen()))
    await drawn(element)
    expect(all(element, '.aside').length).to.equal(0)
    expect(order(element)).to.include('dishPhotos')
  })
  it('keeps its place on the path and in an area', () => {
    const { tasks, path } = lotusKitchen()
    const away = (id: string) =>
      tasks.map((task) => (task.id === id ? { ...task, state: 'dismissed' as const } : task))
    const ids = (sections: ReturnType<typeof sectionsOf>) =>
      sections.map(({ items }) => items.map(({ id }) => id))
    const whole = ids(sectionsOf(tasks, path, 'all'))
    const onPath = { id: 'dishPhotos', onPath: true, at: 1 }
    expect(ids(sectionsOf(away('dishPhotos'), path, 'all', onPath))).to.deep.equal(whole)
    const inArea = { id: 'fewerRefunds', onPath: false, at: 1 }
    expect(ids(sectionsOf(away('fewerRefunds'), path, 'all', inArea))).to.deep.equal(whole)
    expect(ids(sectionsOf(away('fewerRefunds'), path, 'all')).flat()).to.not.include('fewerRefunds')
  })
})

describe('the focus in the list', () => {
  it('stays with its task when another row comes above it', async () => {
    const standing = withStates({ replyMore: 'dismissed' })
    const element = await show({ standing })
    one(element, '[data-task="storeDetails"] a').focus()
    element.standing = lotusKitchen()
    await drawn(element)
    expect(focused(element)!.closest<HTMLElement>('li')!.dataset.task).to.equal('storeDetails')
  })
  it('goes to the row when its button goes, and to the title when the row goes', async () => {
    const element = await show({ standing: withStates({ dishPhotos: 'claimable' }) })
    press(element, 'Claim').focus()
    element.pending = [{ command: 'claimTask', task: 'dishPhotos', key: 'k' }]
    await drawn(element)
    expect(focused(element)).to.equal(one(element, '[data-task="dishPhotos"]'))
    element.standing = { ...lotusKitchen(), tasks: lotusKitchen().tasks.slice(2) }
    await drawn(element)
    expect(focused(element)).to.equal(one(element, '[part="title"]'))
  })
})

describe('a celebration', () => {
  const risen = () => {
    const standing = lotusKitchen()
    standing.ladders[0] = { ...standing.ladders[0]!, held: 'platinum' }
    return standing
  }
  const done = (standing = lotusKitchen()) => ({
    ...standing,
    path: null,
    tasks: standing.tasks.map((task) => (task.state === 'open' ? { ...task, state: 'done' as const } : task)),
  })
  const cheers = (element: TkTaskChecklist) => texts(element, '.cheer')

  it('comes when a tier is reached, said once, and moves nothing', async () => {
    const element = await show({ standing: lotusKitchen() })
    const tall = element.offsetHeight
    element.standing = risen()
    await drawn(element)
    expect(cheers(element)).to.deep.equal(['You’ve reached Platinum'])
    expect(said(element)).to.equal('You’ve reached Platinum')
    expect(one(element, '.cheer').getAttribute('aria-hidden')).to.equal('true')
    expect(element.offsetHeight).to.equal(tall)
    expectInside(element)
    // the same standing read again
    element.standing = risen()
    await drawn(element)
    expect(said(element)).to.equal('You’ve reached Platinum')
    // not while it is half faded in
    const fades = one(element, '.cheer').getAnimations({ subtree: true })
    await Promise.all(fades.map(({ finished }) => finished))
    await expect(element).to.be.accessible()
  })
  it('comes when the last task is done, in Chinese too', async () => {
    const element = await show({ standing: lotusKitchen() }, { lang: 'zh-CN', width: 240 })
    element.standing = done(risen())
    await drawn(element)
    expect(cheers(element)).to.deep.equal(['恭喜升至铂金，任务已全部完成'])
    expectInside(element)
  })
  it('has steps under 250 ms', async () => {
    const element = await show({ standing: lotusKitchen() })
    element.standing = done()
    await element.updateComplete
    const steps = one(element, '.cheer').getAnimations({ subtree: true })
    expect(steps.length).to.be.above(3)
    for (const step of steps) expect(step.effect!.getTiming().duration).to.be.below(250)
  })
  it('is ended by any press', async () => {
    const element = await show({ standing: lotusKitchen() })
    element.standing = done()
    await drawn(element)
    expect(cheers(element)).to.deep.equal(['All tasks are done'])
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await drawn(element)
    expect(cheers(element)).to.deep.equal([])
    element.standing = lotusKitchen()
    await drawn(element)
    element.standing = done()
    await drawn(element)
    expect(cheers(element).length).to.equal(1)
    await sendKeys({ press: 'Escape' })
    await drawn(element)
    expect(cheers(element)).to.deep.equal([])
  })
  it('is nothing at first, for another merchant, another version, a fall or a last task that was set aside', async () => {
    const element = await show({ standing: done(risen()) })
    expect(cheers(element)).to.deep.equal([])
    expect(said(element)).to.equal('')
    const before = lotusKitchen()
    const other = risen()
    expect(cheerOf(before, risen())!.tier!.en).to.equal('Platinum')
    expect(cheerOf(before, { ...other, merchant: { ...other.merchant, id: 'x' } })).to.equal(null)
    expect(cheerOf(before, { ...other, program: { ...other.program, version: 'x' } })).to.equal(null)
    expect(cheerOf(risen(), before)).to.equal(null)
    const last = done()
    last.tasks = last.tasks.map((task) => (task.id === 'onTime' ? { ...task, state: 'open' } : task))
    const aside = last.tasks.map((task) =>
      task.id === 'onTime' ? { ...task, state: 'dismissed' as const } : task,
    )
    expect(cheerOf(last, { ...last, tasks: aside })).to.equal(null)
    expect(cheerOf(last, done())).to.deep.equal({ tier: null, done: true })
  })
  it('is words alone with reduced motion', async function () {
    await pretend(this, { reducedMotion: 'reduce' })
    try {
      const element = await show({ standing: lotusKitchen() })
      element.standing = risen()
      await drawn(element)
      expect(cheers(element)).to.deep.equal([])
      expect(said(element)).to.equal('You’ve reached Platinum')
    } finally {
      await pretendNothing()
    }
  })
})

describe('what a page adds to the task checklist', () => {
  it('stands in the row of its task', async () => {
    const element = await show({ standing: lotusKitchen() })
    element.innerHTML = '<em slot="task-dishPhotos">Photos are checked by hand</em>'
    await drawn(element)
    const [row, added] = [one(element, '[data-task="dishPhotos"]'), element.firstElementChild!]
    const [outer, inner] = [row.getBoundingClientRect(), added.getBoundingClientRect()]
    expect(inner.height).to.be.above(0)
    expect(inner.top >= outer.top && inner.bottom <= outer.bottom).to.equal(true)
  })
})
