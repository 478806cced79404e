import type { GlobalComponents } from 'vue'
import 'tierkit/types/vue'

type Props = InstanceType<GlobalComponents['tk-task-checklist']>['$props']
export const right: Props = { rows: 4, class: 'wide', onTkTaskClaim: (event) => event.detail.task.length }
// @ts-expect-error there is no such theme
export const wrongTheme: Props = { theme: 'pink' }
// @ts-expect-error a task's id is a text
export const wrongEvent: Props = { onTkTaskClaim: (event) => event.detail.task.toFixed() }
