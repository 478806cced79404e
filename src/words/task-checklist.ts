import { tasks as en, type TaskWords } from './en/task-checklist.js'
import { wordsIn, type Locale } from './locale.js'
import { tasks as zhCN } from './zh-CN/task-checklist.js'

/** The words of the task checklist in one language. */
export function taskWords(locale: Locale): TaskWords {
  return wordsIn('task-checklist', { en, 'zh-CN': zhCN }, locale)
}

export type { TaskWords }
export type { Period } from './en/task-checklist.js'
