import { describe, expect, it } from 'vitest'
import { Failure, failureOf, isUnsure } from '../../src/data/adapter.js'
import { issueAt } from '../../src/schema/issues.js'

const refused = issueAt('usedUp', ['benefits', 0], { times: 3 })

describe('a rejection', () => {
  it.each([
    ['a Failure', new Failure(refused), refused],
    ['an Issue on any object', { issue: refused }, refused],
    ['a status 401', { status: 401 }, issueAt('notAllowed', [], { status: 401 })],
    ['a status 403 of axios', { response: { status: 403 } }, issueAt('notAllowed', [], { status: 403 })],
    ['a status 404', { status: 404 }, issueAt('notFound', [], { status: 404 })],
    ['a status 410', { status: 410 }, issueAt('notFound', [], { status: 410 })],
    ['a status 429', { status: 429 }, issueAt('serverFailed', [], { status: 429 })],
    ['a status 500', { status: 500 }, issueAt('serverFailed', [], { status: 500 })],
    ['jQuery without an answer', { status: 0 }, issueAt('unreachable', [], {})],
    ['fetch without a network', new TypeError('Failed to fetch'), issueAt('unreachable', [], {})],
    ['an object that only looks like one', { issue: { code: 'usedUp' } }, issueAt('unreachable', [], {})],
    ['nothing', undefined, issueAt('unreachable', [], {})],
    ['null', null, issueAt('unreachable', [], {})],
    ['a text', 'no', issueAt('unreachable', [], {})],
  ])('by %s is an issue', (_title, error, issue) => {
    expect(failureOf(error)).toEqual(issue)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])(
    'by a status %d passes by itself, whatever is said beside it',
    (status) => {
      const body = { issue: refused }
      for (const error of [
        { status, ...body },
        { status, responseJSON: body },
        { response: { status, data: body } },
      ])
        expect(failureOf(error)).toEqual(issueAt('serverFailed', [], { status }))
    },
  )

  it.each([400, 401, 403, 404, 409, 422])('by a status %d means what is said beside it', (status) => {
    expect(failureOf({ response: { status, data: { issue: refused } } })).toEqual(refused)
  })
})

describe('a failed command', () => {
  it.each([
    [issueAt('unreachable', [], {}), true],
    [issueAt('timedOut', [], { seconds: 30 }), true],
    [issueAt('serverFailed', [], { status: 502 }), true],
    [issueAt('serverFailed', [], { status: 422 }), false],
    [issueAt('notAllowed', [], { status: 401 }), false],
    [refused, false],
  ])('with %j may have been taken: %s', (issue, unsure) => {
    expect(isUnsure(issue)).toBe(unsure)
  })
})
