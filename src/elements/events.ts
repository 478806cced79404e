/**
 * Every event of the kit, a class each. Requests are what a person asked for by a press: they bubble, leave the shadow
 * root and can be canceled. The provider turns what is not canceled into a command; so a page takes over with
 * `preventDefault()`. Notices tell what an element did; they do not bubble.
 */
import type { Issue } from '../schema/issues.js'

class TkRequest<T> extends CustomEvent<T> {
  constructor(type: string, detail: T) {
    super(type, { detail, bubbles: true, composed: true, cancelable: true })
  }
}
class TkNotice<T> extends CustomEvent<T> {
  constructor(type: string, detail: T) {
    super(type, { detail })
  }
}

/** `task` is a task's id. */
export interface TaskDetail {
  readonly task: string
}
/** Claim the reward of a done task. */
export class TkTaskClaimEvent extends TkRequest<TaskDetail> {
  constructor(task: string) {
    super('tk-task-claim', { task })
  }
}
/** Set a task aside. */
export class TkTaskDismissEvent extends TkRequest<TaskDetail> {
  constructor(task: string) {
    super('tk-task-dismiss', { task })
  }
}
/** Bring a dismissed task back. */
export class TkTaskRestoreEvent extends TkRequest<TaskDetail> {
  constructor(task: string) {
    super('tk-task-restore', { task })
  }
}
/** A task's link was followed. Canceled, the page does not navigate: for a router of the page's own. */
export class TkTaskOpenEvent extends TkRequest<TaskDetail & { readonly link: string }> {
  constructor(task: string, link: string) {
    super('tk-task-open', { task, link })
  }
}
/** Use a benefit once; where it has a price in points, pay it. */
export class TkBenefitUseEvent extends TkRequest<{ readonly benefit: string }> {
  constructor(benefit: string) {
    super('tk-benefit-use', { benefit })
  }
}
/** Redeem a benefit in two steps: its price is held until the platform has given it. */
export class TkBenefitRedeemEvent extends TkRequest<{ readonly benefit: string }> {
  constructor(benefit: string) {
    super('tk-benefit-redeem', { benefit })
  }
}
/** Give up a redemption that is still held: points and use come back. */
export class TkBenefitReleaseEvent extends TkRequest<{
  readonly benefit: string
  readonly redemption: string
}> {
  constructor(benefit: string, redemption: string) {
    super('tk-benefit-release', { benefit, redemption })
  }
}
/** Choose among a benefit's options. */
export class TkBenefitChooseEvent extends TkRequest<{
  readonly benefit: string
  readonly options: readonly string[]
}> {
  constructor(benefit: string, options: readonly string[]) {
    super('tk-benefit-choose', { benefit, options })
  }
}
/** Save the log of an account as a file. Canceled, nothing is downloaded: for a page that keeps files its own way. */
export class TkPointsExportEvent extends TkRequest<{
  readonly account: string
  readonly name: string
  readonly csv: string
}> {
  constructor(account: string, name: string, csv: string) {
    super('tk-points-export', { account, name, csv })
  }
}
/** Compare what the tiers give. Canceled, the element stays with its ladder: for a page that shows a comparison of its own. */
export class TkTierCompareEvent extends TkRequest<{ readonly ladder: string }> {
  constructor(ladder: string) {
    super('tk-tier-compare', { ladder })
  }
}
/** Read again after a failure. Inside a provider it happens unless canceled. */
export class TkRetryEvent extends TkRequest<null> {
  constructor() {
    super('tk-retry', null)
  }
}

/** An element shows a standing for the first time, or again after an error. Does not bubble. */
export class TkLoadEvent extends TkNotice<null> {
  constructor() {
    super('tk-load', null)
  }
}
/** An element shows its error state. `cause` is what was thrown, where something was. Does not bubble. */
export class TkErrorEvent extends TkNotice<{ readonly issue: Issue; readonly cause?: unknown }> {
  constructor(issue: Issue, cause?: unknown) {
    super('tk-error', cause === undefined ? { issue } : { issue, cause })
  }
}

declare global {
  // of elements, of the document and of the window: requests bubble to all of them
  interface GlobalEventHandlersEventMap {
    'tk-task-claim': TkTaskClaimEvent
    'tk-task-dismiss': TkTaskDismissEvent
    'tk-task-restore': TkTaskRestoreEvent
    'tk-task-open': TkTaskOpenEvent
    'tk-benefit-use': TkBenefitUseEvent
    'tk-benefit-redeem': TkBenefitRedeemEvent
    'tk-benefit-release': TkBenefitReleaseEvent
    'tk-benefit-choose': TkBenefitChooseEvent
    'tk-points-export': TkPointsExportEvent
    'tk-tier-compare': TkTierCompareEvent
    'tk-retry': TkRetryEvent
    'tk-load': TkLoadEvent
    'tk-error': TkErrorEvent
    'tk-provider-ready': Event
  }
}
