/** Every program of the repository with a ladder, and the instant that it is reviewed at here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import { planOf } from '../population/programs.js'
import { program as programSchema } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'

const folders = ['demo/programs', 'test/programs', 'test/programs/more']

export interface Published {
  readonly path: string
  readonly program: Program
  readonly plan: Plan
  readonly atMs: number
}

const at = Date.parse('2025-10-31T20:30:00Z')

export const published = (): Published[] =>
  folders.flatMap((folder) =>
    readdirSync(join(process.cwd(), folder))
      .filter((file) => file.endsWith('.json'))
      .map((file): Published => {
        const path = `${folder}/${file}`
        // from the folder that tests and benches run in: a built file lies elsewhere
        const program = readText(readFileSync(join(process.cwd(), path), 'utf8'), programSchema).value!
        return { path, program, plan: planOf(program), atMs: at }
      })
      .filter(({ plan }) => plan.clockwork.ladders.length > 0),
  )
