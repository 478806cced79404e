// A PostgreSQL server of its own in a temporary folder, on a socket and a free port. It does not run as root: there it runs as the
// user that Debian's package made, or as nobody.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, chownSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The folder of `initdb` and `postgres`, or null where PostgreSQL is not installed. */
export function postgresFolder() {
  const onPath = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'postgres'))
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).map((name) => join(debian, name, 'bin', 'postgres'))
    : []
  const found = [...onPath, ...versions]
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)))
  return found.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** Who runs it: null for oneself; as root somebody with fewer rights. */
function someone() {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout)
    const [uid, gid] = [id('-u'), id('-g')]
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  return null
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** `url` leads to an empty database; `stop` ends the server and removes what it kept. `options`: as on its command line. Null where it is not installed. */
export async function startPostgres(options = []) {
  const bin = postgresFolder()
  if (!bin) return null
  const who = someone()
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-postgres-'))
  if (who) chownSync(folder, who.uid, who.gid)
  const as = { ...(who ?? {}), cwd: folder, encoding: 'utf8' }
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'tierkit', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    as,
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error}`)
  const port = await freePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-k', folder, '-p', String(port), ...options]
  const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...settings], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise((resolve, reject) => {
    let said = ''
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`postgres ended: ${said}`)))
    server.stderr.on('data', (text) => {
      said = (said + text).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
  const stop = () =>
    new Promise((resolve) => {
      server.removeAllListeners('exit')
      server.on('exit', () => {
        rmSync(folder, { recursive: true, force: true })
        resolve()
      })
      // fast: it breaks off who is still connected
      server.kill('SIGINT')
    })
  return { url: `postgres://tierkit@127.0.0.1:${port}/postgres`, stop }
}
