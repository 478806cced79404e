// The fingerprints that are committed, and with which browser and fonts they were made.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nameOf, shareOf } from './choices.mjs'
import { fingerprintOf, written } from './fingerprint.mjs'

const path = fileURLToPath(new URL('accepted.json', import.meta.url))

/** @returns {{ browser: number, fonts: string, shots: Record<string, string> }} */
export const accepted = () => JSON.parse(readFileSync(path, 'utf8'))

/** What pictures depend on besides the code: the browser, and the fonts as it draws them. */
export async function surroundingsOf(camera) {
  const { specimen, close } = await camera.open()
  const { cells, width, height } = fingerprintOf((await specimen()).png)
  await close()
  const fonts = createHash('sha256').update(`${width}x${height}`).update(cells).digest('hex').slice(0, 12)
  return { browser: camera.version, fonts }
}

/** The share's fingerprints by name, in its order. */
export async function fingerprintsOf(camera) {
  const { choices, close } = await camera.open()
  const share = shareOf(await choices())
  await close()
  const made = new Map()
  await camera.takeAll(share, (shot, { png }) => void made.set(nameOf(shot), fingerprintOf(png)))
  return new Map(share.map((shot) => [nameOf(shot), { shot, fingerprint: made.get(nameOf(shot)) }]))
}

/** Takes the share and writes it down as what is right from now on. */
export async function accept(camera) {
  const prints = await fingerprintsOf(camera)
  const shots = Object.fromEntries([...prints].map(([name, { fingerprint }]) => [name, written(fingerprint)]))
  const text = JSON.stringify({ ...(await surroundingsOf(camera)), shots }, null, 2)
  writeFileSync(path, `${text}\n`)
  return prints.size
}
