// The standing of the merchant in docs/first: 68 points, a trusted shop as soon as it is reviewed.
import { readFileSync } from 'node:fs'
import { compile, evaluate } from '../../src/core/index.js'
import { program, readText, record } from '../../src/schema/index.js'
import { root } from './project.js'

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

export function firstStanding() {
  const plan = compile([readText(read('docs/first/program.json'), program).value!]).value!
  const merchant = readText(read('docs/first/merchant.json'), record).value!
  return evaluate(plan, merchant, Date.parse('2026-11-21T10:00:00+01:00'))
}
