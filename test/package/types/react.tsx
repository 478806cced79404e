import { createRef } from 'react'
import type { TkScoreGauge } from 'tierkit'
import { Provider, ScoreGauge, TaskChecklist } from 'tierkit/react'
import { TierPreview } from 'tierkit/react/preview'
import 'tierkit/types/react'

const place = createRef<TkScoreGauge>()
export const components = (
  <Provider program="/program.json" onTaskClaim={(event) => event.preventDefault()} className="wide">
    <ScoreGauge ref={place} openFirst heading="Score" onError={({ detail }) => detail.issue.code} />
    <TaskChecklist
      rows={4}
      id="tasks"
      onClick={() => undefined}
      onTaskClaim={({ detail }) => detail.task.length}
    />
    <TierPreview noWorker onPreviewChange={({ detail }) => detail.changes.toFixed()} />
  </Provider>
)
export const wrongComponents = [
  // @ts-expect-error a number of rows
  <TaskChecklist rows="4" />,
  // @ts-expect-error a task's id is a text
  <TaskChecklist onTaskClaim={({ detail }) => detail.task.toFixed()} />,
  // @ts-expect-error the gauge claims nothing
  <ScoreGauge onTaskClaim={() => undefined} />,
  // @ts-expect-error what is only read is not set
  <ScoreGauge state="ready" />,
  // @ts-expect-error a ref of another element
  <TaskChecklist ref={place} />,
]

export const tags = (
  <tk-provider program="/program.json" className="wide">
    <tk-task-checklist rows={4} heading-level={2} ontk-task-claim={(event) => event.detail.task.length} />
    <tk-score-gauge whatif theme="dark" ref={place} />
  </tk-provider>
)
export const wrongTags = [
  // @ts-expect-error there is no such theme
  <tk-score-gauge theme="pink" />,
  // @ts-expect-error a task's id is a text
  <tk-task-checklist ontk-task-claim={(event) => event.detail.task.toFixed()} />,
]
