/** @jsxImportSource solid-js */
import 'tierkit/types/solid'

export const right = (
  <tk-task-checklist
    rows={4}
    attr:heading-level={2}
    class="wide"
    on:tk-task-claim={(event) => event.detail.task.length}
  />
)
export const wrong = [
  // @ts-expect-error there is no such theme
  <tk-score-gauge theme="pink" />,
  // @ts-expect-error a task's id is a text
  <tk-task-checklist on:tk-task-claim={(event) => event.detail.task.toFixed()} />,
]
