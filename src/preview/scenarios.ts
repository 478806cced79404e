/** Named drafts, kept in the browser: by program, so that another program's are not offered. A storage that is full or closed keeps nothing. */
import type { Program } from '../schema/program.js'

export interface Scenario {
  readonly name: string
  readonly program: Program
  /** What the preview last found of it, to be compared at a glance; null before it was looked at. */
  readonly found: {
    readonly fallenPercent: number
    readonly costPercent: number | null
    readonly holds: boolean
  } | null
}

/** The part of a Storage that is used. */
export type Kept = Pick<Storage, 'getItem' | 'setItem'>

const keyOf = (program: Program): string => `tierkit-preview:${program.program}`

/** What is kept of a program; nothing where it cannot be read. */
export const keptScenarios = (storage: Kept | null, published: Program): readonly Scenario[] => {
  try {
    const list = JSON.parse(storage?.getItem(keyOf(published)) ?? '[]') as unknown
    return Array.isArray(list) ? list.filter(isScenario) : []
  } catch {
    return []
  }
}

/** Whether it was kept. */
export const keepScenarios = (
  storage: Kept | null,
  published: Program,
  scenarios: readonly Scenario[],
): boolean => {
  try {
    storage?.setItem(keyOf(published), JSON.stringify(scenarios))
    return storage !== null
  } catch {
    return false
  }
}

const isScenario = (value: unknown): value is Scenario => {
  if (typeof value !== 'object' || value === null) return false
  const { name, program } = value as Partial<Scenario>
  return typeof name === 'string' && typeof program === 'object' && program !== null
}
