/** What an answer, or that there is none, says of a command's fate, and which of two tabs knows more of it. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/data/adapter.js'
import { bodyOf, inTime, isFurther, mayHaveBeen, receivedRevision } from '../../src/data/fate.js'
import type { Waiting } from '../../src/data/waiting.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import { FakeClock, settled } from './clock.js'

const thrownBy = (act: () => unknown): Failure => {
  try {
    act()
  } catch (error) {
    return error as Failure
  }
  throw new Error('nothing was thrown')
}

describe('a receipt', () => {
  it('tells the revision, as text and as a value', () => {
    expect(receivedRevision({ data: { key: 'k', revision: 0 } }, 'k')).toBe(0)
    expect(receivedRevision({ data: '{"key": "k", "revision": 8, "more": 1}' }, 'k')).toBe(8)
  })
  it.each<[string, unknown, Issue]>([
    [
      'for another key',
      { key: 'x', revision: 8 },
      issueAt('otherReceipt', [], { found: 'x', expected: 'k' }),
    ],
    ['with half a revision', { key: 'k', revision: 8.5 }, issueAt('notWhole', ['revision'], { found: 8.5 })],
    [
      'beyond whole numbers',
      { key: 'k', revision: 2 ** 53 },
      issueAt('unsafeInteger', ['revision'], { found: String(2 ** 53) }),
    ],
    ['that is a page', '<!doctype html>', issueAt('webPage', [], {})],
  ])('%s is none, and leaves open what became of the command', (_title, data, issue) => {
    const error = thrownBy(() => receivedRevision({ data }, 'k'))
    const { code, path, params } = error.issue
    expect({ code, path, params }).toEqual(issue)
    expect(mayHaveBeen(error, error.issue, false)).toBe(true)
  })
})

describe('a command that failed', () => {
  const status = (code: 'notAllowed' | 'notFound' | 'serverFailed', of: number): Issue =>
    issueAt(code, [], { status: of })
  it.each<[string, Issue, boolean, boolean]>([
    ['that reached nobody, for all we know', issueAt('unreachable', [], {}), false, true],
    ['without an answer in time', issueAt('timedOut', [], { seconds: 90 }), false, true],
    ['by a server that fails', status('serverFailed', 503), false, true],
    ['by a refusal', status('notAllowed', 403), false, false],
    ['by a refusal after an earlier try', status('notAllowed', 403), true, false],
    ['for who asked', status('notAllowed', 401), false, false],
    ['for who asked, after an earlier try', status('notAllowed', 401), true, true],
    ['for a conflict', status('serverFailed', 409), false, false],
    ['for a conflict, after an earlier try', status('serverFailed', 409), true, true],
    ['for a reason of the log, after an earlier try', issueAt('usedUp', [], { times: 2 }), true, false],
    [
      'for a reason of the log with a number like a status',
      { ...issueAt('usedUp', [], { times: 2 }), params: { status: 409 } },
      true,
      false,
    ],
  ])('%s', (_title, issue, isAgain, isOpen) => {
    for (const error of [null, undefined, new Failure(issue), { decidesNothing: 'yes' }])
      expect(mayHaveBeen(error, issue, isAgain)).toBe(isOpen)
  })
})

describe('an answer that does not come', () => {
  it('counts as lost after a minute and a half', async () => {
    const clock = new FakeClock('2026-11-22T09:00:00Z')
    let issue: Issue | null = null
    inTime(new Promise(() => undefined), clock).catch((error: Failure) => (issue = error.issue))
    await clock.pass(89_999)
    expect(issue).toBeNull()
    await clock.pass(1)
    expect(issue).toEqual(issueAt('timedOut', [], { seconds: 90 }))
  })
  it.each([
    ['came', () => Promise.resolve(1)],
    ['failed', () => Promise.reject(new Error('no'))],
  ])('is not waited for once it %s', async (_title, answer) => {
    const clock = new FakeClock('2026-11-22T09:00:00Z')
    await inTime<number>(answer(), clock).then(
      (value) => expect(value).toBe(1),
      (error: Error) => expect(error.message).toBe('no'),
    )
    await settled()
    expect([clock.delays, clock.waiting]).toEqual([[90_000], 0])
  })
})

describe('what another tab wrote of a command', () => {
  const one = (state: Waiting['state'], tries = 1, told = false): Waiting =>
    ({ state, tries, told }) as unknown as Waiting
  const order: readonly Waiting['state'][] = ['queued', 'sent', 'unknown', 'rejected', 'acknowledged']
  it('is news where it knows more: from queued over sent, unknown and refused to taken', () => {
    const news = order.map((mine) => order.filter((theirs) => isFurther(one(theirs), one(mine))))
    expect(news).toEqual(order.map((_, place) => order.slice(place + 1)))
  })
  it.each<[string, Waiting, Waiting, boolean]>([
    ['more tries of the same', one('sent', 3), one('sent', 2), true],
    ['as many tries', one('sent', 2), one('sent', 2), false],
    ['fewer tries', one('sent', 1), one('sent', 2), false],
    ['more tries of less', one('queued', 9), one('sent', 2), false],
    ['that somebody was told', one('rejected', 1, true), one('rejected', 1), true],
    ['that somebody was told of less', one('queued', 1, true), one('sent', 2), true],
    ['that somebody was told, here as there', one('rejected', 1, true), one('rejected', 1, true), false],
    ['that nobody was told yet', one('rejected', 1), one('rejected', 1, true), false],
  ])('is news or not: %s', (_title, theirs, mine, isNews) => {
    expect(isFurther(theirs, mine)).toBe(isNews)
  })
})

describe('what two commands ask', () => {
  it('is the same whatever their keys, revisions and order, and another where one word is', () => {
    const asked = bodyOf({ command: 'useBenefit', benefit: 'a', key: 'x', revision: 7 })
    expect(bodyOf({ key: 'y', benefit: 'a', command: 'useBenefit' })).toBe(asked)
    expect(bodyOf({ key: 'x', benefit: 'b', command: 'useBenefit', revision: 7 })).not.toBe(asked)
    const reason = { en: 'a', 'zh-CN': 'b' }
    const spent = bodyOf({ command: 'spendPoints', account: 'a', amountPoints: 1, reason, key: 'x' })
    const other = { ...reason, 'zh-CN': 'c' }
    expect(
      bodyOf({ command: 'spendPoints', account: 'a', amountPoints: 1, reason: other, key: 'x' }),
    ).not.toBe(spent)
  })
})
