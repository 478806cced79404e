import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program } from '../../src/schema/program.js'

const file = new URL('../../../shared/example-program.json', import.meta.url)

test.skipIf(!existsSync(file))('compiles the example program, refusing by name only what needs peers', () => {
  const parsed = program.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { issues } = compile([parsed])
  expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['notYetSupported', 'metrics.place.percentile'],
  ])
})
