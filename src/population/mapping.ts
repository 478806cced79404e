/** Which column of a table gives which subject: by what is asked for, else by the program's id, else by the name people see. */
import { issueAt, type Issue } from '../schema/issues.js'
import { asOf, joinedAt, type Subject } from '../plan/asked.js'
import { aliases, plain } from './alike.js'
import type { Written } from './cell.js'

/** A subject and the place of the column that gives it. */
export interface Mapped {
  readonly subject: Subject
  readonly column: number
  readonly written: Written
}
/** `id`: the column of merchants' ids. `missing`: subjects that no column gives; `unused`: columns that give nothing. */
export interface Mapping {
  readonly id: number
  readonly mapped: readonly Mapped[]
  readonly missing: readonly Subject[]
  readonly unused: readonly string[]
}
/** `map`: [column, subject] pairs that go before any likeness of names; `fractions`: columns whose numbers are fractions of 1, read as percent. */
export interface MappingWishes {
  readonly map?: readonly (readonly [column: string, name: string])[]
  readonly fractions?: readonly string[]
}

/** The mapping of a header, or what is wrong: columns or names that are not there, several columns for one thing, no column of ids. */
export const mappingOf = (
  header: readonly string[],
  subjects: readonly Subject[],
  { map = [], fractions = [] }: MappingWishes = {},
): { value: Mapping | null; issues: Issue[] } => {
  const issues: Issue[] = []
  const known = [...subjects, joinedAt, asOf].filter(
    (subject, place, all) => all.findIndex(({ id }) => id === subject.id) === place,
  )
  const wished = new Map<string, number>()
  const columnOf = (name: string): number => {
    const column = header.indexOf(name)
    if (column < 0) issues.push(issueAt('unknownColumn', [], { name, nearest: header.join(', ') }))
    return column
  }
  for (const [column, name] of map) {
    const place = columnOf(column)
    if (name !== 'id' && !known.some(({ id }) => id === name))
      issues.push(
        issueAt('unknownName', [], {
          name,
          what: 'metric, field, ladder',
          nearest: ['id', ...known.map(({ id }) => id)].join(', '),
        }),
      )
    else if (wished.has(name))
      issues.push(issueAt('repeatedColumn', [], { name, columns: `${header[wished.get(name)!]}, ${column}` }))
    else if (place >= 0) wished.set(name, place)
  }
  const percents = fractions.map(columnOf)
  const taken = new Set(wished.values())
  const found = (name: string, likes: readonly (readonly string[])[]): number | null => {
    const asked = wished.get(name)
    if (asked !== undefined) return asked
    for (const like of likes) {
      const places = header.flatMap((column, place) =>
        like.indexOf(plain(column)) >= 0 && !taken.has(place) ? [place] : [],
      )
      if (places.length > 1)
        issues.push(
          issueAt('repeatedColumn', [], { name, columns: places.map((place) => header[place]!).join(', ') }),
        )
      if (places.length > 0) {
        taken.add(places[0]!)
        return places[0]!
      }
    }
    return null
  }
  const id = found(
    'id',
    aliases['id']!.map((name) => [name]),
  )
  if (id === null) issues.push(issueAt('missingColumn', [], { name: 'id' }))
  const mapped: Mapped[] = []
  const missing: Subject[] = []
  for (const subject of known) {
    const column = found(subject.id, likesOf(subject, known))
    if (column !== null)
      mapped.push({ subject, column, written: percents.indexOf(column) >= 0 ? 'fraction' : 'plain' })
    else if (subject !== joinedAt && subject !== asOf) missing.push(subject)
  }
  if (issues.length > 0) return { value: null, issues }
  return {
    value: { id: id!, mapped, missing, unused: header.filter((_, place) => !taken.has(place)) },
    issues,
  }
}

/** The names by which a column is known, best first. A name that two subjects share says nothing. */
const likesOf = (subject: Subject, all: readonly Subject[]): string[][] => {
  const named = ({ names }: Subject): string[] =>
    names.flatMap((name) => [plain(name.en), plain(name['zh-CN'])])
  const others = all.filter((other) => other !== subject).flatMap(named)
  return [
    [plain(subject.id)],
    named(subject).filter((name) => others.indexOf(name) < 0),
    ...(aliases[subject.id] ?? []).map((name) => [name]),
  ]
}
