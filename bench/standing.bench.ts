// What a page pays for one merchant's standing, phase by phase, beside the plain reading of the same two texts.
import { readFileSync } from 'node:fs'
import { compile } from '../src/plan/compile.js'
import { planOf, recordOf, standingOf } from '../src/data/engine.js'
import { advance } from '../src/core/advance.js'
import { evaluate } from '../src/core/evaluate.js'
import { program } from '../src/schema/program.js'
import { readText } from '../src/schema/read.js'

const textOf = (path: string) => readFileSync(new URL(`../demo/${path}`, import.meta.url), 'utf8')

export const groups = {
  'one standing, store score': ways('programs/store-score.json', 'merchants/lotus-kitchen.json'),
  'one standing, marketplace membership': ways(
    'programs/marketplace-membership.json',
    'merchants/blue-kiln.json',
  ),
}

function ways(programPath: string, merchantPath: string) {
  const [programText, merchantText] = [textOf(programPath), textOf(merchantPath)]
  const { value: written } = readText(programText, program)
  const { value: plan } = planOf(programText)
  const { value: record } = recordOf(merchantText)
  if (!written || !plan || !record) throw new Error(`${programPath} or ${merchantPath} does not read`)
  // when the log ends, so that all of it counts
  const at = (record.facts ?? []).reduce((latest, fact) => Math.max(latest, Date.parse(fact.at)), 0) + 1
  const { held } = advance(plan, record, at)
  return {
    'JSON.parse of both texts': () => [JSON.parse(programText), JSON.parse(merchantText)],
    'read the program (with compile)': () => planOf(JSON.parse(programText)),
    'read the merchant': () => recordOf(JSON.parse(merchantText)),
    compile: () => compile([written]),
    'advance over the whole log': () => advance(plan, record, at),
    'evaluate, from what is held': () => evaluate(plan, { ...record, held }, at),
    'evaluate, from the whole log': () => evaluate(plan, record, at),
    'all of it, as a page does': () =>
      standingOf({ programs: JSON.parse(programText), merchant: merchantText, at }),
  }
}
