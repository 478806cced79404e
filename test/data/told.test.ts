import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tellable, toldIssue } from '../../src/data/told.js'
import { catalogue, issueAt, type IssueCode } from '../../src/schema/issues.js'

describe('what may be told from outside', () => {
  it.each(Object.keys(tellable) as (keyof typeof tellable)[])(
    '%s carries what the catalogue says',
    (code) => {
      expect(tellable[code]).toEqual(catalogue[code].params)
    },
  )

  it('holds every refusal of a command', () => {
    const text = readFileSync(new URL('../../src/core/commands.ts', import.meta.url), 'utf8')
    const codes = [...text.matchAll(/issueAt\('(\w+)'/g)].map(([, code]) => code as IssueCode)
    expect(codes.length).toBeGreaterThan(8)
    for (const code of codes) expect(Object.keys(tellable)).toContain(code)
  })

  it('holds all that a log in the browser can refuse with', () => {
    const codes = Object.keys(catalogue).filter((code) => /^storage|^historyLost$/.test(code))
    expect(codes.length).toBeGreaterThan(6)
    for (const code of codes) expect(Object.keys(tellable)).toContain(code)
  })

  it('is rid of whatever else came with it', () => {
    const issue = issueAt('usedUp', ['benefits', 0], { times: 2 })
    const told = toldIssue({ ...issue, params: { times: 2, html: '<b>' }, place: 'x', toString: 1 })
    expect(told).toEqual(issue)
  })

  it.each([
    [null],
    [undefined],
    ['usedUp'],
    [[]],
    [{ code: 'usedUp' }],
    [{ code: 'usedUp', path: [{}], params: { times: 2 } }],
    [{ code: 'usedUp', path: [], params: { times: Infinity } }],
  ])('is never %j', (value) => {
    expect(toldIssue(value)).toBeNull()
  })
})
