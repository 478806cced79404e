// npm run chdb: ClickHouse as a library (chdb), into .cache/chdb. 540 MB, so only who compares with ClickHouse fetches it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const VERSION = '3.4.0'
const folder = fileURLToPath(new URL('../.cache/chdb', import.meta.url))
const entry = `${folder}/node_modules/chdb/package.json`

if (existsSync(entry)) console.log(`chdb is there: ${folder}`)
else {
  mkdirSync(folder, { recursive: true })
  // a folder of its own, so that npm looks no further up
  writeFileSync(`${folder}/package.json`, JSON.stringify({ name: 'tierkit-chdb', private: true }))
  const { status } = spawnSync('npm', ['install', `chdb@${VERSION}`, '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  process.exitCode = status === 0 ? 0 : 1
}
