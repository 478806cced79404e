/** What a program declares and never names again. */
import type { Program } from '../schema/program.js'
import type { Notes, Path } from './lint-notes.js'

/** A name that stands somewhere else than where it is declared. */
interface Mention {
  readonly name: string
  readonly path: Path
}

/** What is declared by id, and what it is called; lists of nouns are shown to people, and need no one to name them. */
const nouns = {
  choices: 'choice',
  events: 'event',
  fields: 'field',
  windows: 'window',
  reviews: 'review',
  segments: 'segment',
  cohorts: 'cohort',
  metrics: 'metric',
  areas: 'area',
} as const

export const lintNames = (notes: Notes): void => {
  const named = new Set(mentionsIn(notes.program).map(({ name }) => name))
  for (const noun of Object.keys(nouns) as (keyof typeof nouns)[])
    for (const name of Object.keys(notes.program[noun] ?? {}))
      if (!named.has(name))
        notes.tell('unusedName', [noun, name], { name, what: nouns[noun] }, { by: [], names: [name] })
}

/** Every word of a program that can be a name, declarations and texts aside. A keyword is among them, so a name that is spelled like one counts as named. */
export const mentionsIn = (program: Program): Mention[] => {
  const mentions: Mention[] = []
  const walk = (value: unknown, path: Path): void => {
    if (typeof value === 'string') for (const name of value.split('.')) mentions.push({ name, path })
    if (Object(value) !== value || isText(value as object)) return
    for (const [key, inner] of Object.entries(value as object)) {
      const at: Path = [...path, Array.isArray(value) ? Number(key) : key]
      if (isDeclared(at)) {
        if (key !== 'id') walk(inner, at)
      } else {
        mentions.push({ name: key, path: at })
        walk(inner, at)
      }
    }
  }
  for (const [key, value] of Object.entries(program)) if (outline.indexOf(key) < 0) walk(value, [key])
  return mentions
}
const outline = ['$schema', 'tierkit', 'program', 'version', 'inForce', 'zone', 'currency', 'name', 'note']

/** No id has a dash. */
export const isText = (value: object): boolean => 'zh-CN' in value

/** Whether the key at the end of a path declares a name: an id, or a key of what is declared by id. */
const isDeclared = (path: Path): boolean => {
  const [noun] = path
  if (path[path.length - 1] === 'id') return true
  if (path.length === 2) return Object.prototype.hasOwnProperty.call(nouns, noun!)
  // the keys under an event are words of the language, or names of its own fields
  return noun === 'choices' || noun === 'events'
}
