/** A server as a process of its own, and how to ask it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { built } from '../../bench/apart.mjs'
import { secret } from './inn.js'
import type { ChildOptions } from './child.js'

export interface Running {
  readonly process: ChildProcess
  readonly address: string
  /** Resolves when the child has printed a line. */
  said(line: RegExp): Promise<string>
  /** As `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>
}

/** The server as one file: built once, since each process would take longer to compile it than to start. */
let server: Promise<string> | undefined
const builtServer = (): Promise<string> =>
  (server ??= built('test/server/child.ts', ['@electric-sql/pglite', 'pg', 'pg-native']) as Promise<string>)

/** Removes that file, once nobody starts it any more. */
export async function removeServer(): Promise<void> {
  if (server) rmSync(dirname(await server), { recursive: true, force: true })
  server = undefined
}

export async function startChild(options: ChildOptions): Promise<Running> {
  const file = fileURLToPath(new URL('child.mjs', import.meta.url))
  const child = spawn(
    process.execPath,
    [file, pathToFileURL(await builtServer()).href, JSON.stringify(options)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  const waiting = new Set<() => void>()
  const hear = (part: Buffer): void => {
    text += part.toString()
    for (const one of [...waiting]) one()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  let isOver = false
  const over = new Promise<void>((resolve) =>
    child.on('exit', () => {
      isOver = true
      resolve()
      hear(Buffer.from(''))
    }),
  )
  const said = (line: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = line.exec(text)
        if (!found && !isOver) return
        waiting.delete(look)
        if (found) resolve(found[0])
        else reject(new Error(`the server ended: ${text}`))
      }
      waiting.add(look)
      look()
    })
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await over
  }
  return { process: child, address: await said(/http:\/\/\S+/), said, kill }
}

export async function tokenAt(address: string, merchant: string, by = 'merchant'): Promise<string> {
  const answer = await fetch(`${address}/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ merchant, by, seconds: 3600 }),
  })
  if (answer.status !== 201) throw new Error(`no token: ${answer.status}`)
  return ((await answer.json()) as { token: string }).token
}

export const sendTo = (
  address: string,
  merchant: string,
  token: string,
  command: Readonly<Record<string, unknown>>,
): Promise<Response> =>
  fetch(`${address}/merchants/${merchant}/commands`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': String(command['key']),
    },
    body: JSON.stringify(command),
  })

export const readAt = async <T>(address: string, path: string, token: string): Promise<T> => {
  const answer = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as T
}
