/** What is new in a list of tasks, for those who do not see it. That the last one is done is the celebration's to say. */
import type { TaskStanding } from '../schema/standing.js'
import { textOf, type Locale } from '../words/locale.js'
import type { TaskWords } from '../words/task-checklist.js'
import { turnover, type Moment, type News } from './news.js'
import { doneOf } from './task-groups.js'

const finished: readonly TaskStanding['state'][] = ['done', 'claimable', 'claimed']

export function taskNews(before: Moment, now: Moment, word: TaskWords['news'], locale: Locale): News[] {
  const { tasks } = now.standing
  const past = (id: string): TaskStanding['state'] | undefined =>
    before.standing.tasks.find((task) => task.id === id)?.state
  const names = (of: readonly TaskStanding[]): string[] => of.map(({ name }) => textOf(name, locale))
  const isDone = ({ state }: TaskStanding): boolean => finished.indexOf(state) >= 0
  const done = tasks.filter((task) => {
    const from = past(task.id)
    return isDone(task) && from !== undefined && finished.indexOf(from) < 0
  })
  const claimed = tasks.filter(({ id, state }) => state === 'claimed' && past(id) === 'claimable')
  const { sent } = turnover(before, now)
  const asked = tasks.filter(({ id }) =>
    sent.some((command) => command.command === 'claimTask' && command.task === id),
  )
  const counts = doneOf(tasks)
  const news: News[] = asked.map(({ id, name }) => ({
    of: `sent ${id}`,
    text: word.sent(textOf(name, locale)),
  }))
  if (claimed.length > 0) news.push({ of: 'claimed', text: word.claimed(names(claimed)) })
  if (done.length > 0 && counts.done < counts.total) news.push({ of: 'done', text: word.done(names(done)) })
  return news
}
