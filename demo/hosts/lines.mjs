// How many lines of a host's page name the kit: its script or import, the tags or components, what listens and hands over.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const names = /tierkit|<\/?(tk-|Provider|ScoreGauge|TierLadder|TaskChecklist|BenefitWallet|PointsLedger)/

/**
 * The count for one of the hosts. A page that is the plain one with another head has the plain one's lines.
 * @param {import('./hosts.mjs').Host} host
 */
export function linesOf({ name, head, hasPart }) {
  const folder = here + (head ? 'plain' : hasPart ? 'sub-app' : name)
  const files = readdirSync(folder).filter((file) => /\.(html|m?js|jsx|ts|vue|svelte)$/.test(file))
  const lines = files.flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').split('\n'))
  return lines.filter((line) => names.test(line)).length
}
