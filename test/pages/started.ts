// The demo's commands as processes of their own, for tests that look at pages behind a server.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const demo = fileURLToPath(new URL('../../demo/', import.meta.url))

/** Starts a command of the demo, which whoever asked has to end; resolves with the first address that it prints. */
export const startedIn = (
  running: ChildProcess[],
  file: string,
  env: Record<string, string>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [demo + file], {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(child)
    let printed = ''
    child.stdout.on('data', (data) => {
      printed += String(data)
      const found = /http:\/\/[^\s/]+/.exec(printed)
      if (found) resolve(found[0])
    })
    child.on('exit', () => reject(new Error(`${file} ended:\n${printed}`)))
  })
