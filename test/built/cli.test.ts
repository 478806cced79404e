import { spawnSync } from 'node:child_process'
import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(`${tmpdir()}/tierkit-`)
const merchants = `${folder}/m.csv`
writeFileSync(merchants, 'id,reviews_12m,response_rate,rating\nm1,10,0.9,4.8\nm2,9,1,5\n')

const tierkit = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli/tierkit.js', ...args], { cwd: root, encoding: 'utf8' })
const score = ['score', '--program', 'test/programs/airbnb-superhost.json', '--at', '2024-10-01', '--csv']

test('the built command scores merchants on Node alone', () => {
  const { status, stdout } = tierkit(...score, '--merchants', merchants)
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'id,earned,lacks\nm1,superhost,\nm2,host,reviews12m\n',
  })
})

test('and ends with 2 where the input is wrong', () => {
  const { status, stdout, stderr } = tierkit(...score, '--merchants', `${folder}/none.csv`)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^tierkit: `.*none\.csv` cannot be read \(ENOENT\)\./)
})
