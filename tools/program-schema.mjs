// The parts of the language by name, for the JSON Schema: from the sources in a test, from dist/ in the build.
import { jsonSchemaOf } from './json-schema.mjs'

export async function programSchema(load) {
  const [
    account,
    benefit,
    condition,
    dictionary,
    ladder,
    metric,
    named,
    override,
    program,
    score,
    task,
    time,
  ] = await Promise.all(
    [
      'account',
      'benefit',
      'condition',
      'dictionary',
      'ladder',
      'metric',
      'named',
      'override',
      'program',
      'score',
      'task',
      'time',
    ].map(load),
  )
  const { span, term, windowOf: window, review } = time
  return jsonSchemaOf({
    program: program.program,
    named: {
      ...{ text: named.words, choice: dictionary.choice, event: dictionary.event, field: dictionary.field },
      ...{ span, term, window, review, condition: condition.condition, number: condition.numberValue },
      ...{
        cohort: condition.cohort,
        metric: metric.metric,
        scale: score.scale,
        guard: score.guard,
        factor: score.factor,
      },
      ...{ score: score.score, ladder: ladder.ladder, tier: ladder.tier, transition: ladder.transition },
      ...{ account: account.account, earn: account.earn, limit: account.limit, points: account.points },
      ...{ override: override.override, benefit: benefit.benefit, task: task.task },
    },
    reserved: named.reservedWords,
  })
}
