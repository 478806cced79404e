/** @jsxImportSource preact */
import 'tierkit/types/preact'

export const right = (
  <tk-task-checklist
    rows={4}
    heading-level={2}
    class="wide"
    ontk-task-claim={(event) => event.detail.task.length}
  />
)
export const wrong = [
  // @ts-expect-error there is no such theme
  <tk-score-gauge theme="pink" />,
  // @ts-expect-error a task's id is a text
  <tk-task-checklist ontk-task-claim={(event) => event.detail.task.toFixed()} />,
]
