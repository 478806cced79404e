// npm run kills -- [--times 50] [--seed 1]
// A real browser that spends points from the log it keeps, killed in mid-write, opened again and looked at, so many times. Ends with 1
// where anything that was acknowledged is lost, or anything is doubled or torn.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killed, served } from '../test/pages/log-browser.mjs'
import { optionsOf } from './apart.mjs'

const { times, seed } = optionsOf(process.argv.slice(2), { times: 50, seed: 1 })
const folder = mkdtempSync(join(tmpdir(), 'tierkit-kills-'))
const server = await served()
// a generator that can be repeated; what the machine does in between cannot
let state = seed
const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
const { wrong, acknowledged, stored } = await killed({
  ...{ address: server.address, folder, times, chance },
  said: (round, told, there, bad) =>
    console.log(`kill ${round}: ${told} acknowledged, ${there} in the log, ${bad} wrong`),
})
await server.close()
rmSync(folder, { recursive: true, force: true })
for (const what of wrong.slice(0, 20)) console.log(`  ${what}`)
console.log(
  `${times} kills, seed ${seed}: ${acknowledged} acknowledged, ${stored} stored, ${wrong.length} lost, doubled or torn`,
)
process.exit(wrong.length > 0 ? 1 : 0)
