#!/usr/bin/env node
/** The command that `npx tierkit` runs. */
import { fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Bytes } from '../population/bytes.js'
import { run } from './command.js'

// a reader that has seen enough (`| head`) is no fault
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code !== 'EPIPE') throw error
})
/** A file on the disk, of which a part at a time is read. */
const opened = (file: string): Bytes => {
  const handle = openSync(file, 'r')
  const { size } = fstatSync(handle)
  return {
    name: file,
    size,
    part: (start, end) => {
      const part = new Uint8Array(Math.max(0, Math.min(end, size) - start))
      return Promise.resolve(part.subarray(0, readSync(handle, part, 0, part.length, start)))
    },
  }
}

process.exitCode = await run(process.argv.slice(2), {
  read: (file) => readFileSync(file),
  open: opened,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Date.now(),
})
