import { adapterOf, now } from '../shared/data.js'

export function Growth({ store, title, onOpen }) {
  return (
    <tk-provider adapter={adapterOf(store)} now={now} ontk-task-open={onOpen}>
      <div className="growth">
        <tk-score-gauge heading={title}></tk-score-gauge>
        <tk-tier-ladder></tk-tier-ladder>
        <tk-task-checklist></tk-task-checklist>
        <tk-benefit-wallet></tk-benefit-wallet>
        <tk-points-ledger></tk-points-ledger>
      </div>
    </tk-provider>
  )
}
