import { describe, expect, test } from 'vitest'
import { markKey, marksOf, withMark } from '../../src/preview/marks.js'
import { compile } from '../../src/plan/compile.js'
import { demoPrograms, programAt, superhost } from '../population/programs.js'

describe('the marks of a program', () => {
  test('are every number that its main ladder asks for, with the path to each', () => {
    expect(marksOf(programAt(superhost))).toEqual([
      mark(['ladders', 0, 'tiers', 1, 'enter', 'reviews12m', 'gte'], 'reviews12m', 10),
      mark(['ladders', 0, 'tiers', 1, 'enter', 'responseRate', 'gte'], 'responseRate', 0.9),
      mark(['ladders', 0, 'tiers', 1, 'enter', 'rating', 'gte'], 'rating', 4.8),
    ])
  })

  const mark = (path: (string | number)[], subject: string, value: number) => {
    return { path, rule: 'enter', tier: 1, subject, is: 'gte', value }
  }

  test('are the numbers of quotas too, each with whose places it is on', () => {
    const quotas = marksOf(programAt('demo/programs/growth-pyramid.json')).filter(({ place }) => place)
    expect(quotas.map(({ tier, is, value }) => [tier, is, value])).toEqual([
      [2, 'lte', 55],
      [3, 'lte', 20],
      [4, 'lte', 5],
      [5, 'lte', 1],
    ])
    expect(quotas[0]).toMatchObject({
      path: ['ladders', 0, 'tiers', 2, 'enter', 'all', 1, 'best'],
      place: { of: 'score', among: 'activeMerchants', as: 'percent' },
    })
  })

  test('stand apart by what they enter or keep, and each has a name of its own', () => {
    for (const path of demoPrograms) {
      const marks = marksOf(programAt(path))
      expect(new Set(marks.map(markKey)).size).toBe(marks.length)
      expect(new Set(marks.map(({ rule }) => rule))).toEqual(new Set(['enter', 'keep']))
      for (const { tier } of marks) expect(tier).toBeGreaterThan(0)
    }
  })

  test('are found inside any, all, not and so many of', () => {
    const program = structuredClone(programAt(superhost))
    program.ladders[0]!.tiers[1]!.enter = {
      any: [{ not: { rating: { lt: 4.5 } } }, { atLeast: 1, of: [{ reviews12m: { gt: 5, lte: 9 } }] }],
    }
    expect(marksOf(program).map(({ path, is, value }) => [path.slice(5), is, value])).toEqual([
      [['any', 0, 'not', 'rating', 'lt'], 'lt', 4.5],
      [['any', 1, 'of', 0, 'reviews12m', 'gt'], 'gt', 5],
      [['any', 1, 'of', 0, 'reviews12m', 'lte'], 'lte', 9],
    ])
  })
})

test('a moved mark changes a copy, which compiles, and leaves the program as it is', () => {
  const program = programAt(demoPrograms[0]!)
  const text = JSON.stringify(program)
  for (const { path, value } of marksOf(program)) {
    const copy = withMark(program, path, value + 1)
    expect(marksOf(copy).find((mark) => String(mark.path) === String(path))!.value).toBe(value + 1)
    expect(compile([copy]).issues).toEqual([])
  }
  expect(JSON.stringify(program)).toBe(text)
})
