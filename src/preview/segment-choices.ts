/** How the merchants of a population can be told apart: by what its columns hold, as the program names them. */
import type { Subject } from '../plan/asked.js'
import type { Population } from '../population/columns.js'
import type { Saying, SegmentChoice } from './screen.js'
import type { TierPreviewWords } from '../words/tier-preview.js'

/** By time since joining, by each choice, by fifths of each sum of money, and by recency, frequency and value where there are such. */
export const segmentChoicesOf = (
  subjects: readonly Subject[],
  { columns }: Population,
  ladder: string,
  words: TierPreviewWords,
  say: Saying,
): SegmentChoice[] => {
  const given = subjects.filter(({ id }) => columns.has(id) && id !== ladder)
  const nameOf = ({ id, names }: Subject): string => (names[0] ? say.text(names[0]) : id)
  const choices: SegmentChoice[] = []
  if (columns.has('joinedAt'))
    choices.push({ id: 'stage', name: words.stage, wish: { of: 'stage' }, names: words.stages })
  for (const subject of given)
    if (subject.reading === 'choice' && subject.values.length > 0)
      choices.push({
        ...{ id: `choice ${subject.id}`, name: nameOf(subject) },
        wish: { of: 'choice', id: subject.id, size: subject.values.length },
        names: subject.values.map(({ id, name }) => (name ? say.text(name) : id)),
      })
  const value = given.find(({ unit }) => unit === 'money')
  const frequency = given.find(({ unit, reading }) => reading === 'number' && unit === 'integer')
  const recency = given.find(
    ({ unit, reading, id }) =>
      reading !== 'choice' && id !== 'joinedAt' && (unit === 'days' || unit === 'date'),
  )
  if (value && frequency && recency)
    choices.push({
      ...{ id: 'rfm', name: words.rfm, names: words.rfmKinds },
      wish: {
        ...{ of: 'rfm', recency: recency.id, recent: recency.unit === 'date' ? 'high' : 'low' },
        ...{ frequency: frequency.id, value: value.id },
      },
    })
  for (const subject of [value, frequency])
    if (subject)
      choices.push({
        ...{ id: `fifths ${subject.id}`, name: words.fifths(nameOf(subject)), names: words.fifthsNames },
        wish: { of: 'quantile', id: subject.id, parts: 5 },
      })
  return choices
}
