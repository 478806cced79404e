import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from '../../src/cli/command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a command line as the shell would, with files that are not on the disk; all other paths go from the repository's root. */
export const shell = (args: readonly string[], files: Files = {}): Said => {
  const { code, ...said } = ran(args, files)
  if (typeof code !== 'number') throw new Error(`${args[0]} answers later: later()`)
  return { code, out: said.out(), err: said.err() }
}
/** The same for commands that read their merchants part by part. */
export const later = async (args: readonly string[], files: Files = {}): Promise<Said> => {
  const { code, out, err } = ran(args, files)
  return { code: await code, out: out(), err: err() }
}

type Files = Readonly<Record<string, string | Uint8Array>>
interface Said {
  code: number
  out: string
  err: string
}

const ran = (args: readonly string[], files: Files) => {
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
  return { code, out: () => out, err: () => err }
}

export const superhost = 'test/programs/airbnb-superhost.json'
export const membership = 'demo/programs/marketplace-membership.json'
