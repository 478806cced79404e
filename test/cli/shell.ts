import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from '../../src/cli/command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a command line as the shell would, with files that are not on the disk; all other paths go from the repository's root. */
export const shell = (
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
): { code: number; out: string; err: string } => {
  let out = ''
  let err = ''
  const code = run(args, {
    read: (file) => {
      const given = files[file]
      if (given === undefined) return readFileSync(file.startsWith('/') ? file : root + file)
      return typeof given === 'string' ? new TextEncoder().encode(given) : given
    },
    out: (text) => (out += text),
    err: (text) => (err += text),
  })
  return { code, out, err }
}

export const superhost = 'test/programs/airbnb-superhost.json'
export const membership = 'demo/programs/marketplace-membership.json'
