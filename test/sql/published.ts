/** Every program of the repository with a ladder, and the instant that it is reviewed at here. */
import { readdirSync } from 'node:fs'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import { planOf, programAt } from '../population/programs.js'

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
    readdirSync(new URL(`../../${folder}`, import.meta.url))
      .filter((file) => file.endsWith('.json'))
      .map((file): Published => {
        const path = `${folder}/${file}`
        const program = programAt(path)
        return { path, program, plan: planOf(program), atMs: at }
      })
      .filter(({ plan }) => plan.clockwork.ladders.length > 0),
  )
