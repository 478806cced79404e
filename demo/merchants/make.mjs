// Writes the demo's merchants: `node demo/merchants/make.mjs`. The same sources write the same bytes; the JSON is committed.
// With `--check` nothing is written, and the files that are not what the sources make are named.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memberRecord } from './member.mjs'
import { members } from './members.mjs'
import { organizationPopulation, organizations, reviewsOfOrganizations } from './organizations.mjs'
import { withEngine } from './peers.mjs'
import { reviewsOfShops, shopPopulation, shops } from './shops.mjs'
import { storeRecord } from './store.mjs'
import { stores } from './stores.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
/** A fact a line, and the peers of a review: small, and a change shows as the lines it touches. */
function textOf({ facts, peers, ...rest }) {
  const head = JSON.stringify(rest).slice(0, -1)
  const lines = (list) => `\n${list.join(',\n')}\n`
  const known = Object.entries(peers ?? {}).map(
    ([when, one]) => `${JSON.stringify(when)}:${JSON.stringify(one)}`,
  )
  const beside = known.length > 0 ? `,"peers":{${lines(known)}}` : ''
  return `${head}${beside},"facts":[${lines(facts.map((fact) => JSON.stringify(fact)))}]}\n`
}

const made = await withEngine((amongPeers) => [
  { program: 'store-score', specs: stores, records: stores.map(storeRecord) },
  { program: 'marketplace-membership', specs: members, records: members.map(memberRecord) },
  {
    program: 'growth-pyramid',
    specs: shops,
    records: amongPeers('growth-pyramid', reviewsOfShops, ...shopPopulation()),
  },
  {
    program: 'organization-index',
    specs: organizations,
    records: amongPeers('organization-index', reviewsOfOrganizations, ...organizationPopulation()),
  },
])
const index = []
const files = new Map()
for (const { program, specs, records } of made)
  specs.forEach((spec, nth) => {
    files.set(`${spec.id}.json`, textOf(records[nth]))
    index.push({ id: spec.id, program, name: spec.name, place: spec.place, story: spec.story })
  })
files.set('index.json', `${JSON.stringify(index, null, 2)}\n`)

for (const [name, text] of files) {
  if (!process.argv.includes('--check')) writeFileSync(folder + name, text)
  else if (readFileSync(folder + name, 'utf8') !== text) {
    console.log(name)
    process.exitCode = 1
  }
}
