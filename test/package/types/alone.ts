// One tag alone brings its own type and those of its events.
import 'tierkit/define/task-checklist'

const list = document.createElement('tk-task-checklist')
list.rows = 3
list.addEventListener('tk-task-open', ({ detail }) => detail.link.length)
// @ts-expect-error a link is a text
list.addEventListener('tk-task-open', ({ detail }) => detail.link.toFixed())
// @ts-expect-error no file of this one registers the ladder
list.append(document.createElement('tk-tier-ladder').rungs)
