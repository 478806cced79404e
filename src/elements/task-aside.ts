/**
 * The task that was set aside here last: it keeps its place in the list, with a way back, until the person looks at the
 * list otherwise. It changes no state; whether the task is set aside is what the standing, or what is sent, says.
 */
import type { Command } from '../schema/command.js'
import type { Standing, TaskStanding } from '../schema/standing.js'
import type { Aside, Section } from './task-groups.js'

/** What has become of it since the last look, for those who do not see it. */
export type AsideNews = 'gone' | 'back' | null

export class TaskAside {
  private place: Aside | null = null
  private gone = false

  /** A task is asked to be set aside, from where it stands now. */
  ask({ id }: TaskStanding, sections: readonly Section[]): void {
    for (const { area, items } of sections) {
      const at = items.findIndex((task) => task.id === id)
      if (at >= 0) this.place = { id, onPath: area === null, at }
    }
    this.gone = false
  }

  forget(): void {
    this.place = null
  }

  /** To be called once an update, with what is shown: the place that is kept, and what is new. */
  look(
    { tasks }: Standing,
    pending: readonly Command[],
  ): { place: Aside | null; task: TaskStanding | null; news: AsideNews } {
    const { place, gone } = this
    const task = (place && tasks.find(({ id }) => id === place.id)) ?? null
    if (!place || !task) return { place: null, task: null, news: null }
    this.gone = task.state === 'dismissed' || lastOf(task.id, pending) === 'dismissTask'
    if (gone && !this.gone) this.place = null
    return {
      place: this.gone ? place : null,
      task,
      news: this.gone === gone ? null : this.gone ? 'gone' : 'back',
    }
  }
}

/** What is asked of a task and not answered yet: the last of it. */
export function lastOf(task: string, pending: readonly Command[]): Command['command'] | null {
  let last: Command['command'] | null = null
  for (const command of pending) if ('task' in command && command.task === task) last = command.command
  return last
}
