#!/usr/bin/env node
/** The command that `npx tierkit` runs. */
import { readFileSync } from 'node:fs'
import { run } from './command.js'

// a reader that has seen enough (`| head`) is no fault
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = run(process.argv.slice(2), {
  read: (file) => readFileSync(file),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Date.now(),
})
