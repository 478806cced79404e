/** `npm run demo:server`: the demo's programs and merchants behind the reference server. What may be set is in docs/server.md. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readText } from '../../src/schema/read.js'
import { record } from '../../src/schema/record.js'
import { programs } from '../address.js'
import { withHost } from './host.js'
import { listening, openServer, type Member, type ServerOptions } from './server.js'

/** The instant at which every merchant of the demo stands. */
const beginsMs = Date.parse('2026-11-21T09:30:00+08:00')
const demo = fileURLToPath(new URL('..', import.meta.url))
const textOf = (path: string): Promise<string> => readFile(`${demo}${path}`, 'utf8')

interface Listed {
  readonly id: string
  readonly program: string
}

async function* members(): AsyncIterable<Member> {
  for (const { id, program } of JSON.parse(await textOf('merchants/index.json')) as Listed[]) {
    const { value, issues } = readText(await textOf(`merchants/${id}.json`), record)
    if (!value) throw new Error(`${id} cannot be read: ${JSON.stringify(issues[0])}`)
    const { program: name } = JSON.parse(await textOf(`programs/${program}.json`)) as { program: string }
    yield { program: name, record: value }
  }
}

/** The server of the demo, running. Ends with the process that is told to. */
export async function start(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const { DATABASE_URL: url, TIERKIT_FOLDER: folder = `${demo}../.cache/server`, PORT = '5174' } = env
  // without a lasting one, tokens end with the process, and pages ask for others
  const secret = env['TIERKIT_SECRET'] ?? randomBytes(32).toString('base64url')
  const origins = (env['TIERKIT_ORIGINS'] ?? 'http://localhost:5173,http://127.0.0.1:5173').split(',')
  const where: Partial<ServerOptions> = url ? { url } : folder === '' ? {} : { folder }
  const server = await openServer({
    ...where,
    secret,
    origins,
    beginsMs,
    programs: await Promise.all(programs.map((name) => textOf(`programs/${name}.json`))),
    merchants: members,
    sweepSeconds: 30,
    faulted: (error) => console.error(error),
  })
  const { address, close } = await listening(withHost(server.app, secret), Number(PORT))
  const kept = url ? 'in PostgreSQL, by DATABASE_URL' : folder === '' ? 'in memory' : `in ${folder}`
  say(`\nThe Tierkit reference server is running, its log ${kept}; stop with Ctrl+C.\n`)
  say(`  description  ${address}/openapi.json`)
  say(`  a token      curl -X POST '${address}/host/session?merchant=100482'\n`)
  const stop = (): void => {
    void close()
      .then(() => server.close())
      .then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
}
