import { CUSTOM_ELEMENTS_SCHEMA, Component, EventEmitter, Input, Output } from '@angular/core'
import { adapterOf, now } from '../shared/data.js'

/** Angular sets properties in brackets and listens in parentheses; of tags with a dash it must be told that they are elements. */
@Component({
  selector: 'app-growth',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <tk-provider [adapter]="adapter" [now]="now" [appearance]="appearance" (tk-task-open)="open($event)">
      <div class="growth">
        <tk-score-gauge [heading]="heading"></tk-score-gauge>
        <tk-tier-ladder></tk-tier-ladder>
        <tk-task-checklist></tk-task-checklist>
        <tk-benefit-wallet></tk-benefit-wallet>
        <tk-points-ledger></tk-points-ledger>
      </div>
    </tk-provider>
  `,
})
export class Growth {
  @Input({ required: true }) heading!: string
  @Output() readonly taskOpen = new EventEmitter<string>()
  readonly now = now
  adapter: unknown
  appearance: unknown

  // bindings are compared by identity: made when an input changes, not at each look
  @Input({ required: true }) set store(id: string) {
    this.adapter = adapterOf(id)
  }
  @Input({ required: true }) set brand(colorAccent: string) {
    this.appearance = { variables: { colorAccent } }
  }

  open(event: CustomEvent<{ task: string }>): void {
    event.preventDefault()
    this.taskOpen.emit(event.detail.task)
  }
}
