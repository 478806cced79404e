// Writes the demo's merchants: `node demo/merchants/make.mjs`. The same sources write the same bytes; the JSON is committed.
// With `--check` nothing is written, and the files that are not what the sources make are named.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memberRecord } from './member.mjs'
import { members } from './members.mjs'
import { storeRecord } from './store.mjs'
import { stores } from './stores.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
/** A fact a line: small, and a change shows as the lines it touches. */
function textOf({ facts, ...rest }) {
  const head = JSON.stringify(rest).slice(0, -1)
  return `${head},"facts":[\n${facts.map((fact) => JSON.stringify(fact)).join(',\n')}\n]}\n`
}

const programs = [
  { program: 'store-score', specs: stores, recordOf: storeRecord },
  { program: 'marketplace-membership', specs: members, recordOf: memberRecord },
]
const index = []
const files = new Map()
for (const { program, specs, recordOf } of programs)
  for (const spec of specs) {
    files.set(`${spec.id}.json`, textOf(recordOf(spec)))
    index.push({ id: spec.id, program, name: spec.name, place: spec.place, story: spec.story })
  }
files.set('index.json', `${JSON.stringify(index, null, 2)}\n`)

for (const [name, text] of files) {
  if (!process.argv.includes('--check')) writeFileSync(folder + name, text)
  else if (readFileSync(folder + name, 'utf8') !== text) {
    console.log(name)
    process.exitCode = 1
  }
}
