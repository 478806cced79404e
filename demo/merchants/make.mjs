// Writes the demo's merchants: `node demo/merchants/make.mjs`. The same sources write the same bytes; the JSON is committed.
import { writeFileSync } from 'node:fs'
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
for (const { program, specs, recordOf } of programs)
  for (const spec of specs) {
    const text = textOf(recordOf(spec))
    writeFileSync(`${folder}${spec.id}.json`, text)
    index.push({ id: spec.id, program, name: spec.name, place: spec.place, story: spec.story })
    console.log(`${spec.id}.json  ${(text.length / 1024).toFixed(1)} KB`)
  }
writeFileSync(`${folder}index.json`, `${JSON.stringify(index, null, 2)}\n`)
