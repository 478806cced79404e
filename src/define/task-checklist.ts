import { TkTaskChecklist } from '../elements/task-checklist.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-task-checklist', TkTaskChecklist, customElements)
