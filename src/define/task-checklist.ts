import { TkTaskChecklist } from '../elements/task-checklist.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-task-checklist', TkTaskChecklist, customElements)

// its type, and with it that of `document.querySelector('tk-task-checklist')`
export type { TkTaskChecklist }
