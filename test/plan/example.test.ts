import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program } from '../../src/schema/program.js'

const file = new URL('../../../shared/example-program.json', import.meta.url)

test.skipIf(!existsSync(file))('compiles the example program whole', () => {
  const parsed = program.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { value, issues } = compile([parsed])
  expect(issues).toEqual([])
  // Who buys in a category is ranked among that category's buyers.
  expect(Object.keys(value!.cohorts).sort()).toEqual([
    'buyers',
    'buyers@books',
    'buyers@home',
    'buyers@phones',
  ])
})
