import type { SvelteHTMLElements } from 'svelte/elements'
import 'tierkit/types/svelte'

type Attributes = SvelteHTMLElements['tk-task-checklist']
export const right: Attributes = {
  rows: 4,
  class: 'wide',
  'ontk-task-claim': (event) => event.detail.task.length,
  'on:tk-task-claim': (event) => event.detail.task.length,
}
// @ts-expect-error there is no such theme
export const wrongTheme: Attributes = { theme: 'pink' }
// @ts-expect-error a task's id is a text
export const wrongEvent: Attributes = { 'ontk-task-claim': (event) => event.detail.task.toFixed() }
